// SPDX-License-Identifier: Apache-2.0
#include "engine/light/interval.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::light {
namespace {

// Small enough that the middle of two bounds fits 64 bits.
constexpr std::int64_t kBoundLimit = 1'000'000;
constexpr int kBoundScaleMax = 4;

std::unexpected<Error> not_an_interval(std::string_view text, const std::string& place) {
  return refuse(ErrorKind::invalid, place, "light.not_an_interval", {{"value", std::string(text)}});
}

std::optional<Bound> read_bound(std::string_view text, Bound::Side side, std::string_view infinity,
                                std::int64_t divisor) {
  Bound bound;
  bound.side = side;
  if (text == infinity) return side == Bound::Side::open ? std::optional(bound) : std::nullopt;
  if (text == "reference") {
    bound.kind = Bound::Kind::reference;
    return bound;
  }
  const auto number = parse_decimal(text);
  if (!number || number->scale() > kBoundScaleMax || *number > Decimal(kBoundLimit, 0) ||
      *number < Decimal(-kBoundLimit, 0))
    return std::nullopt;
  bound.kind = Bound::Kind::number;
  bound.numerator = static_cast<std::int64_t>(number->coefficient());
  bound.denominator = static_cast<std::int64_t>(power_of_ten(number->scale())) * divisor;
  return bound;
}

// A clause with its reference replaced by a number, so that clauses can be laid side by side.
struct Span {
  Bound low;
  Bound high;
  const Clause* clause = nullptr;
};

Bound with_reference(Bound bound, const Quantity& reference) {
  if (bound.kind != Bound::Kind::reference) return bound;
  bound.kind = Bound::Kind::number;
  bound.numerator = reference.numerator;
  bound.denominator = reference.denominator;
  return bound;
}

int compare(const Bound& a, const Bound& b) {
  return compare_quotients(a.numerator, a.denominator, b.numerator, b.denominator);
}

// floor(a ÷ b), b > 0
std::int64_t floor_of(const Bound& bound) {
  const std::int64_t quotient = bound.numerator / bound.denominator;
  return bound.numerator % bound.denominator < 0 ? quotient - 1 : quotient;
}

// On whole numbers (0,10) is [1,9].
Span on_whole_numbers(Span span) {
  const auto settle = [](Bound& bound, std::int64_t value) {
    bound = {Bound::Kind::number, Bound::Side::closed, value, 1};
  };
  if (span.low.kind == Bound::Kind::number) {
    const std::int64_t below = floor_of(span.low);
    const bool is_whole = span.low.numerator % span.low.denominator == 0;
    settle(span.low, is_whole && span.low.side == Bound::Side::closed ? below : below + 1);
  }
  if (span.high.kind == Bound::Kind::number) {
    const std::int64_t below = floor_of(span.high);
    const bool is_whole = span.high.numerator % span.high.denominator == 0;
    settle(span.high, is_whole && span.high.side == Bound::Side::open ? below - 1 : below);
  }
  return span;
}

bool is_empty(const Span& span) {
  if (span.low.kind == Bound::Kind::infinite || span.high.kind == Bound::Kind::infinite) return false;
  const int order = compare(span.low, span.high);
  return order > 0 || (order == 0 && (span.low.side == Bound::Side::open || span.high.side == Bound::Side::open));
}

bool starts_before(const Span& a, const Span& b) {
  if (a.low.kind == Bound::Kind::infinite || b.low.kind == Bound::Kind::infinite)
    return a.low.kind == Bound::Kind::infinite && b.low.kind != Bound::Kind::infinite;
  const int order = compare(a.low, b.low);
  if (order != 0) return order < 0;
  return a.low.side == Bound::Side::closed && b.low.side == Bound::Side::open;
}

std::vector<Span> lay_out(const Metric& metric, const Quantity& reference) {
  std::vector<Span> spans;
  for (const auto& clause : metric.clauses) {
    Span span{with_reference(clause.low, reference), with_reference(clause.high, reference), &clause};
    if (domain_of(metric.kind) != Domain::all_numbers) span = on_whole_numbers(span);
    if (!is_empty(span)) spans.push_back(span);
  }
  std::stable_sort(spans.begin(), spans.end(), starts_before);
  return spans;
}

// As the file would write it, in the metric's unit and without idle zeros.
std::string written(const Metric& metric, const Bound& bound) {
  Decimal value = (Ratio(bound.numerator, bound.denominator) * Ratio(divisor_of(metric), 1)).rounded(kBoundScaleMax);
  while (value.scale() > 0 && value == value.rescaled(value.scale() - 1)) value = value.rescaled(value.scale() - 1);
  return format_decimal(value);
}

std::string gap_between(const Metric& metric, const Bound& high, const Bound& low) {
  const bool is_first = high.kind == Bound::Kind::infinite;
  const bool is_last = low.kind == Bound::Kind::infinite;
  std::string gap = is_first || high.side == Bound::Side::closed ? "(" : "[";
  gap += (is_first ? "-inf" : written(metric, high)) + "," + (is_last ? "inf" : written(metric, low));
  return gap + (is_last || low.side == Bound::Side::closed ? ")" : "]");
}

enum class Joint { fits, hole, overlap };

Joint joint_of(const Bound& high, const Bound& low, Domain domain) {
  if (high.kind == Bound::Kind::infinite || low.kind == Bound::Kind::infinite) return Joint::overlap;
  const int order = compare(high, low);
  if (domain != Domain::all_numbers) {  // closed whole numbers: the next one follows
    const std::int64_t step = low.numerator - high.numerator;
    return step == 1 ? Joint::fits : step > 1 ? Joint::hole : Joint::overlap;
  }
  if (order < 0) return Joint::hole;
  if (order > 0) return Joint::overlap;
  if (high.side == Bound::Side::open && low.side == Bound::Side::open) return Joint::hole;
  return high.side == Bound::Side::closed && low.side == Bound::Side::closed ? Joint::overlap : Joint::fits;
}

void check_ends(const Metric& metric, const std::vector<Span>& spans, Domain domain, const std::string& place,
                std::vector<Problem>& problems) {
  const Bound infinite;
  const auto hole = [&](std::string interval) {
    problems.push_back({place, "light.hole", {{"metric", metric.name}, {"interval", std::move(interval)}}});
  };
  if (spans.empty()) return hole("(-inf,inf)");
  const Bound& first = spans.front().low;
  if (first.kind == Bound::Kind::number && (domain != Domain::whole_from_zero || first.numerator > 0))
    hole(domain == Domain::whole_from_zero ? "[0," + written(metric, first) + ")"
                                           : gap_between(metric, infinite, first));
  const Bound& last = spans.back().high;
  if (last.kind != Bound::Kind::infinite) hole(gap_between(metric, last, infinite));
}

std::vector<Problem> check_with(const Metric& metric, const Quantity& reference, const std::string& place) {
  std::vector<Problem> problems;
  const Domain domain = domain_of(metric.kind);
  const auto spans = lay_out(metric, reference);
  for (std::size_t i = 1; i < spans.size(); ++i) {
    const Joint joint = joint_of(spans[i - 1].high, spans[i].low, domain);
    if (joint == Joint::hole)
      problems.push_back(
          {place,
           "light.hole",
           {{"metric", metric.name}, {"interval", gap_between(metric, spans[i - 1].high, spans[i].low)}}});
    if (joint == Joint::overlap)
      problems.push_back(
          {place,
           "light.overlap",
           {{"metric", metric.name}, {"first", spans[i - 1].clause->interval}, {"second", spans[i].clause->interval}}});
  }
  check_ends(metric, spans, domain, place, problems);
  return problems;
}

// References at, between and beyond the numbers of the clauses: any other lies in the same order among them.
std::vector<Quantity> sample_references(const Metric& metric) {
  std::vector<Bound> bounds;
  bool has_reference = false;
  for (const auto& clause : metric.clauses) {
    for (const auto& bound : {clause.low, clause.high}) {
      has_reference = has_reference || bound.kind == Bound::Kind::reference;
      if (bound.kind == Bound::Kind::number && bound.numerator > 0) bounds.push_back(bound);
    }
  }
  std::vector<Quantity> samples{{0, 1}};
  if (!has_reference) return samples;
  std::sort(bounds.begin(), bounds.end(), [](const Bound& a, const Bound& b) { return compare(a, b) < 0; });
  Bound before{Bound::Kind::number, Bound::Side::closed, 0, 1};
  for (const auto& bound : bounds) {
    samples.push_back({before.numerator * bound.denominator + bound.numerator * before.denominator,
                       2 * before.denominator * bound.denominator});
    samples.push_back({bound.numerator, bound.denominator});
    before = bound;
  }
  samples.push_back({before.numerator / before.denominator + 1, 1});
  return samples;
}

}  // namespace

