// SPDX-License-Identifier: Apache-2.0
#include "engine/report/number_text.hpp"

#include <array>

namespace guatu::report {
namespace {

struct Unit {
  std::string_view word;
  int power;  // of ten, by which the number is divided; % and points multiply by 100
  int places;
};

constexpr std::array<Unit, 3> kMoneyUnits{{{"亿元", 8, 2}, {"万元", 4, 0}, {"元", 0, 2}}};
constexpr std::array<std::string_view, 6> kUnits{"亿元", "万元", "元", "%", "个百分点", "百分点"};

const Unit* money_unit(std::string_view word) {
  for (const auto& unit : kMoneyUnits)
    if (unit.word == word) return &unit;
  return nullptr;
}

Shown shown_of(const Ratio& value, int places, std::string unit) {
  const auto rounded = value.rounded(places);
  const auto magnitude = rounded.is_negative() ? -rounded : rounded;
  return {format_decimal(magnitude), std::move(unit), rounded.is_zero() ? 0 : rounded.is_negative() ? -1 : 1};
}

const Unit& fitting_money_unit(const Ratio& yuan) {
  const auto magnitude = yuan.is_negative() ? Ratio() - yuan : yuan;
  for (const auto& unit : kMoneyUnits)
    if (magnitude >= Ratio(power_of_ten(unit.power), 1)) return unit;
  return kMoneyUnits.back();
}

std::optional<Shown> show_money(const Number& number, const Format& format, std::string_view following) {
  const bool is_named = !format.unit.empty();
  const bool follows = !is_named && money_unit(following) != nullptr;
  if (is_named && money_unit(format.unit) == nullptr) return std::nullopt;
  if (!is_named && !follows && !following.empty()) return std::nullopt;
  const Unit& unit = is_named  ? *money_unit(format.unit)
                     : follows ? *money_unit(following)
                               : fitting_money_unit(number.exact);
  const int places = format.places >= 0 ? format.places : number.scale >= 0 ? number.scale : unit.places;
  return shown_of(number.exact / Ratio(power_of_ten(unit.power), 1), places, follows ? "" : std::string(unit.word));
}

// Shares and points are kept as fractions and shown times a hundred.
std::optional<Shown> show_hundredths(const Number& number, const Format& format, std::string_view following) {
  const bool is_points = number.dimension == Dimension::points;
  const auto fits = [&](std::string_view word) {
    return is_points ? word == "个百分点" || word == "百分点" : word == "%";
  };
  if (!format.unit.empty() && !fits(format.unit)) return std::nullopt;
  if (format.unit.empty() && !following.empty() && !fits(following)) return std::nullopt;
  std::string unit;
  if (!format.unit.empty())
    unit = format.unit;
  else if (following.empty())
    unit = is_points ? "个百分点" : "%";
  const int places = format.places >= 0 ? format.places : number.scale >= 0 ? number.scale : 1;
  return shown_of(number.exact * Ratio(100, 1), places, unit);
}

}  // namespace

std::string_view unit_at_start(std::string_view text) {
  for (const auto unit : kUnits)
    if (text.starts_with(unit)) return unit;
  return {};
}

std::string exact_text(const Ratio& ratio) {
  for (int scale = 0; scale <= 12; ++scale) {
    const auto rounded = ratio.rounded(scale);
    if (Ratio::of(rounded) == ratio) return format_decimal(rounded);
  }
  return format_decimal(Decimal::of_wide(ratio.numerator(), 0)) + "/" +
         format_decimal(Decimal::of_wide(ratio.denominator(), 0));
}

std::optional<Shown> show_number(const Number& number, const Format& format, std::string_view following) {
  switch (number.dimension) {
    case Dimension::money:
      return show_money(number, format, following);
    case Dimension::share:
    case Dimension::growth:
    case Dimension::points:
      return show_hundredths(number, format, following);
    case Dimension::count:
      if (!following.empty() || !format.unit.empty()) return std::nullopt;
      return shown_of(number.exact, format.places >= 0 ? format.places : 0, "");
    case Dimension::plain:
      return shown_of(number.exact,
                      format.places >= 0  ? format.places
                      : number.scale >= 0 ? number.scale
                                          : 2,
                      format.unit);
  }
  return std::nullopt;
}

Number count_of(std::int64_t number) { return {Ratio(number, 1), Dimension::count, 0}; }
Number share_of(const Ratio& ratio) { return {ratio, Dimension::share, -1}; }
Number growth_of(const Ratio& ratio) { return {ratio, Dimension::growth, -1}; }
Number growth_of_percent(const Decimal& percent) {
  return {Ratio::of(percent) / Ratio(100, 1), Dimension::growth, percent.scale()};
}
Number points_of(const Ratio& difference) { return {difference, Dimension::points, -1}; }
Number money_of(Money money) { return {Ratio(money.fen(), 100), Dimension::money, -1}; }
Number plain_of(const Decimal& value) { return {Ratio::of(value), Dimension::plain, value.scale()}; }

}  // namespace guatu::report
