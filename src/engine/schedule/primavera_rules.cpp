// SPDX-License-Identifier: Apache-2.0
// How Primavera P6 schedules. Observed rules, from its help («Schedule options», «Constraints») and from the dates it
// stores: nothing remaining lies before the data date; retained logic lets a started activity wait for its
// predecessors; start milestones sit where work starts, finish milestones where it ends. What takes its dates from
// others is in primavera_spans.hpp.
#include <algorithm>

#include "engine/schedule/passes.hpp"
#include "engine/schedule/primavera_spans.hpp"
#include "engine/schedule/timing.hpp"

namespace guatu::schedule {
namespace {

struct EarlyBounds {
  Moment start = kUnset;
  Moment finish = kUnset;
  Index start_link = kNone;
  Index finish_link = kNone;
};

class PrimaveraRules {
 public:
  explicit PrimaveraRules(Passes& passes) : passes_(passes), network_(passes.network) {}

  void run(Extent extent) {
    for (const Index node : passes_.graph.order)
      if (is_scheduled(node)) forward(node);
    finish_frames();
    if (extent == Extent::forward_only) return;
    const auto& order = passes_.graph.order;
    for (std::size_t i = order.size(); i-- > 0;)
      if (is_scheduled(order[i])) backward(order[i]);
    place_late_activities();
    stretch_levels_of_effort(passes_);
    show_actuals();
    roll_up_summaries(passes_);
  }

 private:
  bool is_scheduled(Index node) const {
    if (passes_.graph.is_gate(node)) return false;
    const Activity& activity = passes_.activity(node);
    return activity.kind != ActivityKind::level_of_effort && activity.kind != ActivityKind::summary &&
           activity.mode != ActivityMode::inactive;
  }
  Index arcs_begin(Index node) const { return passes_.graph.first_arc[node]; }
  Index arcs_end(Index node) const { return passes_.graph.first_arc[node + std::size_t{1}]; }

  // A lag from the start of a started activity has partly or wholly expired when it is counted from the early start.
  Moment after_start_lag(const Arc& arc, const Link& link) const {
    const Activity& from = network_.activities[arc.from];
    const Moment early_start = passes_.dates[arc.from].early_start;
    if (!from.is_started() || link.lag <= 0) return after_lag(network_, link, early_start);
    const Moment data_date = network_.frames[from.project].data_date;
    const Moment due = after_lag(network_, link, std::min(from.actual_start, data_date));
    if (network_.rules.start_lag == StartLag::from_actual_start) return std::max(due, data_date);
    return due <= data_date ? early_start : after_rest(link, early_start, data_date, due);
  }

  Moment after_rest(const Link& link, Moment early_start, Moment data_date, Moment due) const {
    const WorkCalendar& calendar = lag_calendar_of(network_, link);
    return calendar.add(early_start, calendar.work_between(data_date, due));
  }

  Moment before_start_lag(const Arc& arc, const Link& link, Moment moment) const {
    const Activity& from = network_.activities[arc.from];
    if (!from.is_started() || link.lag <= 0) return before_lag(network_, link, moment);
    const Moment data_date = network_.frames[from.project].data_date;
    const Moment due = after_lag(network_, link, std::min(from.actual_start, data_date));
    if (due <= data_date) return moment;
    const WorkCalendar& calendar = lag_calendar_of(network_, link);
    return calendar.add(moment, -calendar.work_between(data_date, due));
  }

  // The date a link asks for, lag included. What still holds a finished predecessor back holds its successors too.
  Moment asked_by(const Arc& arc, const Link& link) const {
    const Activity& from = network_.activities[arc.from];
    if (link.type == LinkType::start_start || link.type == LinkType::start_finish) return after_start_lag(arc, link);
    const Moment early_finish = passes_.dates[arc.from].early_finish;
    if (!from.is_finished()) return after_lag(network_, link, early_finish);
    if (link.lag <= 0) return early_finish;
    const Moment finished = std::min(from.actual_finish, network_.frames[from.project].data_date);
    return std::max(after_lag(network_, link, finished), early_finish);
  }

  // Progress override: what has started no longer waits; only its late finish still binds others.
  bool is_overridden(const Activity& to, const Link& link) const {
    return network_.rules.progress == ProgressRule::progress_override && to.is_started() &&
           (to.is_finished() || link.type == LinkType::finish_start || link.type == LinkType::start_start);
  }

