// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_replay.hpp"

#include <map>

#include "base/assert.hpp"

namespace guatu::lights {

Replay compare_lights(const Board& before, const Board& after, const std::vector<project::ProjectNote>& notes) {
  GUATU_ASSERT(before.rows().size() == after.rows().size());
  const ShownLights shown_before(before, notes);
  const ShownLights shown_after(after, notes);
  Replay replay;
  std::map<LightPair, std::int64_t> counts;
  for (std::size_t i = 0; i < before.rows().size(); ++i) {
    const LightPair lights{shown_before.of(before.rows()[i]).light, shown_after.of(after.rows()[i]).light};
    ++counts[lights];
    // Rule sets count their lights differently; the code is what they share.
    if (before.rules().lights[lights.before].code != after.rules().lights[lights.after].code)
      replay.changed.push_back({before.rows()[i].project, lights});
  }
  for (const auto& [lights, count] : counts) replay.moves.push_back({lights, count});
  return replay;
}

}  // namespace guatu::lights
