// SPDX-License-Identifier: Apache-2.0
// The table of an earned-value report: csv with the columns period, pv, ev, ac (期, 计划值, 挣值, 实际成本), cumulative,
// one row a period; ev and ac end where reporting has got to. Refuses network.no_header, schedule.not_a_figure,
// schedule.figures_with_holes.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "engine/schedule/earned.hpp"

namespace guatu::schedule {

Result<EarnedInput> read_earned_csv(std::string_view bytes);

}  // namespace guatu::schedule
