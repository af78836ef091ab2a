// SPDX-License-Identifier: Apache-2.0
// The list of commands, one line each. A feature's command file defines `add_x_command`; nothing else
// is needed to put it on the command line.
#pragma once

namespace CLI {
class App;
}

namespace guatu {

namespace ui {
class Shell;
}

inline void add_commands(CLI::App&, ui::Shell&) {}

}  // namespace guatu
