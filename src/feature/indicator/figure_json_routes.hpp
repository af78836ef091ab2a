// SPDX-License-Identifier: Apache-2.0
// Targets, cells and figures as JSON (指标答复), for every route of this topic that shows them. Shares are percent with
// one decimal; figures keep the places they were published with.
#pragma once

#include "base/json_writer.hpp"
#include "feature/indicator/gap.hpp"
#include "feature/indicator/indicator_edit_actions.hpp"
#include "feature/indicator/series.hpp"

namespace guatu::indicator {

void write_target(JsonWriter& json, const ToldTarget& told);
void write_head(JsonWriter& json, const Indicator& indicator);  // {"id","name","unit_of_measure",…}
void write_cell(JsonWriter& json, const Cell& cell);
void write_month(JsonWriter& json, const SeriesMonth& row);
void write_vintage(JsonWriter& json, const ToldVintage& told);
void needed_member(JsonWriter& json, const std::optional<NeededGrowth>& needed);
void write_to_plan(JsonWriter& json, const Gap& gap);
void write_to_peers(JsonWriter& json, const Gap& gap, const std::vector<unit::Unit>& units);
void write_to_last_year(JsonWriter& json, const Gap& gap);
void write_sprint_row(JsonWriter& json, const SprintRow& row, const std::vector<unit::Unit>& units);

}  // namespace guatu::indicator
