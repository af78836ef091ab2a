// SPDX-License-Identifier: Apache-2.0
#include "feature/light/plain_facts.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::light {
namespace {

using Explained = std::pair<Light, Explanation>;

// The refusal of a value names the option it came from.
template <class T>
Result<T> at(Result<T> result, std::string_view option) {
  if (!result)
    for (auto& problem : result.error().problems) problem.place = "--" + std::string(option);
  return result;
}

Result<std::optional<Date>> optional_date(const std::string& text, std::string_view option) {
  if (text.empty()) return std::optional<Date>();
  GUATU_TRY(const Date date, at(parse_date(text), option));
  return std::optional<Date>(date);
}

Result<std::optional<Decimal>> optional_number(const std::string& text, std::string_view option) {
  if (text.empty()) return std::optional<Decimal>();
  GUATU_TRY(const Decimal number, at(parse_decimal(text), option));
  if (number.scale() > 4 || number > Decimal(1'000'000, 0) || number < Decimal(-1'000'000, 0))
    return refuse(ErrorKind::too_large, "--" + std::string(option), "light.number_out_of_range", {{"value", text}});
  return std::optional<Decimal>(number);
}

bool is_progress(MetricKind kind) {
  return kind == MetricKind::progress_behind || kind == MetricKind::progress_ratio ||
         kind == MetricKind::progress_shortfall;
}

// The options a metric reads, and whether they are there.
struct Needs {
  std::string options;
  bool is_given = false;
};

Needs needs_of(MetricKind kind, const PlainFacts& facts) {
  if (is_progress(kind)) return {"--expected --done", !facts.expected.empty()};
  switch (kind) {
    case MetricKind::start_delay:
      return {"--planned-start --as-of [--started] [--reason]", !facts.planned_start.empty() && !facts.as_of.empty()};
    case MetricKind::library_delay:
      return {"--started --as-of [--entered]", !facts.started.empty() && !facts.as_of.empty()};
    case MetricKind::payment_ratio:
      return {"--required --paid", !facts.required.empty()};
    case MetricKind::missed_months:
      return {"--months", !facts.months.empty()};
    case MetricKind::district_growth:
      return {"--growth --planned-growth --city-average", !facts.growth.empty()};
    case MetricKind::bond_behind:
    case MetricKind::bond_shortfall:
      return {"--issued --spent --issue-month --as-of-month",
              !facts.issued.empty() && !facts.issue_month.empty() && !facts.as_of_month.empty()};
    default:
      return {"--baseline --as-of [--actual]", !facts.baselines.empty() && !facts.as_of.empty()};
  }
}

Result<Explained> progress(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  GUATU_TRY(const auto expected, optional_number(plain.expected, "expected"));
  GUATU_TRY(const auto reached, optional_number(plain.done, "done"));
  GUATU_TRY(const auto whole, optional_number(plain.whole.empty() ? "100" : plain.whole, "whole"));
  const int scale = std::max({expected->scale(), reached ? reached->scale() : 0, whole->scale()});
  const auto scaled = [scale](const Decimal& value) {
    return static_cast<std::int64_t>(value.rescaled(scale).coefficient());
  };
  ProgressFacts facts;
  facts.expected = scaled(*expected);
  facts.done = reached ? scaled(*reached) : 0;
  facts.whole = scaled(*whole);
  facts.report = reached ? Report::reported : Report::missing;
  const Light light = evaluate(rules, metric, facts);
  const std::string suffix = plain.whole.empty() && plain.unit.empty() ? "%" : plain.unit;
  return Explained(light, explain(rules, light, facts, {AmountStyle::Kind::plain, {}, scale, suffix}, tongue));
}

Result<Explained> start(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  GUATU_TRY(const Month planned, at(parse_month(plain.planned_start), "planned-start"));
  GUATU_TRY(const auto started, optional_date(plain.started, "started"));
  GUATU_TRY(const Date as_of, at(parse_date(plain.as_of), "as-of"));
  const StartFacts facts{planned, started, as_of, plain.start_reason};
  const Light light = evaluate(rules, metric, facts);
  return Explained(light, explain(rules, light, facts, tongue));
}

Result<Explained> library(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  GUATU_TRY(const auto started, optional_date(plain.started, "started"));
  GUATU_TRY(const auto entered, optional_date(plain.entered_library, "entered"));
  GUATU_TRY(const Date as_of, at(parse_date(plain.as_of), "as-of"));
  const LibraryFacts facts{started, entered, as_of};
  const Light light = evaluate(rules, metric, facts);
  return Explained(light, explain(rules, light, facts, tongue));
}

Result<Explained> payment(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  PaymentFacts facts;
  GUATU_TRY(facts.required, at(parse_money(plain.required, MoneyUnit::ten_thousand_yuan), "required"));
  if (!plain.paid.empty()) {
    GUATU_TRY(facts.paid, at(parse_money(plain.paid, MoneyUnit::ten_thousand_yuan), "paid"));
    facts.report = Report::reported;
  }
  const Light light = evaluate(rules, metric, facts);
  return Explained(light, explain(rules, light, facts, tongue));
}

Result<Explained> missed(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  constexpr std::string_view signs = "+-/?";
  std::vector<MonthTarget> months;
  for (const char sign : plain.months) {
    const auto found = signs.find(sign);
    if (found == std::string_view::npos)
      return refuse(ErrorKind::invalid, "--months", "light.field_wrong",
                    {{"field", "months"}, {"value", plain.months}});
    months.push_back(static_cast<MonthTarget>(found));
  }
  const Light light = evaluate(rules, metric, months);
  return Explained(light, explain(rules, light, months, tongue));
}

Result<Explained> growth(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  GrowthFacts facts;
  GUATU_TRY(facts.growth, optional_number(plain.growth, "growth"));
  GUATU_TRY(facts.planned, optional_number(plain.planned_growth, "planned-growth"));
  GUATU_TRY(facts.city_average, optional_number(plain.city_average, "city-average"));
  const Light light = evaluate(rules, metric, facts);
  return Explained(light, explain(rules, light, facts, tongue));
}

Result<Explained> bond(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  BondFacts facts;
  GUATU_TRY(facts.issued, at(parse_money(plain.issued, MoneyUnit::ten_thousand_yuan), "issued"));
  GUATU_TRY(facts.issue_month, at(parse_month(plain.issue_month), "issue-month"));
  GUATU_TRY(facts.as_of, at(parse_month(plain.as_of_month), "as-of-month"));
  facts.report = plain.spent.empty() ? Report::missing : Report::reported;
  if (!plain.spent.empty()) {
    GUATU_TRY(facts.spent, at(parse_money(plain.spent, MoneyUnit::ten_thousand_yuan), "spent"));
  }
  const Light light = evaluate(rules, metric, facts);
  return Explained(light, explain(rules, light, facts, tongue));
}

Result<Explained> nodes(const RuleSet& rules, std::uint8_t metric, const PlainFacts& plain, Tongue tongue) {
  GUATU_TRY(const Date as_of, at(parse_date(plain.as_of), "as-of"));
  const auto actuals = split(plain.actuals, ",");
  std::vector<Milestone> milestones;
  for (const auto& text : split(plain.baselines, ",")) {
    Milestone node;
    GUATU_TRY(node.baseline, at(parse_date(text), "baseline"));
    if (milestones.size() < actuals.size() && actuals[milestones.size()] != "-") {
      GUATU_TRY(node.actual, optional_date(actuals[milestones.size()], "actual"));
    }
    milestones.push_back(node);
  }
  const Light light = evaluate(rules, metric, milestones, as_of);
  return Explained(light, explain(rules, light, milestones, as_of, tongue));
}

Result<Explained> explain_metric(const RuleSet& rules, std::uint8_t metric, const PlainFacts& facts, Tongue tongue) {
  const MetricKind kind = rules.metrics[metric].kind;
  if (is_progress(kind)) return progress(rules, metric, facts, tongue);
  switch (kind) {
    case MetricKind::start_delay:
      return start(rules, metric, facts, tongue);
    case MetricKind::library_delay:
      return library(rules, metric, facts, tongue);
    case MetricKind::payment_ratio:
      return payment(rules, metric, facts, tongue);
    case MetricKind::missed_months:
      return missed(rules, metric, facts, tongue);
    case MetricKind::district_growth:
      return growth(rules, metric, facts, tongue);
    case MetricKind::bond_behind:
    case MetricKind::bond_shortfall:
      return bond(rules, metric, facts, tongue);
    default:
      return nodes(rules, metric, facts, tongue);
  }
}

}  // namespace

Result<PlainLights> explain_plain(const RuleSet& rules, const PlainFacts& facts, Tongue tongue) {
  PlainLights out;
  Error none{ErrorKind::invalid, {}};
  for (std::size_t i = 0; i < rules.metrics.size(); ++i) {
    const Needs needs = needs_of(rules.metrics[i].kind, facts);
    if (!needs.is_given) {
      none.problems.push_back({"",
                               "light.facts_incomplete",
                               {{"rule", rules.name}, {"metric", rules.metrics[i].name}, {"options", needs.options}}});
      continue;
    }
    GUATU_TRY(auto explained, explain_metric(rules, static_cast<std::uint8_t>(i), facts, tongue));
    out.lights.push_back(explained.first);
    out.explanations.push_back(std::move(explained.second));
  }
  if (out.lights.empty()) return refuse(std::move(none));
  out.worst = worst_of(rules, out.lights);
  return out;
}

}  // namespace guatu::light
