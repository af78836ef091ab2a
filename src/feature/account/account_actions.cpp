// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account_actions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "feature/account/account_store.hpp"
#include "feature/account/one_time_code.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::account {
namespace {

constexpr std::size_t kNameCharactersMax = 40;
constexpr std::size_t kNoteCharactersMax = 200;

std::string digest_of(std::string_view half) { return to_hex(crypto::sha256(half)); }

void journal(db::Tx& tx, const char* kind, const Account& account) {
  JsonWriter json;
  json.begin_object().member("account", account.id.value).member("state", code_of(account.state));
  json.key("posts").begin_array();
  for (const Post& post : account.posts) json.text(format_post(post));
  tx.journal({kind, account.id.value, json.end_array().end_object().take()});
}

Result<void> check_words(const NewAccount& request) {
  const std::size_t length = character_count(trim(request.name));
  if (length == 0 || length > kNameCharactersMax)
    return refuse(ErrorKind::invalid, "name", "account.bad_person_name", {{"max", std::to_string(kNameCharactersMax)}});
  if (character_count(request.note) > kNoteCharactersMax)
    return refuse(ErrorKind::invalid, "note", "account.note_too_long", {{"max", std::to_string(kNoteCharactersMax)}});
  return {};
}

Half first_half(db::Tx& tx, const Account& account) {
  const std::string half = crypto::random_letters(kCodeAlphabet, kHalfLetters);
  CodeHalves code{account.id.value, digest_of(half), tx.actor().name, "", "", tx.today() + kCodeLife};
  save_code(tx, code);
  return {show_half(half), code.valid_until};
}

Result<db::Versioned<Account>> save(db::Tx& tx, const Account& account, Expected expected) {
  if (expected)
    GUATU_CHECK(db::put_if(tx, account_table(), account, *expected));
  else
    db::put(tx, account_table(), account);
  return find_account(tx, account.id.value);
}

}  // namespace

std::vector<Account> load_accounts(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, account_table(), "ORDER BY id", as_of);
}

std::vector<db::Versioned<Account>> load_accounts_versioned(const db::Reader& reader) {
  return db::load_versioned(reader, account_table(), "ORDER BY id");
}

Result<db::Versioned<Account>> find_account(const db::Reader& reader, std::string_view id) {
  auto found = db::find_versioned(reader, account_table(), id);
  if (!found)
    return refuse(ErrorKind::not_found, "account", "account.unknown", {{"value", std::string(id.substr(0, 64))}});
  return std::move(*found);
}

Policy load_policy(const db::Reader& reader) {
  return db::find(reader, policy_table(), std::string_view("policy")).value_or(Policy{});
}

bool has_accounts(const db::Reader& reader) { return count_rows(reader, account_table().shape()) != 0; }

CodeState code_state(const db::Reader& reader, std::string_view id, Date today) {
  const auto code = load_code(reader, id);
  if (!code || code->valid_until < today) return CodeState::none;
  return code->second.empty() ? CodeState::created : CodeState::released;
}

Result<void> check_appointment(const db::Reader& reader, const Account& subject, const Appointment& appointment) {
  const auto units = unit::load_units(reader);
  for (const Post& post : appointment.posts)
    if (!post.unit.empty() && std::ranges::find(units, post.unit, &unit::Unit::id) == units.end())
      return refuse(ErrorKind::invalid, "unit", "account.unknown_unit", {{"value", post.unit.value}});
  if (appointment.person) {
    const auto people = unit::load_people(reader);
    if (std::ranges::find(people, *appointment.person, &unit::Person::id) == people.end())
      return refuse(ErrorKind::invalid, "person", "account.unknown_person", {{"value", appointment.person->value}});
  }
  return check_posts(subject, appointment.posts, load_policy(reader), load_accounts(reader));
}

Result<Half> create_account(db::Tx& tx, const NewAccount& request) {
  GUATU_TRY(const auto id, parse_account_name(request.account));
  GUATU_CHECK(check_words(request));
  if (!has_accounts(tx)) return refuse(ErrorKind::conflict, "", "account.not_set_up");
  if (db::find(tx, account_table(), id))
    return refuse(ErrorKind::conflict, "account", "account.name_taken", {{"value", id.value}});
  const Account account{id, std::string(trim(request.name)), {}, {}, AccountState::waiting, tx.today(), request.note};
  db::put(tx, account_table(), account);
  Half half = first_half(tx, account);
  journal(tx, "account.created", account);
  return half;
}

