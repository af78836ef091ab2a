// SPDX-License-Identifier: Apache-2.0
// Projects, their years, milestones and adjustments out of their tables.
#include "base/code.hpp"
#include "base/text.hpp"
#include "feature/exchange/project_course_rows.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {
namespace {

// 重点项目台账_房地产.xlsx and a sheet 交通 both name the sector where no column does.
std::string sector_of(const TableContext& context) {
  std::string stem = context.workbook->file_name;
  if (const auto slash = stem.rfind('/'); slash != std::string::npos) stem.erase(0, slash + 1);
  if (const auto dot = stem.rfind('.'); dot != std::string::npos) stem.erase(dot);
  const auto underscore = stem.rfind('_');
  if (underscore == std::string::npos) return context.sheet->name;
  const std::string last = stem.substr(underscore + 1);
  return find_year(last) ? context.sheet->name : last;
}

bool check_project_exists(const RowReader& row, const Draft& draft, const std::string& id) {
  if (draft.projects.find(id) != nullptr) return true;
  row.report("project", wrong_cell("import.unknown_project", {{"value", id}}));
  return false;
}

void check_name(const RowReader& row, const project::Project& project) {
  const std::string name = row.text("name");
  if (!name.empty() && squeeze(name) != squeeze(project.name))
    row.report("name", wrong_cell("import.name_differs", {{"value", name}, {"stored", project.name}}),
               Severity::doubtful);
}

std::optional<int> year_for(const RowReader& row, const Column* column) {
  if (column != nullptr && column->year) return column->year;
  std::int64_t given = 0;
  row.set("year", given);
  if (given != 0) return static_cast<int>(given);
  return row.context().year;
}

project::ProjectYear& edit_year(Draft& draft, const std::string& project, int year) {
  project::ProjectYear blank;
  blank.project.value = project;
  blank.year = year;
  return draft.project_years.edit(std::move(blank));
}

// The ledger's adjustment columns make a row of their own, keyed as those of the sheet 项目调整.
void read_ledger_adjustment(const RowReader& row, Draft& draft, const std::string& project) {
  if (!row.has("adjustment_kind")) return;
  project::Adjustment blank;
  blank.project.value = project;
  row.set("adjustment_kind", blank.kind);
  row.set("adjustment_number", blank.approval_number);
  auto& adjustment = draft.adjustments.edit(blank);
  row.set("adjusted_on", adjustment.approved_on);
  check_approval(row, adjustment, {"adjustment_kind", "adjustment_number", "adjusted_on"});
}

void read_ledger_texts(const RowReader& row, project::Project& project) {
  row.set("national_code", project.national_code);
  row.set("name", project.name);
  row.set_id("parent", project.parent);
  row.set("cluster", project.cluster);
  row.set("level", project.level);
  row.set("construction_kind", project.construction_kind);
  row.set("stage", project.stage);
  row.set("scale_text", project.scale_text);
  row.set("years_text", project.years_text);
  row.set("funding_source", project.funding_source);
  row.set("owner", project.owner);
  row.set("contact_leader", project.contact_leader);
  row.set("project_lead", project.project_lead);
  row.set("task_force", project.task_force);
  row.set("progress_text", project.progress_text);
  row.set("note", project.note);
}

void read_ledger_row(const RowReader& row, Draft& draft, const std::string& id, std::int64_t sequence) {
  project::Project blank;
  blank.id.value = id;
  auto& project = draft.projects.edit(std::move(blank));
  read_ledger_texts(row, project);
  note_stage(row, id);
  if (row.says_of("sector"))
    row.set("sector", project.sector);
  else if (project.sector.empty())
    project.sector = sector_of(row.context());
  row.set("total_investment", project.total_investment);
  row.set("invested_before", project.invested_before);
  row.set("responsible", project.responsible);
  row.set("department", project.department);
  row.set("planned_start", project.planned_start);
  row.set("started_on_site", project.started_on_site);
  row.set("started_statistically", project.started_statistically);
  row.set("planned_finish", project.planned_finish);
  row.set("progress_on", project.progress_on);
  if (project.sequence == 0) project.sequence = sequence;
  if (project.name.empty()) row.report("name", wrong_cell("import.key_missing", {{"field", "项目名称"}}));
  if (!project.national_code.empty() && check_project_code(project.national_code) != CodeCheck::right)
    row.report("national_code", wrong_cell("import.not_a_project_code", {{"value", project.national_code}}),
               Severity::doubtful);
}

}  // namespace

void read_projects(const TableContext& context, Draft& draft) {
  Records records(context);
  auto sequence = static_cast<std::int64_t>(draft.projects.stored().size() + draft.projects.touched().size());
  records.each([&](const RowReader& row) {
    const std::string id = row.key("id");
    if (id.empty() || !records.is_first(row, "id", id)) return;
    read_ledger_row(row, draft, id, ++sequence);
    read_ledger_adjustment(row, draft, id);
    const auto* plan = context.mapping->find("year_plan");
    if (plan == nullptr || !row.says_of("year_plan")) return;
    const auto year = year_for(row, plan->column);
    if (!year) return row.report("year_plan", wrong_cell("import.year_missing", {{"value", row.text("year_plan")}}));
    row.set("year_plan", edit_year(draft, id, *year).year_plan);
  });
}

void read_adjustments(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    project::Adjustment blank;
    blank.project.value = row.key("project");
    if (blank.project.empty() || !check_project_exists(row, draft, blank.project.value)) return;
    row.set("kind", blank.kind);
    row.set("approval_number", blank.approval_number);
    auto& adjustment = draft.adjustments.edit(blank);
    row.set("approved_on", adjustment.approved_on);
    row.set("year_plan_before", adjustment.year_plan_before);
    row.set("year_plan_after", adjustment.year_plan_after);
    row.set("reason", adjustment.reason);
    check_approval(row, adjustment, {"kind", "approval_number", "approved_on"});
  });
}

