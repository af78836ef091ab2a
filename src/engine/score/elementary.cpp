// SPDX-License-Identifier: Apache-2.0
#include "engine/score/elementary.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace guatu::score {
namespace {

// ln 2 in two parts: the first has 32 trailing zero bits, so a whole multiple of it is exact.
constexpr double kLn2High = 0x1.62e42fee00000p-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;

double whole_power(double x, std::int64_t exponent) {
  double result = 1;
  for (std::int64_t left = exponent < 0 ? -exponent : exponent; left > 0; left >>= 1) {
    if ((left & 1) != 0) result *= x;
    x *= x;
  }
  return exponent < 0 ? 1 / result : result;
}

}  // namespace

double natural_log(double x) {
  if (std::isnan(x) || x < 0) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0) return -std::numeric_limits<double>::infinity();
  if (std::isinf(x)) return x;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < std::numbers::sqrt2 / 2) {
    mantissa *= 2;
    --exponent;
  }
  // ln m = 2 artanh s, |s| ≤ 0.1716; twelve terms of the series leave less than 2^−57.
  const double s = (mantissa - 1) / (mantissa + 1);
  const double s2 = s * s;
  double series = 0;
  for (int k = 25; k >= 3; k -= 2) series = (series + 1.0 / k) * s2;
  return exponent * kLn2High + (exponent * kLn2Low + (2 * s * series + 2 * s));
}

double exponential(double x) {
  if (std::isnan(x)) return x;
  if (x > 709.79) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0;
  const double k = std::floor(x / std::numbers::ln2 + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  double series = 1;
  for (int n = 14; n >= 1; --n) series = 1 + series * r / n;
  return std::ldexp(series, static_cast<int>(k));
}

double power(double x, double p) {
  if (p == std::floor(p) && std::abs(p) <= 64) return whole_power(x, static_cast<std::int64_t>(p));
  if (p == 0.5) return std::sqrt(x);
  if (x == 0) return p > 0 ? 0 : std::numeric_limits<double>::infinity();
  return exponential(p * natural_log(x));
}

}  // namespace guatu::score
