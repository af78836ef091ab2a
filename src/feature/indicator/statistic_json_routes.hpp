// SPDX-License-Identifier: Apache-2.0
// Reading rows of figures from a body, and who may bring them in (录入接口): every row of one act must be within the
// caller's right, which follows the source.
#pragma once

#include <string_view>
#include <vector>

#include "feature/indicator/access_routes.hpp"
#include "feature/indicator/transcription.hpp"
#include "platform/api/list_query.hpp"

namespace guatu::indicator {

// Reads rows, source, vintage and release; problems go into `fields`.
std::vector<FigureRow> read_rows(api::Fields& fields);
void read_release(api::Fields& fields, ReleaseNote& release);
Result<KeyedValues> read_values(api::Call& call);
Result<std::string> read_reason(api::Call& call);

// Over this source. Refuses api.no_right.
Result<void> check_right_over(api::Call& call, const std::string& source);
// Whether values before their release are shown: to the source, and to nobody else.
bool may_see_embargoed(const api::Caller& caller, const std::string& source, const std::vector<unit::Unit>& units);
bool is_out(const ReleaseNote& release, Instant now);

void place_members(JsonWriter& json, const FigureRow& row);  // indicator, unit, months, basis, measure
void value_members(JsonWriter& json, const FigureRow& row);  // status, value
void hidden_value_members(JsonWriter& json);

}  // namespace guatu::indicator
