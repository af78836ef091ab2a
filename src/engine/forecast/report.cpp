// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/report.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace guatu::forecast {
namespace {

std::string number_text(double value) {
  if (!std::isfinite(value)) return "";
  std::array<char, 400> buffer{};
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-7 && size < 1e21);
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value == 0 ? 0 : value,
                                          plain ? std::chars_format::fixed : std::chars_format::scientific);
  return std::string(buffer.data(), end);
}

JsonWriter& put(JsonWriter& json, std::string_view name, double value) {
  json.key(name);
  return std::isfinite(value) ? json.raw(number_text(value)) : json.null();
}

void put_list(JsonWriter& json, std::string_view name, const std::vector<double>& values) {
  json.key(name).begin_array();
  for (const double value : values) {
    if (std::isfinite(value))
      json.raw(number_text(value));
    else
      json.null();
  }
  json.end_array();
}

void put_series(JsonWriter& json, const Series& series) {
  json.member("frequency", series.frequency).member("joint_january_february", series.joint);
  json.key("periods").begin_array();
  for (const Period& period : series.periods) json.text(period_name(series, period));
  json.end_array();
}

void put_tried(JsonWriter& json, const Tried& tried) {
  json.begin_object().member("method", name_of(tried.candidate));
  if (tried.forecast)
    put(json, "forecast", *tried.forecast);
  else
    json.key("forecast").null().member("why_not", tried.why_not);
  put(json, "mean_absolute_error", tried.mean_absolute_error);
  put(json, "root_mean_square_error", tried.root_mean_square).key("back_tests").begin_array();
  for (const BackTest& test : tried.tests) {
    json.begin_object().member("year", test.year);
    put(json, "forecast", test.forecast);
    put(json, "actual", test.actual);
    put(json, "relative_error", test.relative_error).end_object();
  }
  json.end_array().end_object();
}

std::string next_period(const Series& series, std::size_t ahead) {
  const std::size_t position = series.periods.size() - 1 - series.first_of_year(series.last_year()) + ahead;
  // A first year that begins late stands at its own numbers.
  const int offset = series.periods.size() - 1 < static_cast<std::size_t>(series.frequency) &&
                             series.last_year() == series.periods.front().year
                         ? series.periods.front().number - (series.joint ? 2 : 1)
                         : 0;
  const auto at = position + static_cast<std::size_t>(std::max(offset, 0));
  const auto frequency = static_cast<std::size_t>(series.frequency);
  return period_name(series, series.last_year() + static_cast<int>(at / frequency), static_cast<int>(at % frequency));
}

}  // namespace

std::string year_end_json(const Series& series, const YearEndRequest& request, const YearEnd& result) {
  JsonWriter json;
  json.begin_object().member("year", result.year).member("through", result.through);
  json.member("frequency", series.frequency).member("joint_january_february", series.joint);
  put(json, "so_far", result.so_far);
  json.member("method", name_of(*result.pick));
  put(json, "forecast", result.forecast).key("interval");
  if (result.interval) {
    json.begin_object();
    put(json, "level", result.interval->level);
    put(json, "lower", result.interval->lower);
    put(json, "upper", result.interval->upper).end_object();
  } else {
    json.null();
  }
  put(json, "target", request.target.value_or(HUGE_VAL));
  put(json, "probability", result.probability.value_or(HUGE_VAL));
  put(json, "needed_rest", result.needed_rest.value_or(HUGE_VAL)).key("path").begin_array();
  for (const PathPoint& point : result.path) {
    json.begin_object().member("period", point.period);
    put(json, "current", point.current);
    put(json, "cumulative", point.cumulative).end_object();
  }
  json.end_array().key("candidates").begin_array();
  for (const Tried& tried : result.tried) put_tried(json, tried);
  return json.end_array().end_object().take();
}

std::vector<std::vector<std::string>> year_end_rows(const YearEnd& result) {
  std::vector<std::vector<std::string>> rows{
      {"method", "forecast", "mean_absolute_error", "root_mean_square_error", "back_tests"}};
  for (const Tried& tried : result.tried) {
    const bool pick = tried.candidate == result.pick;
    rows.push_back({std::string(name_of(tried.candidate)) + (pick ? " *" : ""),
                    tried.forecast ? number_text(*tried.forecast) : tried.why_not,
                    number_text(tried.mean_absolute_error), number_text(tried.root_mean_square),
                    std::to_string(tried.tests.size())});
  }
  return rows;
}

std::vector<SummaryLine> year_end_summary(const YearEndRequest& request, const YearEnd& result) {
  std::vector<SummaryLine> lines;
  lines.push_back({"截至", "through", result.through + "  " + number_text(result.so_far)});
  lines.push_back(
      {"全年预测", "forecast of the year", fmt::format("{:.6g} ({})", result.forecast, name_of(*result.pick))});
  if (result.interval)
    lines.push_back({"区间", "interval",
                     fmt::format("{:.6g} … {:.6g} ({:.0f} %)", result.interval->lower, result.interval->upper,
                                 100 * result.interval->level)});
  if (request.target) lines.push_back({"目标", "target", number_text(*request.target)});
  if (result.needed_rest)
    lines.push_back({"余下需完成", "needed in the rest of the year", fmt::format("{:.6g}", *result.needed_rest)});
  if (result.probability)
    lines.push_back({"完成概率", "probability that it is met", fmt::format("{:.1f} %", 100 * *result.probability)});
  return lines;
}

