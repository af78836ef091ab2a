// SPDX-License-Identifier: Apache-2.0
// Units and people as lists in a workbook (单位清单、人员清单), telephone numbers left out. Refuses what format/xlsx
// refuses.
#pragma once

#include <string>

#include "base/sheet_out.hpp"
#include "feature/unit/unit.hpp"
#include "platform/db/page.hpp"

namespace guatu::unit {

Result<std::string> write_unit_sheet(const db::Reader& reader, const db::Page<Unit>& page, const sheet_out::Mark& mark);
Result<std::string> write_person_sheet(const db::Reader& reader, const db::Page<Person>& page,
                                       const sheet_out::Mark& mark);

}  // namespace guatu::unit
