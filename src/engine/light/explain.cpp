// SPDX-License-Identifier: Apache-2.0
#include "engine/light/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/light/interval.hpp"

namespace guatu::light {
namespace {

bool is_chinese(Tongue tongue) { return tongue == Tongue::chinese; }

std::string_view code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::ruled:
      return "ruled";
    case Outcome::unruled:
      return "unruled";
    case Outcome::not_applicable:
      return "not_applicable";
    case Outcome::not_reported:
      return "not_reported";
    case Outcome::done:
      return "done";
    case Outcome::excused:
      return "excused";
  }
  return "";
}

std::string_view code_of(Trajectory trajectory) {
  switch (trajectory) {
    case Trajectory::plan:
      return "plan";
    case Trajectory::month:
      return "month";
    case Trajectory::day:
      return "day";
    case Trajectory::given:
      return "given";
  }
  return "";
}

bool is_share(MetricKind kind) {
  return kind == MetricKind::progress_ratio || kind == MetricKind::progress_shortfall ||
         kind == MetricKind::payment_ratio || kind == MetricKind::bond_shortfall;
}
bool is_points(MetricKind kind) { return kind == MetricKind::progress_behind || kind == MetricKind::bond_behind; }

// One decimal, none for a whole number, and a second where rounding would show a whole number that it is not: 9.96
// must not read as the bound 10.
std::string shown_number(const Ratio& value) {
  if (value.denominator() == 1) return format_decimal(value.rounded(0));
  const Decimal one = value.rounded(1);
  const bool is_exact = Ratio::of(one) == value;
  const bool looks_whole = one == one.rescaled(0);
  return format_decimal(!is_exact && looks_whole ? value.rounded(2) : one);
}

std::string shown_value(const Metric& metric, const Quantity& value, Tongue tongue) {
  const Ratio ratio = value.ratio();
  if (is_share(metric.kind)) return shown_number(ratio * Ratio(100, 1)) + "%";
  if (metric.kind == MetricKind::district_growth) return shown_number(ratio) + "%";
  if (is_points(metric.kind)) return shown_number(ratio) + (is_chinese(tongue) ? " 个百分点" : " points");
  if (metric.kind == MetricKind::node_delay)
    return format_decimal(ratio.rounded(0)) + (is_chinese(tongue) ? " 天" : " days");
  return shown_number(ratio) + (is_chinese(tongue) ? " 个月" : " months");
}

// The screen word is Chinese; English sentences name the light by its code.
const std::string& name_of(const RuleSet& rules, std::uint8_t light, Tongue tongue) {
  return is_chinese(tongue) ? rules.lights[light].word : rules.lights[light].code;
}

Explanation begin(const RuleSet& rules, const Light& light, Tongue tongue) {
  Explanation out;
  const Metric& metric = rules.metrics[light.metric];
  const LightStyle& style = rules.lights[light.light];
  out.rule = rules.name;
  out.version = rules.version;
  out.metric = metric.name;
  out.light = style.code;
  out.word = style.word;
  out.shape = style.shape;
  out.colour = style.colour;
  out.outcome = code_of(light.outcome);
  out.trajectory = code_of(light.trajectory);
  if (light.outcome == Outcome::excused) out.value = shown_value(metric, light.value, tongue);
  if (light.clause == kNoClause) return out;
  const Clause& clause = metric.clauses[light.clause];
  out.clause = clause.interval;
  out.source = clause.source;
  out.note = clause.note;
  out.value = shown_value(metric, light.value, tongue);
  return out;
}

std::string fill(std::string_view format, const auto&... values) {
  return fmt::vformat(format, fmt::make_format_args(values...));
}

std::string_view unit_word(std::string_view unit) {
  if (unit == "points") return "个百分点";
  if (unit == "percent" || unit == "ratio") return unit == "percent" ? "%" : "";
  return unit == "months" ? "个月" : unit == "days" ? "天" : "";
}

