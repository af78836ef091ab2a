// SPDX-License-Identifier: Apache-2.0
// Replay before a rule set is put in force (规则试算): the same facts under the rule set in force and under a text that
// somebody is writing, project by project. A light set by hand stays as it is wherever the other rule set knows it.
#pragma once

#include <vector>

#include "feature/light/shown_light.hpp"

namespace guatu::lights {

struct LightPair {
  std::uint8_t before = 0;  // index into the lights of the rule set in force
  std::uint8_t after = 0;   // into those of the other
  auto operator<=>(const LightPair&) const = default;
};
struct ReplayedProject {
  const project::Project* project = nullptr;
  LightPair lights;
};
struct LightMove {
  LightPair lights;
  std::int64_t count = 0;
};

struct Replay {
  std::vector<ReplayedProject> changed;  // those whose light has another code, in the ledger's order
  std::vector<LightMove> moves;          // every pair that occurs, the unchanged ones too
};

// Both boards are of the same portfolio and day.
Replay compare_lights(const Board& before, const Board& after, const std::vector<project::ProjectNote>& notes);

}  // namespace guatu::lights
