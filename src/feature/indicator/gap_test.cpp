// SPDX-License-Identifier: Apache-2.0
// Golden cases of tests/golden/gap: a small register in words, and where one unit stands on one indicator.
#include "feature/indicator/gap.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/text.hpp"
#include "feature/indicator/series.hpp"
#include "tests/support/golden.hpp"

namespace guatu::indicator {
namespace {

// indicator direction=higher trajectory=month frequency=monthly measure=level source=统计局
// unit U01; peer of all others
// target U01 2026 680 5.5%左右          - for none
// shares U01 2026 8 16 … 100           - for not applicable
// figure U01 2026-03 313.64 5.2 [vintage [released]]; - for none, n/a for not applicable
// ask U01 2026-03 [as of day]
class Story {
 public:
  explicit Story(const std::string& input) {
    std::istringstream lines(input);
    for (std::string line; std::getline(lines, line);)
      if (!line.empty() && line.front() != '#') read(split(line, " "));
  }
  std::string answer() const { return answer_; }

 private:
  static std::optional<Decimal> figure_in(const std::string& word) {
    return word == "-" || word == "n/a" ? std::nullopt : std::optional(*parse_decimal(word));
  }

  void read(const std::vector<std::string>& words) {
    const std::string& verb = words.at(0);
    if (verb == "indicator") read_indicator(words);
    if (verb == "unit") {
      unit::Unit unit;
      unit.id.value = unit.name = words.at(1);
      view_.units.push_back(std::move(unit));
    }
    if (verb == "target") {
      Target target;
      target.indicator = indicator().id;
      target.unit.value = words.at(1);
      target.year = std::stoi(words.at(2));
      target.level = words.at(3) == "-" ? "" : words.at(3);
      target.growth = words.size() < 5 || words.at(4) == "-" ? "" : words.at(4);
      view_.registers.targets.push_back(std::move(target));
    }
    if (verb == "shares") {
      MonthShares shares{indicator().id, {words.at(1)}, std::stoi(words.at(2)), TrajectoryKind::plan, {}};
      for (std::size_t i = 0; i < 12; ++i) shares.share[i] = figure_in(words.at(i + 3));
      view_.registers.month_shares.push_back(std::move(shares));
    }
    if (verb == "figure") read_figure(words);
    if (verb == "ask") ask(words);
  }

  void read_indicator(const std::vector<std::string>& words) {
    Indicator indicator;
    indicator.id.value = "I01";
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto parts = split(words[i], "=");
      if (parts[0] == "direction") indicator.direction = *from_code<Direction>(parts[1]);
      if (parts[0] == "trajectory") indicator.trajectory = *from_code<TrajectoryKind>(parts[1]);
      if (parts[0] == "frequency") indicator.frequency = *from_code<Frequency>(parts[1]);
      if (parts[0] == "measure") indicator.measure = *from_code<Measure>(parts[1]);
      if (parts[0] == "january") indicator.january_not_applicable = "是";
    }
    view_.registers.indicators.push_back(std::move(indicator));
  }

  void read_figure(const std::vector<std::string>& words) {
    Observation one;
    one.indicator = indicator().id;
    one.unit.value = words.at(1);
    one.last = *parse_month(words.at(2));
    one.first = Month(one.last.year(), 1);
    one.vintage = words.size() > 5 ? words.at(5) : "初步";
    one.released_on = words.size() > 6 ? *parse_date(words.at(6)) : (one.last + 1).first_day();
    one.measure = level_measure(indicator());
    one.value = figure_in(words.at(3));
    if (words.at(3) == "n/a") one.status = ObservationStatus::not_applicable;
    if (words.at(3) != "-") view_.registers.observations.push_back(one);
    one.measure = Measure::growth;
    one.value = figure_in(words.at(4));
    if (words.at(4) != "-") view_.registers.observations.push_back(one);
  }

  const Indicator& indicator() const { return view_.registers.indicators.front(); }

  template <class T>
  void say(const char* name, const std::optional<T>& value) {
    if (!value) return;
    if constexpr (std::is_same_v<T, Decimal>)
      answer_ += fmt::format("{}: {}\n", name, format_decimal(*value));
    else if constexpr (std::is_same_v<T, Ratio>)
      answer_ += fmt::format("{}: {}\n", name, format_decimal(value->percent(1)));
    else
      answer_ += fmt::format("{}: {}\n", name, *value);
  }

  void say_needed(const std::optional<NeededGrowth>& needed) {
    if (needed)
      answer_ += fmt::format("needed growth: {} {}\n", format_decimal(needed->percent), code_of(needed->basis));
  }

  void say_peers(const GapToPeers& peers) {
    for (const auto& peer : peers.peers)
      answer_ += fmt::format("peer {}: rank {}, growth {}, gap {}\n", peer.unit.value, peer.rank.value_or(0),
                             format_decimal(*peer.growth), peer.growth_gap ? format_decimal(*peer.growth_gap) : "-");
    if (peers.best) answer_ += "best: " + peers.best->unit.value + "\n";
    if (peers.above) answer_ += "above: " + peers.above->unit.value + "\n";
    say("average growth", peers.average_growth);
    say("average gap", peers.average_gap);
  }