Domain domain_of(MetricKind kind) {
  switch (kind) {
    case MetricKind::start_delay:
    case MetricKind::missed_months:
      return Domain::whole_from_zero;
    case MetricKind::node_delay:
      return Domain::whole_numbers;
    default:
      return Domain::all_numbers;
  }
}

std::int64_t divisor_of(const Metric& metric) {
  switch (metric.kind) {
    case MetricKind::progress_ratio:
    case MetricKind::progress_shortfall:
    case MetricKind::payment_ratio:
    case MetricKind::bond_shortfall:
      return metric.unit == "percent" ? 100 : 1;
    default:
      return 1;
  }
}

Result<std::pair<Bound, Bound>> parse_interval(std::string_view text, std::int64_t divisor, const std::string& place) {
  const std::string squeezed = squeeze(text);
  const auto comma = squeezed.find(',');
  if (squeezed.size() < 5 || comma == std::string::npos || squeezed.find(',', comma + 1) != std::string::npos)
    return not_an_interval(text, place);
  const char open = squeezed.front();
  const char close = squeezed.back();
  if ((open != '[' && open != '(') || (close != ']' && close != ')')) return not_an_interval(text, place);
  const std::string_view all = squeezed;
  const auto low =
      read_bound(all.substr(1, comma - 1), open == '[' ? Bound::Side::closed : Bound::Side::open, "-inf", divisor);
  const auto high = read_bound(all.substr(comma + 1, all.size() - comma - 2),
                               close == ']' ? Bound::Side::closed : Bound::Side::open, "inf", divisor);
  if (!low || !high) return not_an_interval(text, place);
  const bool both_numbers = low->kind == Bound::Kind::number && high->kind == Bound::Kind::number;
  if (both_numbers && is_empty({*low, *high, nullptr})) return not_an_interval(text, place);
  return std::pair(*low, *high);
}

