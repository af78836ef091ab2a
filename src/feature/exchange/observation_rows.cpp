// SPDX-License-Identifier: Apache-2.0
// Observations out of monthly bulletins: wide by month, by unit, by indicator, and as lists.
//
// A published figure is never overwritten: the same vintage with another value is a wrong cell, a correction
// comes as a vintage of its own (修订, 最终核实).
#include <algorithm>

#include "base/text.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {
namespace {

using indicator::Basis;
using indicator::Measure;
using indicator::Observation;
using indicator::ObservationStatus;

constexpr std::string_view kFirstVintage = "初步";

std::optional<int> power_of_unit(std::string_view unit) {
  if (unit == "元") return 0;
  if (unit == "万元") return 4;
  if (unit == "亿元") return 8;
  return std::nullopt;
}

// 万元 into 亿元 by moving the point, which loses nothing.
std::optional<Decimal> convert(const Decimal& value, std::string_view from, std::string_view to) {
  if (from.empty() || from == to) return value;
  const auto from_power = power_of_unit(from);
  const auto to_power = power_of_unit(to);
  if (!from_power || !to_power) return std::nullopt;
  if (*from_power >= *to_power) return value * Decimal::of_wide(power_of_ten(*from_power - *to_power), 0);
  return Decimal::of_wide(value.coefficient(), value.scale() + (*to_power - *from_power));
}

struct FigurePlace {
  std::string indicator;
  Id<unit::Unit> unit;
  LabelSpan span;
  int year = 0;
  Basis basis = Basis::cumulative;
  Measure measure = Measure::level;
};

Observation blank_observation(const FigurePlace& place, std::string vintage) {
  Observation observation;
  observation.indicator.value = place.indicator;
  observation.unit = place.unit;
  observation.first = Month(place.year, place.span.first);
  observation.last = Month(place.year, place.span.last);
  observation.basis = place.basis;
  observation.measure = place.measure;
  observation.vintage = std::move(vintage);
  return observation;
}

struct Figure {
  NumberGiven number;
  std::string vintage{kFirstVintage};
  std::string source;
  std::optional<Date> released_on;
  std::string note;
};

// Whoever brings another figure is not told the stored one before its release.
Error vintage_differs(const Observation& stored, const Observation& given, Instant now) {
  const auto shown = [](const Observation& one) { return one.value ? format_decimal(*one.value) : "不适用"; };
  if (!indicator::is_released(stored, now))
    return wrong_cell("import.same_vintage_embargoed", {{"value", shown(given)}, {"vintage", given.vintage}});
  return wrong_cell("import.same_vintage_differs",
                    {{"value", shown(given)}, {"stored", shown(stored)}, {"vintage", given.vintage}});
}

Error release_differs(Date given, const Observation& stored) {
  return wrong_cell(
      "import.release_differs",
      {{"value", format_date(given)}, {"stored", format_date(*stored.released_on)}, {"vintage", stored.vintage}});
}

// What is stored of a figure is filled in, never replaced: it is out from the day that was told first.
void add_missing(const RowReader& row, Observation& observation, const Figure& figure, bool is_stored) {
  const auto add = [&](std::string_view field, std::string& kept, const std::string& given) {
    if (given.empty() || given == kept) return;
    if (is_stored && !kept.empty())
      return row.report(field, wrong_cell("import.figure_kept", {{"value", given}, {"stored", kept}}),
                        Severity::doubtful);
    kept = given;
  };
  add("source", observation.source, figure.source);
  add("note", observation.note, figure.note);
  if (!figure.released_on || figure.released_on == observation.released_on) return;
  if (is_stored && observation.released_on)
    return row.report("released_on", release_differs(*figure.released_on, observation));
  observation.released_on = figure.released_on;
}

void put_figure(const RowReader& row, const Column& column, Draft& draft, const FigurePlace& place, Figure figure) {
  if (figure.number.given == Given::nothing) return;
  Observation blank = blank_observation(place, figure.vintage);
  const auto status =
      figure.number.given == Given::value ? ObservationStatus::reported : ObservationStatus::not_applicable;
  const auto* definition = draft.indicators.find(place.indicator);
  if (figure.number.given == Given::value) {
    const auto converted = place.measure == Measure::growth ? figure.number.number
                                                            : convert(figure.number.number, row.unit_of_measure(column),
                                                                      definition->unit_of_measure);
    if (!converted)
      return row.report(column, wrong_cell("import.unit_differs", {{"value", std::string(row.unit_of_measure(column))},
                                                                   {"accepted", definition->unit_of_measure}}));
    blank.value = *converted;
  }
  const auto* present = draft.observations.find(key_of(blank));
  if (present != nullptr && (present->value != blank.value || present->status != status))
    return row.report(column, vintage_differs(*present, blank, row.context().now));
  if (present != nullptr) blank = *present;
  auto& observation = draft.observations.edit(blank);
  if (present == nullptr) observation.value = blank.value;
  observation.status = status;
  add_missing(row, observation, figure, draft.observations.find_stored(key_of(blank)) != nullptr);
  if (observation.source.empty()) observation.source = definition->source;
}

bool is_current(const Column& column) {
  return column.label.find("当月") != std::string::npos || column.label.find("本月") != std::string::npos;
}

// In these tables a growth column says （%） or shows a percent format; nothing else is taken for points.
NumberMeaning growth_meaning(const Column& column) {
  return column.unit_of_measure == "%" ? NumberMeaning::percent_points : NumberMeaning::percent_unstated;
}

NumberMeaning value_meaning(const Draft& draft, const std::string& indicator) {
  const auto* definition = draft.indicators.find(indicator);
  return definition != nullptr && definition->unit_of_measure == "%" ? NumberMeaning::percent_points
                                                                     : NumberMeaning::plain;
}

Measure value_measure(const Draft& draft, const std::string& indicator) {
  const auto* definition = draft.indicators.find(indicator);
  return definition != nullptr && definition->measure == Measure::share ? Measure::share : Measure::level;
}

bool knows_indicator(const RowReader& row, std::string_view field, const Draft& draft, const std::string& id) {
  if (draft.indicators.find(id) != nullptr) return true;
  row.report(field, wrong_cell("import.unknown_indicator", {{"value", id}}));
  return false;
}

// One column of a month or span: 累计, 增速, 当月 …
void read_month_column(const RowReader& row, const MappedColumn& mapped, Draft& draft, FigurePlace place) {
  const Column& column = *mapped.column;
  const auto span = column.span ? column.span : row.context().span;
  const auto year = column.year ? column.year : row.context().year;
  if (!span || !year)
    return row.report(column, wrong_cell("import.period_missing", {{"value", join(column.path, "/")}}));
  place.span = *span;
  place.year = *year;
  place.basis = is_current(column) ? Basis::current : Basis::cumulative;
  const bool growth = mapped.field == "growth";
  place.measure = growth ? Measure::growth : value_measure(draft, place.indicator);
  const auto meaning = growth ? growth_meaning(column) : value_meaning(draft, place.indicator);
  put_figure(row, column, draft, place,
             Figure{row.number(mapped, meaning), std::string(kFirstVintage), row.text("source"), {}, {}});
}

}  // namespace

