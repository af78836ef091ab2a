// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/compute.hpp"

#include "engine/schedule/passes.hpp"

namespace guatu::schedule {

Passes::Passes(const Network& network_in, const Graph& graph_in)
    : network(network_in),
      graph(graph_in),
      dates(graph_in.node_count()),
      bounds(graph_in.node_count()),
      driver(graph_in.node_count()),
      frame_finish(network_in.frames.size()) {}

void run_passes(Passes& passes, Extent extent) {
  if (passes.network.rules.policy == Policy::microsoft_project)
    schedule_as_project(passes, extent);
  else
    schedule_as_primavera(passes, extent);
}

Result<Schedule> compute(const Network& network) {
  GUATU_TRY(const Graph graph, build_graph(network));
  Passes passes(network, graph);
  run_passes(passes, Extent::both_passes);
  return with_floats(std::move(passes));
}

Result<Schedule> compute_backward(Network network, Moment finish) {
  network.rules.from = ScheduleFrom::finish;
  for (Frame& frame : network.frames) frame.finish = finish;
  return compute(network);
}

std::int64_t days_to_compress(const WorkCalendar& calendar, Span total_float) {
  if (total_float.ticks >= 0) return 0;
  const std::int64_t day = calendar.workday().ticks;
  return (-total_float.ticks + day - 1) / day;
}

double variance_days(const WorkCalendar& calendar, Moment baseline, Moment computed) {
  return static_cast<double>(calendar.work_between(baseline, computed).ticks) /
         static_cast<double>(calendar.workday().ticks);
}

}  // namespace guatu::schedule
