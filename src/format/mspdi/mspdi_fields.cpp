// SPDX-License-Identifier: Apache-2.0
#include "format/mspdi/mspdi_fields.hpp"

#include <charconv>
#include <cmath>
#include <initializer_list>

namespace guatu::mspdi {
namespace {

constexpr double kNumberMax = 9.0e15;

std::optional<double> parse_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text == "true") return 1;
  if (text == "false") return 0;
  if (text[0] == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  static_cast<void>(end);
  if (error != std::errc{} || !std::isfinite(value) || std::abs(value) > kNumberMax) return std::nullopt;
  return value;
}

struct Setter {
  std::string_view text;
  Kind kind;

  void operator()(std::int64_t& target) const {
    if (const auto value = parse_number(text)) target = static_cast<std::int64_t>(*value);
  }
  void operator()(double& target) const {
    if (const auto value = parse_number(text)) target = *value;
  }
  void operator()(std::string& target) const { target = text; }
  void operator()(Time& target) const {  // also whole numbers that may be missing
    if (kind == Kind::duration)
      target = parse_duration(text);
    else if (const auto time = parse_time(text))
      target = time;
    else if (const auto value = text.find('-', 1) == std::string_view::npos ? parse_number(text) : std::nullopt)
      target = static_cast<std::int64_t>(*value);
  }
};

template <class Record>
bool set_from(const std::vector<Field<Record>>& fields, Record& record, std::string_view name, std::string_view text) {
  for (const auto& field : fields) {
    if (field.name != name) continue;
    std::visit([&](auto member) { Setter{text, field.kind}(record.*member); }, field.member);
    return true;
  }
  return false;
}

}  // namespace

std::optional<std::int32_t> parse_minute(std::string_view text) {
  int hour = 0;
  int minute = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, hour);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':') return std::nullopt;
  if (std::from_chars(first.ptr + 1, end, minute).ec != std::errc{}) return std::nullopt;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

bool set_field(Project& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<Project>> fields{
      {"Name", &Project::name},
      {"Title", &Project::title},
      {"ScheduleFromStart", &Project::schedule_from_start},
      {"StartDate", &Project::start},
      {"FinishDate", &Project::finish},
      {"StatusDate", &Project::status_date},
      {"CalendarUID", &Project::calendar_uid},
      {"CriticalSlackLimit", &Project::critical_slack_limit},
      {"HonorConstraints", &Project::honor_constraints},
      {"MultipleCriticalPaths", &Project::multiple_critical_paths},
      {"MinutesPerDay", &Project::minutes_per_day},
  };
  if (name == "HonorConstraints") record.has_honor_constraints = true;
  if (name == "DefaultStartTime") record.default_start_minute = parse_minute(text).value_or(480);
  if (name == "DefaultFinishTime") record.default_finish_minute = parse_minute(text).value_or(1020);
  return set_from(fields, record, name, text);
}

bool set_field(Task& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<Task>> fields{
      {"UID", &Task::uid},
      {"ID", &Task::id},
      {"Name", &Task::name},
      {"WBS", &Task::wbs},
      {"OutlineLevel", &Task::outline_level},
      {"Type", &Task::type},
      {"IsNull", &Task::is_null},
      {"Summary", &Task::summary},
      {"Milestone", &Task::milestone},
      {"Active", &Task::active},
      {"Manual", &Task::manual},
      {"ExternalTask", &Task::external},
      {"IsSubproject", &Task::is_subproject},
      {"ConstraintType", &Task::constraint_type},
      {"ConstraintDate", &Task::constraint_date},
      {"CalendarUID", &Task::calendar_uid},
      {"IgnoreResourceCalendar", &Task::ignore_resource_calendar},
      {"DurationFormat", &Task::duration_format},
      {"Duration", &Task::duration, Kind::duration},
      {"ManualDuration", &Task::manual_duration, Kind::duration},
      {"ActualDuration", &Task::actual_duration, Kind::duration},
      {"RemainingDuration", &Task::remaining_duration, Kind::duration},
      {"PercentComplete", &Task::percent_complete},
      {"Start", &Task::start},
      {"Finish", &Task::finish},
      {"ManualStart", &Task::manual_start},
      {"ManualFinish", &Task::manual_finish},
      {"EarlyStart", &Task::early_start},
      {"EarlyFinish", &Task::early_finish},
      {"LateStart", &Task::late_start},
      {"LateFinish", &Task::late_finish},
      {"ActualStart", &Task::actual_start},
      {"ActualFinish", &Task::actual_finish},
      {"Stop", &Task::stop},
      {"Resume", &Task::resume},
      {"Deadline", &Task::deadline},
      {"TotalSlack", &Task::total_slack},
      {"FreeSlack", &Task::free_slack},
      {"Critical", &Task::critical},
      {"LevelingDelay", &Task::leveling_delay},
      {"LevelingDelayFormat", &Task::leveling_delay_format},
      {"Recurring", &Task::recurring},
  };
  return set_from(fields, record, name, text);
}

