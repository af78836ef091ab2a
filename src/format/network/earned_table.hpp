// SPDX-License-Identifier: Apache-2.0
// The table of an earned-value report: csv with the columns period, pv, ev, ac (期, 计划值, 挣值, 实际成本),
// cumulative, one row a period; ev and ac end where reporting has got to. Refuses network.no_header,
// network.not_a_figure, network.figures_with_holes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::network {

struct EarnedTable {
  std::vector<double> planned;
  std::vector<double> earned;
  std::vector<std::optional<double>> spent;
};

Result<EarnedTable> read_earned_csv(std::string_view bytes);

}  // namespace guatu::network
