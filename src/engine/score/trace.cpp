// SPDX-License-Identifier: Apache-2.0
// total ← node ← item score ← method, parameters ← value ← cell, source and vintage.
#include "engine/score/number_text.hpp"
#include "engine/score/report.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

class Trace {
 public:
  Trace(JsonWriter& json, const ComputeInput& input, const Computed& computed, std::size_t unit)
      : json_(json), input_(input), computed_(computed), unit_(unit) {}

  void write(std::size_t index) {
    const Node& node = computed_.scheme.nodes[index];
    json_.begin_object().member(node.is_item() ? "item" : "node", node.code).member("name", node.name);
    write_number(json_, "score", computed_.scores[index][unit_]);
    if (computed_.full[index] > 0) write_number(json_, "full", computed_.full[index]);
    write_number(json_, "weight", node.weight);
    write_number(json_, "share", share_of(index));
    if (node.is_item())
      write_item(index, node);
    else
      write_children(node);
    json_.end_object();
  }

 private:
  // The node's weight among those siblings that have a score for this unit.
  double share_of(std::size_t index) const {
    const Node& node = computed_.scheme.nodes[index];
    if (node.parent < 0) return 1;
    if (!is_present(computed_.scores[index][unit_])) return 0;
    double sum = 0;
    for (const int sibling : computed_.scheme.nodes[static_cast<std::size_t>(node.parent)].children) {
      const auto at = static_cast<std::size_t>(sibling);
      if (is_present(computed_.scores[at][unit_])) sum += computed_.scheme.nodes[at].weight;
    }
    return sum > 0 ? node.weight / sum : 0;
  }

  void write_children(const Node& node) {
    json_.key("aggregate").begin_object().member("name", name_of(node.aggregate.method));
    if (node.aggregate.method == Aggregate::power_mean) write_number(json_, "p", node.aggregate.p);
    json_.end_object().key("children").begin_array();
    for (const int child : node.children) write(static_cast<std::size_t>(child));
    json_.end_array();
  }

  void write_item(std::size_t index, const Node& item) {
    const ItemValues& values = computed_.columns.items[index];
    if (!computed_.fractions[index].empty()) {
      const double sum = computed_.full[static_cast<std::size_t>(item.parent)];
      write_number(json_, "points", computed_.fractions[index][unit_] * share_of(index) * sum);
    }
    json_.key("method").begin_object().member("name", name_of(item.method.method));
    for (const Parameter& parameter : item.method.parameters) write_parameter(parameter);
    for (const ScopeParameters& scope : computed_.items[index].scopes)
      if (computed_.items[index].scopes.size() == 1 || scope.group == input_.table.units()[unit_].group)
        for (const auto& [name, value] : scope.resolved) write_number(json_, "resolved_" + name, value);
    json_.end_object();
    json_.member("direction", item.direction == Direction::higher_is_better ? 1 : -1);
    write_number(json_, "value", values.value[unit_]);
    json_.member("state", state_of(values)).member("source", item.source);
    if (item.method.method == Method::vote)
      write_votes(computed_.items[index].votes[unit_]);
    else
      write_inputs(item);
  }

  std::string_view state_of(const ItemValues& values) const {
    if (values.is_excluded(unit_)) return "not_applicable";
    if (computed_.columns.screened[unit_] != 0) return "screened";
    if (values.has(Change::imputed, unit_)) return "imputed";
    if (values.has(Change::logarithm, unit_)) return "logarithm";
    if (values.has(Change::winsorised, unit_)) return "winsorised";
    return is_present(values.value[unit_]) ? "as_read" : "missing";
  }

  void write_parameter(const Parameter& parameter) {
    json_.key(parameter.name);
    const std::size_t size = parameter.numbers.size() + parameter.texts.size();
    if (size != 1) json_.begin_array();
    for (const double number : parameter.numbers) write_number(json_, number);
    for (const auto& text : parameter.texts) json_.text(text);
    if (size != 1) json_.end_array();
  }

  void write_inputs(const Node& item) {
    json_.key("inputs").begin_array();
    write_input(item.column);
    if (!item.denominator.empty()) write_input(item.denominator);
    for (const ParameterSpec& spec : find_method(name_of(item.method.method))->parameters) {
      const Parameter* parameter = spec.kind == ParameterKind::operand ? item.method.find(spec.name) : nullptr;
      if (parameter != nullptr && !parameter->texts.empty()) write_input(parameter->texts.front());
    }
    json_.end_array();
  }

  void write_input(const std::string& column) {
    const std::size_t row = input_.table.units()[unit_].row;
    json_.begin_object().member("column", column).member("cell", input_.table.cell_name(row, column));
    json_.member("text", input_.table.text_at(row, column));
    write_number(json_, "value", input_.table.number_at(row, column));
    const auto source = input_.table.source_of(unit_, column);
    const auto vintage = input_.table.vintage_of(unit_, column);
    if (!source.empty()) json_.member("source", source);
    if (!vintage.empty()) json_.member("vintage", vintage);
    json_.end_object();
  }

  void write_votes(const UnitVote& vote) {
    json_.key("classes").begin_array();
    for (const ClassVote& one : vote.classes) {
      json_.begin_object().member("class", one.name);
      write_number(json_, "weight", one.weight);
      json_.member("ballots", one.ballots).member("own_unit_left_out", one.own_unit_left_out);
      json_.member("trimmed_each_end", one.trimmed);
      write_number(json_, "mean", one.mean).end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const ComputeInput& input_;
  const Computed& computed_;
  std::size_t unit_;
};

}  // namespace

void write_trace(JsonWriter& json, const ComputeInput& input, const Computed& computed, std::size_t unit) {
  Trace(json, input, computed, unit).write(computed.scheme.nodes.size() - 1);
}

}  // namespace guatu::score
