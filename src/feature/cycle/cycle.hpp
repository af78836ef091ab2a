// SPDX-License-Identifier: Apache-2.0
// Dispatch cycles (调度周期): open → collect → freeze (定版) → publish. A frozen cycle names the snapshot that was
// shown that day; the next cycle begins with the last one's items. A step out of order is refused.
#pragma once

#include <optional>
#include <string>

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

// The cycle after the step. Refuses cycle.step_out_of_order, naming the present state and what may follow.
Result<Cycle> take_step(const Cycle& cycle, Step step, Date today);

}  // namespace guatu::cycle
