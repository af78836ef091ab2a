// SPDX-License-Identifier: Apache-2.0
#include "engine/light/light.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "engine/light/interval.hpp"

namespace guatu::light {
namespace {

using std::chrono::days;

constexpr std::int64_t kAmountMax = 100'000'000'000'000;  // 10^14 of a unit, as base/money.hpp

Light state_light(std::uint8_t metric, Outcome outcome, std::uint8_t light) {
  Light result;
  result.metric = metric;
  result.outcome = outcome;
  result.light = light;
  return result;
}

Light not_applicable(const RuleSet& rules, std::uint8_t metric) {
  return state_light(metric, Outcome::not_applicable, rules.states.not_applicable);
}
Light not_reported(const RuleSet& rules, std::uint8_t metric) {
  return state_light(metric, Outcome::not_reported, rules.states.not_reported);
}
Light done(const RuleSet& rules, std::uint8_t metric) { return state_light(metric, Outcome::done, rules.states.done); }

// The state that precedes every clause, if there is one.
std::optional<Light> light_of_state(const RuleSet& rules, std::uint8_t metric, Report report) {
  switch (report) {
    case Report::done:
      return done(rules, metric);
    case Report::not_applicable:
      return not_applicable(rules, metric);
    case Report::missing:
      return not_reported(rules, metric);
    case Report::reported:
      return std::nullopt;
  }
  return std::nullopt;
}

Light rule_on(const RuleSet& rules, std::uint8_t metric, Quantity value, Quantity reference = {}) {
  Light result;
  result.metric = metric;
  result.value = value;
  const auto& clauses = rules.metrics[metric].clauses;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (!contains(clauses[i], value, reference)) continue;
    result.clause = static_cast<std::uint8_t>(i);
    result.light = clauses[i].light;
    result.outcome = clauses[i].is_hole ? Outcome::unruled : Outcome::ruled;
    return result;
  }
  GUATU_ASSERT(false);  // a parsed metric covers its whole domain
  return result;
}

MetricKind kind_of(const RuleSet& rules, std::uint8_t metric) {
  GUATU_ASSERT(metric < rules.metrics.size());
  return rules.metrics[metric].kind;
}

// The month that ended last by the end of the day.
Month last_ended_month(Date day) { return Month::of(day + days(1)) - 1; }

Quantity progress_value(MetricKind kind, const ProgressFacts& facts) {
  switch (kind) {
    case MetricKind::progress_behind:
      return {(facts.expected - facts.done) * 100, facts.whole};
    case MetricKind::progress_ratio:
      return {facts.done, facts.expected};
    default:
      return {facts.expected - facts.done, facts.expected};
  }
}

bool is_progress(MetricKind kind) {
  return kind == MetricKind::progress_behind || kind == MetricKind::progress_ratio ||
         kind == MetricKind::progress_shortfall;
}

void check_amount(std::int64_t amount, std::int64_t parts) {
  GUATU_ASSERT(amount <= kAmountMax * parts && amount >= -kAmountMax * parts);
}

// Months from `start` to `day`: whole ones, and the days over as a part of the month they lie in.
Quantity months_between(Date start, Date day) {
  int whole = Month::of(day) - Month::of(start);
  if (add_months(start, whole) > day) --whole;
  const Date from = add_months(start, whole);
  const auto length = (add_months(start, whole + 1) - from).count();
  return {whole * static_cast<std::int64_t>(length) + (day - from).count(), static_cast<std::int64_t>(length)};
}

Quantity quantity_of(const Decimal& value) {
  const Decimal short_enough = value.scale() > 4 ? value.rescaled(4) : value;
  const int128 limit = power_of_ten(17);
  GUATU_ASSERT(short_enough.coefficient() < limit && short_enough.coefficient() > -limit);
  return {static_cast<std::int64_t>(short_enough.coefficient()),
          static_cast<std::int64_t>(power_of_ten(short_enough.scale()))};
}

Light evaluate_metric(const RuleSet& rules, std::uint8_t metric, const ProjectFacts& facts) {
  const Metric& rule = rules.metrics[metric];
  switch (rule.kind) {
    case MetricKind::progress_behind:
    case MetricKind::progress_ratio:
    case MetricKind::progress_shortfall:
      return evaluate(rules, metric, progress_of(facts, rule.trajectory));
    case MetricKind::start_delay:
      return evaluate(rules, metric, StartFacts{facts.planned_start, facts.started, facts.day, facts.start_reason});
    case MetricKind::library_delay:
      return evaluate(rules, metric, LibraryFacts{facts.started, facts.entered_library, facts.day});
    case MetricKind::payment_ratio:
      return facts.payment ? evaluate(rules, metric, *facts.payment) : not_applicable(rules, metric);
    case MetricKind::node_delay:
      return evaluate(rules, metric, facts.milestones, facts.day);
    default:
      return not_applicable(rules, metric);
  }
}

bool reads_projects(MetricKind kind) {
  switch (kind) {
    case MetricKind::missed_months:
    case MetricKind::district_growth:
    case MetricKind::bond_behind:
    case MetricKind::bond_shortfall:
      return false;
    default:
      return true;
  }
}

// Every light a project has under the rule set, in the order of the metrics; at least one.
template <class Visit>
void each_light(const RuleSet& rules, const ProjectFacts& facts, Visit visit) {
  if (facts.state == Report::done || facts.state == Report::not_applicable)
    return visit(*light_of_state(rules, 0, facts.state));
  bool has_any = false;
  for (std::size_t i = 0; i < rules.metrics.size(); ++i) {
    if (!reads_projects(rules.metrics[i].kind)) continue;
    visit(evaluate_metric(rules, static_cast<std::uint8_t>(i), facts));
    has_any = true;
  }
  if (!has_any) visit(not_applicable(rules, 0));
}

}  // namespace

