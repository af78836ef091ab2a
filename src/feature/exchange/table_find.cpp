// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/table_find.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

constexpr std::uint32_t kHeaderRowsMax = 3;
constexpr std::array<std::string_view, 26> kUnits{
    "元",       "万元",     "亿元",   "千元", "百万元", "万美元",      "亿美元", "%",   "‰",
    "个",       "户",       "人",     "万人", "家",     "起",          "天",     "日",  "万千瓦时",
    "亿千瓦时", "万平方米", "平方米", "亩",   "公里",   "微克/立方米", "吨",     "万吨"};

bool is_unit(std::string_view text) { return std::find(kUnits.begin(), kUnits.end(), text) != kUnits.end(); }

bool is_textual(const sheet::Cell& cell) { return cell.kind == sheet::CellKind::text && !trim(cell.text).empty(); }

std::string text_at(const sheet::Sheet& sheet, sheet::Position at) {
  const auto* cell = sheet.find_merged(at);
  return cell == nullptr ? std::string() : std::string(trim(sheet::shown_text(*cell)));
}

HeaderWord header_word(std::string_view text, const Vocabulary& vocabulary) {
  const std::string label = squeeze(text);
  if (label.empty() || is_unit(label)) return HeaderWord::none;
  if (const HeaderWord whole = vocabulary(label); whole != HeaderWord::none) return whole;
  std::string rest = label;
  take_unit(rest);
  if (const HeaderWord bare = vocabulary(rest); bare != HeaderWord::none) return bare;
  const bool has_span = take_span(rest).has_value();
  take_year(rest);
  if (has_span && rest.empty()) return HeaderWord::word;
  return vocabulary(rest);
}

struct RowReading {
  std::size_t filled = 0;
  std::size_t words = 0;
  std::size_t indicators = 0;
};

RowReading read_as_header(const sheet::Sheet& sheet, std::uint32_t row, const Vocabulary& vocabulary) {
  RowReading reading;
  std::set<std::string> seen;
  for (const auto& cell : sheet.row_cells(row)) {
    if (cell.kind == sheet::CellKind::blank) continue;
    ++reading.filled;
    const std::string text(trim(cell.text));
    const HeaderWord kind = is_textual(cell) ? header_word(text, vocabulary) : HeaderWord::none;
    if (kind == HeaderWord::none || !seen.insert(text).second) continue;
    ++(kind == HeaderWord::word ? reading.words : reading.indicators);
  }
  return reading;
}

// A title that happens to contain one word is no header; a data row hardly has two. Indicators stand in records too,
// so they count only beside a word.
bool looks_like_header(const RowReading& reading) {
  const std::size_t known = reading.words + reading.indicators;
  return reading.words >= 1 && known >= 2 && known * 2 >= reading.filled;
}

bool spans_down(const sheet::Sheet& sheet, std::uint32_t row, std::uint32_t below) {
  return std::any_of(sheet.merges.begin(), sheet.merges.end(), [&](const sheet::MergedRange& merge) {
    return merge.first.row <= row && merge.first.row + kHeaderRowsMax > row && merge.last.row >= below &&
           merge.last.row < row + kHeaderRowsMax;
  });
}

bool has_group(const sheet::Sheet& sheet, std::uint32_t row) {
  return std::any_of(sheet.merges.begin(), sheet.merges.end(), [&](const sheet::MergedRange& merge) {
    return merge.first.row == row && merge.last.column > merge.first.column;
  });
}

bool is_all_text(const sheet::Sheet& sheet, std::uint32_t row) {
  const auto cells = sheet.row_cells(row);
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const sheet::Cell& cell) {
    return cell.kind == sheet::CellKind::text || cell.kind == sheet::CellKind::blank;
  });
}

bool has_unit_row(const sheet::Sheet& sheet, std::uint32_t row) {
  const auto cells = sheet.row_cells(row);
  const auto units =
      std::count_if(cells.begin(), cells.end(), [](const sheet::Cell& cell) { return is_unit(squeeze(cell.text)); });
  return units > 0 && static_cast<std::size_t>(units) * 2 >= cells.size();
}

std::uint32_t header_height(const sheet::Sheet& sheet, std::uint32_t row, const Vocabulary& vocabulary) {
  std::uint32_t height = 1;
  while (height < kHeaderRowsMax && row + height < sheet.rows) {
    const std::uint32_t below = row + height;
    const bool merged_over = spans_down(sheet, row, below);
    const bool sub_header = is_all_text(sheet, below) &&
                            (has_group(sheet, below - 1) || read_as_header(sheet, below, vocabulary).words >= 2);
    if (!merged_over && !(sub_header && looks_like_header(read_as_header(sheet, below, vocabulary))) &&
        !(is_all_text(sheet, below) && has_unit_row(sheet, below)))
      break;
    ++height;
  }
  return height;
}

