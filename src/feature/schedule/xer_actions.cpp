// SPDX-License-Identifier: Apache-2.0
// From a Primavera XER file to a network: data dates, schedule options, constraint codes, calendars with their bases,
// resource-dependent activities, external dates, suspended work and expected finishes.
#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "feature/schedule/loaded.hpp"
#include "format/xer/xer.hpp"

namespace guatu::schedule {
namespace {

Moment moment_of(xer::Time time) { return time ? Moment{*time * kTicksPerMinute} : kUnset; }
Span span_of(const auto& hours) { return minutes(xer::minutes_of_hours(hours)); }

ConstraintKind constraint_kind(std::string_view code) {
  static const std::unordered_map<std::string_view, ConstraintKind> kinds{
      {"CS_ALAP", ConstraintKind::as_late_as_possible},
      {"CS_MSO", ConstraintKind::start_on},
      {"CS_MEO", ConstraintKind::finish_on},
      {"CS_MSOA", ConstraintKind::start_no_earlier},
      {"CS_MSOB", ConstraintKind::start_no_later},
      {"CS_MEOA", ConstraintKind::finish_no_earlier},
      {"CS_MEOB", ConstraintKind::finish_no_later},
      {"CS_MANDSTART", ConstraintKind::mandatory_start},
      {"CS_MANDFIN", ConstraintKind::mandatory_finish}};
  const auto found = kinds.find(code);
  return found == kinds.end() ? ConstraintKind::none : found->second;
}

ActivityKind activity_kind(std::string_view type) {
  if (type == "TT_Mile") return ActivityKind::start_milestone;
  if (type == "TT_FinMile") return ActivityKind::finish_milestone;
  if (type == "TT_LOE") return ActivityKind::level_of_effort;
  if (type == "TT_WBS") return ActivityKind::summary;
  return ActivityKind::task;
}

class XerLoader {
 public:
  explicit XerLoader(const xer::File& file) : file_(file) {}

  Result<LoadedSchedule> load() {
    if (file_.tasks.empty()) return refuse(ErrorKind::invalid, "", "schedule.empty");
    add_calendars();
    add_frames();
    set_rules();
    for (const xer::Resource& resource : file_.resources) resources_.emplace(resource.id, &resource);
    for (const xer::Assignment& assignment : file_.assignments) assignments_[assignment.task_id].push_back(&assignment);
    add_tasks();
    add_links();
    return std::move(loaded_);
  }

 private:
  Network& network() { return loaded_.network; }

  static DayShifts shifts(const std::vector<xer::WorkingTime>& times) {
    DayShifts converted;
    for (const auto& time : times) converted.push_back({time.from, time.to});
    return converted;
  }

  void add_calendars() {
    std::unordered_map<xer::Key, const xer::Calendar*> by_id;
    for (const xer::Calendar& calendar : file_.calendars) by_id.emplace(calendar.id, &calendar);
    for (const xer::Calendar& calendar : file_.calendars) {
      const auto base = by_id.find(calendar.base_id);
      auto made = WorkCalendar::make(plan_of(calendar, base == by_id.end() ? nullptr : base->second));
      if (!made) continue;  // nobody ever works in it: the default stands in
      calendars_.emplace(calendar.id, static_cast<Index>(network().calendars.size()));
      if (calendar.is_default) default_calendar_ = static_cast<Index>(network().calendars.size());
      network().calendars.push_back(*std::move(made));
    }
    if (!network().calendars.empty()) return;
    network().calendars.push_back(*WorkCalendar::make(plan_of(xer::Calendar{}, nullptr)));
  }

  static CalendarPlan plan_of(const xer::Calendar& calendar, const xer::Calendar* base) {
    CalendarPlan plan;
    plan.name = calendar.name;
    const xer::Calendar& week = calendar.has_week || base == nullptr ? calendar : *base;
    for (std::size_t i = 0; i < 7; ++i) plan.week[i] = shifts(week.week[i]);
    if (!week.has_week)
      for (std::size_t i = 0; i < 5; ++i) plan.week[i] = {{480, 960}};
    if (base != nullptr)
      for (const auto& [day, times] : base->differing_days) plan.exceptions.push_back({day, shifts(times)});
    for (const auto& [day, times] : calendar.differing_days) plan.exceptions.push_back({day, shifts(times)});
    return plan;
  }

