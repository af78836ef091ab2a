// SPDX-License-Identifier: Apache-2.0
#include "feature/schedule/schedule_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "engine/schedule/compute.hpp"
#include "feature/schedule/answer.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::schedule {
namespace {

struct Request {
  std::string file;
  std::string policy;
};

Result<LoadedSchedule> load_file(const Request& request) {
  GUATU_TRY(const std::string bytes, ui::read_file(request.file));
  GUATU_TRY(LoadedSchedule loaded, load_schedule(bytes, request.file));
  return loaded;
}

Result<std::string> compute_answer(const Request& request) {
  GUATU_TRY(const LoadedSchedule loaded, load_file(request));
  GUATU_TRY(const Schedule computed, compute(loaded.network));
  return compute_json(loaded, computed, compare_stored(loaded, computed));
}

}  // namespace

void add_schedule_command(CLI::App& app, ui::Shell& shell) {
  CLI::App* command = app.add_subcommand("schedule", "when it will really be finished, and what drives that");
  command->require_subcommand(1);
  const auto request = std::make_shared<Request>();
  CLI::App* compute = command->add_subcommand("compute", "critical path; stored against recomputed");
  compute->add_option("file", request->file, "MSPDI, XER, csv or PSPLIB file")->required();
  compute->callback([request, &shell] { shell.finish(compute_answer(*request)); });
}

}  // namespace guatu::schedule
