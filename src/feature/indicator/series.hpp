// SPDX-License-Identifier: Apache-2.0
// The year of one unit and indicator, month by month (序列): plan curve, figures with every vintage, last year, and the
// estimates (预计) beside them in columns of their own. Figures before their release are in it for their source only,
// and only among the vintages.
#pragma once

#include <optional>
#include <vector>

#include "feature/indicator/matrix.hpp"

namespace guatu::indicator {

struct SeriesMonth {
  Month month;
  FigureState state = FigureState::not_released;
  std::optional<Ratio> expected;
  std::optional<Decimal> planned;
  std::optional<Decimal> value;
  std::optional<Decimal> growth;
  std::string vintage;
  std::optional<Date> released_on;
  std::optional<Decimal> estimate;
  std::optional<Decimal> estimate_growth;
  std::optional<Decimal> last_year;
  std::optional<Decimal> last_year_growth;
};
std::vector<SeriesMonth> series_of(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
                                   int year, const std::vector<Estimate>& estimates);

struct ToldVintage {
  Observation observation;
  enum class Place { current, replaced, embargoed } place = Place::current;
};
// In order of the last month and of release. `all` has what the reader may see, figures before their release with it.
std::vector<ToldVintage> vintages_of(const std::vector<Observation>& all, const AsReleased& as_released, int year);

}  // namespace guatu::indicator
