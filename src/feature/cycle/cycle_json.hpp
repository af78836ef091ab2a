// SPDX-License-Identifier: Apache-2.0
// A cycle as the API shows it (调度周期), wherever it stands in a reply; `remind_on` is worked out of plan and calendar
// by who calls.
#pragma once

#include <optional>

#include "base/json_writer.hpp"
#include "feature/cycle/cycle.hpp"

namespace guatu::cycle {

void write_members(JsonWriter& json, const Cycle& cycle, const std::optional<Date>& remind_on, std::int64_t version);

}  // namespace guatu::cycle
