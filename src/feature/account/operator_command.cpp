// SPDX-License-Identifier: Apache-2.0
#include "feature/account/operator_command.hpp"

#include "feature/account/account_actions.hpp"
#include "feature/account/operator_actions.hpp"
#include "platform/clock/clock.hpp"

namespace guatu::account {

Result<db::Tx> begin_as(const ui::StoreOptions& options, db::Database& database, std::string_view right) {
  if (options.operator_name.empty()) return refuse(ErrorKind::forbidden, "--as", "store.operator_missing");
  GUATU_TRY(const Clock clock, Clock::from_environment());
  GUATU_TRY(db::Tx tx, database.begin(db::Actor{options.operator_name, options.on_behalf_of}, clock));
  // Asked inside the transaction: what it allows cannot be taken back in between.
  GUATU_CHECK(operator_for(tx, tx.today(), options.operator_name, options.on_behalf_of, right));
  return tx;
}

Result<void> check_reader(const ui::StoreOptions& options, const db::Database& database, std::string_view right) {
  const db::Reader reader = database.reader();
  if (!has_accounts(reader)) return {};
  GUATU_TRY(const Clock clock, Clock::from_environment());
  GUATU_CHECK(operator_for(reader, clock.today(), options.operator_name, options.on_behalf_of, right));
  return {};
}

Result<db::Database> open_to_read(const ui::StoreOptions& options, std::string_view right) {
  GUATU_TRY(db::Database database, options.open(db::Access::read));
  GUATU_CHECK(check_reader(options, database, right));
  return database;
}

}  // namespace guatu::account
