// SPDX-License-Identifier: Apache-2.0
// Results as JSON and csv (结果输出); shapes in docs/format/score.md. Numbers are written in full, places and
// published scores beside them; a unit that has none shows null. Order is that of the data and the scheme.
#pragma once

#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "engine/score/compute.hpp"
#include "engine/score/explain.hpp"
#include "engine/score/robustness.hpp"
#include "engine/score/topsis.hpp"

namespace guatu::score {

// Units to be traced, as indices.
std::string compute_json(const ComputeInput& input, const Computed& computed, const std::vector<std::size_t>& traced);
std::string compute_csv(const ComputeInput& input, const Computed& computed);

enum class Stage { value, score };  // what the methods saw, or what they gave
std::string normalise_json(const ComputeInput& input, const Computed& computed, Stage stage);
std::string normalise_csv(const ComputeInput& input, const Computed& computed, Stage stage);

// From the total down to the source cell.
void write_trace(JsonWriter& json, const ComputeInput& input, const Computed& computed, std::size_t unit);

std::string weights_json(std::string_view method, const std::vector<std::string>& items, const WeightOutput& output);
std::string weights_csv(const std::vector<std::string>& items, const WeightOutput& output);

std::string topsis_json(const DecisionTable& table, const TopsisOutput& output);
std::string topsis_csv(const DecisionTable& table, const TopsisOutput& output);
std::string grey_json(const DecisionTable& table, const GreyOutput& output);
std::string grey_csv(const DecisionTable& table, const GreyOutput& output);

std::string robustness_json(const Computed& computed, const Robustness& robustness);
std::string robustness_csv(const Computed& computed, const Robustness& robustness);

std::string separation_json(const Computed& computed, std::size_t first, std::size_t second,
                            const Separation& separation);
std::string reach_json(const Computed& computed, std::size_t unit, const Reach& reach);

// Rows for people: place, unit, name, published score, and the scores one level below the total.
std::vector<std::vector<std::string>> ranking_rows(const ComputeInput& input, const Computed& computed);

}  // namespace guatu::score