void read_observations(const TableContext& context, Draft& draft) {
  const auto home = draft.home();
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string id = squeeze(row.text("indicator"));
    // Rows such as 其中：工业 have a name and no code; they are no indicators of the register.
    if (id.empty() || !records.is_first(row, "indicator", id) || !knows_indicator(row, "indicator", draft, id)) return;
    if (!home) return row.report("indicator", wrong_cell("import.no_home_unit", {}));
    for (const std::string_view field : {"value", "growth"})
      for (const auto& mapped : row.columns(field)) read_month_column(row, mapped, draft, {id, *home, {}, 0, {}, {}});
  });
}

bool is_home_level(const RowReader& row) {
  if (row.text("unit_name").find("本级") == std::string::npos) return false;
  row.report("unit_name", wrong_cell("import.home_level", {{"value", row.text("unit_name")}}), Severity::doubtful);
  return true;
}

void read_unit_observations(const TableContext& context, Draft& draft) {
  Records records(context);
  if (context.indicator.empty() || draft.indicators.find(context.indicator) == nullptr) {
    RowReader(context, context.table->header_row)
        .report("unit", wrong_cell("import.indicator_missing", {{"value", context.sheet->name}}));
    return;
  }
  records.each([&](const RowReader& row) {
    std::optional<Id<unit::Unit>> unit;
    row.set("unit", unit);
    if (!unit || !records.is_first(row, "unit", unit->value) || is_home_level(row)) return;
    for (const std::string_view field : {"value", "growth"})
      for (const auto& mapped : row.columns(field))
        read_month_column(row, mapped, draft, {context.indicator, *unit, {}, 0, {}, {}});
  });
}

void read_unit_observation_matrix(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    std::optional<Id<unit::Unit>> unit;
    row.set("unit", unit);
    if (!unit || !records.is_first(row, "unit", unit->value) || is_home_level(row)) return;
    for (const std::string_view field : {"value", "growth"})
      for (const auto& mapped : row.columns(field))
        read_month_column(row, mapped, draft, {mapped.indicator, *unit, {}, 0, {}, {}});
  });
}

