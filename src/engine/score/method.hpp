// SPDX-License-Identifier: Apache-2.0
// A method (计分方法) turns an item's values into scores: the normalisations of composite indices and the
// item rules of government evaluations, under one table. The table names every parameter, so that a
// scheme with a parameter nobody reads is refused instead of silently ignored.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guatu::score {

enum class Method {
  none,
  min_max,
  scaled,
  z_score,
  rank,
  borda,
  percentile_rank,
  fraction_of_max,
  distance_to_max,
  distance_to_reference,
  distance_to_target,
  goalposts,
  efficacy,
  five_tiers,
  middle,
  interval,
  completion,
  rank_points,
  tiered,
  growth_parts,
  count,
  deduct,
  vote,
  given,
};

enum class ParameterKind { number, numbers, text, texts, operand };  // operand: a number, or the name of a column

struct ParameterSpec {
  std::string_view name;
  ParameterKind kind;
  std::string_view choices;  // for texts from a list: "min|max|average|dense"
};

struct MethodSpec {
  Method method;
  std::string_view name;
  std::vector<ParameterSpec> parameters;
};

std::span<const MethodSpec> method_table();
const MethodSpec* find_method(std::string_view name);
std::string_view name_of(Method method);
std::string method_names();  // for refusals: all names, joined

struct Parameter {
  std::string name;
  std::vector<double> numbers;
  std::vector<std::string> texts;
};

struct MethodRule {
  Method method = Method::min_max;
  std::vector<Parameter> parameters;

  const Parameter* find(std::string_view name) const;
  std::optional<double> maybe(std::string_view name) const;
  double number(std::string_view name, double otherwise) const;
  std::string_view text(std::string_view name, std::string_view otherwise) const;
};

}  // namespace guatu::score
