// SPDX-License-Identifier: Apache-2.0
// Forecasts as JSON, csv and text (预测结果); shapes in docs/format/score.md. Also reads what a command line says
// about a model and refuses words and numbers it cannot take.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/forecast/series.hpp"
#include "engine/forecast/smoothing.hpp"
#include "engine/forecast/year_end.hpp"

namespace guatu::forecast {

std::string year_end_json(const Series& series, const YearEndRequest& request, const YearEnd& result);
std::string year_end_csv(const YearEnd& result);  // one row a candidate

struct SummaryLine {
  std::string_view chinese;
  std::string_view english;
  std::string value;
};
std::vector<SummaryLine> year_end_summary(const YearEndRequest& request, const YearEnd& result);
std::vector<std::vector<std::string>> year_end_rows(const YearEnd& result);

std::string decomposition_json(const Series& series, const Decomposition& result);
std::string decomposition_csv(const Series& series, const Decomposition& result);
std::string model_json(const Series& series, const FittedModel& model, int horizon);
std::string model_csv(const Series& series, const FittedModel& model, int horizon);

// What a command line says about a model: "additive", "multiplicative", "none"; "0.3,0.1,0.2[,phi]".
Result<Seasonal> read_seasonal(std::string_view text);
Result<Smoothing> read_smoothing(std::string_view text);
Result<std::vector<double>> read_shares(std::string_view text);  // percent of the year: 8,17,25,…
Result<double> read_amount(std::string_view text, std::string_view place);

}  // namespace guatu::forecast
