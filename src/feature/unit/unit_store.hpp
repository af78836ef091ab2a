// SPDX-License-Identifier: Apache-2.0
// Units and people as tables: one description serves SQL, history and snapshots.
#pragma once

#include "feature/unit/unit.hpp"
#include "platform/db/table.hpp"

namespace guatu::unit {

const db::Table<Unit>& unit_table();
const db::Table<Person>& person_table();

}  // namespace guatu::unit
