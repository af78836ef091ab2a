// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle.hpp"

#include <gtest/gtest.h>

namespace guatu::cycle {
namespace {

const Date kToday = date_of(2026, 9, 21);

TEST(CycleTest, goes_open_collect_freeze_publish) {
  Cycle cycle;
  cycle.id.value = "W2026-39";
  const std::pair<Step, CycleState> way[] = {{Step::open, CycleState::open},
                                             {Step::collect, CycleState::collecting},
                                             {Step::freeze, CycleState::frozen},
                                             {Step::publish, CycleState::published}};
  for (const auto& [step, state] : way) {
    const auto after = take_step(cycle, step, kToday);
    ASSERT_TRUE(after);
    cycle = *after;
    EXPECT_EQ(cycle.state, state);
  }
  EXPECT_EQ(cycle.frozen_on, kToday);
  EXPECT_EQ(cycle.published_on, kToday);
}

TEST(CycleTest, refuses_every_step_out_of_order) {
  const std::pair<CycleState, Step> allowed[] = {{CycleState::planned, Step::open},
                                                 {CycleState::held_on_paper, Step::open},
                                                 {CycleState::open, Step::collect},
                                                 {CycleState::collecting, Step::freeze},
                                                 {CycleState::frozen, Step::publish}};
  int refused = 0;
  for (const auto& state : kCycleStates)
    for (const Step step : {Step::open, Step::collect, Step::freeze, Step::publish}) {
      Cycle cycle;
      cycle.state = state.value;
      const auto after = take_step(cycle, step, kToday);
      const bool may =
          std::find(std::begin(allowed), std::end(allowed), std::pair(state.value, step)) != std::end(allowed);
      EXPECT_EQ(after.has_value(), may) << state.code;
      if (after) continue;
      ++refused;
      EXPECT_EQ(after.error().problems.front().code, "cycle.step_out_of_order");
    }
  EXPECT_EQ(refused, 6 * 4 - 5);
}

Cycle cycle_of(const char* id, Date planned, CycleState state) {
  Cycle cycle;
  cycle.id.value = id;
  cycle.planned_on = planned;
  cycle.state = state;
  return cycle;
}

matter::Matter matter_of(const char* id, matter::State state, std::optional<Date> due) {
  matter::Matter matter;
  matter.id.value = id;
  matter.text = std::string("事项") + id;
  matter.state = state;
  matter.due = due;
  return matter;
}

TEST(CycleTest, is_held_when_it_was_planned_unless_that_day_has_passed) {
  Cycle cycle = cycle_of("W2026-39", kToday + std::chrono::days(3), CycleState::collecting);
  EXPECT_EQ(take_step(cycle, Step::freeze, kToday)->held_on, kToday + std::chrono::days(3));
  cycle.planned_on = kToday - std::chrono::days(3);
  EXPECT_EQ(take_step(cycle, Step::freeze, kToday)->held_on, kToday);
  cycle.held_on = kToday - std::chrono::days(2);
  EXPECT_EQ(take_step(cycle, Step::freeze, kToday)->held_on, kToday - std::chrono::days(2));
}

TEST(CycleTest, is_named_by_its_kind_and_day) {
  EXPECT_EQ(id_for(CycleKind::weekly, kToday).value, "W2026-39");
  EXPECT_EQ(id_for(CycleKind::weekly, date_of(2027, 1, 1)).value, "W2026-53");  // the week of its Thursday
  EXPECT_EQ(id_for(CycleKind::half_month, date_of(2026, 9, 15)).value, "H2026-09-1");
  EXPECT_EQ(id_for(CycleKind::half_month, date_of(2026, 9, 16)).value, "H2026-09-2");
  EXPECT_EQ(id_for(CycleKind::monthly, kToday).value, "M2026-09");
  EXPECT_EQ(number_for(CycleKind::weekly, date_of(2026, 1, 5)), "2026年第2周调度会");
  EXPECT_EQ(number_for(CycleKind::half_month, kToday), "2026年9月下半月通报");
  EXPECT_EQ(number_for(CycleKind::monthly, kToday), "2026年9月会商");
}

TEST(CycleTest, the_one_before_is_the_last_one_held_of_the_kind) {
  using std::chrono::days;
  std::vector<Cycle> cycles{cycle_of("A", kToday - days(21), CycleState::published),
                            cycle_of("B", kToday - days(14), CycleState::held_on_paper),
                            cycle_of("C", kToday - days(7), CycleState::planned),
                            cycle_of("D", kToday, CycleState::open),
                            cycle_of("E", kToday + days(7), CycleState::planned),
                            cycle_of("M", kToday - days(1), CycleState::published)};
  cycles.back().kind = CycleKind::monthly;
  EXPECT_EQ(cycle_before(cycles, cycles[3]), &cycles[1]);
  EXPECT_EQ(cycle_before(cycles, cycles[0]), nullptr);
  EXPECT_EQ(cycle_after(cycles, cycles[3]), &cycles[4]);
  EXPECT_EQ(cycle_after(cycles, cycles[4]), nullptr);
  EXPECT_EQ(first_day_of_news(cycles, cycles[3], kToday), kToday - days(14));
  EXPECT_EQ(first_day_of_news(cycles, cycles[0], kToday), kToday - days(28));
}

TEST(CycleTest, refuses) {
  Cycle cycle = cycle_of("W2026-39", kToday, CycleState::open);
  cycle.cut_off = kToday;
  EXPECT_TRUE(check_cycle(cycle));
  EXPECT_TRUE(check_changeable(cycle));
  cycle.cut_off = kToday + std::chrono::days(1);
  EXPECT_EQ(check_cycle(cycle).error().problems.front().code, "cycle.cut_off_after_meeting");
  for (const CycleState state : {CycleState::frozen, CycleState::published}) {
    cycle.state = state;
    EXPECT_EQ(check_changeable(cycle).error().problems.front().code, "cycle.is_frozen");
  }
}

TEST(CycleTest, opens_with_what_the_last_one_left_open_and_what_is_due) {
  using std::chrono::days;
  const Cycle cycle = cycle_of("W2026-39", kToday, CycleState::planned);
  const std::vector<matter::Matter> matters{matter_of("1", matter::State::working, kToday + days(30)),
                                            matter_of("2", matter::State::closed, kToday - days(3)),
                                            matter_of("3", matter::State::assigned, kToday),
                                            matter_of("4", matter::State::reported, kToday - days(9)),
                                            matter_of("5", matter::State::working, kToday + days(1)),
                                            matter_of("6", matter::State::working, std::nullopt)};
  const std::vector<AgendaItem> last{{{"W2026-38"}, 1, "新增事项", "事项1", Id<matter::Matter>{"1"}, "住建局"},
                                     {{"W2026-38"}, 2, "上次事项", "事项2", Id<matter::Matter>{"2"}, ""},
                                     {{"W2026-38"}, 3, "新增事项", "通报半年情况", std::nullopt, ""}};
  std::vector<std::string> told;
  for (const auto& item : opening_agenda(cycle, last, matters))
    told.push_back(std::to_string(item.sequence) + " " + item.kind + " " + item.text + " " + item.cycle.value);
  const std::vector<std::string> expected{"1 上次事项 事项1 W2026-39", "2 上次事项 通报半年情况 W2026-39",
                                          "3 到期事项 事项4 W2026-39", "4 到期事项 事项3 W2026-39"};
  EXPECT_EQ(told, expected);
}

}  // namespace
}  // namespace guatu::cycle
