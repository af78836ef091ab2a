// SPDX-License-Identifier: Apache-2.0
// Item rules of government evaluations: completion with cap, rank points, tiers, growth + increment +
// contribution, counts, deductions. Where a denominator is zero or a base negative, the scheme's word decides.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/score/normalise.hpp"
#include "engine/score/rank.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

using Output = Result<MethodOutput>;

std::string printed(double value) { return fmt::format("{}", value); }

// What a unit gets whose target is zero or below: nothing can be divided by it.
Result<double> without_target(const MethodInput& input, std::size_t unit) {
  const auto rule = input.rule.text("zero_target", "refuse");
  if (rule == "full") return 1.0;
  if (rule == "zero") return 0.0;
  if (rule == "not_applicable") return kMissing;
  return input.refusal("score.target_not_positive",
                       {{"unit", input.units[unit]}, {"target", printed(input.operand("target")->at(unit))}});
}

Result<double> completion_of(const MethodInput& input, std::size_t unit) {
  const double actual = input.x[unit];
  const Operand* target = input.operand("target");
  if (target == nullptr) {
    if (input.direction == Direction::higher_is_better) return actual;
    return input.refusal("score.parameter_needed", {{"parameter", "target"}});
  }
  const double goal = target->at(unit);
  if (!is_present(goal)) return kMissing;
  if (goal <= 0) return without_target(input, unit);
  if (input.direction == Direction::higher_is_better) return actual / goal;
  if (input.rule.text("reverse", "inverse") == "two_minus") return 2 - actual / goal;
  if (actual > 0) return goal / actual;
  const auto cap = input.rule.maybe("cap");
  if (!cap)
    return input.refusal("score.actual_not_positive", {{"unit", input.units[unit]}, {"actual", printed(actual)}});
  return *cap;
}

Output completion(const MethodInput& input) {
  const double cap = input.rule.number("cap", HUGE_VAL);
  const double floor = input.rule.number("floor", -HUGE_VAL);
  MethodOutput output{std::vector<double>(input.x.size(), kMissing), 1, {}};
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(input.x[i])) continue;
    GUATU_TRY(const double ratio, completion_of(input, i));
    output.score[i] = is_present(ratio) ? std::clamp(ratio, floor, cap) : kMissing;
  }
  return output;
}

std::vector<double> points_by_place(std::span<const double> x, const MethodRule& rule, double first) {
  std::vector<double> turned(x.begin(), x.end());
  for (double& value : turned) value = -value;
  auto points = ascending_ranks(turned, *ties_by_name(rule.text("ties", "min")));
  const double step = rule.number("step", 5);
  const double floor = rule.number("floor", 0);
  for (double& point : points)
    if (is_present(point)) point = std::max(floor, first - step * (point - 1));
  return points;
}

Output rank_points(const MethodInput& input) {
  std::vector<double> x(input.x.begin(), input.x.end());
  for (double& value : x) value *= sign_of(input.direction);
  const double first = input.rule.number("first", 100);
  return MethodOutput{points_by_place(x, input.rule, first), first, {}};
}

double steps_in(const MethodInput& input, double distance, double step) {
  // 0.3 ÷ 0.1 is 2.9999999999999996 in binary; what lies within a millionth of a whole step is that step.
  const double steps = distance / step;
  const double nearest = std::floor(steps + 0.5);
  const double settled = std::abs(steps - nearest) < 1e-6 ? nearest : steps;
  const auto rule = input.rule.text("steps", "proportional");
  if (rule == "started") return std::ceil(settled);
  if (rule == "completed") return std::floor(settled);
  return rule == "proportional" && settled == nearest ? nearest : steps;
}

double points_for_distance(const MethodInput& input, double above) {
  const double full = input.weight;
  const double floor = input.rule.number("floor", 0);
  if (above < 0) {
    const double lost =
        steps_in(input, -above, input.rule.number("short_step", 1)) * input.rule.number("short_points", 0);
    return std::max(floor, full - lost);
  }
  const double gained = steps_in(input, above, input.rule.number("over_step", 1)) * input.rule.number("over_points", 0);
  return full + std::min(gained, input.rule.number("over_cap", HUGE_VAL));
}

// Bands are read from the top: the first whose lower bound is reached gives the points.
double points_of_band(const MethodInput& input, double x) {
  const auto& from = input.rule.find("from")->numbers;
  const auto& points = input.rule.find("points")->numbers;
  for (std::size_t band = 0; band < from.size(); ++band)
    if (input.direction == Direction::higher_is_better ? x >= from[band] : x <= from[band]) return points[band];
  return input.rule.number("floor", 0);
}

Output tiered(const MethodInput& input) {
  MethodOutput output{std::vector<double>(input.x.size(), kMissing), input.weight, {}};
  const Operand* full_at = input.operand("full_at");
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(input.x[i])) continue;
    if (full_at == nullptr)
      output.score[i] = points_of_band(input, input.x[i]);
    else if (is_present(full_at->at(i)))
      output.score[i] = points_for_distance(input, sign_of(input.direction) * (input.x[i] - full_at->at(i)));
  }
  return output;
}