// Group labels are often typed in the first cell only, without merging; they hold until the next label.
std::string group_text(const sheet::Sheet& sheet, std::uint32_t row, std::uint16_t column, std::uint32_t below) {
  for (std::uint16_t left = column;; --left) {
    const std::string text = text_at(sheet, {row, left});
    if (!text.empty()) {
      const bool own = left == column || sheet.merge_over({row, left}) == nullptr;
      return own ? text : std::string();
    }
    // A column without a text below it stands alone.
    if (left == 0 || text_at(sheet, {below, left}).empty()) return {};
  }
}

Column read_column(const sheet::Sheet& sheet, std::uint32_t header_row, std::uint32_t height, std::uint16_t index) {
  Column column;
  column.index = index;
  for (std::uint32_t i = 0; i < height; ++i) {
    const std::uint32_t row = header_row + i;
    std::string text = text_at(sheet, {row, index});
    if (text.empty() && i + 1 < height && !text_at(sheet, {row + 1, index}).empty())
      text = group_text(sheet, row, index, row + 1);
    if (!text.empty() && (column.path.empty() || column.path.back() != text)) column.path.push_back(text);
  }
  std::vector<std::string> labels;
  for (const auto& text : column.path) {
    std::string label = squeeze(text);
    if (is_unit(label)) {
      column.unit_of_measure = label;
      continue;
    }
    if (const auto unit = take_unit(label)) column.unit_of_measure = *unit;
    if (const auto span = take_span(label)) column.span = *span;
    if (const auto year = take_year(label)) column.year = *year;
    if (column.span && column.span->year) column.year = column.span->year;
    if (!label.empty()) labels.push_back(label);
  }
  column.label = join(labels, "/");
  return column;
}

std::uint16_t last_header_column(const sheet::Sheet& sheet, std::uint32_t header_row, std::uint32_t height) {
  std::uint16_t last = 0;
  for (std::uint32_t row = header_row; row < header_row + height; ++row)
    for (const auto& cell : sheet.row_cells(row))
      if (is_textual(cell)) {
        last = std::max(last, cell.column);
        if (const auto* merge = sheet.merge_over(cell.position())) last = std::max(last, merge->last.column);
      }
  return last;
}

// The one text of a row that holds nothing else, or nullptr.
const sheet::Cell* lone_text(const sheet::Sheet& sheet, std::uint32_t row) {
  const sheet::Cell* only = nullptr;
  for (const auto& cell : sheet.row_cells(row)) {
    if (cell.kind == sheet::CellKind::blank || trim(cell.text).empty()) continue;
    if (only != nullptr) return nullptr;
    only = &cell;
  }
  return only != nullptr && is_textual(*only) ? only : nullptr;
}

// One text alone in its row, over several columns or numbered 一、 or （一）, heads a group.
bool is_heading(const sheet::Sheet& sheet, std::uint32_t row) {
  const sheet::Cell* only = lone_text(sheet, row);
  if (only == nullptr) return false;
  const auto* merge = sheet.merge_over(only->position());
  if (merge != nullptr && merge->last.column > merge->first.column) return true;
  const std::u32string text = decode_utf8(squeeze(only->text));
  const std::u32string_view numerals = U"一二三四五六七八九十";
  if (text.size() < 2) return false;
  const std::size_t first = text[0] == U'(' ? 1 : 0;
  return numerals.find(text[first]) != std::u32string_view::npos &&
         (text[first + 1] == U'、' || text[first + 1] == U')' || first == 1);
}

RowRole role_of(const sheet::Sheet& sheet, std::uint32_t row) {
  std::size_t seen = 0;
  for (const auto& cell : sheet.row_cells(row)) {
    if (!is_textual(cell)) continue;
    std::string word = squeeze(cell.text);
    for (const std::string_view note :
         {"注:", "注1", "说明:", "备注:", "填表说明", "资料来源", "数据来源:", "审核人", "填报人", "填表人"})
      if (word.starts_with(note)) return RowRole::note;
    for (const std::string_view total : {"合计", "小计", "总计", "其中", "累计合计", "全区合计", "全市合计"})
      if (word.starts_with(total)) return RowRole::total;
    // A total may be labelled in the second or third column, under the sequence number.
    if (++seen == 2) break;
  }
  return is_heading(sheet, row) ? RowRole::heading : RowRole::record;
}

