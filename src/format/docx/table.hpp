// SPDX-License-Identifier: Apache-2.0
// Tables (表格): letters and column widths follow what the cells hold, figures never wrap, the header repeats on each
// page, no row is split.
#pragma once

#include <string>
#include <vector>

#include "base/document.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {

std::string table_xml(const document::Table& table, int width, const HouseStyle& style);

struct ColumnWidths {
  std::vector<int> twips;
  int size = 24;  // half-points of the letters
};
ColumnWidths column_widths(const document::Table& table, int width);

}  // namespace guatu::docx
