// SPDX-License-Identifier: Apache-2.0
// `guatu demo`: an empty store filled from the example district's workbooks, two Mondays run from open to publish, the
// meeting pack written. It does nothing that the other commands cannot do.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::demo {

// `serve` is what --serve does with the new store: the server is not a demo's to know.
void add_demo_command(CLI::App& app, ui::Shell& shell, std::function<void(const std::string& store)> serve);

}  // namespace guatu::demo
