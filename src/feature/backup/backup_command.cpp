// SPDX-License-Identifier: Apache-2.0
#include "feature/backup/backup_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>

#include "base/json_writer.hpp"
#include "platform/backup/backup.hpp"
#include "platform/db/audit.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::backup {
namespace {

std::string report_text(const BackupReport& report, std::string_view sentence, const ui::Shell& shell) {
  if (!shell.is_json())
    return fmt::format(fmt::runtime(sentence), report.file.string(), report.files, report.bytes, report.position);
  JsonWriter json;
  json.begin_object().member("file", report.file.string()).member("files", report.files);
  json.member("bytes", static_cast<std::int64_t>(report.bytes)).member("position", report.position);
  return json.end_object().take();
}

Result<std::string> back_up(const ui::StoreOptions& store, const std::string& out, const ui::Shell& shell) {
  GUATU_TRY(const auto database, store.open(db::Access::read));
  GUATU_TRY(const auto report, write_backup(database, out));
  return report_text(
      report,
      shell.say("已备份到 {}：{} 个文件，{} 字节，日志到第 {} 条。备份含签名密钥，请妥善保管",
                "backed up to {}: {} files, {} bytes, journal up to {}. It holds the signing key: keep it safe"),
      shell);
}

Result<std::string> restore(const std::string& file, const std::string& directory,
                            const std::vector<db::TableShape>& tables, const ui::Shell& shell) {
  GUATU_TRY(const auto report, restore_backup(file, directory));
  GUATU_TRY(const auto database, db::Database::open(directory, db::Access::read));
  auto audit = db::audit_store(database, tables);
  if (!audit.is_clean()) return refuse(Error{ErrorKind::conflict, std::move(audit.problems)});
  return report_text(report,
                     shell.say("已从 {} 恢复：{} 个文件，{} 字节，日志到第 {} 条，核验通过",
                               "restored from {}: {} files, {} bytes, journal up to {}; checked and sound"),
                     shell);
}

}  // namespace

void add_backup_command(CLI::App& app, ui::Shell& shell, std::vector<db::TableShape> tables) {
  struct Options {
    ui::StoreOptions store;
    std::string out;
    std::string file;
  };
  const auto options = std::make_shared<Options>();
  auto* backup = app.add_subcommand("backup", "copy the whole store into one file, while others work on it");
  options->store.add_to(*backup);
  backup->add_option("--out", options->out, "file to write, or a directory that gets guatu-POSITION.tar")->required();
  backup->callback([options, &shell] { shell.finish(back_up(options->store, options->out, shell)); });

  auto* restored = app.add_subcommand("restore", "make a store of a backup file and check it");
  restored->add_option("file", options->file, "a file written by guatu backup")->required();
  options->store.add_to(*restored);
  restored->callback([options, &shell, tables = std::move(tables)] {
    shell.finish(restore(options->file, options->store.directory, tables, shell));
  });
}

}  // namespace guatu::backup
