// SPDX-License-Identifier: Apache-2.0
// Indicator definitions, year targets and their split to months and units.
#include "base/text.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {
namespace {

constexpr const char* kAnyReason = "—";  // whether there is one is asked once for the whole import

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

// A stored target changes by an adjustment with its number and day, and the one before stays beside it.
// `field` is where the new one stands.
void check_adjusted(const RowReader& row, const Column& at, Draft& draft, indicator::Target& target) {
  const auto* stored = draft.targets.find_stored(key_of(target));
  if (stored == nullptr) return;
  const bool has_changed = stored->level != target.level || stored->growth != target.growth;
  if (!has_changed) {
    if (stored->adjustment_number != target.adjustment_number || stored->adjusted_on != target.adjusted_on)
      row.report("adjustment_number", wrong_cell("indicator.adjustment_without_change", {}));
    return;
  }
  const std::string number = row.text("adjustment_number");
  if (number.empty() || !row.has("adjusted_on")) {
    const auto& layout = *row.context().mapping->layout;
    row.report(at, wrong_cell("import.target_without_adjustment",
                              {{"before", stored->level.empty() ? stored->growth : stored->level},
                               {"value", target.level.empty() ? target.growth : target.level},
                               {"columns", layout.find("adjustment_number")->synonyms.front() + "、" +
                                               layout.find("adjusted_on")->synonyms.front()}}));
    return;
  }
  std::vector<indicator::TargetAdjustment> earlier;
  for (const auto& one : draft.target_adjustments)
    if (one.indicator == target.indicator && one.unit == target.unit && one.year == target.year) earlier.push_back(one);
  indicator::TargetAdjustment last;  // that of a target which came adjusted
  last.number = stored->adjustment_number;
  if (!last.number.empty()) earlier.push_back(std::move(last));
  const auto adjusted = indicator::adjust_target(
      *stored,
      {target.level, target.growth, target.internal_level, target.note, number, target.adjusted_on, kAnyReason},
      earlier, {});
  if (!adjusted) return row.report(at, adjusted.error());
  target.level_before = stored->level;
  draft.target_reasons[indicator::adjustment_key(target)] = row.text("reason");
}

void check_before(const RowReader& row, const Draft& draft, const indicator::Target& target) {
  const auto* stored = draft.targets.find_stored(key_of(target));
  const std::string told = row.text("level_before");
  if (stored == nullptr || told.empty() || squeeze(told) == squeeze(stored->level) ||
      squeeze(told) == squeeze(stored->level_before))
    return;
  row.report("level_before", wrong_cell("import.target_before_differs", {{"value", told}, {"stored", stored->level}}),
             Severity::doubtful);
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
    check_before(row, draft, target);
    check_adjusted(row, *context.mapping->find("level")->column, draft, target);
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
      auto& target = draft.targets.edit(std::move(blank));
      const std::string level_before = target.level;
      target.level = format_decimal(level.number);
      if (target.level == level_before) continue;  // the number of the line is of those that change
      row.set("adjustment_number", target.adjustment_number);
      row.set("adjusted_on", target.adjusted_on);
      check_adjusted(row, *mapped.column, draft, target);
    }
  });
}

}  // namespace guatu::exchange
