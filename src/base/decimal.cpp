// SPDX-License-Identifier: Apache-2.0
#include "base/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/assert.hpp"

namespace guatu {
namespace {

int128 magnitude_of(int128 value) { return value < 0 ? -value : value; }

int128 greatest_common_divisor(int128 a, int128 b) {
  a = magnitude_of(a);
  b = magnitude_of(b);
  while (b != 0) {
    const int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

int128 multiply_checked(int128 a, int128 b) {
  int128 product = 0;
  GUATU_ASSERT(!__builtin_mul_overflow(a, b, &product));
  return product;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Grouping commas are accepted only as Excel writes them: 1,234,567.8.
bool grouping_is_regular(std::string_view integer_part) {
  const auto first = integer_part.find(',');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3) return false;
  for (std::size_t i = first; i < integer_part.size(); i += 4) {
    if (integer_part[i] != ',' || i + 3 >= integer_part.size()) return false;
    if (!std::all_of(integer_part.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     integer_part.begin() + static_cast<std::ptrdiff_t>(i) + 4, is_digit))
      return false;
  }
  return (integer_part.size() - first) % 4 == 0;
}

std::unexpected<Error> not_a_number(std::string_view text) {
  return refuse(ErrorKind::invalid, "", "decimal.not_a_number", {{"value", std::string(text)}});
}

}  // namespace

Decimal Decimal::rescaled(int scale) const {
  if (scale >= scale_) return of_wide(multiply_checked(coefficient_, power_of_ten(scale - scale_)), scale);
  return of_wide(divide_half_up(coefficient_, power_of_ten(scale_ - scale)), scale);
}

double Decimal::to_double() const {
  // Both parts are exact doubles up to 2^53 and 10^22; the division then rounds once, as strtod would.
  return static_cast<double>(coefficient_) / static_cast<double>(power_of_ten(scale_));
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  return Decimal::of_wide(a.rescaled(scale).coefficient_ + b.rescaled(scale).coefficient_, scale);
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }

Decimal operator*(const Decimal& a, const Decimal& b) {
  return Decimal::of_wide(multiply_checked(a.coefficient_, b.coefficient_), a.scale_ + b.scale_);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  const int128 left = a.rescaled(scale).coefficient_;
  const int128 right = b.rescaled(scale).coefficient_;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

Result<Decimal> parse_decimal(std::string_view text) {
  std::string_view rest = text;
  bool negative = false;
  if (rest.starts_with('-') || rest.starts_with('+')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
  } else if (rest.starts_with("−")) {  // the typographic minus of printed tables
    negative = true;
    rest.remove_prefix(std::string_view("−").size());
  }
  const auto point = rest.find('.');
  const std::string_view integer_part = rest.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : rest.substr(point + 1);
  if (integer_part.empty() && fraction.empty()) return not_a_number(text);
  if (!grouping_is_regular(integer_part)) return not_a_number(text);

  std::int64_t coefficient = 0;
  int digits = 0;
  for (const char c : std::string(integer_part) + std::string(fraction)) {
    if (c == ',') continue;
    if (!is_digit(c)) return not_a_number(text);
    if (digits > 0 || c != '0') ++digits;
    if (digits > kDecimalDigitsMax)
      return refuse(ErrorKind::invalid, "", "decimal.too_long",
                    {{"value", std::string(text)}, {"digits_max", std::to_string(kDecimalDigitsMax)}});
    coefficient = coefficient * 10 + (c - '0');
  }
  if (fraction.find(',') != std::string_view::npos) return not_a_number(text);
  if (fraction.size() > static_cast<std::size_t>(kDecimalDigitsMax))
    return refuse(ErrorKind::invalid, "", "decimal.too_long",
                  {{"value", std::string(text)}, {"digits_max", std::to_string(kDecimalDigitsMax)}});
  return Decimal(negative ? -coefficient : coefficient, static_cast<int>(fraction.size()));
}

std::string format_decimal(const Decimal& value) {
  const int128 magnitude = magnitude_of(value.coefficient());
  // Dividing 128 bits digit by digit is slow, and hardly any figure needs it.
  constexpr int128 kHalf = 1'000'000'000'000'000'000;
  const auto low = static_cast<std::uint64_t>(magnitude % kHalf);
  std::string digits = std::to_string(low);
  if (magnitude >= kHalf) {
    digits.insert(0, 18 - digits.size(), '0');
    digits.insert(0, format_decimal(Decimal::of_wide(magnitude / kHalf, 0)));
  }
  const auto places = static_cast<std::size_t>(value.scale());
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return value.is_negative() ? "-" + digits : digits;
}

std::string format_decimal(const Decimal& value, int scale) { return format_decimal(value.rescaled(scale)); }

Result<Decimal> decimal_from_double(double value) {
  std::array<char, 64> buffer{};
  // A cell like 0.1+0.2 carries noise beyond 15 digits, which Excel itself never shows.
  double shown = value;
  const auto fifteen =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 14);
  std::from_chars(buffer.data(), fifteen.ptr, shown);
  const auto fixed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), shown, std::chars_format::fixed);
  if (!std::isfinite(value) || fixed.ec != std::errc()) {
    return refuse(ErrorKind::invalid, "", "decimal.not_a_number", {{"value", std::to_string(value)}});
  }
  std::string_view text(buffer.data(), static_cast<std::size_t>(fixed.ptr - buffer.data()));
  // Very small numbers print more places than a Decimal holds; what is beyond 10^−17 is noise too.
  if (const auto point = text.find('.'); point != std::string_view::npos) {
    const auto places_max = static_cast<std::size_t>(kDecimalDigitsMax);
    if (text.size() > point + 1 + places_max) text = text.substr(0, point + 1 + places_max);
  }
  return parse_decimal(text);
}

Ratio::Ratio(int128 numerator, int128 denominator) {
  GUATU_ASSERT(denominator != 0);
  const int128 divisor = greatest_common_divisor(numerator, denominator);
  const int sign = denominator < 0 ? -1 : 1;
  numerator_ = sign * numerator / divisor;
  denominator_ = sign * denominator / divisor;
}

Ratio Ratio::of(const Decimal& numerator, const Decimal& denominator) {
  const int scale = std::max(numerator.scale(), denominator.scale());
  return Ratio(numerator.rescaled(scale).coefficient(), denominator.rescaled(scale).coefficient());
}

Decimal Ratio::rounded(int scale) const {
  return Decimal::of_wide(divide_half_up(multiply_checked(numerator_, power_of_ten(scale)), denominator_), scale);
}

Decimal Ratio::percent(int scale) const {
  return Decimal::of_wide(divide_half_up(multiply_checked(numerator_, power_of_ten(scale + 2)), denominator_), scale);
}

double Ratio::to_double() const { return static_cast<double>(numerator_) / static_cast<double>(denominator_); }

Ratio operator+(const Ratio& a, const Ratio& b) {
  // Over the least common denominator, so that twelfths and hundredths stay small.
  const int128 divisor = greatest_common_divisor(a.denominator_, b.denominator_);
  const int128 left = multiply_checked(a.numerator_, b.denominator_ / divisor);
  const int128 right = multiply_checked(b.numerator_, a.denominator_ / divisor);
  return Ratio(left + right, multiply_checked(a.denominator_, b.denominator_ / divisor));
}

Ratio operator-(const Ratio& a, const Ratio& b) { return a + Ratio(-b.numerator_, b.denominator_); }

Ratio operator*(const Ratio& a, const Ratio& b) {
  const Ratio left(a.numerator_, b.denominator_);
  const Ratio right(b.numerator_, a.denominator_);
  return Ratio(multiply_checked(left.numerator_, right.numerator_),
               multiply_checked(left.denominator_, right.denominator_));
}

Ratio operator/(const Ratio& a, const Ratio& b) {
  GUATU_ASSERT(!b.is_zero());
  return a * Ratio(b.denominator_, b.numerator_);
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  const int128 left = multiply_checked(a.numerator_, b.denominator_);
  const int128 right = multiply_checked(b.numerator_, a.denominator_);
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

}  // namespace guatu
