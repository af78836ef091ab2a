// SPDX-License-Identifier: Apache-2.0
#include "feature/light/shown_light.hpp"

#include <algorithm>

namespace guatu::lights {

ShownLights::ShownLights(const Board& board, const std::vector<project::ProjectNote>& notes) : board_(&board) {
  const auto& styles = board.rules().lights;
  for (const auto& note : notes) {
    if (!note.is_in_force(board.day())) continue;
    const auto style = std::ranges::find(styles, *note.light, &light::LightStyle::code);
    if (style != styles.end())
      by_hand_[note.project.value] = {static_cast<std::uint8_t>(style - styles.begin()), &note};
  }
}

ShownLight ShownLights::of(const ProjectLight& row) const {
  const auto found = by_hand_.find(row.project->id.value);
  return found == by_hand_.end() ? ShownLight{row.lights.overall().light, nullptr} : found->second;
}

}  // namespace guatu::lights
