// SPDX-License-Identifier: Apache-2.0
// How Microsoft Project schedules. Observed rules, from its own help («Scheduling in Project», constraint types, lag)
// and from the dates it stores: the status date moves nothing; a milestone stays on the finish that drives it; a
// started task begins at its actual start; hard constraints beat links unless the project says otherwise.
#include <algorithm>

#include "engine/schedule/passes.hpp"
#include "engine/schedule/timing.hpp"

namespace guatu::schedule {
namespace {

enum class Round : std::uint8_t { first, late_tasks_placed };

class ProjectRules {
 public:
  explicit ProjectRules(Passes& passes) : passes_(passes), network_(passes.network) {}

  void run(Extent extent) {
    forward();
    finish_frames();
    if (extent == Extent::forward_only) return;
    backward();
    if (!has_late_tasks_) return;
    round_ = Round::late_tasks_placed;
    forward();
  }

 private:
  bool is_late_task(const Activity& activity) const {
    return activity.first.kind == ConstraintKind::as_late_as_possible && !activity.is_started() &&
           activity.mode == ActivityMode::automatic;
  }

  // Where the predecessor stands for this link.
  Moment predecessor_date(const Arc& arc, const Link& link) const {
    const Activity& from = network_.activities[link.from];
    const Activity& to = network_.activities[link.to];
    const Dates& dates = passes_.dates[arc.from];
    const bool at_start = link.type == LinkType::start_start || link.type == LinkType::start_finish;
    if (round_ == Round::late_tasks_placed && is_late_task(from) && !is_late_task(to))
      return at_start ? dates.late_start : dates.late_finish;
    return at_start ? dates.early_start : dates.early_finish;
  }

  Moment start_bound(const Arc& arc, const Link& link) const {
    const Moment moved = after_lag(network_, link, predecessor_date(arc, link));
    if (link.type == LinkType::finish_start || link.type == LinkType::start_start) return moved;
    const Activity& to = network_.activities[link.to];
    const Moment start = start_from(network_, to, moved, Measure::whole);
    // A finish that is tied to a predecessor does not pull a task before the project's start.
    return link.type == LinkType::finish_finish ? std::max(start, network_.frames[to.project].start) : start;
  }

  // The latest bound of all arcs into the node; unset when there is none.
  Moment bound_of(Index node) {
    Moment bound = kUnset;
    Driver driver;
    for (Index i = passes_.graph.first_arc[node]; i < passes_.graph.first_arc[node + std::size_t{1}]; ++i) {
      const Arc& arc = passes_.graph.arcs[i];
      const bool is_link = arc.link != kNone;
      const Moment from = is_link ? start_bound(arc, arc.copy) : passes_.dates[arc.from].early_start;
      if (!from.is_set() || (bound.is_set() && from <= bound)) continue;
      bound = from;
      driver = {is_link ? DriverKind::link : DriverKind::parent, arc.link};
    }
    passes_.driver[node] = driver;
    return bound;
  }

  void forward() {
    for (const Index node : passes_.graph.order) {
      if (passes_.graph.is_gate(node))
        forward_gate(node);
      else if (passes_.activity(node).kind == ActivityKind::summary)
        forward_summary(node);
      else
        forward_task(node);
    }
  }

  void forward_gate(Index node) {
    const Activity& summary = network_.activities[passes_.graph.gate_summary[node - passes_.graph.activity_count]];
    Moment bound = bound_of(node);
    if (summary.first.kind == ConstraintKind::start_no_earlier && (!bound.is_set() || bound < summary.first.date)) {
      bound = summary.first.date;
      passes_.driver[node] = {DriverKind::constraint, kNone};
    }
    passes_.dates[node].early_start = bound;
    passes_.dates[node].early_finish = bound;
  }

