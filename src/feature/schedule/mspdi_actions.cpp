// SPDX-License-Identifier: Apache-2.0
// From an MSPDI file to a network, with the format's traps: elapsed durations and lags, percent lags, sentinel actuals,
// blank, external, manual and inactive tasks, resource calendars, and tasks whose work is split or contoured.
#include <algorithm>
#include <unordered_map>

#include "feature/schedule/loaded.hpp"
#include "format/mspdi/mspdi.hpp"

namespace guatu::schedule {
namespace {

constexpr std::int64_t kEstimated = 32;
constexpr Index kProjectCalendar = 0;
constexpr Index kRoundTheClock = 1;

Moment moment_of(mspdi::Time time) { return time ? Moment{*time} : kUnset; }

// 4 6 8 10 12 are elapsed units, 20 an elapsed percentage; +32 marks an estimate.
bool is_elapsed(std::int64_t format) {
  const std::int64_t unit = format >= kEstimated ? format - kEstimated : format;
  return unit == 4 || unit == 6 || unit == 8 || unit == 10 || unit == 12 || unit == 20;
}
bool is_percent(std::int64_t format) {
  const std::int64_t unit = format >= kEstimated ? format - kEstimated : format;
  return unit == 19 || unit == 20;
}

// Some writers put a far date where there is no actual.
bool is_sentinel(mspdi::Tenths time) {
  static const mspdi::Tenths first_real = *mspdi::parse_time("1984-01-02");
  static const mspdi::Tenths millennium = *mspdi::parse_time("2000-01-01");
  return time < first_real || (time >= millennium && time < millennium + 600);
}

Moment actual_of(mspdi::Time time) { return time && !is_sentinel(*time) ? Moment{*time} : kUnset; }

class MspdiLoader {
 public:
  explicit MspdiLoader(const mspdi::Project& file) : file_(file) {}

  Result<LoadedSchedule> load() {
    set_rules();
    GUATU_CHECK(add_calendars());
    for (const mspdi::Resource& resource : file_.resources) resources_.emplace(resource.uid, &resource);
    for (const mspdi::Assignment& assignment : file_.assignments)
      assignments_[assignment.task_uid].push_back(&assignment);
    for (const mspdi::Task& task : file_.tasks)
      if (task.is_null == 0) GUATU_CHECK(add_task(task));
    if (network().activities.empty()) return refuse(ErrorKind::invalid, "", "schedule.empty");
    mark_summaries();
    for (const mspdi::Task& task : file_.tasks) add_links(task);
    return std::move(loaded_);
  }

 private:
  Network& network() { return loaded_.network; }

  void set_rules() {
    loaded_.project = !file_.title.empty() ? file_.title : file_.name;
    Rules& rules = network().rules;
    rules.policy = Policy::microsoft_project;
    rules.from = file_.schedule_from_start == 0 ? ScheduleFrom::finish : ScheduleFrom::start;
    rules.hardness = Hardness::constraints_beat_links;
    rules.critical_float = minutes(std::clamp<std::int64_t>(file_.critical_slack_limit, -10'000, 10'000) *
                                   std::clamp<std::int64_t>(file_.minutes_per_day, 1, 1440));
    Frame frame;
    frame.start = moment_of(file_.start);
    frame.finish = moment_of(file_.finish);
    if (!frame.start.is_set()) frame.start = earliest_stored();
    network().frames.push_back(frame);
    loaded_.data_date = moment_of(file_.status_date);
  }

  Moment earliest_stored() const {
    Moment earliest;
    for (const mspdi::Task& task : file_.tasks)
      if (task.start && (!earliest.is_set() || Moment{*task.start} < earliest)) earliest = Moment{*task.start};
    return earliest.is_set() ? earliest : Moment{0};
  }

  Result<WorkCalendar> calendar_from(std::int64_t uid) {
    GUATU_TRY(mspdi::PlainCalendar plain, mspdi::plain_calendar(file_, uid));
    CalendarPlan plan;
    plan.name = plain.name;
    const auto shifts = [](const std::vector<mspdi::WorkingTime>& times) {
      DayShifts converted;
      for (const auto& time : times) converted.push_back({time.from, time.to});
      return converted;
    };
    for (std::size_t i = 0; i < 7; ++i) plan.week[i] = shifts(plain.week[i]);
    for (const auto& [day, times] : plain.differing_days) plan.exceptions.push_back({day, shifts(times)});
    return WorkCalendar::make(std::move(plan));
  }

