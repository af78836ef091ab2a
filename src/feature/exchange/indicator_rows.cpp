// SPDX-License-Identifier: Apache-2.0
// Indicator definitions, year targets and their split to months and units.
#include "base/text.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {
namespace {

bool check_indicator_exists(const RowReader& row, std::string_view field, const Draft& draft, const std::string& id) {
  if (draft.indicators.find(id) != nullptr) return true;
  row.report(field, wrong_cell("import.unknown_indicator", {{"value", id}}));
  return false;
}

std::optional<Id<unit::Unit>> home_or_report(const RowReader& row, const Draft& draft) {
  auto home = draft.home();
  if (!home) row.report("indicator", wrong_cell("import.no_home_unit", {}));
  return home;
}

std::optional<int> year_or_report(const RowReader& row, std::string_view field) {
  std::int64_t given = 0;
  row.set("year", given);
  if (given != 0) return static_cast<int>(given);
  if (!row.context().year) row.report(field, wrong_cell("import.year_missing", {{"value", row.context().sheet->name}}));
  return row.context().year;
}

}  // namespace

void read_indicators(const TableContext& context, Draft& draft) {
  Records records(context);
  auto sequence = static_cast<std::int64_t>(draft.indicators.stored().size());
  records.each([&](const RowReader& row) {
    const std::string id = row.key("id");
    if (id.empty() || !records.is_first(row, "id", id)) return;
    indicator::Indicator blank;
    blank.id.value = id;
    auto& indicator = draft.indicators.edit(std::move(blank));
    row.set("name", indicator.name);
    row.set("unit_of_measure", indicator.unit_of_measure);
    row.set("frequency", indicator.frequency);
    row.set("direction", indicator.direction);
    row.set("measure", indicator.measure);
    row.set("basis", indicator.basis);
    row.set("source", indicator.source);
    row.set("responsible", indicator.responsible);
    row.set("trajectory", indicator.trajectory);
    row.set("joint_january_february", indicator.joint_january_february);
    row.set("january_not_applicable", indicator.january_not_applicable);
    row.set("note", indicator.note);
    if (indicator.sequence == 0) indicator.sequence = ++sequence;
  });
}

void read_targets(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string id = row.key("indicator");
    const auto home = home_or_report(row, draft);
    if (id.empty() || !home || !records.is_first(row, "indicator", id) ||
        !check_indicator_exists(row, "indicator", draft, id))
      return;
    const auto year = year_or_report(row, "indicator");
    if (!year) return;
    indicator::Target blank;
    blank.indicator.value = id;
    blank.unit = *home;
    blank.year = *year;
    auto& target = draft.targets.edit(std::move(blank));
    row.set("level", target.level);
    row.set("growth", target.growth);
    row.set("internal_level", target.internal_level);
    row.set("level_before", target.level_before);
    row.set("adjustment_number", target.adjustment_number);
    row.set("adjusted_on", target.adjusted_on);
    row.set("note", target.note);
  });
}

void read_month_shares(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string id = row.key("indicator");
    const auto home = home_or_report(row, draft);
    if (id.empty() || !home || !check_indicator_exists(row, "indicator", draft, id)) return;
    const auto year = year_or_report(row, "indicator");
    if (!year || !records.is_first(row, "indicator", id + "/" + std::to_string(*year))) return;
    indicator::MonthShares blank;
    blank.indicator.value = id;
    blank.unit = *home;
    blank.year = *year;
    auto& shares = draft.month_shares.edit(std::move(blank));
    row.set("trajectory", shares.trajectory);
    for (const auto& mapped : row.columns("share")) {
      const NumberGiven share = row.number(mapped, NumberMeaning::percent_points);
      if (mapped.column->span && share.given == Given::value)
        shares.share[static_cast<std::size_t>(mapped.column->span->last - 1)] = share.number;
    }
  });
}

void read_unit_targets(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    std::optional<Id<unit::Unit>> unit;
    row.set("unit", unit);
    if (!unit || !records.is_first(row, "unit", unit->value)) return;
    if (is_home_level(row)) return;
    const auto year = year_or_report(row, "unit");
    if (!year) return;
    for (const auto& mapped : row.columns("level")) {
      const NumberGiven level = row.number(mapped, NumberMeaning::plain);
      if (level.given != Given::value) continue;
      indicator::Target blank;
      blank.indicator.value = mapped.indicator;
      blank.unit = *unit;
      blank.year = *year;
      draft.targets.edit(std::move(blank)).level = format_decimal(level.number);
    }
  });
}

}  // namespace guatu::exchange
