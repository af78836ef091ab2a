// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "engine/forecast/year_end.hpp"

namespace guatu::forecast {
namespace {

// Continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), evaluated by Lentz's method.
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  d = 1 / (std::abs(d) < kTiny ? kTiny : d);
  double result = d;
  const auto turn = [&](double numerator) {
    d = 1 + numerator * d;
    d = 1 / (std::abs(d) < kTiny ? kTiny : d);
    c = 1 + numerator / c;
    if (std::abs(c) < kTiny) c = kTiny;
    result *= d * c;
  };
  for (int m = 1; m <= 500; ++m) {
    const double before = result;
    turn(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    turn(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
    if (std::abs(result - before) < 1e-16 * std::abs(result)) break;
  }
  return result;
}

double incomplete_beta(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
  return 1 - front * beta_fraction(1 - x, b, a) / b;
}

}  // namespace

double t_probability(double t, double n) {
  const double tail = incomplete_beta(n / (n + t * t), n / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

double t_quantile(double level, double n) {
  const double wanted = 0.5 + level / 2;
  double low = 0;
  double high = 1;
  while (t_probability(high, n) < wanted && high < 1e12) high *= 2;
  for (int step = 0; step < 200 && high - low > 1e-14 * high; ++step) {
    const double middle = (low + high) / 2;
    (t_probability(middle, n) < wanted ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace guatu::forecast
