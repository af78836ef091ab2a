// SPDX-License-Identifier: Apache-2.0
// Networks as plain text: a csv of activities with settings in `#` lines above its header (docs/format/schedule.md),
// and PSPLIB `.sm` files, of which precedence and durations are read. Durations and lags are tenths of a minute,
// times tenths of a minute from 1970-01-01T00:00 local.
//
// Every wrong cell is refused with its line and column: unknown words, dates that do not exist, links to unknown
// activities, an id used twice, more than 1,000,000 activities.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::network {

using Tenths = std::int64_t;
using Time = std::optional<Tenths>;

enum class Unit : std::uint8_t { working, elapsed, percent };

struct Length {
  std::int64_t amount = 0;  // tenths of a minute; hundredths of a percent
  Unit unit = Unit::working;
};

struct LinkCell {
  std::string from;
  std::string type = "FS";  // FS SS FF SF
  Length lag;
};

struct ActivityRow {
  std::size_t line = 0;
  std::string id;
  std::string name;
  std::string parent;
  std::string calendar;
  Length duration;
  std::optional<Length> remaining, optimistic, likely, pessimistic;
  std::vector<LinkCell> links;
  std::string constraint;  // asap alap mso mfo snet snlt fnet fnlt
  Time constraint_date, deadline, actual_start, actual_finish, baseline_start, baseline_finish;
};

struct WorkingTime {
  std::int32_t from = 0;  // minutes of the day
  std::int32_t to = 0;
};

struct CalendarText {
  std::string name;
  std::array<std::vector<WorkingTime>, 7> week;  // Monday first
  std::map<std::int32_t, std::vector<WorkingTime>> differing_days;
};

struct File {
  std::string project;
  std::string policy = "msp";
  std::string shape = "triangular";
  Time start, finish, data_date;
  std::string default_calendar;
  std::vector<CalendarText> calendars;
  std::vector<ActivityRow> activities;
};

// Refuses network.not_utf8, network.no_header, network.no_such_setting, network.not_a_duration, network.not_a_link,
// network.not_a_date, network.no_such_constraint, network.no_such_activity, network.no_such_calendar,
// network.id_missing, network.id_twice, network.not_working_time, network.too_many.
Result<File> read_network_csv(std::string_view bytes);

// One period is one round-the-clock day from 2000-01-01. Refuses network.not_psplib, network.too_many.
Result<File> read_psplib(std::string_view bytes);

}  // namespace guatu::network
