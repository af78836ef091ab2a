// SPDX-License-Identifier: Apache-2.0
// A monthly or quarterly series (时间序列) as offices have it: cumulative within the year or period by period, January
// and February often as one figure. That figure counts as two months: the year then has eleven periods, and
// nothing is split that was never observed separately. Refuses holes, doubled periods and mixed kinds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::forecast {

enum class Measure { cumulative, current, level };  // since January, of the period alone, or a state at its end

struct Reading {
  std::string_view period;  // 2026-03, 2026Q1, 2026-02 or 2026-01/2026-02 for both months
  std::string_view value;
  std::string place;  // for refusals
};

struct Period {
  int year = 0;
  int number = 0;  // 1…12 or 1…4; a joint figure has 2
  int months = 1;  // 2 for January and February together, 3 for a quarter
};

struct Series {
  Measure measure = Measure::cumulative;
  int frequency = 12;  // periods a year: 12, 11 with a joint January–February, 4
  std::vector<Period> periods;
  std::vector<double> current;  // of each period; for a level, the level itself
  bool joint = false;

  // Cumulative within the year; a level stays itself.
  double through(std::size_t index) const;
  std::size_t first_of_year(int year) const;
  bool is_year_complete(int year) const;
  int last_year() const { return periods.back().year; }
  int months_through() const;  // of the last year, so far
};

Result<Series> make_series(const std::vector<Reading>& readings, Measure measure);
std::string period_name(const Series& series, int year, int position);  // position 0 … frequency−1
std::string period_name(const Series& series, const Period& period);

}  // namespace guatu::forecast