std::string texts_of_row(const sheet::Sheet& sheet, std::uint32_t row) {
  std::string text;
  for (const auto& cell : sheet.row_cells(row))
    if (!trim(cell.text).empty())
      text += std::string(text.empty() ? "" : " ") + std::string(trim(sheet::shown_text(cell)));
  return text;
}

std::string stated_unit(std::string_view title) {
  const std::string text = squeeze(title);
  for (const std::string_view mark : {"计量单位:", "金额单位:", "单位:"}) {
    const auto at = text.find(mark);
    if (at == std::string::npos) continue;
    std::string best;
    for (const auto unit : kUnits)
      if (std::string_view(text).substr(at + mark.size()).starts_with(unit) && unit.size() > best.size()) best = unit;
    if (!best.empty()) return best;
  }
  return {};
}

Table read_table(const sheet::Sheet& sheet, std::uint32_t title_from, std::uint32_t header_row,
                 const Vocabulary& vocabulary) {
  Table table;
  table.header_row = header_row;
  table.header_rows = header_height(sheet, header_row, vocabulary);
  for (std::uint32_t row = title_from; row < header_row; ++row) {
    const std::string text = texts_of_row(sheet, row);
    if (!text.empty()) table.title += (table.title.empty() ? "" : " ") + text;
  }
  table.unit_of_measure = stated_unit(table.title);
  const std::uint16_t last = last_header_column(sheet, header_row, table.header_rows);
  for (std::uint16_t index = 0; index <= last; ++index) {
    Column column = read_column(sheet, header_row, table.header_rows, index);
    if (!column.path.empty()) table.columns.push_back(std::move(column));
  }
  return table;
}

bool is_same_header(const sheet::Sheet& sheet, std::uint32_t a, std::uint32_t b) {
  return texts_of_row(sheet, a) == texts_of_row(sheet, b);
}

}  // namespace

std::optional<std::string> take_unit(std::string& label) {
  if (!label.ends_with(')')) {
    return std::nullopt;
  }
  const auto open = label.rfind('(');
  if (open == std::string::npos) return std::nullopt;
  std::string unit = label.substr(open + 1, label.size() - open - 2);
  for (const std::string_view prefix : {"单位:", "单位"})
    if (unit.starts_with(prefix)) unit.erase(0, prefix.size());
  if (unit == "％") unit = "%";
  if (!is_unit(unit)) return std::nullopt;
  label.erase(open);
  return unit;
}

std::string Table::fingerprint() const {
  std::string text;
  for (const auto& column : columns) {
    for (const auto& part : column.path) text += squeeze(part) + "/";
    text += "|";
  }
  return text;
}

std::vector<Table> find_tables(const sheet::Sheet& sheet, const Vocabulary& vocabulary) {
  std::vector<Table> tables;
  std::uint32_t title_from = 0;
  bool in_notes = false;
  // Walk only over rows that hold something; a sheet styled to its last row costs nothing.
  std::vector<std::uint32_t> filled_rows;
  for (const auto& cell : sheet.cells)
    if (filled_rows.empty() || filled_rows.back() != cell.row) filled_rows.push_back(cell.row);
  for (std::size_t i = 0; i < filled_rows.size(); ++i) {
    const std::uint32_t row = filled_rows[i];
    if (!tables.empty() && row < tables.back().header_row + tables.back().header_rows) continue;
    if (looks_like_header(read_as_header(sheet, row, vocabulary))) {
      // Lines alone right above a header are its title, not the last records of the table before. The same header
      // again without a title goes on with the table, as on a new page.
      bool has_title = false;
      while (!tables.empty() && !tables.back().rows.empty() &&
             lone_text(sheet, tables.back().rows.back().row) != nullptr) {
        title_from = tables.back().rows.back().row;
        tables.back().rows.pop_back();
        has_title = true;
      }
      if (!tables.empty() && !has_title && !in_notes && is_same_header(sheet, tables.back().header_row, row)) {
        for (std::uint32_t k = 0; k < tables.back().header_rows; ++k)
          tables.back().rows.push_back({row + k, RowRole::repeated_header});
        while (i + 1 < filled_rows.size() && filled_rows[i + 1] < row + tables.back().header_rows) ++i;
      } else {
        tables.push_back(read_table(sheet, title_from, row, vocabulary));
      }
      in_notes = false;
      continue;
    }
    if (tables.empty()) continue;
    const RowRole role = role_of(sheet, row);
    in_notes = in_notes || role == RowRole::note;
    // Lines between a table's notes and the next header are the next table's title.
    if (in_notes) title_from = row + 1;
    tables.back().rows.push_back({row, in_notes ? RowRole::note : role});
  }
  return tables;
}

}  // namespace guatu::exchange
