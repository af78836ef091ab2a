// SPDX-License-Identifier: Apache-2.0
// The papers of a frozen cycle: rendered from its snapshot and from nothing else, so that the same snapshot gives the
// same bytes.
#pragma once

#include <string>
#include <vector>

#include "feature/bulletin/notice.hpp"
#include "feature/cycle/paper.hpp"
#include "feature/wallchart/pack_view.hpp"

namespace guatu::bulletin {

struct PaperSources {
  std::string notice_template;
  wallchart::PageTemplate page;
};

// The html page, the notice as docx, the tables as xlsx, and the printed chart as svg pages. Refuses what the
// renderers refuse.
Result<std::vector<cycle::Paper>> render_pack(const cycle::Snapshot& snapshot, const std::string& digest,
                                              const PaperSources& sources);

}  // namespace guatu::bulletin
