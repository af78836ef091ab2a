// SPDX-License-Identifier: Apache-2.0
// Writes a workbook (导出表) as xlsx over libxlsxwriter: typed cells, frozen and repeated headers, filters,
// print set-up, protection with open cells, drop-down lists, comments, fills. The same workbook and time give
// the same bytes. Refuses what Excel would not open: names, texts and ranges beyond its limits.
#pragma once

#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/sheet_out.hpp"

namespace guatu::xlsx {

inline constexpr std::size_t kCellCharactersMax = 32'767;

// `created` stands in the document and on every part. Refuses xlsx.no_sheets, .bad_sheet_name, .value_too_long,
// .beyond_the_sheet, .bad_range; .not_written when the machine has no room.
Result<std::string> write_xlsx(const sheet_out::Workbook& book, Instant created);

}  // namespace guatu::xlsx
