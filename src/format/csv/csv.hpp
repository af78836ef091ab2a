// SPDX-License-Identifier: Apache-2.0
// Text tables (csv): finds out encoding and separator, reads quoted fields with line breaks, and gives a
// workbook of one sheet whose cells are all text. Writes what Excel opens with a double click. Refuses
// damaged encodings, quotes that never close and tables beyond the size of a sheet.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/sheet.hpp"
#include "base/sheet_out.hpp"

namespace guatu::csv {

// Separators are , ; tab and |. Refuses csv.bad_encoding, .mixed_encoding, .quote_not_closed, .field_too_long,
// .too_many_rows, .too_many_columns, .too_many_cells, .no_rows.
Result<sheet::Workbook> read_csv(std::string_view bytes, std::string_view file_name);

// UTF-8 with a mark, commas, CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front.
std::string write_csv(const sheet_out::Sheet& page);

}  // namespace guatu::csv