  EarlyBounds early_bounds(Index node, const Activity& activity) const {
    EarlyBounds bounds;
    if (activity.is_started() && network_.rules.progress == ProgressRule::progress_override) return bounds;
    for (Index i = arcs_begin(node); i < arcs_end(node); ++i) {
      const Arc& arc = passes_.graph.arcs[i];
      if (arc.link == kNone || !is_scheduled(arc.from)) continue;
      const Link& link = arc.copy;
      const Moment moved = asked_by(arc, link);
      if (link.type == LinkType::finish_start || link.type == LinkType::start_start) {
        if (!bounds.start.is_set() || moved > bounds.start) bounds.start = moved, bounds.start_link = arc.link;
      } else if (!bounds.finish.is_set() || moved > bounds.finish) {
        bounds.finish = moved, bounds.finish_link = arc.link;
      }
    }
    return bounds;
  }

  void forward(Index node) {
    const Activity& activity = passes_.activity(node);
    Dates& dates = passes_.dates[node];
    const EarlyBounds bounds = early_bounds(node, activity);
    const Frame& frame = network_.frames[activity.project];
    if (activity.is_finished()) {
      // Nothing remains of it, but what holds it back still holds its successors: logic is retained through it.
      dates.early_start = std::max({frame.data_date, bounds.start, bounds.finish});
      dates.early_finish = dates.early_start;
      passes_.driver[node] = {DriverKind::actual, kNone};
      return;
    }
    Moment start = activity.is_started() ? frame.data_date : std::max(frame.data_date, frame.start);
    passes_.driver[node] = {start > frame.data_date ? DriverKind::project_start : DriverKind::data_date, kNone};
    if (bounds.start.is_set() && bounds.start >= start) {
      start = bounds.start;
      passes_.driver[node] = {DriverKind::link, bounds.start_link};
    }
    if (activity.resume.is_set() && activity.resume > start) {
      start = activity.resume;
      passes_.driver[node] = {DriverKind::resume, kNone};
    }
    const Moment free_start = start;
    start = constrained_start(activity, start);
    if (start != free_start) passes_.driver[node] = {DriverKind::constraint, kNone};
    place_early(node, activity, start, bounds);
  }

  void place_early(Index node, const Activity& activity, Moment start, const EarlyBounds& bounds) {
    Dates& dates = passes_.dates[node];
    Moment finish_bound = bounds.finish;
    Driver finish_driver{DriverKind::link, bounds.finish_link};
    for (const Constraint& constraint : {activity.first, activity.second}) {
      const bool later =
          constraint.kind == ConstraintKind::finish_no_earlier || constraint.kind == ConstraintKind::finish_on;
      if (!later || (finish_bound.is_set() && constraint.date <= finish_bound)) continue;
      finish_bound = constraint.date;
      finish_driver = {DriverKind::constraint, kNone};
    }
    if (activity.kind == ActivityKind::finish_milestone) {
      if (finish_bound.is_set() && finish_bound > start) start = finish_bound, passes_.driver[node] = finish_driver;
      if (previous_finish(network_, activity, start) != start) start = next_start(network_, activity, start);
      dates.early_start = dates.early_finish = start;
    } else {
      if (activity.part_count == 0 && !activity.expected_finish.is_set()) {
        const Stay stay = calendar_of(network_, activity).from_next_work(start, activity.remaining);
        dates.early_start = stay.start;
        dates.early_finish = stay.finish;
      } else {
        dates.early_start = next_start(network_, activity, start);
        dates.early_finish = early_finish_from(activity, dates.early_start);
      }
      if (finish_bound.is_set()) finish_bound = as_finish(activity, finish_bound);
      if (finish_bound.is_set() && finish_bound > dates.early_finish) {
        passes_.driver[node] = finish_driver;
        dates.early_start =
            next_start(network_, activity, start_from(network_, activity, finish_bound, Measure::remaining));
        dates.early_finish = finish_from(network_, activity, dates.early_start, Measure::remaining);
      }
    }
    apply_mandatory(node, activity);
  }

