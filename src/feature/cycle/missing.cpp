// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/missing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "feature/project/month_report.hpp"

namespace guatu::cycle {
namespace {

constexpr std::string_view kContactRole = "联络员";
constexpr std::string_view kNobodys = "未明确责任单位";
constexpr std::size_t kRemindedItemsMax = 30;  // a text that is sent; the rest is counted

class Collection {
 public:
  Collection(const MissingSources& sources, const MissingWhen& when) : sources_(sources), when_(when) {}

  void add_projects() {
    std::unordered_map<std::string_view, const project::ProjectYear*> years;
    for (const auto& year : sources_.portfolio.years)
      if (year.year == when_.month.year()) years[year.project.value] = &year;
    const project::Reporting reporting(sources_.portfolio.adjustments, when_.today);
    for (const auto& project : sources_.portfolio.projects) {
      const auto year = years.find(project.id.value);
      if (year == years.end() || !reporting.owes_months(project)) continue;
      const std::string unit = project.responsible.value_or(Id<unit::Unit>{}).value;
      found_.asked.insert(unit);
      if (reporting.owes_month(project, *year->second, when_.month))
        owed_[unit].push_back({OwedKind::project_month, project.id.value, project.name, when_.month, std::nullopt, 0});
    }
  }

  void add_matters() {
    for (const auto& matter : sources_.matters) {
      if (!is_at_work(matter)) continue;
      const std::string unit = matter.lead.value_or(Id<unit::Unit>{}).value;
      found_.asked.insert(unit);
      const auto assigned = matter.assigned_on ? matter.assigned_on : matter.registered_on;
      if (!assigned || *assigned >= when_.news_since) continue;
      if (matter.reported_on && *matter.reported_on >= when_.news_since) continue;
      const std::int64_t overdue =
          matter::is_overdue(matter, when_.today) ? (when_.today - *matter.due).count() : std::int64_t{0};
      owed_[unit].push_back(
          {OwedKind::matter_feedback, matter.id.value, matter.text, std::nullopt, matter.due, overdue});
    }
  }

  void add_estimates() {
    for (const auto& estimate : sources_.estimates) {
      found_.asked.insert(estimate.unit.value);
      if (!estimate.is_given)
        owed_[estimate.unit.value].push_back(
            {OwedKind::indicator_estimate, estimate.indicator, estimate.name, estimate.month, std::nullopt, 0});
    }
  }

  MissingReports finish() {
    found_.month = when_.month;
    for (const auto& unit : sources_.units) add_unit(unit.id, unit.shown_name());
    // Of units that are in no register any more, and of what no unit answers for, the office must know too.
    while (!owed_.empty()) {
      const std::string left = owed_.begin()->first;
      add_unit({left}, left.empty() ? std::string(kNobodys) : left);
    }
    return std::move(found_);
  }

 private:
  // What lies with the unit; a matter that asks to be closed lies with who verifies it.
  static bool is_at_work(const matter::Matter& matter) {
    return matter::is_running(matter) && matter.state >= matter::State::assigned &&
           matter.state != matter::State::completion_requested && matter.state != matter::State::verifying;
  }

  void add_unit(const Id<unit::Unit>& id, const std::string& name) {
    const auto owed = owed_.find(id.value);
    if (owed == owed_.end()) return;
    found_.units.push_back({id, name, contact_of(id), std::move(owed->second)});
    owed_.erase(owed);
  }

  std::optional<unit::Person> contact_of(const Id<unit::Unit>& unit) const {
    const unit::Person* contact = nullptr;
    for (const auto& person : sources_.people) {
      const bool is_there = (!person.valid_from || *person.valid_from <= when_.today) &&
                            (!person.valid_until || *person.valid_until >= when_.today);
      if (person.unit != unit || person.role != kContactRole || !is_there) continue;
      if (contact == nullptr || person.sequence < contact->sequence) contact = &person;
    }
    return contact == nullptr ? std::nullopt : std::optional(*contact);
  }

