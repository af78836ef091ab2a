// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/out_rows.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "feature/exchange/cell_value.hpp"

namespace guatu::exchange {
namespace {

using sheet_out::Value;

// Fields that are checks or belong to another table, and numbers of telephones.
constexpr std::array<std::string_view, 6> kNotOut{"phone",           "reporter",          "year",
                                                  "cumulative_plan", "cumulative_actual", "cumulative_by_month"};
// The ledger's adjustment columns make rows of another register.
constexpr std::array<std::string_view, 3> kNotOutOfLedger{"adjustment_kind", "adjustment_number", "adjusted_on"};
constexpr std::array<std::string_view, 9> kLayouts{"unit",      "enterprise",   "indicator", "target",       "project",
                                                   "milestone", "project_year", "matter",    "matter_change"};

Value value_of(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value value_of(const std::optional<Date>& date) { return date ? Value(*date) : Value(); }
template <class Entity>
Value value_of(const std::optional<Id<Entity>>& id) {
  return id ? value_of(id->value) : Value();
}
template <NamedEnum E>
Value value_of(E value) {
  return std::string(chinese_of(value));
}

Decimal without_trailing_zeros(Decimal number) {
  while (number.scale() > 0 && number.rescaled(number.scale() - 1) == number)
    number = number.rescaled(number.scale() - 1);
  return number;
}

class Writer {
 public:
  Writer(const Layout& layout, const OutSource& source, const OutPeriod& period)
      : layout_(layout), period_(period), names_(source.units) {
    for (const auto& unit : source.units) unit_name_[unit.id.value] = unit.name;
    for (const auto& year : source.project_years)
      if (year.year == period.year) years_[year.project.value] = &year;
    for (const auto& project : source.projects) projects_[project.id.value] = &project;
    for (const auto& indicator : source.indicators) indicators_[indicator.id.value] = &indicator;
  }

  Value cell(const unit::Unit& unit, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "id") return value_of(unit.id.value);
    if (field == "name") return value_of(unit.name);
    if (field == "short_name") return value_of(unit.short_name);
    if (field == "aliases") return value_of(join(unit.aliases, "、"));
    if (field == "kind") return value_of(unit.kind);
    if (field == "parent") return value_of(unit.parent);
    if (field == "sequence") return Value(unit.sequence);
    if (field == "group") return value_of(unit.group);
    if (field == "valid_from") return value_of(unit.valid_from);
    if (field == "valid_until") return value_of(unit.valid_until);
    return field == "note" ? value_of(unit.note) : Value();
  }

  Value cell(const enterprise::Enterprise& enterprise, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "id") return value_of(enterprise.id.value);
    if (field == "name") return value_of(enterprise.name);
    if (field == "industry") return value_of(enterprise.industry);
    if (field == "product") return value_of(enterprise.product);
    if (field == "location") return unit(enterprise.location);
    if (field == "above_scale") return value_of(enterprise.above_scale);
    if (field == "contact_leader") return value_of(enterprise.contact_leader);
    return field == "note" ? value_of(enterprise.note) : Value();
  }

  Value cell(const indicator::Indicator& indicator, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "id") return value_of(indicator.id.value);
    if (field == "name") return value_of(indicator.name);
    if (field == "unit_of_measure") return value_of(indicator.unit_of_measure);
    if (field == "frequency") return value_of(indicator.frequency);
    if (field == "direction") return value_of(indicator.direction);
    if (field == "measure") return value_of(indicator.measure);
    if (field == "basis") return value_of(indicator.basis);
    if (field == "source") return value_of(indicator.source);
    if (field == "responsible") return unit(indicator.responsible);
    if (field == "trajectory") return value_of(indicator.trajectory);
    if (field == "joint_january_february") return value_of(indicator.joint_january_february);
    if (field == "january_not_applicable") return value_of(indicator.january_not_applicable);
    return field == "note" ? value_of(indicator.note) : Value();
  }

