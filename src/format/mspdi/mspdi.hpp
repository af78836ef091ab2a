// SPDX-License-Identifier: Apache-2.0
// MSPDI, the XML of Microsoft Project: what a schedule needs of it, as written in the file. Times and durations are
// tenths of a minute (the file's own resolution), times counted from 1970-01-01T00:00 local. Field meanings follow
// Microsoft's «Project XML Data Interchange Schema Reference».
//
// Any writer's file is read: blank tasks, missing parts and unknown elements do no harm. Refused with the line: text
// that is not XML, a document type (no entity tricks), nesting deeper than 64, a text longer than 1 MiB, more than
// 2,000,000 tasks, links, assignments or days.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace guatu::mspdi {

using Tenths = std::int64_t;  // tenths of a minute
using Time = std::optional<Tenths>;

struct WorkingTime {
  std::int32_t from = 0;  // minutes of the day; the end of the day is 1440
  std::int32_t to = 0;
};

struct WeekDay {
  std::int64_t day_type = 0;  // 1 Sunday … 7 Saturday; 0: a period that differs
  bool has_working = false;
  std::int64_t day_working = 0;
  Time from;
  Time to;
  std::vector<WorkingTime> times;
};

struct Exception {
  std::int64_t type = 1;  // 1 daily, 2 yearly by date, 3 yearly by position, 4 and 5 monthly likewise, 6 weekly
  Time from;
  Time to;
  std::int64_t occurrences = 0;
  std::int64_t entered_by_occurrences = 0;
  std::int64_t day_working = 0;
  std::int64_t period = 1;
  std::int64_t days_of_week = 0;  // bit 0 is Sunday
  std::int64_t month = 0;         // January is 0
  std::int64_t month_item = 0;
  std::int64_t month_position = 0;
  std::int64_t month_day = 1;
  std::vector<WorkingTime> times;
};

struct WorkWeek {
  Time from;
  Time to;
  std::vector<WeekDay> days;
};

struct Calendar {
  std::int64_t uid = 0;
  std::string name;
  std::int64_t is_base = 1;
  std::int64_t base_uid = -1;
  std::vector<WeekDay> days;
  std::vector<Exception> exceptions;
  std::vector<WorkWeek> weeks;
};

struct PredecessorLink {
  std::int64_t predecessor_uid = -1;
  std::int64_t type = 1;  // 0 FF, 1 FS, 2 SF, 3 SS
  std::int64_t cross_project = 0;
  std::int64_t lag = 0;  // tenths of a minute, or percent with lag_format 19, 20, 51, 52
  std::int64_t lag_format = 7;
};

struct Baseline {
  std::int64_t number = 0;
  Time start;
  Time finish;
  Tenths duration = 0;
};

struct Task {
  std::int64_t uid = 0;
  std::int64_t id = 0;
  std::string name;
  std::string wbs;
  std::int64_t outline_level = 0;
  std::int64_t type = 0;  // 0 fixed units, 1 fixed duration, 2 fixed work
  std::int64_t is_null = 0;
  std::int64_t summary = 0;
  std::int64_t milestone = 0;
  std::int64_t active = 1;
  std::int64_t manual = 0;
  std::int64_t external = 0;
  std::int64_t is_subproject = 0;
  std::int64_t constraint_type = 0;
  Time constraint_date;
  std::int64_t calendar_uid = -1;
  std::int64_t ignore_resource_calendar = 0;
  std::int64_t duration_format = 7;
  std::optional<Tenths> duration;
  std::optional<Tenths> manual_duration;
  std::optional<Tenths> actual_duration;
  std::optional<Tenths> remaining_duration;
  std::int64_t percent_complete = 0;
  Time start, finish;
  Time manual_start, manual_finish;
  Time early_start, early_finish, late_start, late_finish;
  Time actual_start, actual_finish;
  Time stop, resume, deadline;
  std::optional<std::int64_t> total_slack;  // tenths of a minute
  std::optional<std::int64_t> free_slack;
  std::optional<std::int64_t> critical;
  std::int64_t leveling_delay = 0;  // tenths of a minute
  std::int64_t leveling_delay_format = 8;
  std::int64_t recurring = 0;
  std::vector<PredecessorLink> links;
  std::vector<Baseline> baselines;
};

struct Resource {
  std::int64_t uid = 0;
  std::string name;
  std::int64_t type = 1;  // 0 material, 1 work, 2 cost
  std::int64_t calendar_uid = -1;
  double max_units = 1;
};

struct Assignment {
  std::int64_t uid = 0;
  std::int64_t task_uid = -1;
  std::int64_t resource_uid = -1;
  double units = 1;
  std::optional<Tenths> work;
  std::optional<Tenths> remaining_work;
  std::optional<Tenths> actual_work;
  std::optional<Tenths> overtime_work;
  std::optional<Tenths> remaining_overtime_work;
  std::int64_t delay = 0;  // tenths of a minute
  std::int64_t leveling_delay = 0;
  std::int64_t contour = 0;  // 0 flat, 8 entered by hand
  Time start, finish;
  Time stop, resume;
};

struct Project {
  std::string name;
  std::string title;
  std::int64_t schedule_from_start = 1;
  Time start, finish, status_date;
  std::int64_t calendar_uid = 1;
  std::int64_t critical_slack_limit = 0;  // days
  std::int64_t honor_constraints = 0;     // see reader: absent means yes
  bool has_honor_constraints = false;
  std::int64_t multiple_critical_paths = 0;
  std::int64_t minutes_per_day = 480;
  std::int64_t default_start_minute = 480;
  std::int64_t default_finish_minute = 1020;
  std::vector<Calendar> calendars;
  std::vector<Task> tasks;
  std::vector<Resource> resources;
  std::vector<Assignment> assignments;
};

// Refuses mspdi.not_xml, mspdi.document_type, mspdi.too_deep, mspdi.text_too_long, mspdi.too_many, mspdi.not_a_project.
Result<Project> read_mspdi(std::string_view bytes);

// A calendar with its bases, exceptions and work weeks worked out to days.
struct PlainCalendar {
  std::string name;
  std::array<std::vector<WorkingTime>, 7> week;                     // Monday first
  std::map<std::int32_t, std::vector<WorkingTime>> differing_days;  // days since 1970-01-01
};

// Refuses mspdi.too_many when the exceptions cover more than 200,000 days. An unknown uid is a standard week.
Result<PlainCalendar> plain_calendar(const Project& project, std::int64_t calendar_uid);

// The project as one XML document that Microsoft Project opens. What is not set is left out.
std::string write_mspdi(const Project& project);

// ISO text of the file: "2014-10-17T08:00:00" and "PT80H0M0S". "NA" and malformed text are no value.
Time parse_time(std::string_view text);
std::optional<Tenths> parse_duration(std::string_view text);
// How long the resource is busy: its work without overtime, at its rate; nothing when that cannot be told.
std::optional<Tenths> time_needed(const Assignment& assignment);
std::string format_time(Tenths time);
std::string format_duration(Tenths duration);

}  // namespace guatu::mspdi
