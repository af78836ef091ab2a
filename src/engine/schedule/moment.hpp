// SPDX-License-Identifier: Apache-2.0
// Moment and Span: local wall-clock time and lengths of time as whole ticks. A tick is a tenth of a minute, the
// resolution in which Microsoft Project keeps durations; whole minutes, which Primavera keeps, are ten of them.
// Integers only, so that the same network always gives the same dates. No time zone and no clock.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace guatu::schedule {

inline constexpr std::int64_t kTicksPerMinute = 10;
inline constexpr std::int64_t kTicksPerDay = 1440 * kTicksPerMinute;

struct Span {
  std::int64_t ticks = 0;

  friend constexpr auto operator<=>(const Span&, const Span&) = default;
  constexpr Span operator-() const { return {-ticks}; }
};

struct Moment {
  std::int64_t ticks = std::numeric_limits<std::int64_t>::min();  // since 1970-01-01T00:00 local; the minimum: not set

  constexpr bool is_set() const { return ticks != std::numeric_limits<std::int64_t>::min(); }
  friend constexpr auto operator<=>(const Moment&, const Moment&) = default;
};

inline constexpr Moment kUnset{};
// Far enough for any schedule and near enough that sums of two stay inside 64 bits.
inline constexpr Moment kFarPast{-std::int64_t{1} << 52};
inline constexpr Moment kFarFuture{std::int64_t{1} << 52};

constexpr Span minutes(std::int64_t count) { return {count * kTicksPerMinute}; }
constexpr Span operator+(Span a, Span b) { return {a.ticks + b.ticks}; }
constexpr Span operator-(Span a, Span b) { return {a.ticks - b.ticks}; }
constexpr Moment operator+(Moment a, Span b) { return {a.ticks + b.ticks}; }
constexpr Moment operator-(Moment a, Span b) { return {a.ticks - b.ticks}; }
constexpr Span operator-(Moment a, Moment b) { return {a.ticks - b.ticks}; }

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}
// Whole minutes, the half away from zero.
constexpr std::int64_t whole_minutes(Span span) {
  const std::int64_t half = span.ticks < 0 ? -kTicksPerMinute / 2 : kTicksPerMinute / 2;
  return (span.ticks + half) / kTicksPerMinute;
}

}  // namespace guatu::schedule