std::string year_end_csv(const YearEnd& result) {
  std::string out;
  for (const auto& row : year_end_rows(result)) out += join(row, ",") + "\n";
  return out;
}

std::string decomposition_json(const Series& series, const Decomposition& result) {
  JsonWriter json;
  json.begin_object();
  put_series(json, series);
  put_list(json, "observed", series.current);
  put_list(json, "trend", result.trend);
  put_list(json, "seasonal", result.seasonal);
  put_list(json, "random", result.random);
  put_list(json, "figure", result.figure);
  return json.end_object().take();
}

std::string decomposition_csv(const Series& series, const Decomposition& result) {
  std::string out = "period,observed,trend,seasonal,random\n";
  for (std::size_t i = 0; i < series.periods.size(); ++i)
    out += fmt::format("{},{},{},{},{}\n", period_name(series, series.periods[i]), number_text(series.current[i]),
                       number_text(result.trend[i]), number_text(result.seasonal[i]), number_text(result.random[i]));
  return out;
}

std::string model_json(const Series& series, const FittedModel& model, int horizon) {
  JsonWriter json;
  json.begin_object();
  put_series(json, series);
  put(json, "alpha", model.parameters.alpha);
  put(json, "beta", model.parameters.beta);
  put(json, "gamma", model.parameters.gamma);
  put(json, "phi", model.parameters.phi);
  json.member("converged", model.converged).key("start").begin_object();
  put(json, "level", model.start.level);
  put(json, "trend", model.start.trend);
  put_list(json, "season", model.start.season);
  json.end_object();
  put(json, "squared_error", model.filtered.squared_error);
  put(json, "level", model.filtered.level);
  put(json, "trend", model.filtered.trend);
  put_list(json, "season", model.filtered.season);
  json.member("first_fitted", period_name(series, series.periods[model.start.first]));
  put_list(json, "fitted", model.filtered.fitted);
  json.key("forecast").begin_array();
  const auto ahead = model.ahead(horizon);
  for (std::size_t h = 0; h < ahead.size(); ++h) {
    json.begin_object().member("period", next_period(series, h + 1));
    put(json, "value", ahead[h]).end_object();
  }
  return json.end_array().end_object().take();
}

std::string model_csv(const Series& series, const FittedModel& model, int horizon) {
  std::string out = "period,observed,fitted\n";
  for (std::size_t i = 0; i < series.periods.size(); ++i)
    out += fmt::format("{},{},{}\n", period_name(series, series.periods[i]), number_text(series.current[i]),
                       i < model.start.first ? "" : number_text(model.filtered.fitted[i - model.start.first]));
  const auto ahead = model.ahead(horizon);
  for (std::size_t h = 0; h < ahead.size(); ++h)
    out += fmt::format("{},,{}\n", next_period(series, h + 1), number_text(ahead[h]));
  return out;
}

Result<Seasonal> read_seasonal(std::string_view text) {
  if (text == "additive") return Seasonal::additive;
  if (text == "multiplicative") return Seasonal::multiplicative;
  if (text == "none") return Seasonal::none;
  return refuse(ErrorKind::invalid, "", "forecast.seasonal_unknown", {{"value", std::string(text)}});
}

Result<double> read_amount(std::string_view text, std::string_view place) {
  double value = 0;
  text = trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && std::isfinite(value)) return value;
  return refuse(ErrorKind::invalid, std::string(place), "forecast.not_a_number", {{"value", std::string(text)}});
}

Result<Smoothing> read_smoothing(std::string_view text) {
  const auto parts = split(text, ",");
  std::vector<double> values;
  for (const auto& part : parts) {
    GUATU_TRY(values.emplace_back(), read_amount(part, "parameters"));
    if (values.back() < 0 || values.back() > 1)
      return refuse(ErrorKind::invalid, "parameters", "forecast.parameter_out_of_range", {{"value", part}});
  }
  if (values.size() < 2 || values.size() > 4)
    return refuse(ErrorKind::invalid, "parameters", "forecast.parameters_needed");
  Smoothing smoothing{values[0], values[1], values.size() > 2 ? values[2] : 0, values.size() > 3 ? values[3] : 1};
  return smoothing;
}

Result<std::vector<double>> read_shares(std::string_view text) {
  std::vector<double> shares;
  for (const auto& part : split(text, ",")) {
    GUATU_TRY(const double percent, read_amount(part, "plan"));
    shares.push_back(percent / 100);
  }
  return shares;
}

}  // namespace guatu::forecast