  Value cell(const indicator::Target& target, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "indicator") return value_of(target.indicator.value);
    if (field == "name") {
      const auto known = indicators_.find(target.indicator.value);
      return known == indicators_.end() ? Value() : value_of(known->second->name);
    }
    if (field == "level") return value_of(target.level);
    if (field == "growth") return value_of(target.growth);
    if (field == "internal_level") return value_of(target.internal_level);
    if (field == "level_before") return value_of(target.level_before);
    if (field == "adjustment_number") return value_of(target.adjustment_number);
    if (field == "adjusted_on") return value_of(target.adjusted_on);
    return field == "note" ? value_of(target.note) : Value();
  }

  Value cell(const project::Project& project, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "id") return value_of(project.id.value);
    if (field == "national_code") return value_of(project.national_code);
    if (field == "name") return value_of(project.name);
    if (field == "parent") return value_of(project.parent);
    if (field == "sector") return value_of(project.sector);
    if (field == "cluster") return value_of(project.cluster);
    if (field == "level") return value_of(project.level);
    if (field == "construction_kind") return value_of(project.construction_kind);
    if (field == "stage") return value_of(project.stage);
    if (field == "scale_text") return value_of(project.scale_text);
    if (field == "years_text") return value_of(project.years_text);
    if (field == "total_investment") return money(column, project.total_investment);
    if (field == "funding_source") return value_of(project.funding_source);
    if (field == "invested_before") return money(column, project.invested_before);
    if (field == "year_plan") return money(column, year_of(project.id.value).year_plan);
    return people_and_dates(project, field);
  }

  Value cell(const project::ProjectYear& year, const OutColumn& column) const {
    const auto known = projects_.find(year.project.value);
    if (column.field == "project") return value_of(year.project.value);
    if (column.field == "year_plan") return money(column, year.year_plan);
    if (column.month != 0) {
      const auto slot = static_cast<std::size_t>(column.month - 1);
      return money(column, column.field == "plan" ? year.plan[slot] : year.actual[slot]);
    }
    return known == projects_.end() ? Value() : cell(*known->second, column);
  }

  Value cell(const project::Milestone& milestone, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "project") return value_of(milestone.project.value);
    if (field == "sequence") return Value(milestone.sequence);
    if (field == "name") return value_of(milestone.name);
    if (field == "baseline") return value_of(milestone.baseline);
    if (field == "entered") return value_of(milestone.entered);
    if (field == "actual") return value_of(milestone.actual);
    return field == "note" ? value_of(milestone.note) : Value();
  }

  Value cell(const matter::Matter& matter, const OutColumn& column) const {
    const std::string& field = column.field;
    if (field == "id") return value_of(matter.id.value);
    if (field == "kind") return value_of(matter.kind);
    if (field == "text") return value_of(matter.text);
    if (field == "source_kind") return value_of(matter.source_kind);
    if (field == "source") return value_of(matter.source);
    if (field == "lead") return unit(matter.lead);
    if (field == "assisting") return unit_list(matter.assisting);
    if (field == "state") return value_of(matter.state);
    if (field == "side_state") return value_of(matter.side_state);
    if (field == "coordination_level") return value_of(matter.coordination_level);
    if (field == "verifier") return unit(matter.verifier);
    if (field == "return_count") return matter.return_count == 0 ? Value() : Value(matter.return_count);
    if (field == "project") return value_of(matter.project);
    if (field == "indicator") return value_of(matter.indicator);
    return words_and_dates(matter, field);
  }

  const project::ProjectYear& year_of(const std::string& project) const {
    static const project::ProjectYear kNone{};
    const auto found = years_.find(project);
    return found == years_.end() ? kNone : *found->second;
  }

 private:
  Value people_and_dates(const project::Project& project, const std::string& field) const {
    if (field == "owner") return value_of(project.owner);
    if (field == "responsible") return unit(project.responsible);
    if (field == "department") return unit(project.department);
    if (field == "contact_leader") return value_of(project.contact_leader);
    if (field == "project_lead") return value_of(project.project_lead);
    if (field == "task_force") return value_of(project.task_force);
    if (field == "planned_start") return value_of(project.planned_start);
    if (field == "started_on_site") return value_of(project.started_on_site);
    if (field == "started_statistically") return value_of(project.started_statistically);
    if (field == "planned_finish") return value_of(project.planned_finish);
    if (field == "progress_text") return value_of(project.progress_text);
    if (field == "progress_on") return value_of(project.progress_on);
    return field == "note" ? value_of(project.note) : Value();
  }

  static Value words_and_dates(const matter::Matter& matter, const std::string& field) {
    if (field == "registered_on") return value_of(matter.registered_on);
    if (field == "assigned_on") return value_of(matter.assigned_on);
    if (field == "original_due") return value_of(matter.original_due);
    if (field == "due") return value_of(matter.due);
    if (field == "latest_report") return value_of(matter.latest_report);
    if (field == "reported_on") return value_of(matter.reported_on);
    if (field == "done_on") return value_of(matter.done_on);
    if (field == "warning") return value_of(matter.warning);
    if (field == "satisfaction") return value_of(matter.satisfaction);
    return field == "note" ? value_of(matter.note) : Value();
  }

  // The full name where it leads back to the same unit, else the code.
  std::string unit_text(const Id<unit::Unit>& id) const {
    const auto known = unit_name_.find(id.value);
    if (known == unit_name_.end()) return id.value;
    const auto found = names_.find(known->second);
    return found && *found == id ? known->second : id.value;
  }
  Value unit(const std::optional<Id<unit::Unit>>& id) const { return id ? Value(unit_text(*id)) : Value(); }
  Value unit_list(const std::vector<Id<unit::Unit>>& ids) const {
    std::vector<std::string> texts;
    for (const auto& id : ids) texts.push_back(unit_text(id));
    return value_of(join(texts, "、"));
  }

  Value money(const OutColumn& column, const std::optional<Money>& amount) const {
    if (!amount) return Value();
    const auto measure = layout_.units.find(column.field);
    const auto unit = measure == layout_.units.end() ? std::nullopt : money_unit(measure->second);
    return without_trailing_zeros(decimal_in(*amount, unit.value_or(MoneyUnit::yuan)));
  }

  const Layout& layout_;
  OutPeriod period_;
  unit::UnitNames names_;
  std::map<std::string, std::string> unit_name_;
  std::map<std::string, const project::ProjectYear*> years_;
  std::map<std::string, const project::Project*> projects_;
  std::map<std::string, const indicator::Indicator*> indicators_;
};

