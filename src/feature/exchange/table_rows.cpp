// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/table_rows.hpp"

#include <array>

namespace guatu::exchange {
namespace {

constexpr std::array<LayoutReader, 25> kReaders{{
    {"unit", read_units},
    {"person", read_people},
    {"enterprise", read_enterprises},
    {"indicator", read_indicators},
    {"target", read_targets},
    {"month_shares", read_month_shares},
    {"unit_target", read_unit_targets},
    {"observation", read_observations},
    {"observation_list", read_observation_list},
    {"unit_observation", read_unit_observations},
    {"unit_growth", read_unit_observations},
    {"unit_observation_matrix", read_unit_observation_matrix},
    {"release", read_releases},
    {"project", read_projects},
    {"adjustment", read_adjustments},
    {"project_year", read_project_years},
    {"project_month", read_project_months},
    {"milestone", read_milestones},
    {"matter", read_matters},
    {"matter_change", read_matters},
    {"matter_report", read_matter_reports},
    {"extension", read_extensions},
    {"letter", read_letters},
    {"cycle", read_cycles},
    {"agenda_item", read_agenda},
}};
bool is_money_unit(std::string_view unit) { return unit == "元" || unit == "万元" || unit == "亿元"; }

struct RunningSum {
  Decimal whole;
  Decimal part;  // since the last 小计
};

}  // namespace

std::span<const LayoutReader> layout_readers() { return kReaders; }

Error wrong_cell(const char* code, ProblemArgs args) { return Error{ErrorKind::invalid, {Problem{"", code, std::move(args)}}}; }

void Records::each(const std::function<void(const RowReader&)>& read) const {
  for (const auto& row : context_->table->rows)
    if (row.role == RowRole::record) read(RowReader(*context_, row.row));
}

bool Records::is_first(const RowReader& row, std::string_view field, const std::string& key) {
  const auto [place, is_new] = row_of_key_.try_emplace(key, row.row());
  if (!is_new)
    row.report(field, wrong_cell("import.duplicate_key", {{"value", row.text(field)}, {"row", std::to_string(place->second + 1)}}));
  return is_new;
}

void check_totals(const TableContext& context) {
  for (const auto& mapped : context.mapping->columns) {
    const bool is_amount = is_money_unit(RowReader(context, 0).unit_of_measure(*mapped.column)) && mapped.field != "cumulative_growth";
    if (!is_amount) continue;
    RunningSum sum;
    std::vector<std::pair<std::uint32_t, Decimal>> grand_totals;
    for (const auto& table_row : context.table->rows) {
      const RowReader row(context, table_row.row);
      const auto* cell = row.cell(*mapped.column);
      const auto number = read_number(cell, NumberMeaning::plain);
      if (table_row.role == RowRole::record) {
        // Parts of a packaged project are inside it already.
        if (!number || number->given != Given::value || row.has("parent")) continue;
        sum.whole = sum.whole + number->number;
        sum.part = sum.part + number->number;
        continue;
      }
      if (table_row.role != RowRole::total || !number || number->given != Given::value) continue;
      std::string label;
      for (const auto& first : context.sheet->row_cells(table_row.row)) label += std::string(first.text) + " ";
      if (label.find("其中") != std::string::npos) continue;
      if (label.find("小计") == std::string::npos) {
        grand_totals.emplace_back(table_row.row, number->number);
        continue;
      }
      if (number->number != sum.part)
        row.report(*mapped.column, wrong_cell("import.total_differs", {{"value", format_decimal(number->number)}, {"sum", format_decimal(sum.part)}}),
                   Severity::doubtful);
      sum.part = Decimal();
    }
    for (const auto& [at, stated] : grand_totals)
      if (stated != sum.whole)
        RowReader(context, at).report(*mapped.column, wrong_cell("import.total_differs", {{"value", format_decimal(stated)}, {"sum", format_decimal(sum.whole)}}),
                                      Severity::doubtful);
  }
}

}  // namespace guatu::exchange
