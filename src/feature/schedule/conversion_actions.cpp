// SPDX-License-Identifier: Apache-2.0
#include "feature/schedule/conversion_actions.hpp"

#include <algorithm>

#include "engine/schedule/timing.hpp"
#include "format/mspdi/mspdi.hpp"

namespace guatu::schedule {
namespace {

mspdi::Time time_of(Moment moment) { return moment.is_set() ? mspdi::Time{moment.ticks} : std::nullopt; }

std::vector<mspdi::WorkingTime> times_of(const DayShifts& shifts) {
  std::vector<mspdi::WorkingTime> times;
  for (const Shift& shift : shifts) times.push_back({shift.from, shift.to});
  return times;
}

constexpr std::int64_t calendar_uid(Index calendar) { return std::int64_t{calendar} + 1; }

mspdi::Calendar calendar_of_plan(const CalendarPlan& plan, Index index) {
  mspdi::Calendar calendar;
  calendar.uid = calendar_uid(index);
  calendar.name = plan.name.empty() ? "Calendar " + std::to_string(calendar.uid) : plan.name;
  for (std::int64_t type = 1; type <= 7; ++type) {
    mspdi::WeekDay day;
    day.day_type = type;
    day.times = times_of(plan.week[static_cast<std::size_t>((type + 5) % 7)]);
    calendar.days.push_back(std::move(day));
  }
  for (const DayException& exception : plan.exceptions) {
    const DayShifts& usual = plan.week[static_cast<std::size_t>((((exception.day + 3) % 7) + 7) % 7)];
    if (exception.shifts == usual) continue;  // inside the window, but an ordinary day
    mspdi::Exception made;
    made.from = std::int64_t{exception.day} * kTicksPerDay;
    made.to = *made.from + kTicksPerDay - 10;
    made.times = times_of(exception.shifts);
    calendar.exceptions.push_back(std::move(made));
  }
  return calendar;
}

std::int64_t constraint_type(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::as_late_as_possible:
      return 1;
    case ConstraintKind::start_on:
    case ConstraintKind::mandatory_start:
      return 2;
    case ConstraintKind::finish_on:
    case ConstraintKind::mandatory_finish:
      return 3;
    case ConstraintKind::start_no_earlier:
      return 4;
    case ConstraintKind::start_no_later:
      return 5;
    case ConstraintKind::finish_no_earlier:
      return 6;
    case ConstraintKind::finish_no_later:
      return 7;
    case ConstraintKind::none:
      break;
  }
  return 0;
}

mspdi::PredecessorLink link_of(const Link& link) {
  static constexpr std::int64_t types[] = {1, 3, 0, 2};  // FS SS FF SF
  static constexpr std::int64_t formats[] = {7, 8, 19, 20};
  mspdi::PredecessorLink made;
  made.predecessor_uid = std::int64_t{link.from} + 1;
  made.type = types[static_cast<std::size_t>(link.type)];
  made.lag_format = formats[static_cast<std::size_t>(link.lag_kind)];
  const bool percent = link.lag_kind == LagKind::percent || link.lag_kind == LagKind::elapsed_percent;
  made.lag = percent ? link.lag / 100 : link.lag;
  return made;
}

void set_times(const Activity& activity, const Dates& dates, mspdi::Task& task) {
  task.start = time_of(activity.is_started() ? activity.actual_start : dates.early_start);
  task.finish = time_of(dates.early_finish);
  task.early_start = time_of(dates.early_start);
  task.early_finish = time_of(dates.early_finish);
  task.late_start = time_of(dates.late_start);
  task.late_finish = time_of(dates.late_finish);
  task.duration = activity.duration.ticks;
  task.remaining_duration = activity.remaining.ticks;
  task.actual_duration = (activity.duration - activity.remaining).ticks;
  if (activity.is_started()) task.actual_start = time_of(activity.actual_start);
  if (activity.is_finished()) task.actual_finish = time_of(activity.actual_finish);
  if (activity.is_finished())
    task.percent_complete = 100;
  else if (activity.is_started() && activity.duration.ticks > 0)
    task.percent_complete = std::clamp<std::int64_t>(100 * *task.actual_duration / activity.duration.ticks, 0, 99);
}

class Converter {
 public:
  Converter(const LoadedSchedule& loaded, const Schedule& computed) : loaded_(loaded), computed_(computed) {}

