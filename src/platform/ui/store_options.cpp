// SPDX-License-Identifier: Apache-2.0
#include "platform/ui/store_options.hpp"

#include <CLI/CLI.hpp>

namespace guatu::ui {

void StoreOptions::add_to(CLI::App& command) {
  command.add_option("--data", directory, "store directory")->envname("GUATU_DATA")->capture_default_str();
}

void StoreOptions::add_writing_to(CLI::App& command) {
  add_to(command);
  command.add_option("--as", operator_name, "name of the person who acts; kept in the journal")
      ->envname("GUATU_OPERATOR");
  command.add_option("--for", on_behalf_of, "leader on whose behalf the operator acts");
}

Result<db::Database> StoreOptions::open(db::Access access) const { return db::Database::open(directory, access); }

Result<db::Tx> StoreOptions::begin(db::Database& database) const {
  if (operator_name.empty()) return refuse(ErrorKind::forbidden, "--as", "store.operator_missing");
  GUATU_TRY(const Clock clock, Clock::from_environment());
  return database.begin(db::Actor{operator_name, on_behalf_of}, clock);
}

}  // namespace guatu::ui
