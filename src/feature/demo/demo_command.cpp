// SPDX-License-Identifier: Apache-2.0
#include "feature/demo/demo_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/text.hpp"
#include "base/version.hpp"
#include "feature/bulletin/pack_command.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/demo/demo_accounts_actions.hpp"
#include "feature/demo/demo_chain_actions.hpp"
#include "feature/demo/demo_forms_actions.hpp"
#include "feature/exchange/import_command.hpp"
#include "feature/exchange/template_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "platform/blob/durable_file.hpp"
#include "platform/db/demo_mark.hpp"
#include "platform/resource/resource.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::demo {
namespace {

struct DemoCommand {
  std::string directory = "demo/store";
  std::string out = "demo/pack";
  std::string examples = "examples/district";
  std::string accounts;  // empty: accounts.txt beside the store
  bool is_to_serve = false;

  std::filesystem::path accounts_file() const {
    if (!accounts.empty()) return accounts;
    return std::filesystem::path(directory).parent_path() / "accounts.txt";
  }
};

struct Monday {
  Date day;
  const char* folder;  // of the workbooks that came in before it
  const char* cycle;
};

// The Monday before, and the one the demo is about (examples/district, docs/format/workbooks.md).
const Monday kMondays[] = {{date_of(2026, 9, 14), "base", "W2026-38"},
                           {date_of(2026, 9, 21), "2026-09-21", "W2026-39"}};
constexpr std::string_view kOperator = "调度办（演示）";
constexpr std::string_view kSecondOperator = "调度办复核（演示）";

class Demo {
 public:
  Demo(const DemoCommand& command, db::Database database) : command_(command), database_(std::move(database)) {}

  Result<std::vector<std::string>> run() {
    for (const char* rule : {"rule.toml", "indicator_rule.toml"}) GUATU_CHECK(adopt_rule(rule));
    for (const auto& monday : kMondays) {
      GUATU_CHECK(import_folder(monday));
      if (&monday == kMondays) GUATU_CHECK(register_beside_workbooks());
      for (const auto step : {cycle::Step::open, cycle::Step::collect, cycle::Step::freeze, cycle::Step::publish})
        GUATU_CHECK(take(monday, step));
    }
    GUATU_TRY(auto paths, bulletin::write_pack(database_, kMondays[1].cycle, command_.out));
    GUATU_CHECK(open_accounts());
    return paths;
  }

 private:
  Result<db::Tx> begin(Date day, std::string_view who = kOperator) {
    return database_.begin(db::Actor{std::string(who), {}}, Clock::fixed(day));
  }

  // What an office keeps here and in no workbook.
  Result<void> register_beside_workbooks() {
    GUATU_CHECK(link_demo_projects([&] { return begin(kMondays[0].day); }));
    GUATU_TRY(const auto layouts, exchange::built_in_layouts());
    return register_demo_forms([&](const std::string& who) { return begin(kMondays[0].day, who); },
                               exchange::field_catalog(layouts), std::string(kOperator), std::string(kSecondOperator));
  }

  Result<void> open_accounts() {
    account::GateOptions options;
    options.common_passwords = *resource::find("data/password/common.txt");
    account::Gate gate(database_, Clock::fixed(kMondays[1].day), options);
    GUATU_TRY(const auto accounts, open_demo_accounts(gate));
    GUATU_CHECK(db::mark_as_demo(database_.directory(), command_.accounts_file()));
    return blob::write_durably(command_.accounts_file(), accounts_text(accounts));
  }

  Result<void> adopt_rule(const char* file) {
    const std::string path = (std::filesystem::path(command_.examples) / file).string();
    GUATU_TRY(std::string text, ui::read_file(path));
    GUATU_TRY(db::Tx tx, begin(kMondays[0].day));
    GUATU_TRY(const auto adoption, lights::adopt_rule_set(tx, std::move(text), path, date_of(2026, 1, 1)));
    static_cast<void>(adoption);
    tx.commit();
    return {};
  }

  Result<void> import_folder(const Monday& monday) {
    exchange::ImportOptions options;
    GUATU_TRY(options.layouts, exchange::built_in_layouts());
    const std::string folder = (std::filesystem::path(command_.examples) / monday.folder).string();
    GUATU_TRY(const auto paths, exchange::workbook_paths({folder}));
    GUATU_TRY(const auto outcomes,
              exchange::import_files([&] { return begin(monday.day); }, database_.directory(), paths, options));
    Error refused;
    for (const auto& file : outcomes)
      if (file.outcome.result == exchange::ImportResult::refused)
        for (auto& problem : file.outcome.report.refusal().problems) refused.problems.push_back(std::move(problem));
    if (!refused.problems.empty()) return refuse(std::move(refused));
    return {};
  }

  Result<void> take(const Monday& monday, cycle::Step step) {
    GUATU_TRY(db::Tx tx, begin(monday.day));
    if (step == cycle::Step::freeze) {
      GUATU_TRY(const auto frozen,
                cycle::freeze(tx, blob::BlobStore(database_.directory()), {monday.cycle}, kProgramVersion));
      static_cast<void>(frozen);
    } else {
      GUATU_TRY(const auto cycle, cycle::advance(tx, {monday.cycle}, step));
      static_cast<void>(cycle);
    }
    tx.commit();
    return {};
  }

  const DemoCommand& command_;
  db::Database database_;
};

Result<std::string> run_demo(const DemoCommand& command, const ui::Shell& shell) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::path(command.directory) / "guatu.db", error))
    return refuse(ErrorKind::conflict, command.directory, "demo.store_not_empty");
  GUATU_TRY(db::Database database, db::Database::open(command.directory, db::Access::create));
  if (database.reader().position() > 0)  // on a server
    return refuse(ErrorKind::conflict, command.directory, "demo.store_not_empty");
  GUATU_TRY(const auto paths, Demo(command, std::move(database)).run());
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("data", command.directory).member("cycle", kMondays[1].cycle);
    json.member("accounts", command.accounts_file().string()).key("files").begin_array();
    for (const auto& path : paths) json.text(path);
    return json.end_array().end_object().take();
  }
  return fmt::format(
      fmt::runtime(shell.say(
          "演示数据已建好：{0}\n{1} 周期已定版发布，会议材料：\n  {2}\n打开其中的 html 即可看挂图。\n演示账号在 {3}",
          "the demo store is ready: {0}\ncycle {1} is frozen and published; its papers:\n  "
          "{2}\nopen the html to see the wall chart.\nthe demo accounts are in {3}")),
      command.directory, kMondays[1].cycle, join(paths, "\n  "), command.accounts_file().string());
}

}  // namespace

void add_demo_command(CLI::App& app, ui::Shell& shell, std::function<void(const std::string& store)> serve) {
  auto command = std::make_shared<DemoCommand>();
  auto* demo_app =
      app.add_subcommand("demo", "fill an empty store with the example district and write the meeting pack");
  demo_app->add_option("--data", command->directory, "store directory, must be empty")->capture_default_str();
  demo_app->add_option("--out", command->out, "folder for the papers")->capture_default_str();
  demo_app->add_option("--examples", command->examples, "folder of the example workbooks")->capture_default_str();
  demo_app->add_option("--accounts", command->accounts,
                       "file for the demo accounts; default: accounts.txt beside the store");
  demo_app->add_flag("--serve", command->is_to_serve, "start the server on the new store");
  demo_app->callback([command, &shell, serve = std::move(serve)] {
    shell.finish(run_demo(*command, shell));
    if (command->is_to_serve && shell.exit_status() == 0) serve(command->directory);
  });
}

}  // namespace guatu::demo