std::vector<Problem> check_cover(Metric& metric, const std::string& place) {
  std::vector<Problem> problems;
  for (const auto& reference : sample_references(metric)) {
    for (auto& problem : check_with(metric, reference, place))
      if (std::find(problems.begin(), problems.end(), problem) == problems.end())
        problems.push_back(std::move(problem));
  }
  const auto spans = lay_out(metric, Quantity{kBoundLimit, 1});
  // Empty spans drop out of the layout; only a rule without problems has all its clauses in it.
  if (problems.empty() && spans.size() == metric.clauses.size()) {
    std::vector<Clause> ordered;
    for (const auto& span : spans) ordered.push_back(*span.clause);
    metric.clauses = std::move(ordered);
  }
  return problems;
}

std::string words_of_interval(std::string_view written, std::string_view unit) {
  const auto comma = written.find(',');
  if (written.size() < 5 || comma == std::string_view::npos) return {};
  const std::string low(written.substr(1, comma - 1));
  const std::string high(written.substr(comma + 1, written.size() - comma - 2));
  const bool closed_low = written.front() == '[';
  const bool closed_high = written.back() == ']';
  const std::string tail = unit.empty() ? std::string() : (unit == "%" ? std::string(unit) : " " + std::string(unit));
  const auto named = [&](const std::string& bound) {
    return (bound == "reference" ? std::string("参照值") : bound) + (bound == "reference" ? "" : tail);
  };
  const std::string from = (closed_low ? "不低于 " : "超过 ") + named(low);
  const std::string to = (closed_high ? "不超过 " : "低于 ") + named(high);
  if (low == "-inf" && high == "inf") return "任何数";
  if (low == "-inf") return to;
  if (high == "inf") return from;
  if (low == high) return "等于 " + named(low);
  return closed_low && closed_high ? low + " 至 " + named(high) : from + "、" + to;
}

}  // namespace guatu::light
