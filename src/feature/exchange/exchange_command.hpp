// SPDX-License-Identifier: Apache-2.0
// `guatu import FILE…`, `guatu undo ENTRY`: workbooks into the registers from the command line.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::exchange {

void add_exchange_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::exchange
