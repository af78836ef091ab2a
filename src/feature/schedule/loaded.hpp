// SPDX-License-Identifier: Apache-2.0
// A schedule as it comes from a file: the network to compute and, beside each activity, what the file says about it.
// Stored dates (录入) are kept apart from computed ones (推算) and never replaced.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/schedule/network.hpp"
#include "engine/schedule/simulate.hpp"

namespace guatu::schedule {

struct StoredDates {
  Moment early_start, early_finish, late_start, late_finish;
  std::optional<std::int64_t> total_float_minutes;
};

enum class Summary : std::uint8_t { no, yes };

struct LoadedActivity {
  std::string id;
  std::string name;
  Summary summary = Summary::no;
  StoredDates stored;
  Moment baseline_start, baseline_finish;
  // Why the activity is not rescheduled or not compared: a code such as split, contoured, levelled, external; empty
  // otherwise.
  std::string exempt;
};

struct ThreePointRow {  // durations for a simulation, in ticks
  Index activity = 0;
  Span optimistic, likely, pessimistic;
};

struct LoadedSchedule {
  std::string project;
  Network network;
  std::vector<LoadedActivity> activities;
  std::vector<ThreePointRow> three_points;
  Moment data_date;
  DurationShape shape = DurationShape::triangular;
};

enum class SourceFormat : std::uint8_t { mspdi, xer, csv, psplib };

// What the bytes look like; the name of the file decides only between text formats.
SourceFormat format_of(std::string_view bytes, std::string_view path);

// Reads any of the formats. Refusals are those of the format, and schedule.empty when there is nothing to compute.
Result<LoadedSchedule> load_schedule(std::string_view bytes, std::string_view path);

// Schedules it under the other program's rules.
void set_policy(LoadedSchedule& loaded, Policy policy);
// What to draw in a simulation; an activity without three points keeps its duration.
std::vector<ThreePoint> three_points_of(const LoadedSchedule& loaded);

Result<LoadedSchedule> load_mspdi(std::string_view bytes);
Result<LoadedSchedule> load_xer(std::string_view bytes);
Result<LoadedSchedule> load_csv(std::string_view bytes);
Result<LoadedSchedule> load_psplib(std::string_view bytes);

}  // namespace guatu::schedule
