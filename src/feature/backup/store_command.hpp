// SPDX-License-Identifier: Apache-2.0
// `guatu store status|create|copy` (数据存放): where the tables of a store are, a new store on a PostgreSQL server, and
// moving a store between SQLite and PostgreSQL.
#pragma once

namespace CLI {
class App;
}

namespace guatu::ui {
class Shell;
}

namespace guatu::backup {

void add_store_command(CLI::App& app, ui::Shell& shell);

}  // namespace guatu::backup
