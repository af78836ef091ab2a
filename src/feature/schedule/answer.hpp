// SPDX-License-Identifier: Apache-2.0
// The answers of the schedule commands as one JSON document or as text for people. docs/format/schedule.md describes
// the JSON.
#pragma once

#include <string>

#include "feature/schedule/agreement.hpp"
#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

std::string local_time(Moment moment);                                        // 2026-03-02T08:00; empty when not set
std::string driver_text(const LoadedSchedule& loaded, const Driver& driver);  // "link A100 FS+480", "project_start" …

std::string compute_json(const LoadedSchedule& loaded, const Schedule& computed, const Agreement& agreement);

}  // namespace guatu::schedule
