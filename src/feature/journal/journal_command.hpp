// SPDX-License-Identifier: Apache-2.0
// `guatu journal verify|export|prove` and `guatu check` (日志核验、数据核验): what an auditor runs, on the store or
// on what was taken out of it. They change nothing.
#pragma once

#include <vector>

#include "platform/db/audit.hpp"

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::journal {

void add_journal_command(CLI::App& app, ui::Shell& shell);
// `promises` are what registers hold beyond their rows.
void add_check_command(CLI::App& app, ui::Shell& shell, std::vector<db::TableShape> tables, db::Promises promises = {});

}  // namespace guatu::journal