  Index calendar_index(xer::Key id) const {
    const auto found = calendars_.find(id);
    return found == calendars_.end() ? default_calendar_ : found->second;
  }

  void add_frames() {
    for (const xer::Project& project : file_.projects) {
      frames_.emplace(project.id, static_cast<Index>(network().frames.size()));
      network().frames.push_back(frame_of(project));
    }
    if (network().frames.empty()) network().frames.push_back(frame_of(xer::Project{}));
    std::vector<std::size_t> sizes(network().frames.size(), 0);
    for (const xer::Task& task : file_.tasks) ++sizes[frame_index(task.project_id)];
    main_frame_ = static_cast<Index>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    loaded_.data_date = network().frames[main_frame_].data_date;
    if (main_frame_ < file_.projects.size()) loaded_.project = file_.projects[main_frame_].name;
  }

  Frame frame_of(const xer::Project& project) const {
    Frame frame;
    frame.start = moment_of(project.plan_start);
    frame.data_date = moment_of(project.data_date);
    frame.calendar = calendar_index(project.calendar_id);
    if (!frame.data_date.is_set()) frame.data_date = frame.start;
    if (!frame.data_date.is_set()) frame.data_date = earliest_target(project.id);
    if (!frame.start.is_set()) frame.start = frame.data_date;
    frame.finish = moment_of(project.must_finish);
    return frame;
  }

  Moment earliest_target(xer::Key project) const {
    Moment earliest;
    for (const xer::Task& task : file_.tasks) {
      const Moment start = moment_of(task.target_start);
      if (task.project_id == project && start.is_set() && (!earliest.is_set() || start < earliest)) earliest = start;
    }
    return earliest.is_set() ? earliest : Moment{0};
  }

  Index frame_index(xer::Key project) const {
    const auto found = frames_.find(project);
    return found == frames_.end() ? 0 : found->second;
  }

  void set_rules() {
    Rules& rules = network().rules;
    rules.policy = Policy::primavera;
    rules.lag_calendar = LagCalendar::predecessor;
    rules.float_rule = FloatRule::finish;
    if (file_.version.starts_with("5.") || file_.version.starts_with("6."))
      rules.shift_edges = ShiftEdges::move_a_minute;
    if (main_frame_ < file_.projects.size()) {
      const xer::Project& project = file_.projects[main_frame_];
      rules.critical_float = span_of(project.critical_hours);
      rules.critical = project.critical_type == "CT_DrivPath" ? CriticalRule::longest_path : CriticalRule::total_float;
      for (const xer::Options& options : file_.options)
        if (options.project_id == project.id) set_options(options);
    }
  }

  void set_options(const xer::Options& options) {
    Rules& rules = network().rules;
    if (options.lag_calendar == "rcal_Successor")
      rules.lag_calendar = LagCalendar::successor;
    else if (options.lag_calendar == "rcal_24Hour")
      rules.lag_calendar = LagCalendar::round_the_clock;
    else if (options.lag_calendar == "rcal_Project" || options.lag_calendar == "rcal_ProjDefault")
      rules.lag_calendar = LagCalendar::project;
    if (options.float_type == "FT_SF")
      rules.float_rule = FloatRule::start;
    else if (options.float_type == "FT_MIN")
      rules.float_rule = FloatRule::smallest;
    if (options.progress_override)
      rules.progress = ProgressRule::progress_override;
    else if (!options.retained_logic)
      rules.progress = ProgressRule::actual_dates;
    rules.open_ends = options.open_ends_critical ? OpenEnds::are_critical : OpenEnds::have_float;
    rules.start_lag = options.start_lag_from_early ? StartLag::from_early_start : StartLag::from_actual_start;
    use_expected_finish_ = options.use_expected_finish;
    use_external_dates_ = options.outer_depend != "SD_None";
  }

