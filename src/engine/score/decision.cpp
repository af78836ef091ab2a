// SPDX-License-Identifier: Apache-2.0
#include "engine/score/decision.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

// 3, 0.5, 1/3.
double quotient_of(std::string_view text) {
  const auto slash = text.find('/');
  const Cell above = read_cell(text.substr(0, slash), {});
  if (above.kind != CellKind::number) return kMissing;
  if (slash == std::string_view::npos) return above.value;
  const Cell below = read_cell(text.substr(slash + 1), {});
  return below.kind == CellKind::number && below.value != 0 ? above.value / below.value : kMissing;
}

std::unexpected<Error> unknown_item(std::string_view item) {
  return refuse(ErrorKind::invalid, "weights", "score.item_unknown", {{"item", std::string(item)}});
}

Result<void> set_named_weights(DecisionTable& table, const std::vector<std::string>& parts) {
  std::fill(table.weights.begin(), table.weights.end(), kMissing);
  for (const auto& part : parts) {
    const auto equals = part.rfind('=');
    const std::string_view item = trim(std::string_view(part).substr(0, equals));
    const auto found = std::find(table.items.begin(), table.items.end(), item);
    if (equals == std::string::npos || found == table.items.end()) return unknown_item(item);
    GUATU_TRY(table.weights[static_cast<std::size_t>(found - table.items.begin())],
              read_number(part.substr(equals + 1), item));
  }
  for (std::size_t i = 0; i < table.items.size(); ++i)
    if (!is_present(table.weights[i]))
      return refuse(ErrorKind::invalid, "weights", "score.weight_needed", {{"item", table.items[i]}});
  return {};
}

}  // namespace

Result<double> read_number(std::string_view text, std::string_view place) {
  const Cell cell = read_cell(trim(text), {});
  if (cell.kind == CellKind::number) return cell.value;
  return refuse(ErrorKind::invalid, std::string(place), "score.not_a_number", {{"value", std::string(text)}});
}

Result<std::size_t> read_choice(std::string_view text, std::string_view choices, std::string_view place) {
  const auto known = split(choices, "|");
  const auto found = std::find(known.begin(), known.end(), text);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  return refuse(ErrorKind::invalid, std::string(place), "score.choice_unknown",
                {{"value", std::string(text)}, {"choices", join(known, ", ")}});
}

Result<DecisionTable> decision_table(const Table& table, const std::vector<std::string>& items,
                                     const std::vector<std::string>& negative) {
  DecisionTable decision;
  decision.units = table.codes();
  decision.items = items.empty() ? table.column_names() : items;
  for (const auto& item : decision.items) {
    GUATU_TRY(auto column, table.numbers(item));
    decision.x.push_back(std::move(column.value));
    const bool lower = std::find(negative.begin(), negative.end(), item) != negative.end();
    decision.directions.push_back(lower ? Direction::lower_is_better : Direction::higher_is_better);
  }
  for (const auto& item : negative)
    if (std::find(decision.items.begin(), decision.items.end(), item) == decision.items.end())
      return refuse(ErrorKind::invalid, "negative", "score.item_unknown", {{"item", item}});
  decision.weights.assign(decision.items.size(), 1);
  return decision;
}

DecisionTable decision_table(const Computed& computed) {
  DecisionTable decision;
  std::vector<std::size_t> kept;
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit)
    if (computed.columns.screened[unit] == 0) kept.push_back(unit);
  for (const std::size_t unit : kept) decision.units.push_back(computed.units[unit]);
  const auto effective = effective_weights(computed.scheme);
  for (const int item : computed.scheme.items()) {
    const auto node = static_cast<std::size_t>(item);
    decision.items.push_back(computed.scheme.nodes[node].code);
    decision.directions.push_back(computed.scheme.nodes[node].direction);
    decision.x.push_back(gathered(computed.columns.items[node].value, kept));
    decision.weights.push_back(effective[node]);
  }
  return decision;
}

Result<WeightOutput> derive_weights(const DecisionTable& table, const WeightRule& rule) {
  return derive_weights(WeightInput{table.items, table.x, table.directions}, rule);
}

Result<void> set_weights(DecisionTable& table, std::string_view text) {
  if (const auto method = find_weight_method(text);
      method && *method != WeightMethod::given && *method != WeightMethod::ahp) {
    WeightRule rule;
    rule.method = *method;
    GUATU_TRY(auto output, derive_weights(table, rule));
    table.weights = std::move(output.weights);
    return {};
  }
  const auto parts = split(text, ",");
  if (text.find('=') != std::string_view::npos) return set_named_weights(table, parts);
  if (parts.size() != table.items.size())
    return refuse(ErrorKind::invalid, "weights", "score.weights_count",
                  {{"weights", std::to_string(parts.size())}, {"items", std::to_string(table.items.size())}});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    GUATU_TRY(table.weights[i], read_number(parts[i], "weights"));
  }
  return {};
}

Result<std::vector<std::vector<double>>> read_matrix(const SheetText& sheet) {
  const std::size_t columns = sheet.columns;
  const std::size_t rows = sheet.row_count();
  if (rows == 0) return refuse(ErrorKind::invalid, sheet.name, "score.no_rows");
  // With names the first row and column are text: one row more than numbers in it.
  const bool named = !is_present(quotient_of(trim(sheet.at(0, columns - 1))));
  const std::size_t skip = named ? 1 : 0;
  std::vector<std::vector<double>> matrix;
  for (std::size_t row = skip; row < rows; ++row) {
    auto& line = matrix.emplace_back();
    for (std::size_t column = skip; column < columns; ++column) {
      line.push_back(quotient_of(trim(sheet.at(row, column))));
      if (!is_present(line.back()))
        return refuse(ErrorKind::invalid, sheet.name + "!" + column_letters(column) + std::to_string(row + 1),
                      "score.not_a_number", {{"value", std::string(sheet.at(row, column))}});
    }
  }
  return matrix;
}

}  // namespace guatu::score
