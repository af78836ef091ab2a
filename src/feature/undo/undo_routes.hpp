// SPDX-License-Identifier: Apache-2.0
// Routes of undo (撤销): whether a journal entry may be taken back and what that would do, and doing it. Everybody his
// own entries, the office any.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::undo {

std::vector<api::Route> undo_routes();

}  // namespace guatu::undo
