// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "feature/indicator/access_routes.hpp"
#include "feature/indicator/figure_actions.hpp"
#include "feature/indicator/figure_json_routes.hpp"
#include "feature/indicator/indicator_routes.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/listing.hpp"

namespace guatu::indicator {
namespace {

using api::Call;
using http::Method;
using http::Reply;

// What all four views ask; what is asked beside it is read by the caller between the two.
class Asked {
 public:
  explicit Asked(Call& call) : call_(call), parameters_(call.request()) {
    view_.now = call.now();
    if (!api::may(call.caller(), "trial.see")) view_.audience = trial::Audience::everybody;
    if (call.route().pattern.find("{id}") != std::string_view::npos) view_.indicator = indicator_in_path(call);
    parameters_.optional("as_of", view_.day);
    parameters_.optional("position", view_.position);
  }
  api::Parameters& parameters() { return parameters_; }
  void period() { parameters_.required("period", view_.period); }
  void year(std::int64_t year) { view_.period = Month(static_cast<int>(year), 12); }
  std::set<std::string, std::less<>> several(std::string_view name) {
    std::optional<std::string> one;
    parameters_.optional(name, one);
    const auto values = values_of(call_.request(), name);
    return {values.begin(), values.end()};
  }
  Result<void> finish() { return parameters_.finish(); }
  const ViewAsked& view() const { return view_; }

 private:
  Call& call_;
  api::Parameters parameters_;
  ViewAsked view_{};
};

const Indicator* find_in(const FigureView& view, const Id<Indicator>& id) {
  const auto found = std::ranges::find(view.registers.indicators, id, &Indicator::id);
  return found == view.registers.indicators.end() ? nullptr : &*found;
}

bool has_unit(const FigureView& view, const Id<unit::Unit>& id) {
  return std::ranges::find(view.units, id, &unit::Unit::id) != view.units.end();
}

void write_frame(JsonWriter& json, Call& call, const FigureView& view, const ViewAsked& asked) {
  json.member("as_of", format_date(view.day));
  json.member("position", asked.position.value_or(call.reader().position()));
}

// An hour of release passes without an entry in the journal; so the reply is made anew each time.
Reply view_reply(JsonWriter& json) { return http::json_reply(200, json.end_object().take()); }

CellFilter filter_of(const Call& call, const FigureView& view, std::set<std::string, std::less<>> units,
                     std::set<std::string, std::less<>> indicators) {
  return [&call, &view, units = std::move(units), indicators = std::move(indicators)](const Indicator& indicator,
                                                                                      const Id<unit::Unit>& unit) {
    if (!units.empty() && !units.contains(unit.value)) return false;
    if (!indicators.empty() && !indicators.contains(indicator.id.value)) return false;
    return api::may(call.caller(), "register.read") ||
           may_see(call.caller(), relations_of(indicator, view.units, unit));
  };
}

Result<Reply> get_matrix(Call& call) {
  Asked asked(call);
  asked.period();
  auto units = asked.several("unit");
  auto indicators = asked.several("indicator");
  GUATU_CHECK(asked.finish());
  GUATU_TRY(const FigureView view, load_view(call.reader(), asked.view()));
  const FigureBook book(view.registers, view.day);
  const auto takes = filter_of(call, view, std::move(units), std::move(indicators));
  const auto cells = matrix_of(view, book, takes, asked.view().period);
  JsonWriter json;
  json.begin_object().member("period", format_month(asked.view().period));
  write_frame(json, call, view, asked.view());
  const auto shows = [&](auto&& is_of) { return std::ranges::any_of(cells, is_of); };
  json.key("units").begin_array();
  for (const auto& unit : view.units)
    if (shows([&](const Cell& cell) { return cell.unit == unit.id; })) write_name(json, "", unit.id, view.units);
  json.end_array().key("indicators").begin_array();
  for (const auto& indicator : view.registers.indicators)
    if (shows([&](const Cell& cell) { return cell.indicator == &indicator; })) write_head(json, indicator);
  json.end_array().key("cells").begin_array();
  for (const Cell& cell : cells) write_cell(json, cell);
  json.end_array();
  return view_reply(json);
}

Result<Reply> get_sprint(Call& call) {
  Asked asked(call);
  asked.period();
  auto units = asked.several("unit");
  GUATU_CHECK(asked.finish());
  GUATU_TRY(const FigureView view, load_view(call.reader(), asked.view()));
  const FigureBook book(view.registers, view.day);
  const auto takes = filter_of(call, view, std::move(units), {});
  JsonWriter json;
  json.begin_object().member("period", format_month(asked.view().period));
  write_frame(json, call, view, asked.view());
  json.key("items").begin_array();
  for (const SprintRow& row : sprint_of(view, book, takes, asked.view().period))
    write_sprint_row(json, row, view.units);
  json.end_array();
  return view_reply(json);
}

std::unexpected<Error> no_such(std::string id) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::move(id)}});
}

