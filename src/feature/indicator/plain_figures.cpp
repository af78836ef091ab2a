// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/plain_figures.hpp"

#include "base/text.hpp"

namespace guatu::figures {
namespace {

Decimal without_idle_zeros(Decimal value) {
  while (value.scale() > 0 && value == value.rescaled(value.scale() - 1)) value = value.rescaled(value.scale() - 1);
  return value;
}

Result<Trajectory> quarter_trajectory(TrajectoryKind kind, const std::string& text) {
  const auto parts = split(text, ",");
  if (parts.size() != 4)
    return refuse(ErrorKind::invalid, "--quarters", "indicator.quarters_malformed", {{"value", text}});
  std::array<Decimal, 4> quarters;
  for (std::size_t q = 0; q < 4; ++q) {
    GUATU_TRY(quarters[q], read_figure(parts[q], "quarters"));
  }
  return kind == TrajectoryKind::quarter_steps ? Trajectory::by_quarter_steps(quarters)
                                               : Trajectory::by_quarters_interpolated(quarters);
}

}  // namespace

Result<Decimal> read_figure(const std::string& text, std::string_view option) {
  const std::string folded = squeeze(text);
  auto number = parse_decimal(folded.ends_with('%') ? std::string_view(folded).substr(0, folded.size() - 1) : folded);
  if (!number)
    for (auto& problem : number.error().problems) problem.place = std::string(option);
  return number;
}

Result<std::optional<Decimal>> read_optional(const std::string& text, std::string_view option) {
  if (text.empty()) return std::optional<Decimal>();
  GUATU_TRY(const Decimal number, read_figure(text, option));
  return std::optional<Decimal>(number);
}

Result<YearOfFigures> read_year(const std::string& text, std::string_view option) {
  const auto parts = split(text, ",");
  if (parts.size() > 12)
    return refuse(ErrorKind::invalid, std::string(option), "indicator.months_malformed", {{"value", text}});
  YearOfFigures year{};
  for (std::size_t m = 0; m < parts.size(); ++m) {
    if (parts[m] == "-") continue;
    GUATU_TRY(year[m], read_figure(parts[m], option));
  }
  return year;
}

Result<Part> read_part(const std::string& text) {
  const auto equals = text.find('=');
  const std::string figures = equals == std::string::npos ? text : text.substr(equals + 1);
  const auto both = split(figures, ":：");
  if (both.size() != 2) return refuse(ErrorKind::invalid, "", "indicator.part_malformed", {{"value", text}});
  Part part;
  part.name = equals == std::string::npos ? text : text.substr(0, equals);
  GUATU_TRY(part.before, read_figure(both[0], text));
  GUATU_TRY(part.now, read_figure(both[1], text));
  return part;
}

Result<Trajectory> read_trajectory(const TrajectoryTexts& texts) {
  GUATU_TRY(const TrajectoryKind kind, parse_trajectory_kind(texts.kind));
  switch (kind) {
    case TrajectoryKind::month:
      return Trajectory::by_month();
    case TrajectoryKind::day:
      return Trajectory::by_day();
    case TrajectoryKind::plan: {
      GUATU_TRY(const YearOfFigures plan, read_year(texts.plan, "--plan"));
      return Trajectory::by_plan(plan);
    }
    case TrajectoryKind::quarter_steps:
    case TrajectoryKind::quarter_interpolated:
      return quarter_trajectory(kind, texts.quarters);
    case TrajectoryKind::seasonal:
    case TrajectoryKind::seasonal_three_years:
      break;
  }
  std::vector<YearOfFigures> years;
  for (const auto& text : texts.past_years) {
    GUATU_TRY(const YearOfFigures year, read_year(text, "--past-year"));
    years.push_back(year);
  }
  return Trajectory::by_season(years);
}

std::string shown_points(const Ratio& share) { return format_decimal(share.percent(1)); }

std::string shown_signed_points(const Ratio& share) {
  const Decimal points = share.percent(1);
  return (points.is_negative() || points.is_zero() ? "" : "+") + format_decimal(points);
}

std::string shown_growth(const Ratio& percent) { return shown_plain(percent); }

std::string shown_plain(const Ratio& value) { return format_decimal(without_idle_zeros(value.rounded(4))); }

}  // namespace guatu::figures