  void forward_summary(Index node) {
    Dates& dates = passes_.dates[node];
    dates.early_start = dates.early_finish = kUnset;
    for (Index i = passes_.graph.first_arc[node]; i < passes_.graph.first_arc[node + std::size_t{1}]; ++i) {
      const Arc& arc = passes_.graph.arcs[i];
      const Dates& child = passes_.dates[arc.from];
      if (!child.early_start.is_set()) continue;
      const bool late = round_ == Round::late_tasks_placed && is_late_task(passes_.activity(arc.from));
      const Moment start = late ? child.late_start : child.early_start;
      const Moment finish = late ? child.late_finish : child.early_finish;
      if (!dates.early_start.is_set() || start < dates.early_start) dates.early_start = start;
      if (!dates.early_finish.is_set() || finish > dates.early_finish) dates.early_finish = finish;
    }
    passes_.driver[node] = {DriverKind::children, kNone};
    const Activity& summary = passes_.activity(node);
    if (summary.mode == ActivityMode::manual || !dates.early_start.is_set()) {
      dates.early_start = summary.fixed_start;
      dates.early_finish = summary.fixed_finish;
      passes_.driver[node] = {DriverKind::manual, kNone};
    }
  }

  void forward_task(Index node) {
    const Activity& task = passes_.activity(node);
    Dates& dates = passes_.dates[node];
    if (task.mode != ActivityMode::automatic) {
      dates.early_start = task.fixed_start;
      dates.early_finish = task.fixed_finish;
      passes_.driver[node] = {task.mode == ActivityMode::manual ? DriverKind::manual : DriverKind::kept, kNone};
      return;
    }
    has_late_tasks_ = has_late_tasks_ || is_late_task(task);
    if (task.is_started()) {
      dates.early_start = task.actual_start;
      dates.early_finish = started_finish(task);
      passes_.driver[node] = {DriverKind::actual, kNone};
      return;
    }
    if (is_plain(task)) return place_plain(node, task);
    dates.early_start = unstarted_start(node, task);
    dates.early_finish = finish_from(network_, task, dates.early_start, Measure::whole);
  }

  // Most tasks: some duration, one calendar, no constraint on the forward pass.
  static bool is_plain(const Activity& task) {
    return task.part_count == 0 && task.duration.ticks > 0 &&
           (task.first.kind == ConstraintKind::none || task.first.kind == ConstraintKind::as_late_as_possible);
  }

  void place_plain(Index node, const Activity& task) {
    Moment start = bound_of(node);
    if (!start.is_set()) {
      start = network_.frames[task.project].start;
      passes_.driver[node] = {DriverKind::project_start, kNone};
    }
    const Stay stay = calendar_of(network_, task).from_next_work(start, task.duration);
    passes_.dates[node].early_start = stay.start;
    passes_.dates[node].early_finish = stay.finish;
  }

  bool hard() const { return network_.rules.hardness == Hardness::constraints_beat_links; }

  Moment started_finish(const Activity& task) const {
    if (task.is_finished()) return task.actual_finish;
    if (task.resume.is_set()) return finish_from(network_, task, task.resume, Measure::remaining);
    return finish_from(network_, task, task.actual_start, Measure::whole);
  }

  Moment unstarted_start(Index node, const Activity& task) {
    Moment start = bound_of(node);
    const bool driven = start.is_set();
    if (!driven) {
      start = network_.frames[task.project].start;
      passes_.driver[node] = {DriverKind::project_start, kNone};
      // Without a predecessor the constraint alone says where the task starts, even before the project.
      if (task.first.kind == ConstraintKind::start_no_earlier || task.first.kind == ConstraintKind::finish_no_earlier)
        start = kFarPast;
    }
    const Moment unconstrained = start;
    start = constrained_start(task, start == kFarPast ? start : rolled(task, start, driven));
    if (start != unconstrained && (start != rolled(task, unconstrained, driven)))
      passes_.driver[node] = {DriverKind::constraint, kNone};
    return rolled(task, start, driven || task.first.kind != ConstraintKind::none);
  }

  // A milestone that something drives may stay on the finish of a working period.
  Moment rolled(const Activity& task, Moment moment, bool driven) const {
    if (moment == kFarPast) return moment;
    if (task.is_milestone() && driven && previous_finish(network_, task, moment) == moment) return moment;
    return next_start(network_, task, moment);
  }

