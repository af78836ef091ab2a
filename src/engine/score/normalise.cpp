// SPDX-License-Identifier: Apache-2.0
#include "engine/score/normalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/score/rank.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

using Output = Result<MethodOutput>;

template <class Formula>
std::vector<double> each(std::span<const double> x, Formula formula) {
  std::vector<double> y(x.size(), kMissing);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (is_present(x[i])) y[i] = formula(x[i]);
  return y;
}

std::vector<double> directed(const MethodInput& input) {
  if (input.direction == Direction::higher_is_better) return {input.x.begin(), input.x.end()};
  return each(input.x, [](double x) { return -x; });
}

// What a column without spread becomes: the stated value for every unit that has one.
Output constant_column(const MethodInput& input, double full) {
  const auto stated = input.rule.maybe("constant");
  if (!stated) return input.refusal("score.constant_column");
  return MethodOutput{each(input.x, [&](double) { return *stated; }), full, {{"constant", *stated}}};
}

Output min_max(const MethodInput& input, double lower, double upper) {
  const auto x = directed(input);
  const double least = minimum(x);
  const double most = maximum(x);
  if (least == most) return constant_column(input, upper);
  return MethodOutput{each(x, [&](double v) { return (v - least) / (most - least) * (upper - lower) + lower; }),
                      upper,
                      {{"minimum", least}, {"maximum", most}}};
}

// Not min–max to [0, 1]: near the minimum the two round differently, and this is the form that is published.
Output distance_to_max(const MethodInput& input) {
  const auto x = directed(input);
  const double least = minimum(x);
  const double most = maximum(x);
  if (least == most) return constant_column(input, 1);
  return MethodOutput{
      each(x, [&](double v) { return 1 - (most - v) / (most - least); }), 1, {{"minimum", least}, {"maximum", most}}};
}

Output z_score(const MethodInput& input) {
  const auto x = directed(input);
  const double sd = sample_deviation(x);
  const double average = mean(x);
  // A constant column of 0.1s has a deviation of rounding noise, not of nothing; its range is exactly nothing.
  if (!is_present(sd) || minimum(x) == maximum(x)) return constant_column(input, 0);
  const double to_mean = input.rule.number("mean", 0);
  const double to_sd = input.rule.number("sd", 1);
  return MethodOutput{
      each(x, [&](double v) { return (v - average) / sd * to_sd + to_mean; }), 0, {{"mean", average}, {"sd", sd}}};
}

Output ranks(const MethodInput& input) {
  const auto x = directed(input);
  auto y = ascending_ranks(x, *ties_by_name(input.rule.text("ties", "min")));
  const auto n = static_cast<double>(count_present(x));
  if (input.rule.method == Method::rank) return MethodOutput{std::move(y), n, {{"n", n}}};
  if (input.rule.method == Method::borda) {
    for (double& rank : y) rank -= 1;
    return MethodOutput{std::move(y), n - 1, {{"n", n}}};
  }
  if (n == 1) {
    const auto stated = input.rule.maybe("single");
    if (!stated) return input.refusal("score.single_unit");
    return MethodOutput{each(x, [&](double) { return *stated; }), 1, {{"single", *stated}}};
  }
  for (double& rank : y) rank = (rank - 1) / (n - 1);
  return MethodOutput{std::move(y), 1, {{"n", n}}};
}

Output fraction_of_max(const MethodInput& input) {
  const auto x = directed(input);
  const double most = maximum(x);
  if (most <= 0) return input.refusal("score.maximum_not_positive", {{"maximum", fmt::format("{}", most)}});
  return MethodOutput{each(x, [&](double v) { return v / most; }), 1, {{"maximum", most}}};
}

Output distance_to_reference(const MethodInput& input) {
  const auto x = directed(input);
  const auto name = input.rule.text("reference", "");
  const auto found = std::find(input.units.begin(), input.units.end(), name);
  if (found == input.units.end()) return input.refusal("score.reference_unknown", {{"reference", std::string(name)}});
  const double reference = x[static_cast<std::size_t>(found - input.units.begin())];
  if (!is_present(reference)) return input.refusal("score.reference_missing", {{"reference", std::string(name)}});
  const double least = minimum(x);
  if (reference == least && !input.rule.maybe("constant"))
    return input.refusal("score.reference_is_worst", {{"reference", std::string(name)}});
  if (reference == least) return constant_column(input, 1);
  const double cap = input.rule.number("cap", HUGE_VAL);
  return MethodOutput{each(x, [&](double v) { return std::min(cap, 1 - (reference - v) / (reference - least)); }),
                      1,
                      {{"minimum", least}, {"reference", reference}}};
}

