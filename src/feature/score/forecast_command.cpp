// SPDX-License-Identifier: Apache-2.0
#include "feature/score/forecast_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "base/text.hpp"
#include "engine/forecast/report.hpp"
#include "feature/score/score_actions.hpp"
#include "feature/score/table_command.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::score {
namespace {

struct ForecastOptions {
  std::string file;
  std::string target;
  std::string better = "higher";
  std::string measure = "cumulative";
  std::string period_column;
  std::string value_column;
  std::string plan;
  std::string level = "0.8";
  std::string decompose;
  std::string fit;
  std::string parameters;
  std::string trend = "linear";
  int horizon = 12;
};

Result<std::size_t> column_of(const SheetText& sheet, const std::string& name, std::size_t otherwise) {
  if (name.empty() && otherwise < sheet.columns) return otherwise;
  for (std::size_t column = 0; column < sheet.columns; ++column)
    if (!name.empty() && trim(sheet.at(0, column)) == name) return column;
  return refuse(ErrorKind::invalid, sheet.name, "score.column_unknown", {{"column", name}});
}

Result<forecast::Series> load_series(const ForecastOptions& options, const LoadedSheet& loaded) {
  const SheetText sheet = loaded.text();
  GUATU_TRY(const auto period, column_of(sheet, options.period_column, 0));
  GUATU_TRY(const auto value, column_of(sheet, options.value_column, 1));
  std::vector<forecast::Reading> readings;
  for (std::size_t row = 1; row < sheet.row_count(); ++row)
    readings.push_back({sheet.at(row, period), sheet.at(row, value),
                        sheet.name + "!" + column_letters(value) + std::to_string(sheet.rows[row])});
  const auto measure = options.measure == "cumulative" ? forecast::Measure::cumulative
                       : options.measure == "current"  ? forecast::Measure::current
                                                       : forecast::Measure::level;
  return forecast::make_series(readings, measure);
}

Result<std::string> run_decomposition(const ForecastOptions& options, const forecast::Series& series,
                                      const ui::Shell& shell) {
  GUATU_TRY(const auto seasonal, forecast::read_seasonal(options.decompose));
  GUATU_TRY(const auto result, forecast::decompose(series.current, series.frequency, seasonal));
  if (shell.is_json()) return forecast::decomposition_json(series, result);
  const std::string csv = forecast::decomposition_csv(series, result);
  return shell.is_csv() ? csv : aligned_csv(csv);
}

Result<std::string> run_fit(const ForecastOptions& options, const forecast::Series& series, const ui::Shell& shell) {
  GUATU_TRY(const auto seasonal, forecast::read_seasonal(options.fit));
  std::optional<forecast::Smoothing> given;
  if (!options.parameters.empty()) {
    GUATU_TRY(given, forecast::read_smoothing(options.parameters));
  }
  const auto trend = options.trend == "damped" ? forecast::Trend::damped : forecast::Trend::linear;
  GUATU_TRY(const auto model, forecast::fit(series.current, series.frequency, seasonal, trend, given));
  if (shell.is_json()) return forecast::model_json(series, model, options.horizon);
  const std::string csv = forecast::model_csv(series, model, options.horizon);
  return shell.is_csv() ? csv : aligned_csv(csv);
}

Result<forecast::YearEndRequest> request_of(const ForecastOptions& options) {
  forecast::YearEndRequest request;
  if (!options.target.empty()) {
    GUATU_TRY(request.target, forecast::read_amount(options.target, "--target"));
  }
  if (!options.plan.empty()) {
    GUATU_TRY(request.plan_share, forecast::read_shares(options.plan));
  }
  GUATU_TRY(request.level, forecast::read_amount(options.level, "--level"));
  request.better = options.better == "lower" ? forecast::Better::lower : forecast::Better::higher;
  return request;
}

std::string summary(const forecast::YearEndRequest& request, const forecast::YearEnd& result, const ui::Shell& shell) {
  std::string out;
  for (auto& [chinese, english, value] : forecast::year_end_summary(request, result))
    out += std::string(shell.say(chinese, english)) + std::string(shell.say("：", ": ")) + value + "\n";
  return out + "\n" + aligned(forecast::year_end_rows(result));
}

Result<std::string> run(const ForecastOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto file, read_named(options.file));
  GUATU_TRY(const auto sheet, LoadedSheet::load(file));
  GUATU_TRY(const auto series, load_series(options, sheet));
  if (!options.decompose.empty()) return run_decomposition(options, series, shell);
  if (!options.fit.empty()) return run_fit(options, series, shell);
  GUATU_TRY(const auto request, request_of(options));
  GUATU_TRY(const auto result, forecast::forecast_year_end(series, request));
  if (shell.is_json()) return forecast::year_end_json(series, request, result);
  return shell.is_csv() ? forecast::year_end_csv(result) : summary(request, result, shell);
}

}  // namespace

void add_forecast_command(CLI::App& app, ui::Shell& shell) {
  auto options = std::make_shared<ForecastOptions>();
  CLI::App* command = app.add_subcommand("forecast", "year-end forecast of a monthly or quarterly series");
  command->add_option("FILE", options->file, "csv or xlsx: period, value")->required();
  command->add_option("--target", options->target, "the year's target");
  command->add_option("--better", options->better, "higher | lower")->check(CLI::IsMember({"higher", "lower"}));
  command->add_option("--measure", options->measure, "cumulative | current | level")
      ->check(CLI::IsMember({"cumulative", "current", "level"}));
  command->add_option("--period-column", options->period_column, "the first column unless stated");
  command->add_option("--value-column", options->value_column, "the second column unless stated");
  command->add_option("--plan", options->plan, "cumulative percent of the year at the end of each period: 8,17,25,…");
  command->add_option("--level", options->level, "of the interval");
  command->add_option("--decompose", options->decompose,
                      "print the classical decomposition: additive | multiplicative");
  command->add_option("--fit", options->fit, "print a Holt-Winters model: additive | multiplicative | none");
  command->add_option("--parameters", options->parameters,
                      "with --fit: alpha,beta,gamma[,phi] instead of the best ones");
  command->add_option("--trend", options->trend, "with --fit: linear | damped")
      ->check(CLI::IsMember({"linear", "damped"}));
  command->add_option("--horizon", options->horizon, "with --fit: periods ahead")->check(CLI::Range(0, 1000));
  command->callback([options, &shell] { shell.finish(run(*options, shell)); });
}

}  // namespace guatu::score
