// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/trajectory.hpp"

#include <algorithm>
#include <string>

#include "engine/indicator/figure.hpp"

namespace guatu::figures {
namespace {

using Shares = std::array<std::optional<Ratio>, 12>;

constexpr std::pair<TrajectoryKind, std::string_view> kCodes[] = {
    {TrajectoryKind::month, "month"},
    {TrajectoryKind::day, "day"},
    {TrajectoryKind::plan, "plan"},
    {TrajectoryKind::quarter_steps, "quarter-steps"},
    {TrajectoryKind::quarter_interpolated, "quarter-interpolated"},
    {TrajectoryKind::seasonal, "seasonal"},
    {TrajectoryKind::seasonal_three_years, "seasonal-3"},
};

int days_in_year(int year) { return static_cast<int>((date_of(year, 12, 31) - date_of(year, 1, 1)).count()) + 1; }

Ratio share_of_days(Date day) {
  const int passed = static_cast<int>((day - date_of(year_of(day), 1, 1)).count()) + 1;
  return Ratio(passed, days_in_year(year_of(day)));
}

std::unexpected<Error> refuse_plan(std::string code, int month) {
  return refuse(ErrorKind::invalid, "", std::move(code), {{"month", std::to_string(month)}});
}

enum class Falls { refused, allowed };  // a plan never falls; past figures do when they were corrected

// Cumulative figures ÷ the year's; months without a figure have no share.
Result<Shares> shares_of(const YearOfFigures& cumulative, Falls falls) {
  YearOfFigures checked{};
  std::optional<Decimal> year;
  for (std::size_t m = 0; m < 12; ++m) {
    if (!cumulative[m]) continue;
    GUATU_TRY(checked[m], checked_figure(*cumulative[m]));
    if (falls == Falls::refused && year && *checked[m] < *year)
      return refuse_plan("indicator.plan_falls", static_cast<int>(m) + 1);
    year = checked[m];
  }
  if (!year || !(*year > Decimal(0, 0))) return refuse_plan("indicator.plan_empty", 12);
  Shares shares{};
  for (std::size_t m = 0; m < 12; ++m)
    if (checked[m]) shares[m] = Ratio::of(*checked[m], *year);
  return shares;
}

Result<std::array<Ratio, 4>> quarter_shares(const std::array<Decimal, 4>& cumulative) {
  YearOfFigures year{};
  for (std::size_t q = 0; q < 4; ++q) year[q * 3 + 2] = cumulative[q];
  GUATU_TRY(const Shares shares, shares_of(year, Falls::refused));
  return std::array<Ratio, 4>{*shares[2], *shares[5], *shares[8], *shares[11]};
}

}  // namespace

std::string_view code_of(TrajectoryKind kind) {
  for (const auto& [known, code] : kCodes)
    if (known == kind) return code;
  return "";
}

Result<TrajectoryKind> parse_trajectory_kind(std::string_view code) {
  for (const auto& [kind, known] : kCodes)
    if (known == code) return kind;
  return refuse(ErrorKind::invalid, "", "indicator.unknown_trajectory", {{"value", std::string(code)}});
}

Trajectory Trajectory::by_month() {
  Trajectory trajectory;
  for (std::size_t m = 0; m < 12; ++m) trajectory.shares_[m] = Ratio(static_cast<int128>(m) + 1, 12);
  return trajectory;
}

Trajectory Trajectory::by_day() {
  Trajectory trajectory;
  trajectory.kind_ = TrajectoryKind::day;
  return trajectory;
}

Result<Trajectory> Trajectory::by_plan(const YearOfFigures& cumulative) {
  Trajectory trajectory;
  trajectory.kind_ = TrajectoryKind::plan;
  GUATU_TRY(trajectory.shares_, shares_of(cumulative, Falls::refused));
  return trajectory;
}

Result<Trajectory> Trajectory::by_quarter_steps(const std::array<Decimal, 4>& cumulative) {
  GUATU_TRY(const auto quarters, quarter_shares(cumulative));
  Trajectory trajectory;
  trajectory.kind_ = TrajectoryKind::quarter_steps;
  for (std::size_t m = 0; m < 12; ++m) {
    const std::size_t ended = (m + 1) / 3;
    trajectory.shares_[m] = ended == 0 ? Ratio() : quarters[ended - 1];
  }
  return trajectory;
}

Result<Trajectory> Trajectory::by_quarters_interpolated(const std::array<Decimal, 4>& cumulative) {
  GUATU_TRY(const auto quarters, quarter_shares(cumulative));
  Trajectory trajectory;
  trajectory.kind_ = TrajectoryKind::quarter_interpolated;
  for (std::size_t m = 0; m < 12; ++m) {
    const Ratio before = m < 3 ? Ratio() : quarters[m / 3 - 1];
    const Ratio step = quarters[m / 3] - before;
    trajectory.shares_[m] = before + step * Ratio(static_cast<int128>(m % 3) + 1, 3);
  }
  return trajectory;
}

Result<Trajectory> Trajectory::by_season(std::span<const YearOfFigures> years) {
  if (years.empty() || years.size() > 3)
    return refuse(ErrorKind::invalid, "", "indicator.season_years", {{"value", std::to_string(years.size())}});
  std::vector<Shares> all;
  for (const auto& year : years) {
    if (!year[11]) return refuse_plan("indicator.season_without_year", 12);
    GUATU_TRY(all.emplace_back(), shares_of(year, Falls::allowed));
  }
  Trajectory trajectory;
  trajectory.kind_ = years.size() == 1 ? TrajectoryKind::seasonal : TrajectoryKind::seasonal_three_years;
  if (all.size() == 1) {
    trajectory.shares_ = all.front();
    return trajectory;
  }
  for (std::size_t m = 0; m < 12; ++m) {
    // Rounded before they are added: three odd denominators together would not fit, and a mean is an estimate anyway.
    Decimal sum;
    bool is_whole = true;
    for (const auto& shares : all) {
      if (!shares[m])
        is_whole = false;
      else
        sum = sum + shares[m]->rounded(9);
    }
    if (is_whole) trajectory.shares_[m] = Ratio::of(sum) / Ratio(static_cast<int128>(all.size()), 1);
  }
  return trajectory;
}

std::optional<Ratio> Trajectory::expected_by(Month month) const {
  if (kind_ == TrajectoryKind::day) return share_of_days(month.last_day());
  return shares_[static_cast<std::size_t>(month.number() - 1)];
}

std::optional<Ratio> Trajectory::expected_on(Date day) const {
  if (kind_ == TrajectoryKind::day) return share_of_days(day);
  const Month month = Month::of(day);
  const int ended = day == month.last_day() ? month.number() : month.number() - 1;
  if (ended == 0) return Ratio();
  return shares_[static_cast<std::size_t>(ended - 1)];
}

}  // namespace guatu::figures
