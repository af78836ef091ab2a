// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/score/number_text.hpp"
#include "engine/score/report.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::array<std::string_view, 3> kVetoEffects{"not_listed", "last", "unranked"};

void write_scheme(JsonWriter& json, const Scheme& scheme) {
  json.key("scheme").begin_object().member("code", scheme.code).member("name", scheme.name);
  json.member("version", scheme.version).member("period", scheme.period).end_object();
  if (scheme.precision < 0)
    json.member("precision", "full");
  else
    json.member("precision", scheme.precision);
}

void write_parameters(JsonWriter& json, const MethodRule& rule) {
  json.begin_object();
  for (const Parameter& parameter : rule.parameters) {
    json.key(parameter.name);
    const std::size_t size = parameter.numbers.size() + parameter.texts.size();
    if (size != 1) json.begin_array();
    for (const double number : parameter.numbers) write_number(json, number);
    for (const auto& text : parameter.texts) json.text(text);
    if (size != 1) json.end_array();
  }
  json.end_object();
}

void write_nodes(JsonWriter& json, const Computed& computed) {
  const auto effective = effective_weights(computed.scheme);
  const auto correlations = parent_correlations(computed);
  json.key("nodes").begin_array();
  for (std::size_t i = 0; i < computed.scheme.nodes.size(); ++i) {
    const Node& node = computed.scheme.nodes[i];
    json.begin_object().member("code", node.code).member("name", node.name).member("level", node.level);
    json.key("parent");
    if (node.parent < 0)
      json.null();
    else
      json.text(computed.scheme.nodes[static_cast<std::size_t>(node.parent)].code);
    write_number(json, "weight", node.weight);
    write_number(json, "effective_weight", effective[i]);
    write_number(json, "correlation_with_parent", correlations[i]);
    if (computed.full[i] > 0) write_number(json, "full", computed.full[i]);
    if (node.is_item()) {
      json.member("method", name_of(node.method.method)).key("parameters");
      write_parameters(json, node.method);
      json.member("direction", node.direction == Direction::higher_is_better ? 1 : -1);
      json.member("outliers", name_of(computed.columns.items[i].treatment));
    } else {
      json.member("aggregate", name_of(node.aggregate.method));
    }
    json.end_object();
  }
  json.end_array();
}

void write_adjustment(JsonWriter& json, std::string_view name, const Adjustment& adjustment) {
  json.key(name).begin_object();
  write_number(json, "points", adjustment.points).key("events").begin_array();
  for (const AdjustmentLine& line : adjustment.lines) {
    json.begin_object().member("source", line.event->source).member("evidence", line.event->evidence);
    json.member("date", line.event->date).member("cell", line.event->cell);
    write_number(json, "points", line.points);
    write_number(json, "counted", line.counted);
    json.member("cut", line.cut).end_object();
  }
  json.end_array().end_object();
}

void write_vetoes(JsonWriter& json, const std::vector<const VetoRule*>& vetoes) {
  json.key("vetoes").begin_array();
  for (const VetoRule* veto : vetoes)
    json.begin_object()
        .member("code", veto->code)
        .member("name", veto->name)
        .member("basis", veto->basis)
        .member("effect", kVetoEffects[static_cast<std::size_t>(veto->effect)])
        .end_object();
  json.end_array();
}

void write_unit_head(JsonWriter& json, const ComputeInput& input, std::size_t unit) {
  const Unit& one = input.table.units()[unit];
  json.member("unit", one.code).member("name", one.name).member("group", one.group);
}

void write_units(JsonWriter& json, const ComputeInput& input, const Computed& computed) {
  json.key("units").begin_array();
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    json.begin_object();
    write_unit_head(json, input, unit);
    write_number(json, "place", computed.place[unit]);
    json.key("published");
    if (is_present(computed.total[unit]))
      json.text(fixed_text(computed.total[unit], computed.scheme.precision));
    else
      json.null();
    write_number(json, "total", computed.total[unit]);
    write_number(json, "raw", computed.raw[unit]);
    write_number(json, "bonus", computed.bonus[unit].points);
    write_number(json, "deduction", computed.deduction[unit].points);
    write_vetoes(json, computed.vetoes[unit]);
    json.member("screened", computed.columns.screened[unit] != 0).key("scores").begin_object();
    for (std::size_t node = 0; node < computed.scheme.nodes.size(); ++node)
      write_number(json, computed.scheme.nodes[node].code, computed.scores[node][unit]);
    json.end_object().end_object();
  }
  json.end_array();
}

