// SPDX-License-Identifier: Apache-2.0
#include "engine/score/scheme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace guatu::score {
namespace {

constexpr std::array<std::pair<Missing, std::string_view>, 11> kMissingNames{{{Missing::renormalise, "renormalise"},
                                                                              {Missing::zero, "zero"},
                                                                              {Missing::value, "value"},
                                                                              {Missing::mean, "mean"},
                                                                              {Missing::median, "median"},
                                                                              {Missing::group_mean, "group_mean"},
                                                                              {Missing::group_median, "group_median"},
                                                                              {Missing::sibling_mean, "sibling_mean"},
                                                                              {Missing::latest, "latest"},
                                                                              {Missing::linear, "linear"},
                                                                              {Missing::refuse, "refuse"}}};

void report(std::vector<Problem>& problems, const std::string& place, const char* code, ProblemArgs args = {}) {
  problems.push_back({place, code, std::move(args)});
}

bool strictly_one_way(const std::vector<double>& x, Direction direction) {
  for (std::size_t i = 1; i < x.size(); ++i)
    if (direction == Direction::higher_is_better ? !(x[i] < x[i - 1]) : !(x[i] > x[i - 1])) return false;
  return true;
}

void check_lengths(const Node& item, const char* first, const char* second, std::size_t expected,
                   std::vector<Problem>& problems) {
  const Parameter* a = item.method.find(first);
  const Parameter* b = item.method.find(second);
  const std::size_t have_a = a == nullptr ? 0 : std::max(a->numbers.size(), a->texts.size());
  const std::size_t have_b = b == nullptr ? have_a : b->numbers.size();
  if (have_a != have_b || (expected != 0 && have_a != expected) || have_a == 0)
    report(problems, item.code, "score.lists_differ", {{"item", item.code}, {"first", first}, {"second", second}});
}

void check_tiered(const Node& item, std::vector<Problem>& problems) {
  const bool bands = item.method.find("from") != nullptr;
  const bool distance = item.method.find("full_at") != nullptr;
  if (bands == distance) {
    report(problems, item.code, "score.tiered_needs_one", {{"item", item.code}});
    return;
  }
  if (distance) return;
  check_lengths(item, "from", "points", 0, problems);
  if (!strictly_one_way(item.method.find("from")->numbers, item.direction))
    report(problems, item.code, "score.bands_not_ordered", {{"item", item.code}});
  for (const double points : item.method.find("points")->numbers)
    if (points > item.weight)
      report(problems, item.code, "score.points_above_weight",
             {{"item", item.code}, {"points", fmt::format("{}", points)}, {"weight", fmt::format("{}", item.weight)}});
}

void check_caps(Scheme& scheme, const Node& item, std::vector<Problem>& problems) {
  const auto cap = item.method.maybe("cap");
  if (item.method.method == Method::count && cap && *cap > item.weight)
    scheme.findings.push_back(fmt::format("{}: cap {} is above the item's {} points", item.code, *cap, item.weight));
  const auto floor = item.method.maybe("floor");
  if (cap && floor && *floor > *cap)
    report(problems, item.code, "score.cap_below_floor",
           {{"item", item.code}, {"cap", fmt::format("{}", *cap)}, {"floor", fmt::format("{}", *floor)}});
  const Parameter* clip = item.method.find("clip");
  if (clip != nullptr && !clip->numbers.empty() && (clip->numbers.size() != 2 || clip->numbers[0] >= clip->numbers[1]))
    report(problems, item.code, "score.clip_needs_two", {{"item", item.code}});
}

void check_item(Scheme& scheme, const Node& item, std::vector<Problem>& problems) {
  check_caps(scheme, item, problems);
  switch (item.method.method) {
    case Method::tiered:
      check_tiered(item, problems);
      break;
    case Method::five_tiers:
      if (item.method.find("coefficients") != nullptr)
        check_lengths(item, "standards", "coefficients", 5, problems);
      else
        check_lengths(item, "standards", "standards", 5, problems);
      break;
    case Method::vote:
      check_lengths(item, "classes", "class_weights", 0, problems);
      break;
    case Method::growth_parts:
      if (item.method.number("growth", 0) + item.method.number("increment", 0) +
              item.method.number("contribution", 0) <=
          0)
        report(problems, item.code, "score.parts_without_weight", {{"item", item.code}});
      break;
    case Method::z_score:
      if (item.method.number("sd", 1) <= 0) report(problems, item.code, "score.sd_not_positive", {{"item", item.code}});
      break;
    default:
      break;
  }
}

// A mark without a full value cannot become points.
bool has_full_mark(Method method) { return method != Method::none && method != Method::z_score; }

void check_tree(Scheme& scheme, std::vector<Problem>& problems) {
  for (const Node& node : scheme.nodes) {
    if (!(node.weight >= 0) || std::isinf(node.weight))
      report(problems, node.code, "score.weight_negative", {{"weight", fmt::format("{}", node.weight)}});
    if (node.is_item()) {
      check_item(scheme, node, problems);
      continue;
    }
    const double sum = children_weight(scheme, scheme.find(node.code));
    if (!(sum > 0)) report(problems, node.code, "score.weights_sum_zero", {{"node", node.code}});
    if (node.aggregate.method == Aggregate::power_mean && node.aggregate.p == 0)
      report(problems, node.code, "score.power_zero", {{"node", node.code}});
    if (!(node.aggregate.minimum_share >= 0 && node.aggregate.minimum_share <= 1))
      report(problems, node.code, "score.share_out_of_range", {{"node", node.code}});
    if (node.aggregate.method != Aggregate::sum) continue;
    for (const int child : node.children) {
      const Node& one = scheme.nodes[static_cast<std::size_t>(child)];
      const bool full = one.is_item() ? has_full_mark(one.method.method) : one.aggregate.method != Aggregate::copeland;
      if (!full) report(problems, one.code, "score.no_full_mark", {{"item", one.code}});
      if (!one.is_item() && one.aggregate.method == Aggregate::sum &&
          std::abs(one.weight - children_weight(scheme, child)) > 1e-9)
        scheme.findings.push_back(fmt::format("{}: weight {} is not the sum {} of its items", one.code, one.weight,
                                              children_weight(scheme, child)));
    }
  }
}

void check_references(const Scheme& scheme, std::vector<Problem>& problems) {
  for (const auto& code : scheme.tie_chain)
    if (scheme.find(code) < 0) report(problems, "scheme.tie_chain", "score.item_unknown", {{"item", code}});
  for (const BoardRule& board : scheme.boards) {
    for (const Condition& condition : board.conditions)
      if (condition.subject != "total" && !condition.subject.starts_with("column:") &&
          scheme.find(condition.subject) < 0)
        report(problems, board.code, "score.item_unknown", {{"item", condition.subject}});
    if (board.need < 0 || board.need > static_cast<int>(board.conditions.size()))
      report(problems, board.code, "score.need_unreachable",
             {{"need", std::to_string(board.need)}, {"conditions", std::to_string(board.conditions.size())}});
    if (board.conditions.empty() && board.side == Side::none)
      report(problems, board.code, "score.board_without_condition", {{"board", board.code}});
    if (board.side != Side::none && board.places.empty())
      report(problems, board.code, "score.board_without_places", {{"board", board.code}});
  }
}

void check_adjustments(Scheme& scheme, const char* kind, const AdjustmentRule& rule, std::vector<Problem>& problems) {
  double reachable = 0;
  std::set<std::string> codes;
  for (const auto& source : rule.sources) {
    if (source.points <= 0) report(problems, source.code, "score.points_not_positive", {{"source", source.code}});
    if (!codes.insert(source.code).second) report(problems, source.code, "score.code_twice", {{"code", source.code}});
    reachable += source.cap.value_or(HUGE_VAL);
    if (source.cap && *source.cap < source.points)
      scheme.findings.push_back(fmt::format("{} {}: one event is worth {}, more than its cap {}", kind, source.code,
                                            source.points, *source.cap));
  }
  if (rule.cap && reachable < *rule.cap)
    scheme.findings.push_back(
        fmt::format("{}: the cap {} cannot be reached, its sources end at {}", kind, *rule.cap, reachable));
  if (!rule.cap && !rule.sources.empty()) report(problems, kind, "score.cap_needed", {{"kind", kind}});
}

}  // namespace

