// SPDX-License-Identifier: Apache-2.0
// A figure as two people bring it in (录入统计数): typed from paper or as a correction, with its release. All rows of
// one act are of one source and one vintage. Refuses figures of unknown indicators and units, of another source, of
// months the wrong way round or of two years, given twice, released before their month began, or whose vintage is
// there already; and bounds of engine/indicator.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "feature/indicator/indicator.hpp"

namespace guatu::indicator {

struct FigureRow {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  Month first;
  Month last;
  Basis basis = Basis::cumulative;
  Measure measure = Measure::level;
  std::optional<Decimal> value;  // none: not applicable
  std::string note;
};

struct ReleaseNote {  // 发布
  std::string source;
  std::string vintage;
  Date released_on;
  std::optional<std::string> released_time;  // HH:MM
};

struct FigureRegister {
  const std::vector<Indicator>& indicators;
  const std::vector<unit::Unit>& units;
  const std::vector<Observation>& observations;  // of the indicators in question, released or not
};

// The unit that a source is by id, name, short name or alias; itself when it is none.
std::string source_unit(const std::string& source, const std::vector<unit::Unit>& units);
bool is_same_figure(const FigureRow& row, const Observation& observation);  // but for the vintage
Observation observation_of(const FigureRow& row, const ReleaseNote& release, std::string evidence);

// Refuses indicator.unknown, indicator.unknown_unit, indicator.other_source, indicator.months_reversed,
// indicator.months_of_two_years, indicator.other_measure, indicator.figure_twice, indicator.released_before_month,
// indicator.bad_time, indicator.vintage_taken; the place is rows[n].field.
Result<void> check_figures(const std::vector<FigureRow>& rows, const ReleaseNote& release,
                           const FigureRegister& registers);

}  // namespace guatu::indicator
