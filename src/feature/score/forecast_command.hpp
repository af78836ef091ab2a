// SPDX-License-Identifier: Apache-2.0
// guatu forecast FILE
#pragma once

namespace CLI {
class App;
}

namespace guatu {
namespace ui {
class Shell;
}

namespace score {
void add_forecast_command(CLI::App& app, ui::Shell& shell);
}  // namespace score
}  // namespace guatu
