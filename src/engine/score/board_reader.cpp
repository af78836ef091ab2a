// SPDX-License-Identifier: Apache-2.0
// What comes after the scores: [bonus], [deduction], [[veto]] and [[board]].
#include <cmath>

#include "engine/score/scheme_reader.hpp"
#include "engine/score/setting.hpp"

namespace guatu::score {
namespace {

AdjustmentRule read_adjustment(TableReader& file, std::string_view name, std::vector<Problem>& problems) {
  AdjustmentRule rule;
  TableReader table(file.take(name), std::string(name), problems);
  rule.cap = table.number("cap");
  if (rule.cap && *rule.cap < 0) table.report("cap", "score.points_not_positive", {{"source", std::string(name)}});
  for (const Setting* setting : table.tables("source")) {
    TableReader source(setting, std::string(name) + ".source", problems);
    AdjustmentSource one;
    one.code = source.needed_text("code");
    one.name = source.text("name", one.code);
    one.points = source.number("points", 0);
    one.cap = source.number("cap");
    source.refuse_the_rest();
    rule.sources.push_back(std::move(one));
  }
  table.refuse_the_rest();
  return rule;
}

// `at_least = 1` and its kin: exactly one of them.
void read_threshold(TableReader& table, Condition& condition) {
  constexpr std::string_view kNames[] = {"at_least", "above", "at_most", "below"};
  int stated = 0;
  for (int i = 0; i < 4; ++i) {
    const auto value = table.number(kNames[i]);
    if (!value) continue;
    condition.comparison = static_cast<Comparison>(i);
    condition.threshold = *value;
    ++stated;
  }
  if (stated != 1) table.report("", "score.condition_needs_one_bound");
}

Condition read_condition(const Setting* setting, const std::string& board, std::vector<Problem>& problems) {
  Condition condition;
  TableReader table(setting, board + ".condition", problems);
  const std::string column = table.text("column");
  condition.subject = column.empty() ? table.text("item", "total") : "column:" + column;
  condition.measure =
      static_cast<Measure>(table.choice("measure", "value|score", condition.subject == "total" ? 1 : 0));
  read_threshold(table, condition);
  table.refuse_the_rest();
  return condition;
}

void read_places(TableReader& table, BoardRule& board, std::vector<Problem>& problems) {
  const Setting* places = table.take("places");
  if (places == nullptr) return;
  const auto add = [&](const std::string& group, const Setting& value) {
    if (value.kind == Setting::Kind::number && value.number >= 1 && value.number <= 1e6 &&
        value.number == std::floor(value.number))
      board.places.push_back({group, static_cast<int>(value.number)});
    else
      problems.push_back({board.code + ".places", "score.whole_number_expected", {}});
  };
  if (places->kind != Setting::Kind::table) {
    add("", *places);
    return;
  }
  for (const auto& [group, value] : places->members) add(group == "default" ? "" : group, value);
}

BoardRule read_board(const Setting* setting, std::vector<Problem>& problems) {
  BoardRule board;
  TableReader table(setting, "board", problems);
  board.code = table.needed_text("code");
  board.name = table.text("name", board.code);
  board.colour = table.text("colour");
  board.side = static_cast<Side>(table.choice("side", "none|top|bottom", 0));
  read_places(table, board, problems);
  for (const Setting* condition : table.tables("condition"))
    board.conditions.push_back(read_condition(condition, board.code, problems));
  board.need = static_cast<int>(table.number("need", 0));
  board.exempt = table.texts("exempt");
  board.on_veto =
      static_cast<BoardRule::OnVeto>(table.choice("on_veto", "keep|remove", board.side == Side::top ? 1 : 0));
  table.text("basis");
  table.refuse_the_rest();
  return board;
}

VetoRule read_veto(const Setting* setting, std::vector<Problem>& problems) {
  VetoRule veto;
  TableReader table(setting, "veto", problems);
  veto.code = table.needed_text("code");
  veto.name = table.text("name", veto.code);
  veto.basis = table.text("basis");
  veto.effect = static_cast<VetoEffect>(table.choice("effect", "not_listed|last|unranked", 0));
  table.refuse_the_rest();
  return veto;
}

}  // namespace

void read_boards(TableReader& file, Scheme& scheme, std::vector<Problem>& problems) {
  scheme.bonus = read_adjustment(file, "bonus", problems);
  scheme.deduction = read_adjustment(file, "deduction", problems);
  for (const Setting* setting : file.tables("veto")) scheme.vetoes.push_back(read_veto(setting, problems));
  for (const Setting* setting : file.tables("board")) scheme.boards.push_back(read_board(setting, problems));
}

}  // namespace guatu::score
