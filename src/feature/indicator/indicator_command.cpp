// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_command.hpp"

#include <CLI/CLI.hpp>

#include "feature/indicator/growth_command.hpp"
#include "feature/indicator/progress_command.hpp"
#include "feature/indicator/target_command.hpp"

namespace guatu::indicator {

void add_indicator_command(CLI::App& app, ui::Shell& shell) {
  auto* indicator = app.add_subcommand("indicator", "figures of indicators, on plain numbers");
  indicator->require_subcommand(1);
  figures::add_progress_commands(*indicator, shell);
  figures::add_growth_commands(*indicator, shell);
  figures::add_target_commands(*indicator, shell);
}

}  // namespace guatu::indicator
