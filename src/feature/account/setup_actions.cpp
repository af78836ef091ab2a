// SPDX-License-Identifier: Apache-2.0
#include "feature/account/setup_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/account_store.hpp"
#include "feature/account/new_password_actions.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::account {
namespace {

constexpr std::string_view kSetUp = "set-up";  // who acts before there is anybody, and the name whose tries are counted
constexpr Role kKinds[] = {Role::system, Role::security, Role::audit};

struct Prepared {
  Account account;
  Secret secret;
};

// All faults of the page at once, each beside its field.
Result<std::vector<Account>> read_administrators(const SetUp& request, Date today) {
  Error faults;
  std::vector<Account> accounts;
  std::set<std::string> names;
  for (std::size_t i = 0; i < request.administrators.size(); ++i) {
    const Administrator& given = request.administrators[i];
    const std::string place = fmt::format("administrators[{}].", i);
    const auto id = parse_account_name(given.account);
    if (!id)
      faults.problems.push_back({place + "account", "account.bad_name", id.error().problems.front().args});
    else if (!names.insert(id->value).second)
      faults.problems.push_back({place + "account", "account.name_taken", {{"value", id->value}}});
    if (trim(given.name).empty())
      faults.problems.push_back({place + "name", "account.bad_person_name", {{"max", "40"}}});
    accounts.push_back({id.value_or(Id<Account>{}),
                        std::string(trim(given.name)),
                        {},
                        {{given.role, {}}},
                        AccountState::open,
                        today,
                        ""});
  }
  for (const Role kind : kKinds)
    if (std::ranges::count(request.administrators, kind, &Administrator::role) != 1) {
      faults.problems.push_back({"administrators", "account.three_administrators", {}});
      break;
    }
  if (!faults.problems.empty()) return refuse(std::move(faults));
  return accounts;
}

Result<std::vector<Prepared>> prepare(Gate& gate, const SetUp& request) {
  GUATU_TRY(auto accounts, read_administrators(request, gate.today()));
  Error faults;
  std::vector<Prepared> prepared;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    auto secret = new_password(gate, accounts[i], request.administrators[i].password, std::nullopt, request.profile);
    if (secret) {
      prepared.push_back({std::move(accounts[i]), std::move(*secret)});
      continue;
    }
    if (secret.error().kind == ErrorKind::unavailable) return refuse(std::move(secret.error()));
    for (auto& problem : secret.error().problems) {
      problem.place = fmt::format("administrators[{}].{}", i, problem.place);
      faults.problems.push_back(std::move(problem));
    }
  }
  if (!faults.problems.empty()) return refuse(std::move(faults));
  return prepared;
}

}  // namespace

Result<std::string> issue_setup_link(db::Tx& tx) {
  if (has_accounts(tx)) return refuse(ErrorKind::conflict, "", "account.already_set_up");
  const std::string token = crypto::random_token();
  save_setup_link(tx, to_hex(crypto::sha256(token)));
  tx.journal({"account.setup_link_issued", "", "{}"});
  return token;
}

bool is_setup_link(const db::Reader& reader, std::string_view token) {
  const auto digest = load_setup_link(reader);
  return digest && !has_accounts(reader) && crypto::is_same_secret(*digest, to_hex(crypto::sha256(token)));
}

Result<void> set_up(Gate& gate, const SetUp& request) {
  GUATU_TRY(const Gate::Tried tried, gate.try_secret(kSetUp, request.source, [&] {
    return Result<bool>(is_setup_link(gate.database().reader(), request.token));
  }));
  if (tried.outcome != Gate::Tried::Outcome::right)
    return refuse(ErrorKind::forbidden, "token", "account.bad_setup_link");
  GUATU_TRY(const auto prepared, prepare(gate, request));
  GUATU_TRY(db::Tx tx, gate.begin(kSetUp));
  if (!is_setup_link(tx, request.token)) return refuse(ErrorKind::forbidden, "token", "account.bad_setup_link");
  Policy policy;
  policy.profile = request.profile;
  policy.office = request.office;
  db::put(tx, policy_table(), policy);
  JsonWriter json;
  json.begin_object().member("profile", code_of(policy.profile)).member("office", code_of(policy.office));
  json.key("administrators").begin_array();
  for (const Prepared& one : prepared) {
    db::put(tx, account_table(), one.account);
    save_secret(tx, one.secret);
    json.text(one.account.id.value);
  }
  erase_setup_link(tx);
  tx.journal({"account.set_up", "", json.end_array().end_object().take()});
  tx.commit();
  return {};
}

}  // namespace guatu::account
