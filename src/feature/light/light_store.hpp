// SPDX-License-Identifier: Apache-2.0
// Rule sets as adopted, with their text.
#pragma once

#include "feature/light/rule_adoption.hpp"
#include "platform/db/table.hpp"

namespace guatu::lights {

const db::Table<RuleAdoption>& rule_set_table();

}  // namespace guatu::lights
