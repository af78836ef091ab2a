// SPDX-License-Identifier: Apache-2.0
// How every command opens a store (命令行身份): it names the right that it needs, and once the store has accounts, --as
// must be an account that holds it over the whole store. There is no other way for a command to write, so none can
// forget to ask. Refuses what operator_for refuses.
#pragma once

#include <string_view>

#include "platform/db/database.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::account {

// The transaction of a command that writes.
Result<db::Tx> begin_as(const ui::StoreOptions& options, db::Database& database, std::string_view right);
// The store for a command that shows registers. Whoever can read the files of a store can read all of it; this keeps
// honest people to their part.
Result<db::Database> open_to_read(const ui::StoreOptions& options, std::string_view right);
Result<void> check_reader(const ui::StoreOptions& options, const db::Database& database, std::string_view right);

}  // namespace guatu::account
