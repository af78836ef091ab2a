// SPDX-License-Identifier: Apache-2.0
// Trajectory (序时进度): the share of the year's target that should be reached by a month or day. The choice is stored
// with the indicator, project or matter and shown wherever a light is: months (m/12), days (d/365 or d/366), the
// month plan, four quarter targets (stepwise or interpolated), or the season of last year or of three years.
// A month without a share (January investment) is not applicable, which is not the same as zero. Refuses plans that
// fall, plans whose year is zero, and seasons without a whole year.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"

namespace guatu::figures {

enum class TrajectoryKind { month, day, plan, quarter_steps, quarter_interpolated, seasonal, seasonal_three_years };

std::string_view code_of(
    TrajectoryKind kind);  // month, day, plan, quarter-steps, quarter-interpolated, seasonal, seasonal-3
Result<TrajectoryKind> parse_trajectory_kind(std::string_view code);  // indicator.unknown_trajectory

using YearOfFigures = std::array<std::optional<Decimal>, 12>;  // cumulative, January to December

class Trajectory {
 public:
  static Trajectory by_month();
  static Trajectory by_day();
  // Cumulative month plan; December, or else the last month given, is the year.
  // Refuses indicator.plan_falls, indicator.plan_empty, indicator.figure_too_large.
  static Result<Trajectory> by_plan(const YearOfFigures& cumulative);
  // Cumulative targets at the ends of the quarters. Stepwise holds the last quarter's share until the next end.
  static Result<Trajectory> by_quarter_steps(const std::array<Decimal, 4>& cumulative);
  static Result<Trajectory> by_quarters_interpolated(const std::array<Decimal, 4>& cumulative);
  // One to three past years, cumulative; the share of a month is the mean of the years' shares (rounded to 10^-9
  // when there is more than one year). A month that one of the years lacks has no share.
  // Refuses indicator.season_without_year, indicator.season_years.
  static Result<Trajectory> by_season(std::span<const YearOfFigures> years);

  TrajectoryKind kind() const { return kind_; }
  // By the end of the month. nullopt: not applicable.
  std::optional<Ratio> expected_by(Month month) const;
  // By the end of the day: exact for day; for the others the last month that has ended by then (0 before the first).
  std::optional<Ratio> expected_on(Date day) const;

 private:
  TrajectoryKind kind_ = TrajectoryKind::month;
  std::array<std::optional<Ratio>, 12> shares_{};
};

}  // namespace guatu::figures
