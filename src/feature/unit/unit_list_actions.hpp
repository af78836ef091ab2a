// SPDX-License-Identifier: Apache-2.0
// Pages of units and people (单位、人员列表), in the official order unless another is asked for. They refuse nothing:
// what may be asked for is decided where the address is read.
#pragma once

#include "feature/unit/unit.hpp"
#include "platform/db/page.hpp"

namespace guatu::unit {

db::Page<Unit> load_unit_page(const db::Reader& reader, const db::PageQuery& query);
db::Page<Person> load_person_page(const db::Reader& reader, const db::PageQuery& query);

}  // namespace guatu::unit