void write_boards(JsonWriter& json, const Computed& computed) {
  json.key("boards").begin_array();
  for (std::size_t i = 0; i < computed.boards.size(); ++i) {
    const BoardRule& rule = computed.scheme.boards[i];
    json.begin_object()
        .member("code", rule.code)
        .member("name", rule.name)
        .member("colour", rule.colour)
        .key("listed")
        .begin_array();
    for (const BoardEntry& entry : computed.boards[i].entries) {
      json.begin_object().member("unit", computed.units[entry.unit]);
      write_number(json, "place", entry.place).key("because").begin_array();
      for (const auto& words : entry.holding) json.text(words);
      json.end_array().end_object();
    }
    json.end_array().key("left_off").begin_array();
    for (const LeftOff& left : computed.boards[i].left_off)
      json.begin_object().member("unit", computed.units[left.unit]).member("reason", left.reason).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_findings(JsonWriter& json, const std::vector<std::string>& findings) {
  json.key("findings").begin_array();
  for (const auto& finding : findings) json.text(finding);
  json.end_array();
}

void write_scopes(JsonWriter& json, const std::vector<ScopeParameters>& scopes) {
  json.key("resolved").begin_array();
  for (const ScopeParameters& scope : scopes) {
    json.begin_object().member("group", scope.group);
    for (const auto& [name, value] : scope.resolved) write_number(json, name, value);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string compute_json(const ComputeInput& input, const Computed& computed, const std::vector<std::size_t>& traced) {
  JsonWriter json;
  json.begin_object();
  write_scheme(json, computed.scheme);
  write_units(json, input, computed);
  write_nodes(json, computed);
  write_boards(json, computed);
  write_findings(json, computed.findings);
  if (!traced.empty()) {
    json.key("trace").begin_array();
    for (const std::size_t unit : traced) {
      json.begin_object();
      write_unit_head(json, input, unit);
      write_number(json, "total", computed.total[unit]);
      write_number(json, "raw", computed.raw[unit]);
      write_adjustment(json, "bonus", computed.bonus[unit]);
      write_adjustment(json, "deduction", computed.deduction[unit]);
      write_vetoes(json, computed.vetoes[unit]);
      json.key("tree");
      write_trace(json, input, computed, unit);
      json.end_object();
    }
    json.end_array();
  }
  return json.end_object().take();
}

std::string normalise_json(const ComputeInput& input, const Computed& computed, Stage stage) {
  JsonWriter json;
  json.begin_object().member("stage", stage == Stage::value ? "value" : "score").key("items").begin_array();
  for (const int item : computed.scheme.items()) {
    const auto node = static_cast<std::size_t>(item);
    const Node& one = computed.scheme.nodes[node];
    json.begin_object().member("code", one.code).member("method", name_of(one.method.method)).key("parameters");
    write_parameters(json, one.method);
    write_scopes(json, computed.items[node].scopes);
    json.member("outliers", name_of(computed.columns.items[node].treatment));
    write_number(json, "skewness", skewness(computed.columns.items[node].value));
    write_number(json, "kurtosis", kurtosis(computed.columns.items[node].value));
    json.end_object();
  }
  json.end_array().key("units").begin_array();
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    json.begin_object();
    write_unit_head(json, input, unit);
    json.key(stage == Stage::value ? "values" : "scores").begin_object();
    for (const int item : computed.scheme.items()) {
      const auto node = static_cast<std::size_t>(item);
      write_number(json, computed.scheme.nodes[node].code,
                   stage == Stage::value ? computed.columns.items[node].value[unit] : computed.scores[node][unit]);
    }
    json.end_object().end_object();
  }
  return json.end_array().end_object().take();
}

std::string weights_json(std::string_view method, const std::vector<std::string>& items, const WeightOutput& output) {
  JsonWriter json;
  json.begin_object().member("method", method);
  for (const auto& [name, value] : output.figures) write_number(json, name, value);
  json.key("items").begin_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    json.begin_object().member("item", items[i]);
    write_number(json, "weight", output.weights[i]);
    for (const auto& [name, values] : output.columns) write_number(json, name, values[i]);
    json.end_object();
  }
  return json.end_array().end_object().take();
}

std::string topsis_json(const DecisionTable& table, const TopsisOutput& output) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < table.items.size(); ++i) {
    json.begin_object().member("item", table.items[i]);
    write_number(json, "weight", table.weights[i]);
    write_number(json, "ideal", output.ideal[i]);
    write_number(json, "anti_ideal", output.anti_ideal[i]).end_object();
  }
  json.end_array().key("units").begin_array();
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    json.begin_object().member("unit", table.units[unit]);
    write_number(json, "place", output.place[unit]);
    write_number(json, "closeness", output.closeness[unit]);
    write_number(json, "to_ideal", output.to_ideal[unit]);
    write_number(json, "to_anti_ideal", output.to_anti_ideal[unit]).end_object();
  }
  return json.end_array().end_object().take();
}