  Moment constrained_start(const Activity& task, Moment start) const {
    const Moment date = task.first.date;
    const auto from_finish = [&] { return start_from(network_, task, date, Measure::whole); };
    switch (task.first.kind) {
      case ConstraintKind::start_on:
      case ConstraintKind::mandatory_start:
        return hard() ? date : std::max(start, date);
      case ConstraintKind::finish_on:
      case ConstraintKind::mandatory_finish:
        return hard() ? from_finish() : std::max(start, from_finish());
      case ConstraintKind::start_no_earlier:
        return std::max(start, date);
      case ConstraintKind::finish_no_earlier:
        return std::max(start, from_finish());
      case ConstraintKind::start_no_later:
        return hard() ? std::min(start, date) : start;
      case ConstraintKind::finish_no_later:
        return hard() ? std::min(start, from_finish()) : start;
      case ConstraintKind::none:
      case ConstraintKind::as_late_as_possible:
        break;
    }
    return start;
  }

  void finish_frames() {
    std::fill(passes_.frame_finish.begin(), passes_.frame_finish.end(), kUnset);
    for (Index i = 0; i < network_.activities.size(); ++i) {
      const Activity& activity = network_.activities[i];
      if (activity.mode == ActivityMode::inactive || !passes_.dates[i].early_finish.is_set()) continue;
      Moment& finish = passes_.frame_finish[activity.project];
      if (!finish.is_set() || passes_.dates[i].early_finish > finish) finish = passes_.dates[i].early_finish;
    }
    if (network_.rules.from == ScheduleFrom::start) return;
    for (std::size_t i = 0; i < network_.frames.size(); ++i)
      if (network_.frames[i].finish.is_set()) passes_.frame_finish[i] = network_.frames[i].finish;
  }

  void backward() {
    const auto& order = passes_.graph.order;
    for (std::size_t i = order.size(); i-- > 0;) {
      const Index node = order[i];
      if (passes_.graph.is_gate(node))
        backward_gate(node);
      else if (passes_.activity(node).kind == ActivityKind::summary)
        backward_summary(node);
      else
        backward_task(node);
    }
    roll_up_late();
  }

  void backward_gate(Index node) { push_link_bounds(node, passes_.bounds[node].start, passes_.bounds[node].start); }

  // A bound on the summary's finish binds every member; one on its start binds the member that starts first.
  void backward_summary(Index node) {
    const LateBounds bounds = passes_.bounds[node];
    Index earliest = kNone;
    for (Index i = passes_.graph.first_arc[node]; i < passes_.graph.first_arc[node + std::size_t{1}]; ++i) {
      const Index child = passes_.graph.arcs[i].from;
      LateBounds& own = passes_.bounds[child];
      own.finish = std::min(own.finish, bounds.finish);
      own.successors += bounds.successors;
      if (!passes_.dates[child].early_start.is_set()) continue;
      if (earliest == kNone || passes_.dates[child].early_start < passes_.dates[earliest].early_start) earliest = child;
    }
    if (earliest != kNone) passes_.bounds[earliest].start = std::min(passes_.bounds[earliest].start, bounds.start);
  }

  void backward_task(Index node) {
    const Activity& task = passes_.activity(node);
    Dates& dates = passes_.dates[node];
    if (task.mode == ActivityMode::inactive) return;
    if (task.is_finished() && task.mode == ActivityMode::automatic) {
      dates.late_start = task.actual_start;
      dates.late_finish = task.actual_finish;
      return;  // what is finished pulls nobody
    }
    const Moment bound = late_finish(node, task);
    Moment start;
    if (is_plain(task) && !task.is_started() && task.mode == ActivityMode::automatic) {
      const Stay stay = calendar_of(network_, task).to_previous_work(bound, task.duration);
      dates.late_finish = stay.finish;
      start = stay.start;
    } else {
      dates.late_finish = previous_finish(network_, task, bound);
      start = late_start(task, dates.late_finish);
    }
    dates.late_start = task.is_started() && task.mode != ActivityMode::manual ? task.actual_start : start;
    // A started successor asks for its predecessors no later than where its own remaining work begins.
    if (task.is_started() && task.duration.ticks > 0 && task.mode == ActivityMode::automatic)
      start = std::min(start, resume_of(task));
    push_link_bounds(node, start, dates.late_finish);
  }

