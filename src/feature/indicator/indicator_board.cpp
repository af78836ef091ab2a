// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_board.hpp"

#include <algorithm>

#include "engine/indicator/rank.hpp"

namespace guatu::indicator {
namespace {

using figures::Met;
using figures::Status;

Status status_of_met(Met met) {
  if (met == Met::undecided) return Status::other;
  return met == Met::met ? Status::on_schedule : Status::behind;
}

void judge_level(const Indicator& indicator, const figures::Target& target, const std::optional<Ratio>& expected,
                 const Decimal& tolerance, Standing& standing) {
  const auto bar = target.bar();
  if (!standing.value || !bar || !standing.month) return;
  // A share or a limit is met or not; it does not accumulate towards the year.
  const bool accumulates = indicator.measure == Measure::level && indicator.basis == Basis::cumulative &&
                           indicator.direction == Direction::higher_is_better;
  if (indicator.direction == Direction::ceiling) {
    standing.expected = expected;
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
  standing.expected = expected;
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

// Against the figure before, of the month or of the quarter. The year's first has none before it; a rank of December
// says nothing of January's change.
void rank_among(const FigureBook& book, const std::vector<Id<unit::Unit>>& peers, const Id<unit::Unit>& unit,
                const Indicator& indicator, Standing& standing) {
  if (!standing.month || peers.size() < 2) return;
  const auto place = static_cast<std::size_t>(std::ranges::find(peers, unit) - peers.begin());
  if (place == peers.size()) return;
  const auto now = ranks_of(book, indicator, peers, *standing.month);
  standing.ranked = static_cast<int>(std::ranges::count_if(now, [](const auto& rank) { return rank.has_value(); }));
  if (standing.ranked < 2) return;
  standing.rank = now[place];
  const int step = indicator.frequency == Frequency::quarterly ? 3 : 1;
  if (standing.month->number() > step)
    standing.rank_change =
        figures::rank_change(ranks_of(book, indicator, peers, *standing.month - step)[place], standing.rank);
}

}  // namespace

std::optional<figures::Target> reading_of(const std::string& target) {
  if (target.empty()) return std::nullopt;
  auto parsed = figures::parse_target(target);
  return parsed ? std::optional(*std::move(parsed)) : std::nullopt;
}

figures::Direction direction_of(const Indicator& indicator) {
  return indicator.direction == Direction::higher_is_better ? figures::Direction::higher_is_better
                                                            : figures::Direction::lower_is_better;
}

std::vector<std::optional<int>> ranks_of(const FigureBook& book, const Indicator& indicator,
                                         const std::vector<Id<unit::Unit>>& peers, Month month) {
  std::vector<std::optional<Decimal>> values;
  int scale = 0;
  for (const auto& peer : peers) {
    const Observation* growth = book.at(indicator, peer, Measure::growth, month);
    values.push_back(growth == nullptr ? std::nullopt : growth->value);
    if (values.back()) scale = std::max(scale, values.back()->scale());
  }
  return figures::rank(values, direction_of(indicator), scale);
}

namespace {

// Value and growth of one month, the newest that has either: those of two months would be read as one figure.
void read_newest(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, Month until,
                 Standing& standing) {
  const Observation* value = book.newest(indicator, unit, level_measure(indicator), until);
  const Observation* growth = book.newest(indicator, unit, Measure::growth, until);
  if (value != nullptr && growth != nullptr && value->last < growth->last) value = nullptr;
  if (value != nullptr && growth != nullptr && growth->last < value->last) growth = nullptr;
  if (value != nullptr) standing.value = value->value;
  if (growth != nullptr) standing.growth = growth->value;
  const Observation* newest = value != nullptr ? value : growth;
  if (newest != nullptr) standing.month = newest->last, standing.vintage = newest->vintage;
}

}  // namespace

Standing standing_of(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
                     const std::vector<Id<unit::Unit>>& peers, Month until, const Decimal& tolerance) {
  Standing standing;
  standing.indicator = indicator.id;
  read_newest(book, indicator, unit, until, standing);
  if (const Target* target = book.target(indicator, unit, until.year())) {
    standing.level_target = target->level;
    standing.growth_target = target->growth;
    const auto level = reading_of(target->level);
    if (level && standing.month)
      judge_level(indicator, *level, book.expected(indicator, unit, *standing.month), tolerance, standing);
    if (const auto bar = reading_of(target->growth)) judge_growth(indicator, *bar, standing);
  }
  rank_among(book, peers, unit, indicator, standing);
  return standing;
}

std::vector<Standing> standings(const IndicatorRegister& registers, const Id<unit::Unit>& unit,
                                const std::vector<Id<unit::Unit>>& peers, Month until, Date day,
                                const Decimal& tolerance) {
  const FigureBook book(registers, day);
  std::vector<Standing> standings;
  for (const auto& indicator : registers.indicators)
    standings.push_back(standing_of(book, indicator, unit, peers, until, tolerance));
  return standings;
}

}  // namespace guatu::indicator
