// SPDX-License-Identifier: Apache-2.0
// guatu forecast FILE (全年预测): the year's figure with interval and probability, or the parts it is made of: a
// decomposition, a Holt–Winters model.
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