const Metric* RuleSet::find_metric(MetricKind kind) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(), [kind](const Metric& m) { return m.kind == kind; });
  return found == metrics.end() ? nullptr : &*found;
}

std::optional<std::uint8_t> RuleSet::metric_index(std::string_view metric) const {
  for (std::size_t i = 0; i < metrics.size(); ++i)
    if (metrics[i].name == metric) return static_cast<std::uint8_t>(i);
  return std::nullopt;
}

bool RuleSet::is_in_force(Date day) const {
  return (!effective_from || *effective_from <= day) && (!effective_to || day <= *effective_to);
}

ProgressFacts progress_of(const ProjectFacts& facts, Trajectory trajectory) {
  const auto index = static_cast<std::size_t>(facts.month.number() - 1);
  ProgressFacts progress;
  progress.report = facts.state;
  progress.trajectory = trajectory == Trajectory::plan && facts.planned_months == 0 ? Trajectory::month : trajectory;
  if (progress.report == Report::reported && (facts.reported_months >> index & 1U) == 0)
    progress.report = Report::missing;
  const std::int64_t reached = facts.actual[index].fen();
  const std::int64_t year = facts.year_plan.fen();
  switch (progress.trajectory) {
    case Trajectory::plan:
    case Trajectory::given:
      progress.expected = (facts.planned_months >> index & 1U) != 0 ? facts.plan[index].fen() : 0;
      break;
    case Trajectory::month:
      progress.parts = 12;
      progress.expected = year * facts.month.number();
      break;
    case Trajectory::day: {
      const Date new_year = date_of(facts.year, 1, 1);
      progress.parts = static_cast<std::int32_t>((date_of(facts.year + 1, 1, 1) - new_year).count());
      progress.expected = year * ((facts.month.last_day() - new_year).count() + 1);
      break;
    }
  }
  progress.done = reached * progress.parts;
  progress.whole = year * progress.parts;
  return progress;
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, const ProgressFacts& facts) {
  const MetricKind kind = kind_of(rules, metric);
  GUATU_ASSERT(is_progress(kind));
  check_amount(facts.expected, facts.parts);
  check_amount(facts.done, facts.parts);
  check_amount(facts.whole, facts.parts);
  Light result;
  const bool nothing_expected = facts.expected <= 0 || (kind == MetricKind::progress_behind && facts.whole <= 0);
  if (facts.report != Report::done && nothing_expected)
    result = not_applicable(rules, metric);
  else if (auto state = light_of_state(rules, metric, facts.report))
    result = *state;
  else
    result = rule_on(rules, metric, progress_value(kind, facts));
  result.trajectory = facts.trajectory;
  return result;
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, const StartFacts& facts) {
  GUATU_ASSERT(kind_of(rules, metric) == MetricKind::start_delay);
  if (!facts.planned) return not_applicable(rules, metric);
  if (facts.started && *facts.started <= facts.as_of) return rule_on(rules, metric, {0, 1});
  const int missed = std::max(0, last_ended_month(facts.as_of) - *facts.planned + 1);
  if (missed > 0 && !facts.reason.empty()) {
    const auto& accepted = rules.metrics[metric].accepted_reasons;
    if (std::find(accepted.begin(), accepted.end(), facts.reason) != accepted.end()) {
      Light excused = state_light(metric, Outcome::excused, rules.states.excused);
      excused.value = {missed, 1};
      return excused;
    }
  }
  return rule_on(rules, metric, {missed, 1});
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, const LibraryFacts& facts) {
  GUATU_ASSERT(kind_of(rules, metric) == MetricKind::library_delay);
  if (facts.entered && *facts.entered <= facts.as_of) return rule_on(rules, metric, {-1, 1});
  if (!facts.started || *facts.started > facts.as_of) return not_applicable(rules, metric);
  return rule_on(rules, metric, months_between(*facts.started, facts.as_of));
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, const PaymentFacts& facts) {
  GUATU_ASSERT(kind_of(rules, metric) == MetricKind::payment_ratio);
  if (facts.report != Report::done && facts.required <= Money()) return not_applicable(rules, metric);
  if (auto state = light_of_state(rules, metric, facts.report)) return *state;
  return rule_on(rules, metric, {facts.paid.fen(), facts.required.fen()});
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, std::span<const MonthTarget> months) {
  GUATU_ASSERT(kind_of(rules, metric) == MetricKind::missed_months);
  // Months without a target neither break a run nor lengthen it; an unreported one ends what is known of it.
  std::int64_t running = 0;
  bool is_judged = false;
  for (auto month = months.rbegin(); month != months.rend(); ++month) {
    if (*month == MonthTarget::not_applicable) continue;
    if (*month == MonthTarget::not_reported && !is_judged) return not_reported(rules, metric);
    is_judged = true;
    if (*month != MonthTarget::missed) break;
    ++running;
  }
  if (!is_judged) return not_applicable(rules, metric);
  return rule_on(rules, metric, {running, 1});
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, const GrowthFacts& facts) {
  GUATU_ASSERT(kind_of(rules, metric) == MetricKind::district_growth);
  const auto reference = growth_reference(facts);
  if (!facts.growth || !reference) return not_reported(rules, metric);
  return rule_on(rules, metric, quantity_of(*facts.growth), quantity_of(*reference));
}