  // WBS summary activities first, the outer before the inner: a parent stands before its children.
  void add_tasks() {
    std::unordered_map<xer::Key, xer::Key> wbs_parent;
    for (const xer::Wbs& wbs : file_.wbs) wbs_parent.emplace(wbs.id, wbs.parent_id);
    std::vector<const xer::Task*> order;
    for (const xer::Task& task : file_.tasks)
      if (task.type == "TT_WBS") order.push_back(&task);
    std::stable_sort(order.begin(), order.end(), [&](const xer::Task* a, const xer::Task* b) {
      return depth_of(a->wbs_id, wbs_parent) < depth_of(b->wbs_id, wbs_parent);
    });
    std::unordered_map<xer::Key, Index> summary_of_wbs;
    for (std::size_t i = 0; i < order.size(); ++i) summary_of_wbs.emplace(order[i]->wbs_id, static_cast<Index>(i));
    for (const xer::Task& task : file_.tasks)
      if (task.type != "TT_WBS") order.push_back(&task);
    for (const xer::Task* task : order) {
      Activity activity = activity_of(*task);
      if (!summary_of_wbs.empty()) {
        const auto up = wbs_parent.find(task->wbs_id);
        const bool summary = activity.kind == ActivityKind::summary;
        const xer::Key from = !summary ? task->wbs_id : up == wbs_parent.end() ? -1 : up->second;
        activity.parent = summary_above(from, wbs_parent, summary_of_wbs);
        // Two summaries of one WBS, or a circle of them: the later has no parent.
        if (activity.parent != kNone && activity.parent >= network().activities.size()) activity.parent = kNone;
      }
      by_id_.emplace(task->id, static_cast<Index>(network().activities.size()));
      network().activities.push_back(activity);
      loaded_.activities.push_back(row_of(*task));
    }
  }

  static int depth_of(xer::Key wbs, const std::unordered_map<xer::Key, xer::Key>& parents) {
    int depth = 0;
    for (auto up = parents.find(wbs); up != parents.end() && depth < kDepthMax; up = parents.find(up->second)) ++depth;
    return depth;
  }

  static Index summary_above(xer::Key wbs, const std::unordered_map<xer::Key, xer::Key>& parents,
                             const std::unordered_map<xer::Key, Index>& summaries) {
    for (int depth = 0; depth < kDepthMax; ++depth) {
      if (const auto found = summaries.find(wbs); found != summaries.end()) return found->second;
      const auto up = parents.find(wbs);
      if (up == parents.end()) break;
      wbs = up->second;
    }
    return kNone;
  }

  static LoadedActivity row_of(const xer::Task& task) {
    LoadedActivity row;
    row.id = task.code.empty() ? std::to_string(task.id) : task.code;
    row.name = task.name;
    row.summary = task.type == "TT_WBS" ? Summary::yes : Summary::no;
    if (task.status == "TK_Complete") {
      row.exempt = "complete";
      return row;
    }
    row.stored = {moment_of(task.early_start), moment_of(task.early_finish), moment_of(task.late_start),
                  moment_of(task.late_finish), std::nullopt};
    if (task.total_float_hours) row.stored.total_float_minutes = whole_minutes(span_of(*task.total_float_hours));
    row.baseline_start = moment_of(task.target_start);
    row.baseline_finish = moment_of(task.target_finish);
    return row;
  }

