// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/version.hpp"
#include "feature/account/operator_command.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::cycle {
namespace {

struct CycleCommand {
  ui::StoreOptions store;
  std::string id;
};

std::string date_text(const std::optional<Date>& date) { return date ? format_date(*date) : "—"; }

void write_cycle(JsonWriter& json, const Cycle& cycle) {
  json.begin_object().member("id", cycle.id.value).member("kind", code_of(cycle.kind)).member("number", cycle.number);
  json.member("state", code_of(cycle.state))
      .member("held_on", cycle.held_on ? std::optional(format_date(*cycle.held_on)) : std::nullopt);
  json.member("frozen_on", cycle.frozen_on ? std::optional(format_date(*cycle.frozen_on)) : std::nullopt);
  json.member("snapshot", cycle.snapshot).end_object();
}

std::string cycle_line(const Cycle& cycle) {
  return fmt::format("{:<10} {} {} {} {} {}", cycle.id.value,
                     date_text(cycle.held_on ? cycle.held_on : cycle.planned_on), chinese_of(cycle.kind),
                     chinese_of(cycle.state), cycle.number, cycle.snapshot.substr(0, 12));
}

Result<std::string> run_list(const CycleCommand& command, const ui::Shell& shell) {
  GUATU_TRY(const db::Database database, account::open_to_read(command.store, "register.read"));
  const auto cycles = load_cycles(database.reader());
  JsonWriter json;
  std::string text;
  json.begin_object().key("cycles").begin_array();
  for (const auto& cycle : cycles) {
    write_cycle(json, cycle);
    text += cycle_line(cycle) + "\n";
  }
  json.end_array().end_object();
  return shell.is_json() ? json.take() : text;
}

Result<std::string> run_step(const CycleCommand& command, Step step, const ui::Shell& shell) {
  GUATU_TRY(db::Database database, command.store.open(db::Access::write));
  GUATU_TRY(db::Tx tx, account::begin_as(command.store, database, "cycle.step"));
  Cycle cycle;
  if (step == Step::freeze) {
    GUATU_TRY(const FrozenCycle frozen,
              freeze(tx, blob::BlobStore(database.directory()), {command.id}, kProgramVersion));
    cycle = frozen.cycle;
  } else {
    GUATU_TRY(cycle, advance(tx, {command.id}, step));
  }
  tx.commit();
  if (!shell.is_json()) return cycle_line(cycle);
  JsonWriter json;
  write_cycle(json, cycle);
  return json.take();
}

}  // namespace

void add_cycle_command(CLI::App& app, ui::Shell& shell) {
  auto command = std::make_shared<CycleCommand>();
  auto* cycle_app = app.add_subcommand("cycle", "dispatch cycles: list, and open → collect → freeze → publish");
  cycle_app->require_subcommand(1);
  auto* list_app = cycle_app->add_subcommand("list", "all cycles with their state");
  command->store.add_reading_to(*list_app);
  list_app->callback([command, &shell] { shell.finish(run_list(*command, shell)); });
  constexpr std::tuple<const char*, Step, const char*> kCommands[] = {
      {"open", Step::open, "begin a cycle"},
      {"collect", Step::collect, "collect reports"},
      {"freeze", Step::freeze, "freeze what is known into a snapshot"},
      {"publish", Step::publish, "publish the frozen cycle"}};
  for (const auto& [name, step, help] : kCommands) {
    auto* step_app = cycle_app->add_subcommand(name, help);
    command->store.add_writing_to(*step_app);
    step_app->add_option("cycle", command->id, "cycle, such as W2026-39")->required();
    step_app->callback([command, &shell, step = step] { shell.finish(run_step(*command, step, shell)); });
  }
}

}  // namespace guatu::cycle