Result<Half> reset_account(db::Tx& tx, std::string_view id) {
  GUATU_TRY(const auto found, find_account(tx, id));
  if (found.row.id.value == tx.actor().name) return refuse(ErrorKind::forbidden, "account", "account.oneself");
  if (found.row.state != AccountState::open && found.row.state != AccountState::waiting)
    return refuse(ErrorKind::conflict, "account", "account.wrong_state",
                  {{"account", found.row.id.value}, {"state", std::string(chinese_of(found.row.state))}});
  Half half = first_half(tx, found.row);
  journal(tx, "account.reset", found.row);
  return half;
}

Result<Half> release_account(db::Tx& tx, std::string_view id, const std::optional<Appointment>& appointment) {
  GUATU_TRY(auto found, find_account(tx, id));
  Account& account = found.row;
  if (account.id.value == tx.actor().name) return refuse(ErrorKind::forbidden, "account", "account.oneself");
  auto code = load_code(tx, account.id.value);
  if (!code || code->valid_until < tx.today())
    return refuse(ErrorKind::conflict, "account", "account.no_first_half", {{"account", account.id.value}});
  if (code->first_by == tx.actor().name) return refuse(ErrorKind::forbidden, "account", "account.same_person");
  if (appointment) {
    GUATU_CHECK(check_appointment(tx, account, *appointment));
    account.posts = appointment->posts;
    account.person = appointment->person;
    db::put(tx, account_table(), account);
  }
  if (account.posts.empty()) return refuse(ErrorKind::invalid, "posts", "account.no_posts");
  const std::string half = crypto::random_letters(kCodeAlphabet, kHalfLetters);
  code->second = digest_of(half);
  code->second_by = tx.actor().name;
  save_code(tx, *code);
  journal(tx, "account.released", account);
  return Half{show_half(half), code->valid_until};
}

Result<db::Versioned<Account>> edit_account(db::Tx& tx, const NewAccount& request, Expected expected) {
  GUATU_TRY(auto found, find_account(tx, request.account));
  GUATU_CHECK(check_words(request));
  if (found.row.state == AccountState::closed)
    return refuse(ErrorKind::conflict, "account", "account.wrong_state",
                  {{"account", found.row.id.value}, {"state", std::string(chinese_of(found.row.state))}});
  found.row.name = std::string(trim(request.name));
  found.row.note = request.note;
  GUATU_TRY(auto saved, save(tx, found.row, expected));
  if (saved.version != found.version) journal(tx, "account.edited", saved.row);
  return saved;
}

Result<db::Versioned<Account>> appoint(db::Tx& tx, std::string_view id, const Appointment& appointment,
                                       Expected expected) {
  GUATU_TRY(auto found, find_account(tx, id));
  if (found.row.id.value == tx.actor().name) return refuse(ErrorKind::forbidden, "account", "account.oneself");
  if (found.row.state == AccountState::closed)
    return refuse(ErrorKind::conflict, "account", "account.wrong_state",
                  {{"account", found.row.id.value}, {"state", std::string(chinese_of(found.row.state))}});
  GUATU_CHECK(check_appointment(tx, found.row, appointment));
  found.row.posts = appointment.posts;
  found.row.person = appointment.person;
  GUATU_TRY(auto saved, save(tx, found.row, expected));
  if (saved.version != found.version) journal(tx, "account.appointed", saved.row);
  return saved;
}

Result<db::Versioned<Account>> step_account(db::Tx& tx, std::string_view id, Step step) {
  GUATU_TRY(auto found, find_account(tx, id));
  GUATU_TRY(found.row.state, decide_step(found.row, step, tx.actor().name, load_accounts(tx)));
  GUATU_TRY(auto saved, save(tx, found.row, std::nullopt));
  if (step != Step::unlock) erase_sessions(tx, found.row.id.value, "");
  if (step == Step::close) {
    erase_secret(tx, found.row.id.value);
    erase_code(tx, found.row.id.value);
  }
  const char* const kind = step == Step::lock     ? "account.locked"
                           : step == Step::unlock ? "account.unlocked"
                                                  : "account.closed";
  journal(tx, kind, saved.row);
  return saved;
}

}  // namespace guatu::account
