// SPDX-License-Identifier: Apache-2.0
// From a csv network or a PSPLIB file to a network. Summaries come before their children, as the engine wants them.
#include <algorithm>
#include <unordered_map>

#include "feature/schedule/loaded.hpp"
#include "format/network/network_file.hpp"

namespace guatu::schedule {
namespace {

constexpr Index kRoundTheClock = 0;

Moment moment_of(network::Time time) { return time ? Moment{*time} : kUnset; }

DayShifts shifts_of(const std::vector<network::WorkingTime>& times) {
  DayShifts shifts;
  for (const auto& time : times) shifts.push_back({time.from, time.to});
  return shifts;
}

LinkType link_type(std::string_view type) {
  if (type == "SS") return LinkType::start_start;
  if (type == "FF") return LinkType::finish_finish;
  return type == "SF" ? LinkType::start_finish : LinkType::finish_start;
}

ConstraintKind constraint_kind(std::string_view word) {
  static const std::unordered_map<std::string_view, ConstraintKind> kinds{{"alap", ConstraintKind::as_late_as_possible},
                                                                          {"mso", ConstraintKind::start_on},
                                                                          {"mfo", ConstraintKind::finish_on},
                                                                          {"snet", ConstraintKind::start_no_earlier},
                                                                          {"snlt", ConstraintKind::start_no_later},
                                                                          {"fnet", ConstraintKind::finish_no_earlier},
                                                                          {"fnlt", ConstraintKind::finish_no_later}};
  const auto found = kinds.find(word);
  return found == kinds.end() ? ConstraintKind::none : found->second;
}

class NetworkLoader {
 public:
  explicit NetworkLoader(const network::File& file) : file_(file) {}

  Result<LoadedSchedule> load() {
    if (file_.activities.empty()) return refuse(ErrorKind::invalid, "", "schedule.empty");
    GUATU_CHECK(add_calendars());
    set_rules();
    GUATU_CHECK(order_rows());
    for (const network::ActivityRow* row : order_) add_activity(*row);
    for (const network::ActivityRow* row : order_) add_links(*row);
    return std::move(loaded_);
  }

 private:
  Network& network() { return loaded_.network; }

  Result<void> add_calendars() {
    network().calendars.push_back(WorkCalendar::round_the_clock());
    for (const network::CalendarText& text : file_.calendars) {
      CalendarPlan plan;
      plan.name = text.name;
      for (std::size_t i = 0; i < 7; ++i) plan.week[i] = shifts_of(text.week[i]);
      for (const auto& [day, times] : text.differing_days) plan.exceptions.push_back({day, shifts_of(times)});
      GUATU_TRY(WorkCalendar calendar, WorkCalendar::make(std::move(plan)));
      calendars_.emplace(text.name, static_cast<Index>(network().calendars.size()));
      network().calendars.push_back(std::move(calendar));
    }
    if (!file_.calendars.empty()) {
      const std::string& name = file_.default_calendar.empty() ? file_.calendars.front().name : file_.default_calendar;
      default_calendar_ = calendars_.at(name);
      return {};
    }
    CalendarPlan standard;
    for (std::size_t i = 0; i < 5; ++i) standard.week[i] = {{480, 720}, {780, 1020}};
    default_calendar_ = 1;
    network().calendars.push_back(*WorkCalendar::make(std::move(standard)));
    return {};
  }

  void set_rules() {
    loaded_.project = file_.project;
    if (file_.shape == "pert")
      loaded_.shape = DurationShape::pert_beta;
    else if (file_.shape == "uniform")
      loaded_.shape = DurationShape::uniform;
    loaded_.data_date = moment_of(file_.data_date);
    Rules& rules = network().rules;
    rules.policy = file_.policy == "p6" ? Policy::primavera : Policy::microsoft_project;
    if (rules.policy == Policy::primavera) {
      rules.lag_calendar = LagCalendar::predecessor;
      rules.float_rule = FloatRule::finish;
    }
    Frame frame;
    frame.start = file_.start ? moment_of(file_.start) : Moment{0};
    frame.data_date = file_.data_date ? moment_of(file_.data_date) : frame.start;
    frame.finish = moment_of(file_.finish);
    frame.calendar = default_calendar_;
    network().frames.push_back(frame);
  }