// The unit in the address answers for its own part; its name is checked by whoever loads.
Result<std::vector<api::Relation>> relations_of_unit_asked(Call& call) {
  GUATU_TRY(const auto found, find_indicator(call.reader(), indicator_in_path(call)));
  const auto units = load_units(call.reader());
  const auto unit = call.request().query_value("unit");
  if (!unit) return relations_of(found.row, units);
  return relations_of(found.row, units, Id<unit::Unit>{std::string(*unit)});
}

void write_series_target(JsonWriter& json, const db::Reader& reader, const FigureView& view, const Target* target) {
  json.key("target");
  if (target == nullptr) {
    json.null();
    return;
  }
  // With its adjustments as they are now; the version is that of the present row.
  const auto told = find_target(reader, {target->indicator, target->unit, target->year});
  ToldTarget shown{{*target, told ? told->target.version : 0}, {}};
  if (told)
    for (const auto& one : told->adjustments)
      if (one.adjusted_on <= view.day) shown.adjustments.push_back(one);
  write_target(json, shown);
}

Result<Reply> get_series(Call& call) {
  Asked asked(call);
  Id<unit::Unit> unit;
  std::int64_t year = 0;
  asked.parameters().required("unit", unit);
  asked.parameters().required("year", year);
  GUATU_CHECK(asked.finish());
  if (year < 1900 || year > 2200)
    return refuse(ErrorKind::invalid, "year", "indicator.not_a_year", {{"value", std::to_string(year)}});
  asked.year(year);
  GUATU_TRY(const FigureView view, load_view(call.reader(), asked.view()));
  GUATU_TRY(const AsReleased released, as_released(asked.view()));
  const Indicator* indicator = find_in(view, indicator_in_path(call));
  if (indicator == nullptr) return no_such(std::string(call.parameter("id")));
  if (!has_unit(view, unit)) return no_such(unit.value);
  const FigureBook book(view.registers, view.day);
  auto all = load_all_vintages(call.reader(), indicator->id, unit, asked.view().position);
  // Figures before their release are for their source alone.
  if (!api::may(call.caller(), "statistics.embargoed", relations_of_source(indicator->source, view.units)))
    all = visible(std::move(all), released);
  const auto estimates = load_estimates_for(call.reader(), indicator->id, unit, asked.view().position);
  JsonWriter json;
  json.begin_object().key("indicator");
  write_head(json, *indicator);
  write_name(json, "unit", unit, view.units);
  json.member("year", year);
  write_frame(json, call, view, asked.view());
  write_series_target(json, call.reader(), view, book.target(*indicator, unit, static_cast<int>(year)));
  json.key("months").begin_array();
  for (const auto& row : series_of(book, *indicator, unit, static_cast<int>(year), estimates)) write_month(json, row);
  json.end_array().key("vintages").begin_array();
  for (const auto& told : vintages_of(all, released, static_cast<int>(year))) write_vintage(json, told);
  json.end_array();
  return view_reply(json);
}

Result<Reply> get_gap(Call& call) {
  Asked asked(call);
  Id<unit::Unit> unit;
  asked.parameters().required("unit", unit);
  asked.period();
  GUATU_CHECK(asked.finish());
  GUATU_TRY(const FigureView view, load_view(call.reader(), asked.view()));
  const Indicator* indicator = find_in(view, indicator_in_path(call));
  if (indicator == nullptr) return no_such(std::string(call.parameter("id")));
  if (!has_unit(view, unit)) return no_such(unit.value);
  const FigureBook book(view.registers, view.day);
  const Gap gap = gap_of(view, book, *indicator, unit, asked.view().period);
  JsonWriter json;
  json.begin_object().key("indicator");
  write_head(json, *indicator);
  write_name(json, "unit", unit, view.units);
  json.member("period", format_month(asked.view().period));
  write_frame(json, call, view, asked.view());
  json.key("cell");
  write_cell(json, gap.cell);
  json.key("to_plan");
  write_to_plan(json, gap);
  json.key("to_peers");
  write_to_peers(json, gap, view.units);
  json.key("to_last_year");
  write_to_last_year(json, gap);
  return view_reply(json);
}

}  // namespace

std::vector<api::Route> figure_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/indicators/matrix",
       .right = "register.read",
       .summary = "Where every unit stands on every indicator",
       .handle = get_matrix,
       .reach = api::Reach::part},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/sprint",
       .right = "register.read",
       .summary = "What is behind, and what each remaining month needs",
       .handle = get_sprint,
       .reach = api::Reach::part},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/series",
       .right = "register.read",
       .summary = "The year of one unit, month by month, with every vintage",
       .handle = get_series,
       .reach = api::Reach::record,
       .relations = relations_of_unit_asked},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/gap",
       .right = "register.read",
       .summary = "The gap to plan, peers and last year, and what the rest of the year needs",
       .handle = get_gap,
       .reach = api::Reach::record,
       .relations = relations_of_unit_asked},
  };
}

}  // namespace guatu::indicator
