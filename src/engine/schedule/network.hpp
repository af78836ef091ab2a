// SPDX-License-Identifier: Apache-2.0
// Network: activities (工序), links (搭接), calendars and the rules under which they are scheduled. It is plain input
// to compute(): readers of files fill it, nothing here is checked until then. Summaries are activities whose
// children name them as parent; links on them are allowed.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/schedule/moment.hpp"
#include "engine/schedule/work_calendar.hpp"

namespace guatu::schedule {

using Index = std::uint32_t;
inline constexpr Index kNone = 0xffff'ffffU;

enum class Policy : std::uint8_t { microsoft_project, primavera };

enum class ActivityKind : std::uint8_t { task, start_milestone, finish_milestone, level_of_effort, summary };

// automatic: computed. manual: its dates are inputs and still drive successors. kept: read but not rescheduled
// (split, contoured, levelled). inactive: takes no part.
enum class ActivityMode : std::uint8_t { automatic, manual, kept, inactive };

enum class ConstraintKind : std::uint8_t {
  none,
  as_late_as_possible,
  start_on,  // Project: must start on; Primavera: start on, soft
  finish_on,
  start_no_earlier,
  start_no_later,
  finish_no_earlier,
  finish_no_later,
  mandatory_start,  // Primavera: breaks logic
  mandatory_finish,
};

struct Constraint {
  ConstraintKind kind = ConstraintKind::none;
  Moment date;
};

// One resource's share of an activity, scheduled on that resource's calendar; the last to finish ends the activity.
struct Part {
  Index calendar = 0;
  Span work;
  Span remaining;
  Span delay;
};

struct Activity {
  ActivityKind kind = ActivityKind::task;
  ActivityMode mode = ActivityMode::automatic;
  Index calendar = 0;
  Index lag_calendar = kNone;  // where lags into it run on another calendar than its work
  Index parent = kNone;
  Index project = 0;  // frame
  Span duration;
  Span remaining;
  Moment actual_start;
  Moment actual_finish;
  Moment fixed_start;  // manual and kept
  Moment fixed_finish;
  Moment resume;  // remaining work goes on no earlier
  Moment expected_finish;
  Moment deadline;  // caps the late finish only
  Constraint first;
  Constraint second;
  Index part_first = 0;
  Index part_count = 0;

  bool is_milestone() const {
    return kind == ActivityKind::start_milestone || kind == ActivityKind::finish_milestone ||
           (kind == ActivityKind::task && duration.ticks == 0);
  }
  bool is_started() const { return actual_start.is_set(); }
  bool is_finished() const { return actual_finish.is_set(); }
};

enum class LinkType : std::uint8_t { finish_start, start_start, finish_finish, start_finish };
enum class LagKind : std::uint8_t { working, elapsed, percent, elapsed_percent };  // percent of the predecessor

struct Link {
  Index from = 0;
  Index to = 0;
  LinkType type = LinkType::finish_start;
  LagKind lag_kind = LagKind::working;
  std::int64_t lag = 0;  // ticks, or hundredths of a percent
};

enum class LagCalendar : std::uint8_t { predecessor, successor, project, round_the_clock };
enum class ProgressRule : std::uint8_t { retained_logic, progress_override, actual_dates };
enum class FloatRule : std::uint8_t { smallest, start, finish };
enum class CriticalRule : std::uint8_t { total_float, longest_path };
enum class ScheduleFrom : std::uint8_t { start, finish };
enum class Hardness : std::uint8_t { constraints_beat_links, links_beat_constraints };
enum class OpenEnds : std::uint8_t { have_float, are_critical };
enum class ShiftEdges : std::uint8_t { hold, move_a_minute };
enum class StartLag : std::uint8_t { from_early_start, from_actual_start };

// One project of a file: several may be scheduled together.
struct Frame {
  Moment start;
  Moment data_date;  // Primavera: nothing remaining before it
  Moment finish;     // scheduled from finish, or a must-finish-by date
  Index calendar = 0;
};

struct Rules {
  Policy policy = Policy::microsoft_project;
  ScheduleFrom from = ScheduleFrom::start;
  Hardness hardness = Hardness::constraints_beat_links;
  LagCalendar lag_calendar = LagCalendar::successor;
  ProgressRule progress = ProgressRule::retained_logic;
  FloatRule float_rule = FloatRule::smallest;
  CriticalRule critical = CriticalRule::total_float;
  OpenEnds open_ends = OpenEnds::have_float;
  StartLag start_lag = StartLag::from_early_start;
  ShiftEdges shift_edges = ShiftEdges::hold;
  Span critical_float;  // at most this much float is critical
};

struct Network {
  Rules rules;
  std::vector<Frame> frames;
  std::vector<WorkCalendar> calendars;
  std::vector<Activity> activities;
  std::vector<Part> parts;
  std::vector<Link> links;
};

enum class DriverKind : std::uint8_t {
  none,
  project_start,
  data_date,
  link,
  constraint,
  actual,
  manual,
  kept,
  children,
  parent,
  resume
};

struct Driver {
  DriverKind kind = DriverKind::none;
  Index link = kNone;  // with kind link
};

struct Dates {
  Moment early_start;
  Moment early_finish;
  Moment late_start;
  Moment late_finish;
};

struct Schedule {
  std::vector<Dates> dates;
  std::vector<Span> total_float;
  std::vector<Span> free_float;
  std::vector<std::uint8_t> critical;
  std::vector<Driver> driver;
  std::vector<Moment> frame_finish;
};

}  // namespace guatu::schedule
