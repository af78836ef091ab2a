// SPDX-License-Identifier: Apache-2.0
#include "feature/account/user_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/operator_command.hpp"
#include "feature/account/setup_actions.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::account {
namespace {

struct UserCommand {
  ui::StoreOptions store;
  std::string account;
  std::string name;
  std::string note;
  std::string person;
  std::vector<std::string> posts;
};

std::string posts_text(const Account& account) {
  std::vector<std::string> posts;
  for (const Post& post : account.posts) posts.push_back(format_post(post));
  return posts.empty() ? "—" : join(posts, " ");
}

void write_account(JsonWriter& json, const Account& account) {
  json.begin_object().member("id", account.id.value).member("name", account.name);
  json.member("person", account.person ? std::optional(account.person->value) : std::nullopt);
  json.member("state", code_of(account.state)).key("posts").begin_array();
  for (const Post& post : account.posts) json.text(format_post(post));
  json.end_array().member("created_on", format_date(account.created_on)).end_object();
}

Result<Appointment> appointment_of(const UserCommand& command) {
  Appointment appointment;
  for (const std::string& text : command.posts) {
    const auto at = text.find('@');
    GUATU_TRY(Post post, parse_post(text.substr(0, at), at == std::string::npos ? "" : text.substr(at + 1)));
    appointment.posts.push_back(std::move(post));
  }
  if (!command.person.empty()) appointment.person = Id<unit::Person>{command.person};
  return appointment;
}

Result<std::string> list(const UserCommand& command, const ui::Shell& shell) {
  GUATU_TRY(const db::Database database, open_to_read(command.store, "account.read"));
  const auto accounts = load_accounts(database.reader());
  JsonWriter json;
  std::string text;
  json.begin_object().key("accounts").begin_array();
  for (const Account& account : accounts) {
    write_account(json, account);
    text += fmt::format("{:<16} {} {} {}\n", account.id.value, chinese_of(account.state), account.name,
                        posts_text(account));
  }
  json.end_array().end_object();
  return shell.is_json() ? json.take() : text;
}

Result<std::string> setup_link(const UserCommand& command, const ui::Shell& shell) {
  GUATU_TRY(db::Database database, command.store.open(db::Access::create));
  GUATU_TRY(const Clock clock, Clock::from_environment());
  GUATU_TRY(db::Tx tx, database.begin(db::Actor{"local", ""}, clock));
  GUATU_TRY(const std::string token, issue_setup_link(tx));
  tx.commit();
  const std::string path = "/setup?token=" + token;
  if (shell.is_json()) {
    JsonWriter json;
    return json.begin_object().member("path", path).end_object().take();
  }
  return fmt::format(fmt::runtime(shell.say("在服务地址后加上下面的路径打开，一次建好三位管理员；用后即失效：\n{}",
                                            "open this path at the server's address to create the three "
                                            "administrators; it works once:\n{}")),
                     path);
}

// An action of an administrator, in a transaction that his right opened.
template <class Action>
auto act(const UserCommand& command, std::string_view right, Action action)
    -> decltype(action(std::declval<db::Tx&>())) {
  GUATU_TRY(db::Database database, command.store.open(db::Access::write));
  GUATU_TRY(db::Tx tx, begin_as(command.store, database, right));
  auto outcome = action(tx);
  if (outcome) tx.commit();
  return outcome;
}

Result<std::string> half_text(const Result<Half>& half, const UserCommand& command, std::string_view chinese,
                              std::string_view english, const ui::Shell& shell) {
  if (!half) return refuse(half.error());
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("id", command.account).member("code_half", half->text);
    return json.member("code_until", format_date(half->valid_until)).end_object().take();
  }
  return fmt::format(fmt::runtime(shell.say(chinese, english)), command.account, half->text,
                     format_date(half->valid_until));
}

constexpr std::string_view kFirstChinese =
    "{0} 启用码的前一半：{1}（{2} 前有效，只显示这一次）\n请安全管理员放行：guatu user release {0}";
constexpr std::string_view kFirstEnglish =
    "first half of the code of {0}: {1} (good until {2}, shown once)\nthe security administrator releases it: guatu "
    "user release {0}";
constexpr std::string_view kSecondChinese =
    "{0} 启用码的后一半：{1}（{2} 前有效，只显示这一次）\n本人用两半启用账号并设定口令";
constexpr std::string_view kSecondEnglish =
    "second half of the code of {0}: {1} (good until {2}, shown once)\nthe person takes the account with both halves";