template <class Row, class Key>
void add_records(const std::vector<Row>& rows, const Writer& writer, const std::vector<OutColumn>& columns,
                 const Key& key, std::vector<OutRecord>& records) {
  for (const Row& row : rows) {
    OutRecord record{key(row), {}};
    for (const OutColumn& column : columns) record.cells.push_back(writer.cell(row, column));
    records.push_back(std::move(record));
  }
}

std::string header_of(const Layout& layout, const Field& field) {
  std::string header = field.synonyms.front();
  if (const auto unit = layout.units.find(field.name); unit != layout.units.end()) header += "（" + unit->second + "）";
  return header;
}

// Every project has a line, also where nothing was planned or reported yet.
std::vector<project::ProjectYear> years_of(const OutSource& source, const Writer& writer, int year) {
  std::vector<project::ProjectYear> years;
  for (const auto& project : source.projects) {
    project::ProjectYear row = writer.year_of(project.id.value);
    row.project = project.id;
    row.year = year;
    years.push_back(std::move(row));
  }
  return years;
}

}  // namespace

bool can_go_out(std::string_view layout) { return std::ranges::find(kLayouts, layout) != kLayouts.end(); }

std::vector<OutColumn> out_columns(const Layout& layout, const OutPeriod& period,
                                   const std::vector<std::string>& only) {
  const auto is_wanted = [&](const Field& field) {
    if (std::ranges::find(kNotOut, field.name) != kNotOut.end() || field.axis == Axis::by_indicator) return false;
    if (layout.id == "project" && std::ranges::find(kNotOutOfLedger, field.name) != kNotOutOfLedger.end()) return false;
    return only.empty() || std::ranges::find(only, field.name) != only.end();
  };
  std::vector<OutColumn> columns;
  for (const Field& field : layout.fields)
    if (field.axis == Axis::plain && is_wanted(field)) columns.push_back({field.name, 0, "", header_of(layout, field)});
  for (int month = 1; month <= 12; ++month) {
    const int first = period.first == 0 ? period.month : period.first;
    if (period.month != 0 && (month < first || period.month < month)) continue;
    for (const Field& field : layout.fields)
      if (field.axis == Axis::by_month && is_wanted(field))
        columns.push_back({field.name, month, std::to_string(month) + "月", header_of(layout, field)});
  }
  return columns;
}

std::vector<OutRecord> out_records(const Layout& layout, const std::vector<OutColumn>& columns, const OutSource& source,
                                   const OutPeriod& period) {
  GUATU_ASSERT(can_go_out(layout.id));
  const Writer writer(layout, source, period);
  std::vector<OutRecord> records;
  const auto by_id = [](const auto& row) { return row.id.value; };
  if (layout.id == "unit") add_records(source.units, writer, columns, by_id, records);
  if (layout.id == "enterprise") add_records(source.enterprises, writer, columns, by_id, records);
  if (layout.id == "indicator") add_records(source.indicators, writer, columns, by_id, records);
  if (layout.id == "project") add_records(source.projects, writer, columns, by_id, records);
  if (layout.id == "matter" || layout.id == "matter_change")
    add_records(source.matters, writer, columns, by_id, records);
  if (layout.id == "target")
    add_records(
        source.targets, writer, columns, [](const auto& row) { return row.indicator.value; }, records);
  if (layout.id == "project_year")
    add_records(
        years_of(source, writer, period.year), writer, columns, [](const auto& row) { return row.project.value; },
        records);
  if (layout.id == "milestone")
    add_records(
        source.milestones, writer, columns,
        [](const auto& row) { return row.project.value + "/" + std::to_string(row.sequence); }, records);
  return records;
}

}  // namespace guatu::exchange