// Ends the sentence with the clause and the light; a state that no clause decided has a sentence of its own.
std::string close_sentence(const RuleSet& rules, const Light& light, std::string_view begun, Tongue tongue) {
  const bool chinese = is_chinese(tongue);
  const std::string& name = name_of(rules, light.light, tongue);
  switch (light.outcome) {
    case Outcome::done:
      return fill(chinese ? "已完成：{}" : "done: {}", name);
    case Outcome::not_applicable:
      return fill(chinese ? "不适用（没有应完成的数）：{}" : "not applicable, nothing is expected: {}", name);
    case Outcome::not_reported:
      return fill(chinese ? "未报送：{}" : "not reported: {}", name);
    case Outcome::excused:
      return fill(chinese ? "{}，事由在认可之列：{}" : "{}, for an accepted reason: {}", begun, name);
    case Outcome::unruled:
    case Outcome::ruled:
      break;
  }
  const Metric& metric = rules.metrics[light.metric];
  const std::string& interval = metric.clauses[light.clause].interval;
  const std::string words = chinese ? words_of_interval(interval, unit_word(metric.unit)) : std::string();
  const std::string& shown = words.empty() ? interval : words;
  if (light.outcome == Outcome::unruled)
    return fill(chinese ? "{}，{}原文没有写到：{}" : "{}, in {}, which the rule leaves open: {}", begun, shown, name);
  return fill(chinese ? "{}，属“{}”：{}" : "{}, in {}: {}", begun, shown, name);
}

// The bound at which the light turns good: the largest upper bound of good clauses where less is better, else the
// smallest lower one.
std::optional<Bound> good_bound(const RuleSet& rules, const Metric& metric) {
  const bool more_is_better = metric.kind == MetricKind::progress_ratio || metric.kind == MetricKind::payment_ratio ||
                              metric.kind == MetricKind::district_growth;
  std::optional<Bound> found;
  for (const auto& clause : metric.clauses) {
    if (clause.light != rules.states.good || clause.is_hole) continue;
    const Bound& bound = more_is_better ? clause.low : clause.high;
    if (bound.kind != Bound::Kind::infinite && (!found || !more_is_better)) found = bound;
  }
  return found;
}

bool is_good(const RuleSet& rules, const Light& light) { return light.light == rules.states.good; }

bool can_turn(const Light& light) { return light.clause != kNoClause; }

struct Needed {
  Ratio amount;  // what has to be reached, or passed where the bound is open
  Bound::Side side = Bound::Side::closed;
};

// The amount at which expected, whole and the good bound meet.
Needed needed_amount(const Metric& metric, const Bound& bound, const Ratio& expected, const Ratio& whole) {
  const Ratio limit(bound.numerator, bound.denominator);
  if (is_points(metric.kind)) return {expected - whole * limit / Ratio(100, 1), bound.side};
  if (metric.kind == MetricKind::progress_shortfall || metric.kind == MetricKind::bond_shortfall)
    return {expected * (Ratio(1, 1) - limit), bound.side};
  return {expected * limit, bound.side};
}

std::string turn_sentence(const RuleSet& rules, const Needed& needed, const Ratio& reached, const AmountStyle& style,
                          Tongue tongue) {
  const std::string& word = name_of(rules, rules.states.good, tongue);
  const std::string goal = shown_needed(needed.amount, style);
  const std::string more = shown_needed(needed.amount - reached, style);
  const bool passes = needed.side == Bound::Side::open;
  if (is_chinese(tongue)) return fmt::format("累计{} {}（再增 {}）即转{}", passes ? "超过" : "达到", goal, more, word);
  return fmt::format("{} {} (another {}) turns it to {}", passes ? "more than" : "reaching", goal, more, word);
}

// expected {0}, done {1}, value {2}
std::string_view amount_words(MetricKind kind, Tongue tongue) {
  const bool chinese = is_chinese(tongue);
  if (kind == MetricKind::payment_ratio)
    return chinese ? "应支付 {}，已支付 {}，为应支付数的 {}" : "required {}, paid {}, which is {}";
  if (is_points(kind)) return chinese ? "应完成 {}，已完成 {}，落后 {}" : "expected {}, done {}, behind by {}";
  if (kind == MetricKind::progress_ratio)
    return chinese ? "应完成 {}，已完成 {}，为应完成数的 {}" : "expected {}, done {}, which is {}";
  return chinese ? "应完成 {}，已完成 {}，欠 {}" : "expected {}, done {}, short by {}";
}

struct Amounts {
  Ratio expected;
  Ratio reached;
  Ratio whole;
};

