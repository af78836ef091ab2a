// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/pack_command.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/text.hpp"
#include "feature/account/operator_command.hpp"
#include "feature/bulletin/pack_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "platform/resource/resource.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::bulletin {
namespace {

struct PackCommand {
  ui::StoreOptions store;
  std::string cycle;
  std::string out = "pack";
};

PaperSources built_in_sources() {
  const auto notice = resource::find("data/template/notice.md");
  GUATU_ASSERT(notice.has_value());
  return {std::string(*notice), wallchart::page_template(resource::find)};
}

Result<std::string> run_pack(const PackCommand& command, const ui::Shell& shell) {
  GUATU_TRY(const db::Database database, account::open_to_read(command.store, "register.read"));
  GUATU_TRY(const auto paths, write_pack(database, command.cycle, command.out));
  if (!shell.is_json()) return join(paths, "\n");
  JsonWriter json;
  json.begin_object().member("cycle", command.cycle).key("files").begin_array();
  for (const auto& path : paths) json.text(path);
  return json.end_array().end_object().take();
}

}  // namespace

Result<std::vector<std::string>> write_pack(const db::Database& database, const std::string& cycle,
                                            const std::string& out) {
  const blob::BlobStore blobs(database.directory());
  const db::Reader reader = database.reader();
  GUATU_TRY(const cycle::Cycle found, cycle::find_cycle(reader, {cycle}));
  GUATU_TRY(const cycle::Snapshot snapshot, cycle::load_snapshot(reader, blobs, {cycle}));
  GUATU_TRY(const auto papers, render_pack(snapshot, found.snapshot, built_in_sources()));
  std::vector<std::string> paths;
  for (const auto& paper : papers) {
    paths.push_back((std::filesystem::path(out) / paper.name).string());
    GUATU_CHECK(ui::write_file(paths.back(), paper.bytes));
  }
  return paths;
}

void add_pack_command(CLI::App& app, ui::Shell& shell) {
  auto command = std::make_shared<PackCommand>();
  auto* pack_app = app.add_subcommand("pack", "write the papers of a frozen cycle: html, docx, xlsx, svg");
  command->store.add_reading_to(*pack_app);
  pack_app->add_option("--cycle", command->cycle, "cycle, such as W2026-39")->required();
  pack_app->add_option("--out", command->out, "folder for the files")->capture_default_str();
  pack_app->callback([command, &shell] { shell.finish(run_pack(*command, shell)); });
}

}  // namespace guatu::bulletin
