// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "feature/backup/backup_command.hpp"
#include "feature/bulletin/docx_command.hpp"
#include "feature/bulletin/pack_command.hpp"
#include "feature/cycle/cycle_command.hpp"
#include "feature/demo/demo_command.hpp"
#include "feature/exchange/exchange_command.hpp"
#include "feature/journal/journal_command.hpp"
#include "feature/schedule/schedule_command.hpp"
#include "main/tables.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  demo::add_demo_command(app, shell);
  exchange::add_exchange_command(app, shell);
  cycle::add_cycle_command(app, shell);
  bulletin::add_pack_command(app, shell);
  bulletin::add_docx_command(app, shell);
  schedule::add_schedule_command(app, shell);
  journal::add_journal_command(app, shell);
  journal::add_check_command(app, shell, all_tables());
  backup::add_backup_command(app, shell, all_tables());
}

}  // namespace guatu
