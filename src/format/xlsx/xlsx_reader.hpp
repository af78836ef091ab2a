// SPDX-License-Identifier: Apache-2.0
// Reads xlsx and xlsm (工作簿) out of memory into the neutral workbook: transitional and strict, as written by
// Excel, WPS and libraries. Values only: formulas are never computed, macros and drawings never looked at.
// Refuses workbooks without sheets and everything its parts refuse.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "base/sheet.hpp"
#include "format/package/package.hpp"

namespace guatu::xlsx {

// Refuses xlsx.no_sheets, xlsx.*, package.*.
Result<sheet::Workbook> read_xlsx(package::Package package, std::string_view file_name);
Result<sheet::Workbook> read_xlsx(std::string_view bytes, std::string_view file_name);

}  // namespace guatu::xlsx
