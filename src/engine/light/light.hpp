// SPDX-License-Identifier: Apache-2.0
// Lights (亮灯): what a rule set says of facts. A rule set is a value read from TOML (rule_toml.hpp): its lights are
// data, its metrics are lists of disjoint clauses over one exact number, its holes are declared. Evaluating
// allocates nothing and compares exact quotients; the explanation is made afterwards, for the few that are asked
// for (explain.hpp). Replay is evaluating the same facts under another rule set. Expected 0 is not applicable
// (不适用, grey), not yet reported is white and never green, done is blue.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"

namespace guatu::light {

// ---- rule sets ------------------------------------------------------------------------------------------------

struct LightStyle {
  std::string code;    // green
  std::string word;    // 绿灯
  std::string shape;   // circle, square, triangle, diamond, …: read without colour
  std::string colour;  // #1b7f3b; some places use red for good
  std::string meaning;
};

enum class MetricKind : std::uint8_t {
  progress_behind,     // expected − done, in points of the whole
  progress_ratio,      // done ÷ expected
  progress_shortfall,  // 1 − done ÷ expected
  start_delay,         // months since the planned start month ended without a start, no accepted reason
  library_delay,       // months since the start without entry in the statistics library (入库); −1 when entered
  payment_ratio,       // paid ÷ required
  missed_months,       // months running in which the month's target was missed
  district_growth,     // growth; the bound `reference` is the greater of plan and city average, at least 0
  bond_behind,         // special bond: expected − spent in points of the issue, six months from the month after
  bond_shortfall,      // the same as a share of what was expected
  node_delay,          // days by which the latest open node is past its baseline
};
inline constexpr std::size_t kMetricKinds = 11;

enum class Trajectory : std::uint8_t { plan, month, day, given };

// A bound of an interval: exact, infinite, or the metric's reference value.
struct Bound {
  enum class Kind : std::uint8_t { infinite, number, reference };
  enum class Side : std::uint8_t { closed, open };
  Kind kind = Kind::infinite;
  Side side = Side::open;
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  friend bool operator==(const Bound&, const Bound&) = default;
};

struct Clause {
  Bound low;
  Bound high;
  std::uint8_t light = 0;  // index into RuleSet::lights
  bool is_hole = false;    // a declared hole: the result is `unruled`
  std::string interval;    // as written
  std::string source;      // the text it comes from
  std::string note;        // “our reading” and the like
};

struct Metric {
  std::string name;  // progress
  std::string word;  // 投资进度
  MetricKind kind = MetricKind::progress_behind;
  Trajectory trajectory = Trajectory::plan;
  std::string unit;                           // points, ratio, percent, months, days: how bounds and values are written
  std::vector<Clause> clauses;                // in the order of the number line
  std::vector<std::string> accepted_reasons;  // start_delay: reason codes under which a late start is not counted
};

// The lights of states that no clause decides; indices into RuleSet::lights.
struct StateLights {
  std::uint8_t good = 0;  // what “turn it green” means here
  std::uint8_t unruled = 0;
  std::uint8_t not_applicable = 0;
  std::uint8_t not_reported = 0;
  std::uint8_t done = 0;
  std::uint8_t excused = 0;  // late for an accepted reason; as unruled unless the rule set says otherwise
};

struct RuleSet {
  std::string name;  // yinchuan-2025
  std::string version;
  std::string title;
  std::string place;
  int year = 0;       // of the published text; 0 when it is not known
  std::string scope;  // project, indicator, district, bond, contract
  std::string source;
  std::optional<Date> effective_from;  // none: without a limit on this side
  std::optional<Date> effective_to;
  std::vector<LightStyle> lights;
  std::vector<std::uint8_t> severity;  // by light: 0 is the worst
  StateLights states;
  std::vector<Metric> metrics;  // at most kMetricsMax

