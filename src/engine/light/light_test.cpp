// SPDX-License-Identifier: Apache-2.0
#include "engine/light/light.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/text.hpp"
#include "engine/light/explain.hpp"
#include "engine/light/interval.hpp"
#include "engine/light/rule_toml.hpp"
#include "tests/support/golden.hpp"

namespace guatu::light {
namespace {

using std::chrono::days;

RuleSet preset(const std::string& name) {
  const std::string path = "data/rule/" + name + ".toml";
  auto rules = parse_rule_set(testing::read_whole(testing::source_path(path)), path);
  EXPECT_TRUE(rules.has_value()) << name;
  return *std::move(rules);
}

Date day(const char* text) { return *parse_date(text); }
Money wan(std::int64_t amount) { return Money::of_fen(amount * 1'000'000); }
std::string code(const RuleSet& rules, const Light& light) { return rules.lights[light.light].code; }

std::string progress(const RuleSet& rules, std::int64_t expected, std::int64_t reached, std::int64_t whole = 1000) {
  return code(rules, evaluate(rules, 0, ProgressFacts{expected, reached, whole}));
}

// ---- worked cases and their bounds ----

TEST(Light, WorkedCasesOfTheCities) {
  EXPECT_EQ(progress(preset("yinchuan-2025"), 80, 30), "unruled");   // 5 points
  EXPECT_EQ(progress(preset("wuhan"), 80, 30), "red");               // 37.5 %
  EXPECT_EQ(progress(preset("sanya-2022"), 80, 30), "red");          // 62.5 %
  EXPECT_EQ(progress(preset("yinchuan-2025"), 900, 620), "yellow");  // 28 points
  EXPECT_EQ(progress(preset("wuhan"), 900, 620), "yellow");          // 68.9 %
  EXPECT_EQ(progress(preset("sanya-2022"), 900, 620), "yellow");     // 31.1 %
}

TEST(Light, ProgressMeetsItsBoundsExactly) {
  const RuleSet yinchuan = preset("yinchuan-2025");
  const RuleSet wuhan = preset("wuhan");
  const RuleSet sanya = preset("sanya-2022");
  const struct {
    const RuleSet& rules;
    std::int64_t expected, done, whole;
    const char* light;
  } rows[] = {
      {yinchuan, 500, 500, 1000, "green"},
      {yinchuan, 500, 600, 1000, "green"},
      {yinchuan, 500, 499, 1000, "unruled"},
      {yinchuan, 50000, 40001, 100000, "unruled"},
      {yinchuan, 500, 400, 1000, "yellow"},
      {yinchuan, 500, 200, 1000, "yellow"},
      {yinchuan, 50000, 19999, 100000, "red"},
      {wuhan, 500, 400, 1000, "green"},
      {wuhan, 50000, 39999, 100000, "yellow"},
      {wuhan, 500, 300, 1000, "yellow"},
      {wuhan, 50000, 29999, 100000, "red"},
      {wuhan, 500, -10, 1000, "red"},
      {sanya, 500, 500, 1000, "green"},
      {sanya, 500, 501, 1000, "green"},
      {sanya, 500, 499, 1000, "yellow"},
      {sanya, 500, 250, 1000, "yellow"},
      {sanya, 50000, 24999, 100000, "red"},
      // A third of the plan is not 0.33: thirds meet thirds exactly.
      {yinchuan, 1, 0, 10, "yellow"},
      {yinchuan, 3, 0, 10, "yellow"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(progress(row.rules, row.expected, row.done, row.whole), row.light) << row.expected << " " << row.done;
}

TEST(Light, StatesPrecedeClauses) {
  const RuleSet rules = preset("wuhan");
  const auto light = [&](Report report, std::int64_t expected) {
    return evaluate(rules, 0, ProgressFacts{expected, 0, 1000, 1, report});
  };
  EXPECT_EQ(code(rules, light(Report::missing, 500)), "white");
  EXPECT_EQ(code(rules, light(Report::missing, 0)), "grey");  // nothing expected comes first
  EXPECT_EQ(code(rules, light(Report::reported, 0)), "grey");
  EXPECT_EQ(code(rules, light(Report::not_applicable, 500)), "grey");
  EXPECT_EQ(code(rules, light(Report::done, 500)), "blue");
  EXPECT_EQ(code(rules, light(Report::done, 0)), "blue");
  EXPECT_EQ(light(Report::missing, 500).outcome, Outcome::not_reported);
  EXPECT_EQ(light(Report::missing, 500).clause, kNoClause);
}

TEST(Light, StartCountsMonthsThatEndedWithoutIt) {
  const RuleSet rules = preset("yinchuan-2025");
  const auto start = *rules.metric_index("start");
  const auto light = [&](const char* as_of, std::optional<Date> started, std::string_view reason) {
    return evaluate(rules, start, StartFacts{Month(2026, 3), started, day(as_of), reason});
  };
  EXPECT_EQ(code(rules, light("2026-03-30", {}, "")), "green");
  EXPECT_EQ(code(rules, light("2026-03-31", {}, "")), "yellow");
  EXPECT_EQ(light("2026-03-31", {}, "").value.numerator, 1);
  EXPECT_EQ(code(rules, light("2026-05-30", {}, "")), "yellow");
  EXPECT_EQ(code(rules, light("2026-05-31", {}, "")), "red");
  EXPECT_EQ(code(rules, light("2026-05-31", day("2026-05-31"), "")), "green");
  EXPECT_EQ(code(rules, light("2026-05-31", day("2026-06-01"), "")), "red");
  EXPECT_EQ(light("2026-05-31", {}, "force_majeure").outcome, Outcome::excused);
  EXPECT_EQ(code(rules, light("2026-05-31", {}, "weather")), "red");
  EXPECT_EQ(light("2026-03-01", {}, "force_majeure").outcome, Outcome::ruled);  // not late: nothing to excuse
  const StartFacts unplanned{{}, {}, day("2026-05-31"), ""};
  EXPECT_EQ(evaluate(rules, start, unplanned).outcome, Outcome::not_applicable);
}

TEST(Light, LibraryCountsFromTheStart) {
  const RuleSet rules = preset("yinchuan-2025");
  const auto library = *rules.metric_index("library");
  const auto light = [&](const char* started, const char* as_of, std::optional<Date> entered) {
    return code(rules, evaluate(rules, library, LibraryFacts{day(started), entered, day(as_of)}));
  };
  EXPECT_EQ(light("2026-01-31", "2026-02-27", {}), "unruled");
  EXPECT_EQ(light("2026-01-31", "2026-02-28", {}), "yellow");  // the month's last day
  EXPECT_EQ(light("2026-01-15", "2026-03-15", {}), "yellow");  // two months are not over two
  EXPECT_EQ(light("2026-01-15", "2026-03-16", {}), "red");
  EXPECT_EQ(light("2026-01-15", "2026-03-16", day("2026-03-16")), "green");
  EXPECT_EQ(light("2026-01-15", "2026-03-16", day("2026-03-17")), "red");
  EXPECT_EQ(light("2026-04-15", "2026-03-16", {}), "grey");
}

TEST(Light, PaymentDistrictAndBond) {
  const RuleSet yinchuan = preset("yinchuan-2025");
  const auto payment = *yinchuan.metric_index("payment");
  const auto paid = [&](std::int64_t required, std::int64_t amount, Report report) {
    return code(yinchuan, evaluate(yinchuan, payment, PaymentFacts{wan(required), wan(amount), report}));
  };
  EXPECT_EQ(paid(100, 100, Report::reported), "green");
  EXPECT_EQ(paid(100, 99, Report::reported), "red");
  EXPECT_EQ(paid(0, 99, Report::reported), "grey");
  EXPECT_EQ(paid(100, 0, Report::missing), "white");

  const RuleSet tianjin = preset("tianjin-2022");
  const auto grown = [&](const char* growth, const char* planned, const char* average) {
    return code(
        tianjin,
        evaluate(tianjin, 0, GrowthFacts{*parse_decimal(growth), *parse_decimal(planned), *parse_decimal(average)}));
  };
  EXPECT_EQ(grown("6.0", "6", "5.2"), "green");
  EXPECT_EQ(grown("5.5", "6", "5.2"), "yellow");
  EXPECT_EQ(grown("5.5", "5", "5.6"), "yellow");
  EXPECT_EQ(grown("0", "5", "5.6"), "yellow");
  EXPECT_EQ(grown("-0.1", "5", "5.6"), "red");
  EXPECT_EQ(grown("-0.1", "-3", "-2"), "red");  // negative growth is red even above both
  EXPECT_EQ(grown("0.0", "-3", "-2"), "green");
  EXPECT_EQ(evaluate(tianjin, 0, GrowthFacts{Decimal(5, 0), Decimal(5, 0), {}}).outcome, Outcome::not_reported);

  const auto bond = [&](std::int64_t spent, int as_of_month) {
    const BondFacts facts{wan(600), wan(spent), Month(2026, 3), Month(2026, as_of_month), Report::reported};
    return code(tianjin, evaluate(tianjin, 1, facts));
  };
  EXPECT_EQ(bond(0, 3), "grey");  // the curve starts the month after the issue
  EXPECT_EQ(bond(100, 4), "green");
  EXPECT_EQ(bond(99, 4), "yellow");
  EXPECT_EQ(bond(120, 6), "yellow");  // 50 % expected, 20 % spent: 30 points
  EXPECT_EQ(bond(119, 6), "red");
  EXPECT_EQ(bond(420, 12), "yellow");  // after six months all of it
}

TEST(Light, MonthsMissedRunning) {
  const RuleSet rules = preset("sanya-2022");
  const auto district = *rules.metric_index("district");
  constexpr auto met = MonthTarget::met;
  constexpr auto missed = MonthTarget::missed;
  constexpr auto none = MonthTarget::not_applicable;
  constexpr auto open = MonthTarget::not_reported;
  const struct {
    std::vector<MonthTarget> months;
    const char* light;
  } rows[] = {
      {{missed, met}, "green"},
      {{met, missed}, "yellow"},
      {{missed, missed}, "red"},
      {{missed, none, missed}, "red"},
      {{missed, open, missed}, "yellow"},
      {{met, open}, "white"},
      {{none}, "grey"},
      {{}, "grey"},
      {{met, none}, "green"},
  };
  for (const auto& row : rows) EXPECT_EQ(code(rules, evaluate(rules, district, row.months)), row.light);
}

TEST(Light, NodesAreJudgedByTheLatestOpenOne) {
  const RuleSet rules = preset("contractor");
  const auto light = [&](std::vector<Milestone> nodes) {
    return code(rules, evaluate(rules, 0, nodes, day("2026-09-21")));
  };
  EXPECT_EQ(light({{day("2026-09-21"), {}}}), "green");
  EXPECT_EQ(light({{day("2026-09-20"), {}}}), "yellow");
  EXPECT_EQ(light({{day("2026-09-14"), {}}}), "yellow");
  EXPECT_EQ(light({{day("2026-09-13"), {}}}), "orange");
  EXPECT_EQ(light({{day("2026-09-07"), {}}}), "orange");
  EXPECT_EQ(light({{day("2026-09-06"), {}}}), "red");
  EXPECT_EQ(light({{day("2026-01-06"), day("2026-09-01")}, {day("2026-09-30"), {}}}), "green");
  EXPECT_EQ(light({{day("2026-09-30"), {}}, {day("2026-09-19"), {}}}), "yellow");
  EXPECT_EQ(light({{day("2026-09-06"), day("2026-09-22")}}), "red");  // done only tomorrow
  EXPECT_EQ(light({{day("2026-09-06"), day("2026-09-21")}}), "blue");
  EXPECT_EQ(light({}), "grey");
}

// ---- projects ----

ProjectFacts project_facts() {
  ProjectFacts facts;
  facts.year = 2026;
  facts.month = Month(2026, 8);
  facts.day = day("2026-09-21");
  facts.year_plan = wan(12'000);
  for (std::size_t m = 0; m < 12; ++m) facts.plan[m] = wan(static_cast<std::int64_t>(m + 1) * 1'000);
  facts.planned_months = 0xFFF;
  facts.actual[7] = wan(8'000);
  facts.reported_months = 1U << 7U;
  return facts;
}

TEST(Project, TakesTheWorstOfItsMetrics) {
  const RuleSet rules = preset("yinchuan-2025");
  ProjectFacts facts = project_facts();
  EXPECT_EQ(code(rules, evaluate(rules, facts).overall()), "green");
  facts.planned_start = Month(2026, 8);
  EXPECT_EQ(code(rules, evaluate(rules, facts).overall()), "yellow");
  facts.started = day("2026-06-01");
  const auto late = evaluate(rules, facts);
  EXPECT_EQ(code(rules, late.overall()), "red");  // not in the library for over two months
  EXPECT_EQ(rules.metrics[late.overall().metric].name, "library");
  facts.entered_library = day("2026-07-01");
  facts.reported_months = 0;
  EXPECT_EQ(code(rules, evaluate(rules, facts).overall()), "white");  // missing is never green
  EXPECT_EQ(evaluate_overall(rules, facts).metric, evaluate(rules, facts).overall().metric);
  facts.state = Report::done;
  EXPECT_EQ(code(rules, evaluate(rules, facts).overall()), "blue");
  facts.state = Report::not_applicable;
  EXPECT_EQ(evaluate(rules, facts).count, 1);
  EXPECT_EQ(code(rules, evaluate(rules, facts).overall()), "grey");
}

TEST(Project, ReplaysUnderAnotherCity) {
  ProjectFacts facts = project_facts();
  facts.actual[7] = wan(5'200);
  const auto light = [&](const char* name) {
    const RuleSet rules = preset(name);
    EXPECT_EQ(evaluate_overall(rules, facts).light, evaluate(rules, facts).overall().light);
    return code(rules, evaluate(rules, facts).overall());
  };
  EXPECT_EQ(light("yinchuan-2025"), "yellow");  // 23.3 points
  EXPECT_EQ(light("wuhan"), "yellow");          // 65 %
  EXPECT_EQ(light("sanya-2022"), "yellow");     // 35 %
  EXPECT_EQ(light("tianjin-2022"), "grey");     // has nothing to say of projects
}

TEST(Project, FollowsItsTrajectory) {
  ProjectFacts facts = project_facts();
  EXPECT_EQ(progress_of(facts, Trajectory::plan).expected, wan(8'000).fen());
  const auto month = progress_of(facts, Trajectory::month);
  EXPECT_EQ(Ratio(month.expected, month.whole), Ratio(8, 12));
  EXPECT_EQ(Ratio(month.done, month.parts), Ratio(wan(8'000).fen(), 1));
  const auto by_day = progress_of(facts, Trajectory::day);
  EXPECT_EQ(Ratio(by_day.expected, by_day.whole), Ratio(243, 365));
  facts.planned_months = 0x7F;  // no plan for August: not applicable, not the last known month
  EXPECT_EQ(progress_of(facts, Trajectory::plan).expected, 0);
  facts.planned_months = 0;
  EXPECT_EQ(progress_of(facts, Trajectory::plan).trajectory, Trajectory::month);
}

// The fast path against exact quotients, for random facts.
TEST(LightProperty, AgreesWithRatios) {
  const RuleSet yinchuan = preset("yinchuan-2025");
  const RuleSet wuhan = preset("wuhan");
  std::mt19937_64 random(20250318);
  std::uniform_int_distribution<std::int64_t> any(1, 400);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t whole = any(random);
    const std::int64_t expected = std::min(whole, any(random));
    const std::int64_t reached = any(random) - 50;
    const Ratio behind = (Ratio(expected, whole) - Ratio(reached, whole)) * Ratio(100, 1);
    const char* by_points = behind <= Ratio()        ? "green"
                            : behind < Ratio(10, 1)  ? "unruled"
                            : behind <= Ratio(30, 1) ? "yellow"
                                                     : "red";
    ASSERT_EQ(progress(yinchuan, expected, reached, whole), by_points);
    const Ratio share(reached, expected);
    const char* by_share = share >= Ratio(8, 10) ? "green" : share >= Ratio(6, 10) ? "yellow" : "red";
    ASSERT_EQ(progress(wuhan, expected, reached, whole), by_share);
  }
}

TEST(LightProperty, LargestAmountsStayInRange) {
  const std::int64_t most = 100'000'000'000'000;
  for (const char* name : {"yinchuan-2025", "wuhan", "sanya-2022"}) {
    const RuleSet rules = preset(name);
    for (const std::int32_t parts : {1, 12, 366}) {
      const ProgressFacts facts{most * parts, -most * parts, most * parts, parts};
      const Light light = evaluate(rules, 0, facts);
      EXPECT_EQ(code(rules, light), "red");
      EXPECT_FALSE(explain(rules, light, facts, {AmountStyle::Kind::money, MoneyUnit::hundred_million_yuan, 0, ""},
                           Tongue::chinese)
                       .turns_good.empty());
    }
  }
}

// ---- overrides ----

TEST(Override, NeedsReasonNameAndEnd) {
  const RuleSet rules = preset("wuhan");
  const Override good{"green", "汛期停工，区政府专题会议纪要〔2026〕12号", "调度办", day("2026-09-01"),
                      day("2026-09-30")};
  ASSERT_TRUE(check_override(rules, good).has_value());
  const auto refused = [&](auto change) {
    Override bad = good;
    change(bad);
    return check_override(rules, bad).error().problems[0].code;
  };
  EXPECT_EQ(refused([](Override& o) { o.reason.clear(); }), "light.override_without_reason");
  EXPECT_EQ(refused([](Override& o) { o.set_by.clear(); }), "light.override_without_name");
  EXPECT_EQ(refused([](Override& o) { o.last = o.first - days(1); }), "light.override_without_end");
  EXPECT_EQ(refused([](Override& o) { o.light = "purple"; }), "light.unknown_light");
  const std::uint8_t red = 2;
  EXPECT_EQ(rules.lights[shown_light(rules, red, good, day("2026-09-30"))].code, "green");
  EXPECT_EQ(shown_light(rules, red, good, day("2026-10-01")), red);
  EXPECT_EQ(shown_light(rules, red, good, day("2026-08-31")), red);
}

// ---- rule files ----

constexpr const char* kHead = R"(name = "t"
version = "1"
title = "t"
place = "p"
scope = "project"
source = "s"
severity = ["red", "green"]
[[light]]
code = "green"
word = "绿"
shape = "circle"
colour = "#0a0"
[[light]]
code = "red"
word = "红"
shape = "square"
colour = "#a00"
[states]
good = "green"
unruled = "red"
not_applicable = "red"
not_reported = "red"
done = "green"
)";

std::string with_clauses(const char* kind, const char* unit, std::vector<std::pair<const char*, const char*>> clauses) {
  std::string text = kHead;
  text += "[[metric]]\nname = 'm'\nword = 'w'\nkind = '" + std::string(kind) + "'\nunit = '" + unit + "'\n";
  for (const auto& [interval, light] : clauses) {
    text += "[[metric.clause]]\ninterval = '" + std::string(interval) + "'\nsource = 's'\n";
    text += std::string_view(light) == "hole" ? "hole = true\n" : "light = '" + std::string(light) + "'\n";
  }
  return text;
}

std::string first_code(const std::string& text) {
  const auto rules = parse_rule_set(text, "x.toml");
  return rules ? "accepted" : rules.error().problems[0].code;
}

TEST(RuleFile, HolesAndOverlaps) {
  using Clauses = std::vector<std::pair<const char*, const char*>>;
  const struct {
    const char* kind;
    const char* unit;
    Clauses clauses;
    const char* expected;
  } rows[] = {
      {"progress_behind", "points", {{"(-inf,0]", "green"}, {"(0,inf)", "red"}}, "accepted"},
      {"progress_behind", "points", {{"(0,inf)", "red"}, {"(-inf,0]", "green"}}, "accepted"},  // any order
      {"progress_behind", "points", {{"(-inf,0]", "green"}, {"(1,inf)", "red"}}, "light.hole"},
      {"progress_behind", "points", {{"(-inf,0)", "green"}, {"(0,inf)", "red"}}, "light.hole"},  // the point 0
      {"progress_behind", "points", {{"(-inf,0]", "green"}, {"[0,inf)", "red"}}, "light.overlap"},
      {"progress_behind", "points", {{"(-inf,5]", "green"}, {"(0,inf)", "red"}}, "light.overlap"},
      {"progress_behind", "points", {{"(-inf,inf)", "green"}, {"[3,4]", "red"}}, "light.overlap"},
      {"progress_behind", "points", {{"(-inf,inf)", "green"}, {"(-inf,inf)", "red"}}, "light.overlap"},
      {"progress_behind", "points", {{"(-inf,0]", "green"}, {"(0,10)", "hole"}, {"[10,inf)", "red"}}, "accepted"},
      {"progress_behind", "points", {{"(-inf,0]", "green"}, {"(0,10]", "red"}}, "light.hole"},  // the far end
      {"progress_behind", "points", {{"[0,10]", "green"}, {"(10,inf)", "red"}}, "light.hole"},  // the near end
      {"node_delay", "days", {{"(-inf,0]", "green"}, {"[1,inf)", "red"}}, "accepted"},          // whole days
      {"node_delay", "days", {{"(-inf,0]", "green"}, {"(0,inf)", "red"}}, "accepted"},
      {"node_delay", "days", {{"(-inf,0]", "green"}, {"[2,inf)", "red"}}, "light.hole"},
      {"node_delay", "days", {{"(-inf,1]", "green"}, {"[1,inf)", "red"}}, "light.overlap"},
      {"start_delay", "months", {{"[0,0]", "green"}, {"[1,inf)", "red"}}, "accepted"},  // counts from zero
      {"start_delay", "months", {{"[1,1]", "green"}, {"[2,inf)", "red"}}, "light.hole"},
      {"district_growth",
       "percent",
       {{"(-inf,0)", "red"}, {"[0,reference)", "red"}, {"[reference,inf)", "green"}},
       "accepted"},
      {"district_growth", "percent", {{"(-inf,reference)", "red"}, {"[reference,inf)", "green"}}, "accepted"},
      {"district_growth",
       "percent",
       {{"(-inf,2)", "red"}, {"[2,reference)", "red"}, {"[reference,inf)", "green"}},
       "light.overlap"},
      {"district_growth", "percent", {{"(-inf,0)", "red"}, {"[reference,inf)", "green"}}, "light.hole"},
      {"district_growth",
       "percent",
       {{"(-inf,0)", "red"}, {"[0,reference]", "red"}, {"[reference,inf)", "green"}},
       "light.overlap"},
      {"progress_ratio",
       "ratio",
       {{"(-inf,reference)", "red"}, {"[reference,inf)", "green"}},
       "light.reference_not_allowed"},
      {"progress_ratio", "percent", {{"(-inf,80)", "red"}, {"[80,inf)", "green"}}, "accepted"},
      {"progress_ratio", "points", {{"(-inf,80)", "red"}, {"[80,inf)", "green"}}, "light.field_wrong"},
      {"no_such", "points", {{"(-inf,inf)", "red"}}, "light.unknown_metric_kind"},
      {"node_delay", "days", {{"(-inf,inf)", "purple"}}, "light.unknown_light"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(first_code(with_clauses(row.kind, row.unit, row.clauses)), row.expected)
        << row.clauses[0].first << " " << row.kind;
}

TEST(RuleFile, NamesClauseAndInterval) {
  const auto rules = parse_rule_set(
      with_clauses("progress_behind", "points", {{"(-inf,0]", "green"}, {"(10,30]", "red"}, {"[30,inf)", "red"}}),
      "x.toml");
  ASSERT_FALSE(rules.has_value());
  ASSERT_EQ(rules.error().problems.size(), 2U);  // both at once
  EXPECT_EQ(rules.error().problems[0].args.at("interval"), "(0,10]");
  EXPECT_EQ(rules.error().problems[1].args.at("first"), "(10,30]");
  EXPECT_EQ(rules.error().problems[1].args.at("second"), "[30,inf)");
}

TEST(RuleFile, Intervals) {
  for (const char* text : {"[10,30]", "( 0 , 10 )", "(-inf,0]", "(30,inf)", "[0.5,0.5]", "[-3,reference)"})
    EXPECT_TRUE(parse_interval(text, 1, "").has_value()) << text;
  for (const char* text : {"", "10,30", "[10;30]", "[30,10]", "(5,5)", "[5,5)", "[-inf,3]", "(3,inf]", "(a,b)",
                           "(1,2,3)", "(inf,3)", "(3,-inf)", "[1.00001,2]", "[1,2000000000]", "[,]", "[1,]", "(,5)"})
    EXPECT_FALSE(parse_interval(text, 1, "").has_value()) << text;
}

TEST(RuleFile, Refuses) {
  const std::string good = with_clauses("progress_behind", "points", {{"(-inf,0]", "green"}, {"(0,inf)", "red"}});
  ASSERT_EQ(first_code(good), "accepted");
  const struct {
    const char* from;
    const char* to;
    const char* code;
  } rows[] = {
      {"name = \"t\"", "name = ", "light.toml_syntax"},
      {"name = \"t\"", "", "light.field_missing"},
      {"name = \"t\"", "name = 3", "light.field_missing"},
      {"version = \"1\"", "version = \"1\"\nyear = 7", "light.field_wrong"},
      {"version = \"1\"", "version = \"1\"\neffective_from = 'x'", "light.field_wrong"},
      {"version = \"1\"", "version = \"1\"\neffective_from = 2026-02-01\neffective_to = 2026-01-01",
       "light.effective_reversed"},
      {"severity = [\"red\", \"green\"]", "severity = [\"red\"]", "light.severity_incomplete"},
      {"severity = [\"red\", \"green\"]", "severity = [\"red\", \"red\", \"green\"]", "light.unknown_light"},
      {"severity = [\"red\", \"green\"]", "", "light.field_missing"},
      {"code = \"red\"", "code = \"green\"", "light.field_wrong"},
      {"shape = \"square\"", "shape = \"circle\"", "light.field_wrong"},
      {"unruled = \"red\"", "unruled = \"blue\"", "light.unknown_light"},
      {"[states]", "[estates]", "light.field_missing"},
      {"source = 's'\nlight = 'red'", "source = ' '\nlight = 'red'", "light.clause_without_source"},
      {"(0,inf)", "(0,inf", "light.not_an_interval"},
      {"light = 'red'", "hole = true\nlight = 'red'", "light.field_wrong"},
      {"unit = 'points'", "unit = 'points'\ntrajectory = 'week'", "light.field_wrong"},
      {"[[metric]]", "[[metrics]]", "light.field_missing"},
  };
  for (const auto& row : rows) EXPECT_EQ(first_code(replace_all(good, row.from, row.to)), row.code) << row.to;
  EXPECT_EQ(first_code(std::string(kRuleBytesMax + 1, '#')), "light.rule_too_long");
  std::string many = good;
  for (int i = 0; i < 9; ++i) many += "[[metric]]\nname = 'm" + std::to_string(i) + "'\n";
  EXPECT_EQ(first_code(many), "light.too_many");
}

TEST(RuleFile, SurvivesAnyBytes) {
  const std::string good = testing::read_whole(testing::source_path("data/rule/tianjin-2022.toml"));
  std::mt19937 random(13);
  for (int i = 0; i < 500; ++i) {
    std::string bad = good;
    for (int k = 0; k < 3; ++k) bad[random() % bad.size()] = static_cast<char>(random() % 128);
    static_cast<void>(parse_rule_set(bad, "x"));
  }
  std::string deep = "a";
  for (int i = 0; i < 30'000; ++i) deep += ".a";
  EXPECT_FALSE(parse_rule_set(deep + " = 1", "x").has_value());
  std::string nested = "a = ";  // through arrays, whose lines may break
  for (int i = 0; i < 250; ++i) nested += "[{" + deep.substr(0, 79) + " =\n";
  EXPECT_FALSE(parse_rule_set(nested, "x").has_value());
}

TEST(RuleSet, IsInForceBetweenItsDates) {
  RuleSet rules = preset("yinchuan-2025");
  EXPECT_FALSE(rules.is_in_force(day("2025-03-17")));
  EXPECT_TRUE(rules.is_in_force(day("2025-03-18")));
  rules.effective_to = day("2025-12-31");
  EXPECT_TRUE(rules.is_in_force(day("2025-12-31")));
  EXPECT_FALSE(rules.is_in_force(day("2026-01-01")));
  EXPECT_NE(rules.find_metric(MetricKind::payment_ratio), nullptr);
  EXPECT_EQ(rules.find_metric(MetricKind::node_delay), nullptr);
}

TEST(RuleSet, EveryPresetParses) {
  for (const char* name : {"yinchuan-2025", "wuhan", "sanya-2022", "tianjin-2022", "contractor"})
    EXPECT_EQ(preset(name).name, name);
}

}  // namespace
}  // namespace guatu::light
