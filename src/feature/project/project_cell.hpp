// SPDX-License-Identifier: Apache-2.0
// Cells pasted from a workbook (成块粘贴): a field's name and its text become a value of a project or of its year.
// Dates are read as Excel shows them, money is 元; an empty value takes out what was there. Refuses
// project.unknown_cell (with the fields there are) and project.bad_cell (with what would be accepted).
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "feature/project/project.hpp"

namespace guatu::project {

// All that a sheet shows: one save is one transaction, however many columns were pasted.
inline constexpr std::size_t kCellRowsMax = 1000;
inline constexpr std::size_t kCellFieldsMax = 40;
inline constexpr std::uint64_t kCellBytesMax = 8 * 1024 * 1024;

bool is_year_cell(std::string_view field);  // year_plan, plan_01 … plan_12

struct CellPlace {
  std::string place;  // rows[3].values.total_investment
  std::string row;    // the project's id
};
Result<void> set_cell(Project& project, ProjectYear& year, std::string_view field, std::string_view text,
                      const CellPlace& where);

}  // namespace guatu::project
