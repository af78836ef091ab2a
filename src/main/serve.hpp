// SPDX-License-Identifier: Apache-2.0
// `guatu serve` (启动服务): opens or makes the store, says where the log-in page is, and answers until it is told to
// stop. Exit status 0 after a stop, 1 when it could not start (the refusal says why), 75 when a job had to be cut off.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace guatu {

namespace ui {
class Shell;
}
namespace config {
struct Settings;
}

void add_serve_command(CLI::App& app, ui::Shell& shell);

// Serves this store with the settings of file and environment, as `guatu serve --data` would.
void serve_store(const std::string& store, ui::Shell& shell);

// Serves in the foreground with these settings until a signal ends it.
void serve(const config::Settings& settings, ui::Shell& shell);

}  // namespace guatu
