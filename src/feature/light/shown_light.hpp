// SPDX-License-Identifier: Apache-2.0
// The lights as they are shown (所示灯): the computed one of each project, and over it the one that somebody set by
// hand with a reason until a day. The computed light stays beside it. A light that the rule set does not know is not
// shown.
#pragma once

#include <unordered_map>

#include "feature/light/light_board.hpp"
#include "feature/project/project_course.hpp"

namespace guatu::lights {

struct ShownLight {
  std::uint8_t light = 0;                         // index into the rule set's lights
  const project::ProjectNote* by_hand = nullptr;  // the note that set it; none: computed
};

// Points into the board and the notes.
class ShownLights {
 public:
  // Of several notes in force on the board's day the last one counts.
  ShownLights(const Board& board, const std::vector<project::ProjectNote>& notes);

  ShownLight of(const ProjectLight& row) const;

 private:
  const Board* board_;
  std::unordered_map<std::string_view, ShownLight> by_hand_;
};

}  // namespace guatu::lights