  // A calendar in which nobody ever works cannot hold work: the project's is used in its place.
  Result<void> add_calendars() {
    auto project_calendar = calendar_from(file_.calendar_uid);
    if (!project_calendar && project_calendar.error().kind == ErrorKind::too_large)
      return std::unexpected(std::move(project_calendar).error());
    network().calendars.push_back(project_calendar ? *std::move(project_calendar) : WorkCalendar::round_the_clock());
    network().calendars.push_back(WorkCalendar::round_the_clock());
    calendars_[file_.calendar_uid] = kProjectCalendar;
    return {};
  }

  Result<Index> calendar_index(std::int64_t uid) {
    if (const auto known = calendars_.find(uid); known != calendars_.end()) return known->second;
    const bool exists = std::any_of(file_.calendars.begin(), file_.calendars.end(),
                                    [&](const mspdi::Calendar& calendar) { return calendar.uid == uid; });
    Index index = kProjectCalendar;
    if (exists) {
      auto calendar = calendar_from(uid);
      if (!calendar && calendar.error().kind == ErrorKind::too_large)
        return std::unexpected(std::move(calendar).error());
      if (calendar) index = add_calendar(*std::move(calendar));
    }
    calendars_[uid] = index;
    return index;
  }

  Index add_calendar(WorkCalendar calendar) {
    network().calendars.push_back(std::move(calendar));
    return static_cast<Index>(network().calendars.size() - 1);
  }

  // Where the task stands in the outline.
  Index parent_of(const mspdi::Task& task) {
    const auto level = static_cast<std::size_t>(std::clamp<std::int64_t>(task.outline_level, 0, 1000));
    outline_.resize(std::max(outline_.size(), level + 1), kNone);
    Index parent = kNone;
    for (std::size_t i = level; i-- > 0 && parent == kNone;) parent = outline_[i];
    outline_[level] = static_cast<Index>(network().activities.size());
    std::fill(outline_.begin() + static_cast<std::ptrdiff_t>(level) + 1, outline_.end(), kNone);
    return parent;
  }

  Result<void> add_task(const mspdi::Task& task) {
    Activity activity;
    LoadedActivity row;
    row.id = std::to_string(task.uid);
    row.name = task.name;
    row.stored = {moment_of(task.early_start), moment_of(task.early_finish), moment_of(task.late_start),
                  moment_of(task.late_finish), std::nullopt};
    if (task.total_slack) row.stored.total_float_minutes = whole_minutes({*task.total_slack});
    for (const mspdi::Baseline& baseline : task.baselines)
      if (baseline.number == 0)
        row.baseline_start = moment_of(baseline.start), row.baseline_finish = moment_of(baseline.finish);
    activity.parent = parent_of(task);
    set_lengths(task, activity);
    set_constraint(task, activity);
    GUATU_CHECK(set_calendar(task, activity));
    set_mode(task, activity, row);
    by_uid_.emplace(task.uid, static_cast<Index>(network().activities.size()));
    network().activities.push_back(activity);
    loaded_.activities.push_back(std::move(row));
    return {};
  }

  static void set_lengths(const mspdi::Task& task, Activity& activity) {
    const mspdi::Tenths length = task.duration.value_or(0);
    activity.duration = {std::max<mspdi::Tenths>(length, 0)};
    activity.actual_start = actual_of(task.actual_start);
    activity.actual_finish = activity.actual_start.is_set() ? actual_of(task.actual_finish) : kUnset;
    if (task.percent_complete < 100) activity.actual_finish = kUnset;
    const mspdi::Tenths rest = task.remaining_duration.value_or(length);
    activity.remaining =
        activity.is_finished() ? Span{} : Span{std::clamp<mspdi::Tenths>(rest, 0, activity.duration.ticks)};
    if (!activity.is_started()) activity.remaining = activity.duration;
    activity.deadline = actual_of(task.deadline);
    if (activity.is_started() && !activity.is_finished() && task.stop && task.resume && *task.resume > *task.stop)
      activity.resume = moment_of(task.resume);
  }

  static void set_constraint(const mspdi::Task& task, Activity& activity) {
    static constexpr ConstraintKind kinds[] = {ConstraintKind::none,
                                               ConstraintKind::as_late_as_possible,
                                               ConstraintKind::start_on,
                                               ConstraintKind::finish_on,
                                               ConstraintKind::start_no_earlier,
                                               ConstraintKind::start_no_later,
                                               ConstraintKind::finish_no_earlier,
                                               ConstraintKind::finish_no_later};
    if (task.constraint_type < 0 || task.constraint_type > 7) return;
    const ConstraintKind kind = kinds[task.constraint_type];
    if (kind == ConstraintKind::as_late_as_possible)
      activity.first = {kind, kUnset};
    else if (task.constraint_date)
      activity.first = {kind, moment_of(task.constraint_date)};
  }

