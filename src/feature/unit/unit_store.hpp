// SPDX-License-Identifier: Apache-2.0
// Units and people as tables (单位、人员): one description of a row serves SQL, its
// history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/unit/unit.hpp"
#include "platform/db/table.hpp"

namespace guatu::unit {

const db::Table<Unit>& unit_table();
const db::Table<Person>& person_table();

}  // namespace guatu::unit
