// SPDX-License-Identifier: Apache-2.0
// XER, the tab-separated export of Primavera P6: projects, activities, relationships, calendars, resources and the
// schedule options a calculation needs. Tables and columns may come in any order or be missing; an empty cell is no
// value. Text is UTF-8, GBK, cp1251 or cp1252, told apart by its bytes. Times are minutes from 1970-01-01T00:00 local.
//
// Refused with the line: no ERMHDR head, no %E at the end (a truncated copy), a row before its fields, more than
// 5,000,000 rows.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::xer {

using Minutes = std::int64_t;
using Time = std::optional<Minutes>;
using Key = std::int64_t;  // identities of the file; -1 is none

struct WorkingTime {
  std::int32_t from = 0;  // minutes of the day; the end of the day is 1440
  std::int32_t to = 0;
};

struct Calendar {
  Key id = -1;
  Key base_id = -1;
  std::string name;
  bool is_default = false;
  std::array<std::vector<WorkingTime>, 7> week;                     // Monday first
  std::map<std::int32_t, std::vector<WorkingTime>> differing_days;  // days since 1970-01-01
  bool has_week = false;
};

struct Project {
  Key id = -1;
  std::string name;
  Key calendar_id = -1;
  Time data_date, plan_start, must_finish, scheduled_finish;
  double critical_hours = 0;
  std::string critical_type;  // CT_TotFloat, CT_DrivPath
};

struct Options {
  Key project_id = -1;
  std::string lag_calendar;  // rcal_Predecessor, rcal_Successor, rcal_24Hour, rcal_Project
  std::string float_type;    // FT_FF, FT_SF, FT_MIN
  std::string outer_depend;  // SD_Both, SD_None …
  bool open_ends_critical = false;
  bool start_lag_from_early = true;
  bool retained_logic = true;
  bool progress_override = false;
  bool use_expected_finish = true;
  bool project_end_for_float = true;
};

struct Task {
  Key id = -1;
  Key project_id = -1;
  Key wbs_id = -1;
  Key calendar_id = -1;
  Key resource_id = -1;
  std::string type;    // TT_Task, TT_Rsrc, TT_LOE, TT_WBS, TT_Mile, TT_FinMile
  std::string status;  // TK_NotStart, TK_Active, TK_Complete
  std::string code;
  std::string name;
  std::optional<double> remaining_hours, target_hours, total_float_hours, free_float_hours;
  Time actual_start, actual_finish;
  Time early_start, early_finish, late_start, late_finish;
  Time restart, reend, expected_finish, suspend, resume;
  Time external_early_start, external_late_finish;
  Time target_start, target_finish;
  std::string constraint, constraint2;
  Time constraint_date, constraint_date2;
  bool on_driving_path = false;
};

struct Relationship {
  Key successor_id = -1;
  Key predecessor_id = -1;
  std::string type;  // PR_FS, PR_SS, PR_FF, PR_SF
  double lag_hours = 0;
};

struct Resource {
  Key id = -1;
  Key calendar_id = -1;
  std::string type;  // RT_Labor, RT_Equip, RT_Mat
};

struct Assignment {
  Key task_id = -1;
  Key resource_id = -1;
  std::string resource_type;
  std::optional<double> remaining_quantity, target_quantity, remaining_per_hour, target_per_hour, lag_hours;
};

struct Wbs {
  Key id = -1;
  Key parent_id = -1;
  std::string name;
};

struct File {
  std::string version;
  std::vector<Project> projects;
  std::vector<Options> options;
  std::vector<Calendar> calendars;
  std::vector<Task> tasks;
  std::vector<Relationship> relationships;
  std::vector<Resource> resources;
  std::vector<Assignment> assignments;
  std::vector<Wbs> wbs;
};

// Refuses xer.not_xer, xer.truncated, xer.row_without_fields, xer.too_many.
Result<File> read_xer(std::string_view bytes);

// The nested text of a calendar, e.g. (0||CalendarData()((0||DaysOfWeek()((0||1()())…))). What cannot be read is left
// out.
void read_calendar_text(std::string_view text, Calendar& calendar);

Minutes minutes_of_hours(double hours);  // to the nearest whole minute, which is what Primavera keeps
Time parse_time(std::string_view text);  // 2023-07-23 08:00

// All text as UTF-8.
std::string to_utf8(std::string_view bytes);

}  // namespace guatu::xer