int Scheme::find(std::string_view wanted) const {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].code == wanted) return static_cast<int>(i);
  return -1;
}

std::vector<int> Scheme::items() const {
  std::vector<int> found;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].is_item()) found.push_back(static_cast<int>(i));
  return found;
}

double children_weight(const Scheme& scheme, int node) {
  double sum = 0;
  for (const int child : scheme.nodes[static_cast<std::size_t>(node)].children)
    sum += scheme.nodes[static_cast<std::size_t>(child)].weight;
  return sum;
}

std::vector<double> effective_weights(const Scheme& scheme) {
  std::vector<double> effective(scheme.nodes.size(), 1);
  for (std::size_t i = scheme.nodes.size(); i-- > 0;) {
    const double sum = children_weight(scheme, static_cast<int>(i));
    for (const int child : scheme.nodes[i].children) {
      const auto at = static_cast<std::size_t>(child);
      effective[at] = sum > 0 ? effective[i] * scheme.nodes[at].weight / sum : 0;
    }
  }
  return effective;
}

std::optional<Missing> find_missing(std::string_view name) {
  for (const auto& [missing, known] : kMissingNames)
    if (known == name) return missing;
  return std::nullopt;
}

std::string_view name_of(Missing missing) { return kMissingNames[static_cast<std::size_t>(missing)].second; }

Result<void> check_scheme(Scheme& scheme) {
  std::vector<Problem> problems;
  check_tree(scheme, problems);
  check_references(scheme, problems);
  check_adjustments(scheme, "bonus", scheme.bonus, problems);
  check_adjustments(scheme, "deduction", scheme.deduction, problems);
  for (const VetoRule& veto : scheme.vetoes)
    if (veto.basis.empty()) report(problems, veto.code, "score.veto_without_basis", {{"veto", veto.code}});
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  return {};
}

}  // namespace guatu::score
