// SPDX-License-Identifier: Apache-2.0
// Empty tables to fill in (表样): the headers that import finds again, units of measure in them, months in two header
// rows, rows that are known already filled in. A hidden sheet says which form it is.
#pragma once

#include <string>
#include <vector>

#include "base/sheet_out.hpp"
#include "feature/exchange/layout.hpp"
#include "feature/exchange/out_rows.hpp"

namespace guatu::exchange {

struct TemplateRow {
  std::vector<std::string> cells;  // by the plain fields, in the layout's order; the rest stays open
};

struct TemplateRequest {
  int year = 0;
  int month = 0;  // 0: all twelve
  std::vector<TemplateRow> rows;
  std::string unit;  // whose form it is, or empty
};

// A table with its records, as an export or as a form to be filled in.
struct FilledSheet {
  std::string name;
  std::string title;
  std::string hint;  // the line below it
  std::vector<OutColumn> columns;
  std::vector<OutRecord> records;
  std::vector<std::string> open_fields;  // whose cells may be written; empty: the sheet is not protected
};
sheet_out::Sheet make_filled_sheet(const FilledSheet& filled);
std::uint32_t first_record_row(const std::vector<OutColumn>& columns);

sheet_out::Workbook make_template(const Layout& layout, const TemplateRequest& request);

}  // namespace guatu::exchange