bool set_field(PredecessorLink& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<PredecessorLink>> fields{
      {"PredecessorUID", &PredecessorLink::predecessor_uid}, {"Type", &PredecessorLink::type},
      {"CrossProject", &PredecessorLink::cross_project},     {"LinkLag", &PredecessorLink::lag},
      {"LagFormat", &PredecessorLink::lag_format},
  };
  return set_from(fields, record, name, text);
}

bool set_field(Baseline& record, std::string_view name, std::string_view text) {
  if (name == "Duration") {
    record.duration = parse_duration(text).value_or(0);
    return true;
  }
  static const std::vector<Field<Baseline>> fields{
      {"Number", &Baseline::number}, {"Start", &Baseline::start}, {"Finish", &Baseline::finish}};
  return set_from(fields, record, name, text);
}

bool set_field(Resource& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<Resource>> fields{
      {"UID", &Resource::uid},
      {"Name", &Resource::name},
      {"Type", &Resource::type},
      {"CalendarUID", &Resource::calendar_uid},
      {"MaxUnits", &Resource::max_units},
  };
  return set_from(fields, record, name, text);
}

bool set_field(Assignment& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<Assignment>> fields{
      {"UID", &Assignment::uid},
      {"TaskUID", &Assignment::task_uid},
      {"ResourceUID", &Assignment::resource_uid},
      {"Units", &Assignment::units},
      {"Work", &Assignment::work, Kind::duration},
      {"RemainingWork", &Assignment::remaining_work, Kind::duration},
      {"ActualWork", &Assignment::actual_work, Kind::duration},
      {"OvertimeWork", &Assignment::overtime_work, Kind::duration},
      {"RemainingOvertimeWork", &Assignment::remaining_overtime_work, Kind::duration},
      {"Delay", &Assignment::delay},
      {"LevelingDelay", &Assignment::leveling_delay},
      {"WorkContour", &Assignment::contour},
      {"Start", &Assignment::start},
      {"Finish", &Assignment::finish},
      {"Stop", &Assignment::stop},
      {"Resume", &Assignment::resume},
  };
  return set_from(fields, record, name, text);
}

bool set_field(Calendar& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<Calendar>> fields{
      {"UID", &Calendar::uid},
      {"Name", &Calendar::name},
      {"IsBaseCalendar", &Calendar::is_base},
      {"BaseCalendarUID", &Calendar::base_uid},
  };
  return set_from(fields, record, name, text);
}

bool set_field(WeekDay& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<WeekDay>> fields{
      {"DayType", &WeekDay::day_type},
      {"DayWorking", &WeekDay::day_working},
      {"FromDate", &WeekDay::from},
      {"ToDate", &WeekDay::to},
  };
  if (name == "DayWorking") record.has_working = true;
  return set_from(fields, record, name, text);
}

bool set_field(Exception& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<Exception>> fields{
      {"Type", &Exception::type},
      {"FromDate", &Exception::from},
      {"ToDate", &Exception::to},
      {"Occurrences", &Exception::occurrences},
      {"EnteredByOccurrences", &Exception::entered_by_occurrences},
      {"DayWorking", &Exception::day_working},
      {"Period", &Exception::period},
      {"DaysOfWeek", &Exception::days_of_week},
      {"Month", &Exception::month},
      {"MonthItem", &Exception::month_item},
      {"MonthPosition", &Exception::month_position},
      {"MonthDay", &Exception::month_day},
  };
  return set_from(fields, record, name, text);
}

bool set_field(WorkWeek& record, std::string_view name, std::string_view text) {
  static const std::vector<Field<WorkWeek>> fields{{"FromDate", &WorkWeek::from}, {"ToDate", &WorkWeek::to}};
  return set_from(fields, record, name, text);
}

}  // namespace guatu::mspdi
