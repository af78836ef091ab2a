// SPDX-License-Identifier: Apache-2.0
// `guatu import FILE…`, `guatu undo ENTRY`, `guatu template LAYOUT` (导入、撤销、表样): workbooks into the registers
// and empty tables out, from the command line. A file with one wrong cell is refused whole.
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
