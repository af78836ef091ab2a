// SPDX-License-Identifier: Apache-2.0
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include "feature/account/user_command.hpp"
#include "feature/backup/backup_command.hpp"
#include "feature/backup/store_command.hpp"
#include "feature/bulletin/docx_command.hpp"
#include "feature/bulletin/pack_command.hpp"
#include "feature/calendar/calendar_command.hpp"
#include "feature/cycle/cycle_command.hpp"
#include "feature/demo/demo_command.hpp"
#include "feature/enterprise/check_code_command.hpp"
#include "feature/exchange/exchange_command.hpp"
#include "feature/indicator/indicator_command.hpp"
#include "feature/journal/journal_command.hpp"
#include "feature/light/light_command.hpp"
#include "feature/schedule/schedule_command.hpp"
#include "feature/score/forecast_command.hpp"
#include "feature/score/score_command.hpp"
#include "main/matters.hpp"
#include "main/serve.hpp"
#include "main/tables.hpp"
#include "platform/ui/shell.hpp"

namespace guatu {

void add_commands(CLI::App& app, ui::Shell& shell) {
  add_serve_command(app, shell);
  account::add_user_command(app, shell);
  demo::add_demo_command(app, shell, [&shell](const std::string& store) { serve_store(store, shell); });
  exchange::add_exchange_command(app, shell);
  cycle::add_cycle_command(app, shell);
  bulletin::add_pack_command(app, shell);
  calendar::add_calendar_command(app, shell);
  enterprise::add_check_code_command(app, shell);
  indicator::add_indicator_command(app, shell);
  light::add_light_command(app, shell);
  schedule::add_schedule_command(app, shell);
  journal::add_journal_command(app, shell);
  journal::add_check_command(app, shell, all_tables(), promises_of_matters());
  backup::add_backup_command(app, shell, all_tables());
  backup::add_store_command(app, shell);
  bulletin::add_docx_command(app, shell);
  score::add_score_command(app, shell);
  score::add_forecast_command(app, shell);
}

}  // namespace guatu
