// SPDX-License-Identifier: Apache-2.0
#include "engine/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "engine/report/markdown_head.hpp"

namespace guatu::report {
namespace {

using namespace document;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// `*楷体*` and `**黑体**`; a backslash takes the meaning from the next mark.
std::vector<Run> runs_of(std::string_view text) {
  std::vector<Run> runs;
  Run run;
  const auto switch_face = [&](Face face) {
    if (!run.text.empty()) runs.push_back(run);
    run = {"", run.face == face ? Face::body : face};
  };
  while (!text.empty()) {
    if (text[0] == '\\' && text.size() > 1 && std::string_view("\\*#|-").contains(text[1])) {
      run.text += text[1];
      text.remove_prefix(2);
    } else if (text.starts_with("**")) {
      switch_face(Face::black);
      text.remove_prefix(2);
    } else if (text[0] == '*') {
      switch_face(Face::kai);
      text.remove_prefix(1);
    } else {
      run.text += text[0];
      text.remove_prefix(1);
    }
  }
  if (!run.text.empty()) runs.push_back(run);
  return runs;
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  line = trim(line).substr(1);
  if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\'))
      cell += line[++i];
    else if (line[i] == '|')
      cells.emplace_back(trim(std::exchange(cell, {})));
    else
      cell += line[i];
  }
  cells.emplace_back(trim(cell));
  return cells;
}

bool is_html(std::string_view line) {
  for (auto at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
    const auto next = at + 1 < line.size() ? line[at + 1] : ' ';
    if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!') return true;
  }
  return false;
}

// A heading that was numbered by hand.
bool has_number(std::string_view text) {
  const auto first = decode_utf8(text.substr(0, 24));
  std::size_t at = 0;
  const std::u32string_view chinese = U"一二三四五六七八九十";
  const bool in_brackets = !first.empty() && first[0] == U'（';
  if (in_brackets) ++at;
  const std::size_t begin = at;
  while (at < first.size() && (chinese.contains(first[at]) || (first[at] >= U'0' && first[at] <= U'9'))) ++at;
  if (at == begin || at >= first.size()) return false;
  return in_brackets ? first[at] == U'）' : first[at] == U'、' || (first[at] == U'.' && first[begin] <= U'9');
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view name) : lines_(lines_of(text)), name_(name) {}

  Result<Official> read() {
    GUATU_CHECK(head());
    while (at_ < lines_.size()) {
      const auto line = trim(lines_[at_]);
      if (line.empty()) {
        ++at_;
        continue;
      }
      GUATU_CHECK(block(line));
    }
    if (document_.title.empty()) return refuse(ErrorKind::invalid, std::string(name_), "markdown.no_title");
    return std::move(document_);
  }

 private:
  std::string place() const { return fmt::format("{}:{}", name_, at_ + 1); }
  std::unexpected<Error> fail(std::string code, ProblemArgs args = {}) const {
    return refuse(ErrorKind::invalid, place(), std::move(code), std::move(args));
  }

  Result<void> head() {
    while (at_ < lines_.size() && trim(lines_[at_]).empty()) ++at_;
    if (at_ >= lines_.size() || trim(lines_[at_]) != "---") return {};
    const auto close = std::find_if(lines_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, lines_.end(),
                                    [](auto line) { return trim(line) == "---"; });
    if (close == lines_.end()) return fail("markdown.head_not_closed");
    ++at_;
    for (; trim(lines_[at_]) != "---"; ++at_)
      if (const auto line = trim(lines_[at_]); !line.empty()) GUATU_CHECK(read_head_field(document_, line, place()));
    ++at_;
    return {};
  }

  Result<void> block(std::string_view line) {
    if (has_secrecy_mark(line)) return refuse(ErrorKind::forbidden, place(), "markdown.secrecy");
    if (is_html(line)) return fail("markdown.html", {{"value", std::string(line.substr(0, 60))}});
    if (line.starts_with('#')) return heading(line);
    if (line.starts_with('|')) return table({}, {});
    if (line.starts_with("- ")) return list();
    if (line.starts_with("表：") || line.starts_with("单位：")) return captioned(line);
    blocks().push_back(Paragraph{runs_of(line)});
    ++at_;
    return {};
  }

  std::vector<Block>& blocks() { return document_.annexes.empty() ? document_.body : document_.annexes.back().blocks; }

  std::string_view line_at(std::size_t at) const { return at < lines_.size() ? trim(lines_[at]) : std::string_view(); }