  // Up to version 6, work that must end no earlier than the start of a shift ends with that shift's first minute, and
  // work that must begin no later than the end of a shift begins with its last one.
  Moment as_finish(const Activity& activity, Moment bound) const {
    if (network_.rules.shift_edges == ShiftEdges::hold) return bound;
    const bool shift_start =
        next_start(network_, activity, bound) == bound && previous_finish(network_, activity, bound) != bound;
    return shift_start ? bound + minutes(1) : bound;
  }
  Moment as_start(const Activity& activity, Moment bound) const {
    if (network_.rules.shift_edges == ShiftEdges::hold) return bound;
    const bool shift_end =
        previous_finish(network_, activity, bound) == bound && next_start(network_, activity, bound) != bound;
    return shift_end ? bound - minutes(1) : bound;
  }

  Moment early_finish_from(const Activity& activity, Moment start) const {
    if (activity.expected_finish.is_set()) return std::max(start, activity.expected_finish);
    return finish_from(network_, activity, start, Measure::remaining);
  }

  Moment constrained_start(const Activity& activity, Moment start) const {
    if (activity.is_started()) return start;
    for (const Constraint& constraint : {activity.first, activity.second})
      if (constraint.kind == ConstraintKind::start_no_earlier || constraint.kind == ConstraintKind::start_on)
        start = std::max(start, constraint.date);
    return start;
  }

  void apply_mandatory(Index node, const Activity& activity) {
    Dates& dates = passes_.dates[node];
    for (const Constraint& constraint : {activity.first, activity.second}) {
      const Moment date = std::max(constraint.date, network_.frames[activity.project].data_date);
      if (constraint.kind == ConstraintKind::mandatory_start && !activity.is_started()) {
        dates.early_start = date;
        dates.early_finish = finish_from(network_, activity, date, Measure::remaining);
      } else if (constraint.kind == ConstraintKind::mandatory_finish) {
        dates.early_finish = date;
        dates.early_start = start_from(network_, activity, date, Measure::remaining);
      } else {
        continue;
      }
      passes_.driver[node] = {DriverKind::constraint, kNone};
    }
  }

  void finish_frames() {
    std::fill(passes_.frame_finish.begin(), passes_.frame_finish.end(), kUnset);
    for (Index i = 0; i < network_.activities.size(); ++i) {
      if (!is_scheduled(i)) continue;
      Moment& finish = passes_.frame_finish[network_.activities[i].project];
      if (!finish.is_set() || passes_.dates[i].early_finish > finish) finish = passes_.dates[i].early_finish;
    }
  }

  void backward(Index node) {
    const Activity& activity = passes_.activity(node);
    Dates& dates = passes_.dates[node];
    const LateBounds& bounds = passes_.bounds[node];
    Moment finish = std::min(project_end(passes_, activity), bounds.finish);
    if (activity.is_finished()) {
      dates.late_start = dates.late_finish = std::min(finish, bounds.start);
      push_bounds(node, activity, dates);
      return;
    }
    if (network_.rules.open_ends == OpenEnds::are_critical && bounds.successors == 0) finish = dates.early_finish;
    place_late(activity, finish, bounds.start, dates);
    push_bounds(node, activity, dates);
  }

  void place_late(const Activity& activity, Moment finish, Moment start_bound, Dates& dates) const {
    for (const Constraint& constraint : {activity.first, activity.second}) {
      if (constraint.kind == ConstraintKind::finish_no_later || constraint.kind == ConstraintKind::finish_on)
        finish = std::min(finish, constraint.date);
      if ((constraint.kind == ConstraintKind::start_no_later || constraint.kind == ConstraintKind::start_on) &&
          !activity.is_started())
        start_bound = std::min(start_bound, constraint.date);
    }
    if (activity.kind == ActivityKind::start_milestone) {
      dates.late_start = dates.late_finish = std::min(finish, start_bound);
    } else {
      if (start_bound != kFarFuture)
        finish = std::min(finish, finish_from(network_, activity, as_start(activity, start_bound), Measure::remaining));
      if (activity.part_count == 0) {
        const Stay stay = calendar_of(network_, activity).to_previous_work(finish, activity.remaining);
        dates.late_start = stay.start;
        dates.late_finish = stay.finish;
      } else {
        dates.late_finish = previous_finish(network_, activity, finish);
        dates.late_start = start_from(network_, activity, dates.late_finish, Measure::remaining);
      }
    }
    for (const Constraint& constraint : {activity.first, activity.second}) {
      if (constraint.kind == ConstraintKind::mandatory_start && !activity.is_started()) {
        dates.late_start = constraint.date;
        dates.late_finish = finish_from(network_, activity, constraint.date, Measure::remaining);
      } else if (constraint.kind == ConstraintKind::mandatory_finish) {
        dates.late_finish = previous_finish(network_, activity, constraint.date);
        dates.late_start = start_from(network_, activity, dates.late_finish, Measure::remaining);
      }
    }
  }

