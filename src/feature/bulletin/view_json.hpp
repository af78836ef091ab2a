// SPDX-License-Identifier: Apache-2.0
// A snapshot as the API shows it (调度看板): lights with their explanations, lists and figures, codes beside words.
// What the caller may not see is left out by who calls; nothing is refused here.
#pragma once

#include <string_view>

#include "base/json_writer.hpp"
#include "feature/bulletin/comparison.hpp"

namespace guatu::bulletin {

inline constexpr std::string_view kNotFinal = "未定版";

// Everything of CycleView but the cycle itself and what says whether it is final.
void write_snapshot(JsonWriter& json, const cycle::Snapshot& snapshot);

void write_light_move(JsonWriter& json, const cycle::Snapshot& snapshot, const LightMove& move);
void write_matter(JsonWriter& json, const cycle::Snapshot& snapshot, const matter::Matter& matter);
void write_target_move(JsonWriter& json, const cycle::Snapshot& snapshot, const TargetMove& move);
void write_figure_move(JsonWriter& json, const FigureMove& move);

}  // namespace guatu::bulletin
