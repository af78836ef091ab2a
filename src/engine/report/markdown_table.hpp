// SPDX-License-Identifier: Apache-2.0
// A table as Markdown text, in the form that parse_markdown reads back: 表：, 单位：, the rows, 注：. A row with one
// cell is a group; a row whose first or second cell is 合计, 小计 or 总计 is a total.
#pragma once

#include <string>

#include "base/document.hpp"

namespace guatu::report {

std::string markdown_of(const document::Table& table);

}  // namespace guatu::report
