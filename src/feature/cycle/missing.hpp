// SPDX-License-Identifier: Apache-2.0
// Who has not reported (未报送): unit by unit in official order what is still owed for a cycle, with the unit's contact
// and a reminder to copy. Owed are the investment of the month of every project that reports months (month_report.hpp
// says which), feedback on every matter that was at work before the last meeting and has not been heard of since, and
// the estimate of every indicator that a unit has a target for. What was not planned is not owed; what the office has
// to do is no unit's debt.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "feature/cycle/cycle.hpp"
#include "feature/indicator/indicator_check.hpp"
#include "feature/light/light_board.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::cycle {

enum class OwedKind { project_month, matter_feedback, indicator_estimate };
inline constexpr Named<OwedKind> kOwedKinds[] = {{OwedKind::project_month, "project_month", "项目月报"},
                                                 {OwedKind::matter_feedback, "matter_feedback", "事项反馈"},
                                                 {OwedKind::indicator_estimate, "indicator_estimate", "指标预计"}};
constexpr std::span<const Named<OwedKind>> names_of(OwedKind) { return kOwedKinds; }

struct Owed {
  OwedKind kind = OwedKind::project_month;
  std::string id;
  std::string name;
  std::optional<Month> month;
  std::optional<Date> due;
  std::int64_t overdue_days = 0;
};

struct SilentUnit {
  Id<unit::Unit> unit;
  std::string name;
  std::optional<unit::Person> contact;
  std::vector<Owed> items;
};

struct MissingReports {
  Month month;
  std::set<std::string> asked;    // units
  std::vector<SilentUnit> units;  // in official order
};

// An estimate that is owed: by whom, of what, for which month, and whether it is there.
struct EstimateAsked {
  Id<unit::Unit> unit;
  std::string indicator;
  std::string name;
  Month month;
  bool is_given = false;
};

struct EstimateSources {
  const std::vector<unit::Unit>& units;
  const std::vector<indicator::Indicator>& indicators;
  const std::vector<indicator::Target>& targets;
  const std::vector<indicator::Estimate>& given;
};
// Every unit below the district with a target of the year estimates the month's figure; of quarters their last month.
std::vector<EstimateAsked> estimates_asked(const EstimateSources& sources, Month month);

struct MissingSources {
  const std::vector<unit::Unit>& units;
  const std::vector<unit::Person>& people;
  const lights::Portfolio& portfolio;
  const std::vector<matter::Matter>& matters;
  const std::vector<EstimateAsked>& estimates;
};

struct MissingWhen {
  Month month;      // of the figures
  Date news_since;  // the meeting before
  Date today;
};

MissingReports find_missing_reports(const MissingSources& sources, const MissingWhen& when);

// Texts to copy: to one unit, and one for everybody.
std::string reminder_to(const Cycle& cycle, const SilentUnit& unit);
std::string reminder_to_all(const Cycle& cycle, const std::vector<SilentUnit>& units);

// When units were reminded of a cycle: once for each kind of reminder (催报).
enum class ReminderKind { before_cut_off, after_cut_off };
inline constexpr Named<ReminderKind> kReminderKinds[] = {{ReminderKind::before_cut_off, "before_cut_off", "临近截止"},
                                                         {ReminderKind::after_cut_off, "after_cut_off", "逾期未报"}};
constexpr std::span<const Named<ReminderKind>> names_of(ReminderKind) { return kReminderKinds; }

struct Reminder {
  Id<Cycle> cycle;
  ReminderKind kind = ReminderKind::before_cut_off;
  Date reminded_on{};
  std::vector<std::string> units;
  std::int64_t items = 0;  // of all of them
};

// What is due today and was not made yet: only while a cycle is open, the one before the cut-off from `remind_on` on,
// the one after it from the day after the cut-off on.
std::optional<ReminderKind> reminder_due(const Cycle& cycle, const std::optional<Date>& remind_on,
                                         const std::set<ReminderKind>& made, Date today);

}  // namespace guatu::cycle
