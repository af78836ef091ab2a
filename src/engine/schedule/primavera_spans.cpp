// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/primavera_spans.hpp"

#include <algorithm>

#include "engine/schedule/timing.hpp"

namespace guatu::schedule {
namespace {

void widen(Moment& least, Moment value, bool earliest) {
  if (!value.is_set()) return;
  if (!least.is_set() || (earliest ? value < least : value > least)) least = value;
}

class LevelsOfEffort {
 public:
  explicit LevelsOfEffort(Passes& passes) : passes_(passes), network_(passes.network) {
    for (const Link& link : network_.links)
      if (is_one(link.from) || is_one(link.to)) links_.push_back(link);
  }

  void stretch_all() {
    const auto& order = passes_.graph.order;
    for (const Index node : order)
      if (is_one(node)) stretch(node);
    for (std::size_t i = order.size(); i-- > 0;)
      if (is_one(order[i])) stretch(order[i]);
  }

 private:
  bool is_one(Index node) const {
    return !passes_.graph.is_gate(node) && passes_.activity(node).kind == ActivityKind::level_of_effort;
  }

  // Level of effort lies between the dates its links name.
  void stretch(Index node) {
    const Activity& activity = passes_.activity(node);
    Dates found;
    for (const Link& link : links_of(node)) {
      const bool into = link.to == node;
      const Index other = into ? link.from : link.to;
      const Dates& dates = passes_.dates[other];
      const bool own_start = into ? (link.type == LinkType::start_start || link.type == LinkType::finish_start)
                                  : (link.type == LinkType::start_start || link.type == LinkType::start_finish);
      const bool other_start = into ? (link.type == LinkType::start_start || link.type == LinkType::start_finish)
                                    : (link.type == LinkType::start_start || link.type == LinkType::finish_start);
      const auto moved = [&](Moment moment) {
        if (!moment.is_set()) return moment;
        return into ? after_lag(network_, link, moment) : before_lag(network_, link, moment);
      };
      const Moment early = moved(other_start ? dates.early_start : dates.early_finish);
      const Moment late = moved(other_start ? dates.late_start : dates.late_finish);
      widen(own_start ? found.early_start : found.early_finish, early, own_start);
      widen(own_start ? found.late_start : found.late_finish, late, own_start);
    }
    settle(node, activity, found);
  }

  std::vector<Link> links_of(Index node) const {
    std::vector<Link> own;
    for (const Link& link : links_)
      if (link.from == node || link.to == node) own.push_back(link);
    return own;
  }

  void settle(Index node, const Activity& activity, Dates found) {
    Dates& dates = passes_.dates[node];
    passes_.driver[node] = {DriverKind::children, kNone};
    if (activity.is_finished()) {
      dates = {activity.actual_start, activity.actual_finish, activity.actual_start, activity.actual_finish};
      return;
    }
    const Moment data_date = network_.frames[activity.project].data_date;
    if (!found.early_start.is_set()) found.early_start = data_date;
    found.early_start = next_start(network_, activity, std::max(found.early_start, data_date));
    if (!found.early_finish.is_set())
      found.early_finish = finish_from(network_, activity, found.early_start, Measure::remaining);
    found.early_finish = std::max(found.early_start, previous_finish(network_, activity, found.early_finish));
    if (!found.late_finish.is_set()) found.late_finish = project_end(passes_, activity);
    found.late_finish = previous_finish(network_, activity, found.late_finish);
    if (!found.late_start.is_set())
      found.late_start = start_from(network_, activity, found.late_finish, Measure::remaining);
    found.late_start = next_start(network_, activity, found.late_start);
    dates = found;
  }

  Passes& passes_;
  const Network& network_;
  std::vector<Link> links_;  // that begin or end at one
};

}  // namespace

Moment project_end(const Passes& passes, const Activity& activity) {
  const Frame& frame = passes.network.frames[activity.project];
  return frame.finish.is_set() ? frame.finish : passes.frame_finish[activity.project];
}

void stretch_levels_of_effort(Passes& passes) { LevelsOfEffort(passes).stretch_all(); }

// Children stand behind their summary, so backwards every child is ready before its summary is read.
void roll_up_summaries(Passes& passes) {
  for (Index i = static_cast<Index>(passes.network.activities.size()); i-- > 0;) {
    const Index parent = passes.network.activities[i].parent;
    if (parent == kNone) continue;
    const Dates& child = passes.dates[i];
    Dates& dates = passes.dates[parent];
    widen(dates.early_start, child.early_start, true);
    widen(dates.early_finish, child.early_finish, false);
    widen(dates.late_start, child.late_start, true);
    widen(dates.late_finish, child.late_finish, false);
    passes.driver[parent] = {DriverKind::children, kNone};
  }
}

}  // namespace guatu::schedule
