// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "feature/backup/backup_command.hpp"
#include "feature/journal/journal_command.hpp"
#include "feature/schedule/schedule_command.hpp"
#include "main/tables.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  backup::add_backup_command(app, shell, all_tables());
  journal::add_journal_command(app, shell);
  journal::add_check_command(app, shell, all_tables());
  schedule::add_schedule_command(app, shell);
}

}  // namespace guatu
