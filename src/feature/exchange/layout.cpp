// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/layout.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

// The label whole, then its last part: a group above a column seldom changes what the column is.
std::vector<std::string> ways_to_read(std::string_view label) {
  std::vector<std::string> ways{std::string(label)};
  if (const auto slash = label.rfind('/'); slash != std::string_view::npos) ways.emplace_back(label.substr(slash + 1));
  return ways;
}

struct Candidate {
  Mapping mapping;
  std::vector<std::string> missing;
  std::vector<std::string> twice;
  std::size_t matched = 0;
};

std::string without_indicator(const std::string& label, const HeaderWords& words, std::string& indicator) {
  std::vector<std::string> rest;
  for (const auto& part : split(label, "/")) {
    const auto found = indicator.empty() ? words.indicator_in(part) : std::nullopt;
    if (found)
      indicator = *found;
    else
      rest.push_back(part);
  }
  return join(rest, "/");
}

// One way to read a column; a lower rank is a better name for the field.
struct Reading {
  MappedColumn mapped;
  std::size_t rank = 0;
};

void add_readings(const Column& column, const Layout& layout, Axis axis, std::string_view label,
                  const std::string& indicator, std::vector<Reading>& readings) {
  std::size_t worse = 0;
  for (const auto& way : ways_to_read(label)) {
    for (const auto& field : layout.fields) {
      const auto found = std::find(field.synonyms.begin(), field.synonyms.end(), way);
      if (field.axis == axis && found != field.synonyms.end())
        readings.push_back(
            {{&column, field.name, axis, indicator}, worse + static_cast<std::size_t>(found - field.synonyms.begin())});
    }
    worse += 100;  // a part of the label never beats the whole
  }
}

std::vector<Reading> readings_of(const Column& column, const Layout& layout, const HeaderWords& words,
                                 const GivenNames& given) {
  std::vector<Reading> readings;
  if (const auto found = given.find(column.label); found != given.end()) {
    if (const Field* field = layout.find(found->second))
      readings.push_back({{&column, field->name, field->axis, {}}, 0});
    return readings;
  }
  std::string indicator;
  const std::string rest = without_indicator(column.label, words, indicator);
  if (!indicator.empty())
    add_readings(column, layout, Axis::by_indicator, rest, indicator, readings);
  else
    add_readings(column, layout, column.span ? Axis::by_month : Axis::plain, column.label, {}, readings);
  return readings;
}

bool is_ignored(const Column& column, const Layout& layout) {
  for (const auto& way : ways_to_read(column.label))
    if (std::find(layout.ignored.begin(), layout.ignored.end(), way) != layout.ignored.end()) return true;
  return false;
}

bool claims_same(const MappedColumn& a, const MappedColumn& b) {
  return a.field == b.field && a.indicator == b.indicator && a.column->span == b.column->span &&
         a.column->year == b.column->year;
}

// The best names are given out first, so that 单位编码 is the unit and 单位 beside it its name.
void assign(std::vector<Reading> readings, Candidate& candidate) {
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.rank < b.rank; });
  std::map<const Column*, std::size_t> rank_of_column;
  for (const auto& reading : readings) {
    if (rank_of_column.contains(reading.mapped.column)) continue;
    const bool taken = std::any_of(candidate.mapping.columns.begin(), candidate.mapping.columns.end(),
                                   [&](const MappedColumn& other) { return claims_same(other, reading.mapped); });
    if (taken) continue;
    rank_of_column[reading.mapped.column] = reading.rank;
    candidate.mapping.columns.push_back(reading.mapped);
  }
  // A column left over although it bears the very name of a field that another column got.
  for (const auto& reading : readings) {
    if (rank_of_column.contains(reading.mapped.column)) continue;
    for (const auto& other : candidate.mapping.columns)
      if (claims_same(other, reading.mapped) && rank_of_column.at(other.column) == reading.rank)
        candidate.twice.push_back(join(reading.mapped.column->path, "/"));
  }
}

Candidate try_layout(const Table& table, const Layout& layout, const HeaderWords& words, const GivenNames& given) {
  Candidate candidate;
  candidate.mapping.layout = &layout;
  std::vector<Reading> readings;
  for (const auto& column : table.columns) {
    const auto ways = readings_of(column, layout, words, given);
    readings.insert(readings.end(), ways.begin(), ways.end());
  }
  assign(std::move(readings), candidate);
  candidate.matched = candidate.mapping.columns.size();
  const auto& mapped = candidate.mapping.columns;
  for (const auto& column : table.columns) {
    const bool used =
        std::any_of(mapped.begin(), mapped.end(), [&](const MappedColumn& other) { return other.column == &column; });
    if (!used && !is_ignored(column, layout)) candidate.mapping.unused.push_back(&column);
  }
  for (const auto& field : layout.required)
    if (!candidate.mapping.has(field)) candidate.missing.push_back(layout.find(field)->synonyms.front());
  return candidate;
}

