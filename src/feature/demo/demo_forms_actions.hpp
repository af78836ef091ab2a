// SPDX-License-Identifier: Apache-2.0
// The example district's register of forms (演示报表): what it asks its units for, in every state that a form may be
// in: running from the registers, running on paper, waiting for its second person, closed. All of it is invented.
#pragma once

#include <functional>
#include <string>

#include "feature/form/form_actions.hpp"

namespace guatu::demo {

// A transaction of somebody of the office.
using BeginAs = std::function<Result<db::Tx>(const std::string& who)>;

// Registered by the first and approved by the second. Refuses what form does.
Result<void> register_demo_forms(const BeginAs& begin, const form::FieldCatalog& catalog, const std::string& first,
                                 const std::string& second);

}  // namespace guatu::demo