  Result<void> set_calendar(const mspdi::Task& task, Activity& activity) {
    const bool own = task.calendar_uid > 0;
    if (own) {
      GUATU_TRY(activity.calendar, calendar_index(task.calendar_uid));
    }
    activity.lag_calendar = activity.calendar;
    if (is_elapsed(task.duration_format)) {
      activity.calendar = kRoundTheClock;
      return {};
    }
    if (own && task.ignore_resource_calendar != 0) return {};
    return add_parts(task, activity);
  }

  // Work resources schedule a task on their own calendars, cut by the task's where it has one.
  Result<void> add_parts(const mspdi::Task& task, Activity& activity) {
    const auto found = assignments_.find(task.uid);
    if (found == assignments_.end() || task.summary != 0) return {};
    std::vector<Part> parts;
    split_share_ = false;
    bool one_calendar = true;
    for (const mspdi::Assignment* assignment : found->second) {
      const auto resource = resources_.find(assignment->resource_uid);
      if (resource == resources_.end() || resource->second->type != 1 || resource->second->calendar_uid <= 0) continue;
      GUATU_TRY(const Index own, calendar_index(resource->second->calendar_uid));
      GUATU_TRY(const Index calendar, cut_by_task(task, activity, own));
      one_calendar = one_calendar && (parts.empty() || parts.front().calendar == calendar);
      parts.push_back(share_of(task, *assignment, activity, calendar));
      split_share_ = split_share_ || is_split(*assignment, parts.back());
    }
    if (parts.empty()) return {};
    if (one_calendar) {
      activity.calendar = parts.front().calendar;
      return {};
    }
    activity.part_first = static_cast<Index>(network().parts.size());
    activity.part_count = static_cast<Index>(parts.size());
    network().parts.insert(network().parts.end(), parts.begin(), parts.end());
    return {};
  }

  // A resource's share on its own calendar. What has been worked already leaves the rates open, so a started task
  // keeps its duration.
  static Part share_of(const mspdi::Task& task, const mspdi::Assignment& assignment, const Activity& activity,
                       Index calendar) {
    Part part{calendar, activity.duration, activity.remaining, {std::max<std::int64_t>(assignment.delay, 0)}};
    if (activity.is_started()) return part;
    constexpr std::int64_t kFixedDuration = 1;
    const auto needed = task.type == kFixedDuration ? std::nullopt : mspdi::time_needed(assignment);
    if (needed) part.work = part.remaining = {*needed};
    return part;
  }

  bool is_split(const mspdi::Assignment& assignment, const Part& part) const {
    if (!assignment.start || !assignment.finish) return false;
    const WorkCalendar& calendar = loaded_.network.calendars[part.calendar];
    const Span span = calendar.work_between(moment_of(assignment.start), moment_of(assignment.finish));
    return whole_minutes(span) > whole_minutes(part.work) + 1;
  }

  Result<Index> cut_by_task(const mspdi::Task& task, const Activity& activity, Index own) {
    if (task.calendar_uid <= 0 || own == activity.calendar) return own;
    const std::uint64_t key = (std::uint64_t{activity.calendar} << 32) | own;
    if (const auto known = cut_calendars_.find(key); known != cut_calendars_.end()) return known->second;
    auto both = WorkCalendar::both(network().calendars[activity.calendar], network().calendars[own]);
    const Index index = both ? add_calendar(*std::move(both)) : activity.calendar;
    cut_calendars_[key] = index;
    return index;
  }

  void set_mode(const mspdi::Task& task, Activity& activity, LoadedActivity& row) {
    activity.fixed_start = moment_of(task.start);
    activity.fixed_finish = moment_of(task.finish);
    if (task.active == 0) {
      activity.mode = ActivityMode::inactive;
      row.exempt = "inactive";
    } else if (task.external != 0 || task.is_subproject != 0) {
      keep(activity, row, "external");
    } else if (task.manual == 0 && task.summary == 0) {
      if (const char* why = uneven_work(task, activity); why != nullptr) keep(activity, row, why);
    } else if (task.manual != 0) {
      activity.mode = ActivityMode::manual;
      if (!activity.fixed_start.is_set()) activity.fixed_start = moment_of(task.manual_start);
      if (!activity.fixed_finish.is_set()) activity.fixed_finish = moment_of(task.manual_finish);
      if (!activity.fixed_start.is_set()) activity.fixed_start = network().frames.front().start;
      if (!activity.fixed_finish.is_set()) activity.fixed_finish = activity.fixed_start;
      measure_manual(task, activity);
    }
  }

