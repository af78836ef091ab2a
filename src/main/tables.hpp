// SPDX-License-Identifier: Apache-2.0
// Every register table by name, for `guatu check`, which goes through all of them.
#pragma once

#include <vector>

#include "platform/db/shape.hpp"

namespace guatu {

std::vector<db::TableShape> all_tables();

}  // namespace guatu
