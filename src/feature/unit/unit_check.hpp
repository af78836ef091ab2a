// SPDX-License-Identifier: Apache-2.0
// What a unit and a person must be (单位、人员校验) before they are stored: a code that can stand in an address, a
// parent that exists and is not below its child, days in their order. Refuses unit.bad_code, unit.no_such_parent,
// unit.parent_circle, unit.dates_reversed, unit.no_such_unit, unit.bad_person_name, unit.bad_phone; all at once.
#pragma once

#include <string_view>
#include <vector>

#include "feature/unit/unit.hpp"

namespace guatu::unit {

// 1–40 of letters, digits, '-', '_' and '.'; Chinese counts as letters.
bool is_office_code(std::string_view code);
// `others` are the units of the store; the unit itself may be among them, as it was.
Result<void> check_unit(const Unit& unit, const std::vector<Unit>& others);
Result<void> check_person(const Person& person, const std::vector<Unit>& units);

}  // namespace guatu::unit
