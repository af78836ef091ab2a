// SPDX-License-Identifier: Apache-2.0
// What Excel accepts of a workbook (导出表): checked before writing, because libxlsxwriter only warns and leaves
// cells out. Refuses names, texts, positions and ranges that Excel would not open.
#pragma once

#include "base/result.hpp"
#include "base/sheet_out.hpp"

namespace guatu::xlsx {

// Refuses xlsx.no_sheets, .bad_sheet_name, .value_too_long, .beyond_the_sheet, .bad_range, all problems at once.
Result<void> check_workbook(const sheet_out::Workbook& book);

}  // namespace guatu::xlsx
