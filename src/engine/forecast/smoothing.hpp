// SPDX-License-Identifier: Apache-2.0
// Classical decomposition (经典分解) and Holt–Winters smoothing (霍尔特－温特斯) of a series with a fixed number of
// periods a year, additive and multiplicative. Start values come from the decomposition of the first two seasons, the
// smoothing parameters from the smallest one-step squared error (Holt 1957; Winters 1960).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace guatu::forecast {

enum class Seasonal { additive, multiplicative, none };

struct Decomposition {
  std::vector<double> trend;   // NaN at both ends
  std::vector<double> figure;  // one season, centred: sum 0 or mean 1
  std::vector<double> seasonal;
  std::vector<double> random;
};

// Refuses fewer than two seasons, and zero or less where the model is multiplicative.
Result<Decomposition> decompose(std::span<const double> x, int frequency, Seasonal seasonal);

struct Smoothing {
  double alpha = 0.3;
  double beta = 0.1;
  double gamma = 0.1;
  double phi = 1;  // damping of the trend; 1: none
};

struct StartValues {
  double level = 0;
  double trend = 0;
  std::vector<double> season;
  std::size_t first = 0;  // index of the first value that is predicted
};

struct Filtered {
  std::vector<double> fitted;  // from `first` on
  double level = 0;
  double trend = 0;
  std::vector<double> season;  // the next one first
  double squared_error = 0;
};

struct FittedModel {
  Seasonal seasonal = Seasonal::additive;
  Smoothing parameters;
  StartValues start;
  Filtered filtered;
  bool converged = true;

  std::vector<double> ahead(int periods) const;
};

enum class Trend { linear, damped };

Result<StartValues> start_values(std::span<const double> x, int frequency, Seasonal seasonal);
Filtered smooth(std::span<const double> x, Seasonal seasonal, const StartValues& start, const Smoothing& parameters);
// Given parameters are used as they are; without them the best are looked for.
Result<FittedModel> fit(std::span<const double> x, int frequency, Seasonal seasonal, Trend trend,
                        std::optional<Smoothing> given = {});

}  // namespace guatu::forecast