void explain_amounts(const RuleSet& rules, const Light& light, const Amounts& amounts, const AmountStyle& style,
                     Tongue tongue, Explanation& out) {
  const Metric& metric = rules.metrics[light.metric];
  const bool is_reported = light.outcome != Outcome::not_reported;
  out.numbers = {{"expected", shown_amount(amounts.expected, style)},
                 {"done", is_reported ? shown_amount(amounts.reached, style) : std::string()},
                 {"whole", shown_amount(amounts.whole, style)}};
  // 超前 1 个百分点, not 落后 -1.
  const bool is_ahead = is_points(metric.kind) && out.value.starts_with('-');
  const std::string_view words =
      is_ahead ? (is_chinese(tongue) ? "应完成 {}，已完成 {}，超前 {}" : "expected {}, done {}, ahead by {}")
               : amount_words(metric.kind, tongue);
  const std::string begun =
      fill(words, out.numbers[0].second, out.numbers[1].second, out.value.substr(is_ahead ? 1 : 0));
  out.sentence = close_sentence(rules, light, begun, tongue);
  const auto bound = good_bound(rules, metric);
  if (!can_turn(light) || is_good(rules, light) || !bound) return;
  const Needed needed = needed_amount(metric, *bound, amounts.expected, amounts.whole);
  out.turns_good = turn_sentence(rules, needed, amounts.reached, style, tongue);
}

std::string turn_to_good(const RuleSet& rules, const Light& light, std::string_view chinese, std::string_view english,
                         Tongue tongue) {
  const bool may = can_turn(light) || light.outcome == Outcome::excused;
  if (!may || is_good(rules, light)) return {};
  const std::string& word = name_of(rules, rules.states.good, tongue);
  return is_chinese(tongue) ? fmt::format("{}即转{}", chinese, word) : fmt::format("{} turns it to {}", english, word);
}

std::string date_or(const std::optional<Date>& date) { return date ? format_date(*date) : std::string(); }

}  // namespace