Output distance_to_target(const MethodInput& input) {
  const auto x = directed(input);
  const double sign = sign_of(input.direction);
  const double least = minimum(x);
  const double cap = input.rule.number("cap", HUGE_VAL);
  const Operand* target = input.operand("target");
  if (target == nullptr) return input.refusal("score.parameter_needed", {{"parameter", "target"}});
  std::vector<double> y(x.size(), kMissing);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double goal = sign * target->at(i);
    if (!is_present(x[i]) || !is_present(goal)) continue;
    if (goal == least)
      return input.refusal("score.target_equals_minimum", {{"target", fmt::format("{}", sign * goal)}});
    y[i] = std::min(cap, (x[i] - least) / (goal - least));
  }
  return MethodOutput{std::move(y), 1, {{"minimum", least}}};
}

// Bounds in the turned scale: first the bad end, then the good one.
struct Bounds {
  double bad;
  double good;
};

Result<Bounds> bounds_at(const MethodInput& input, const Operand& lo, const Operand& hi, std::size_t unit) {
  const double sign = sign_of(input.direction);
  double bad = sign * lo.at(unit);
  double good = sign * hi.at(unit);
  // For an item where less is better both orders are in use: (lowest, highest) and (worst, best).
  if (bad > good && input.direction == Direction::lower_is_better) std::swap(bad, good);
  const ProblemArgs args{{"lo", fmt::format("{}", lo.at(unit))}, {"hi", fmt::format("{}", hi.at(unit))}};
  if (bad == good) return input.refusal("score.bounds_equal", args);
  if (bad > good) return input.refusal("score.bounds_reversed", args);
  return Bounds{bad, good};
}

// (x − bad)/(good − bad) for each unit, with the given or observed bounds.
Output share_of_bounds(const MethodInput& input, const Operand& lo, const Operand& hi) {
  const double sign = sign_of(input.direction);
  MethodOutput output{std::vector<double>(input.x.size(), kMissing), 1, {}};
  Bounds bounds{};
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(input.x[i]) || !is_present(lo.at(i)) || !is_present(hi.at(i))) continue;
    GUATU_TRY(bounds, bounds_at(input, lo, hi, i));
    output.score[i] = (sign * input.x[i] - bounds.bad) / (bounds.good - bounds.bad);
  }
  if (lo.values.size() == 1 && hi.values.size() == 1)
    output.resolved = {{"lo", lo.values.front()}, {"hi", hi.values.front()}};
  return output;
}

Output scaled(const MethodInput& input) {
  const Operand zero{"lo", {0}};
  const Operand hundred{"hi", {100}};
  const Operand* lo = input.operand("lo");
  const Operand* hi = input.operand("hi");
  GUATU_TRY(auto output, share_of_bounds(input, lo != nullptr ? *lo : zero, hi != nullptr ? *hi : hundred));
  output.full = input.rule.number("scale", 100);
  for (double& y : output.score) y *= output.full;
  return output;
}

Output goalposts(const MethodInput& input) {
  const Operand* lo = input.operand("lo");
  const Operand* hi = input.operand("hi");
  if (lo == nullptr || hi == nullptr) return input.refusal("score.parameter_needed", {{"parameter", "lo, hi"}});
  GUATU_TRY(auto output, share_of_bounds(input, *lo, *hi));
  const bool clipped = input.rule.text("clip", "both") == "both";
  output.full = input.rule.number("scale", 100);
  for (double& y : output.score) y = (clipped && is_present(y) ? std::clamp(y, 0.0, 1.0) : y) * output.full;
  return output;
}

Output efficacy(const MethodInput& input) {
  const double base = input.rule.number("base", 60);
  const double top = input.rule.number("top", 100);
  const Operand least{"lo", {minimum(input.x)}};
  const Operand most{"hi", {maximum(input.x)}};
  const Operand* lo = input.operand("lo");
  const Operand* hi = input.operand("hi");
  if (lo == nullptr && hi == nullptr && least.values == most.values) return constant_column(input, top);
  GUATU_TRY(auto output, share_of_bounds(input, lo != nullptr ? *lo : least, hi != nullptr ? *hi : most));
  const Parameter* clip = input.rule.find("clip");
  const double under = clip != nullptr ? clip->numbers[0] : -HUGE_VAL;
  const double over = clip != nullptr ? clip->numbers[1] : HUGE_VAL;
  for (double& y : output.score)
    if (is_present(y)) y = std::clamp(base + y * (top - base), under, over);
  output.full = top;
  return output;
}

