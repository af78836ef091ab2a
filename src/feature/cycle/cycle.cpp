// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/calendar/cadence.hpp"

namespace guatu::cycle {
namespace {

using std::chrono::days;

constexpr std::size_t kDueItemsMax = 50;  // more than that no meeting goes through

struct Transition {
  Step step;
  CycleState from;
  CycleState to;
};

constexpr Transition kTransitions[] = {
    {Step::open, CycleState::planned, CycleState::open},
    {Step::open, CycleState::held_on_paper, CycleState::open},
    {Step::collect, CycleState::open, CycleState::collecting},
    {Step::freeze, CycleState::collecting, CycleState::frozen},
    {Step::publish, CycleState::frozen, CycleState::published},
};

std::string steps_allowed_from(CycleState state) {
  std::string words;
  for (const Step step : steps_from(state))
    words += std::string(words.empty() ? "" : "、") + std::string(chinese_of(step));
  return words.empty() ? "无" : words;
}

// A meeting that was not entered is the planned one, or today's when that day has passed.
Date held_when_frozen(const Cycle& cycle, Date today) {
  return cycle.held_on.value_or(std::max(cycle.planned_on.value_or(today), today));
}

int period_days(CycleKind kind) {
  switch (kind) {
    case CycleKind::weekly:
      return 7;
    case CycleKind::half_month:
      return 15;
    case CycleKind::monthly:
      return 30;
  }
  return 7;
}

bool is_open_matter(const std::vector<matter::Matter>& matters, const Id<matter::Matter>& id) {
  const auto found = std::ranges::find(matters, id, &matter::Matter::id);
  return found != matters.end() && matter::is_running(*found);
}

}  // namespace

Result<Cycle> take_step(const Cycle& cycle, Step step, Date today) {
  for (const auto& transition : kTransitions) {
    if (transition.step != step || transition.from != cycle.state) continue;
    Cycle after = cycle;
    after.state = transition.to;
    if (step == Step::freeze) {
      after.frozen_on = today;
      after.held_on = held_when_frozen(cycle, today);
    }
    if (step == Step::publish) after.published_on = today;
    return after;
  }
  return refuse(ErrorKind::conflict, "state", "cycle.step_out_of_order",
                {{"cycle", cycle.id.value},
                 {"value", std::string(chinese_of(step))},
                 {"state", std::string(chinese_of(cycle.state))},
                 {"accepted", steps_allowed_from(cycle.state)}});
}

std::vector<Step> steps_from(CycleState state) {
  std::vector<Step> steps;
  for (const auto& transition : kTransitions)
    if (transition.from == state) steps.push_back(transition.step);
  return steps;
}

Id<Cycle> id_for(CycleKind kind, Date day) {
  switch (kind) {
    case CycleKind::weekly: {
      const std::string week = calendar::period_of(calendar::Rhythm::weekly, day).name;  // 2026-W39
      return {"W" + week.substr(0, 4) + "-" + week.substr(6)};
    }
    case CycleKind::half_month:
      return {fmt::format("H{}-{}", format_month(Month::of(day)), day_of(day) <= 15 ? 1 : 2)};
    case CycleKind::monthly:
      return {"M" + format_month(Month::of(day))};
  }
  return {};
}

std::string number_for(CycleKind kind, Date day) {
  switch (kind) {
    case CycleKind::weekly: {
      const std::string week = calendar::period_of(calendar::Rhythm::weekly, day).name;
      return fmt::format("{}年第{}周调度会", week.substr(0, 4), std::stoi(week.substr(6)));
    }
    case CycleKind::half_month:
      return format_month_chinese(Month::of(day)) + (day_of(day) <= 15 ? "上半月通报" : "下半月通报");
    case CycleKind::monthly:
      return format_month_chinese(Month::of(day)) + "会商";
  }
  return {};
}

std::optional<Date> meeting_day(const Cycle& cycle) { return cycle.held_on ? cycle.held_on : cycle.planned_on; }

const Cycle* cycle_before(const std::vector<Cycle>& cycles, const Cycle& cycle) {
  const auto day = meeting_day(cycle);
  const Cycle* before = nullptr;
  for (const auto& other : cycles) {
    const auto held = meeting_day(other);
    if (other.kind != cycle.kind || other.id == cycle.id || !was_held(other.state) || !held || !day) continue;
    if (*held < *day && (before == nullptr || *meeting_day(*before) < *held)) before = &other;
  }
  return before;
}

const Cycle* cycle_after(const std::vector<Cycle>& cycles, const Cycle& cycle) {
  const auto day = meeting_day(cycle);
  const Cycle* after = nullptr;
  for (const auto& other : cycles) {
    const auto planned = meeting_day(other);
    if (other.kind != cycle.kind || other.id == cycle.id || !planned || !day) continue;
    if (*planned > *day && (after == nullptr || *planned < *meeting_day(*after))) after = &other;
  }
  return after;
}

Date first_day_of_news(const std::vector<Cycle>& cycles, const Cycle& cycle, Date today) {
  if (const Cycle* before = cycle_before(cycles, cycle)) return *meeting_day(*before);
  return meeting_day(cycle).value_or(today) - days(period_days(cycle.kind));
}

Result<void> check_cycle(const Cycle& cycle) {
  const auto day = meeting_day(cycle);
  if (!cycle.cut_off || !day || *cycle.cut_off <= *day) return {};
  return refuse(ErrorKind::invalid, "cut_off", "cycle.cut_off_after_meeting",
                {{"value", format_date(*cycle.cut_off)}, {"meeting", format_date(*day)}});
}

Result<void> check_changeable(const Cycle& cycle) {
  if (!is_frozen(cycle.state)) return {};
  return refuse(ErrorKind::conflict, "", "cycle.is_frozen",
                {{"value", cycle.id.value}, {"state", std::string(chinese_of(cycle.state))}});
}

std::vector<AgendaItem> opening_agenda(const Cycle& cycle, const std::vector<AgendaItem>& last,
                                       const std::vector<matter::Matter>& matters) {
  std::vector<AgendaItem> agenda;
  std::set<std::string_view> named;
  const auto add = [&](std::string_view kind, const std::string& text, const std::optional<Id<matter::Matter>>& matter,
                       const std::string& speaker) {
    agenda.push_back(
        {cycle.id, static_cast<std::int64_t>(agenda.size()) + 1, std::string(kind), text, matter, speaker});
  };
  for (const auto& item : last) {
    if (item.matter && !is_open_matter(matters, *item.matter)) continue;
    if (item.matter && !named.insert(item.matter->value).second) continue;
    add(kLastItem, item.text, item.matter, item.speaker);
  }
  std::vector<const matter::Matter*> due;
  const auto day = meeting_day(cycle);
  for (const auto& matter : matters)
    if (day && matter::is_running(matter) && matter.due && *matter.due <= *day && !named.contains(matter.id.value))
      due.push_back(&matter);
  std::ranges::stable_sort(due, {}, [](const matter::Matter* matter) { return *matter->due; });
  if (due.size() > kDueItemsMax) due.resize(kDueItemsMax);
  for (const auto* matter : due) add(kDueItem, matter->text, matter->id, {});
  return agenda;
}

}  // namespace guatu::cycle
