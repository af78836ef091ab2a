// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/graph.hpp"

#include <algorithm>

namespace guatu::schedule {
namespace {

constexpr std::size_t kCycleLinksShown = 50;

Result<void> check_indices(const Network& network) {
  const auto count = network.activities.size();
  for (std::size_t i = 0; i < network.links.size(); ++i)
    if (network.links[i].from >= count || network.links[i].to >= count)
      return refuse(ErrorKind::invalid, "link " + std::to_string(i), "schedule.no_such_activity");
  // A parent stands before its children, so a hierarchy cannot close on itself.
  for (std::size_t i = 0; i < count; ++i) {
    const Activity& activity = network.activities[i];
    const bool fits = (activity.parent == kNone || activity.parent < i) &&
                      activity.calendar < network.calendars.size() &&
                      (activity.lag_calendar == kNone || activity.lag_calendar < network.calendars.size()) &&
                      activity.project < network.frames.size() &&
                      std::uint64_t{activity.part_first} + activity.part_count <= network.parts.size();
    if (!fits) return refuse(ErrorKind::invalid, "activity " + std::to_string(i), "schedule.no_such_activity");
  }
  return {};
}

bool is_summary(const Activity& activity) { return activity.kind == ActivityKind::summary; }

void find_gates(const Network& network, Graph& graph) {
  const auto& activities = network.activities;
  std::vector<std::uint8_t> gated(activities.size(), 0);
  for (const Link& link : network.links) gated[link.to] = is_summary(activities[link.to]) ? 1 : 0;
  for (std::size_t i = 0; i < activities.size(); ++i) {
    if (!is_summary(activities[i])) continue;
    if (activities[i].first.kind != ConstraintKind::none) gated[i] = 1;
    if (activities[i].parent != kNone && gated[activities[i].parent] != 0) gated[i] = 1;
  }
  if (std::find(gated.begin(), gated.end(), std::uint8_t{1}) == gated.end()) return;
  graph.gate.assign(activities.size(), kNone);
  for (Index i = 0; i < activities.size(); ++i) {
    if (gated[i] == 0) continue;
    graph.gate[i] = graph.node_count();
    graph.gate_summary.push_back(i);
  }
}

// Every arc as (to, arc), visited twice: to count and to place.
template <class Visit>
void each_arc(const Network& network, const Graph& graph, Visit visit) {
  const auto& activities = network.activities;
  const auto gate_of = [&](Index activity) {
    return activity == kNone || graph.gate.empty() ? kNone : graph.gate[activity];
  };
  for (Index i = 0; i < network.links.size(); ++i) {
    const Link& link = network.links[i];
    if (activities[link.from].mode == ActivityMode::inactive || activities[link.to].mode == ActivityMode::inactive)
      continue;
    visit(is_summary(activities[link.to]) ? gate_of(link.to) : link.to, Arc{link.from, i, link});
  }
  for (Index i = 0; i < activities.size(); ++i) {
    const Index parent = activities[i].parent;
    if (parent == kNone || activities[i].mode == ActivityMode::inactive) continue;
    visit(parent, Arc{i, kNone, {}});
    const Index outer = gate_of(parent);
    const Index inner = is_summary(activities[i]) ? gate_of(i) : i;
    if (outer != kNone && inner != kNone) visit(inner, Arc{outer, kNone, {}});
  }
}

void place_arcs(const Network& network, Graph& graph) {
  graph.first_arc.assign(graph.node_count() + std::size_t{1}, 0);
  each_arc(network, graph, [&](Index to, const Arc&) { ++graph.first_arc[to + std::size_t{1}]; });
  for (std::size_t i = 1; i < graph.first_arc.size(); ++i) graph.first_arc[i] += graph.first_arc[i - 1];
  graph.arcs.resize(graph.first_arc.back());
  std::vector<Index> next(graph.first_arc.begin(), graph.first_arc.end() - 1);
  each_arc(network, graph, [&](Index to, const Arc& arc) { graph.arcs[next[to]++] = arc; });
}

struct Visit {
  Index node;
  Index arc;
};

std::unexpected<Error> cycle_refusal(const Graph& graph, const std::vector<Visit>& path, Index closing_node) {
  Error error{ErrorKind::invalid, {}};
  std::size_t at = path.size();
  while (at > 0 && path[at - 1].node != closing_node) --at;
  for (std::size_t i = at == 0 ? 0 : at - 1; i < path.size() && error.problems.size() < kCycleLinksShown; ++i) {
    const Index link = graph.arcs[path[i].arc - 1].link;
    if (link != kNone) error.problems.push_back({std::to_string(link), "schedule.cycle", {}});
  }
  if (error.problems.empty()) error.problems.push_back({"", "schedule.cycle", {}});
  return std::unexpected(std::move(error));
}

// Depth first from every node along what it depends on; a node is placed when all of that has been.
Result<void> sort_nodes(Graph& graph) {
  enum : std::uint8_t { untouched, open, done };
  std::vector<std::uint8_t> state(graph.node_count(), untouched);
  graph.order.reserve(graph.node_count());
  std::vector<Visit> path;
  for (Index root = 0; root < graph.node_count(); ++root) {
    if (state[root] != untouched) continue;
    path.push_back({root, graph.first_arc[root]});
    state[root] = open;
    while (!path.empty()) {
      Visit& top = path.back();
      if (top.arc == graph.first_arc[top.node + std::size_t{1}]) {
        state[top.node] = done;
        graph.order.push_back(top.node);
        path.pop_back();
        continue;
      }
      const Index next = graph.arcs[top.arc++].from;
      if (state[next] == open) return cycle_refusal(graph, path, next);
      if (state[next] == done) continue;
      state[next] = open;
      path.push_back({next, graph.first_arc[next]});
    }
  }
  return {};
}

}  // namespace

Result<Graph> build_graph(const Network& network) {
  GUATU_CHECK(check_indices(network));
  Graph graph;
  graph.activity_count = static_cast<Index>(network.activities.size());
  find_gates(network, graph);
  place_arcs(network, graph);
  GUATU_CHECK(sort_nodes(graph));
  return graph;
}

}  // namespace guatu::schedule
