// SPDX-License-Identifier: Apache-2.0
#include "feature/chain/chain.hpp"

#include <algorithm>

namespace guatu::chain {
namespace {

// The contact where there is one, else whoever comes first.
std::string contact_of(const Id<unit::Unit>& unit, const std::vector<unit::Person>& people) {
  const unit::Person* first = nullptr;
  for (const auto& person : people) {
    if (person.unit != unit) continue;
    if (person.role == "联络员") return person.name;
    if (first == nullptr) first = &person;
  }
  return first == nullptr ? std::string() : first->name;
}

// An audience is “sign:deputy:U18”; people are named by ids such as “U18/沈亦舟”.
std::string signer_of(const ChainDuty& duty, const Found& found) {
  const auto signing = std::ranges::find(found.signings, *duty.unit, &ChainSigning::unit);
  if (signing == found.signings.end()) return {};
  const auto& people = duty.audience.starts_with("sign:section")  ? signing->section
                       : duty.audience.starts_with("sign:deputy") ? signing->deputy
                                                                  : signing->head;
  if (people.empty()) return {};
  const auto known = std::ranges::find(found.people, people.front(), [](const auto& one) { return one.id.value; });
  return known == found.people.end() ? people.front() : known->name;
}

DeskRole role_of(std::string_view audience) {
  if (audience.starts_with("unit:")) return DeskRole::unit;
  if (audience.starts_with("sign:")) return DeskRole::signer;
  return audience.starts_with("verifier") ? DeskRole::verifier : DeskRole::office;
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
  for (auto& indicator : found.indicators) chain.indicators.push_back({std::move(indicator), {}, {}, {}});
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
    indicator->shares.push_back(link.expected_share);
    const bool is_only = std::ranges::count(found.links, link.project, &ChainLink::project) == 1;
    if (is_only) project->expected_share = link.expected_share;
  }
  for (auto& milestone : found.milestones)
    if (const auto project = project_at(milestone.project); project != chain.projects.end())
      project->milestones.push_back(std::move(milestone));
  for (auto& one : found.matters) {
    one.desk = desk_of(one.matter, found, today);
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

Desk desk_of(const matter::Matter& matter, const Found& found, Date today) {
  const ChainDuty* asked = nullptr;
  for (const auto& duty : found.duties) {
    if (duty.matter != matter.id) continue;
    const bool is_lead = role_of(duty.audience) == DeskRole::unit && duty.unit == matter.lead;
    if (asked == nullptr || is_lead) asked = &duty;
    if (is_lead) break;
  }
  Desk desk;
  if (asked == nullptr) return desk;
  desk.role = role_of(asked->audience);
  desk.unit = asked->unit;
  desk.since = asked->since;
  if (asked->since && *asked->since <= today) desk.days = (today - *asked->since).count();
  if (!asked->unit) return desk;
  desk.person = desk.role == DeskRole::signer ? signer_of(*asked, found) : contact_of(*asked->unit, found.people);
  return desk;
}

std::int64_t late_days(const ChainMilestone& milestone, Date today) {
  return days_past(milestone.baseline ? milestone.baseline : milestone.entered, today);
}

std::int64_t overdue_days(const matter::Matter& matter, Date today) {
  return matter::is_overdue(matter, today) ? days_past(matter.due, today) : 0;
}

}  // namespace guatu::chain
