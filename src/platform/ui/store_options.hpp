// SPDX-License-Identifier: Apache-2.0
// The options of every command that works on a store: which directory (--data), who acts (--as). Refuses
// store.operator_missing when a command would write and nobody is named.
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
  void add_writing_to(CLI::App& command);

  Result<db::Database> open(db::Access access) const;
  Result<db::Tx> begin(db::Database& database) const;
};

}  // namespace guatu::ui