  void ask(const std::vector<std::string>& words) {
    const Id<unit::Unit> unit{words.at(1)};
    const Month period = *parse_month(words.at(2));
    view_.day = words.size() > 3 ? *parse_date(words.at(3)) : date_of(2027, 12, 31);
    FigureView seen = view_;
    seen.registers.observations = visible(seen.registers.observations, {view_.day, Instant(date_of(2028, 1, 1))});
    const FigureBook book(seen.registers, view_.day);
    const Gap gap = gap_of(seen, book, indicator(), unit, period);
    answer_ += fmt::format("{} {} {}: {}\n", unit.value, words.at(2), code_of(gap.cell.state),
                           figures::word_of(gap.cell.standing.status));
    say("value", gap.cell.standing.value);
    say("growth", gap.cell.standing.growth);
    if (gap.cell.vintages > 1) answer_ += fmt::format("vintages: {}\n", gap.cell.vintages);
    say("completion", gap.cell.standing.completion);
    say("expected", gap.cell.standing.expected);
    say("ahead", gap.cell.standing.ahead);
    say("growth gap", gap.cell.standing.growth_gap);
    say("rank", gap.cell.standing.rank);
    say("rank change", gap.cell.standing.rank_change);
    say("planned", gap.to_plan.planned);
    say("shortfall", gap.to_plan.shortfall);
    say("remaining", gap.to_plan.remaining);
    say("needed per month", gap.to_plan.needed_per_month);
    say("pace", gap.to_plan.pace);
    say_needed(gap.to_plan.needed_growth);
    if (gap.to_plan.half_year != figures::Met::undecided)
      answer_ += gap.to_plan.half_year == figures::Met::met ? "half year: met\n" : "half year: missed\n";
    if (gap.to_plan.first_quarter != figures::Met::undecided)
      answer_ += gap.to_plan.first_quarter == figures::Met::met ? "first quarter: met\n" : "first quarter: missed\n";
    say_peers(gap.to_peers);
    say("last year", gap.to_last_year.value);
    say("difference", gap.to_last_year.difference);
    say("naive growth", gap.to_last_year.naive_growth);
    if (gap.to_last_year.is_comparable == false) answer_ += "naive growth is not comparable\n";
    say("last year's share", gap.to_last_year.share);
    say_sprint(seen, book, unit, period);
  }

  void say_sprint(const FigureView& seen, const FigureBook& book, const Id<unit::Unit>& unit, Month period) {
    for (const auto& row : sprint_of(
             seen, book, [&](const Indicator&, const Id<unit::Unit>& one) { return one == unit; }, period)) {
      answer_ += fmt::format("sprint: {} months left, {}\n", row.months_left, code_of(row.outlook));
      say("  remaining", row.remaining);
      say("  needed per month", row.needed_per_month);
      say("  recent pace", row.recent_pace);
      say("  best month", row.best_month);
    }
  }

  FigureView view_;
  std::string answer_;
};

TEST(GapTest, golden_cases) {
  guatu::testing::check_golden("gap", [](const std::string& input) { return Story(input).answer(); });
}

Indicator monthly() {
  Indicator indicator;
  indicator.id.value = "I01";
  return indicator;
}

TEST(FigureBookTest, a_month_without_a_figure_is_not_applicable) {
  Indicator indicator = monthly();
  EXPECT_EQ(due_month(indicator, Month(2026, 1)), Month(2026, 1));
  indicator.joint_january_february = "是";
  EXPECT_EQ(due_month(indicator, Month(2026, 1)), std::nullopt);
  EXPECT_EQ(due_month(indicator, Month(2026, 2)), Month(2026, 2));
  indicator.frequency = Frequency::quarterly;
  EXPECT_EQ(due_month(indicator, Month(2026, 2)), std::nullopt);
  EXPECT_EQ(due_month(indicator, Month(2026, 8)), Month(2026, 6));
}

TEST(SeriesTest, estimates_stand_beside_the_figures_and_are_in_no_sum) {
  IndicatorRegister registers;
  registers.indicators = {monthly()};
  Observation march;
  march.indicator.value = "I01";
  march.unit.value = "U01";
  march.first = Month(2026, 1);
  march.last = Month(2026, 3);
  march.value = *parse_decimal("30.0");
  march.released_on = date_of(2026, 4, 17);
  registers.observations = {march};
  Target target;
  target.indicator.value = "I01";
  target.unit.value = "U01";
  target.year = 2026;
  target.level = "120";
  registers.targets = {target};
  Estimate april{{"I01"}, {"U01"}, Month(2026, 4), *parse_decimal("99"), {}, "", "zhou", date_of(2026, 4, 20)};
  const FigureBook book(registers, date_of(2026, 5, 1));
  const auto series = series_of(book, registers.indicators.front(), {"U01"}, 2026, {april});
  ASSERT_EQ(series.size(), 12U);
  EXPECT_EQ(series[2].value, *parse_decimal("30.0"));
  EXPECT_EQ(series[2].estimate, std::nullopt);
  EXPECT_EQ(series[3].state, FigureState::not_released);
  EXPECT_EQ(series[3].value, std::nullopt);
  EXPECT_EQ(series[3].estimate, *parse_decimal("99"));
  EXPECT_EQ(format_decimal(*series[3].planned), "40.00");
  EXPECT_EQ(book.newest(registers.indicators.front(), {"U01"}, Measure::level, Month(2026, 12))->last, Month(2026, 3));
}

}  // namespace
}  // namespace guatu::indicator
