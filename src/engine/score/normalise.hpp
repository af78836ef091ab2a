// SPDX-License-Identifier: Apache-2.0
// Normalisation (无量纲化) of one item over the units compared with each other; formulas as in the
// OECD/JRC Handbook on Constructing Composite Indicators (2008), the efficacy coefficient (功效系数法) and the
// five tiers (五档) as in the Ministry of Finance's enterprise performance rules (2006). Direction −1
// turns values, targets and bounds alike. Refuses what has no answer (constant column, equal bounds)
// unless the scheme states one.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/score/method.hpp"

namespace guatu::score {

enum class Direction { higher_is_better, lower_is_better };

inline double sign_of(Direction direction) { return direction == Direction::higher_is_better ? 1 : -1; }

// The values of one parameter for each unit; one value serves all of them.
struct Operand {
  std::string name;
  std::vector<double> values;

  double at(std::size_t unit) const { return values.size() == 1 ? values.front() : values[unit]; }
};

struct MethodInput {
  std::string_view item;  // for refusals
  const MethodRule& rule;
  Direction direction = Direction::higher_is_better;
  double weight = 1;                   // points of the item; used by methods that give points
  std::span<const double> x;           // NaN: no value
  std::span<const std::string> units;  // their codes
  std::vector<Operand> operands;

  const Operand* operand(std::string_view name) const;
  std::unexpected<Error> refusal(std::string code, ProblemArgs args = {}) const;
};

struct MethodOutput {
  std::vector<double> score;
  double full = 0;                                       // the score of a perfect unit; 0 when the method has none
  std::vector<std::pair<std::string, double>> resolved;  // what the data decided: minimum, mean, …
};

// Any method but `vote`, whose scores come from ballots (vote.hpp).
Result<MethodOutput> apply_method(const MethodInput& input);

// The two halves apply_method is made of.
Result<MethodOutput> normalise(const MethodInput& input);
Result<MethodOutput> score_item(const MethodInput& input);

}  // namespace guatu::score