Explanation explain(const RuleSet& rules, const Light& light, const ProgressFacts& facts, const AmountStyle& style,
                    Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const Amounts amounts{amount_ratio(facts.expected, facts.parts, style), amount_ratio(facts.done, facts.parts, style),
                        amount_ratio(facts.whole, facts.parts, style)};
  explain_amounts(rules, light, amounts, style, tongue, out);
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, const StartFacts& facts, Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const bool chinese = is_chinese(tongue);
  const std::string planned = facts.planned ? format_month(*facts.planned) : std::string();
  const std::string as_of = format_date(facts.as_of);
  out.numbers = {{"planned_start", planned},
                 {"started", date_or(facts.started)},
                 {"as_of", as_of},
                 {"reason", std::string(facts.reason)}};
  std::string begun;
  if (facts.started && *facts.started <= facts.as_of)
    begun = fill(chinese ? "计划 {} 开工，{} 已开工" : "start planned for {}, started on {}", planned,
                 format_date(*facts.started));
  else if (light.value.numerator == 0)
    begun = fill(chinese ? "计划 {} 开工，未到期" : "start planned for {}, not due yet", planned);
  else
    begun = fill(chinese ? "计划 {} 开工，至 {} 已误 {}" : "start planned for {}, by {} late by {}", planned, as_of,
                 out.value);
  out.sentence = close_sentence(rules, light, begun, tongue);
  out.turns_good = turn_to_good(rules, light, "开工", "starting", tongue);
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, const LibraryFacts& facts, Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const bool chinese = is_chinese(tongue);
  out.numbers = {{"started", date_or(facts.started)},
                 {"entered_library", date_or(facts.entered)},
                 {"as_of", format_date(facts.as_of)}};
  std::string begun;
  if (facts.entered && *facts.entered <= facts.as_of) {
    out.value = format_date(*facts.entered);
    begun = fill(chinese ? "{} 已入库" : "entered on {}", out.value);
  } else {
    begun =
        fill(chinese ? "{} 开工，已 {}未入库" : "started on {}, {} without entry", out.numbers[0].second, out.value);
  }
  out.sentence = close_sentence(rules, light, begun, tongue);
  out.turns_good = turn_to_good(rules, light, "入库", "entering the library", tongue);
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, const PaymentFacts& facts, Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const AmountStyle style = money_style(MoneyUnit::ten_thousand_yuan);
  const Ratio required = amount_ratio(facts.required.fen(), 1, style);
  explain_amounts(rules, light, {required, amount_ratio(facts.paid.fen(), 1, style), required}, style, tongue, out);
  out.numbers = {{"required", out.numbers[0].second}, {"paid", out.numbers[1].second}};
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, std::span<const MonthTarget> months, Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const bool chinese = is_chinese(tongue);
  std::string shown;
  for (const auto month : months) shown += "+-/?"[static_cast<std::size_t>(month)];  // met, missed, n/a, not reported
  out.numbers = {{"months", shown}, {"missed_running", std::to_string(light.value.numerator)}};
  std::string begun = chinese ? "当月任务已完成" : "the month's target is met";
  if (light.value.numerator > 0) begun = fill(chinese ? "连续 {}未完成月度任务" : "missed for {} running", out.value);
  out.sentence = close_sentence(rules, light, begun, tongue);
  out.turns_good = turn_to_good(rules, light, "完成当月任务", "meeting the month's target", tongue);
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, const GrowthFacts& facts, Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const auto shown = [](const std::optional<Decimal>& value) {
    return value ? format_decimal(*value) + "%" : std::string();
  };
  out.numbers = {
      {"growth", shown(facts.growth)}, {"planned", shown(facts.planned)}, {"city_average", shown(facts.city_average)}};
  const std::string begun =
      fill(is_chinese(tongue) ? "增速 {}，预期 {}，全市平均 {}" : "growth {}, planned {}, city average {}",
           out.numbers[0].second, out.numbers[1].second, out.numbers[2].second);
  out.sentence = close_sentence(rules, light, begun, tongue);
  const auto bound = good_bound(rules, rules.metrics[light.metric]);
  if (!bound || is_good(rules, light) || !can_turn(light)) return out;
  const bool is_reference = bound->kind == Bound::Kind::reference;
  const std::string goal = (is_reference ? format_decimal(*growth_reference(facts))
                                         : format_decimal(rounded_up(Ratio(bound->numerator, bound->denominator), 1))) +
                           "%";
  out.turns_good = turn_to_good(rules, light, "增速达到 " + goal, "a growth of " + goal, tongue);
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, const BondFacts& facts, Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const AmountStyle style = money_style(MoneyUnit::ten_thousand_yuan);
  const std::int64_t months = std::clamp(facts.as_of - facts.issue_month, 0, kBondMonths);
  const Ratio issued = amount_ratio(facts.issued.fen(), 1, style);
  const Amounts amounts{issued * Ratio(months, kBondMonths), amount_ratio(facts.spent.fen(), 1, style), issued};
  explain_amounts(rules, light, amounts, style, tongue, out);
  out.numbers.emplace_back("months", std::to_string(months));
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, std::span<const Milestone> milestones, Date as_of,
                    Tongue tongue) {
  Explanation out = begin(rules, light, tongue);
  const bool chinese = is_chinese(tongue);
  std::int64_t overdue = 0;
  std::optional<Date> earliest;
  for (const auto& node : milestones) {
    if (node.actual && *node.actual <= as_of) continue;
    if (node.baseline < as_of) ++overdue;
    if (!earliest || node.baseline < *earliest) earliest = node.baseline;
  }
  const std::string due = date_or(earliest);
  out.numbers = {{"baseline", due}, {"as_of", format_date(as_of)}, {"overdue_nodes", std::to_string(overdue)}};
  std::string begun = fill(chinese ? "没有逾期节点，下一节点 {}" : "no node is overdue, the next is due {}", due);
  if (light.value.numerator > 0)
    begun =
        fill(chinese ? "逾期节点 {} 个，最早应于 {} 完成，已晚 {}" : "overdue nodes: {}, the first due {}, late by {}",
             overdue, due, out.value);
  out.sentence = close_sentence(rules, light, begun, tongue);
  out.turns_good = turn_to_good(rules, light, "完成逾期节点", "completing the overdue nodes", tongue);
  return out;
}

Explanation explain(const RuleSet& rules, const Light& light, const ProjectFacts& facts, MoneyUnit unit,
                    Tongue tongue) {
  const Metric& metric = rules.metrics[light.metric];
  switch (metric.kind) {
    case MetricKind::start_delay:
      return explain(rules, light, StartFacts{facts.planned_start, facts.started, facts.day, facts.start_reason},
                     tongue);
    case MetricKind::library_delay:
      return explain(rules, light, LibraryFacts{facts.started, facts.entered_library, facts.day}, tongue);
    case MetricKind::payment_ratio:
      return explain(rules, light, facts.payment.value_or(PaymentFacts{}), tongue);
    case MetricKind::node_delay:
      return explain(rules, light, facts.milestones, facts.day, tongue);
    default:
      return explain(rules, light, progress_of(facts, metric.trajectory), money_style(unit), tongue);
  }
}

}  // namespace guatu::light