Result<std::string> account_text(const Result<db::Versioned<Account>>& saved, const ui::Shell& shell) {
  if (!saved) return refuse(saved.error());
  if (shell.is_json()) {
    JsonWriter json;
    write_account(json, saved->row);
    return json.take();
  }
  return fmt::format("{} {} {}", saved->row.id.value, chinese_of(saved->row.state), posts_text(saved->row));
}

Result<std::string> add(const UserCommand& command, const ui::Shell& shell) {
  const NewAccount request{command.account, command.name, command.note};
  return half_text(act(command, "account.edit", [&](db::Tx& tx) { return create_account(tx, request); }), command,
                   kFirstChinese, kFirstEnglish, shell);
}

Result<std::string> reset(const UserCommand& command, const ui::Shell& shell) {
  return half_text(act(command, "account.edit", [&](db::Tx& tx) { return reset_account(tx, command.account); }),
                   command, kFirstChinese, kFirstEnglish, shell);
}

Result<std::string> release(const UserCommand& command, const ui::Shell& shell) {
  std::optional<Appointment> appointment;
  if (!command.posts.empty()) {
    GUATU_TRY(appointment, appointment_of(command));
  }
  return half_text(
      act(command, "account.roles", [&](db::Tx& tx) { return release_account(tx, command.account, appointment); }),
      command, kSecondChinese, kSecondEnglish, shell);
}

Result<std::string> roles(const UserCommand& command, const ui::Shell& shell) {
  GUATU_TRY(const Appointment appointment, appointment_of(command));
  return account_text(act(command, "account.roles",
                          [&](db::Tx& tx) { return appoint(tx, command.account, appointment, std::nullopt); }),
                      shell);
}

Result<std::string> step(const UserCommand& command, Step chosen, const ui::Shell& shell) {
  const std::string_view right = chosen == Step::close ? "account.edit" : "account.lock";
  return account_text(act(command, right, [&](db::Tx& tx) { return step_account(tx, command.account, chosen); }),
                      shell);
}

using Run = Result<std::string> (*)(const UserCommand&, const ui::Shell&);

CLI::App* add_writing(CLI::App& user, const std::shared_ptr<UserCommand>& command, const char* name, const char* help) {
  auto* app = user.add_subcommand(name, help);
  command->store.add_writing_to(*app);
  app->add_option("ACCOUNT", command->account, "account name")->required();
  return app;
}

void add_posts(CLI::App& app, const std::shared_ptr<UserCommand>& command) {
  app.add_option("--post", command->posts, "role, or role@unit: clerk, contact@U07; may be repeated");
  app.add_option("--person", command->person, "id in the register of people, such as U07/name");
}

}  // namespace

void add_user_command(CLI::App& app, ui::Shell& shell) {
  const auto command = std::make_shared<UserCommand>();
  auto* user = app.add_subcommand("user", "accounts: two administrators open one, its person sets the password");
  user->require_subcommand(1);
  const auto run = [command, &shell](Run action) {
    return [command, &shell, action] { shell.finish(action(*command, shell)); };
  };

  auto* listed = user->add_subcommand("list", "all accounts with state and posts");
  command->store.add_reading_to(*listed);
  listed->callback(run(list));

  auto* link = user->add_subcommand("setup-link", "a one-time link to create the three administrators of a new store");
  command->store.add_to(*link);
  link->callback(run(setup_link));

  auto* added = add_writing(*user, command, "add", "create an account; prints the first half of its code");
  added->add_option("--name", command->name, "name of the person")->required();
  added->add_option("--note", command->note, "remark");
  added->callback(run(add));

  add_writing(*user, command, "reset", "for a lost password; prints the first half of a new code")
      ->callback(run(reset));

  auto* released = add_writing(*user, command, "release", "give posts; prints the second half of the code");
  add_posts(*released, command);
  released->callback(run(release));

  auto* changed = add_writing(*user, command, "roles", "change the posts of an account");
  add_posts(*changed, command);
  changed->callback(run(roles));

  constexpr std::tuple<const char*, Step, const char*> kSteps[] = {
      {"lock", Step::lock, "end its sessions and let it in no more"},
      {"unlock", Step::unlock, "let it in again"},
      {"close", Step::close, "for good; the name is not used again"}};
  for (const auto& [name, chosen, help] : kSteps)
    add_writing(*user, command, name, help)->callback([command, &shell, chosen = chosen] {
      shell.finish(step(*command, chosen, shell));
    });
}

}  // namespace guatu::account
