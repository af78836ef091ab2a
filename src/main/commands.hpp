// SPDX-License-Identifier: Apache-2.0
// The list of commands. A feature's command file defines `add_x_command`; a line in commands.cpp puts
// it on the command line.
#pragma once

namespace CLI {
class App;
}

namespace guatu {

namespace ui {
class Shell;
}

void add_commands(CLI::App& app, ui::Shell& shell);

}  // namespace guatu
