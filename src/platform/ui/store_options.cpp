// SPDX-License-Identifier: Apache-2.0
#include "platform/ui/store_options.hpp"

#include <CLI/CLI.hpp>

namespace guatu::ui {

void StoreOptions::add_to(CLI::App& command) {
  command.add_option("--data", directory, "store directory")->envname("GUATU_DATA")->capture_default_str();
}

void StoreOptions::add_reading_to(CLI::App& command) {
  add_to(command);
  command.add_option("--as", operator_name, "account of the person who reads; needed once the store has accounts")
      ->envname("GUATU_OPERATOR");
  command.add_option("--for", on_behalf_of, "leader for whom a secretary reads");
}

void StoreOptions::add_writing_to(CLI::App& command) {
  add_to(command);
  command.add_option("--as", operator_name, "name of the person who acts, his account if there are accounts")
      ->envname("GUATU_OPERATOR");
  command.add_option("--for", on_behalf_of, "leader on whose behalf the operator acts");
}

Result<db::Database> StoreOptions::open(db::Access access) const { return db::Database::open(directory, access); }

}  // namespace guatu::ui