  // A manual task lasts what lies between its dates, whatever its duration field says.
  void measure_manual(const mspdi::Task& task, Activity& activity) {
    activity.duration = network_calendar(activity).work_between(activity.fixed_start, activity.fixed_finish);
    activity.part_count = 0;
    if (is_elapsed(task.duration_format)) return;
    const auto own = calendars_.find(task.calendar_uid);
    activity.calendar = task.calendar_uid > 0 && own != calendars_.end() ? own->second : kProjectCalendar;
  }

  // Levelled, contoured and split work is the scheduler's own arrangement; its dates cannot be had from a duration.
  const char* uneven_work(const mspdi::Task& task, const Activity& activity) const {
    bool levelled = task.leveling_delay > 0;
    bool contoured = false;
    if (const auto found = assignments_.find(task.uid); found != assignments_.end()) {
      for (const mspdi::Assignment* assignment : found->second) {
        levelled = levelled || assignment->leveling_delay > 0;
        contoured = contoured || assignment->contour != 0;
      }
    }
    if (levelled) return "levelled";
    if (!task.start || !task.finish || activity.duration.ticks == 0) return nullptr;
    if (activity.part_count > 0) return split_share_ ? (contoured ? "contoured" : "split") : nullptr;
    const Moment begin = activity.is_started() ? activity.actual_start : moment_of(task.start);
    const Span span = network_calendar(activity).work_between(begin, moment_of(task.finish));
    if (whole_minutes(span) <= whole_minutes(activity.duration)) return nullptr;
    return contoured ? "contoured" : "split";
  }

  const WorkCalendar& network_calendar(const Activity& activity) const {
    return loaded_.network.calendars[activity.calendar];
  }

  static void keep(Activity& activity, LoadedActivity& row, const char* why) {
    if (row.stored.early_start.is_set() && row.stored.early_finish.is_set()) {
      activity.fixed_start = row.stored.early_start;
      activity.fixed_finish = row.stored.early_finish;
    }
    row.exempt = why;
    if (activity.fixed_start.is_set() && activity.fixed_finish.is_set()) activity.mode = ActivityMode::kept;
  }

  void mark_summaries() {
    for (std::size_t i = 0; i < network().activities.size(); ++i) {
      const Index parent = network().activities[i].parent;
      if (parent == kNone) continue;
      Activity& summary = network().activities[parent];
      summary.kind = ActivityKind::summary;
      summary.part_count = 0;
      loaded_.activities[parent].summary = Summary::yes;
    }
    for (Activity& activity : network().activities)
      if (activity.kind == ActivityKind::summary && activity.calendar == kRoundTheClock)
        activity.calendar = kProjectCalendar;
  }

  void add_links(const mspdi::Task& task) {
    static constexpr LinkType types[] = {LinkType::finish_finish, LinkType::finish_start, LinkType::start_finish,
                                         LinkType::start_start};
    const auto to = by_uid_.find(task.uid);
    if (to == by_uid_.end()) return;
    for (const mspdi::PredecessorLink& link : task.links) {
      const auto from = by_uid_.find(link.predecessor_uid);
      if (from == by_uid_.end() || link.type < 0 || link.type > 3) continue;
      Link made;
      made.from = from->second;
      made.to = to->second;
      made.type = types[link.type];
      const bool elapsed = is_elapsed(link.lag_format);
      if (is_percent(link.lag_format)) {
        made.lag_kind = elapsed ? LagKind::elapsed_percent : LagKind::percent;
        made.lag = std::clamp<std::int64_t>(link.lag, -100'000, 100'000) * 100;
      } else {
        made.lag_kind = elapsed ? LagKind::elapsed : LagKind::working;
        made.lag = std::clamp<std::int64_t>(link.lag, -kLagMax, kLagMax);
      }
      network().links.push_back(made);
    }
  }

  static constexpr std::int64_t kLagMax = 1'000'000'000;

  const mspdi::Project& file_;
  LoadedSchedule loaded_;
  std::unordered_map<std::int64_t, const mspdi::Resource*> resources_;
  std::unordered_map<std::int64_t, std::vector<const mspdi::Assignment*>> assignments_;
  std::unordered_map<std::int64_t, Index> calendars_;
  std::unordered_map<std::uint64_t, Index> cut_calendars_;
  std::unordered_map<std::int64_t, Index> by_uid_;
  std::vector<Index> outline_;
  bool split_share_ = false;
};

}  // namespace

Result<LoadedSchedule> load_mspdi(std::string_view bytes) {
  GUATU_TRY(const mspdi::Project file, mspdi::read_mspdi(bytes));
  return MspdiLoader(file).load();
}

}  // namespace guatu::schedule