  const MissingSources& sources_;
  const MissingWhen& when_;
  std::map<std::string, std::vector<Owed>> owed_;  // by unit
  MissingReports found_;
};

std::string short_date(Date date) { return fmt::format("{}月{}日", month_of(date), day_of(date)); }

std::string line_of(const Owed& owed) {
  switch (owed.kind) {
    case OwedKind::project_month:
      return fmt::format("项目“{}”{}月完成投资额和形象进度", owed.name, owed.month ? owed.month->number() : 0);
    case OwedKind::matter_feedback:
      return fmt::format("事项“{}”（{}）办理进展{}", owed.name, owed.id,
                         owed.overdue_days > 0 ? fmt::format("，已超期 {} 天", owed.overdue_days) : std::string());
    case OwedKind::indicator_estimate:
      return fmt::format("指标“{}”{}月预计数", owed.name, owed.month ? owed.month->number() : 0);
  }
  return {};
}

std::string opening_of(const Cycle& cycle) {
  const auto day = meeting_day(cycle);
  const std::string held = day ? "定于" + short_date(*day) + "召开" : std::string("即将召开");
  const std::string until = cycle.cut_off ? short_date(*cycle.cut_off) + "前" : std::string("尽快");
  return fmt::format("{}{}，请{}报送", cycle.number.empty() ? cycle.id.value : cycle.number, held, until);
}

}  // namespace

std::vector<EstimateAsked> estimates_asked(const EstimateSources& sources, Month month) {
  std::set<std::pair<std::string_view, std::string_view>> given;
  for (const auto& estimate : sources.given)
    if (estimate.month == month && (estimate.value || estimate.growth))
      given.emplace(estimate.indicator.value, estimate.unit.value);
  std::set<std::string_view> asked_units;
  for (const auto& unit : sources.units)
    if (!unit.group.empty() && unit.is_valid_on(month.first_day())) asked_units.insert(unit.id.value);
  std::vector<EstimateAsked> asked;
  for (const auto& target : sources.targets) {
    const auto indicator = std::ranges::find(sources.indicators, target.indicator, &indicator::Indicator::id);
    if (target.year != month.year() || !asked_units.contains(target.unit.value) ||
        indicator == sources.indicators.end())
      continue;
    if (indicator->frequency == indicator::Frequency::quarterly && month.number() % 3 != 0) continue;
    asked.push_back({target.unit, indicator->id.value, indicator->name, month,
                     given.contains({target.indicator.value, target.unit.value})});
  }
  return asked;
}

MissingReports find_missing_reports(const MissingSources& sources, const MissingWhen& when) {
  Collection collection(sources, when);
  collection.add_projects();
  collection.add_matters();
  collection.add_estimates();
  return collection.finish();
}

std::string reminder_to(const Cycle& cycle, const SilentUnit& unit) {
  std::string text = unit.name;
  if (unit.contact) text += " " + unit.contact->name;
  text += "：" + opening_of(cycle) + fmt::format("以下 {} 项：", unit.items.size());
  for (std::size_t i = 0; i < unit.items.size() && i < kRemindedItemsMax; ++i)
    text += fmt::format("\n{}. {}", i + 1, line_of(unit.items[i]));
  if (unit.items.size() > kRemindedItemsMax)
    text += fmt::format("\n……其余 {} 项见系统。", unit.items.size() - kRemindedItemsMax);
  return text + "\n未报不等于零，逾期报送的计入下一期。";
}

std::string reminder_to_all(const Cycle& cycle, const std::vector<SilentUnit>& units) {
  if (units.empty()) return {};
  std::string text = opening_of(cycle) + fmt::format("。尚未报齐的单位 {} 个：", units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    text += fmt::format("\n{}. {}", i + 1, units[i].name);
    for (const auto& kind : kOwedKinds) {
      const auto count = std::ranges::count(units[i].items, kind.value, &Owed::kind);
      if (count > 0) text += fmt::format("，{} {} 项", kind.chinese, count);
    }
  }
  return text;
}

std::optional<ReminderKind> reminder_due(const Cycle& cycle, const std::optional<Date>& remind_on,
                                         const std::set<ReminderKind>& made, Date today) {
  if (cycle.state != CycleState::open && cycle.state != CycleState::collecting) return std::nullopt;
  if (cycle.cut_off && today > *cycle.cut_off)
    return made.contains(ReminderKind::after_cut_off) ? std::nullopt : std::optional(ReminderKind::after_cut_off);
  if (!remind_on || today < *remind_on || made.contains(ReminderKind::before_cut_off)) return std::nullopt;
  return ReminderKind::before_cut_off;
}

}  // namespace guatu::cycle
