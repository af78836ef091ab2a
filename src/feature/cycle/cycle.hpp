// SPDX-License-Identifier: Apache-2.0
// Dispatch cycles (调度周期): open → collect → freeze (定版) → publish. A frozen cycle names the snapshot that was
// shown that day; the next cycle begins with the last one's items. A step out of order is refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "base/result.hpp"
#include "feature/matter/matter.hpp"

namespace guatu::cycle {

enum class CycleKind { weekly, half_month, monthly };
inline constexpr Named<CycleKind> kCycleKinds[] = {{CycleKind::weekly, "weekly", "周调度"},
                                                   {CycleKind::half_month, "half_month", "半月通报"},
                                                   {CycleKind::monthly, "monthly", "月会商"}};
constexpr std::span<const Named<CycleKind>> names_of(CycleKind) { return kCycleKinds; }

enum class CycleState { planned, open, collecting, frozen, published, held_on_paper };
inline constexpr Named<CycleState> kCycleStates[] = {
    {CycleState::planned, "planned", "计划"},
    {CycleState::open, "open", "开启"},
    {CycleState::collecting, "collecting", "收集"},
    {CycleState::frozen, "frozen", "定版"},
    {CycleState::published, "published", "发布"},
    // Cycles run by hand before the system came; there is no snapshot of them.
    {CycleState::held_on_paper, "held_on_paper", "线下"}};
constexpr std::span<const Named<CycleState>> names_of(CycleState) { return kCycleStates; }

struct Cycle {
  Id<Cycle> id;  // W2026-39
  CycleKind kind = CycleKind::weekly;
  std::string number;  // 期次
  std::optional<Date> planned_on;
  std::optional<Date> held_on;
  std::string chair;
  std::string place;
  std::optional<Date> cut_off;
  CycleState state = CycleState::planned;
  std::string snapshot;  // SHA-256 of the frozen snapshot
  std::optional<Date> frozen_on;
  std::optional<Date> published_on;
  std::string note;
};

struct AgendaItem {
  Id<Cycle> cycle;
  std::int64_t sequence = 0;
  std::string kind;  // 上次事项 | 新增事项 | 到期事项
  std::string text;
  std::optional<Id<matter::Matter>> matter;
  std::string speaker;
};

enum class Step { open, collect, freeze, publish };
inline constexpr Named<Step> kSteps[] = {{Step::open, "open", "开启"},
                                         {Step::collect, "collect", "收集"},
                                         {Step::freeze, "freeze", "定版"},
                                         {Step::publish, "publish", "发布"}};
constexpr std::span<const Named<Step>> names_of(Step) { return kSteps; }

inline constexpr std::string_view kLastItem = "上次事项";
inline constexpr std::string_view kDueItem = "到期事项";
inline constexpr std::string_view kNewItem = "新增事项";

// The cycle after the step. Refuses cycle.step_out_of_order, naming the present state and what may follow.
Result<Cycle> take_step(const Cycle& cycle, Step step, Date today);
std::vector<Step> steps_from(CycleState state);

constexpr bool is_frozen(CycleState state) { return state == CycleState::frozen || state == CycleState::published; }
constexpr bool was_held(CycleState state) { return is_frozen(state) || state == CycleState::held_on_paper; }

// W2026-39, H2026-09-1, M2026-09 and 2026年第39周调度会 …: what a cycle is called that nobody named.
Id<Cycle> id_for(CycleKind kind, Date day);
std::string number_for(CycleKind kind, Date day);

// The day of the meeting: held, else planned.
std::optional<Date> meeting_day(const Cycle& cycle);
// Of the same kind: the last one held before it, and the next one planned after it. nullptr: there is none.
const Cycle* cycle_before(const std::vector<Cycle>& cycles, const Cycle& cycle);
const Cycle* cycle_after(const std::vector<Cycle>& cycles, const Cycle& cycle);
// The first day on which something new counts as news of this cycle: the meeting before it, else one period back.
Date first_day_of_news(const std::vector<Cycle>& cycles, const Cycle& cycle, Date today);

// Refuses cycle.cut_off_after_meeting.
Result<void> check_cycle(const Cycle& cycle);
// What is frozen stays as it was shown. Refuses cycle.is_frozen.
Result<void> check_changeable(const Cycle& cycle);

// The agenda a cycle opens with: what the last one left open, then what is due by the meeting, the longest overdue
// first.
std::vector<AgendaItem> opening_agenda(const Cycle& cycle, const std::vector<AgendaItem>& last,
                                       const std::vector<matter::Matter>& matters);

}  // namespace guatu::cycle
