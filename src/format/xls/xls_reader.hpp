// SPDX-License-Identifier: Apache-2.0
// Reads .xls of Excel 97–2003 (BIFF8, 旧版 xls) out of memory: values, dates, cached results of formulas,
// merged ranges, what is hidden. Our own reader, not FreeXL: that one opens only named files, gives no
// formula results, and crashed on 7 of 20,000 files with a few bytes changed. Refuses files with an open
// password, older versions, damaged and truncated ones.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "base/sheet.hpp"
#include "format/package/compound.hpp"

namespace guatu::xls {

// Refuses xls.encrypted, .old_version, .damaged, .truncated, .bad_shared_text, .too_many_cells, .too_many_sheets,
// .no_sheets, compound.*.
Result<sheet::Workbook> read_xls(const package::CompoundFile& file, std::string_view file_name);
Result<sheet::Workbook> read_xls(std::string_view bytes, std::string_view file_name);

}  // namespace guatu::xls
