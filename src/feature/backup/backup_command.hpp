// SPDX-License-Identifier: Apache-2.0
// `guatu backup` and `guatu restore` (备份、恢复): one file, taken while the server runs; a restore is checked in
// full before it is called done.
#pragma once

#include <vector>

#include "platform/db/shape.hpp"

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::backup {

void add_backup_command(CLI::App& app, ui::Shell& shell, std::vector<db::TableShape> tables);

}  // namespace guatu::backup
