// SPDX-License-Identifier: Apache-2.0
// `guatu pack --cycle W2026-39 --out DIR` (会议材料): the papers of a frozen cycle, written beside each other into a
// folder. A cycle that is not frozen yet has none and is refused.
#pragma once

#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::bulletin {

// Renders and writes the papers of a frozen cycle; their paths in order.
Result<std::vector<std::string>> write_pack(const db::Database& database, const std::string& cycle,
                                            const std::string& out);

void add_pack_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::bulletin
