// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_store.hpp"

namespace guatu::indicator {

const db::Table<Indicator>& indicator_table() {
  static const auto kTable = db::table<Indicator>(
      "indicator", db::key("id", &Indicator::id), db::column("name", &Indicator::name),
      db::column("unit_of_measure", &Indicator::unit_of_measure), db::column("frequency", &Indicator::frequency),
      db::column("direction", &Indicator::direction), db::column("measure", &Indicator::measure),
      db::column("basis", &Indicator::basis), db::column("source", &Indicator::source),
      db::column("responsible", &Indicator::responsible), db::column("trajectory", &Indicator::trajectory),
      db::column("joint_january_february", &Indicator::joint_january_february),
      db::column("january_not_applicable", &Indicator::january_not_applicable), db::column("note", &Indicator::note),
      db::column("sequence", &Indicator::sequence));
  return kTable;
}

const db::Table<Target>& target_table() {
  static const auto kTable = db::table<Target>(
      "target", db::key("indicator", &Target::indicator), db::key("unit", &Target::unit),
      db::key("year", &Target::year), db::column("level", &Target::level), db::column("growth", &Target::growth),
      db::column("internal_level", &Target::internal_level), db::column("level_before", &Target::level_before),
      db::column("adjustment_number", &Target::adjustment_number), db::column("adjusted_on", &Target::adjusted_on),
      db::column("note", &Target::note));
  return kTable;
}

const db::Table<MonthShares>& month_shares_table() {
  static const auto kTable = db::table<MonthShares>(
      "month_shares", db::key("indicator", &MonthShares::indicator), db::key("unit", &MonthShares::unit),
      db::key("year", &MonthShares::year), db::column("trajectory", &MonthShares::trajectory),
      db::column("share", &MonthShares::share));
  return kTable;
}

const db::Table<Observation>& observation_table() {
  static const auto kTable = db::table<Observation>(
      "observation", db::key("indicator", &Observation::indicator), db::key("unit", &Observation::unit),
      db::key("first_month", &Observation::first), db::key("last_month", &Observation::last),
      db::key("basis", &Observation::basis), db::key("measure", &Observation::measure),
      db::key("vintage", &Observation::vintage), db::column("status", &Observation::status),
      db::column("value", &Observation::value), db::column("source", &Observation::source),
      db::column("released_on", &Observation::released_on), db::column("note", &Observation::note),
      db::column("released_time", &Observation::released_time), db::column("evidence", &Observation::evidence));
  return kTable;
}

}  // namespace guatu::indicator
