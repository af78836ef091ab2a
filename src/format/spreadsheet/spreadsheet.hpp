// SPDX-License-Identifier: Apache-2.0
// One door for every spreadsheet (电子表格): looks at the bytes, not at the extension, reads xlsx, xls and
// csv, and refuses the rest with what it really is and what to do: files with an open password, truncated
// or damaged ones, bombs, web pages and XML named .xls, .ods, .et and .wps, empty files.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "base/sheet.hpp"

namespace guatu::spreadsheet {

inline constexpr std::size_t kFileBytesMax = 20U << 20;

// `file_name` stands in messages and Workbook::file_name; a file that is not what its name says is read all
// the same, with the finding spreadsheet.named_otherwise. The bytes need not outlive the call. Refuses
// spreadsheet.*, package.*, compound.*, xlsx.*, xls.*, csv.*.
Result<sheet::Workbook> read_spreadsheet(std::string_view bytes, std::string_view file_name);

}  // namespace guatu::spreadsheet
