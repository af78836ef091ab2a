// SPDX-License-Identifier: Apache-2.0
// The tree of a scheme: [defaults], [[level]], [[node]] and [[item]].
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "engine/score/scheme_reader.hpp"
#include "engine/score/setting.hpp"

namespace guatu::score {
namespace {

constexpr std::size_t kNodesMax = 20'000;
constexpr int kLevelMax = 12;

// What an item may state beside its method, so that one data set can be tried under several methods.
constexpr std::string_view kStandards[] = {"target", "lo", "hi", "best", "standards", "reference"};

struct Defaults {
  const Setting* method = nullptr;
  const Setting* missing = nullptr;
  const Setting* outliers = nullptr;
  const Setting* aggregate = nullptr;
  double weight = 1;
  std::optional<double> direction;
};

bool fits(const ParameterSpec& spec, const Setting& value) {
  const auto all = [&](Setting::Kind kind) {
    return value.kind == Setting::Kind::list &&
           std::all_of(value.list.begin(), value.list.end(), [&](const Setting& one) { return one.kind == kind; });
  };
  switch (spec.kind) {
    case ParameterKind::number:
      return value.kind == Setting::Kind::number;
    case ParameterKind::text:
      return value.kind == Setting::Kind::text;
    case ParameterKind::operand:
      return value.kind == Setting::Kind::number || value.kind == Setting::Kind::text;
    case ParameterKind::numbers:
      return all(Setting::Kind::number);
    case ParameterKind::texts:
      return all(Setting::Kind::text);
  }
  return false;
}

Parameter parameter_from(const ParameterSpec& spec, const Setting& value) {
  Parameter parameter{std::string(spec.name), {}, {}};
  const auto add = [&](const Setting& one) {
    if (one.kind == Setting::Kind::number)
      parameter.numbers.push_back(one.number);
    else
      parameter.texts.push_back(one.text);
  };
  if (value.kind == Setting::Kind::list)
    for (const Setting& one : value.list) add(one);
  else
    add(value);
  return parameter;
}

void add_parameter(const MethodSpec& method, TableReader& from, std::string_view name, MethodRule& rule) {
  const Setting* value = from.take(name);
  if (value == nullptr) return;
  const auto spec = std::find_if(method.parameters.begin(), method.parameters.end(),
                                 [&](const ParameterSpec& one) { return one.name == name; });
  if (spec == method.parameters.end()) return;
  if (!fits(*spec, *value)) {
    from.report(name, "score.parameter_kind", {{"method", std::string(method.name)}, {"parameter", std::string(name)}});
    return;
  }
  if (!spec->choices.empty()) {
    const auto choices = split(spec->choices, "|");
    if (std::find(choices.begin(), choices.end(), value->text) == choices.end())
      from.report(name, "score.choice_unknown", {{"value", value->text}, {"choices", join(choices, ", ")}});
  }
  std::erase_if(rule.parameters, [&](const Parameter& one) { return one.name == name; });
  rule.parameters.push_back(parameter_from(*spec, *value));
}

MethodRule read_method(const Setting* setting, TableReader& item, std::vector<Problem>& problems) {
  MethodRule rule;
  const bool bare = setting != nullptr && setting->kind == Setting::Kind::text;
  TableReader table(bare ? nullptr : setting, item.place() + ".method", problems);
  const std::string name = bare ? setting->text : table.text("name", setting == nullptr ? "min_max" : "");
  const MethodSpec* spec = find_method(name);
  if (spec == nullptr) {
    item.report("method", "score.method_unknown", {{"method", name}, {"methods", method_names()}});
    return rule;
  }
  rule.method = spec->method;
  for (const ParameterSpec& parameter : spec->parameters) add_parameter(*spec, table, parameter.name, rule);
  table.refuse_the_rest();
  for (const auto standard : kStandards) add_parameter(*spec, item, standard, rule);
  return rule;
}

MissingRule read_missing(const Setting* setting, TableReader& item, std::vector<Problem>& problems) {
  MissingRule rule;
  if (setting == nullptr) return rule;
  if (setting->kind == Setting::Kind::number) return {Missing::value, setting->number};
  const bool bare = setting->kind == Setting::Kind::text;
  TableReader table(bare ? nullptr : setting, item.place() + ".missing", problems);
  const std::string name = bare ? setting->text : table.text("method");
  const auto found = find_missing(name);
  if (!found) item.report("missing", "score.missing_unknown", {{"value", name}});
  rule.method = found.value_or(Missing::renormalise);
  rule.value = table.number("value", 0);
  table.refuse_the_rest();
  return rule;
}

OutlierRule read_outliers(const Setting* setting, TableReader& item, std::vector<Problem>& problems) {
  constexpr std::string_view kMethods = "none|winsorise|logarithm|winsorise_then_logarithm";
  OutlierRule rule;
  if (setting == nullptr) return rule;
  Setting named;
  if (setting->kind == Setting::Kind::text) named.members.emplace_back("method", *setting);
  TableReader table(setting->kind == Setting::Kind::text ? &named : setting, item.place() + ".outliers", problems);
  rule.method = static_cast<OutlierMethod>(table.choice("method", kMethods, 0));
  rule.points_max = static_cast<int>(std::clamp(table.number("points_max", 5), 0.0, 1e6));
  rule.skewness_limit = table.number("skewness_limit", 2);
  rule.kurtosis_limit = table.number("kurtosis_limit", 3.5);
  table.refuse_the_rest();
  return rule;
}

AggregateRule read_aggregate(const Setting* setting, TableReader& owner, std::vector<Problem>& problems) {
  AggregateRule rule;
  if (setting == nullptr) return rule;
  const bool bare = setting->kind == Setting::Kind::text;
  TableReader table(bare ? nullptr : setting, owner.place() + ".aggregate", problems);
  const std::string name = bare ? setting->text : table.text("method", "arithmetic");
  const auto found = find_aggregate(name);
  if (!found)
    owner.report("aggregate", "score.aggregate_unknown",
                 {{"aggregate", name}, {"aggregates", std::string(aggregate_names())}});
  rule.method = found.value_or(Aggregate::arithmetic);
  rule.p = table.number("p", 1);
  rule.minimum_share = table.number("minimum_share", 0);
  table.refuse_the_rest();
  return rule;
}

Direction direction_from(TableReader& item, std::optional<double> otherwise) {
  const auto value = item.number("direction");
  const double direction = value ? *value : otherwise.value_or(1);
  if (direction != 1 && direction != -1) item.report("direction", "score.direction_unknown");
  return direction < 0 ? Direction::lower_is_better : Direction::higher_is_better;
}

struct Draft {
  Node node;
  std::string parent;
  std::string place;
  const Setting* aggregate = nullptr;
  bool is_item = false;
};

Draft read_item(const Setting& setting, std::size_t number, const Defaults& defaults, std::vector<Problem>& problems) {
  Draft draft;
  draft.is_item = true;
  draft.place = "item " + std::to_string(number);
  TableReader table(&setting, draft.place, problems);
  Node& item = draft.node;
  item.code = table.needed_text("code");
  if (!item.code.empty()) draft.place = item.code;
  item.name = table.text("name", item.code);
  item.unit_of_measure = table.text("unit");
  item.source = table.text("source");
  draft.parent = table.text("parent");
  item.weight = table.number("weight", defaults.weight);
  item.column = table.text("column", item.code);
  item.denominator = table.text("denominator");
  item.denominator_scale = table.number("denominator_scale", 1);
  item.direction = direction_from(table, defaults.direction);
  table.text("note");
  const auto own_or = [&](std::string_view name, const Setting* otherwise) {
    return table.has(name) ? table.take(name) : otherwise;
  };
  item.method = read_method(own_or("method", defaults.method), table, problems);
  item.missing = read_missing(own_or("missing", defaults.missing), table, problems);
  item.outliers = read_outliers(own_or("outliers", defaults.outliers), table, problems);
  table.refuse_the_rest();
  return draft;
}

Draft read_node(const Setting& setting, std::size_t number, const Defaults& defaults, std::vector<Problem>& problems) {
  Draft draft;
  draft.place = "node " + std::to_string(number);
  TableReader table(&setting, draft.place, problems);
  draft.node.code = table.needed_text("code");
  draft.node.name = table.text("name", draft.node.code);
  draft.parent = table.text("parent");
  draft.node.weight = table.has("weight") ? table.number("weight", 0) : -1;  // −1: decided below
  if (table.has("weight") && draft.node.weight < 0)
    table.report("weight", "score.weight_negative", {{"weight", std::to_string(draft.node.weight)}});
  draft.aggregate = table.take("aggregate");
  if (draft.aggregate != nullptr)
    draft.node.aggregate = read_aggregate(draft.aggregate, table, problems);
  else if (defaults.aggregate != nullptr)
    draft.node.aggregate = read_aggregate(defaults.aggregate, table, problems);
  table.text("note");
  table.refuse_the_rest();
  return draft;
}

// Children before parents, in the order of the file otherwise. Unplaced drafts form a circle.
std::vector<std::size_t> bottom_up(const std::vector<Draft>& drafts,
                                   const std::map<std::string, std::size_t>& by_code) {
  std::vector<std::size_t> waiting(drafts.size(), 0);
  for (const Draft& draft : drafts)
    if (const auto parent = by_code.find(draft.parent); parent != by_code.end()) ++waiting[parent->second];
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (waiting[i] == 0) order.push_back(i);
  for (std::size_t next = 0; next < order.size(); ++next) {
    const auto parent = by_code.find(drafts[order[next]].parent);
    if (parent != by_code.end() && --waiting[parent->second] == 0) order.push_back(parent->second);
  }
  return order;
}

void link(const std::vector<Draft>& drafts, const std::vector<std::size_t>& order,
          const std::map<std::string, std::size_t>& by_code, Scheme& scheme) {
  std::vector<int> position(drafts.size(), -1);
  for (const std::size_t i : order) {
    position[i] = static_cast<int>(scheme.nodes.size());
    scheme.nodes.push_back(drafts[i].node);
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {  // in file order, so that children keep it
    const auto parent = by_code.find(drafts[i].parent);
    if (parent == by_code.end()) continue;
    const int above = position[parent->second];
    scheme.nodes[static_cast<std::size_t>(position[i])].parent = above;
    scheme.nodes[static_cast<std::size_t>(above)].children.push_back(position[i]);
  }
  for (Node& node : scheme.nodes) {
    for (const int child : node.children)
      node.level = std::max(node.level, scheme.nodes[static_cast<std::size_t>(child)].level + 1);
  }
}

// A node without a weight: points add up by themselves, other aggregates weigh equally.
void settle_weights(Scheme& scheme) {
  for (std::size_t i = 0; i < scheme.nodes.size(); ++i) {
    Node& node = scheme.nodes[i];
    if (node.weight < 0 && !node.is_item())
      node.weight = node.aggregate.method == Aggregate::sum ? children_weight(scheme, static_cast<int>(i)) : 1;
  }
}

bool check_drafts(std::vector<Draft>& drafts, std::map<std::string, std::size_t>& by_code,
                  std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  const auto report = [&](const Draft& draft, const char* code, ProblemArgs args) {
    problems.push_back({draft.place, code, std::move(args)});
  };
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (!by_code.emplace(drafts[i].node.code, i).second)
      report(drafts[i], "score.code_twice", {{"code", drafts[i].node.code}});
  std::vector<std::string> roots;
  for (const Draft& draft : drafts)
    if (draft.parent.empty()) roots.push_back(draft.place);
  if (roots.size() > 1) report(drafts.front(), "score.roots", {{"roots", join(roots, ", ")}});
  for (const Draft& draft : drafts) {
    const auto parent = by_code.find(draft.parent);
    if (draft.parent.empty()) continue;
    if (parent == by_code.end())
      report(draft, "score.parent_unknown", {{"parent", draft.parent}});
    else if (drafts[parent->second].is_item)
      report(draft, "score.parent_is_item", {{"parent", draft.parent}});
  }
  std::set<std::string> parents;
  for (const Draft& draft : drafts) parents.insert(draft.parent);
  for (const Draft& draft : drafts)
    if (!draft.is_item && !parents.contains(draft.node.code))
      report(draft, "score.node_without_items", {{"node", draft.node.code}});
  return problems.size() == before;
}

// Without [[node]] every item hangs under one node called `total`.
void add_root_if_flat(std::vector<Draft>& drafts, const Defaults& defaults, std::vector<Problem>& problems) {
  if (std::any_of(drafts.begin(), drafts.end(),
                  [](const Draft& draft) { return !draft.is_item || !draft.parent.empty(); }))
    return;
  for (Draft& draft : drafts) draft.parent = "total";
  Draft root;
  root.place = "total";
  root.node.code = root.node.name = "total";
  root.node.weight = -1;
  TableReader nothing(nullptr, "defaults", problems);
  root.node.aggregate = read_aggregate(defaults.aggregate, nothing, problems);
  drafts.push_back(std::move(root));
}

void apply_levels(TableReader& file, Scheme& scheme, const std::set<std::string>& own_aggregate,
                  std::vector<Problem>& problems) {
  for (const Setting* setting : file.tables("level")) {
    TableReader table(setting, "level", problems);
    const auto number = table.number("number", 0);
    table.text("name");
    const Setting* aggregate = table.take("aggregate");
    const AggregateRule rule = read_aggregate(aggregate, table, problems);
    table.refuse_the_rest();
    bool used = false;
    for (Node& node : scheme.nodes) {
      if (node.level != static_cast<int>(number)) continue;
      used = true;
      if (!node.is_item() && aggregate != nullptr && !own_aggregate.contains(node.code)) node.aggregate = rule;
    }
    if (!used) table.report("number", "score.level_unknown", {{"level", std::to_string(static_cast<int>(number))}});
  }
}

}  // namespace

void read_items(TableReader& file, Scheme& scheme, std::vector<Problem>& problems) {
  TableReader table(file.take("defaults"), "defaults", problems);
  const Defaults defaults{table.take("method"),    table.take("missing"),     table.take("outliers"),
                          table.take("aggregate"), table.number("weight", 1), table.number("direction")};
  table.refuse_the_rest();
  std::vector<Draft> drafts;
  for (const Setting* setting : file.tables("item"))
    drafts.push_back(read_item(*setting, drafts.size() + 1, defaults, problems));
  const std::size_t items = drafts.size();
  for (const Setting* setting : file.tables("node"))
    drafts.push_back(read_node(*setting, drafts.size() - items + 1, defaults, problems));
  if (items == 0 || drafts.size() > kNodesMax) {
    problems.push_back(
        {"item", items == 0 ? "score.no_items" : "score.too_many_items", {{"items_max", std::to_string(kNodesMax)}}});
    return;
  }
  add_root_if_flat(drafts, defaults, problems);
  std::map<std::string, std::size_t> by_code;
  if (!check_drafts(drafts, by_code, problems)) return;
  const auto order = bottom_up(drafts, by_code);
  if (order.size() != drafts.size()) {
    problems.push_back({"node", "score.tree_has_circle", {}});
    return;
  }
  std::set<std::string> own_aggregate;
  for (const Draft& draft : drafts)
    if (draft.aggregate != nullptr) own_aggregate.insert(draft.node.code);
  link(drafts, order, by_code, scheme);
  if (scheme.nodes.back().level > kLevelMax)
    problems.push_back({"node", "score.too_many_levels", {{"levels_max", std::to_string(kLevelMax)}}});
  apply_levels(file, scheme, own_aggregate, problems);
  settle_weights(scheme);
}

}  // namespace guatu::score
