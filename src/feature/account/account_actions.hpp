// SPDX-License-Identifier: Apache-2.0
// The life of an account (账号): created and reset by the system administrator, given its posts and released by the
// security administrator, locked, unlocked, closed; each with its journal entry, by the actor of the transaction.
// Whether he holds the right is asked before; what he may not do with it is refused here. Refuses account.unknown,
// account.name_taken, account.oneself, account.same_person, account.no_first_half, account.wrong_state,
// account.unknown_unit, account.unknown_person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/account/account.hpp"
#include "platform/db/history.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::account {

// Half of a one-time code, shown once.
struct Half {
  std::string text;  // ABCD-EFGH-JKLM
  Date valid_until{};
};

struct NewAccount {
  std::string account;
  std::string name;
  std::string note;
};

struct Appointment {  // what the security administrator decides
  std::vector<Post> posts;
  std::optional<Id<unit::Person>> person;
};

std::vector<Account> load_accounts(const db::Reader& reader, db::AsOf as_of = {});
std::vector<db::Versioned<Account>> load_accounts_versioned(const db::Reader& reader);
Result<db::Versioned<Account>> find_account(const db::Reader& reader, std::string_view id);
Policy load_policy(const db::Reader& reader);
bool has_accounts(const db::Reader& reader);
// Whether the account waits for its person: a first half, or both, were given out.
enum class CodeState { none, created, released };
CodeState code_state(const db::Reader& reader, std::string_view id, Date today);

Result<Half> create_account(db::Tx& tx, const NewAccount& request);
Result<Half> reset_account(db::Tx& tx, std::string_view id);
// Gives the second half; a new account must get its posts here, a reset one keeps them.
Result<Half> release_account(db::Tx& tx, std::string_view id, const std::optional<Appointment>& appointment);
// An `expected` version is compared; none: whatever is there.
using Expected = std::optional<std::int64_t>;
Result<db::Versioned<Account>> edit_account(db::Tx& tx, const NewAccount& request, Expected expected);
Result<db::Versioned<Account>> appoint(db::Tx& tx, std::string_view id, const Appointment& appointment,
                                       Expected expected);
Result<db::Versioned<Account>> step_account(db::Tx& tx, std::string_view id, Step step);

// Posts and person as a request or a command line gives them, against the units and people of the store.
Result<void> check_appointment(const db::Reader& reader, const Account& subject, const Appointment& appointment);

}  // namespace guatu::account
