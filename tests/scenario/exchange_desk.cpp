// SPDX-License-Identifier: Apache-2.0
#include "tests/scenario/exchange_desk.hpp"

#include <stdexcept>

#include "base/marked_copy.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::testing {

std::string unit_code(int number) { return fmt::format("U{:02}", number); }

namespace {

std::vector<unit::Unit> units() {
  std::vector<unit::Unit> all(1);
  all[0].id.value = "D00";
  all[0].name = "云汀区";
  all[0].kind = unit::UnitKind::district;
  for (int number = 1; number <= kUnits; ++number) {
    unit::Unit unit;
    unit.id.value = unit_code(number);
    unit.name = fmt::format("第{}单位", number);
    unit.short_name = number == 2 ? "第1单位" : "";  // a name that leads to two of them
    unit.parent = Id<unit::Unit>{"D00"};
    unit.group = "部门";
    unit.sequence = number;
    unit.aliases = {fmt::format("{}所", number), fmt::format("{}站", number)};
    unit.valid_from = date_of(2020, 1, number);
    all.push_back(std::move(unit));
  }
  unit::Unit bureau;
  bureau.id.value = "S03";
  bureau.name = "区统计局";
  bureau.kind = unit::UnitKind::source;
  all.push_back(bureau);
  return all;
}

project::Project project_of(int unit, int number) {
  project::Project project;
  project.id.value = fmt::format("YT-{:02}-{}", unit, number);
  project.name = number == 1 ? "=1+1 号厂房" : "厂房二期";
  project.sector = "工业";
  project.level = "区重点";
  project.stage = project::Stage::continuing;
  project.responsible = Id<unit::Unit>{unit_code(unit)};
  project.contact_leader = "@陆知远";
  project.total_investment = Money::of_fen(123'456'789'01LL + unit);
  project.planned_start = date_of(2026, 3, 1);
  project.progress_text = "-主体\n封顶";
  project.sequence = unit * 10 + number;
  return project;
}

}  // namespace

void fill_registers(db::Tx& tx) {
  unit::save(tx, units());
  std::vector<project::Project> projects;
  std::vector<project::ProjectYear> years;
  for (int unit = 1; unit <= kUnits; ++unit)
    for (int number = 1; number <= 2; ++number) {
      projects.push_back(project_of(unit, number));
      project::ProjectYear year;
      year.project = projects.back().id;
      year.year = 2026;
      year.year_plan = Money::of_fen(120'000'000'00);
      for (std::size_t month = 0; month < 7; ++month) year.actual[month] = Money::of_fen(1'000'000'50);
      if (number == 1) years.push_back(year);
    }
  project::save(tx, projects);
  project::save(tx, years);
  project::Milestone milestone;
  milestone.project.value = "YT-01-1";
  milestone.sequence = 3;
  milestone.name = "封顶";
  milestone.baseline = date_of(2026, 8, 1);
  project::save(tx, std::vector{milestone});
  enterprise::Enterprise enterprise;
  enterprise.id.value = "91350100M000100Y43";
  enterprise.name = "+澄江";
  enterprise.location = Id<unit::Unit>{"U02"};
  enterprise.phone = "0951-1234567";
  enterprise::save(tx, std::vector{enterprise});
  indicator::Indicator indicator;
  indicator.id.value = "I03";
  indicator.name = "规上工业总产值";
  indicator.unit_of_measure = "亿元";
  indicator.sequence = 1;
  indicator.source = "区统计局";
  indicator.joint_january_february = indicator.january_not_applicable = "否";
  indicator::save(tx, std::vector{indicator});
  indicator::Target target;
  target.indicator.value = "I03";
  target.unit.value = "D00";
  target.year = 2026;
  target.level = "18,000";
  target.growth = "5.5%左右";
  indicator::save(tx, std::vector{target});
  matter::Matter matter;
  matter.id.value = "云调督〔2026〕37号";
  matter.kind = "会议交办";
  matter.text = "=HYPERLINK(\"http://x\")";
  matter.lead = Id<unit::Unit>{"U02"};
  matter.assisting = {{"U03"}, {"U04"}};
  matter.assigned_on = date_of(2026, 8, 1);
  matter.original_due = matter.due = date_of(2026, 9, 30);
  matter.state = matter::State::working;
  matter::Matter live = matter;
  live.id.value = "云调督〔2026〕38号";
  live.acts = 1;
  matter::save(tx, std::vector{matter, live});
}

sheet::Workbook read(const std::string& bytes) { return spreadsheet::read_spreadsheet(bytes, "came.xlsx").value(); }

std::string written(sheet_out::Workbook book) { return xlsx::write_xlsx(book, Instant(date_of(2026, 9, 21))).value(); }

sheet_out::Workbook copy_of(const std::string& bytes) {
  auto copy = sheet_out::marked_copy(read(bytes), {});
  copy.sheets.pop_back();  // the list of errors
  return copy;
}

sheet_out::Sheet& sheet_in(sheet_out::Workbook& book, const std::string& name) {
  for (auto& sheet : book.sheets)
    if (sheet.name == name) return sheet;
  throw std::runtime_error("no sheet " + name);
}

void put(sheet_out::Sheet& sheet, const std::string& cell, sheet_out::Value value) {
  const auto at = sheet::parse_cell_name(cell).value();
  if (sheet.rows.size() <= at.row) sheet.rows.resize(at.row + 1);
  if (sheet.rows[at.row].size() <= at.column) sheet.rows[at.row].resize(at.column + 1U);
  sheet.rows[at.row][at.column].value = std::move(value);
}

std::string edited(const std::string& bytes, const std::vector<Edit>& edits) {
  auto copy = copy_of(bytes);
  for (const Edit& edit : edits) put(sheet_in(copy, edit.sheet), edit.cell, edit.value);
  return written(std::move(copy));
}

std::string cell_with(const std::string& bytes, const std::string& sheet, const std::string& text) {
  const auto workbook = read(bytes);
  for (const auto& cell : workbook.find_sheet(sheet)->cells)
    if (sheet::shown_text(cell) == text) return sheet::cell_name(cell.position());
  return "";
}

}  // namespace guatu::testing
