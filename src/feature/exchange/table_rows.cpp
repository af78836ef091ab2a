// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/table_rows.hpp"

#include <algorithm>
#include <array>

namespace guatu::exchange {
namespace {

constexpr std::array<LayoutReader, 24> kReaders{{
    {"unit", read_units},
    {"person", read_people},
    {"enterprise", read_enterprises},
    {"indicator", read_indicators},
    {"target", read_targets},
    {"month_shares", read_month_shares},
    {"unit_target", read_unit_targets},
    {"observation", read_observations, true},
    {"observation_list", read_observation_list, true},
    {"unit_observation", read_unit_observations, true},
    {"unit_growth", read_unit_observations, true},
    {"unit_observation_matrix", read_unit_observation_matrix, true},
    {"release", read_releases},
    {"project", read_projects},
    {"adjustment", read_adjustments},
    {"project_year", read_project_years},
    {"milestone", read_milestones},
    {"matter", read_matters},
    {"matter_change", read_matters},
    {"matter_report", read_matter_reports},
    {"extension", read_extensions},
    {"letter", read_letters},
    {"cycle", read_cycles},
    {"agenda_item", read_agenda},
}};
}  // namespace

std::span<const LayoutReader> layout_readers() { return kReaders; }

bool brings_statistics(std::string_view layout) {
  return std::ranges::any_of(kReaders,
                             [&](const LayoutReader& one) { return one.layout == layout && one.is_of_statistics; });
}

Error wrong_cell(const char* code, ProblemArgs args) {
  return Error{ErrorKind::invalid, {Problem{"", code, std::move(args)}}};
}

void Records::each(const std::function<void(const RowReader&)>& read) const {
  for (const auto& row : context_->table->rows)
    if (row.role == RowRole::record) read(RowReader(*context_, row.row));
}

bool Records::is_first(const RowReader& row, std::string_view field, const std::string& key) {
  const auto [place, is_new] = row_of_key_.try_emplace(key, row.row());
  if (!is_new)
    row.report(field, wrong_cell("import.duplicate_key",
                                 {{"value", row.text(field)}, {"row", std::to_string(place->second + 1)}}));
  return is_new;
}

namespace {

// Rounded parts may differ from a rounded total by half a last place each.
Severity severity_of(const Decimal& stated, const Decimal& sum, std::size_t records) {
  const Decimal difference = stated < sum ? sum - stated : stated - sum;
  const Decimal last_place(static_cast<std::int64_t>(records / 2 + 1), stated.scale());
  return difference <= last_place && stated.scale() > 0 ? Severity::doubtful : Severity::wrong;
}

struct RunningSum {
  Decimal sum;
  std::size_t records = 0;
  void add(const Decimal& number) { sum = sum + number, ++records; }
};

std::string texts_of(const sheet::Sheet& sheet, std::uint32_t row) {
  std::string texts;
  for (const auto& cell : sheet.row_cells(row))
    if (cell.kind == sheet::CellKind::text) texts += std::string(cell.text) + " ";
  return texts;
}

void compare_total(const TableContext& context, std::uint32_t at, const Column& column, const Decimal& stated,
                   const RunningSum& running) {
  if (stated == running.sum) return;
  RowReader(context, at)
      .report(
          column,
          wrong_cell("import.total_differs", {{"value", format_decimal(stated)}, {"sum", format_decimal(running.sum)}}),
          severity_of(stated, running.sum, running.records));
}

void check_totals_of(const TableContext& context, const Column& column) {
  RunningSum whole;
  RunningSum part;
  std::vector<std::pair<std::uint32_t, Decimal>> grand_totals;
  for (const auto& table_row : context.table->rows) {
    if (table_row.role != RowRole::record && table_row.role != RowRole::total) continue;
    const RowReader row(context, table_row.row);
    const auto number = read_number(row.cell(column), NumberMeaning::plain);
    if (!number || number->given != Given::value) continue;
    if (table_row.role == RowRole::record) {
      // Parts of a packaged project are inside it already.
      if (row.has("parent")) continue;
      whole.add(number->number);
      part.add(number->number);
      continue;
    }
    const std::string label = texts_of(*context.sheet, table_row.row);
    if (label.find("其中") != std::string::npos) continue;
    if (label.find("小计") == std::string::npos) {
      grand_totals.emplace_back(table_row.row, number->number);
      continue;
    }
    compare_total(context, table_row.row, column, number->number, part);
    part = RunningSum();
  }
  // A grand total may stand above its rows, so it is compared when all of them are known.
  for (const auto& [at, stated] : grand_totals) compare_total(context, at, column, stated, whole);
}

}  // namespace

void check_totals(const TableContext& context) {
  for (const auto& mapped : context.mapping->columns)
    if (money_unit(RowReader(context, 0).unit_of_measure(*mapped.column))) check_totals_of(context, *mapped.column);
}

}  // namespace guatu::exchange
