// SPDX-License-Identifier: Apache-2.0
// Elements stand in the order of Microsoft's schema, which Project insists on.
#include <fmt/format.h>

#include "base/date.hpp"
#include "format/mspdi/mspdi.hpp"

namespace guatu::mspdi {
namespace {

class Writer {
 public:
  void open(std::string_view name) { line(fmt::format("<{}>", name)), ++depth_; }
  void close(std::string_view name) { --depth_, line(fmt::format("</{}>", name)); }

  void text(std::string_view name, std::string_view value) {
    line(fmt::format("<{0}>{1}</{0}>", name, escaped(value)));
  }
  void number(std::string_view name, std::int64_t value) { line(fmt::format("<{0}>{1}</{0}>", name, value)); }
  void time(std::string_view name, Time value) {
    if (value) text(name, format_time(*value));
  }
  void duration(std::string_view name, std::optional<Tenths> value) {
    if (value) text(name, format_duration(*value));
  }

  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

 private:
  void line(std::string_view content) {
    out.append(depth_, '\t');
    out += content;
    out += '\n';
  }

  // Characters that XML cannot carry are dropped.
  static std::string escaped(std::string_view value) {
    std::string result;
    for (const char c : value) {
      if (c == '&')
        result += "&amp;";
      else if (c == '<')
        result += "&lt;";
      else if (c == '>')
        result += "&gt;";
      else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n')
        result += c;
    }
    return result;
  }

  std::size_t depth_ = 0;
};

std::string clock_text(std::int32_t minute) { return fmt::format("{:02}:{:02}:00", minute / 60 % 24, minute % 60); }

void write_times(Writer& xml, const std::vector<WorkingTime>& times) {
  if (times.empty()) return;
  xml.open("WorkingTimes");
  for (const WorkingTime& time : times) {
    xml.open("WorkingTime");
    xml.text("FromTime", clock_text(time.from));
    xml.text("ToTime", clock_text(time.to));
    xml.close("WorkingTime");
  }
  xml.close("WorkingTimes");
}

void write_calendar(Writer& xml, const Calendar& calendar) {
  xml.open("Calendar");
  xml.number("UID", calendar.uid);
  xml.text("Name", calendar.name);
  xml.number("IsBaseCalendar", calendar.is_base);
  xml.number("BaseCalendarUID", calendar.base_uid);
  xml.open("WeekDays");
  for (const WeekDay& day : calendar.days) {
    xml.open("WeekDay");
    xml.number("DayType", day.day_type);
    xml.number("DayWorking", day.times.empty() ? 0 : 1);
    write_times(xml, day.times);
    xml.close("WeekDay");
  }
  xml.close("WeekDays");
  if (!calendar.exceptions.empty()) {
    xml.open("Exceptions");
    for (const Exception& exception : calendar.exceptions) {
      xml.open("Exception");
      xml.number("EnteredByOccurrences", 0);
      xml.open("TimePeriod");
      xml.time("FromDate", exception.from);
      xml.time("ToDate", exception.to);
      xml.close("TimePeriod");
      xml.number("Occurrences", 1);
      xml.number("Type", exception.type);
      xml.number("DayWorking", exception.times.empty() ? 0 : 1);
      write_times(xml, exception.times);
      xml.close("Exception");
    }
    xml.close("Exceptions");
  }
  xml.close("Calendar");
}

void write_dates(Writer& xml, const Task& task) {
  xml.time("Start", task.start);
  xml.time("Finish", task.finish);
  xml.duration("Duration", task.duration);
  xml.time("ManualStart", task.manual_start);
  xml.time("ManualFinish", task.manual_finish);
  xml.number("DurationFormat", task.duration_format);
  xml.time("Stop", task.stop);
  xml.time("Resume", task.resume);
  xml.number("Milestone", task.milestone);
  xml.number("Summary", task.summary);
  if (task.critical) xml.number("Critical", *task.critical);
  xml.time("EarlyStart", task.early_start);
  xml.time("EarlyFinish", task.early_finish);
  xml.time("LateStart", task.late_start);
  xml.time("LateFinish", task.late_finish);
  if (task.free_slack) xml.number("FreeSlack", *task.free_slack);
  if (task.total_slack) xml.number("TotalSlack", *task.total_slack);
  xml.number("PercentComplete", task.percent_complete);
  xml.time("ActualStart", task.actual_start);
  xml.time("ActualFinish", task.actual_finish);
  xml.duration("ActualDuration", task.actual_duration);
  xml.duration("RemainingDuration", task.remaining_duration);
}

void write_task(Writer& xml, const Task& task) {
  xml.open("Task");
  xml.number("UID", task.uid);
  xml.number("ID", task.id);
  xml.text("Name", task.name);
  xml.number("Active", task.active);
  xml.number("Manual", task.manual);
  xml.number("Type", task.type);
  xml.number("IsNull", 0);
  if (!task.wbs.empty()) xml.text("WBS", task.wbs);
  xml.number("OutlineLevel", task.outline_level);
  write_dates(xml, task);
  xml.number("ConstraintType", task.constraint_type);
  xml.number("CalendarUID", task.calendar_uid);
  xml.time("ConstraintDate", task.constraint_date);
  xml.time("Deadline", task.deadline);
  for (const PredecessorLink& link : task.links) {
    xml.open("PredecessorLink");
    xml.number("PredecessorUID", link.predecessor_uid);
    xml.number("Type", link.type);
    xml.number("CrossProject", 0);
    xml.number("LinkLag", link.lag);
    xml.number("LagFormat", link.lag_format);
    xml.close("PredecessorLink");
  }
  for (const Baseline& baseline : task.baselines) {
    xml.open("Baseline");
    xml.number("Number", baseline.number);
    xml.time("Start", baseline.start);
    xml.time("Finish", baseline.finish);
    xml.close("Baseline");
  }
  xml.close("Task");
}

}  // namespace

std::string write_mspdi(const Project& project) {
  Writer xml;
  xml.open("Project xmlns=\"http://schemas.microsoft.com/project\"");
  xml.number("SaveVersion", 14);
  xml.text("Name", project.name);
  xml.text("Title", project.title);
  xml.number("ScheduleFromStart", project.schedule_from_start);
  xml.time("StartDate", project.start);
  xml.time("FinishDate", project.finish);
  xml.number("CriticalSlackLimit", project.critical_slack_limit);
  xml.number("CalendarUID", project.calendar_uid);
  xml.number("MinutesPerDay", project.minutes_per_day);
  xml.number("HonorConstraints", 0);
  xml.time("StatusDate", project.status_date);
  xml.open("Calendars");
  for (const Calendar& calendar : project.calendars) write_calendar(xml, calendar);
  xml.close("Calendars");
  xml.open("Tasks");
  for (const Task& task : project.tasks) write_task(xml, task);
  xml.close("Tasks");
  xml.close("Project");
  return std::move(xml.out);
}

}  // namespace guatu::mspdi
