// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_sheet_actions.hpp"

#include "feature/unit/unit_actions.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::project {
namespace {

using sheet_out::Value;

struct Column {
  const char* title;
  int width;
};
constexpr Column kColumns[] = {
    {"序号", 6},
    {"项目编号", 14},
    {"项目名称", 36},
    {"所属打包项目", 14},
    {"灯", 8},
    {"阶段", 8},
    {"行业领域", 12},
    {"项目集群", 14},
    {"级别", 10},
    {"建设性质", 10},
    {"责任单位", 16},
    {"行业主管部门", 16},
    {"联系领导", 10},
    {"项目长", 10},
    {"业主单位", 24},
    {"总投资(万元)", 14},
    {"至上年底完成(万元)", 14},
    {"年度计划(万元)", 14},
    {"本年完成(万元)", 14},
    {"完成率", 9},
    {"计划开工", 12},
    {"现场开工", 12},
    {"统计入库", 12},
    {"计划竣工", 12},
    {"形象进度", 40},
    {"更新日期", 12},
    {"备注", 24},
};

Value money(const std::optional<Money>& amount) {
  if (!amount) return std::monostate{};
  return decimal_in(*amount, MoneyUnit::ten_thousand_yuan).rescaled(2);
}

Value day(const std::optional<Date>& date) {
  if (!date) return std::monostate{};
  return *date;
}

std::vector<Value> values_of(const ExportedRow& row, int month, std::int64_t number) {
  static const ProjectYear kNone;
  const Project& project = *row.project;
  const ProjectYear& year = row.year == nullptr ? kNone : *row.year;
  Value invested = std::monostate{};
  Value completion = std::string("未报");
  if (last_reported_month(year.actual, month) > 0) {
    const Money sum = cumulative(year.actual, month);
    invested = money(sum);
    completion = std::string();
    if (year.year_plan && !year.year_plan->is_zero())
      completion = sheet_out::Percent{ratio_of(sum, *year.year_plan).percent(1)};
  }
  return {number,
          project.id.value,
          project.name,
          project.parent ? project.parent->value : std::string(),
          row.light,
          std::string(chinese_of(project.stage)),
          project.sector,
          project.cluster,
          project.level,
          project.construction_kind,
          row.unit,
          row.department,
          project.contact_leader,
          project.project_lead,
          project.owner,
          money(project.total_investment),
          money(project.invested_before),
          money(year.year_plan),
          std::move(invested),
          std::move(completion),
          day(project.planned_start),
          day(project.started_on_site),
          day(project.started_statistically),
          day(project.planned_finish),
          project.progress_text,
          day(project.progress_on),
          project.note};
}

}  // namespace

std::map<std::string, std::string, std::less<>> load_unit_names(const db::Reader& reader) {
  std::map<std::string, std::string, std::less<>> names;
  for (const auto& unit : unit::load_units(reader)) names.emplace(unit.id.value, unit.shown_name());
  return names;
}

Result<std::string> write_project_sheet(const Exported& exported) {
  sheet_out::Sheet sheet;
  sheet.name = std::to_string(exported.year) + "年重点项目";
  sheet.header_rows = 1;
  sheet.frozen_columns = 3;
  sheet_out::Style header;
  header.fill = sheet_out::Fill::header;
  header.weight = sheet_out::Weight::bold;
  header.border = sheet_out::Border::thin;
  sheet_out::Style plain;
  plain.border = sheet_out::Border::thin;
  auto& titles = sheet.rows.emplace_back();
  for (const Column& column : kColumns) {
    titles.push_back({std::string(column.title), header});
    sheet.column_widths.push_back(column.width);
  }
  std::int64_t number = 0;
  for (const ExportedRow& row : exported.rows) {
    auto& cells = sheet.rows.emplace_back();
    for (Value& value : values_of(row, exported.month, ++number)) cells.push_back({std::move(value), plain});
  }
  sheet_out::Workbook book;
  book.title = sheet.name;
  book.sheets.push_back(std::move(sheet));
  book.mark = exported.mark;
  return xlsx::write_xlsx(book, exported.mark.taken_at);
}

}  // namespace guatu::project
