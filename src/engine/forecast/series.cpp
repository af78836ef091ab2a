// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"

namespace guatu::forecast {
namespace {

constexpr std::size_t kReadingsMax = 100'000;

struct Point {
  Period period;
  double value = 0;
  bool quarterly = false;
};

std::optional<Period> joint_period(std::string_view text) {
  for (const std::string_view separator : {"/", "—", "..", "~"}) {
    const auto at = text.find(separator);
    if (at == std::string_view::npos) continue;
    const auto first = parse_month(trim(text.substr(0, at)));
    const auto last = parse_month(trim(text.substr(at + separator.size())));
    if (first && last && first->number() == 1 && last->number() == 2 && first->year() == last->year())
      return Period{first->year(), 2, 2};
  }
  return std::nullopt;
}

std::optional<Point> read_period(std::string_view text) {
  text = trim(text);
  if (const auto month = parse_month(text)) return Point{{month->year(), month->number(), 1}, 0, false};
  if (const auto joint = joint_period(text)) return Point{*joint, 0, false};
  int year = 0;
  const bool quarter = text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4';
  if (!quarter || std::from_chars(text.data(), text.data() + 4, year).ptr != text.data() + 4) return std::nullopt;
  return Point{{year, text[5] - '0', 3}, 0, true};
}

std::optional<double> read_value(std::string_view text) {
  const std::string folded = fold_width(trim(text));
  double value = 0;
  const auto [end, error] = std::from_chars(folded.data(), folded.data() + folded.size(), value);
  if (error == std::errc() && end == folded.data() + folded.size() && std::isfinite(value)) return value;
  const auto decimal = parse_decimal(folded);
  if (decimal) return decimal->to_double();
  return std::nullopt;
}

bool is_not_applicable(std::string_view text) {
  text = trim(text);
  return text.empty() || text == "-" || text == "–" || text == "—" || text == "不适用" || text == "NA" || text == "n/a";
}

Result<std::vector<Point>> read_points(const std::vector<Reading>& readings) {
  std::vector<Problem> problems;
  std::vector<Point> points;
  for (const Reading& reading : readings) {
    auto point = read_period(reading.period);
    if (!point) {
      problems.push_back({reading.place, "forecast.period_unreadable", {{"value", std::string(reading.period)}}});
      continue;
    }
    // January not applicable: the figure of February is that of both months.
    if (is_not_applicable(reading.value) && point->period.number == 1 && !point->quarterly) continue;
    const auto value = read_value(reading.value);
    if (!value) problems.push_back({reading.place, "forecast.not_a_number", {{"value", std::string(reading.value)}}});
    point->value = value.value_or(0);
    points.push_back(*point);
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) {
    return std::pair(a.period.year, a.period.number) < std::pair(b.period.year, b.period.number);
  });
  return points;
}

// A year has a joint figure when its January is missing although its February is there, or when it is written so.
bool has_joint_figure(const std::vector<Point>& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].quarterly || points[i].period.number != 2) continue;
    const bool january =
        i > 0 && points[i - 1].period.year == points[i].period.year && points[i - 1].period.number == 1;
    if (points[i].period.months == 2 || (!january && i > 0)) return true;
    // The very first year may simply begin in February; only a later one proves the habit.
  }
  return false;
}

// Puts January and February together wherever they are apart.
std::vector<Point> joined(const std::vector<Point>& points, Measure measure) {
  std::vector<Point> result;
  for (const Point& point : points) {
    Point one = point;
    if (one.period.number == 2) {
      one.period.months = 2;
      const bool january =
          !result.empty() && result.back().period.year == one.period.year && result.back().period.number == 1;
      if (january && measure == Measure::current && point.period.months == 1) one.value += result.back().value;
      if (january) result.pop_back();
    }
    result.push_back(one);
  }
  // A year that ends in January has no joint figure yet.
  if (!result.empty() && result.back().period.number == 1) result.pop_back();
  return result;
}

