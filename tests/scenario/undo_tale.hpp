// SPDX-License-Identifier: Apache-2.0
// For tests only: what the language of stories cannot tell of undo (撤销), because a photo is no JSON and a reminder is
// made by the program itself.
#pragma once

#include <string>

#include "tests/scenario/world.hpp"

namespace guatu::testing {

// The accounts linyan (clerk) and zhouheng (contact of U18), the project P-1 of U18, and a cycle that is open; to be
// called before the first request.
void fill_undo_tale(World& world);
// zhouheng adds a photo; the position of the entry.
db::Position add_photo_of_tale(World& world);
db::Position withdraw_photo_of_tale(World& world, const std::string& version);
// The reminders of the day.
db::Position remind_in_tale(World& world);

}  // namespace guatu::testing