bool words_fit(const Layout& layout, std::string_view where) {
  return layout.words.empty() || std::any_of(layout.words.begin(), layout.words.end(), [&](const std::string& word) {
           return where.find(word) != std::string_view::npos;
         });
}

// More matched columns first; among equals the one that leaves fewer columns over, then the one that was asked for by
// a word in the title.
bool is_better(const Candidate& a, const Candidate& b) {
  if (a.matched != b.matched) return a.matched > b.matched;
  if (a.mapping.unused.size() != b.mapping.unused.size()) return a.mapping.unused.size() < b.mapping.unused.size();
  return !a.mapping.layout->words.empty() && b.mapping.layout->words.empty();
}

std::string labels_of(const Table& table) {
  std::vector<std::string> labels;
  for (const auto& column : table.columns) labels.push_back(join(column.path, "/"));
  if (labels.size() > 12) labels.resize(12), labels.emplace_back("…");
  return join(labels, "、");
}

}  // namespace

const Field* Layout::find(std::string_view name) const {
  for (const auto& field : fields)
    if (field.name == name) return &field;
  return nullptr;
}

HeaderWords::HeaderWords(const std::vector<Layout>& layouts, const std::map<std::string, std::string>& indicators) {
  for (const auto& layout : layouts) {
    for (const auto& field : layout.fields)
      for (const auto& synonym : field.synonyms)
        if (!synonym.empty()) words_.insert(synonym);
    for (const auto& word : layout.ignored) words_.insert(word);
  }
  for (const auto& [code, name] : indicators) {
    indicators_[code] = code;
    indicators_[squeeze(name)] = code;
  }
}

HeaderWord HeaderWords::kind_of(std::string_view label) const {
  if (words_.contains(label)) return HeaderWord::word;
  return indicator_in(label) ? HeaderWord::indicator : HeaderWord::none;
}

std::optional<std::string> HeaderWords::indicator_in(std::string_view label) const {
  if (const auto found = indicators_.find(label); found != indicators_.end()) return found->second;
  // A code at the front, as in I03规上工业总产值; the code ends where the letters and digits end.
  std::size_t end = 0;
  while (end < label.size() && static_cast<unsigned char>(label[end]) < 0x80 && label[end] != '_' && label[end] != ' ')
    ++end;
  if (end == 0 || end == label.size()) return std::nullopt;
  const auto found = indicators_.find(label.substr(0, end));
  return found == indicators_.end() ? std::nullopt : std::optional(found->second);
}

const MappedColumn* Mapping::find(std::string_view field) const {
  for (const auto& column : columns)
    if (column.field == field) return &column;
  return nullptr;
}

Result<Mapping> map_columns(const Table& table, std::string_view where, const std::vector<Layout>& layouts,
                            const HeaderWords& words, const GivenNames& given) {
  std::optional<Candidate> best;
  std::optional<Candidate> second;
  std::optional<Candidate> nearest;
  for (const auto& layout : layouts) {
    if (!words_fit(layout, where)) continue;
    Candidate candidate = try_layout(table, layout, words, given);
    if (!candidate.missing.empty()) {
      if (!nearest || is_better(candidate, *nearest)) nearest = std::move(candidate);
      continue;
    }
    if (!best || is_better(candidate, *best))
      second = std::exchange(best, std::move(candidate));
    else if (!second || is_better(candidate, *second))
      second = std::move(candidate);
  }
  if (!best) {
    if (!nearest || nearest->matched == 0)
      return refuse(ErrorKind::invalid, "", "import.no_layout", {{"value", labels_of(table)}});
    return refuse(ErrorKind::invalid, "", "import.columns_missing",
                  {{"layout", nearest->mapping.layout->title},
                   {"missing", join(nearest->missing, "、")},
                   {"value", labels_of(table)}});
  }
  if (second && !is_better(*best, *second))
    return refuse(ErrorKind::invalid, "", "import.two_layouts",
                  {{"first", best->mapping.layout->title}, {"second", second->mapping.layout->title}});
  if (!best->twice.empty())
    return refuse(ErrorKind::invalid, "", "import.column_twice",
                  {{"layout", best->mapping.layout->title}, {"value", join(best->twice, "、")}});
  return std::move(best->mapping);
}

}  // namespace guatu::exchange
