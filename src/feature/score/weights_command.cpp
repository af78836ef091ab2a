// SPDX-License-Identifier: Apache-2.0
#include "feature/score/weights_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "engine/score/decision.hpp"
#include "engine/score/report.hpp"
#include "feature/score/score_actions.hpp"
#include "feature/score/table_command.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::score {
namespace {

constexpr const char* kScalings = "vector|min_max|sum|maximum|none";

struct TableOptions {
  std::string sheet;
  std::string scheme;
  std::string unit_column;
  std::vector<std::string> items;
  std::vector<std::string> negative;
};

void add_table(CLI::App& command, TableOptions& options) {
  command.add_option("--data", options.sheet, "units x columns, csv or xlsx");
  command.add_option("--scheme", options.scheme, "take the values, directions and weights of this scheme");
  command.add_option("--unit-column", options.unit_column, "column of the unit's code; the first unless stated");
  command.add_option("--items", options.items, "columns to use; all unless stated")->delimiter(',');
  command.add_option("--negative", options.negative, "columns where less is better")->delimiter(',');
}

Result<DecisionTable> load_table(const TableOptions& options) {
  if (options.sheet.empty()) return refuse(ErrorKind::invalid, "--data", "score.key_needed", {{"key", "--data"}});
  GUATU_TRY(auto figures, read_named(options.sheet));
  if (!options.scheme.empty()) {
    ScoreFiles files;
    GUATU_TRY(files.scheme, read_named(options.scheme));
    files.sheet = std::move(figures);
    GUATU_TRY(const auto session, open_session(std::move(files)));
    return decision_table(session->computed);
  }
  GUATU_TRY(const auto sheet, LoadedSheet::load(figures));
  Columns columns;
  columns.unit = options.unit_column;
  GUATU_TRY(const auto table, Table::make(sheet.text(), columns, Marks{{"NA", "NaN"}, {}}, ""));
  return decision_table(table, options.items, options.negative);
}

struct WeightsOptions {
  TableOptions table;
  std::string method;
  std::string matrix;
  std::string scaling;
  std::string shift = "0";
  std::string conflict = "one_minus_r";
  std::string deviation = "sample";
  std::string loadings = "absolute";
  std::string holes = "refuse";
  std::string vector = "eigenvector";
  std::string random_index = "saaty_1980";
  std::string stated_index;
};

Result<WeightRule> weight_rule(const WeightsOptions& options) {
  WeightRule rule;
  rule.method = *find_weight_method(options.method);
  if (!options.scaling.empty()) {
    GUATU_TRY(const auto scaling, read_choice(options.scaling, "proportion|min_max|none", "--scaling"));
    rule.scaling = static_cast<WeightScaling>(scaling);
  }
  GUATU_TRY(rule.shift, read_number(options.shift, "--shift"));
  GUATU_TRY(const auto conflict, read_choice(options.conflict, "one_minus_r|one_minus_absolute_r", "--conflict"));
  GUATU_TRY(const auto deviation, read_choice(options.deviation, "sample|population", "--deviation"));
  GUATU_TRY(const auto loadings, read_choice(options.loadings, "absolute|squared", "--loadings"));
  GUATU_TRY(const auto holes, read_choice(options.holes, "refuse|drop_units", "--holes"));
  rule.conflict = static_cast<Conflict>(conflict);
  rule.deviation = static_cast<Deviation>(deviation);
  rule.loadings = static_cast<LoadingUse>(loadings);
  rule.holes = static_cast<Holes>(holes);
  return rule;
}

Result<std::string> shown(const WeightsOptions& options, const std::vector<std::string>& items,
                          const WeightOutput& output, const ui::Shell& shell) {
  if (shell.is_json()) return weights_json(options.method, items, output);
  const std::string csv = weights_csv(items, output);
  return shell.is_csv() ? csv : aligned_csv(csv) + figures_text(output);
}

Result<std::string> run_ahp(const WeightsOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto file, read_named(options.matrix));
  GUATU_TRY(const auto sheet, LoadedSheet::load(file));
  GUATU_TRY(const auto matrix, read_matrix(sheet.text()));
  GUATU_TRY(const auto vector, read_choice(options.vector, "eigenvector|geometric|column_mean", "--vector"));
  GUATU_TRY(const auto table,
            read_choice(options.random_index, "saaty_1980|chinese_textbook|tummala_ling", "--random-index"));
  AhpRule rule{static_cast<AhpVector>(vector), static_cast<RandomIndex>(table), {}};
  if (!options.stated_index.empty()) {
    GUATU_TRY(rule.stated_index, read_number(options.stated_index, "--ri"));
  }
  GUATU_TRY(const auto output, ahp_weights(matrix, rule));
  return shown(options, matrix_names(sheet.text(), matrix.size()), output, shell);
}