  Moment late_start(const Activity& task, Moment late_finish) const {
    if (task.mode == ActivityMode::manual) return calendar_of(network_, task).add(late_finish, -task.duration);
    if (task.mode == ActivityMode::kept) {
      const WorkCalendar& calendar = calendar_of(network_, task);
      return calendar.add(late_finish, -calendar.work_between(task.fixed_start, task.fixed_finish));
    }
    return start_from(network_, task, late_finish, task.is_started() ? Measure::remaining : Measure::whole);
  }

  Moment resume_of(const Activity& task) const {
    if (task.resume.is_set()) return task.resume;
    return calendar_of(network_, task).add(task.actual_start, task.duration - task.remaining);
  }

  Moment late_finish(Index node, const Activity& task) const {
    const LateBounds& bounds = passes_.bounds[node];
    Moment finish = std::min(passes_.frame_finish[task.project], bounds.finish);
    if (bounds.start != kFarFuture)
      finish = std::min(finish, finish_from(network_, task, next_start(network_, task, bounds.start), Measure::whole));
    const Moment date = task.first.date;
    const auto from_start = [&] {
      return finish_from(network_, task, next_start(network_, task, date), Measure::whole);
    };
    if (!task.is_started() && task.mode == ActivityMode::automatic) {
      switch (task.first.kind) {
        case ConstraintKind::start_on:
          finish = hard() ? from_start() : std::min(finish, from_start());
          break;
        case ConstraintKind::finish_on:
          finish = hard() ? date : std::min(finish, date);
          break;
        case ConstraintKind::start_no_later:
          finish = std::min(finish, from_start());
          break;
        case ConstraintKind::finish_no_later:
          finish = std::min(finish, date);
          break;
        default:
          break;
      }
    }
    if (task.deadline.is_set()) finish = std::min(finish, task.deadline);
    return finish;
  }

  void push_link_bounds(Index node, Moment late_start, Moment late_finish) {
    for (Index i = passes_.graph.first_arc[node]; i < passes_.graph.first_arc[node + std::size_t{1}]; ++i) {
      const Arc& arc = passes_.graph.arcs[i];
      LateBounds& bounds = passes_.bounds[arc.from];
      if (arc.link == kNone) {  // from a gate
        bounds.start = std::min(bounds.start, late_start);
        continue;
      }
      const Link& link = arc.copy;
      const bool to_start = link.type == LinkType::finish_start || link.type == LinkType::start_start;
      const Moment target = to_start ? late_start : late_finish;
      if (target == kFarFuture) continue;
      ++bounds.successors;
      const Moment moved = before_lag(network_, link, target);
      if (link.type == LinkType::finish_start || link.type == LinkType::finish_finish)
        bounds.finish = std::min(bounds.finish, moved);
      else if (binds_start_of(link.from))
        bounds.start = std::min(bounds.start, moved);
    }
  }

  // The start of a started or a manual task is a fact; no successor asks for it.
  bool binds_start_of(Index from) const {
    const Activity& activity = network_.activities[from];
    return !activity.is_started() && activity.mode == ActivityMode::automatic;
  }

  void roll_up_late() {
    for (const Index node : passes_.graph.order) {
      if (passes_.graph.is_gate(node) || passes_.activity(node).kind != ActivityKind::summary) continue;
      Dates& dates = passes_.dates[node];
      dates.late_start = dates.late_finish = kUnset;
      for (Index i = passes_.graph.first_arc[node]; i < passes_.graph.first_arc[node + std::size_t{1}]; ++i) {
        const Dates& child = passes_.dates[passes_.graph.arcs[i].from];
        if (!child.late_start.is_set()) continue;
        if (!dates.late_start.is_set() || child.late_start < dates.late_start) dates.late_start = child.late_start;
        if (!dates.late_finish.is_set() || child.late_finish > dates.late_finish) dates.late_finish = child.late_finish;
      }
    }
  }

  Passes& passes_;
  const Network& network_;
  Round round_ = Round::first;
  bool has_late_tasks_ = false;
};

}  // namespace

void schedule_as_project(Passes& passes, Extent extent) { ProjectRules(passes).run(extent); }

}  // namespace guatu::schedule