  void push_bounds(Index node, const Activity& activity, const Dates& dates) {
    for (Index i = arcs_begin(node); i < arcs_end(node); ++i) {
      const Arc& arc = passes_.graph.arcs[i];
      if (arc.link == kNone || !is_scheduled(arc.from)) continue;
      const Link& link = arc.copy;
      if (is_overridden(activity, link)) continue;
      LateBounds& bounds = passes_.bounds[arc.from];
      ++bounds.successors;
      const bool to_start = link.type == LinkType::finish_start || link.type == LinkType::start_start;
      const Moment own = to_start ? dates.late_start : dates.late_finish;
      if (link.type == LinkType::finish_start || link.type == LinkType::finish_finish)
        bounds.finish = std::min(bounds.finish, before_lag(network_, link, own));
      else
        bounds.start = std::min(bounds.start, before_start_lag(arc, link, own));
    }
  }

  // As late as possible uses free float only: no successor's early date moves. Successors are placed first.
  void place_late_activities() {
    std::vector<Moment> room;
    for (const Activity& activity : network_.activities)
      if (is_late(activity)) {
        room.resize(network_.activities.size());
        for (Index i = 0; i < room.size(); ++i) room[i] = passes_.frame_finish[network_.activities[i].project];
        break;
      }
    if (room.empty()) return;
    const auto& order = passes_.graph.order;
    for (std::size_t k = order.size(); k-- > 0;) {
      const Index node = order[k];
      if (!is_scheduled(node) || passes_.activity(node).is_finished()) continue;
      const Activity& activity = passes_.activity(node);
      Dates& dates = passes_.dates[node];
      if (is_late(activity)) move_late(activity, room[node], dates);
      for (Index i = arcs_begin(node); i < arcs_end(node); ++i) {
        const Arc& arc = passes_.graph.arcs[i];
        if (arc.link == kNone || !is_scheduled(arc.from)) continue;
        const Link& link = arc.copy;
        const bool to_start = link.type == LinkType::finish_start || link.type == LinkType::start_start;
        Moment moved = before_lag(network_, link, to_start ? dates.early_start : dates.early_finish);
        if (link.type == LinkType::start_start || link.type == LinkType::start_finish)
          moved = finish_from(network_, network_.activities[arc.from], moved, Measure::remaining);
        room[arc.from] = std::min(room[arc.from], moved);
      }
    }
  }

  static bool is_late(const Activity& activity) {
    return activity.first.kind == ConstraintKind::as_late_as_possible ||
           activity.second.kind == ConstraintKind::as_late_as_possible;
  }

  void move_late(const Activity& activity, Moment room, Dates& dates) const {
    Moment finish = std::min(room, dates.late_finish);
    if (activity.kind != ActivityKind::start_milestone) finish = previous_finish(network_, activity, finish);
    if (finish <= dates.early_finish) return;
    dates.early_finish = finish;
    dates.early_start = activity.kind == ActivityKind::start_milestone
                            ? finish
                            : start_from(network_, activity, finish, Measure::remaining);
  }

  void show_actuals() {
    for (Index i = 0; i < network_.activities.size(); ++i) {
      const Activity& activity = network_.activities[i];
      if (!is_scheduled(i) || !activity.is_finished()) continue;
      const Moment start = activity.is_started() ? activity.actual_start : activity.actual_finish;
      passes_.dates[i] = {start, activity.actual_finish, start, activity.actual_finish};
    }
  }

  Passes& passes_;
  const Network& network_;
};

}  // namespace

void schedule_as_primavera(Passes& passes, Extent extent) { PrimaveraRules(passes).run(extent); }

}  // namespace guatu::schedule
