// SPDX-License-Identifier: Apache-2.0
// Why a light is what it is (亮灯说明): the rule and version, the clause with its source, the numbers compared, the
// trajectory, and what would turn it green. Made from the facts and the small result, only when asked for; the
// sentences are in Chinese and English, the numbers exact decimals.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json_writer.hpp"
#include "engine/light/amount.hpp"
#include "engine/light/light.hpp"

namespace guatu::light {

enum class Tongue : std::uint8_t { chinese, english };

struct Explanation {
  std::string rule;  // yinchuan-2025
  std::string version;
  std::string metric;
  std::string light;  // code
  std::string word;   // 黄灯
  std::string shape;
  std::string colour;
  std::string outcome;  // ruled, unruled, not_applicable, not_reported, done, excused
  std::string clause;   // the interval as written; empty when no clause decided
  std::string source;
  std::string note;
  std::string value;                                         // with its unit: 28.0, 68.9 %
  std::string trajectory;                                    // plan, month, day, given
  std::vector<std::pair<std::string, std::string>> numbers;  // code word → value, in a fixed order
  std::string sentence;    // 计划 90.0%，完成 62.0%，落后 28.0 个百分点，属 [10,30]：黄灯
  std::string turns_good;  // what would turn it green; empty when it is
};

Explanation explain(const RuleSet& rules, const Light& light, const ProgressFacts& facts, const AmountStyle& style,
                    Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, const StartFacts& facts, Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, const LibraryFacts& facts, Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, const PaymentFacts& facts, Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, std::span<const MonthTarget> months, Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, const GrowthFacts& facts, Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, const BondFacts& facts, Tongue tongue);
Explanation explain(const RuleSet& rules, const Light& light, std::span<const Milestone> milestones, Date as_of,
                    Tongue tongue);
// The explanation of one light of a project (lights.all()[i]), by the metric it belongs to.
Explanation explain(const RuleSet& rules, const Light& light, const ProjectFacts& facts, MoneyUnit unit, Tongue tongue);

// {"rule":…,"version":…,…}: fixed order, the same bytes for the same explanation.
void write_explanation(JsonWriter& json, const Explanation& explanation);

}  // namespace guatu::light
