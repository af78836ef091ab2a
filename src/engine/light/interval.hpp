// SPDX-License-Identifier: Apache-2.0
// Intervals of clauses (区间): [10,30], (0,10), (30,inf), [reference,inf). Parsing, membership of an exact quotient,
// and the check that the clauses of a metric leave no undeclared hole and do not overlap: on whole numbers where a
// metric counts days or months, else on all numbers. Refuses empty intervals.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/light/light.hpp"

namespace guatu::light {

enum class Domain { all_numbers, whole_numbers, whole_from_zero };
Domain domain_of(MetricKind kind);

// 100 where a share's bounds are written in percent, else 1.
std::int64_t divisor_of(const Metric& metric);

// `divisor` is 100 where the interval is written in percent of the value. Refuses light.not_an_interval.
Result<std::pair<Bound, Bound>> parse_interval(std::string_view text, std::int64_t divisor, const std::string& place);

// The interval as people say it: [10,30] with 个百分点 is 10 至 30 个百分点, (30,inf) 超过 30 个百分点. Empty when it
// is not an interval of this form.
std::string words_of_interval(std::string_view written, std::string_view unit);

// −1, 0, 1 for a below, equal to, above b. Inline: this is the innermost step of evaluating 100,000 projects.
inline int compare_quotients(std::int64_t a_numerator, std::int64_t a_denominator, std::int64_t b_numerator,
                             std::int64_t b_denominator) {
  const int128 left = static_cast<int128>(a_numerator) * b_denominator;
  const int128 right = static_cast<int128>(b_numerator) * a_denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

inline bool contains(const Clause& clause, const Quantity& value, const Quantity& reference) {
  const auto order = [&](const Bound& bound) {
    return bound.kind == Bound::Kind::reference
               ? compare_quotients(value.numerator, value.denominator, reference.numerator, reference.denominator)
               : compare_quotients(value.numerator, value.denominator, bound.numerator, bound.denominator);
  };
  if (clause.low.kind != Bound::Kind::infinite) {
    const int side = order(clause.low);
    if (side < 0 || (side == 0 && clause.low.side == Bound::Side::open)) return false;
  }
  if (clause.high.kind != Bound::Kind::infinite) {
    const int side = order(clause.high);
    if (side > 0 || (side == 0 && clause.high.side == Bound::Side::open)) return false;
  }
  return true;
}

// Orders the clauses along the number line and reports every hole (light.hole) and overlap (light.overlap).
std::vector<Problem> check_cover(Metric& metric, const std::string& place);

}  // namespace guatu::light
