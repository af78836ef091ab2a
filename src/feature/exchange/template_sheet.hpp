// SPDX-License-Identifier: Apache-2.0
// Empty tables to fill in (表样): the headers that import finds again, units of measure in them, months in two header
// rows, rows that are known already filled in. A hidden sheet says which form it is.
#pragma once

#include <string>
#include <vector>

#include "base/sheet_out.hpp"
#include "feature/exchange/layout.hpp"

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

sheet_out::Workbook make_template(const Layout& layout, const TemplateRequest& request);

}  // namespace guatu::exchange
