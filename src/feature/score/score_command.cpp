// SPDX-License-Identifier: Apache-2.0
#include "feature/score/score_command.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "engine/score/explain.hpp"
#include "engine/score/report.hpp"
#include "feature/score/robustness_actions.hpp"
#include "feature/score/score_actions.hpp"
#include "feature/score/table_command.hpp"
#include "feature/score/weights_command.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::score {
namespace {

struct FileOptions {
  std::string scheme;
  std::string sheet;
  std::string events;
  std::string ballots;
};

void add_files(CLI::App& command, FileOptions& options) {
  command.add_option("--scheme", options.scheme, "scheme, TOML")->required();
  command.add_option("--data", options.sheet, "units x columns, csv or xlsx")->required();
  command.add_option("--events", options.events, "bonuses, deductions, vetoes, exemptions: csv");
  command.add_option("--ballots", options.ballots, "on-site rating: csv");
}

Result<std::unique_ptr<ScoreSession>> open(const FileOptions& options) {
  ScoreFiles files;
  GUATU_TRY(files.scheme, read_named(options.scheme));
  GUATU_TRY(files.sheet, read_named(options.sheet));
  if (!options.events.empty()) {
    GUATU_TRY(files.events, read_named(options.events));
  }
  if (!options.ballots.empty()) {
    GUATU_TRY(files.ballots, read_named(options.ballots));
  }
  return open_session(std::move(files));
}

struct ComputeOptions {
  FileOptions files;
  std::vector<std::string> traced;
  std::string bundle;
};

Result<std::vector<std::size_t>> traced_units(const ScoreSession& session, const std::vector<std::string>& codes) {
  std::vector<std::size_t> units;
  for (const auto& code : codes) {
    if (code == "all") {
      units.clear();
      for (std::size_t unit = 0; unit < session.computed.units.size(); ++unit) units.push_back(unit);
      return units;
    }
    GUATU_TRY(const auto unit, find_unit(session, code));
    units.push_back(unit);
  }
  return units;
}

std::string ranking_text(const ScoreSession& session, const ui::Shell& shell) {
  std::vector<std::vector<std::string>> rows = ranking_rows(session.input(), session.computed);
  std::vector<std::string> header{std::string(shell.say("名次", "place")), std::string(shell.say("单位", "unit")),
                                  std::string(shell.say("组别", "group")), std::string(shell.say("得分", "score"))};
  const Scheme& scheme = session.computed.scheme;
  for (const int child : scheme.nodes.back().children)
    header.push_back(scheme.nodes[static_cast<std::size_t>(child)].name);
  rows.insert(rows.begin(), std::move(header));
  std::string out = aligned(rows);
  for (std::size_t i = 0; i < session.computed.boards.size(); ++i) {
    out += "\n" + scheme.boards[i].name + std::string(shell.say("：", ": "));
    for (const BoardEntry& entry : session.computed.boards[i].entries)
      out += " " + session.table.units()[entry.unit].name;
    if (session.computed.boards[i].entries.empty()) out += std::string(shell.say("（无）", " (nobody)"));
    out += "\n";
  }
  for (const auto& finding : session.computed.findings)
    out += std::string(shell.say("提示：", "note: ")) + finding + "\n";
  return out;
}

Result<std::string> run_compute(const ComputeOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto session, open(options.files));
  if (!options.bundle.empty()) {
    GUATU_TRY(const auto bundle, bundle_of(*session));
    GUATU_CHECK(ui::write_file(options.bundle, bundle));
  }
  if (shell.is_csv()) return compute_csv(session->input(), session->computed);
  GUATU_TRY(const auto traced, traced_units(*session, options.traced));
  if (shell.is_json()) return compute_json(session->input(), session->computed, traced);
  std::string out = ranking_text(*session, shell);
  for (const std::size_t unit : traced) out += "\n" + trace_text(*session, unit);
  return out;
}

void add_compute(CLI::App& parent, ui::Shell& shell) {
  auto options = std::make_shared<ComputeOptions>();
  CLI::App* command = parent.add_subcommand("compute", "scores, ranks, boards and their trace");
  add_files(*command, options->files);
  command->add_option("--trace", options->traced, "trace these units, or all");
  command->add_option("--bundle", options->bundle, "write everything needed to verify the result elsewhere");
  command->callback([options, &shell] { shell.finish(run_compute(*options, shell)); });
}

struct NormaliseOptions {
  FileOptions files;
  std::string stage = "score";
};

Result<std::string> run_normalise(const NormaliseOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto session, open(options.files));
  const Stage stage = options.stage == "value" ? Stage::value : Stage::score;
  if (shell.is_json()) return normalise_json(session->input(), session->computed, stage);
  const std::string csv = normalise_csv(session->input(), session->computed, stage);
  return shell.is_csv() ? csv : aligned_csv(csv);
}

void add_normalise(CLI::App& parent, ui::Shell& shell) {
  auto options = std::make_shared<NormaliseOptions>();
  CLI::App* command = parent.add_subcommand("normalise", "item scores of every unit");
  add_files(*command, options->files);
  command->add_option("--stage", options->stage, "value: after missing values and outliers; score: after the method")
      ->check(CLI::IsMember({"value", "score"}));
  command->callback([options, &shell] { shell.finish(run_normalise(*options, shell)); });
}

