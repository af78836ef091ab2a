// SPDX-License-Identifier: Apache-2.0
// The answers of the schedule commands, as one JSON document or as text for people. docs/format/schedule.md describes
// the JSON.
#pragma once

#include <string>

#include "engine/schedule/earned.hpp"
#include "engine/schedule/simulate.hpp"
#include "feature/schedule/agreement.hpp"
#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

enum class Wording : std::uint8_t { chinese, english };

std::string local_time(Moment moment);  // 2026-03-02T08:00; empty when not set
std::string driver_text(const LoadedSchedule& loaded,
                        const Driver& driver);  // "link A100 FS+480min", "project_start" …

std::string compute_json(const LoadedSchedule& loaded, const Schedule& computed, const Agreement& agreement);
std::string compute_text(const LoadedSchedule& loaded, const Schedule& computed, const Agreement& agreement,
                         Wording language);

std::string backward_json(const LoadedSchedule& loaded, const Schedule& computed, Moment finish);
std::string backward_text(const LoadedSchedule& loaded, const Schedule& computed, Moment finish, Wording language);

struct SimulationAnswer {
  const LoadedSchedule& loaded;
  const SimulationResult& result;
  const SimulationRequest& request;
  Moment by;  // the date asked about, or not set
};
std::string simulation_json(const SimulationAnswer& answer);
std::string simulation_text(const SimulationAnswer& answer, Wording language);

std::string earned_json(const EarnedReport& report);
std::string earned_text(const EarnedReport& report, Wording language);

}  // namespace guatu::schedule
