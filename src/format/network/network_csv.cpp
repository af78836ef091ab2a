// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "format/network/network_cells.hpp"

namespace guatu::network {
namespace {

constexpr std::size_t kActivitiesMax = 1'000'000;
constexpr std::int64_t kRangeDaysMax = 20'000;

constexpr std::array<std::string_view, 8> kConstraints{"asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt"};

// Header words and what they are called here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kColumns{{
    {"id", "编号"},
    {"name", "名称"},
    {"duration", "工期"},
    {"predecessors", "紧前"},
    {"parent", "上级"},
    {"calendar", "日历"},
    {"constraint", "约束"},
    {"constraint_date", "约束日期"},
    {"deadline", "期限"},
    {"actual_start", "实际开始"},
    {"actual_finish", "实际完成"},
    {"remaining", "剩余工期"},
    {"optimistic", "乐观工期"},
    {"likely", "最可能工期"},
    {"pessimistic", "悲观工期"},
    {"baseline_start", "计划开始"},
    {"baseline_finish", "计划完成"},
}};

std::string column_name(std::string_view header) {
  const std::string word = squeeze(header);
  for (const auto& [english, chinese] : kColumns)
    if (word == english || word == chinese) return std::string(english);
  return {};
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  Result<File> read() {
    while (next_line()) {
      const std::string_view line = trim(line_);
      if (line.empty()) continue;
      if (line[0] == '#')
        GUATU_CHECK(setting(trim(line.substr(1))));
      else if (columns_.empty())
        GUATU_CHECK(header());
      else
        GUATU_CHECK(row());
    }
    if (columns_.empty()) return wrong("", "network.no_header");
    GUATU_CHECK(check_names());
    return std::move(file_);
  }

 private:
  bool next_line() {
    if (text_.empty()) return false;
    ++number_;
    const auto end = text_.find('\n');
    line_ = text_.substr(0, end);
    text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    return true;
  }

  std::unexpected<Error> wrong(std::string_view column, const char* code, std::string_view value = {}) const {
    return wrong_at(number_, column, code, value);
  }
  static std::unexpected<Error> wrong_at(std::size_t line, std::string_view column, const char* code,
                                         std::string_view value) {
    std::string place = "line " + std::to_string(line);
    if (!column.empty()) place += ", " + std::string(column);
    return refuse(ErrorKind::invalid, place, code, {{"value", std::string(value.substr(0, 80))}});
  }

  Result<void> setting(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return {};  // a remark
    const std::string_view name = trim(text.substr(0, colon));
    const std::string_view value = trim(text.substr(colon + 1));
    if (name == "project")
      file_.project = value;
    else if (name == "start")
      return moment(value, DateSide::start, file_.start);
    else if (name == "finish")
      return moment(value, DateSide::finish, file_.finish);
    else if (name == "data_date")
      return moment(value, DateSide::start, file_.data_date);
    else if (name == "default_calendar")
      file_.default_calendar = value;
    else if (name == "policy" && (value == "msp" || value == "p6"))
      file_.policy = value;
    else if (name == "shape" && (value == "triangular" || value == "pert" || value == "uniform"))
      file_.shape = value;
    else if (name == "workday")
      return workday(value);
    else if (name.starts_with("calendar "))
      return calendar(trim(name.substr(9)), value);
    else if (name.starts_with("off "))
      return days(trim(name.substr(4)), value, {});
    else if (name.starts_with("on "))
      return days_on(trim(name.substr(3)), value);
    else if (name != "about" && name != "from" && name != "note")
      return wrong("", "network.no_such_setting", name);
    return {};
  }

  Result<void> moment(std::string_view value, DateSide side, Time& target) const {
    target = parse_moment(value, side);
    if (!target) return wrong("", "network.not_a_date", value);
    return {};
  }

  Result<void> workday(std::string_view value) {
    const auto length = parse_length(value, workday_);
    if (!length || length->unit != Unit::working || length->amount <= 0 || length->amount > 14'400)
      return wrong("", "network.not_a_duration", value);
    workday_ = length->amount;
    return {};
  }

  // "mon-fri 08:00-12:00 13:00-17:00"; days of the week are given once or as a range.
  Result<void> calendar(std::string_view name, std::string_view value) {
    static constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    CalendarText made;
    made.name = name;
    std::size_t first = 0;
    std::size_t last = 6;
    for (const std::string& word : split(value, " \t")) {
      const auto day_of = [&](std::string_view text) {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), text) - names.begin());
      };
      const std::string_view text = word;
      if (const auto shift = parse_shift(text)) {
        for (std::size_t day = first; day <= last; ++day) made.week[day].push_back(*shift);
        continue;
      }
      const auto dash = text.find('-');
      first = day_of(text.substr(0, dash));
      last = dash == std::string_view::npos ? first : day_of(text.substr(dash + 1));
      if (first > 6 || last > 6 || first > last) return wrong("", "network.not_working_time", text);
    }
    file_.calendars.push_back(std::move(made));
    return {};
  }

  CalendarText* find_calendar(std::string_view name) {
    for (CalendarText& made : file_.calendars)
      if (made.name == name) return &made;
    return nullptr;
  }

  // "2026-10-01..2026-10-07, 2026-12-31"
  Result<void> days(std::string_view name, std::string_view value, const std::vector<WorkingTime>& times) {
    CalendarText* made = find_calendar(name);
    if (made == nullptr) return wrong("", "network.no_such_calendar", name);
    for (const std::string& part : split(value, ", ")) {
      const auto dots = part.find("..");
      const auto first = parse_date(std::string_view(part).substr(0, dots));
      const auto last = dots == std::string::npos ? first : parse_date(std::string_view(part).substr(dots + 2));
      if (!first || !last || *last < *first || (*last - *first).count() > kRangeDaysMax)
        return wrong("", "network.not_a_date", part);
      for (Date day = *first; day <= *last; day += std::chrono::days{1})
        made->differing_days[static_cast<std::int32_t>(day.time_since_epoch().count())] = times;
    }
    return {};
  }

  // Make-up workdays, with the hours of the calendar's first working day.
  Result<void> days_on(std::string_view name, std::string_view value) {
    const CalendarText* made = find_calendar(name);
    if (made == nullptr) return wrong("", "network.no_such_calendar", name);
    std::vector<WorkingTime> times;
    for (const auto& day : made->week)
      if (times.empty()) times = day;
    return days(name, value, times);
  }

  Result<void> header() {
    for (const std::string& field : split_csv_line(line_)) columns_.push_back(column_name(field));
    if (std::find(columns_.begin(), columns_.end(), "id") == columns_.end()) return wrong("", "network.no_header");
    return {};
  }

  Result<void> row() {
    if (file_.activities.size() >= kActivitiesMax) return wrong("", "network.too_many");
    ActivityRow made;
    made.line = number_;
    const auto cells = split_csv_line(line_);
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
      const std::string folded = fold_width(cells[i]);
      const std::string_view cell = trim(folded);
      if (!cell.empty()) GUATU_CHECK(set_cell(made, columns_[i], cell, trim(cells[i])));
    }
    if (made.id.empty()) return wrong("id", "network.id_missing");
    if (!ids_.insert(made.id).second) return wrong("id", "network.id_twice", made.id);
    file_.activities.push_back(std::move(made));
    return {};
  }

  Result<void> set_cell(ActivityRow& made, std::string_view column, std::string_view cell,
                        std::string_view as_written) {
    if (column == "id")
      made.id = cell;
    else if (column == "name")
      made.name = as_written;
    else if (column == "parent")
      made.parent = cell;
    else if (column == "calendar")
      made.calendar = cell;
    else if (column == "predecessors")
      return set_links(made, cell);
    else if (column == "constraint")
      return set_constraint(made, cell);
    else if (column == "constraint_date")
      made.constraint_date = parse_moment(cell, side_of(made));
    else if (column == "deadline")
      return set_moment(made.deadline, column, cell, DateSide::finish);
    else if (column == "actual_start")
      return set_moment(made.actual_start, column, cell, DateSide::start);
    else if (column == "actual_finish")
      return set_moment(made.actual_finish, column, cell, DateSide::finish);
    else if (column == "baseline_start")
      return set_moment(made.baseline_start, column, cell, DateSide::start);
    else if (column == "baseline_finish")
      return set_moment(made.baseline_finish, column, cell, DateSide::finish);
    else
      return set_length(made, column, cell);
    if (column == "constraint_date" && !made.constraint_date) return wrong(column, "network.not_a_date", cell);
    return {};
  }

  // A constraint on a start means the beginning of its day, one on a finish its end.
  static DateSide side_of(const ActivityRow& made) {
    return !made.constraint.empty() && (made.constraint[0] == 'f' || made.constraint == "mfo") ? DateSide::finish
                                                                                               : DateSide::start;
  }

  Result<void> set_moment(Time& target, std::string_view column, std::string_view cell, DateSide side) const {
    target = parse_moment(cell, side);
    if (!target) return wrong(column, "network.not_a_date", cell);
    return {};
  }

  Result<void> set_length(ActivityRow& made, std::string_view column, std::string_view cell) const {
    if (column.empty()) return {};  // a column of the office's own
    const auto length = parse_length(cell, workday_);
    if (!length || length->amount < 0 || length->unit == Unit::percent)
      return wrong(column, "network.not_a_duration", cell);
    if (column == "duration")
      made.duration = *length;
    else if (column == "remaining")
      made.remaining = length;
    else if (column == "optimistic")
      made.optimistic = length;
    else if (column == "likely")
      made.likely = length;
    else
      made.pessimistic = length;
    return {};
  }

  Result<void> set_links(ActivityRow& made, std::string_view cell) const {
    const std::string plain = replace_all(replace_all(std::string(cell), "；", ";"), "、", ";");
    for (const std::string& part : split(plain, ";")) {
      if (trim(part).empty()) continue;
      const auto link = parse_link(part, workday_);
      if (!link) return wrong("predecessors", "network.not_a_link", part);
      made.links.push_back(*link);
    }
    return {};
  }

  Result<void> set_constraint(ActivityRow& made, std::string_view cell) const {
    made.constraint = cell;
    std::transform(made.constraint.begin(), made.constraint.end(), made.constraint.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::find(kConstraints.begin(), kConstraints.end(), made.constraint) == kConstraints.end())
      return wrong("constraint", "network.no_such_constraint", cell);
    return {};
  }

  Result<void> check_names() {
    const auto known_calendar = [&](const std::string& name) { return name.empty() || find_calendar(name) != nullptr; };
    if (!known_calendar(file_.default_calendar)) return wrong("", "network.no_such_calendar", file_.default_calendar);
    for (const ActivityRow& made : file_.activities) {
      if (!known_calendar(made.calendar))
        return wrong_at(made.line, "calendar", "network.no_such_calendar", made.calendar);
      if (!made.parent.empty() && !ids_.contains(made.parent))
        return wrong_at(made.line, "parent", "network.no_such_activity", made.parent);
      for (const LinkCell& link : made.links)
        if (!ids_.contains(link.from))
          return wrong_at(made.line, "predecessors", "network.no_such_activity", link.from);
    }
    return {};
  }

  std::string_view text_;
  std::string_view line_;
  std::size_t number_ = 0;
  Tenths workday_ = 4800;
  std::vector<std::string> columns_;
  std::unordered_set<std::string> ids_;
  File file_;
};

}  // namespace

Result<File> read_network_csv(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_valid_utf8(bytes)) return refuse(ErrorKind::invalid, "", "network.not_utf8");
  return CsvReader(bytes).read();
}

}  // namespace guatu::network