namespace {

// 1—2月 is one joint figure: it stands in February and January stays empty, so sums are right and nobody
// reads a January that was never published.
std::optional<std::size_t> month_slot(const RowReader& row, const Column& column) {
  const auto slot = slot_of(column);
  if (column.span && !slot)
    row.report(column, wrong_cell("import.span_not_a_month", {{"value", join(column.path, "/")}}));
  return slot;
}

// A month a hundred times the year's plan is a wrong unit of measure (万元 under 亿元), not diligence.
constexpr std::int64_t kImplausibleTimes = 100;

bool is_implausible(Money amount, const std::optional<Money>& year_plan) {
  return year_plan && !year_plan->is_zero() && amount.fen() / kImplausibleTimes > year_plan->fen();
}

void read_months(const RowReader& row, std::string_view field, const std::optional<Money>& year_plan,
                 project::MonthlyMoney& months) {
  for (const auto& mapped : row.columns(field)) {
    const auto slot = month_slot(row, *mapped.column);
    if (!slot) continue;
    const auto amount = row.money(mapped);
    if (!amount) {
      if (row.is_cleared(*mapped.column, field)) months[*slot].reset();
      continue;
    }
    if (is_implausible(*amount, year_plan)) {
      row.report(*mapped.column,
                 wrong_cell("import.implausible_amount",
                            {{"value", format_money(*amount, MoneyUnit::hundred_million_yuan, 4)},
                             {"year_plan", format_money(*year_plan, MoneyUnit::hundred_million_yuan, 4)}}));
      continue;
    }
    months[*slot] = amount;
  }
}

// The sheet's own cumulative columns are checks, not data: a difference beyond the places they are written with
// says that one of the figures is wrong.
void check_cumulative(const RowReader& row, std::string_view field, const project::MonthlyMoney& months, int until) {
  for (const auto& mapped : row.columns(field)) {
    const NumberGiven stated = row.number(mapped, NumberMeaning::plain);
    const auto unit = money_unit(row.unit_of_measure(*mapped.column));
    if (stated.given != Given::value || !unit) continue;
    const int month = mapped.column->span ? mapped.column->span->last : until;
    const Decimal sum = decimal_in(project::cumulative(months, month), *unit).rescaled(stated.number.scale());
    if (stated.number != sum)
      row.report(*mapped.column, wrong_cell("import.cumulative_differs", {{"value", format_decimal(stated.number)},
                                                                          {"sum", format_decimal(sum)},
                                                                          {"unit", std::string(text_of(*unit))}}));
  }
}

}  // namespace

namespace {

// What a monthly form says of the project itself beside the money.
void read_progress(const RowReader& row, Draft& draft, const std::string& id) {
  std::optional<Id<unit::Unit>> reporter;  // only to refuse a unit that does not exist
  row.set("reporter", reporter);
  if (!row.says_of("stage") && !row.says_of("progress_text") && !row.says_of("progress_on")) return;
  auto& project = draft.projects.edit(*draft.projects.find(id));
  row.set("stage", project.stage);
  note_stage(row, id);
  row.set("progress_text", project.progress_text);
  row.set("progress_on", project.progress_on);
}

// A line that says nothing of the year leaves no row behind.
bool says_something(const RowReader& row) {
  for (const auto& mapped : row.context().mapping->columns)
    if (mapped.field == "year_plan" || mapped.field == "plan" || mapped.field == "actual") {
      const auto* cell = row.cell(*mapped.column);
      if (cell != nullptr && (cell->kind != sheet::CellKind::blank || cell->formula != sheet::FormulaState::none))
        return true;
      if (row.context().emptied.contains({row.row(), mapped.column->index})) return true;
    }
  return false;
}

}  // namespace

void read_project_years(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string id = row.key("project");
    if (id.empty() || !check_project_exists(row, draft, id)) return;
    const auto year = year_for(row, context.mapping->find("actual")->column);
    if (!year) return row.report("project", wrong_cell("import.year_missing", {{"value", id}}));
    if (!records.is_first(row, "project", id + "/" + std::to_string(*year))) return;
    check_name(row, *draft.projects.find(id));
    read_progress(row, draft, id);
    if (!says_something(row)) return;
    auto& project_year = edit_year(draft, id, *year);
    row.set("year_plan", project_year.year_plan);
    read_months(row, "plan", project_year.year_plan, project_year.plan);
    read_months(row, "actual", project_year.year_plan, project_year.actual);
    check_months(row, draft, project_year);
    const int reported = project::last_reported_month(project_year.actual, 12);
    check_cumulative(row, "cumulative_actual", project_year.actual, reported);
    check_cumulative(row, "cumulative_plan", project_year.plan, reported);
    check_cumulative(row, "cumulative_by_month", project_year.actual, 12);
  });
}

void read_milestones(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    project::Milestone blank;
    blank.project.value = row.key("project");
    if (blank.project.empty() || row.key("sequence").empty() || !check_project_exists(row, draft, blank.project.value))
      return;
    row.set("sequence", blank.sequence);
    if (!records.is_first(row, "sequence", key_of(blank))) return;
    auto& milestone = draft.milestones.edit(std::move(blank));
    row.set("name", milestone.name);
    row.set("baseline", milestone.baseline);
    row.set("entered", milestone.entered);
    row.set("actual", milestone.actual);
    row.set("note", milestone.note);
    check_milestone(row, draft, milestone);
  });
}

}  // namespace guatu::exchange