  Activity activity_of(const xer::Task& task) {
    Activity activity;
    activity.kind = activity_kind(task.type);
    activity.project = frame_index(task.project_id);
    activity.calendar = calendar_index(task.calendar_id);
    activity.duration = span_of(std::max(0.0, task.target_hours.value_or(0)));
    activity.remaining = span_of(std::max(0.0, task.remaining_hours.value_or(task.target_hours.value_or(0))));
    activity.actual_start = moment_of(task.actual_start);
    activity.actual_finish = moment_of(task.actual_finish);
    if (task.status == "TK_Complete" && !activity.actual_finish.is_set())
      activity.actual_finish = activity.actual_start;
    if (task.status != "TK_Complete") activity.actual_finish = kUnset;
    if (task.status == "TK_NotStart") activity.actual_start = kUnset;
    if (activity.kind == ActivityKind::start_milestone || activity.kind == ActivityKind::finish_milestone)
      activity.duration = activity.remaining = {};
    activity.first = {constraint_kind(task.constraint), moment_of(task.constraint_date)};
    activity.second = {constraint_kind(task.constraint2), moment_of(task.constraint_date2)};
    for (Constraint* constraint : {&activity.first, &activity.second})
      if (!constraint->date.is_set() && constraint->kind != ConstraintKind::as_late_as_possible) *constraint = {};
    if (use_external_dates_) add_external_dates(task, activity);
    if (use_expected_finish_ && !activity.is_finished()) activity.expected_finish = moment_of(task.expected_finish);
    if (activity.is_started() && !activity.is_finished()) activity.resume = moment_of(task.resume);
    if (task.type == "TT_Rsrc") add_parts(task, activity);
    return activity;
  }

  static void add_external_dates(const xer::Task& task, Activity& activity) {
    const auto add = [&](ConstraintKind kind, xer::Time date) {
      if (!date) return;
      Constraint& place = activity.first.kind == ConstraintKind::none ? activity.first : activity.second;
      if (place.kind == ConstraintKind::none) place = {kind, moment_of(date)};
    };
    add(ConstraintKind::start_no_earlier, task.external_early_start);
    add(ConstraintKind::finish_no_later, task.external_late_finish);
  }

  void add_parts(const xer::Task& task, Activity& activity) {
    const auto found = assignments_.find(task.id);
    if (found == assignments_.end()) return;
    std::vector<Index> calendars;
    for (const xer::Assignment* assignment : found->second) {
      const auto resource = resources_.find(assignment->resource_id);
      if (resource == resources_.end() || resource->second->type == "RT_Mat" || resource->second->calendar_id < 0)
        continue;
      const Index calendar = calendar_index(resource->second->calendar_id);
      if (resource->first == task.resource_id) {  // the primary resource leads
        activity.calendar = calendar;
        return;
      }
      if (std::find(calendars.begin(), calendars.end(), calendar) == calendars.end()) calendars.push_back(calendar);
    }
    if (calendars.empty()) return;
    if (calendars.size() == 1) {
      activity.calendar = calendars.front();
      return;
    }
    activity.part_first = static_cast<Index>(network().parts.size());
    activity.part_count = static_cast<Index>(calendars.size());
    for (const Index calendar : calendars)
      network().parts.push_back({calendar, activity.duration, activity.remaining, {}});
  }

  void add_links() {
    for (const xer::Relationship& relationship : file_.relationships) {
      const auto from = by_id_.find(relationship.predecessor_id);
      const auto to = by_id_.find(relationship.successor_id);
      if (from == by_id_.end() || to == by_id_.end()) continue;
      if (network().activities[to->second].kind == ActivityKind::summary) continue;
      Link link;
      link.from = from->second;
      link.to = to->second;
      link.lag = span_of(relationship.lag_hours).ticks;
      if (relationship.type == "PR_SS")
        link.type = LinkType::start_start;
      else if (relationship.type == "PR_FF")
        link.type = LinkType::finish_finish;
      else if (relationship.type == "PR_SF")
        link.type = LinkType::start_finish;
      network().links.push_back(link);
    }
  }

  static constexpr int kDepthMax = 200;

  const xer::File& file_;
  LoadedSchedule loaded_;
  std::unordered_map<xer::Key, Index> calendars_;
  std::unordered_map<xer::Key, Index> frames_;
  std::unordered_map<xer::Key, Index> by_id_;
  std::unordered_map<xer::Key, const xer::Resource*> resources_;
  std::unordered_map<xer::Key, std::vector<const xer::Assignment*>> assignments_;
  Index default_calendar_ = 0;
  Index main_frame_ = 0;
  bool use_expected_finish_ = true;
  bool use_external_dates_ = true;
};

}  // namespace

Result<LoadedSchedule> load_xer(std::string_view bytes) {
  GUATU_TRY(const xer::File file, xer::read_xer(bytes));
  return XerLoader(file).load();
}

}  // namespace guatu::schedule