std::optional<Decimal> growth_reference(const GrowthFacts& facts) {
  if (!facts.planned || !facts.city_average) return std::nullopt;
  return std::max({*facts.planned, *facts.city_average, Decimal(0, 0)});
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, const BondFacts& facts) {
  const MetricKind kind = kind_of(rules, metric);
  GUATU_ASSERT(kind == MetricKind::bond_behind || kind == MetricKind::bond_shortfall);
  const std::int64_t months = std::clamp(facts.as_of - facts.issue_month, 0, kBondMonths);
  if (facts.report != Report::done && (months == 0 || facts.issued <= Money())) return not_applicable(rules, metric);
  if (auto state = light_of_state(rules, metric, facts.report)) return *state;
  const std::int64_t expected = facts.issued.fen() * months;  // in sixths
  const std::int64_t behind = expected - facts.spent.fen() * kBondMonths;
  if (kind == MetricKind::bond_shortfall) return rule_on(rules, metric, {behind, expected});
  return rule_on(rules, metric, {behind * 100, facts.issued.fen() * kBondMonths});
}

Light evaluate(const RuleSet& rules, std::uint8_t metric, std::span<const Milestone> milestones, Date as_of) {
  GUATU_ASSERT(kind_of(rules, metric) == MetricKind::node_delay);
  if (milestones.empty()) return not_applicable(rules, metric);
  bool is_open = false;
  std::int64_t delay = 0;
  for (const auto& node : milestones) {
    if (node.actual && *node.actual <= as_of) continue;
    delay = is_open ? std::max<std::int64_t>(delay, (as_of - node.baseline).count()) : (as_of - node.baseline).count();
    is_open = true;
  }
  if (!is_open) return done(rules, metric);
  return rule_on(rules, metric, {delay, 1});
}

ProjectLights evaluate(const RuleSet& rules, const ProjectFacts& facts) {
  ProjectLights lights;
  each_light(rules, facts, [&](const Light& light) { lights.lights[lights.count++] = light; });
  lights.worst = worst_of(rules, lights.all());
  return lights;
}

Light evaluate_overall(const RuleSet& rules, const ProjectFacts& facts) {
  Light worst;
  int rank = 1000;
  each_light(rules, facts, [&](const Light& light) {
    if (rules.severity[light.light] >= rank) return;
    rank = rules.severity[light.light];
    worst = light;
  });
  return worst;
}

std::uint8_t worst_of(const RuleSet& rules, std::span<const Light> lights) {
  GUATU_ASSERT(!lights.empty());
  std::size_t worst = 0;
  for (std::size_t i = 1; i < lights.size(); ++i)
    if (rules.severity[lights[i].light] < rules.severity[lights[worst].light]) worst = i;
  return static_cast<std::uint8_t>(worst);
}

Result<std::uint8_t> check_override(const RuleSet& rules, const Override& by_hand) {
  if (by_hand.reason.empty()) return refuse(ErrorKind::invalid, "reason", "light.override_without_reason");
  if (by_hand.set_by.empty()) return refuse(ErrorKind::invalid, "set_by", "light.override_without_name");
  if (by_hand.last < by_hand.first)
    return refuse(ErrorKind::invalid, "last", "light.override_without_end",
                  {{"first", format_date(by_hand.first)}, {"last", format_date(by_hand.last)}});
  for (std::size_t i = 0; i < rules.lights.size(); ++i)
    if (rules.lights[i].code == by_hand.light) return static_cast<std::uint8_t>(i);
  return refuse(ErrorKind::invalid, "light", "light.unknown_light", {{"value", by_hand.light}});
}

std::uint8_t shown_light(const RuleSet& rules, std::uint8_t computed, const Override& by_hand, Date day) {
  const auto set = check_override(rules, by_hand);
  return set && by_hand.first <= day && day <= by_hand.last ? *set : computed;
}

}  // namespace guatu::light