Output five_tiers(const MethodInput& input) {
  static const std::vector<double> kUsual{1, 0.8, 0.6, 0.4, 0.2};
  const Parameter* given = input.rule.find("coefficients");
  const std::vector<double>& coefficients = given != nullptr ? given->numbers : kUsual;
  std::vector<double> standards = input.rule.find("standards")->numbers;  // from the best down, as read from the scheme
  for (double& standard : standards) standard *= sign_of(input.direction);
  for (std::size_t tier = 1; tier < standards.size(); ++tier)
    if (!(standards[tier] < standards[tier - 1])) return input.refusal("score.standards_not_descending");
  const auto formula = [&](double x) {
    if (x >= standards.front()) return coefficients.front();
    for (std::size_t tier = 1; tier < standards.size(); ++tier) {
      if (x < standards[tier]) continue;
      const double share = (x - standards[tier]) / (standards[tier - 1] - standards[tier]);
      return coefficients[tier] + share * (coefficients[tier - 1] - coefficients[tier]);
    }
    return 0.0;
  };
  return MethodOutput{each(directed(input), formula), coefficients.front(), {}};
}

Output middle(const MethodInput& input) {
  const Operand* best = input.operand("best");
  if (best == nullptr) return input.refusal("score.parameter_needed", {{"parameter", "best"}});
  double farthest = 0;
  for (std::size_t i = 0; i < input.x.size(); ++i)
    if (is_present(input.x[i])) farthest = std::fmax(farthest, std::abs(input.x[i] - best->at(i)));
  if (farthest == 0) return constant_column(input, 1);
  MethodOutput output{std::vector<double>(input.x.size(), kMissing), 1, {{"farthest", farthest}}};
  for (std::size_t i = 0; i < input.x.size(); ++i) output.score[i] = 1 - std::abs(input.x[i] - best->at(i)) / farthest;
  return output;
}

Output interval(const MethodInput& input) {
  const Operand* lo = input.operand("lo");
  const Operand* hi = input.operand("hi");
  if (lo == nullptr || hi == nullptr) return input.refusal("score.parameter_needed", {{"parameter", "lo, hi"}});
  std::vector<double> outside(input.x.size(), kMissing);
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(input.x[i]) || !is_present(lo->at(i)) || !is_present(hi->at(i))) continue;
    if (lo->at(i) > hi->at(i))
      return input.refusal("score.bounds_reversed",
                           {{"lo", fmt::format("{}", lo->at(i))}, {"hi", fmt::format("{}", hi->at(i))}});
    outside[i] = std::max({lo->at(i) - input.x[i], input.x[i] - hi->at(i), 0.0});
  }
  const double farthest = maximum(outside);
  if (farthest == 0) return constant_column(input, 1);
  return MethodOutput{each(outside, [&](double d) { return 1 - d / farthest; }), 1, {{"farthest", farthest}}};
}

}  // namespace

const Operand* MethodInput::operand(std::string_view name) const {
  const auto found =
      std::find_if(operands.begin(), operands.end(), [&](const Operand& one) { return one.name == name; });
  return found == operands.end() ? nullptr : &*found;
}

std::unexpected<Error> MethodInput::refusal(std::string code, ProblemArgs args) const {
  args.emplace("item", item);
  args.emplace("method", name_of(rule.method));
  return refuse(ErrorKind::invalid, std::string(item), std::move(code), std::move(args));
}

Result<MethodOutput> normalise(const MethodInput& input) {
  switch (input.rule.method) {
    case Method::min_max:
      return min_max(input, input.rule.number("lower", 0), input.rule.number("upper", 100));
    case Method::scaled:
      return scaled(input);
    case Method::z_score:
      return z_score(input);
    case Method::rank:
    case Method::borda:
    case Method::percentile_rank:
      return ranks(input);
    case Method::fraction_of_max:
      return fraction_of_max(input);
    case Method::distance_to_max:
      return distance_to_max(input);
    case Method::distance_to_reference:
      return distance_to_reference(input);
    case Method::distance_to_target:
      return distance_to_target(input);
    case Method::goalposts:
      return goalposts(input);
    case Method::efficacy:
      return efficacy(input);
    case Method::five_tiers:
      return five_tiers(input);
    case Method::middle:
      return middle(input);
    case Method::interval:
      return interval(input);
    default:
      return MethodOutput{directed(input), 0, {}};
  }
}

Result<MethodOutput> apply_method(const MethodInput& input) {
  if (count_present(input.x) == 0) return MethodOutput{std::vector<double>(input.x.size(), kMissing), 0, {}};
  return input.rule.method < Method::completion ? normalise(input) : score_item(input);
}

}  // namespace guatu::score