  const Metric* find_metric(MetricKind kind) const;
  std::optional<std::uint8_t> metric_index(std::string_view name) const;
  bool is_in_force(Date day) const;
};
inline constexpr std::size_t kMetricsMax = 8;
inline constexpr int kBondMonths = 6;  // a special bond is to be spent in six months from the month after its issue

// ---- facts ----------------------------------------------------------------------------------------------------

enum class Report : std::uint8_t { reported, missing, done, not_applicable };

// All three in one unit: fen, or the coefficients of one statistic at one scale; |value| ÷ parts ≤ 10^14. `parts`
// is 12 when they are twelfths (so that m/12 of a year's plan stays exact), 365 or 366 when they are days' shares.
struct ProgressFacts {
  std::int64_t expected = 0;
  std::int64_t done = 0;
  std::int64_t whole = 0;
  std::int32_t parts = 1;
  Report report = Report::reported;
  Trajectory trajectory = Trajectory::given;
};

struct StartFacts {
  std::optional<Month> planned;
  std::optional<Date> started;
  Date as_of;
  std::string_view reason;  // a reason code, or empty
};

struct LibraryFacts {
  std::optional<Date> started;
  std::optional<Date> entered;
  Date as_of;
};

struct PaymentFacts {
  Money required;
  Money paid;
  Report report = Report::missing;
};

enum class MonthTarget : std::uint8_t { met, missed, not_applicable, not_reported };

struct GrowthFacts {  // in %
  std::optional<Decimal> growth;
  std::optional<Decimal> planned;
  std::optional<Decimal> city_average;
};

struct BondFacts {
  Money issued;
  Money spent;
  Month issue_month;
  Month as_of;
  Report report = Report::reported;
};

struct Milestone {
  Date baseline;
  std::optional<Date> actual;
};

// One project for one year. Months are 0…11 for January to December; a month without its bit is not reported.
struct ProjectFacts {
  int year = 0;
  Month month;  // the month the money is compared for
  Date day;     // the day nodes and starts are judged on
  Money year_plan;
  std::array<Money, 12> plan{};       // cumulative
  std::array<Money, 12> actual{};     // cumulative
  std::uint16_t planned_months = 0;   // bit m: plan[m] is given
  std::uint16_t reported_months = 0;  // bit m: actual[m] is reported
  Report state = Report::reported;    // done or not_applicable hold for the whole project
  std::optional<Month> planned_start;
  std::optional<Date> started;          // on site
  std::optional<Date> entered_library;  // 入库
  std::string_view start_reason;
  std::optional<PaymentFacts> payment;  // none: payments are not kept
  std::span<const Milestone> milestones{};
};

// The progress of a project by the trajectory a metric asks for; by months of the year where no plan is given.
ProgressFacts progress_of(const ProjectFacts& facts, Trajectory trajectory);

// ---- results --------------------------------------------------------------------------------------------------

enum class Outcome : std::uint8_t { ruled, unruled, not_applicable, not_reported, done, excused };
inline constexpr std::uint8_t kNoClause = 255;

// An exact quotient, not reduced; denominator > 0.
struct Quantity {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  Ratio ratio() const { return Ratio(numerator, denominator); }
};

struct Light {
  Quantity value;           // of the metric, when ruled or unruled
  std::uint8_t light = 0;   // index into RuleSet::lights
  std::uint8_t metric = 0;  // index into RuleSet::metrics
  std::uint8_t clause = kNoClause;
  Outcome outcome = Outcome::not_applicable;
  Trajectory trajectory = Trajectory::given;
};

struct ProjectLights {
  std::array<Light, kMetricsMax> lights{};
  std::uint8_t count = 0;
  std::uint8_t worst = 0;  // index into lights: the overall light by the rule set's severity
  const Light& overall() const { return lights[worst]; }
  std::span<const Light> all() const { return {lights.data(), count}; }
};

// The metric at `metric` must be of a kind that reads these facts; anything else is a bug.
Light evaluate(const RuleSet& rules, std::uint8_t metric, const ProgressFacts& facts);
Light evaluate(const RuleSet& rules, std::uint8_t metric, const StartFacts& facts);
Light evaluate(const RuleSet& rules, std::uint8_t metric, const LibraryFacts& facts);
Light evaluate(const RuleSet& rules, std::uint8_t metric, const PaymentFacts& facts);
Light evaluate(const RuleSet& rules, std::uint8_t metric, std::span<const MonthTarget> months);  // oldest first
Light evaluate(const RuleSet& rules, std::uint8_t metric, const GrowthFacts& facts);
Light evaluate(const RuleSet& rules, std::uint8_t metric, const BondFacts& facts);
Light evaluate(const RuleSet& rules, std::uint8_t metric, std::span<const Milestone> milestones, Date as_of);

// Every metric that a project has facts for (progress, start, library, payment, nodes), and the worst of them.
// Metrics of other kinds are left out; a rule set with none of these gives one not_applicable light.
ProjectLights evaluate(const RuleSet& rules, const ProjectFacts& facts);
// Only the worst of them: the overall light of 100,000 projects in one pass.
Light evaluate_overall(const RuleSet& rules, const ProjectFacts& facts);
// The greater of plan and city average, at least 0; nullopt while one of them is unknown.
std::optional<Decimal> growth_reference(const GrowthFacts& facts);

// Which of the lights is the worst by the rule set's order; ties keep the first. `lights` is not empty.
std::uint8_t worst_of(const RuleSet& rules, std::span<const Light> lights);

// ---- overrides ------------------------------------------------------------------------------------------------

// A light set by hand. It stands beside the computed one until the end of its last day.
struct Override {
  std::string light;  // code
  std::string reason;
  std::string set_by;
  Date first;
  Date last;
};

// Refuses light.unknown_light, light.override_without_reason, light.override_without_name, light.override_without_end.
Result<std::uint8_t> check_override(const RuleSet& rules, const Override& by_hand);
// The light shown on the day: the override's while it runs, else the computed one.
std::uint8_t shown_light(const RuleSet& rules, std::uint8_t computed, const Override& by_hand, Date day);

}  // namespace guatu::light
