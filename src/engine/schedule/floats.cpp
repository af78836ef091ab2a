// SPDX-License-Identifier: Apache-2.0
// Floats and what is critical, from finished dates. Total float is measured on the activity's own calendar, free
// float is what an activity can slip before the early date of a successor moves.
#include <algorithm>

#include "engine/schedule/passes.hpp"
#include "engine/schedule/timing.hpp"

namespace guatu::schedule {
namespace {

constexpr Span kNoFloat{std::int64_t{1} << 60};

Span total_float_of(const Network& network, const Activity& activity, const Dates& dates) {
  if (!dates.early_finish.is_set() || !dates.late_finish.is_set()) return {};
  if (activity.is_finished()) return {};
  const bool project = network.rules.policy == Policy::microsoft_project;
  // Project calls a task that it places late by wish critical.
  if (project && activity.first.kind == ConstraintKind::as_late_as_possible && !activity.is_started()) return {};
  const WorkCalendar& calendar = calendar_of(network, activity);
  const Span at_start = calendar.work_between(dates.early_start, dates.late_start);
  const Span at_finish = calendar.work_between(dates.early_finish, dates.late_finish);
  if ((project && activity.is_started()) || network.rules.float_rule == FloatRule::finish) return at_finish;
  return network.rules.float_rule == FloatRule::start ? at_start : std::min(at_start, at_finish);
}

bool from_start(LinkType type) { return type == LinkType::start_start || type == LinkType::start_finish; }
bool to_start(LinkType type) { return type == LinkType::start_start || type == LinkType::finish_start; }

Span link_float(const Network& network, const std::vector<Dates>& dates, const Link& link, Index measured_on) {
  const Dates& from = dates[link.from];
  const Dates& to = dates[link.to];
  const Moment earliest = after_lag(network, link, from_start(link.type) ? from.early_start : from.early_finish);
  const Moment placed = to_start(link.type) ? to.early_start : to.early_finish;
  if (!earliest.is_set() || !placed.is_set()) return kNoFloat;
  if (earliest == placed) return {};
  return calendar_of(network, network.activities[measured_on]).work_between(earliest, placed);
}

void set_free_floats(const Network& network, const Graph& graph, Schedule& schedule) {
  std::fill(schedule.free_float.begin(), schedule.free_float.end(), kNoFloat);
  for (const Arc& arc : graph.arcs) {
    if (arc.link == kNone) continue;
    const Link& link = arc.copy;
    const Activity& to = network.activities[link.to];
    if (to.is_finished() || to.mode == ActivityMode::inactive || to.kind == ActivityKind::level_of_effort) continue;
    if (!schedule.dates[link.from].early_start.is_set()) continue;
    Span& own = schedule.free_float[link.from];
    own = std::min(own, link_float(network, schedule.dates, link, link.from));
  }
  for (Index i = 0; i < network.activities.size(); ++i) {
    Span& own = schedule.free_float[i];
    if (network.activities[i].is_finished()) own = {};
    // Its successors may leave room that the end of the project does not.
    own = std::max(std::min(own, schedule.total_float[i]), Span{});
  }
}

// Back from what ends last, along links without float.
void mark_longest_path(const Network& network, const Graph& graph, Schedule& schedule) {
  std::vector<Index> open;
  for (Index i = 0; i < network.activities.size(); ++i) {
    const Activity& activity = network.activities[i];
    if (activity.is_finished() || !schedule.dates[i].early_finish.is_set()) continue;
    if (schedule.dates[i].early_finish != schedule.frame_finish[activity.project]) continue;
    schedule.critical[i] = 1;
    open.push_back(i);
  }
  while (!open.empty()) {
    const Index node = open.back();
    open.pop_back();
    for (Index i = graph.first_arc[node]; i < graph.first_arc[node + std::size_t{1}]; ++i) {
      const Arc& arc = graph.arcs[i];
      if (arc.link == kNone || schedule.critical[arc.from] != 0 || network.activities[arc.from].is_finished()) continue;
      if (link_float(network, schedule.dates, arc.copy, node).ticks > 0) continue;
      schedule.critical[arc.from] = 1;
      open.push_back(arc.from);
    }
  }
}

void mark_critical(const Network& network, const Graph& graph, Schedule& schedule) {
  if (network.rules.critical == CriticalRule::longest_path) return mark_longest_path(network, graph, schedule);
  for (Index i = 0; i < network.activities.size(); ++i) {
    const bool dated = schedule.dates[i].early_start.is_set() && schedule.dates[i].late_start.is_set();
    if (!dated || network.activities[i].is_finished()) continue;
    schedule.critical[i] = schedule.total_float[i] <= network.rules.critical_float ? 1 : 0;
  }
}

}  // namespace

Schedule with_floats(Passes passes) {
  const Network& network = passes.network;
  const std::size_t count = network.activities.size();
  Schedule schedule;
  passes.dates.resize(count);
  passes.driver.resize(count);
  schedule.dates = std::move(passes.dates);
  schedule.driver = std::move(passes.driver);
  schedule.frame_finish = std::move(passes.frame_finish);
  schedule.total_float.resize(count);
  schedule.free_float.resize(count);
  schedule.critical.resize(count);
  for (Index i = 0; i < count; ++i)
    schedule.total_float[i] = total_float_of(network, network.activities[i], schedule.dates[i]);
  set_free_floats(network, passes.graph, schedule);
  mark_critical(network, passes.graph, schedule);
  return schedule;
}

}  // namespace guatu::schedule
