// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_board.hpp"

#include <algorithm>
#include <map>

#include "engine/indicator/rank.hpp"
#include "engine/indicator/trajectory.hpp"

namespace guatu::indicator {
namespace {

using figures::Met;
using figures::Status;

// What a place knows about one indicator and unit.
struct Known {
  std::vector<Observation> series;

  const Observation* newest(Measure measure, int year, Month until) const {
    const Observation* found = nullptr;
    for (const auto& observation : series) {
      if (observation.measure != measure || observation.basis == Basis::current) continue;
      if (observation.last.year() != year || observation.last > until || !observation.value) continue;
      found = &observation;  // in order of the last month
    }
    return found;
  }
  const Observation* at(Measure measure, Month month) const {
    for (const auto& observation : series)
      if (observation.measure == measure && observation.basis != Basis::current && observation.last == month)
        return &observation;
    return nullptr;
  }
};

template <class Row>
const Row* find_for(const std::vector<Row>& rows, const Id<Indicator>& indicator, const Id<unit::Unit>& unit,
                    int year) {
  for (const auto& row : rows)
    if (row.indicator == indicator && row.unit == unit && row.year == year) return &row;
  return nullptr;
}

std::optional<figures::Target> target_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto parsed = figures::parse_target(text);
  return parsed ? std::optional(*std::move(parsed)) : std::nullopt;
}

std::optional<Ratio> expected_share(const Indicator& indicator, const MonthShares* shares, Month month) {
  if (shares != nullptr) {
    const auto& share = shares->share[static_cast<std::size_t>(month.number() - 1)];
    if (share) return Ratio::of(*share) / Ratio(100, 1);
    return std::nullopt;
  }
  if (indicator.trajectory == TrajectoryKind::none) return std::nullopt;
  if (indicator.trajectory == TrajectoryKind::day) return figures::Trajectory::by_day().expected_by(month);
  return figures::Trajectory::by_month().expected_by(month);
}

figures::Direction direction_of(const Indicator& indicator) {
  return indicator.direction == Direction::higher_is_better ? figures::Direction::higher_is_better
                                                            : figures::Direction::lower_is_better;
}

Status status_of_met(Met met) {
  if (met == Met::undecided) return Status::other;
  return met == Met::met ? Status::on_schedule : Status::behind;
}

void judge_level(const Indicator& indicator, const figures::Target& target, const MonthShares* shares,
                 const Decimal& tolerance, Standing& standing) {
  const auto bar = target.bar();
  if (!standing.value || !bar || !standing.month) return;
  // A share or a limit is met or not; it does not accumulate towards the year.
  const bool accumulates = indicator.measure == Measure::level && indicator.basis == Basis::cumulative &&
                           indicator.direction == Direction::higher_is_better;
  if (indicator.direction == Direction::ceiling) {
    standing.expected = expected_share(indicator, shares, *standing.month);
    if (const auto use = figures::measure_ceiling(*standing.value, *bar)) {
      standing.completion = use->used;
      const bool over_pace = use->used && standing.expected && *use->used > *standing.expected;
      standing.status = use->met == Met::missed || over_pace ? Status::behind : Status::on_schedule;
    }
    return;
  }
  if (!accumulates) {
    standing.status =
        status_of_met(figures::compare(target, *standing.value, direction_of(indicator), Decimal(), std::nullopt));
    return;
  }
  standing.expected = expected_share(indicator, shares, *standing.month);
  const auto progress = figures::measure_progress(*standing.value, *bar, standing.expected);
  if (!progress) return;
  standing.completion = progress->completion;
  standing.ahead = progress->ahead;
  standing.status = figures::status_of(*progress, tolerance, standing.month->number());
}

void judge_growth(const Indicator& indicator, const figures::Target& target, Standing& standing) {
  const auto bar = target.bar();
  if (!standing.growth || !bar) return;
  standing.growth_gap = *standing.growth - *bar;
  if (standing.status == Status::other)
    standing.status =
        status_of_met(figures::compare(target, *standing.growth, direction_of(indicator), Decimal(), std::nullopt));
}

// The same month of the year's start has no month before it; a rank of December says nothing of January's change.
void rank_among(const std::map<std::string, Known>& known_by_unit, const std::vector<Id<unit::Unit>>& peers,
                const Id<unit::Unit>& unit, const Indicator& indicator, Standing& standing) {
  if (!standing.month || peers.size() < 2) return;
  const auto ranks_in = [&](Month month) {
    std::vector<std::optional<Decimal>> values;
    int scale = 0;
    for (const auto& peer : peers) {
      const auto known = known_by_unit.find(peer.value);
      const Observation* growth = known == known_by_unit.end() ? nullptr : known->second.at(Measure::growth, month);
      values.push_back(growth == nullptr ? std::nullopt : growth->value);
      if (values.back()) scale = std::max(scale, values.back()->scale());
    }
    return figures::rank(values, direction_of(indicator), scale);
  };
  const auto place = static_cast<std::size_t>(std::find(peers.begin(), peers.end(), unit) - peers.begin());
  if (place == peers.size()) return;
  const auto now = ranks_in(*standing.month);
  standing.ranked =
      static_cast<int>(std::count_if(now.begin(), now.end(), [](const auto& rank) { return rank.has_value(); }));
  if (standing.ranked < 2) return;
  standing.rank = now[place];
  if (standing.month->number() > 1)
    standing.rank_change = figures::rank_change(ranks_in(*standing.month - 1)[place], standing.rank);
}

}  // namespace

std::vector<Standing> standings(const IndicatorRegister& registers, const Id<unit::Unit>& unit,
                                const std::vector<Id<unit::Unit>>& peers, Month until, Date day,
                                const Decimal& tolerance) {
  std::map<std::string, std::map<std::string, std::vector<Observation>>> by_indicator;
  for (const auto& observation : registers.observations)
    by_indicator[observation.indicator.value][observation.unit.value].push_back(observation);

  std::vector<Standing> standings;
  for (const auto& indicator : registers.indicators) {
    std::map<std::string, Known> known;
    for (const auto& [of_unit, observations] : by_indicator[indicator.id.value])
      known[of_unit].series = series_as_of(observations, day);
    Standing standing;
    standing.indicator = indicator.id;
    const Known& own = known[unit.value];
    const auto* value =
        own.newest(indicator.measure == Measure::share ? Measure::share : Measure::level, until.year(), until);
    const auto* growth = own.newest(Measure::growth, until.year(), until);
    if (value != nullptr) standing.value = value->value;
    if (growth != nullptr) standing.growth = growth->value;
    const Observation* newest = value != nullptr ? value : growth;
    if (newest != nullptr) standing.month = newest->last, standing.vintage = newest->vintage;
    if (const auto* target = find_for(registers.targets, indicator.id, unit, until.year())) {
      standing.level_target = target->level;
      standing.growth_target = target->growth;
      if (const auto level = target_of(target->level))
        judge_level(indicator, *level, find_for(registers.month_shares, indicator.id, unit, until.year()), tolerance,
                    standing);
      if (const auto bar = target_of(target->growth)) judge_growth(indicator, *bar, standing);
    }
    rank_among(known, peers, unit, indicator, standing);
    standings.push_back(std::move(standing));
  }
  return standings;
}

}  // namespace guatu::indicator