Result<std::string> run_weights(const WeightsOptions& options, const ui::Shell& shell) {
  if (options.method == "ahp") return run_ahp(options, shell);
  GUATU_TRY(const auto rule, weight_rule(options));
  GUATU_TRY(const auto table, load_table(options.table));
  GUATU_TRY(const auto output, derive_weights(table, rule));
  return shown(options, table.items, output, shell);
}

struct TopsisOptions {
  TableOptions table;
  std::string method = "topsis";
  std::string weights;
  std::string scaling = "vector";
  std::string placement = "multiplied";
  std::string cost = "ideal_is_minimum";
  std::string undefined;
  std::string rho = "0.5";
};

Result<TopsisRule> topsis_rule(const TopsisOptions& options) {
  TopsisRule rule;
  GUATU_TRY(const auto scaling, read_choice(options.scaling, kScalings, "--scaling"));
  GUATU_TRY(const auto placement, read_choice(options.placement, "multiplied|inside_root", "--weights-in"));
  GUATU_TRY(const auto cost, read_choice(options.cost, "ideal_is_minimum|maximum_minus|reciprocal", "--cost"));
  rule.scaling = static_cast<TopsisScaling>(scaling);
  rule.weights = static_cast<TopsisWeights>(placement);
  rule.cost = static_cast<CostRule>(cost);
  if (!options.undefined.empty()) {
    GUATU_TRY(rule.undefined, read_number(options.undefined, "--undefined"));
  }
  return rule;
}

Result<std::string> run_topsis(const TopsisOptions& options, const ui::Shell& shell) {
  GUATU_TRY(auto table, load_table(options.table));
  if (!options.weights.empty()) GUATU_CHECK(set_weights(table, options.weights));
  std::string csv;
  if (options.method == "grey") {
    GUATU_TRY(const auto rho, read_number(options.rho, "--rho"));
    GUATU_TRY(const auto output, grey_relational(table, rho));
    if (shell.is_json()) return grey_json(table, output);
    csv = grey_csv(table, output);
  } else {
    GUATU_TRY(const auto rule, topsis_rule(options));
    GUATU_TRY(const auto output, topsis(table, rule));
    if (shell.is_json()) return topsis_json(table, output);
    csv = topsis_csv(table, output);
  }
  return shell.is_csv() ? csv : aligned_csv(csv);
}

}  // namespace

void add_weights(CLI::App& parent, ui::Shell& shell) {
  auto options = std::make_shared<WeightsOptions>();
  CLI::App* command = parent.add_subcommand("weights", "weights out of the data, or out of pairwise comparison");
  add_table(*command, options->table);
  command->add_option("--method", options->method, "equal | entropy | critic | pca | ahp")
      ->required()
      ->check(CLI::IsMember({"equal", "entropy", "critic", "pca", "ahp"}));
  command->add_option("--matrix", options->matrix, "ahp: comparison matrix, csv; cells like 3 or 1/3");
  command->add_option("--scaling", options->scaling, "proportion | min_max | none");
  command->add_option("--shift", options->shift, "entropy: added to scaled values");
  command->add_option("--conflict", options->conflict, "critic: one_minus_r | one_minus_absolute_r");
  command->add_option("--deviation", options->deviation, "critic: sample | population");
  command->add_option("--loadings", options->loadings, "pca: absolute | squared");
  command->add_option("--holes", options->holes, "refuse | drop_units");
  command->add_option("--vector", options->vector, "ahp: eigenvector | geometric | column_mean");
  command->add_option("--random-index", options->random_index, "ahp: saaty_1980 | chinese_textbook | tummala_ling");
  command->add_option("--ri", options->stated_index, "ahp: this random index instead of a table");
  command->callback([options, &shell] { shell.finish(run_weights(*options, shell)); });
}

void add_topsis(CLI::App& parent, ui::Shell& shell) {
  auto options = std::make_shared<TopsisOptions>();
  CLI::App* command = parent.add_subcommand("topsis", "distance to the ideal unit, or grey relational grade");
  add_table(*command, options->table);
  command->add_option("--method", options->method, "topsis | grey")->check(CLI::IsMember({"topsis", "grey"}));
  command->add_option("--weights", options->weights, "equal | entropy | critic | pca | 0.2,0.8 | gdp=2,debt=1");
  command->add_option("--scaling", options->scaling, "vector | min_max | sum | maximum | none");
  command->add_option("--weights-in", options->placement, "multiplied | inside_root");
  command->add_option("--cost", options->cost, "ideal_is_minimum | maximum_minus | reciprocal");
  command->add_option("--undefined", options->undefined, "closeness when both distances are 0");
  command->add_option("--rho", options->rho, "grey: distinguishing coefficient");
  command->callback([options, &shell] { shell.finish(run_topsis(*options, shell)); });
}

}  // namespace guatu::score
