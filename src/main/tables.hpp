// SPDX-License-Identifier: Apache-2.0
// Every register table (登记表) by name, for `guatu check`, which goes through all of them. A table that is
// missing here is reported as unknown once it has a row.
#pragma once

#include <vector>

#include "platform/db/shape.hpp"

namespace guatu {

std::vector<db::TableShape> all_tables();

}  // namespace guatu
