// SPDX-License-Identifier: Apache-2.0
#include "feature/chain/chain.hpp"

#include <algorithm>

namespace guatu::chain {
namespace {

void set_days(ChainMatter& one, Date today) {
  one.desk.days = matter::lying_days(one.matter, today);
  if (one.desk.days) one.desk.since = today - std::chrono::days(*one.desk.days);
}

std::int64_t days_past(const std::optional<Date>& due, Date today) {
  return due && *due < today ? (today - *due).count() : 0;
}

}  // namespace

Result<void> check_contribution(const Contribution& contribution) {
  const auto& share = contribution.expected_share;
  if (!share || (!share->is_negative() && *share <= Decimal(100, 0))) return {};
  return refuse(ErrorKind::invalid, "expected_share", "chain.share_out_of_bounds", {{"value", format_decimal(*share)}});
}

Chain put_together(Found found, Date today) {
  Chain chain;
  chain.projects = std::move(found.projects);
  for (auto& indicator : found.indicators) chain.indicators.push_back({std::move(indicator), {}, {}});
  const auto project_at = [&](const Id<project::Project>& id) {
    return std::ranges::find(chain.projects, id, [](const ChainProject& one) { return one.project.id; });
  };
  const auto indicator_at = [&](const Id<indicator::Indicator>& id) {
    return std::ranges::find(chain.indicators, id, [](const ChainIndicator& one) { return one.indicator.id; });
  };
  for (auto& link : found.links) {
    const auto indicator = indicator_at(link.indicator);
    const auto project = project_at(link.project);
    if (indicator == chain.indicators.end() || project == chain.projects.end()) continue;
    indicator->projects.push_back(link.project);
    if (!project->expected_share) project->expected_share = link.expected_share;
  }
  for (auto& milestone : found.milestones)
    if (const auto project = project_at(milestone.project); project != chain.projects.end())
      project->milestones.push_back(std::move(milestone));
  for (auto& one : found.matters) {
    set_days(one, today);
    const auto project = one.matter.project ? project_at(*one.matter.project) : chain.projects.end();
    const auto indicator = one.matter.indicator ? indicator_at(*one.matter.indicator) : chain.indicators.end();
    if (project != chain.projects.end())
      project->matters.push_back(std::move(one));
    else if (indicator != chain.indicators.end())
      indicator->matters.push_back(std::move(one));
    else
      chain.matters.push_back(std::move(one));
  }
  return chain;
}

std::optional<Id<unit::Unit>> desk_of(const matter::Matter& matter) {
  const bool is_asked = matter.state == matter::State::completion_requested || matter.state == matter::State::verifying;
  return is_asked && matter.verifier ? matter.verifier : matter.lead;
}

std::int64_t late_days(const ChainMilestone& milestone, Date today) {
  return days_past(milestone.baseline ? milestone.baseline : milestone.entered, today);
}

std::int64_t overdue_days(const matter::Matter& matter, Date today) { return days_past(matter.due, today); }

}  // namespace guatu::chain
