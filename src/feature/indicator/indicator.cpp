// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator.hpp"

#include <map>
#include <tuple>

namespace guatu::indicator {

int vintage_rank(std::string_view vintage) {
  if (vintage.find("最终") != std::string_view::npos) return 2;
  if (vintage.find("修订") != std::string_view::npos) return 1;
  return 0;
}

bool supersedes(const Observation& candidate, const Observation& present) {
  const int rank = vintage_rank(candidate.vintage);
  const int present_rank = vintage_rank(present.vintage);
  if (rank != present_rank) return rank > present_rank;
  return candidate.released_on >= present.released_on;
}

std::optional<std::string> release_of(const Observation& observation) {
  if (observation.released_on)
    return format_date(*observation.released_on) + " " + observation.released_time.value_or("00:00");
  if (observation.status == ObservationStatus::not_applicable) return "";
  return std::nullopt;
}

bool is_released(const Observation& observation, Instant now) {
  const auto release = release_of(observation);
  return release && *release <= format_local_time(now);
}

bool is_visible(const Observation& observation, const AsReleased& as_released) {
  if (!is_released(observation, as_released.now)) return false;
  return !observation.released_on || *observation.released_on <= as_released.day;
}

std::vector<Observation> visible(std::vector<Observation> observations, const AsReleased& as_released) {
  std::erase_if(observations, [&](const Observation& one) { return !is_visible(one, as_released); });
  return observations;
}

std::vector<Observation> series_as_of(const std::vector<Observation>& observations, Date day) {
  using Key = std::tuple<Month, Month, Basis, Measure>;
  std::map<Key, const Observation*> newest;
  for (const auto& observation : observations) {
    // An embargoed figure, or one without a release day, does not exist yet. What is not applicable needs no release.
    const bool is_out = observation.released_on ? *observation.released_on <= day
                                                : observation.status == ObservationStatus::not_applicable;
    if (!is_out) continue;
    const Key key(observation.last, observation.first, observation.basis, observation.measure);
    auto& present = newest[key];
    if (present == nullptr || supersedes(observation, *present)) present = &observation;
  }
  std::vector<Observation> series;
  for (const auto& [key, observation] : newest) series.push_back(*observation);
  return series;
}

}  // namespace guatu::indicator
