// SPDX-License-Identifier: Apache-2.0
// Every register table (登记表) by name, for what goes through all of them: `guatu check`, backup, search. One that is
// missing here is unknown to the check, which then refuses every store that has a row of it.
#pragma once

#include <vector>

#include "platform/db/shape.hpp"

namespace guatu {

std::vector<db::TableShape> all_tables();

}  // namespace guatu
