// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "feature/calendar/calendar_command.hpp"
#include "feature/enterprise/check_code_command.hpp"
#include "feature/indicator/indicator_command.hpp"
#include "feature/light/light_command.hpp"
#include "feature/schedule/schedule_command.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  calendar::add_calendar_command(app, shell);
  enterprise::add_check_code_command(app, shell);
  indicator::add_indicator_command(app, shell);
  light::add_light_command(app, shell);
  schedule::add_schedule_command(app, shell);
}

}  // namespace guatu
