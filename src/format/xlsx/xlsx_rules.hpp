// SPDX-License-Identifier: Apache-2.0
// What Excel accepts: checked before writing, because libxlsxwriter only warns and leaves cells out.
#pragma once

#include "base/result.hpp"
#include "base/sheet_out.hpp"

namespace guatu::xlsx {

// Refuses xlsx.no_sheets, .bad_sheet_name, .value_too_long, .beyond_the_sheet, .bad_range, all problems at once.
Result<void> check_workbook(const sheet_out::Workbook& book);

}  // namespace guatu::xlsx
