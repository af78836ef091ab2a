// SPDX-License-Identifier: Apache-2.0
#include "feature/project/adjustment.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

namespace guatu::project {

Result<void> check_request(const AdjustmentRequest& request, const std::vector<AdjustmentRequest>& earlier) {
  const bool needs_plan = request.kind == AdjustmentKind::added || request.kind == AdjustmentKind::postponed;
  if (needs_plan && !request.year_plan_after)
    return refuse(ErrorKind::invalid, "year_plan_after", "project.adjustment_without_plan",
                  {{"kind", std::string(chinese_of(request.kind))}});
  if (request.year_plan_after && request.year_plan_after->is_negative())
    return refuse(ErrorKind::invalid, "year_plan_after", "project.negative_money",
                  {{"value", format_yuan(*request.year_plan_after)}});
  for (const AdjustmentRequest& other : earlier)
    if (other.state == RequestState::asked && other.kind == request.kind && other.year == request.year)
      return refuse(ErrorKind::conflict, "kind", "project.already_asked",
                    {{"kind", std::string(chinese_of(request.kind))}, {"asked_on", format_date(other.asked_on)}});
  return {};
}

Result<Decided> decide_request(const AdjustmentRequest& request, const ProjectYear& year, const Decision& decision,
                               std::string_view decided_by, Date today) {
  if (request.state != RequestState::asked)
    return refuse(ErrorKind::conflict, "decision", "project.adjustment_decided",
                  {{"decision", std::string(chinese_of(request.state))}, {"decided_by", request.decided_by}});
  if (request.asked_by == decided_by)
    return refuse(ErrorKind::forbidden, "decision", "project.decided_by_asker", {{"asked_by", request.asked_by}});
  if (decision.state == RequestState::approved && decision.approval_number.empty())
    return refuse(ErrorKind::invalid, "approval_number", "project.approval_without_number");
  Decided decided{request, std::nullopt, year, std::nullopt};
  decided.request.state = decision.state;
  decided.request.decided_by = decided_by;
  decided.request.decided_on = today;
  decided.request.decision_note = decision.note;
  if (decision.state != RequestState::approved) return decided;
  decided.request.approval_number = decision.approval_number;
  decided.request.year_plan_before = year.year_plan;
  if (request.kind == AdjustmentKind::stopped) decided.stage = Stage::stopped;
  if (request.year_plan_after) decided.year.year_plan = request.year_plan_after;
  Adjustment adjustment;
  adjustment.project = request.project;
  adjustment.kind = request.kind;
  adjustment.approval_number = decision.approval_number;
  adjustment.approved_on = today;
  adjustment.year_plan_before = request.kind == AdjustmentKind::added ? std::nullopt : year.year_plan;
  adjustment.year_plan_after = decided.year.year_plan;
  adjustment.reason = request.reason;
  adjustment.year = request.year;
  decided.adjustment = std::move(adjustment);
  return decided;
}

std::optional<Ratio> Denominator::completion() const {
  if (plan.is_zero()) return std::nullopt;
  return ratio_of(invested, plan);
}

namespace {

using ByProject = std::unordered_map<std::string_view, std::vector<const Adjustment*>>;

bool is_added(const std::vector<const Adjustment*>& adjustments) {
  return std::ranges::any_of(adjustments, [](const Adjustment* one) { return one->kind == AdjustmentKind::added; });
}

bool is_moved_out(const std::vector<const Adjustment*>& adjustments) {
  return std::ranges::any_of(adjustments, [](const Adjustment* one) { return one->kind == AdjustmentKind::moved_out; });
}

Money plan_of(const ProjectYear* year) {
  if (year == nullptr) return {};
  return year->year_plan.value_or(cumulative(year->plan, 12));
}

void add(Denominator& denominator, Money plan, Money invested) {
  ++denominator.projects;
  denominator.plan += plan;
  denominator.invested += invested;
}

using YearByProject = std::unordered_map<std::string_view, const ProjectYear*>;

YearByProject by_project(std::int64_t year, const std::vector<ProjectYear>& years) {
  YearByProject found;
  for (const auto& one : years)
    if (one.year == year) found[one.project.value] = &one;
  return found;
}

const ProjectYear* find_in(const YearByProject& years, std::string_view project) {
  const auto found = years.find(project);
  return found == years.end() ? nullptr : found->second;
}

// The plan that the list was fixed with. An adjustment that was approved before that has changed it already; what it
// found is what the year began with.
Money opening_plan(const ProjectYear* opening, const std::vector<const Adjustment*>& own, Date fixed_on) {
  for (const Adjustment* one : own)
    if (one->year_plan_before && (!one->approved_on || *one->approved_on <= fixed_on)) return *one->year_plan_before;
  return plan_of(opening);
}

}  // namespace

Date list_fixed_on(std::int64_t year, Date first_planned_on) {
  return std::max(date_of(static_cast<int>(year), 3, 31), first_planned_on + std::chrono::days(30));
}

Denominators denominators_of(std::int64_t year, const Ledger& ledger, const Opening& opening) {
  Denominators denominators;
  denominators.fixed_on = opening.fixed_on;
  const YearByProject now = by_project(year, ledger.years);
  const YearByProject fixed = by_project(year, opening.years);
  std::set<std::string_view> listed;
  for (const auto& project : opening.projects) listed.insert(project.id.value);
  for (const auto& one : ledger.adjustments)
    if (one.plan_year() == year) denominators.adjustments.push_back(one);
  std::ranges::stable_sort(denominators.adjustments, {}, &Adjustment::approved_on);
  ByProject adjusted;
  for (const auto& one : denominators.adjustments) adjusted[one.project.value].push_back(&one);
  // A project that left in an earlier year is in neither.
  std::set<std::string_view> gone;
  for (const auto& one : ledger.adjustments)
    if (one.kind == AdjustmentKind::moved_out && one.plan_year() < year) gone.insert(one.project.value);
  for (const auto& project : ledger.projects) {
    const std::string_view id = project.id.value;
    if (project.parent || gone.contains(id)) continue;
    const ProjectYear* plan_year = find_in(now, id);
    const Money invested = plan_year == nullptr ? Money() : cumulative(plan_year->actual, 12);
    const auto& own = adjusted[id];
    if (listed.contains(id) && !is_added(own))
      add(denominators.original, opening_plan(find_in(fixed, id), own, opening.fixed_on), invested);
    if (!is_moved_out(own)) add(denominators.adjusted, plan_of(plan_year), invested);
  }
  return denominators;
}

}  // namespace guatu::project