std::string grey_json(const DecisionTable& table, const GreyOutput& output) {
  JsonWriter json;
  json.begin_object().key("units").begin_array();
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    json.begin_object().member("unit", table.units[unit]);
    write_number(json, "place", output.place[unit]);
    write_number(json, "grade", output.grade[unit]).key("coefficients").begin_object();
    for (std::size_t item = 0; item < table.items.size(); ++item)
      write_number(json, table.items[item], output.coefficients[item][unit]);
    json.end_object().end_object();
  }
  return json.end_array().end_object().take();
}

std::string robustness_json(const Computed& computed, const Robustness& robustness) {
  JsonWriter json;
  json.begin_object().member("runs", robustness.runs).member("failed", robustness.failed);
  write_number(json, "mean_shift", robustness.mean_shift).key("units").begin_array();
  for (std::size_t unit = 0; unit < robustness.units.size(); ++unit) {
    const UnitRobustness& one = robustness.units[unit];
    json.begin_object().member("unit", computed.units[unit]);
    write_number(json, "place", one.nominal);
    write_number(json, "mean", one.mean);
    write_number(json, "median", one.median);
    write_number(json, "q5", one.q5);
    write_number(json, "q95", one.q95);
    write_number(json, "best", one.best);
    write_number(json, "worst", one.worst);
    write_number(json, "same", one.same).end_object();
  }
  json.end_array().key("leave_one_out").begin_array();
  for (const LeftOut& left : robustness.left_out) {
    json.begin_object().member("left_out", computed.scheme.nodes[static_cast<std::size_t>(left.node)].code);
    write_number(json, "mean_shift", left.mean_shift).key("places").begin_object();
    for (std::size_t unit = 0; unit < left.place.size(); ++unit)
      write_number(json, computed.units[unit], left.place[unit]);
    json.end_object().end_object();
  }
  json.end_array().key("sobol").begin_array();
  for (const SobolIndex& index : robustness.sobol) {
    json.begin_object().member("factor", index.factor);
    write_number(json, "first_order", index.first);
    write_number(json, "total", index.total).end_object();
  }
  return json.end_array().end_object().take();
}

std::string separation_json(const Computed& computed, std::size_t first, std::size_t second,
                            const Separation& separation) {
  JsonWriter json;
  json.begin_object().member("first", computed.units[first]).member("second", computed.units[second]);
  write_number(json, "difference", separation.difference);
  write_number(json, "bonus_and_deduction", separation.bonus);
  write_number(json, "interaction", separation.interaction).key("items").begin_array();
  for (const ItemEffect& effect : separation.items) {
    json.begin_object().member("item", computed.scheme.nodes[static_cast<std::size_t>(effect.item)].code);
    write_number(json, "first_score", effect.own);
    write_number(json, "second_score", effect.other);
    write_number(json, "effect", effect.effect).end_object();
  }
  return json.end_array().end_object().take();
}

std::string reach_json(const Computed& computed, std::size_t unit, const Reach& reach) {
  JsonWriter json;
  json.begin_object().member("unit", computed.units[unit]);
  write_number(json, "place", reach.place_now);
  write_number(json, "wanted", reach.place_wanted).key("items").begin_array();
  for (const ItemReach& one : reach.items) {
    json.begin_object()
        .member("item", computed.scheme.nodes[static_cast<std::size_t>(one.item)].code)
        .member("reachable", one.to.has_value());
    write_number(json, "from", one.from);
    write_number(json, "to", one.to.value_or(kMissing));
    write_number(json, "change", one.to.value_or(kMissing) - one.from);
    write_number(json, "limit", one.limit);
    write_number(json, "place_at_limit", one.place_at_limit).end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace guatu::score
