// SPDX-License-Identifier: Apache-2.0
// Reads one worksheet part. Cells may come without positions, out of order or twice; what the sheet claims
// about its size is not believed; styled empty cells are passed over. Places a refusal at its cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/number_format.hpp"
#include "base/sheet.hpp"
#include "format/package/package.hpp"

namespace guatu::xlsx {

struct SheetContext {
  package::Package& package;
  sheet::Workbook& book;
  const std::vector<std::string_view>& shared_texts;
  const std::vector<sheet::NumberStyle>& styles;
  sheet::DayCount day_count;
  std::size_t cells_left;  // of the workbook's allowance
  std::size_t text_bytes_left;
};

// Fills `page` (its name is set) and takes what it used off the allowance. Refuses xlsx.bad_position,
// .bad_shared_text, .too_many_cells, .too_many_merges, .text_too_long, .too_much_text and what read_xml refuses.
Result<void> read_sheet(SheetContext& context, std::string_view part, sheet::Sheet& page);

}  // namespace guatu::xlsx
