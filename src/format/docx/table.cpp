// SPDX-License-Identifier: Apache-2.0
#include "format/docx/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "format/docx/paragraph.hpp"

namespace guatu::docx {
namespace {

using document::Alignment;
using document::RowKind;
using document::Table;

constexpr int kCellPadding = 70;                  // twips, left and right
constexpr int kCellRoom = 2 * kCellPadding + 50;  // with the rules and what fonts with wider figures take
constexpr std::size_t kShortTableRows = 12;
constexpr int kHalvesWithoutWrap = 44;  // a column wider than 22 characters may wrap

struct Need {
  int least = 2;  // half characters below which the column must not go
  int full = 2;   // so that nothing wraps
};

Need need_of(const Table& table, std::size_t column) {
  const int header = half_width(table.columns[column].header);
  Need need{std::min(header, std::max(4, (header + 1) / 2 + header % 2)), header};
  for (const auto& row : table.rows) {
    if (row.kind == RowKind::group) continue;
    const int width = half_width(row.cells[column]);
    need.full = std::max(need.full, width);
    // Figures and dates never wrap; words may, at eight characters or more.
    need.least = std::max(need.least, table.columns[column].alignment == Alignment::left ? std::min(width, 16) : width);
  }
  need.full = std::max(need.least, std::min(need.full, kHalvesWithoutWrap));
  return need;
}

// Gives every column its least; what is left goes to the columns that lack little first, so that only the long ones
// wrap.
std::vector<int> share_out(const std::vector<Need>& needs, int width, int half_character) {
  std::vector<int> twips;
  for (const auto& need : needs) twips.push_back(need.least * half_character + kCellRoom);
  const int used = std::accumulate(twips.begin(), twips.end(), 0);
  int spare = width - used;
  if (spare <= 0) {
    for (int& column : twips) column = column * width / used;
    return twips;
  }
  std::vector<std::size_t> order(needs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return needs[i].full - needs[i].least; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& need = needs[order[i]];
    const int given = std::min((need.full - need.least) * half_character, spare / static_cast<int>(order.size() - i));
    twips[order[i]] += given;
    spare -= given;
  }
  const int filled = width - spare;
  for (int& column : twips) column += static_cast<int>(static_cast<std::int64_t>(spare) * column / filled);
  return twips;
}

// Given shares hold as far as every column keeps its least.
std::vector<int> by_shares(const Table& table, const std::vector<Need>& needs, int width, int half_character) {
  std::vector<int> least;
  for (const auto& need : needs) least.push_back(need.least * half_character + kCellRoom);
  const int used = std::accumulate(least.begin(), least.end(), 0);
  if (used >= width) return share_out(needs, width, half_character);
  std::vector<bool> is_lifted(needs.size(), false);
  std::vector<int> twips(needs.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    int room = width;
    int shares = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (is_lifted[i])
        room -= least[i];
      else
        shares += table.columns[i].width_share;
    }
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (is_lifted[i]) continue;
      twips[i] = static_cast<int>(static_cast<std::int64_t>(room) * table.columns[i].width_share / shares);
      if (twips[i] >= least[i]) continue;
      twips[i] = least[i];
      is_lifted[i] = changed = true;
    }
  }
  return twips;
}

std::string_view justification_of(Alignment alignment) {
  return alignment == Alignment::left ? "left" : alignment == Alignment::right ? "right" : "center";
}

struct CellForm {
  int width = 0;
  std::string font = {};
  int size = 24;
  std::string_view justification = "center";
  int span = 1;
};

std::string cell_xml(const std::string& text, const CellForm& cell) {
  Form form{.off_grid = true, .indent = {}, .justification = std::string(cell.justification)};
  return fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>)",
                     cell.width, cell.span > 1 ? fmt::format(R"(<w:gridSpan w:val="{}"/>)", cell.span) : "",
                     paragraph(form, run(text, {.font = cell.font, .size = cell.size})));
}

std::string row_xml(const Table& table, const document::Row& row, const ColumnWidths& widths, const HouseStyle& style) {
  const int whole = std::accumulate(widths.twips.begin(), widths.twips.end(), 0);
  std::string cells;
  if (row.kind == RowKind::group) {
    cells = cell_xml(row.cells.empty() ? "" : row.cells[0],
                     {whole, style.black_font, widths.size, "left", static_cast<int>(table.columns.size())});
  } else {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      cells += cell_xml(row.cells[i], {widths.twips[i], row.kind == RowKind::total ? style.black_font : "", widths.size,
                                       justification_of(table.columns[i].alignment), 1});
  }
  return R"(<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="397" w:hRule="atLeast"/></w:trPr>)" + cells + "</w:tr>";
}

