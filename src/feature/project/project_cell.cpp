// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_cell.hpp"

#include <charconv>
#include <variant>

#include "base/text.hpp"

namespace guatu::project {
namespace {

struct TextCell {
  std::string Project::*member;
  std::size_t characters_max;
};
using MoneyCell = std::optional<Money> Project::*;
using DateCell = std::optional<Date> Project::*;
using UnitCell = std::optional<Id<unit::Unit>> Project::*;
using Member = std::variant<TextCell, MoneyCell, DateCell, UnitCell>;

struct Known {
  std::string_view field;
  Member member;
};

const Known kFields[] = {
    {"name", TextCell{&Project::name, 200}},
    {"national_code", TextCell{&Project::national_code, 40}},
    {"sector", TextCell{&Project::sector, 40}},
    {"cluster", TextCell{&Project::cluster, 80}},
    {"level", TextCell{&Project::level, 40}},
    {"construction_kind", TextCell{&Project::construction_kind, 40}},
    {"scale_text", TextCell{&Project::scale_text, 4000}},
    {"years_text", TextCell{&Project::years_text, 40}},
    {"funding_source", TextCell{&Project::funding_source, 200}},
    {"owner", TextCell{&Project::owner, 200}},
    {"contact_leader", TextCell{&Project::contact_leader, 40}},
    {"project_lead", TextCell{&Project::project_lead, 40}},
    {"task_force", TextCell{&Project::task_force, 100}},
    {"note", TextCell{&Project::note, 4000}},
    {"total_investment", MoneyCell{&Project::total_investment}},
    {"invested_before", MoneyCell{&Project::invested_before}},
    {"responsible", UnitCell{&Project::responsible}},
    {"department", UnitCell{&Project::department}},
    {"planned_start", DateCell{&Project::planned_start}},
    {"started_on_site", DateCell{&Project::started_on_site}},
    {"started_statistically", DateCell{&Project::started_statistically}},
    {"planned_finish", DateCell{&Project::planned_finish}},
};

const Known* find_field(std::string_view field) {
  for (const Known& known : kFields)
    if (known.field == field) return &known;
  return nullptr;
}

// 0 for year_plan, the month for plan_01 … plan_12, −1 for others.
int year_cell(std::string_view field) {
  if (field == "year_plan") return 0;
  if (!field.starts_with("plan_") || field.size() != 7) return -1;
  for (int month = 1; month <= 12; ++month)
    if (field.substr(5) == (month < 10 ? "0" : "") + std::to_string(month)) return month;
  return -1;
}

std::unexpected<Error> bad(const CellPlace& where, std::string_view field, std::string_view text,
                           std::string_view accepted) {
  return refuse(ErrorKind::invalid, where.place, "project.bad_cell",
                {{"row", where.row},
                 {"field", std::string(field)},
                 {"value", std::string(text.substr(0, 200))},
                 {"accepted", std::string(accepted)}});
}

std::string names_of_fields() {
  std::string names;
  for (const Known& known : kFields) names.append(known.field).append(", ");
  return names + "year_plan, plan_01 … plan_12";
}

// 2026-09-21, and as Excel shows it: 2026/9/21, 2026.9.21.
Result<Date> typed_date(std::string_view text) {
  const auto parts = split(text, "/.-");
  int numbers[3] = {};
  if (parts.size() != 3 || text.size() > 10) return parse_date(text);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto read = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
    if (read.ec != std::errc() || read.ptr != parts[i].data() + parts[i].size()) return parse_date(text);
  }
  return numbers[0] < 1000 ? parse_date(text) : checked_date(numbers[0], numbers[1], numbers[2]);
}

struct Cell {
  std::string_view field;
  std::string_view text;
  const CellPlace& where;

  Result<void> read(std::string& out, std::size_t characters_max) const {
    const bool is_missing = text.empty() && field == "name";
    if (is_missing || character_count(text) > characters_max)
      return bad(where, field, text, "1–" + std::to_string(characters_max) + " 字");
    out = text;
    return {};
  }
  Result<void> read(std::optional<Money>& out) const {
    out.reset();
    if (text.empty()) return {};
    const auto money = parse_money(text, MoneyUnit::yuan);
    if (!money || money->is_negative()) return bad(where, field, text, "12000000.00");
    out = *money;
    return {};
  }
  Result<void> read(std::optional<Date>& out) const {
    out.reset();
    if (text.empty()) return {};
    const auto date = typed_date(text);
    if (!date) return bad(where, field, text, "2026-09-21");
    out = *date;
    return {};
  }
  Result<void> read(std::optional<Id<unit::Unit>>& out) const {
    out.reset();
    if (!text.empty()) out = Id<unit::Unit>{std::string(text)};
    return {};
  }
};

}  // namespace

bool is_year_cell(std::string_view field) { return year_cell(field) >= 0; }

Result<void> set_cell(Project& project, ProjectYear& year, std::string_view field, std::string_view text,
                      const CellPlace& where) {
  const Cell cell{field, trim(text), where};
  if (const int month = year_cell(field); month >= 0)
    return cell.read(month == 0 ? year.year_plan : year.plan[static_cast<std::size_t>(month - 1)]);
  const Known* known = find_field(field);
  if (known == nullptr)
    return refuse(ErrorKind::invalid, where.place, "project.unknown_cell",
                  {{"row", where.row}, {"field", std::string(field.substr(0, 80))}, {"accepted", names_of_fields()}});
  if (const auto* text_cell = std::get_if<TextCell>(&known->member))
    return cell.read(project.*(text_cell->member), text_cell->characters_max);
  if (const auto* money = std::get_if<MoneyCell>(&known->member)) return cell.read(project.*(*money));
  if (const auto* date = std::get_if<DateCell>(&known->member)) return cell.read(project.*(*date));
  return cell.read(project.*std::get<UnitCell>(known->member));
}

}  // namespace guatu::project