  // Each row after its parent; a parent that is its own descendant is refused.
  Result<void> order_rows() {
    std::unordered_map<std::string_view, const network::ActivityRow*> by_id;
    for (const network::ActivityRow& row : file_.activities) by_id.emplace(row.id, &row);
    for (const network::ActivityRow& row : file_.activities) {
      std::vector<const network::ActivityRow*> chain;
      for (const network::ActivityRow* next = &row; !by_row_.contains(next->id);) {
        if (chain.size() > 100)
          return refuse(ErrorKind::invalid, row.id, "schedule.parents_in_a_circle", {{"id", row.id}});
        chain.push_back(next);
        if (next->parent.empty()) break;
        next = by_id.at(next->parent);
      }
      for (std::size_t i = chain.size(); i-- > 0;) {
        by_row_.emplace(chain[i]->id, static_cast<Index>(order_.size()));
        order_.push_back(chain[i]);
      }
    }
    return {};
  }

  void add_activity(const network::ActivityRow& row) {
    Activity activity;
    activity.parent = row.parent.empty() ? kNone : by_row_.at(row.parent);
    activity.calendar = row.calendar.empty() ? default_calendar_ : calendars_.at(row.calendar);
    activity.lag_calendar = activity.calendar;
    if (row.duration.unit == network::Unit::elapsed) activity.calendar = kRoundTheClock;
    activity.duration = {row.duration.amount};
    activity.actual_start = moment_of(row.actual_start);
    activity.actual_finish = activity.actual_start.is_set() ? moment_of(row.actual_finish) : kUnset;
    activity.remaining = row.remaining ? Span{row.remaining->amount} : activity.duration;
    if (activity.is_finished()) activity.remaining = {};
    activity.deadline = moment_of(row.deadline);
    activity.first = {constraint_kind(row.constraint), moment_of(row.constraint_date)};
    if (activity.first.kind != ConstraintKind::as_late_as_possible && !activity.first.date.is_set())
      activity.first = {};
    if (activity.parent != kNone) {
      network().activities[activity.parent].kind = ActivityKind::summary;
      loaded_.activities[activity.parent].summary = Summary::yes;
    }
    add_three_points(row);
    network().activities.push_back(activity);
    LoadedActivity made;
    made.id = row.id;
    made.name = row.name;
    made.baseline_start = moment_of(row.baseline_start);
    made.baseline_finish = moment_of(row.baseline_finish);
    loaded_.activities.push_back(std::move(made));
  }

  void add_three_points(const network::ActivityRow& row) {
    if (!row.optimistic || !row.pessimistic) return;
    const Span likely{row.likely ? row.likely->amount : row.duration.amount};
    loaded_.three_points.push_back(
        {static_cast<Index>(network().activities.size()), {row.optimistic->amount}, likely, {row.pessimistic->amount}});
  }

  void add_links(const network::ActivityRow& row) {
    for (const network::LinkCell& cell : row.links) {
      Link link;
      link.from = by_row_.at(cell.from);
      link.to = by_row_.at(row.id);
      link.type = link_type(cell.type);
      link.lag = cell.lag.amount;
      if (cell.lag.unit == network::Unit::elapsed)
        link.lag_kind = LagKind::elapsed;
      else if (cell.lag.unit == network::Unit::percent)
        link.lag_kind = LagKind::percent;
      network().links.push_back(link);
    }
  }

  const network::File& file_;
  LoadedSchedule loaded_;
  std::unordered_map<std::string, Index> calendars_;
  std::unordered_map<std::string, Index> by_row_;
  std::vector<const network::ActivityRow*> order_;
  Index default_calendar_ = 0;
};

}  // namespace

Result<LoadedSchedule> load_csv(std::string_view bytes) {
  GUATU_TRY(const network::File file, network::read_network_csv(bytes));
  return NetworkLoader(file).load();
}

Result<LoadedSchedule> load_psplib(std::string_view bytes) {
  GUATU_TRY(const network::File file, network::read_psplib(bytes));
  return NetworkLoader(file).load();
}

}  // namespace guatu::schedule