Output count_points(const MethodInput& input) {
  const double each = input.rule.number("each", 1);
  const Operand* cap = input.operand("cap");
  MethodOutput output{std::vector<double>(input.x.size(), kMissing), input.weight, {}};
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(input.x[i])) continue;
    if (input.x[i] < 0)
      return input.refusal("score.count_negative", {{"unit", input.units[i]}, {"count", printed(input.x[i])}});
    output.score[i] = std::min(cap != nullptr ? cap->at(i) : input.weight, each * input.x[i]);
  }
  return output;
}

Output deduct(const MethodInput& input) {
  const double each = input.rule.number("each", 1);
  const double floor = input.rule.number("floor", 0);
  MethodOutput output{std::vector<double>(input.x.size(), kMissing), input.weight, {}};
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(input.x[i])) continue;
    if (input.x[i] < 0)
      return input.refusal("score.count_negative", {{"unit", input.units[i]}, {"count", printed(input.x[i])}});
    output.score[i] = std::max(floor, input.weight - each * input.x[i]);
  }
  return output;
}

// One of the three parts, before and after it is turned into a score out of 100.
struct Part {
  double weight = 0;
  std::vector<double> value;
  std::vector<double> score;
};

Result<void> score_part(const MethodInput& input, Part& part) {
  const auto method = input.rule.text("part_method", "efficacy");
  if (method == "rank_points") {
    part.score = points_by_place(part.value, input.rule, 100);
    return {};
  }
  const double base = method == "efficacy" ? input.rule.number("base", 60) : 0;
  const double least = minimum(part.value);
  const double most = maximum(part.value);
  const auto constant = input.rule.maybe("constant");
  if (least == most && !constant) return input.refusal("score.constant_column");
  part.score.assign(part.value.size(), kMissing);
  for (std::size_t i = 0; i < part.value.size(); ++i) {
    if (!is_present(part.value[i])) continue;
    part.score[i] = least == most ? *constant : base + (part.value[i] - least) / (most - least) * (100 - base);
  }
  return {};
}

// Growth and increment of the item, in the good direction.
Result<void> fill_parts(const MethodInput& input, const Operand& previous, Part& growth, Part& increment) {
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    const double before = previous.at(i);
    if (!is_present(input.x[i]) || !is_present(before)) continue;
    increment.value[i] = sign_of(input.direction) * (input.x[i] - before);
    if (before > 0)
      growth.value[i] = sign_of(input.direction) * (input.x[i] / before - 1);
    else if (growth.weight > 0 && input.rule.text("negative_base", "refuse") == "refuse")
      return input.refusal("score.base_not_positive", {{"unit", input.units[i]}, {"base", printed(before)}});
  }
  return {};
}

Result<void> fill_contribution(const MethodInput& input, const Part& increment, Part& contribution) {
  if (contribution.weight <= 0) return {};
  double total = 0;
  for (const double change : increment.value)
    if (is_present(change)) total += change;
  if (total > 0) {
    for (std::size_t i = 0; i < input.x.size(); ++i) contribution.value[i] = increment.value[i] / total;
    return {};
  }
  const auto rule = input.rule.text("no_growth_total", "refuse");
  if (rule == "refuse") return input.refusal("score.no_growth_in_total", {{"total", printed(total)}});
  if (rule == "drop_part") contribution.weight = 0;
  return {};
}

Output growth_parts(const MethodInput& input) {
  const Operand* previous = input.operand("previous");
  if (previous == nullptr) return input.refusal("score.parameter_needed", {{"parameter", "previous"}});
  const std::vector<double> nothing(input.x.size(), kMissing);
  Part growth{input.rule.number("growth", 0), nothing, nothing};
  Part increment{input.rule.number("increment", 0), nothing, nothing};
  Part contribution{input.rule.number("contribution", 0), nothing, nothing};
  GUATU_CHECK(fill_parts(input, *previous, growth, increment));
  GUATU_CHECK(fill_contribution(input, increment, contribution));
  for (Part* part : {&growth, &increment, &contribution})
    if (part->weight > 0 && count_present(part->value) > 0) GUATU_CHECK(score_part(input, *part));
  const bool growth_is_zero = input.rule.text("negative_base", "refuse") == "zero";
  MethodOutput output{nothing, 100, {}};
  for (std::size_t i = 0; i < input.x.size(); ++i) {
    if (!is_present(increment.value[i])) continue;
    double sum = 0;
    double weights = 0;
    for (const Part* part : {&growth, &increment, &contribution}) {
      const bool scored = is_present(part->score[i]);
      if (part->weight <= 0 || (!scored && part == &growth && !growth_is_zero)) continue;
      sum += part->weight * (scored ? part->score[i] : 0);
      weights += part->weight;
    }
    if (weights > 0) output.score[i] = sum / weights;
  }
  return output;
}

}  // namespace

Result<MethodOutput> score_item(const MethodInput& input) {
  switch (input.rule.method) {
    case Method::completion:
      return completion(input);
    case Method::rank_points:
      return rank_points(input);
    case Method::tiered:
      return tiered(input);
    case Method::growth_parts:
      return growth_parts(input);
    case Method::count:
      return count_points(input);
    case Method::deduct:
      return deduct(input);
    default:
      return MethodOutput{{input.x.begin(), input.x.end()}, input.rule.number("full", 100), {}};
  }
}

}  // namespace guatu::score
