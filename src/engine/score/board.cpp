// SPDX-License-Identifier: Apache-2.0
// Red and black boards (红榜, 黑榜): a unit is listed when its place is on the stated side *and* the absolute
// conditions hold. An exemption or a veto keeps a unit off without moving anybody up.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/score/compute.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::string_view kColumnPrefix = "column:";

bool holds(double value, const Condition& condition) {
  // Nothing reported proves nothing: no condition holds on it.
  if (!is_present(value)) return false;
  switch (condition.comparison) {
    case Comparison::at_least:
      return value >= condition.threshold;
    case Comparison::above:
      return value > condition.threshold;
    case Comparison::at_most:
      return value <= condition.threshold;
    case Comparison::below:
      return value < condition.threshold;
  }
  return false;
}

std::string words_of(const Condition& condition) {
  constexpr std::string_view kSigns[] = {">=", ">", "<=", "<"};
  return fmt::format("{}{} {} {}", condition.subject, condition.measure == Measure::score ? " (score)" : "",
                     kSigns[static_cast<std::size_t>(condition.comparison)], condition.threshold);
}

class BoardList {
 public:
  BoardList(const ComputeInput& input, const Computed& computed) : input_(input), computed_(computed) {}

  Result<Board> list(const BoardRule& rule) {
    Board board{rule.code, {}, {}};
    std::vector<std::vector<double>> subjects;
    for (const Condition& condition : rule.conditions) {
      GUATU_TRY(auto values, values_of(condition));
      subjects.push_back(std::move(values));
    }
    const auto side = places_from(rule.side);
    for (std::size_t unit = 0; unit < computed_.units.size(); ++unit) {
      if (!is_present(computed_.total[unit])) continue;
      if (rule.side != Side::none && !(side[unit] <= places_for(rule, input_.table.units()[unit].group))) continue;
      judge(rule, subjects, unit, side[unit], board);
    }
    std::stable_sort(board.entries.begin(), board.entries.end(),
                     [](const BoardEntry& a, const BoardEntry& b) { return a.place < b.place; });
    return board;
  }

 private:
  static int places_for(const BoardRule& rule, const std::string& group) {
    int otherwise = 0;
    for (const GroupPlaces& places : rule.places) {
      if (places.group == group) return places.places;
      if (places.group.empty()) otherwise = places.places;
    }
    return otherwise;
  }

  // 1 for the best (top) or for the last (bottom); a tie at the end counts for everybody in it.
  std::vector<double> places_from(Side side) const {
    if (side == Side::top) return computed_.place;
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t unit = 0; unit < computed_.units.size(); ++unit)
      groups[computed_.scheme.rank_scope == Scope::group ? input_.table.units()[unit].group : ""].push_back(unit);
    std::vector<double> from_below(computed_.units.size(), kMissing);
    for (const auto& [group, units] : groups)
      for (const std::size_t unit : units) {
        if (!is_present(computed_.place[unit])) continue;
        const auto worse = std::count_if(units.begin(), units.end(), [&](std::size_t other) {
          return computed_.place[other] > computed_.place[unit];
        });
        from_below[unit] = static_cast<double>(worse) + 1;
      }
    return from_below;
  }

  Result<std::vector<double>> values_of(const Condition& condition) const {
    if (condition.subject == "total") return computed_.total;
    if (condition.subject.starts_with(kColumnPrefix)) {
      GUATU_TRY(auto column, input_.table.numbers(condition.subject.substr(kColumnPrefix.size())));
      return std::move(column.value);
    }
    const auto node = static_cast<std::size_t>(computed_.scheme.find(condition.subject));
    const Node& item = computed_.scheme.nodes[node];
    if (condition.measure == Measure::score || !item.is_item()) return computed_.scores[node];
    if (item.method.method == Method::completion) return uncapped_completion(item, node);
    return computed_.columns.items[node].value;
  }

  // "On schedule" asks for the completion itself, which a cap on the score must not hide.
  Result<std::vector<double>> uncapped_completion(const Node& item, std::size_t node) const {
    Node uncapped = item;
    std::erase_if(uncapped.method.parameters,
                  [](const Parameter& one) { return one.name == "cap" || one.name == "floor"; });
    auto scored = score_column(uncapped, input_.table, computed_.columns.scopes, computed_.columns.items[node].value);
    // Without a cap a reverse item with actual 0 has no ratio; its capped score stands for it.
    if (!scored) return computed_.scores[node];
    return std::move(scored->score);
  }

  bool is_exempt(const BoardRule& rule, std::size_t unit, std::string_view item, std::string& reason) const {
    for (const Event& event : input_.events) {
      if (event.kind != EventKind::exemption || event.unit != computed_.units[unit] || event.item != item) continue;
      if (std::find(rule.exempt.begin(), rule.exempt.end(), event.source) == rule.exempt.end()) continue;
      reason = event.source;
      return true;
    }
    return false;
  }

  void judge(const BoardRule& rule, const std::vector<std::vector<double>>& subjects, std::size_t unit, double place,
             Board& board) const {
    std::string reason;
    BoardEntry entry{unit, place, {}};
    std::string excused;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
      if (!holds(subjects[i][unit], rule.conditions[i])) continue;
      if (is_exempt(rule, unit, rule.conditions[i].subject, reason))
        excused = rule.conditions[i].subject + ": " + reason;
      else
        entry.holding.push_back(words_of(rule.conditions[i]));
    }
    const std::size_t need = rule.need == 0 ? rule.conditions.size() : static_cast<std::size_t>(rule.need);
    if (entry.holding.size() < need)
      board.left_off.push_back({unit, excused.empty() ? "condition" : "exempt " + excused});
    else if (rule.on_veto == BoardRule::OnVeto::remove && !computed_.vetoes[unit].empty())
      board.left_off.push_back({unit, "veto " + computed_.vetoes[unit].front()->code});
    else if (is_exempt(rule, unit, "", reason))
      board.left_off.push_back({unit, "exempt " + reason});
    else
      board.entries.push_back(std::move(entry));
  }

  const ComputeInput& input_;
  const Computed& computed_;
};

}  // namespace

Result<std::vector<Board>> list_boards(const ComputeInput& input, const Computed& computed) {
  std::vector<Board> boards;
  BoardList list(input, computed);
  for (const BoardRule& rule : computed.scheme.boards) {
    GUATU_TRY(auto board, list.list(rule));
    boards.push_back(std::move(board));
  }
  return boards;
}

}  // namespace guatu::score