namespace {

struct ListColumn {
  std::string_view field;
  Basis basis;
  Measure measure;  // level stands for the indicator's own measure
};
constexpr ListColumn kListColumns[] = {
    {"cumulative", Basis::cumulative, Measure::level}, {"cumulative_growth", Basis::cumulative, Measure::growth},
    {"current", Basis::current, Measure::level},       {"current_growth", Basis::current, Measure::growth},
    {"revised", Basis::cumulative, Measure::level},    {"revised_growth", Basis::cumulative, Measure::growth}};

// 2026年1—8月 in the cell; the year of the title serves where the cell has none.
std::optional<FigurePlace> place_of_period(const RowReader& row, const std::string& indicator,
                                           const Id<unit::Unit>& unit) {
  std::string period = squeeze(row.text("period"));
  const auto span = take_span(period);
  const auto year = span && span->year ? span->year : row.context().year;
  if (!span || !year) {
    row.report("period", wrong_cell("import.not_a_period", {{"value", row.text("period")}}));
    return std::nullopt;
  }
  return FigurePlace{indicator, unit, *span, *year, {}, {}};
}

void read_list_row(const RowReader& row, Draft& draft, FigurePlace place) {
  Figure figure;
  if (row.has("vintage")) figure.vintage = squeeze(row.text("vintage"));
  figure.source = row.text("source");
  figure.note = row.text("note");
  row.set("released_on", figure.released_on);
  if (!figure.released_on)
    return row.report("released_on",
                      wrong_cell("import.release_missing", {{"value", place.indicator}, {"count", "1"}}));
  for (const auto& list_column : kListColumns) {
    const auto* mapped = row.context().mapping->find(list_column.field);
    if (mapped == nullptr) continue;
    const bool growth = list_column.measure == Measure::growth;
    FigurePlace here = place;
    here.basis = list_column.basis;
    // A figure of the month itself has no joint span.
    if (here.basis == Basis::current) here.span.first = here.span.last;
    here.measure = growth ? Measure::growth : value_measure(draft, here.indicator);
    figure.number =
        row.number(*mapped, growth ? growth_meaning(*mapped->column) : value_meaning(draft, here.indicator));
    put_figure(row, *mapped->column, draft, here, figure);
  }
}

}  // namespace

void read_observation_list(const TableContext& context, Draft& draft) {
  const auto home = draft.home();
  Records(context).each([&](const RowReader& row) {
    const std::string id = squeeze(row.text("indicator"));
    if (id.empty() || !knows_indicator(row, "indicator", draft, id)) return;
    std::optional<Id<unit::Unit>> unit = home;
    row.set("unit", unit);
    if (!unit) return row.report("indicator", wrong_cell("import.no_home_unit", {}));
    if (const auto place = place_of_period(row, id, *unit)) read_list_row(row, draft, *place);
  });
}

namespace {

void set_release(const RowReader& row, const Column& column, const Draft& draft, Observation& observation,
                 Date released) {
  const Observation* stored = draft.observations.find_stored(key_of(observation));
  if (stored != nullptr && stored->released_on && *stored->released_on != released)
    return row.report(column, release_differs(released, *stored));
  observation.released_on = released;
}

}  // namespace

void read_releases(const TableContext& context, Draft& draft) {
  const auto home = draft.home();
  Records(context).each([&](const RowReader& row) {
    const std::string id = squeeze(row.text("indicator"));
    if (id.empty() || !home || !knows_indicator(row, "indicator", draft, id)) return;
    for (const auto& mapped : row.columns("released_on")) {
      const auto year = mapped.column->year ? mapped.column->year : context.year;
      if (!year) return row.report(*mapped.column, wrong_cell("import.year_missing", {{"value", context.sheet->name}}));
      const auto released = row.date(mapped);
      if (!released) continue;
      const Month month(*year, mapped.column->span->last);
      for (auto& observation : draft.observations.touched())
        if (observation.indicator.value == id && observation.unit == *home && observation.last == month &&
            indicator::vintage_rank(observation.vintage) == 0)
          set_release(row, *mapped.column, draft, observation, *released);
    }
  });
}

void settle_releases(Draft& draft, std::vector<CellProblem>& problems) {
  const auto home = draft.home();
  std::map<std::pair<std::string, Month>, Date> released;
  for (const auto& observation : draft.observations.all())
    if (home && observation.unit == *home && observation.released_on &&
        indicator::vintage_rank(observation.vintage) == 0)
      released.try_emplace({observation.indicator.value, observation.last}, *observation.released_on);
  // Also figures of an earlier file, which came before the district's own.
  for (const auto& observation : draft.observations.all()) {
    if (observation.released_on || observation.status == ObservationStatus::not_applicable) continue;
    const auto found = released.find({observation.indicator.value, observation.last});
    if (found != released.end()) draft.observations.edit(observation).released_on = found->second;
  }
  std::map<std::string, std::size_t> without;
  for (const auto& observation : draft.observations.touched())
    if (!observation.released_on && observation.status == ObservationStatus::reported)
      ++without[observation.indicator.value + " " + format_month(observation.last)];
  for (const auto& [what, count] : without)
    problems.push_back({Severity::doubtful,
                        "",
                        {},
                        Problem{"", "import.release_missing", {{"value", what}, {"count", std::to_string(count)}}}});
}

}  // namespace guatu::exchange
