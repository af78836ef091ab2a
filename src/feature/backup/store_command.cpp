// SPDX-License-Identifier: Apache-2.0
#include "feature/backup/store_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "base/json_writer.hpp"
#include "platform/db/store_copy.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::backup {
namespace {

std::string_view name_of(db::Product product) { return product == db::Product::sqlite ? "SQLite" : "PostgreSQL"; }

std::string status_text(const db::StoreStatus& status, const ui::Shell& shell) {
  if (!shell.is_json())
    return fmt::format(fmt::runtime(shell.say("{} {}，在 {}\n日志到第 {} 条，{} 张表，{} 字节，升级步骤 {}",
                                              "{} {} at {}\njournal up to {}, {} tables, {} bytes, migration {}")),
                       name_of(status.product), status.version, status.place, status.position, status.tables,
                       status.bytes, status.migration);
  JsonWriter json;
  json.begin_object().member("database", name_of(status.product)).member("version", status.version);
  json.member("place", status.place).member("position", status.position).member("tables", status.tables);
  json.member("bytes", status.bytes).member("migration", std::int64_t{status.migration});
  return json.end_object().take();
}

Result<std::string> status(const ui::StoreOptions& store, const ui::Shell& shell) {
  GUATU_TRY(const auto database, store.open(db::Access::read));
  return status_text(db::status_of(database), shell);
}

Result<std::string> create(const ui::StoreOptions& store, const std::optional<std::string>& url,
                           const ui::Shell& shell) {
  GUATU_TRY(const auto database, url ? db::Database::create(store.directory, *url) : store.open(db::Access::create));
  return status_text(db::status_of(database), shell);
}

Result<std::string> copy(const std::string& from, const std::string& to, const std::optional<std::string>& url,
                         const ui::Shell& shell) {
  GUATU_TRY(const auto source, db::Database::open(from, db::Access::read));
  GUATU_TRY(const auto report, db::copy_store(source, to, url));
  if (!shell.is_json())
    return fmt::format(fmt::runtime(shell.say("已从 {} 搬到 {}：{} 张表，{} 行，{} 个文件，日志到第 {} 条\n"
                                              "两边转储摘要相同：{}\n"
                                              "新数据含签名密钥；核对无误后请停用原数据，以免两边各自写入",
                                              "copied from {} to {}: {} tables, {} rows, {} files, journal up to {}\n"
                                              "the dump digest of both is {}\n"
                                              "The copy holds the signing key; stop using the old store, or both "
                                              "will go on by themselves")),
                       from, to, report.dump.tables, report.dump.rows, report.files, report.position,
                       report.dump.digest);
  JsonWriter json;
  json.begin_object().member("from", from).member("to", to).member("tables", report.dump.tables);
  json.member("rows", report.dump.rows).member("files", report.files).member("position", report.position);
  return json.member("digest", report.dump.digest).end_object().take();
}

}  // namespace

void add_store_command(CLI::App& app, ui::Shell& shell) {
  struct Options {
    ui::StoreOptions store;
    std::string from;
    std::string to;
    std::optional<std::string> url;
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("store", "where a store's tables are, and moving it between databases");
  command->require_subcommand(1);

  auto* shown = command->add_subcommand("status", "which database, where, how much");
  options->store.add_to(*shown);
  shown->callback([options, &shell] { shell.finish(status(options->store, shell)); });

  constexpr const char* kUrl = "connection string of a PostgreSQL server; without it the tables are in guatu.db";
  auto* made = command->add_subcommand("create", "a new store, by default on SQLite");
  options->store.add_to(*made);
  made->add_option("--database", options->url, kUrl)->envname("GUATU_DATABASE");
  made->callback([options, &shell] { shell.finish(create(options->store, options->url, shell)); });

  auto* copied = command->add_subcommand("copy", "the whole store into a new directory, on SQLite or PostgreSQL");
  copied->add_option("--from", options->from, "store directory to read")->required();
  copied->add_option("--to", options->to, "new or empty directory")->required();
  copied->add_option("--database", options->url, kUrl);
  copied->callback([options, &shell] { shell.finish(copy(options->from, options->to, options->url, shell)); });
}

}  // namespace guatu::backup
