// SPDX-License-Identifier: Apache-2.0
// The error list as a workbook (错误清单): a copy of what was sent in, wrong cells red and doubtful ones
// yellow with a comment each, and a last sheet that lists file, sheet, cell, value, why, what is accepted.
// The office corrects the copy and sends it in again.
#pragma once

#include <string>
#include <vector>

#include "base/sheet.hpp"
#include "base/sheet_out.hpp"

namespace guatu::sheet_out {

inline constexpr std::string_view kErrorListName = "错误清单";

enum class Severity : std::uint8_t { wrong, doubtful };

struct CellMark {
  std::string sheet;
  Position at;
  std::string message;   // why
  std::string accepted;  // what would be accepted; may be empty
  Severity severity = Severity::wrong;
};

// Values, merged ranges and visibility of the original; formulas become their values. Marks on sheets that
// do not exist, and on sheets too wide apart to copy (more than four million grid cells), stand in the list only.
Workbook marked_copy(const sheet::Workbook& original, const std::vector<CellMark>& marks);

}  // namespace guatu::sheet_out
