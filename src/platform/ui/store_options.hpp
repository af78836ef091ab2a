// SPDX-License-Identifier: Apache-2.0
// The options of every command that works on a store (数据目录): which directory (--data), who acts (--as), for whom
// (--for). What the person may do is feature/account's to say; it opens the transactions of commands.
#pragma once

#include <string>

#include "platform/db/database.hpp"

namespace CLI {
class App;
}

namespace guatu::ui {

struct StoreOptions {
  std::string directory = "guatu-data";
  std::string operator_name;
  std::string on_behalf_of;

  void add_to(CLI::App& command);
  void add_reading_to(CLI::App& command);
  void add_writing_to(CLI::App& command);

  Result<db::Database> open(db::Access access) const;
};

}  // namespace guatu::ui
