// SPDX-License-Identifier: Apache-2.0
// What views of figures are made from (指标查询): the registers as released by a day and as recorded at a position,
// never anything before its release. Lights and ranks that are on trial are left out unless the office asks. Refuses a
// day or a position that is still to come.
#pragma once

#include <optional>
#include <vector>

#include "feature/indicator/matrix.hpp"
#include "feature/indicator/series.hpp"
#include "feature/trial/trial.hpp"
#include "platform/db/history.hpp"

namespace guatu::indicator {

struct ViewAsked {
  Month period;             // figures of its year and of the year before are read
  std::optional<Date> day;  // as released by; none: today
  db::AsOf position;        // as recorded at; none: now
  Instant now;
  std::optional<Id<Indicator>> indicator{};  // figures of this one only; none: of all
  trial::Audience audience = trial::Audience::office;
};

// Refuses indicator.day_to_come, indicator.position_to_come.
Result<AsReleased> as_released(const ViewAsked& asked);
Result<FigureView> load_view(const db::Reader& reader, const ViewAsked& asked);

// All figures of one unit, those before their release too: for vintages_of() only.
std::vector<Observation> load_all_vintages(const db::Reader& reader, const Id<Indicator>& indicator,
                                           const Id<unit::Unit>& unit, db::AsOf position);
std::vector<Estimate> load_estimates_for(const db::Reader& reader, const Id<Indicator>& indicator,
                                         const Id<unit::Unit>& unit, db::AsOf position);

}  // namespace guatu::indicator
