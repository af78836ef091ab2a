// SPDX-License-Identifier: Apache-2.0
// `guatu cycle list|show|open|collect|freeze|publish`.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::cycle {

void add_cycle_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::cycle
