// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xlsx_rules.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::xlsx {
namespace {

using sheet::MergedRange;
using sheet::Position;

constexpr std::size_t kSheetNameMax = 31;
constexpr std::size_t kProblemsMax = 100;  // more would not be read

bool is_sheet_name(std::string_view name) {
  return !name.empty() && character_count(name) <= kSheetNameMax &&
         name.find_first_of("[]:*?/\\") == std::string_view::npos && name.front() != '\'' && name.back() != '\'' &&
         is_valid_utf8(name);
}

std::string folded(std::string name) {
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

bool is_inside(const MergedRange& range) {
  return range.first.row <= range.last.row && range.first.column <= range.last.column &&
         range.last.row < sheet::kRowsMax && range.last.column < sheet::kColumnsMax;
}

bool overlap(const MergedRange& a, const MergedRange& b) {
  return a.first.row <= b.last.row && b.first.row <= a.last.row && a.first.column <= b.last.column &&
         b.first.column <= a.last.column;
}

std::string name_of(const MergedRange& range) {
  return sheet::cell_name(range.first) + ":" + sheet::cell_name(range.last);
}

class Checker {
 public:
  Result<void> check(const sheet_out::Workbook& book) {
    std::set<std::string> names;
    for (const auto& page : book.sheets) {
      if (!is_sheet_name(page.name) || !names.insert(folded(page.name)).second)
        add(page.name, "xlsx.bad_sheet_name", {{"value", page.name}});
      check_cells(page);
      check_ranges(page);
    }
    if (std::none_of(book.sheets.begin(), book.sheets.end(),
                     [](const auto& page) { return page.visibility == sheet_out::Visibility::shown; }))
      add("", "xlsx.no_sheets", {});
    if (problems_.empty()) return {};
    return refuse(Error{ErrorKind::invalid, std::move(problems_)});
  }

 private:
  void add(std::string place, std::string code, ProblemArgs args) {
    if (problems_.size() < kProblemsMax) problems_.push_back({std::move(place), std::move(code), std::move(args)});
  }

  void check_text(const std::string& text, const std::string& place) {
    // Characters are never more than bytes: most texts need no counting.
    if (text.size() <= kCellCharactersMax || character_count(text) <= kCellCharactersMax) return;
    add(place, "xlsx.value_too_long",
        {{"characters", std::to_string(character_count(text))},
         {"characters_max", std::to_string(kCellCharactersMax)}});
  }

  void check_cells(const sheet_out::Sheet& page) {
    if (page.rows.size() > sheet::kRowsMax) return add(page.name, "xlsx.beyond_the_sheet", {});
    for (std::uint32_t row = 0; row < page.rows.size(); ++row) {
      if (page.rows[row].size() > sheet::kColumnsMax)
        add(page.name + "!" + std::to_string(row + 1), "xlsx.beyond_the_sheet", {});
      for (std::size_t column = 0; column < std::min<std::size_t>(page.rows[row].size(), sheet::kColumnsMax); ++column)
        if (const auto* text = std::get_if<std::string>(&page.rows[row][column].value))
          if (text->size() > kCellCharactersMax)
            check_text(*text, page.name + "!" + sheet::cell_name({row, static_cast<std::uint16_t>(column)}));
    }
    for (const auto& comment : page.comments) {
      const std::string place = page.name + "!" + sheet::cell_name(comment.at);
      check_text(comment.text, place);
      if (!is_inside({comment.at, comment.at})) add(place, "xlsx.beyond_the_sheet", {});
    }
    if (page.column_widths.size() > sheet::kColumnsMax || page.row_heights.size() > sheet::kRowsMax)
      add(page.name, "xlsx.beyond_the_sheet", {});
  }

  void check_ranges(const sheet_out::Sheet& page) {
    std::vector<MergedRange> merges;
    for (const auto& merge : page.merges) merges.push_back(merge.range);
    std::sort(merges.begin(), merges.end());
    for (std::size_t i = 0; i < merges.size(); ++i) {
      bool is_good = is_inside(merges[i]) && merges[i].first != merges[i].last;
      for (std::size_t j = i + 1; is_good && j < merges.size() && merges[j].first.row <= merges[i].last.row; ++j)
        is_good = !overlap(merges[i], merges[j]);
      if (!is_good) add(page.name, "xlsx.bad_range", {{"value", name_of(merges[i])}});
    }
    for (const auto& choices : page.choices)
      if (!is_inside(choices.range)) add(page.name, "xlsx.bad_range", {{"value", name_of(choices.range)}});
    if (page.filter && !is_inside(*page.filter)) add(page.name, "xlsx.bad_range", {{"value", name_of(*page.filter)}});
  }

  std::vector<Problem> problems_;
};

}  // namespace

Result<void> check_workbook(const sheet_out::Workbook& book) { return Checker().check(book); }

}  // namespace guatu::xlsx