Result<void> check_regular(const Series& series) {
  for (std::size_t i = 1; i < series.periods.size(); ++i) {
    const Period& before = series.periods[i - 1];
    const Period& now = series.periods[i];
    const int last = series.frequency == 4 ? 4 : 12;
    const int first = series.joint ? 2 : 1;
    const bool next = before.number == last ? now.year == before.year + 1 && now.number == first
                                            : now.year == before.year && now.number == before.number + 1;
    if (before.year == now.year && before.number == now.number)
      return refuse(ErrorKind::invalid, period_name(series, now), "forecast.period_twice");
    if (!next)
      return refuse(ErrorKind::invalid, period_name(series, now), "forecast.hole",
                    {{"before", period_name(series, before)}});
  }
  return {};
}

}  // namespace

double Series::through(std::size_t index) const {
  if (measure == Measure::level) return current[index];
  double sum = 0;
  for (std::size_t i = first_of_year(periods[index].year); i <= index; ++i) sum += current[i];
  return sum;
}

std::size_t Series::first_of_year(int year) const {
  return static_cast<std::size_t>(
      std::find_if(periods.begin(), periods.end(), [&](const Period& period) { return period.year == year; }) -
      periods.begin());
}

bool Series::is_year_complete(int year) const {
  return std::count_if(periods.begin(), periods.end(), [&](const Period& period) { return period.year == year; }) ==
         frequency;
}

int Series::months_through() const { return frequency == 4 ? periods.back().number * 3 : periods.back().number; }

Result<Series> make_series(const std::vector<Reading>& readings, Measure measure) {
  if (readings.empty() || readings.size() > kReadingsMax)
    return refuse(ErrorKind::invalid, "", "forecast.too_short",
                  {{"values", std::to_string(readings.size())}, {"needed", "1"}});
  GUATU_TRY(auto points, read_points(readings));
  if (points.empty()) return refuse(ErrorKind::invalid, "", "forecast.too_short", {{"values", "0"}, {"needed", "1"}});
  const auto quarters = std::count_if(points.begin(), points.end(), [](const Point& point) { return point.quarterly; });
  if (quarters != 0 && quarters != static_cast<std::ptrdiff_t>(points.size()))
    return refuse(ErrorKind::invalid, "", "forecast.mixed_periods");
  Series series;
  series.measure = measure;
  series.joint = quarters == 0 && has_joint_figure(points);
  series.frequency = quarters != 0 ? 4 : series.joint ? 11 : 12;
  if (series.joint) points = joined(points, measure);
  for (const Point& point : points) series.periods.push_back(point.period);
  GUATU_CHECK(check_regular(series));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool inside = i > 0 && points[i - 1].period.year == points[i].period.year;
    // A cumulative series that begins in mid-year does not say what its first month alone was.
    const int first = series.joint ? 2 : 1;
    if (measure == Measure::cumulative && !inside && points[i].period.number != first)
      return refuse(ErrorKind::invalid, period_name(series, points[i].period), "forecast.starts_in_mid_year");
    series.current.push_back(measure == Measure::cumulative && inside ? points[i].value - points[i - 1].value
                                                                      : points[i].value);
  }
  return series;
}

std::string period_name(const Series& series, const Period& period) {
  if (series.frequency == 4) return fmt::format("{:04}Q{}", period.year, period.number);
  if (period.months == 2) return fmt::format("{:04}-01/{:04}-02", period.year, period.year);
  return fmt::format("{:04}-{:02}", period.year, period.number);
}

std::string period_name(const Series& series, int year, int position) {
  if (series.frequency == 4) return period_name(series, Period{year, position + 1, 3});
  if (series.joint) return period_name(series, Period{year, position + 2, position == 0 ? 2 : 1});
  return period_name(series, Period{year, position + 1, 1});
}

}  // namespace guatu::forecast