  Result<void> heading(std::string_view line) {
    const auto level = std::min(line.find_first_not_of('#'), line.size());
    const auto text = trim(line.substr(level));
    if (text.empty()) return fail("markdown.empty_heading");
    if (level == 1) return title(text);
    const int depth = static_cast<int>(level) - 1;
    if (depth > 4) return fail("markdown.too_deep", {{"value", std::to_string(level)}});
    if (depth > depth_ + 1) return fail("markdown.skipped_level", {{"value", std::string(text)}});
    depth_ = depth;
    Heading block{depth, std::string(text), {}, has_number(text) ? Numbering::none : Numbering::automatic};
    ++at_;
    const auto next = line_at(at_);
    const bool runs_on = text.ends_with("。") && !next.empty() && !std::string_view("#|-").contains(next[0]);
    if (runs_on) {
      if (has_secrecy_mark(next)) return refuse(ErrorKind::forbidden, place(), "markdown.secrecy");
      if (is_html(next)) return fail("markdown.html", {{"value", std::string(next.substr(0, 60))}});
      block.run_in = runs_of(next);
      ++at_;
    }
    blocks().push_back(std::move(block));
    return {};
  }

  // `# 附件：…`, `# 附件2：…`, `# 附件（横向）：…`, or the title itself.
  Result<void> title(std::string_view text) {
    if (text.starts_with("附件")) {
      const auto colon = text.find("：");
      if (colon == std::string_view::npos) return fail("markdown.annex_without_title");
      const auto mark = text.substr(0, colon);
      const auto name = trim(text.substr(colon + std::string_view("：").size()));
      if (name.empty()) return fail("markdown.annex_without_title");
      document_.annexes.push_back(
          {std::string(name), mark.contains("横") ? Orientation::landscape : Orientation::portrait, {}});
    } else {
      if (!document_.title.empty()) return fail("markdown.second_title", {{"value", std::string(text)}});
      document_.title = text;
    }
    depth_ = 0;
    ++at_;
    return {};
  }

  Result<void> list() {
    List block;
    for (; line_at(at_).starts_with("- "); ++at_) {
      if (has_secrecy_mark(line_at(at_))) return refuse(ErrorKind::forbidden, place(), "markdown.secrecy");
      if (is_html(line_at(at_))) return fail("markdown.html", {{"value", std::string(line_at(at_).substr(0, 60))}});
      block.items.push_back(runs_of(trim(line_at(at_).substr(2))));
    }
    blocks().push_back(std::move(block));
    return {};
  }

  // 表： and 单位： belong to a table only right above it; elsewhere they are text.
  Result<void> captioned(std::string_view line) {
    std::string caption;
    std::string unit;
    auto next = at_;
    for (; line_at(next).starts_with("表：") || line_at(next).starts_with("单位："); ++next) {
      const auto text = line_at(next);
      if (text.starts_with("表："))
        caption = text.substr(std::string_view("表：").size());
      else
        unit = text.substr(std::string_view("单位：").size());
    }
    if (line_at(next).starts_with('|')) {
      at_ = next;
      return table(caption, unit);
    }
    blocks().push_back(Paragraph{runs_of(line)});
    ++at_;
    return {};
  }

  Result<void> table(std::string caption, std::string unit) {
    Table block{.caption = std::move(caption), .unit = std::move(unit)};
    for (auto& header : cells_of(line_at(at_))) block.columns.push_back({std::move(header)});
    ++at_;
    GUATU_CHECK(alignment(block));
    for (; line_at(at_).starts_with('|'); ++at_) GUATU_CHECK(row(block));
    if (line_at(at_).starts_with("注：")) block.source = line_at(at_++);
    blocks().push_back(std::move(block));
    return {};
  }

  Result<void> alignment(Table& block) {
    const auto rule = line_at(at_);
    if (!rule.starts_with('|') || rule.find_first_not_of("|-: ") != std::string_view::npos)
      return fail("markdown.table_without_rule");
    const auto marks = cells_of(rule);
    if (marks.size() != block.columns.size()) return ragged(marks.size(), block.columns.size());
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const bool left = marks[i].starts_with(':');
      const bool right = marks[i].ends_with(':');
      block.columns[i].alignment = left && right ? Alignment::centre : right ? Alignment::right : Alignment::left;
    }
    ++at_;
    return {};
  }

  Result<void> row(Table& block) {
    Row row{cells_of(line_at(at_)), RowKind::ordinary};
    if (row.cells.size() == 1 && block.columns.size() > 1)
      row.kind = RowKind::group;
    else if (row.cells.size() != block.columns.size())
      return ragged(row.cells.size(), block.columns.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(2, row.cells.size()); ++i)
      if (row.cells[i] == "合计" || row.cells[i] == "小计" || row.cells[i] == "总计") row.kind = RowKind::total;
    block.rows.push_back(std::move(row));
    return {};
  }

  std::unexpected<Error> ragged(std::size_t cells, std::size_t columns) const {
    return fail("markdown.ragged_table", {{"cells", std::to_string(cells)}, {"columns", std::to_string(columns)}});
  }

  std::vector<std::string_view> lines_;
  std::string_view name_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Official document_;
};

}  // namespace

Result<Official> parse_markdown(std::string_view text, std::string_view name) {
  if (!is_valid_utf8(text)) return refuse(ErrorKind::invalid, std::string(name), "markdown.not_utf8");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Reader(text, name).read();
}

}  // namespace guatu::report
