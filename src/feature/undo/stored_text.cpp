// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/stored_text.hpp"

#include <algorithm>

#include "base/money.hpp"
#include "base/text.hpp"
#include "feature/unit/phone.hpp"

namespace guatu::undo {
namespace {

constexpr std::string_view kMoney = "total_investment invested_before year_plan year_plan_before year_plan_after";

// plan_01 … plan_12 and actual_01 … actual_12.
bool is_month(std::string_view column) {
  if (!column.starts_with("plan_") && !column.starts_with("actual_")) return false;
  return column.find_first_not_of("0123456789", column.find('_') + 1) == std::string_view::npos;
}

bool is_money(std::string_view column) {
  const auto names = split(kMoney, " ");
  return is_month(column) || std::ranges::find(names, column) != names.end();
}

}  // namespace

std::optional<std::string> shown_text(std::string_view column, const std::optional<std::string>& stored) {
  if (!stored) return std::nullopt;
  if (column == "phone") return unit::masked_phone(*stored);
  if (!is_money(column)) return stored;
  const auto fen = parse_decimal(*stored);
  if (!fen || fen->scale() != 0) return stored;
  return format_yuan(Money::of_fen(static_cast<std::int64_t>(fen->coefficient())));
}

}  // namespace guatu::undo