  std::string convert() {
    const Network& network = loaded_.network;
    project_.name = project_.title = loaded_.project;
    project_.start = time_of(network.frames.front().start);
    project_.finish = time_of(*std::max_element(computed_.frame_finish.begin(), computed_.frame_finish.end()));
    project_.status_date = time_of(loaded_.data_date);
    project_.calendar_uid = calendar_uid(network.frames.front().calendar);
    for (Index i = 0; i < network.calendars.size(); ++i)
      project_.calendars.push_back(calendar_of_plan(network.calendars[i].plan(), i));
    for (const Link& link : network.links) links_.emplace_back(link.to, link_of(link));
    std::stable_sort(links_.begin(), links_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    write_children(kNone, 1);
    return mspdi::write_mspdi(project_);
  }

 private:
  // An outline is written depth first; rows of a network may come in any order after their parent.
  void write_children(Index top, std::int64_t level) {
    std::vector<std::vector<Index>> children(loaded_.activities.size() + 1);
    for (Index i = static_cast<Index>(loaded_.activities.size()); i-- > 0;) {
      const Index parent = loaded_.network.activities[i].parent;
      children[parent == kNone ? loaded_.activities.size() : parent].push_back(i);
    }
    std::vector<std::pair<Index, std::int64_t>> open;
    for (const Index i : children[top == kNone ? loaded_.activities.size() : top]) open.emplace_back(i, level);
    while (!open.empty()) {
      const auto [i, depth] = open.back();
      open.pop_back();
      project_.tasks.push_back(task_of(i, depth));
      for (const Index child : children[i]) open.emplace_back(child, depth + 1);
    }
  }

  mspdi::Task task_of(Index i, std::int64_t level) {
    const Activity& activity = loaded_.network.activities[i];
    mspdi::Task task;
    task.uid = std::int64_t{i} + 1;
    task.id = static_cast<std::int64_t>(project_.tasks.size()) + 1;
    task.name = loaded_.activities[i].name.empty() ? loaded_.activities[i].id : loaded_.activities[i].name;
    task.wbs = loaded_.activities[i].id;
    task.outline_level = level;
    task.summary = loaded_.activities[i].summary == Summary::yes ? 1 : 0;
    task.milestone = activity.is_milestone() && task.summary == 0 ? 1 : 0;
    task.active = activity.mode == ActivityMode::inactive ? 0 : 1;
    task.manual = is_manual(activity) ? 1 : 0;
    if (task.manual != 0)
      task.manual_start = time_of(computed_.dates[i].early_start),
      task.manual_finish = time_of(computed_.dates[i].early_finish);
    // Work round the clock with lags on another calendar is what Project calls an elapsed duration.
    const bool elapsed = activity.lag_calendar != kNone && activity.lag_calendar != activity.calendar &&
                         loaded_.network.calendars[activity.calendar].is_round_the_clock();
    const Index calendar = elapsed ? activity.lag_calendar : activity.calendar;
    task.duration_format = elapsed ? 8 : 7;
    task.calendar_uid = calendar == loaded_.network.frames.front().calendar ? -1 : calendar_uid(calendar);
    task.constraint_type = constraint_type(activity.first.kind);
    task.constraint_date = time_of(activity.first.date);
    task.deadline = time_of(activity.deadline);
    task.critical = computed_.critical[i];
    task.total_slack = computed_.total_float[i].ticks;
    task.free_slack = computed_.free_float[i].ticks;
    set_times(activity, computed_.dates[i], task);
    if (loaded_.activities[i].baseline_start.is_set())
      task.baselines.push_back(
          {0, time_of(loaded_.activities[i].baseline_start), time_of(loaded_.activities[i].baseline_finish), 0});
    const auto mine = std::equal_range(links_.begin(), links_.end(), std::pair<Index, mspdi::PredecessorLink>{i, {}},
                                       [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto at = mine.first; at != mine.second; ++at) task.links.push_back(at->second);
    return task;
  }

  static bool is_manual(const Activity& activity) {
    return activity.mode == ActivityMode::manual || activity.mode == ActivityMode::kept ||
           activity.kind == ActivityKind::level_of_effort;
  }

  const LoadedSchedule& loaded_;
  const Schedule& computed_;
  mspdi::Project project_;
  std::vector<std::pair<Index, mspdi::PredecessorLink>> links_;
};

}  // namespace

std::string to_mspdi(const LoadedSchedule& loaded, const Schedule& computed) {
  return Converter(loaded, computed).convert();
}

}  // namespace guatu::schedule
