// SPDX-License-Identifier: Apache-2.0
// A list as a workbook (清单): one sheet with a header that stays and buttons to filter by, a row a record, and the
// mark of whoever took it out. It refuses nothing; what does not fit into a workbook format/xlsx refuses.
#pragma once

#include <string>
#include <vector>

#include "base/sheet_out.hpp"

namespace guatu::sheet_out {

struct ListColumn {
  std::string title;
  double width = 12;  // in characters
};

struct ListOut {
  std::string name;  // of the sheet
  std::vector<ListColumn> columns;
  std::vector<std::vector<Value>> rows;
  std::uint16_t frozen_columns = 0;
  Mark mark;
};

Workbook list_workbook(ListOut list);

// What is not there is an empty cell.
template <class T>
Value value_or_blank(const std::optional<T>& value) {
  if (!value) return std::monostate{};
  return *value;
}

}  // namespace guatu::sheet_out
