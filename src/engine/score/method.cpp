// SPDX-License-Identifier: Apache-2.0
#include "engine/score/method.hpp"

#include <algorithm>

namespace guatu::score {
namespace {

using enum ParameterKind;

constexpr std::string_view kTies = "min|max|average|dense";

constexpr ParameterSpec kConstant{"constant", number, ""};
constexpr ParameterSpec kSingle{"single", number, ""};
constexpr ParameterSpec kTiesParameter{"ties", text, kTies};
constexpr ParameterSpec kLo{"lo", operand, ""};
constexpr ParameterSpec kHi{"hi", operand, ""};
constexpr ParameterSpec kTarget{"target", operand, ""};
constexpr ParameterSpec kScale{"scale", number, ""};
constexpr ParameterSpec kCap{"cap", number, ""};
constexpr ParameterSpec kFloor{"floor", number, ""};
constexpr ParameterSpec kZeroTarget{"zero_target", text, "refuse|not_applicable|full|zero"};

std::vector<MethodSpec> make_table() {
  return {
      {Method::none, "none", {}},
      {Method::min_max, "min_max", {{"lower", number, ""}, {"upper", number, ""}, kConstant}},
      {Method::scaled, "scaled", {kLo, kHi, kScale}},
      {Method::z_score, "z_score", {{"mean", number, ""}, {"sd", number, ""}, kConstant}},
      {Method::rank, "rank", {kTiesParameter}},
      {Method::borda, "borda", {kTiesParameter}},
      {Method::percentile_rank, "percentile_rank", {kTiesParameter, kSingle}},
      {Method::fraction_of_max, "fraction_of_max", {}},
      {Method::distance_to_max, "distance_to_max", {kConstant}},
      {Method::distance_to_reference, "distance_to_reference", {{"reference", text, ""}, kCap, kConstant}},
      {Method::distance_to_target, "distance_to_target", {kTarget, kCap}},
      {Method::goalposts, "goalposts", {kLo, kHi, kScale, {"clip", text, "both|none"}}},
      {Method::efficacy,
       "efficacy",
       {kLo, kHi, {"base", number, ""}, {"top", number, ""}, {"clip", numbers, ""}, kConstant}},
      {Method::five_tiers, "five_tiers", {{"standards", numbers, ""}, {"coefficients", numbers, ""}}},
      {Method::middle, "middle", {{"best", operand, ""}, kConstant}},
      {Method::interval, "interval", {kLo, kHi, kConstant}},
      {Method::completion, "completion", {kTarget, kCap, kFloor, kZeroTarget, {"reverse", text, "inverse|two_minus"}}},
      {Method::rank_points, "rank_points", {{"first", number, ""}, {"step", number, ""}, kFloor, kTiesParameter}},
      {Method::tiered,
       "tiered",
       {{"from", numbers, ""},
        {"points", numbers, ""},
        {"full_at", operand, ""},
        {"short_step", number, ""},
        {"short_points", number, ""},
        {"over_step", number, ""},
        {"over_points", number, ""},
        {"over_cap", number, ""},
        {"steps", text, "proportional|started|completed"},
        kFloor}},
      {Method::growth_parts,
       "growth_parts",
       {{"previous", operand, ""},
        {"growth", number, ""},
        {"increment", number, ""},
        {"contribution", number, ""},
        {"part_method", text, "efficacy|min_max|rank_points"},
        {"base", number, ""},
        {"step", number, ""},
        {"negative_base", text, "refuse|drop_part|zero"},
        {"no_growth_total", text, "refuse|drop_part|zero"},
        kConstant}},
      {Method::count, "count", {{"each", number, ""}, {"cap", operand, ""}}},
      {Method::deduct, "deduct", {{"each", number, ""}, kFloor}},
      {Method::vote,
       "vote",
       {{"classes", texts, ""},
        {"class_weights", numbers, ""},
        {"trim", number, ""},
        {"own_unit", text, "exclude|include"},
        {"empty_class", text, "refuse|renormalise"}}},
      {Method::given, "given", {{"full", number, ""}}},
  };
}

}  // namespace

std::span<const MethodSpec> method_table() {
  static const std::vector<MethodSpec> table = make_table();
  return table;
}

const MethodSpec* find_method(std::string_view name) {
  const auto table = method_table();
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const MethodSpec& spec) { return spec.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view name_of(Method method) {
  for (const auto& spec : method_table())
    if (spec.method == method) return spec.name;
  return "";
}

std::string method_names() {
  std::string names;
  for (const auto& spec : method_table()) {
    if (!names.empty()) names += ", ";
    names += spec.name;
  }
  return names;
}

const Parameter* MethodRule::find(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& parameter) { return parameter.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

std::optional<double> MethodRule::maybe(std::string_view name) const {
  const Parameter* parameter = find(name);
  if (parameter == nullptr || parameter->numbers.empty()) return std::nullopt;
  return parameter->numbers.front();
}

double MethodRule::number(std::string_view name, double otherwise) const { return maybe(name).value_or(otherwise); }

std::string_view MethodRule::text(std::string_view name, std::string_view otherwise) const {
  const Parameter* parameter = find(name);
  return parameter == nullptr || parameter->texts.empty() ? otherwise : std::string_view(parameter->texts.front());
}

}  // namespace guatu::score
