// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "feature/score/forecast_command.hpp"
#include "feature/score/score_command.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  score::add_score_command(app, shell);
  score::add_forecast_command(app, shell);
}

}  // namespace guatu