// A header that needs two lines is parted in the middle, or before its bracket: 年度 / 计划, 完成率 / （%）.
std::string balanced(const std::string& header, int halves_of_room) {
  const auto text = decode_utf8(header);
  const int width = half_width(header);
  if (width <= halves_of_room || text.size() < 3) return header;
  const auto bracket = text.find(U'（');
  if (bracket != std::u32string::npos && bracket > 0)
    if (const auto before = encode_utf8(std::u32string_view(text).substr(0, bracket));
        half_width(before) <= halves_of_room)
      return before + "\n" + encode_utf8(std::u32string_view(text).substr(bracket));
  const int lines = (width + halves_of_room - 1) / std::max(2, halves_of_room);
  std::string out;
  int used = 0;
  int line = 1;
  for (const char32_t character : text) {
    if (line < lines && used >= width * line / lines) {
      out += '\n';
      ++line;
    }
    const auto piece = encode_utf8(character);
    out += piece;
    used += half_width(piece);
  }
  return out;
}

std::string header_xml(const Table& table, const ColumnWidths& widths, const HouseStyle& style) {
  std::string cells;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    cells += cell_xml(balanced(table.columns[i].header, (widths.twips[i] - 2 * kCellPadding) / (widths.size * 5)),
                      {widths.twips[i], style.black_font, widths.size, "center", 1});
  return R"(<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="454" w:hRule="atLeast"/><w:tblHeader/></w:trPr>)" + cells +
         "</w:tr>";
}

std::string unit_line(const std::string& unit) {
  return unit.empty() || unit.starts_with("单位") ? unit : "单位：" + unit;
}

std::string around(const std::string& text, std::string_view justification, const Letters& letters) {
  if (text.empty()) return "";
  Form form{.keeps_with_next = justification != "left",
            .off_grid = true,
            .indent = {},
            .justification = std::string(justification)};
  return paragraph(form, run(text, letters));
}

}  // namespace

ColumnWidths column_widths(const Table& table, int width) {
  std::vector<Need> needs;
  for (std::size_t i = 0; i < table.columns.size(); ++i) needs.push_back(need_of(table, i));
  int shares = 0;
  for (const auto& column : table.columns) shares += column.width_share;
  ColumnWidths widths;
  for (const int size : {24, 21, 18}) {  // 小四, 五号, 小五
    widths.size = size;
    int least = 0;
    int full = 0;
    for (const auto& need : needs) {
      least += need.least * size * 11 / 2 + kCellRoom;
      full += need.full * size * 11 / 2 + kCellRoom;
    }
    // A long table in which much would wrap goes down to 五号, so that a page holds more of it.
    const bool is_roomy = size < 24 || full <= width || table.rows.size() <= kShortTableRows;
    if (least <= width && is_roomy) break;
  }
  const bool is_given =
      shares > 0 && std::ranges::all_of(table.columns, [](const auto& c) { return c.width_share > 0; });
  const int half_character = widths.size * 11 / 2;
  widths.twips = is_given ? by_shares(table, needs, width, half_character) : share_out(needs, width, half_character);
  const int whole = std::accumulate(widths.twips.begin(), widths.twips.end(), 0);
  *std::ranges::max_element(widths.twips) += width - whole;  // rounding goes where it is not seen
  return widths;
}

std::string table_xml(const Table& table, int width, const HouseStyle& style) {
  const auto widths = column_widths(table, width);
  std::string grid;
  for (const int twips : widths.twips) grid += fmt::format(R"(<w:gridCol w:w="{}"/>)", twips);
  std::string borders;
  for (const auto* side : {"top", "left", "bottom", "right"}) borders += border(side, "single", 8, "000000");
  for (const auto* side : {"insideH", "insideV"}) borders += border(side, "single", 4, "000000");
  std::string rows = header_xml(table, widths, style);
  for (const auto& row : table.rows) rows += row_xml(table, row, widths, style);
  return around(table.caption, "center", {.font = style.black_font, .size = 28}) +
         around(unit_line(table.unit), "right", {.font = "", .size = 24}) +
         fmt::format(
             R"(<w:tbl><w:tblPr><w:tblW w:w="{0}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{1}</w:tblBorders>)"
             R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{2}" w:type="dxa"/>)"
             R"(<w:right w:w="{2}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{3}</w:tblGrid>{4}</w:tbl>)",
             width, borders, kCellPadding, grid, rows) +
         around(table.source, "left", {.font = "", .size = 21});
}

}  // namespace guatu::docx
