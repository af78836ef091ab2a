// SPDX-License-Identifier: Apache-2.0
// Wide integers for exact arithmetic, and the one rounding rule of the system: half up in magnitude
// (四舍五入), so −2.5 becomes −3.
#pragma once

#include <cstdint>

namespace guatu {

__extension__ typedef __int128 int128;

constexpr int128 power_of_ten(int exponent) {
  int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// numerator ÷ denominator as an integer, half up in magnitude; denominator > 0.
constexpr int128 divide_half_up(int128 numerator, int128 denominator) {
  const int128 magnitude = numerator < 0 ? -numerator : numerator;
  const int128 quotient = (magnitude + denominator / 2) / denominator;
  // An odd denominator has no exact half, so adding denominator/2 (rounded down) never lifts one.
  return numerator < 0 ? -quotient : quotient;
}

}  // namespace guatu
