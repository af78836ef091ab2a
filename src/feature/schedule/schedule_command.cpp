// SPDX-License-Identifier: Apache-2.0
#include "feature/schedule/schedule_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "engine/schedule/compute.hpp"
#include "feature/schedule/answer.hpp"
#include "feature/schedule/conversion_actions.hpp"
#include "format/network/earned_table.hpp"
#include "format/network/network_cells.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::schedule {
namespace {

struct Request {
  std::string file;
  std::string policy;
  std::string finish;
  std::string by;
  std::string target = "mspdi";
  std::string out = "-";
  std::uint32_t runs = 1000;
  std::uint64_t seed = 1;
};

Wording wording_of(const ui::Shell& shell) {
  return shell.language == message::Language::chinese ? Wording::chinese : Wording::english;
}

// A cycle is named by the ids of the activities it runs through.
Error with_ids(Error error, const LoadedSchedule& loaded) {
  for (Problem& problem : error.problems) {
    if (problem.code != "schedule.cycle" || problem.place.empty()) continue;
    const Link& link = loaded.network.links[std::stoul(problem.place)];
    problem.args = {{"from", loaded.activities[link.from].id}, {"to", loaded.activities[link.to].id}};
    problem.place = loaded.activities[link.from].id + " → " + loaded.activities[link.to].id;
  }
  return error;
}

Result<LoadedSchedule> load_file(const Request& request) {
  GUATU_TRY(const std::string bytes, ui::read_file(request.file));
  auto loaded = load_schedule(bytes, request.file);
  if (!loaded) {
    for (Problem& problem : loaded.error().problems)
      problem.place = problem.place.empty() ? request.file : request.file + "!" + problem.place;
    return std::unexpected(std::move(loaded).error());
  }
  if (!request.policy.empty())
    set_policy(*loaded, request.policy == "p6" ? Policy::primavera : Policy::microsoft_project);
  return loaded;
}

Result<Schedule> computed_of(const LoadedSchedule& loaded) {
  auto computed = compute(loaded.network);
  if (!computed) return std::unexpected(with_ids(std::move(computed).error(), loaded));
  show_stored_where_kept(loaded, *computed);
  return computed;
}

Result<std::string> compute_answer(const Request& request, const ui::Shell& shell) {
  GUATU_TRY(const LoadedSchedule loaded, load_file(request));
  GUATU_TRY(const Schedule computed, computed_of(loaded));
  const Agreement agreement = compare_stored(loaded, computed);
  return shell.is_json() ? compute_json(loaded, computed, agreement)
                         : compute_text(loaded, computed, agreement, wording_of(shell));
}

Result<Moment> day_end(const std::string& text, const char* option) {
  const auto time = network::parse_moment(text, network::DateSide::finish);
  if (!time) return refuse(ErrorKind::invalid, option, "network.not_a_date", {{"value", text}});
  return Moment{*time};
}

Result<std::string> backward_answer(const Request& request, const ui::Shell& shell) {
  GUATU_TRY(const Moment finish, day_end(request.finish, "--finish"));
  GUATU_TRY(const LoadedSchedule loaded, load_file(request));
  auto computed = compute_backward(loaded.network, finish);
  if (!computed) return std::unexpected(with_ids(std::move(computed).error(), loaded));
  return shell.is_json() ? backward_json(loaded, *computed, finish)
                         : backward_text(loaded, *computed, finish, wording_of(shell));
}

Result<std::string> simulate_answer(const Request& request, const ui::Shell& shell) {
  Moment by;
  if (!request.by.empty()) {
    GUATU_TRY(by, day_end(request.by, "--by"));
  }
  GUATU_TRY(const LoadedSchedule loaded, load_file(request));
  const SimulationRequest wanted{request.seed, request.runs, 0};
  auto result = simulate(loaded.network, three_points_of(loaded), wanted);
  if (!result) return std::unexpected(with_ids(std::move(result).error(), loaded));
  const SimulationAnswer answer{loaded, *result, wanted, by};
  return shell.is_json() ? simulation_json(answer) : simulation_text(answer, wording_of(shell));
}

Result<std::string> earned_answer(const Request& request, const ui::Shell& shell) {
  GUATU_TRY(const std::string bytes, ui::read_file(request.file));
  GUATU_TRY(network::EarnedTable table, network::read_earned_csv(bytes));
  GUATU_TRY(const EarnedReport report, earned_schedule({table.planned, table.earned, table.spent}));
  return shell.is_json() ? earned_json(report) : earned_text(report, wording_of(shell));
}

Result<void> convert(const Request& request) {
  GUATU_TRY(const LoadedSchedule loaded, load_file(request));
  GUATU_TRY(const Schedule computed, computed_of(loaded));
  return ui::write_file(request.out, to_mspdi(loaded, computed));
}

CLI::App* add_file_command(CLI::App& parent, const char* name, const char* help, Request& request) {
  CLI::App* command = parent.add_subcommand(name, help);
  command->add_option("file", request.file, "MSPDI, XER, csv or PSPLIB file; - is standard input")->required();
  return command;
}

void add_policy(CLI::App& command, Request& request) {
  command.add_option("--policy", request.policy, "msp | p6; by default what the file comes from")
      ->check(CLI::IsMember({"msp", "p6"}));
}

}  // namespace

void add_schedule_command(CLI::App& app, ui::Shell& shell) {
  CLI::App* schedule = app.add_subcommand("schedule", "when it will really be finished, and what drives that");
  schedule->require_subcommand(1);
  const auto request = std::make_shared<Request>();

  CLI::App* compute = add_file_command(*schedule, "compute", "critical path; stored against recomputed", *request);
  add_policy(*compute, *request);
  compute->callback([request, &shell] { shell.finish(compute_answer(*request, shell)); });

  CLI::App* backward =
      add_file_command(*schedule, "backward", "late dates from a fixed end; days to compress", *request);
  add_policy(*backward, *request);
  backward->add_option("--finish", request->finish, "YYYY-MM-DD[ HH:MM]")->required();
  backward->callback([request, &shell] { shell.finish(backward_answer(*request, shell)); });

  CLI::App* simulate = add_file_command(*schedule, "simulate", "Monte Carlo over three-point durations", *request);
  add_policy(*simulate, *request);
  simulate->add_option("--runs", request->runs, "number of runs");
  simulate->add_option("--seed", request->seed, "same seed, same answer");
  simulate->add_option("--by", request->by, "probability of finishing by this date");
  simulate->callback([request, &shell] { shell.finish(simulate_answer(*request, shell)); });

  CLI::App* earned = add_file_command(*schedule, "earned", "earned value and earned schedule of a csv table", *request);
  earned->callback([request, &shell] { shell.finish(earned_answer(*request, shell)); });

  CLI::App* conversion =
      add_file_command(*schedule, "convert", "writes the computed schedule in another format", *request);
  add_policy(*conversion, *request);
  conversion->add_option("--to", request->target, "mspdi")->check(CLI::IsMember({"mspdi"}));
  conversion->add_option("--out", request->out, "file to write; - is standard output");
  conversion->callback([request, &shell] {
    if (const auto written = convert(*request); !written) shell.fail(written.error());
  });
}

}  // namespace guatu::schedule
