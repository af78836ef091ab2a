// SPDX-License-Identifier: Apache-2.0
// What the score commands print for people: aligned columns (a Chinese character is two wide), traces,
// separations; and reading a file under the name it will have in source cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/score/explain.hpp"
#include "engine/score/weight.hpp"
#include "feature/score/score_actions.hpp"

namespace guatu::score {

Result<NamedBytes> read_named(const std::string& path);

std::string aligned(const std::vector<std::vector<std::string>>& rows);
std::string aligned_csv(std::string_view csv);
std::string figures_text(const WeightOutput& output);
std::vector<std::string> matrix_names(const SheetText& sheet, std::size_t size);

std::string trace_text(const ScoreSession& session, std::size_t unit);
std::vector<std::vector<std::string>> separation_rows(const ScoreSession& session, const Separation& separation);
std::vector<std::vector<std::string>> reach_rows(const ScoreSession& session, const Reach& reach);
Result<ReachLimits> read_reach_limits(std::string_view share);

}  // namespace guatu::score