struct RobustnessOptions {
  FileOptions files;
  RobustnessRequest request;
  std::string replay;
  std::string samples_out;
  std::string results_out;
};

Result<std::string> run_robustness(const RobustnessOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto session, open(options.files));
  RobustnessRequest request = options.request;
  if (!options.replay.empty()) {
    GUATU_TRY(request.replay, read_named(options.replay));
  }
  GUATU_TRY(const auto outcome, test_robustness(*session, request));
  if (!options.samples_out.empty())
    GUATU_CHECK(ui::write_file(options.samples_out,
                               write_replications(session->computed, outcome.factors, outcome.replications)));
  if (!options.results_out.empty())
    GUATU_CHECK(ui::write_file(options.results_out, write_run_results(session->computed, outcome.results)));
  if (shell.is_json()) return robustness_json(session->computed, outcome.robustness);
  const std::string csv = robustness_csv(session->computed, outcome.robustness);
  return shell.is_csv() ? csv : aligned_csv(csv);
}

void add_robustness(CLI::App& parent, ui::Shell& shell) {
  auto options = std::make_shared<RobustnessOptions>();
  CLI::App* command = parent.add_subcommand("robustness", "rank intervals under noisy weights and other methods");
  add_files(*command, options->files);
  RobustnessRequest& request = options->request;
  command->add_option("--runs", request.runs, "replications")->check(CLI::Range(1, kRunsMax));
  command->add_option("--seed", request.seed, "the same seed gives the same bytes");
  command->add_option("--threads", request.threads, "does not change the result")->check(CLI::Range(1, 64));
  command->add_flag_callback(
      "--sobol", [options] { options->request.design = Design::sobol; }, "Sobol indices of what shifts the ranks");
  command->add_flag_callback("--no-leave-one-out",
                             [options] { options->request.leave_one_out_of = LeaveOneOut::skip; });
  command->add_option("--samples-out", options->samples_out, "write the replications as csv");
  command->add_option("--results-out", options->results_out, "write total and place of every unit in every run as csv");
  command->add_option("--replay", options->replay, "run these replications instead of drawing");
  command->callback([options, &shell] { shell.finish(run_robustness(*options, shell)); });
}

struct ExplainOptions {
  FileOptions files;
  std::string unit;
  std::string against;
  int place = 0;
  std::string limit = "0.5";
};

Result<std::string> run_explain(const ExplainOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto session, open(options.files));
  GUATU_TRY(const auto unit, find_unit(*session, options.unit));
  if (!options.against.empty()) {
    GUATU_TRY(const auto other, find_unit(*session, options.against));
    GUATU_TRY(const auto separation, separate(session->computed, unit, other));
    return shell.is_json() ? separation_json(session->computed, unit, other, separation)
                           : aligned(separation_rows(*session, separation));
  }
  GUATU_TRY(const auto limits, read_reach_limits(options.limit));
  GUATU_TRY(const auto reach, what_it_takes(session->input(), session->computed, unit, options.place, limits));
  return shell.is_json() ? reach_json(session->computed, unit, reach) : aligned(reach_rows(*session, reach));
}

void add_explain(CLI::App& parent, ui::Shell& shell) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = parent.add_subcommand("explain", "what separates two units, or what it takes to reach a place");
  add_files(*command, options->files);
  command->add_option("--unit", options->unit)->required();
  auto* against = command->add_option("--against", options->against, "the unit to compare with");
  auto* place = command->add_option("--place", options->place, "the place to reach")->check(CLI::Range(1, 1'000'000));
  against->excludes(place);
  command->add_option("--limit", options->limit, "largest change, as a share of the item's range");
  command->callback([options, &shell] {
    if (options->against.empty() && options->place == 0) throw CLI::RequiredError("--against or --place");
    shell.finish(run_explain(*options, shell));
  });
}

void run_verify(const std::string& path, ui::Shell& shell) {
  const auto bytes = ui::read_file(path);
  if (!bytes) return shell.fail(bytes.error());
  const auto size = verify_bundle(*bytes);
  if (!size) return shell.fail(size.error());
  const std::string count = std::to_string(*size);
  if (shell.is_json()) return shell.print("{\"verified\":true,\"bytes\":" + count + "}");
  shell.print(std::string(shell.say("重算一致，结果共 ", "recomputed, the same result of ")) + count +
              std::string(shell.say(" 字节", " bytes")));
}

void add_verify(CLI::App& parent, ui::Shell& shell) {
  auto path = std::make_shared<std::string>();
  CLI::App* command = parent.add_subcommand("verify", "compute a bundle again and compare the bytes");
  command->add_option("BUNDLE", *path)->required();
  command->callback([path, &shell] { run_verify(*path, shell); });
}

}  // namespace

void add_score_command(CLI::App& app, ui::Shell& shell) {
  CLI::App* score = app.add_subcommand("score", "evaluation: scores that trace to a cell");
  score->require_subcommand(1);
  add_compute(*score, shell);
  add_normalise(*score, shell);
  add_weights(*score, shell);
  add_topsis(*score, shell);
  add_robustness(*score, shell);
  add_explain(*score, shell);
  add_verify(*score, shell);
}

}  // namespace guatu::score
