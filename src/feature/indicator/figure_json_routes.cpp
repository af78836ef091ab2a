// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/figure_json_routes.hpp"

#include "feature/indicator/access_routes.hpp"
#include "platform/api/listing.hpp"

namespace guatu::indicator {
namespace {

std::string_view code_of_strictness(figures::Strictness strictness) {
  switch (strictness) {
    case figures::Strictness::exact:
      return "exact";
    case figures::Strictness::about:
      return "about";
    case figures::Strictness::at_least:
      return "at_least";
    case figures::Strictness::more_than:
      return "more_than";
    case figures::Strictness::at_most:
      return "at_most";
    case figures::Strictness::less_than:
      return "less_than";
    case figures::Strictness::between:
      return "between";
  }
  return "";
}

std::string_view code_of_reference(figures::Reference reference) {
  switch (reference) {
    case figures::Reference::none:
      return "none";
    case figures::Reference::economic_growth:
      return "economic_growth";
    case figures::Reference::national:
      return "national";
    case figures::Reference::provincial:
      return "provincial";
    case figures::Reference::city:
      return "city";
    case figures::Reference::last_year:
      return "last_year";
  }
  return "";
}

std::string_view code_of_met(figures::Met met) {
  if (met == figures::Met::undecided) return "undecided";
  return met == figures::Met::met ? "met" : "missed";
}

void reading_member(JsonWriter& json, std::string_view name, const std::string& text) {
  json.key(name);
  const auto reading = reading_of(text);
  if (!reading) {
    json.null();
    return;
  }
  json.begin_object();
  member(json, "low", reading->low);
  member(json, "high", reading->high);
  member(json, "bar", reading->bar());
  member(json, "striving", reading->striving);
  json.member("strictness", code_of_strictness(reading->strictness));
  json.member("reference", code_of_reference(reading->reference)).end_object();
}

void month_member(JsonWriter& json, std::string_view name, const std::optional<Month>& month) {
  json.key(name);
  if (month)
    json.text(format_month(*month));
  else
    json.null();
}

void write_peer(JsonWriter& json, const PeerFigure& peer, const std::vector<unit::Unit>& units) {
  json.begin_object();
  write_name(json, "unit", peer.unit, units);
  json.member("rank", peer.rank);
  member(json, "value", peer.value);
  member(json, "growth", peer.growth);
  member(json, "growth_gap", peer.growth_gap);
  json.end_object();
}

void peer_member(JsonWriter& json, std::string_view name, const std::optional<PeerFigure>& peer,
                 const std::vector<unit::Unit>& units) {
  json.key(name);
  if (peer)
    write_peer(json, *peer, units);
  else
    json.null();
}

}  // namespace

void write_target(JsonWriter& json, const ToldTarget& told) {
  const Target& target = told.target.row;
  json.begin_object().member("indicator", target.indicator.value).member("unit", target.unit.value);
  json.member("year", target.year).member("level", target.level).member("growth", target.growth);
  json.member("internal_level", target.internal_level).member("level_before", target.level_before);
  json.member("adjustment_number", target.adjustment_number);
  api::member(json, "adjusted_on", target.adjusted_on);
  json.member("note", target.note);
  reading_member(json, "level_reading", target.level);
  reading_member(json, "growth_reading", target.growth);
  json.key("adjustments").begin_array();
  for (const auto& one : told.adjustments) {
    json.begin_object().member("number", one.number).member("adjusted_on", format_date(one.adjusted_on));
    json.member("level_before", one.level_before).member("level_after", one.level_after);
    json.member("growth_before", one.growth_before).member("growth_after", one.growth_after);
    json.member("reason", one.reason).member("adjusted_by", one.adjusted_by).end_object();
  }
  json.end_array().member("version", told.target.version).end_object();
}

void write_head(JsonWriter& json, const Indicator& indicator) {
  json.begin_object().member("id", indicator.id.value).member("name", indicator.name);
  json.member("unit_of_measure", indicator.unit_of_measure).member("direction", code_of(indicator.direction));
  json.member("trajectory", code_of(indicator.trajectory)).member("frequency", code_of(indicator.frequency));
  json.end_object();
}

void write_cell(JsonWriter& json, const Cell& cell) {
  const Standing& standing = cell.standing;
  json.begin_object().member("unit", cell.unit.value).member("indicator", cell.indicator->id.value);
  json.member("state", code_of(cell.state));
  month_member(json, "month", standing.month);
  member(json, "value", standing.value);
  member(json, "growth", standing.growth);
  json.member("vintage", standing.vintage).member("vintages", cell.vintages);
  api::member(json, "released_on", cell.released_on);
  json.member("level_target", standing.level_target).member("growth_target", standing.growth_target);
  json.member("level_before", cell.level_before);
  percent_member(json, "completion", standing.completion);
  percent_member(json, "expected", standing.expected);
  percent_member(json, "ahead", standing.ahead);
  member(json, "growth_gap", standing.growth_gap);
  json.member("status", figures::code_of(standing.status)).member("status_word", figures::word_of(standing.status));
  json.member("light", cell.light.empty() ? std::nullopt : std::optional<std::string_view>(cell.light));
  json.member("rank", standing.rank).member("rank_change", standing.rank_change).member("ranked", standing.ranked);
  json.end_object();
}

void write_month(JsonWriter& json, const SeriesMonth& row) {
  json.begin_object().member("month", format_month(row.month)).member("state", code_of(row.state));
  percent_member(json, "expected", row.expected);
  member(json, "planned", row.planned);
  member(json, "value", row.value);
  member(json, "growth", row.growth);
  json.member("vintage", row.vintage);
  api::member(json, "released_on", row.released_on);
  member(json, "estimate", row.estimate);
  member(json, "estimate_growth", row.estimate_growth);
  member(json, "last_year", row.last_year);
  member(json, "last_year_growth", row.last_year_growth);
  json.end_object();
}

void write_vintage(JsonWriter& json, const ToldVintage& told) {
  const Observation& one = told.observation;
  json.begin_object().member("first_month", format_month(one.first)).member("last_month", format_month(one.last));
  json.member("basis", code_of(one.basis)).member("measure", code_of(one.measure)).member("vintage", one.vintage);
  json.member("status", code_of(one.status));
  member(json, "value", one.value);
  json.member("source", one.source);
  api::member(json, "released_on", one.released_on);
  json.member("released_time", one.released_time);
  json.member("is_current", told.place == ToldVintage::Place::current);
  json.member("scan", one.evidence).member("note", one.note).end_object();
}

void needed_member(JsonWriter& json, const std::optional<NeededGrowth>& needed) {
  json.key("needed_growth");
  if (needed)
    json.begin_object()
        .member("value", format_decimal(needed->percent))
        .member("basis", code_of(needed->basis))
        .end_object();
  else
    json.null();
}

void write_to_plan(JsonWriter& json, const Gap& gap) {
  const Standing& standing = gap.cell.standing;
  const GapToPlan& plan = gap.to_plan;
  json.begin_object().member("target", standing.level_target);
  member(json, "bar", plan.bar);
  percent_member(json, "completion", standing.completion);
  percent_member(json, "expected", standing.expected);
  percent_member(json, "ahead", standing.ahead);
  member(json, "planned", plan.planned);
  member(json, "shortfall", plan.shortfall);
  member(json, "remaining", plan.remaining);
  json.member("months_left", plan.months_left);
  member(json, "needed_per_month", plan.needed_per_month);
  member(json, "pace", plan.pace);
  json.member("growth_target", standing.growth_target);
  member(json, "growth_gap", standing.growth_gap);
  needed_member(json, plan.needed_growth);
  json.member("half_year", code_of_met(plan.half_year)).member("first_quarter", code_of_met(plan.first_quarter));
  json.end_object();
}

void write_to_peers(JsonWriter& json, const Gap& gap, const std::vector<unit::Unit>& units) {
  const Standing& standing = gap.cell.standing;
  json.begin_object().member("ranked", standing.ranked).member("rank", standing.rank);
  json.member("rank_change", standing.rank_change);
  peer_member(json, "best", gap.to_peers.best, units);
  peer_member(json, "above", gap.to_peers.above, units);
  member(json, "average_growth", gap.to_peers.average_growth);
  member(json, "average_gap", gap.to_peers.average_gap);
  json.key("peers").begin_array();
  for (const auto& peer : gap.to_peers.peers) write_peer(json, peer, units);
  json.end_array().end_object();
}

void write_to_last_year(JsonWriter& json, const Gap& gap) {
  const GapToLastYear& past = gap.to_last_year;
  json.begin_object();
  member(json, "value", past.value);
  member(json, "growth", past.growth);
  member(json, "difference", past.difference);
  member(json, "naive_growth", past.naive_growth);
  json.member("is_comparable", past.is_comparable);
  member(json, "year_total", past.year_total);
  member(json, "share", past.share);
  json.end_object();
}

void write_sprint_row(JsonWriter& json, const SprintRow& row, const std::vector<unit::Unit>& units) {
  const Standing& standing = row.cell.standing;
  json.begin_object();
  write_name(json, "unit", row.cell.unit, units);
  json.key("indicator");
  write_head(json, *row.cell.indicator);
  month_member(json, "month", standing.month);
  member(json, "value", standing.value);
  member(json, "growth", standing.growth);
  json.member("level_target", standing.level_target).member("growth_target", standing.growth_target);
  percent_member(json, "completion", standing.completion);
  percent_member(json, "expected", standing.expected);
  percent_member(json, "ahead", standing.ahead);
  member(json, "growth_gap", standing.growth_gap);
  member(json, "remaining", row.remaining);
  json.member("months_left", row.months_left);
  member(json, "needed_per_month", row.needed_per_month);
  member(json, "recent_pace", row.recent_pace);
  member(json, "best_month", row.best_month);
  json.member("outlook", code_of(row.outlook));
  needed_member(json, row.needed_growth);
  json.end_object();
}

}  // namespace guatu::indicator
