// SPDX-License-Identifier: Apache-2.0
// Decimal: a statistic or score as printed, coefficient × 10^−scale. 85.20 keeps its two places, yet
// equals 85.2. Text of more than 17 digits is refused, so sums and products of parsed values are
// exact in 128 bits. Ratio: an exact quotient, for shares and thresholds that must not be rounded.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/integer.hpp"
#include "base/result.hpp"

namespace guatu {

inline constexpr int kDecimalDigitsMax = 17;

class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}
  static constexpr Decimal of_wide(int128 coefficient, int scale) {
    Decimal decimal;
    decimal.coefficient_ = coefficient;
    decimal.scale_ = scale;
    return decimal;
  }

  constexpr int128 coefficient() const { return coefficient_; }
  constexpr int scale() const { return scale_; }
  constexpr bool is_negative() const { return coefficient_ < 0; }
  constexpr bool is_zero() const { return coefficient_ == 0; }

  // The same value with `scale` places; rounded half up when places are lost.
  Decimal rescaled(int scale) const;
  Decimal operator-() const { return of_wide(-coefficient_, scale_); }
  double to_double() const;

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

 private:
  int128 coefficient_ = 0;
  int scale_ = 0;
};

// "−12.50", "+3", "1,234.5" with grouping commas in the right places. Refuses decimal.not_a_number,
// decimal.too_long.
Result<Decimal> parse_decimal(std::string_view text);
std::string format_decimal(const Decimal& value);             // with its own scale
std::string format_decimal(const Decimal& value, int scale);  // rounded half up
// The shortest decimal that reads back as the same double, for numbers out of spreadsheets: 85.2, not 85.2000000001.
Result<Decimal> decimal_from_double(double value);

class Ratio {
 public:
  constexpr Ratio() = default;
  // denominator ≠ 0; the sign is moved to the numerator and common factors are removed.
  Ratio(int128 numerator, int128 denominator);
  static Ratio of(const Decimal& numerator, const Decimal& denominator);  // denominator ≠ 0
  static Ratio of(const Decimal& value) { return of(value, Decimal(1, 0)); }

  constexpr int128 numerator() const { return numerator_; }
  constexpr int128 denominator() const { return denominator_; }
  constexpr bool is_negative() const { return numerator_ < 0; }
  constexpr bool is_zero() const { return numerator_ == 0; }

  Decimal rounded(int scale) const;  // 2/3 → 0.667 with scale 3
  Decimal percent(int scale) const;  // 2/3 → 66.7 with scale 1
  double to_double() const;

  friend Ratio operator+(const Ratio& a, const Ratio& b);
  friend Ratio operator-(const Ratio& a, const Ratio& b);
  friend Ratio operator*(const Ratio& a, const Ratio& b);
  friend Ratio operator/(const Ratio& a, const Ratio& b);  // b ≠ 0
  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);
  friend bool operator==(const Ratio& a, const Ratio& b) = default;

 private:
  int128 numerator_ = 0;
  int128 denominator_ = 1;
};

}  // namespace guatu
