// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/indicator/growth.hpp"
#include "engine/indicator/progress.hpp"
#include "engine/indicator/rank.hpp"
#include "engine/indicator/sprint.hpp"
#include "engine/indicator/trajectory.hpp"
#include "tests/support/golden.hpp"

namespace guatu::figures {
namespace {

Decimal number(const char* text) { return *parse_decimal(text); }
Date day(const char* text) { return *parse_date(text); }

template <class T>
std::string code_of_refusal(const Result<T>& result) {
  return result ? "accepted" : result.error().problems[0].code;
}

std::string percent(const std::optional<Ratio>& share, int scale = 1) {
  return share ? format_decimal(share->percent(scale)) : "none";
}

YearOfFigures year_of_figures(std::initializer_list<const char*> values) {
  YearOfFigures year{};
  std::size_t m = 0;
  for (const char* value : values) {
    if (std::string_view(value) != "-") year[m] = number(value);
    ++m;
  }
  return year;
}

// ---- trajectories ----

TEST(Trajectory, MonthsAndDays) {
  EXPECT_EQ(Trajectory::by_month().expected_by(Month(2026, 10)), Ratio(10, 12));
  EXPECT_EQ(Trajectory::by_month().expected_on(day("2026-09-21")), Ratio(8, 12));  // August has ended
  EXPECT_EQ(Trajectory::by_month().expected_on(day("2026-09-30")), Ratio(9, 12));
  EXPECT_EQ(Trajectory::by_month().expected_on(day("2026-01-30")), Ratio());
  EXPECT_EQ(Trajectory::by_day().expected_on(day("2026-01-01")), Ratio(1, 365));
  EXPECT_EQ(Trajectory::by_day().expected_on(day("2024-12-31")), Ratio(1, 1));
  EXPECT_EQ(Trajectory::by_day().expected_by(Month(2024, 2)), Ratio(60, 366));
  EXPECT_EQ(Trajectory::by_day().expected_by(Month(2026, 2)), Ratio(59, 365));
}

TEST(Trajectory, PlanWithoutJanuaryIsNotApplicableThere) {
  const auto plan =
      *Trajectory::by_plan(year_of_figures({"-", "8", "18", "25", "33", "46", "53", "60", "71", "79", "88", "100"}));
  EXPECT_EQ(plan.expected_by(Month(2026, 1)), std::nullopt);
  EXPECT_EQ(plan.expected_by(Month(2026, 8)), Ratio(60, 100));
  EXPECT_EQ(plan.expected_by(Month(2026, 12)), Ratio(1, 1));
  EXPECT_EQ(plan.kind(), TrajectoryKind::plan);
}

TEST(Trajectory, QuartersStepOrInterpolate) {
  const std::array<Decimal, 4> quarters{number("22"), number("47"), number("73"), number("100")};
  const auto steps = *Trajectory::by_quarter_steps(quarters);
  EXPECT_EQ(steps.expected_by(Month(2026, 2)), Ratio());
  EXPECT_EQ(steps.expected_by(Month(2026, 3)), Ratio(22, 100));
  EXPECT_EQ(steps.expected_by(Month(2026, 5)), Ratio(22, 100));
  EXPECT_EQ(steps.expected_by(Month(2026, 12)), Ratio(1, 1));
  const auto between = *Trajectory::by_quarters_interpolated(quarters);
  EXPECT_EQ(between.expected_by(Month(2026, 1)), Ratio(22, 300));
  EXPECT_EQ(between.expected_by(Month(2026, 4)), Ratio(22, 100) + Ratio(25, 300));
  EXPECT_EQ(between.expected_by(Month(2026, 9)), Ratio(73, 100));
}

TEST(Trajectory, SeasonsOfOneAndThreeYears) {
  const auto even = year_of_figures({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"});
  const auto late = year_of_figures({"-", "0", "0", "0", "0", "3", "3", "3", "3", "3", "3", "12"});
  const std::vector<YearOfFigures> last_year{even};
  EXPECT_EQ(Trajectory::by_season(last_year)->expected_by(Month(2026, 6)), Ratio(1, 2));
  const std::vector<YearOfFigures> three{even, late, late};
  const auto mean = *Trajectory::by_season(three);
  EXPECT_EQ(mean.expected_by(Month(2026, 6)), Ratio(1, 3));  // (1/2 + 1/4 + 1/4) / 3
  EXPECT_EQ(mean.expected_by(Month(2026, 1)), std::nullopt);
  EXPECT_EQ(mean.kind(), TrajectoryKind::seasonal_three_years);
  // A corrected past year may fall; a plan may not.
  auto corrected = even;
  corrected[4] = number("3.5");
  EXPECT_TRUE(Trajectory::by_season(std::vector<YearOfFigures>{corrected}).has_value());
}

TEST(Trajectory, Refuses) {
  EXPECT_EQ(code_of_refusal(Trajectory::by_plan({})), "indicator.plan_empty");
  EXPECT_EQ(code_of_refusal(Trajectory::by_plan(year_of_figures({"0", "0"}))), "indicator.plan_empty");
  EXPECT_EQ(code_of_refusal(Trajectory::by_plan(year_of_figures({"5", "4"}))), "indicator.plan_falls");
  EXPECT_EQ(code_of_refusal(Trajectory::by_plan(year_of_figures({"99999999999999999"}))), "indicator.figure_too_large");
  EXPECT_EQ(code_of_refusal(Trajectory::by_season({})), "indicator.season_years");
  const std::vector<YearOfFigures> short_year{year_of_figures({"1", "2"})};
  EXPECT_EQ(code_of_refusal(Trajectory::by_season(short_year)), "indicator.season_without_year");
  EXPECT_EQ(code_of_refusal(parse_trajectory_kind("weekly")), "indicator.unknown_trajectory");
  for (const auto code : {"month", "day", "plan", "quarter-steps", "quarter-interpolated", "seasonal", "seasonal-3"})
    EXPECT_EQ(code_of(*parse_trajectory_kind(code)), code);
}

// ---- progress ----

TEST(Progress, WorkedCases) {  // rules.md 2
  const auto ten_months = *measure_progress(number("629.0"), number("647.4"), Ratio(10, 12));
  EXPECT_EQ(percent(ten_months.completion), "97.2");
  EXPECT_EQ(percent(ten_months.ahead), "13.8");
  const auto three_months = *measure_progress(number("313.64"), number("1015"), Ratio(3, 12));
  EXPECT_EQ(percent(three_months.completion), "30.9");
  EXPECT_EQ(percent(three_months.ahead), "5.9");
}

TEST(Progress, ZeroTargetsAndMonthsThatDoNotApply) {
  EXPECT_FALSE(measure_progress(number("3"), number("0"), Ratio(1, 2))->completion.has_value());
  const auto january = *measure_progress(number("3"), number("10"), std::nullopt);
  EXPECT_TRUE(january.completion.has_value());
  EXPECT_FALSE(january.ahead.has_value());
  EXPECT_EQ(code_of_refusal(measure_progress(number("100000000000"), number("1"), std::nullopt)),
            "indicator.figure_too_large");
}

TEST(Progress, RequiredPace) {
  const auto pace = *required_pace(number("60"), number("100"), 8);
  EXPECT_EQ(format_decimal(pace.remaining), "40");
  EXPECT_EQ(pace.per_month, Ratio(10, 1));
  EXPECT_FALSE(required_pace(number("60"), number("100"), 12)->per_month.has_value());
  EXPECT_EQ(code_of_refusal(required_pace(number("60"), number("100"), 13)), "indicator.month_out_of_range");
  EXPECT_EQ(code_of_refusal(required_pace(number("60"), number("100"), 0)), "indicator.month_out_of_range");
}

TEST(Progress, RequiredGrowth) {
  // Base year 1000, of which 700 in nine months; 728 reached (+4 %); the year should grow 6 %: 332 of 300.
  EXPECT_EQ(percent(*required_growth(number("6"), number("1000"), number("700"), number("728")), 4), "10.6667");
  EXPECT_EQ(code_of_refusal(required_growth(number("6"), number("1000"), number("1000"), number("728"))),
            "indicator.base_exhausted");
  EXPECT_EQ(code_of_refusal(required_growth(number("1000000"), number("1"), number("0"), number("7"))),
            "indicator.growth_too_large");
  // The same by shares: (6 − 0.7·4)/0.3 = 10.6667, in %.
  EXPECT_EQ(format_decimal(required_growth_by_share(number("6"), number("4"), Ratio(7, 10))->rounded(4)), "10.6667");
  EXPECT_EQ(code_of_refusal(required_growth_by_share(number("6"), number("4"), Ratio(1, 1))),
            "indicator.base_exhausted");
  EXPECT_EQ(code_of_refusal(required_growth_by_share(number("6"), number("4"), Ratio(-1, 10))),
            "indicator.share_out_of_range");
}

TEST(Progress, CeilingsAndReverseIndicators) {
  const auto accidents = *measure_ceiling(number("9"), number("12"));
  EXPECT_EQ(format_decimal(accidents.left), "3");
  EXPECT_EQ(percent(accidents.used), "75.0");
  EXPECT_EQ(accidents.met, Met::met);
  EXPECT_EQ(measure_ceiling(number("12"), number("12"))->met, Met::met);
  EXPECT_EQ(measure_ceiling(number("13"), number("12"))->met, Met::missed);
  EXPECT_FALSE(measure_ceiling(number("0"), number("0"))->used.has_value());
  EXPECT_EQ(percent(*measure_reverse(number("42"), number("35"))), "20.0");
  EXPECT_EQ(percent(*measure_reverse(number("28"), number("35"))), "-20.0");
  EXPECT_EQ(code_of_refusal(measure_reverse(number("28"), number("0"))), "indicator.zero_target");
}

TEST(Progress, HalfYearAndGoodStart) {
  EXPECT_EQ(holds_by_completion(Ratio(1, 2), 6), Met::met);
  EXPECT_EQ(holds_by_completion(Ratio(4999, 10000), 6), Met::missed);
  EXPECT_EQ(holds_by_completion(Ratio(1, 4), 3), Met::met);
  EXPECT_EQ(holds_by_completion(Ratio(24, 100), 3), Met::missed);
  EXPECT_EQ(holds_by_completion(Ratio(1, 1), 5), Met::undecided);
  EXPECT_EQ(holds_by_growth(number("5.5"), number("5.50")), Met::met);
  EXPECT_EQ(holds_by_growth(number("5.4"), number("5.5")), Met::missed);
}

TEST(Status, Words) {
  const auto status = [](const char* reached, int month, const char* tolerance) {
    const auto progress =
        *measure_progress(number(reached), number("100"), Trajectory::by_month().expected_by(Month(2026, month)));
    return std::string(word_of(status_of(progress, number(tolerance), month)));
  };
  EXPECT_EQ(status("50", 6, "2"), "达进度");
  EXPECT_EQ(status("48", 6, "2"), "达进度");  // on the band
  EXPECT_EQ(status("47.9", 6, "2"), "欠进度");
  EXPECT_EQ(status("52", 6, "2"), "达进度");
  EXPECT_EQ(status("52.1", 6, "2"), "超进度");
  EXPECT_EQ(status("50.1", 6, "0"), "超进度");
  EXPECT_EQ(status("100", 11, "2"), "提前完成");
  EXPECT_EQ(status("100", 12, "2"), "已完成");
  EXPECT_EQ(status("101", 12, "2"), "已完成");
  Progress unknown;
  EXPECT_EQ(word_of(status_of(unknown, number("2"), 6)), "其它");
  unknown.completion = Ratio(1, 2);
  EXPECT_EQ(status_of(unknown, number("2"), 6), Status::other);
}

// ---- growth ----

TEST(Growth, MonthOutOfCumulative) {  // rules.md 5
  const auto march = *month_growth({number("120"), number("5")}, {number("200"), number("6")});
  EXPECT_EQ(format_decimal(march.value), "80");
  EXPECT_EQ(format_decimal(march.growth->rounded(4)), "7.5362");
  EXPECT_EQ(code_of_refusal(month_growth({number("1"), number("-100")}, {number("2"), number("0")})),
            "indicator.growth_below_all");
  EXPECT_FALSE(month_growth({number("200"), number("0")}, {number("150"), number("0")})->growth.has_value());
}

TEST(Growth, ContributionAndPull) {  // rules.md 5
  const Part parts[] = {{"一产", number("100"), number("103")},
                        {"二产", number("300"), number("321")},
                        {"三产", number("600"), number("624")}};
  const auto total = *contributions_of(parts);
  EXPECT_EQ(format_decimal(total.growth.rounded(1)), "4.8");
  const char* contributions[] = {"6.25", "43.75", "50.00"};
  const char* pulls[] = {"0.3", "2.1", "2.4"};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(format_decimal(total.parts[i].contribution->rounded(2)), contributions[i]);
    EXPECT_EQ(format_decimal(total.parts[i].pull.rounded(1)), pulls[i]);
  }
}

TEST(Growth, HidesContributionWithoutGrowth) {
  for (const char* now : {"100", "99"}) {
    const Part parts[] = {{"a", number("50"), number("60")}, {"b", number("50"), number(now) - number("60")}};
    const auto total = *contributions_of(parts);
    EXPECT_FALSE(total.parts[0].contribution.has_value()) << now;
    EXPECT_EQ(format_decimal(total.parts[0].pull.rounded(1)), "10.0");
  }
  EXPECT_EQ(code_of_refusal(contributions_of({})), "indicator.parts_empty");
  const Part nothing[] = {{"a", number("0"), number("5")}};
  EXPECT_EQ(code_of_refusal(contributions_of(nothing)), "indicator.base_not_positive");
}

TEST(Growth, PropertiesOfContributions) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> any(1, 100'000);
  for (int i = 0; i < 10'000; ++i) {
    std::vector<Part> parts;
    for (int k = 0; k < 4; ++k) parts.push_back({"p", Decimal(any(random), 2), Decimal(any(random), 2)});
    const auto total = *contributions_of(parts);
    Ratio pulls;
    Ratio shares;
    for (const auto& part : total.parts) {
      pulls = pulls + part.pull;
      if (part.contribution) shares = shares + *part.contribution;
    }
    ASSERT_EQ(pulls, total.growth);
    ASSERT_TRUE(total.now <= total.before || shares == Ratio(100, 1));
  }
}

TEST(Growth, AverageIsGeometric) {
  const Decimal two_years[] = {number("12.6"), number("-3.1")};
  EXPECT_EQ(format_decimal(*average_growth(two_years, 2)), "4.46");  // √(1.126 × 0.969) − 1 = 4.4563 %
  const Decimal one[] = {number("5.3")};
  EXPECT_EQ(format_decimal(*average_growth(one, 1)), "5.3");
  EXPECT_EQ(code_of_refusal(average_growth({}, 1)), "indicator.parts_empty");
  const Decimal gone[] = {number("-100")};
  EXPECT_EQ(code_of_refusal(average_growth(gone, 1)), "indicator.growth_below_all");
}

TEST(Growth, PublishedIsNeverReplaced) {
  // 2024 first quarter GDP: published 5.3 %, levels 296299 against 284997 give 3.97 % (rules.md 5).
  const auto pair = *compare_growth(number("5.3"), number("284997"), number("296299"));
  EXPECT_EQ(format_decimal(*pair.published), "5.3");
  EXPECT_EQ(format_decimal(pair.naive->rounded(2)), "3.97");
  EXPECT_FALSE(pair.is_comparable);
  EXPECT_TRUE(compare_growth(number("4.0"), number("284997"), number("296299"))->is_comparable);
  EXPECT_FALSE(compare_growth(number("4.0"), number("0"), number("5"))->naive.has_value());
  EXPECT_FALSE(compare_growth(std::nullopt, number("4"), number("5"))->is_comparable);
}

TEST(Growth, Words) {
  EXPECT_EQ(growth_words(number("5.3")), "增长 5.3%");
  EXPECT_EQ(growth_words(number("-5.4")), "下降 5.4%");
  EXPECT_EQ(growth_words(number("0.0")), "与上年持平");
}

// ---- targets ----

std::string shown(const Target& target) {
  const char* strictness[] = {"exact", "about", "at_least", "more_than", "at_most", "less_than", "between"};
  const char* references[] = {"", " economic_growth", " national", " provincial", " city", " last_year"};
  std::string out = strictness[static_cast<int>(target.strictness)];
  out += " [" + (target.low ? format_decimal(*target.low) : "") + "," +
         (target.high ? format_decimal(*target.high) : "") + "]";
  if (!target.unit.empty()) out += " " + target.unit;
  out += references[static_cast<int>(target.reference)];
  if (!target.offset.is_zero()) out += " offset " + format_decimal(target.offset);
  if (target.ambition == Ambition::striving) out += " striving";
  if (target.striving) out += " striving " + format_decimal(*target.striving);
  return out;
}

TEST(Target, Accepts) {
  const struct {
    const char* text;
    const char* shown;
  } accepts[] = {
      {"5.5%左右", "about [5.5,5.5] %"},
      {"5%—5.5%", "between [5,5.5] %"},
      {"4.5%-5%", "between [4.5,5] %"},
      {"4.5至5%", "between [4.5,5] %"},
      {"４．５％～５％", "between [4.5,5] %"},
      {"≥70", "at_least [70,]"},
      {"≥70%", "at_least [70,] %"},
      {">=90", "at_least [90,]"},
      {"≤12", "at_most [,12]"},
      {"<5", "less_than [,5]"},
      {"＞5", "more_than [5,]"},
      {"1000亿元以上", "at_least [1000,] 亿元"},
      {"1,020 亿元", "exact [1020,1020] 亿元"},
      {"12起以内", "at_most [,12] 起"},
      {"控制在5.5%以内", "at_most [,5.5] %"},
      {"不低于70", "at_least [70,]"},
      {"不超过12起", "at_most [,12] 起"},
      {"不少于600个", "at_least [600,] 个"},
      {"与经济增长同步", "about [,] economic_growth"},
      {"不低于全国平均水平", "at_least [,] national"},
      {"高于全国0.5个百分点", "at_least [,] 个百分点 national offset 0.5"},
      {"低于全国平均水平", "less_than [,] national"},
      {"快于经济增长", "more_than [,] economic_growth"},
      {"与上年持平", "about [,] last_year"},
      {"力争6%", "exact [6,6] % striving"},
      {"5%以上，力争6%", "at_least [5,] % striving 6"},
      {"5%左右、力争达到5.5%", "about [5,5] % striving 5.5"},
      {"下降3%", "exact [-3,-3] %"},
      {"下降3%以上", "at_most [,-3] %"},
      {"下降3%左右", "about [-3,-3] %"},
      {"下降3%—5%", "between [-5,-3] %"},
      {"-3%", "exact [-3,-3] %"},
      {"正增长", "more_than [0,]"},
      {"地区生产总值增长5.5%左右", "about [5.5,5.5] %"},
      {"2026年增长5%", "exact [5,5] %"},
      {"5.0", "exact [5.0,5.0]"},
      {"18,000万美元", "exact [18000,18000] 万美元"},
  };
  for (const auto& row : accepts) {
    const auto target = parse_target(row.text);
    ASSERT_TRUE(target.has_value()) << row.text;
    EXPECT_EQ(shown(*target), row.shown) << row.text;
    EXPECT_EQ(target->text, row.text);
  }
}

TEST(Target, Refuses) {
  const struct {
    std::string text;
    const char* code;
  } refuses[] = {
      {"", "indicator.target_empty"},
      {"　", "indicator.target_empty"},
      {"保持平稳", "indicator.target_without_number"},
      {",", "indicator.target_without_number"},
      {"6%-5%", "indicator.target_reversed"},
      {"1.2.3", "decimal.not_a_number"},
      {"12345678901234567890", "decimal.too_long"},
      {std::string(500, '5'), "indicator.target_too_long"},
  };
  for (const auto& row : refuses) EXPECT_EQ(code_of_refusal(parse_target(row.text)), row.code) << row.text;
}

TEST(Target, SurvivesAnyBytes) {
  std::mt19937 random(11);
  const std::string letters = "0123456789,.-—%左右以上≥不低于至，、年";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto k = random() % 24; k > 0; --k) text += letters[random() % letters.size()];
    if (const auto target = parse_target(text))
      static_cast<void>(compare(*target, number("5"), Direction::higher_is_better, number("0.1"), number("4")));
  }
}

TEST(Target, Compares) {
  const auto up = Direction::higher_is_better;
  const auto down = Direction::lower_is_better;
  const struct {
    const char* text;
    const char* value;
    Direction direction;
    Met met;
  } rows[] = {
      {"5.5%左右", "5.4", up, Met::met},
      {"5.5%左右", "5.3", up, Met::missed},
      {"5.5%左右", "5.6", down, Met::met},
      {"5.5%左右", "5.7", down, Met::missed},
      {"5%—5.5%", "5.0", up, Met::met},
      {"5%—5.5%", "4.9", up, Met::missed},
      {"5%—5.5%", "9.0", up, Met::met},
      {"≥70", "70.0", up, Met::met},
      {"≥70", "69.99", up, Met::missed},
      {">5", "5", up, Met::missed},
      {"≤12", "12", down, Met::met},
      {"≤12", "13", down, Met::missed},
      {"<12", "12", down, Met::missed},
      {"48", "47", up, Met::missed},
      {"48", "48", up, Met::met},
      {"35", "35", down, Met::met},
      {"35", "36", down, Met::missed},
      {"不低于全国", "5.0", up, Met::met},
      {"高于全国0.5个百分点", "5.4", up, Met::missed},
      {"高于全国0.5个百分点", "5.5", up, Met::met},
  };
  for (const auto& row : rows)
    EXPECT_EQ(compare(*parse_target(row.text), number(row.value), row.direction, number("0.1"), number("5.0")), row.met)
        << row.text << " " << row.value;
  EXPECT_EQ(compare(*parse_target("不低于全国"), number("5"), up, number("0"), std::nullopt), Met::undecided);
  EXPECT_EQ(parse_target("≤12")->bar(), number("12"));
  EXPECT_EQ(parse_target("5%—5.5%")->bar(), number("5"));
  EXPECT_EQ(parse_target("不低于全国")->bar(), std::nullopt);
}

// Nothing that is accepted may leave the exact range: an overflow asserts.
TEST(Figures, ExtremesStayInRange) {
  std::mt19937_64 random(17);
  const char* extremes[] = {
      "99999999999.9999",    "-99999999999.9999", "0.0001", "-0.0001", "1", "33333333333.3333", "999999.9999", "7",
      "0.12345678901234567", "-99.9999"};
  const auto any = [&] { return number(extremes[random() % std::size(extremes)]); };
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = any();
    const Decimal b = any();
    const Decimal c = any();
    const Decimal d = any();
    std::optional<Ratio> expected;
    if (const auto plan = Trajectory::by_quarters_interpolated({a, b, c, d}))
      expected = plan->expected_by(Month(2026, 4));
    if (const auto progress = measure_progress(a, b, expected)) {
      if (progress->ahead) static_cast<void>(progress->ahead->percent(4));
      static_cast<void>(status_of(*progress, c, 6));
    }
    if (const auto pace = required_pace(a, b, 5)) static_cast<void>(pace->per_month->rounded(4));
    if (const auto growth = required_growth(a, b, c, d)) static_cast<void>(growth->percent(4));
    if (const auto growth = required_growth_by_share(a, b, expected.value_or(Ratio(1, 3))))
      static_cast<void>(growth->rounded(4));
    if (const auto month = month_growth({a, b}, {c, d}))
      if (month->growth) static_cast<void>(month->growth->rounded(4));
    const Part parts[] = {{"x", a, b}, {"y", c, d}};
    if (const auto total = contributions_of(parts)) {
      static_cast<void>(total->growth.rounded(4));
      if (total->parts[0].contribution) static_cast<void>(total->parts[0].contribution->rounded(4));
    }
    if (const auto pair = compare_growth(a, b, c))
      if (pair->naive) static_cast<void>(pair->naive->rounded(4));
    static_cast<void>(measure_ceiling(a, b));
    if (const auto level = measure_reverse(a, b)) static_cast<void>(level->percent(4));
    const Decimal growths[] = {a, b};
    static_cast<void>(average_growth(growths, 4));
  }
}

// ---- ranks ----

TEST(Rank, SharesRanksOnPublishedPrecision) {
  const std::vector<std::optional<Decimal>> values{number("5.32"), number("5.28"), std::nullopt, number("4.0"),
                                                   number("6")};
  using Ranks = std::vector<std::optional<int>>;
  EXPECT_EQ(rank(values, Direction::higher_is_better, 1), (Ranks{2, 2, std::nullopt, 4, 1}));
  EXPECT_EQ(rank(values, Direction::higher_is_better, 2), (Ranks{2, 3, std::nullopt, 4, 1}));
  EXPECT_EQ(rank(values, Direction::lower_is_better, 1), (Ranks{2, 2, std::nullopt, 1, 4}));
  EXPECT_TRUE(rank({}, Direction::higher_is_better, 1).empty());
  EXPECT_EQ(rank_change(5, 3), 2);
  EXPECT_EQ(rank_change(1, 4), -3);
  EXPECT_EQ(rank_change(std::nullopt, 4), std::nullopt);
}

TEST(Rank, IsTheNumberOfBetterOnesPlusOne) {
  std::mt19937 random(5);
  for (int i = 0; i < 1'000; ++i) {
    std::vector<std::optional<Decimal>> values;
    for (int k = 0; k < 12; ++k) values.emplace_back(Decimal(static_cast<int>(random() % 20), 1));
    const auto ranks = rank(values, Direction::higher_is_better, 1);
    for (std::size_t a = 0; a < values.size(); ++a) {
      const auto better = std::count_if(values.begin(), values.end(), [&](const auto& v) { return *v > *values[a]; });
      ASSERT_EQ(ranks[a], static_cast<int>(better) + 1);
    }
  }
}

// ---- sprint ----

SprintFacts sprint_facts(std::int64_t plan, std::initializer_list<int> cumulative, int month) {
  SprintFacts facts;
  facts.year_plan = Money::of_fen(plan);
  facts.month = month;
  std::size_t m = 0;
  for (const int fen : cumulative) {
    if (fen >= 0) facts.cumulative[m] = Money::of_fen(fen);
    ++m;
  }
  return facts;
}

TEST(Sprint, MeasuresAgainstPaceAndBestMonth) {
  const auto sprint = *measure_sprint(sprint_facts(1000, {50, 100, 150, 400, 450, 500, 560, 601}, 8));
  EXPECT_EQ(sprint.remaining, Money::of_fen(399));
  EXPECT_EQ(sprint.needed_per_month, Money::of_fen(100));  // 99.75 rounded up
  EXPECT_EQ(sprint.best_month, Money::of_fen(250));
  EXPECT_EQ(sprint.recent_pace, Money::of_fen(50));  // (50 + 60 + 41) / 3
  EXPECT_EQ(sprint.outlook, SprintOutlook::within_best_month);
}

TEST(Sprint, Outlooks) {
  EXPECT_EQ(measure_sprint(sprint_facts(100, {50, 100}, 2))->outlook, SprintOutlook::done);
  EXPECT_EQ(measure_sprint(sprint_facts(100, {50, 120}, 2))->remaining, Money());
  EXPECT_EQ(measure_sprint(sprint_facts(120, {10, 20}, 2))->outlook, SprintOutlook::within_recent_pace);
  EXPECT_EQ(measure_sprint(sprint_facts(1200, {10, 20}, 2))->outlook, SprintOutlook::beyond_best_month);
  EXPECT_EQ(measure_sprint(sprint_facts(120, {10, -1}, 2))->outlook, SprintOutlook::not_reported);
  EXPECT_EQ(measure_sprint(sprint_facts(120, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 12))->outlook,
            SprintOutlook::no_month_left);
  EXPECT_EQ(code_of_refusal(measure_sprint(sprint_facts(1, {}, 13))), "indicator.month_out_of_range");
  // A gap leaves the months around it out: neither January to March as one month, nor March alone.
  const auto gap = *measure_sprint(sprint_facts(1000, {10, -1, 300, 310}, 4));
  EXPECT_EQ(gap.best_month, Money::of_fen(10));
}

TEST(Sprint, SumsMonthByMonth) {
  const SprintFacts facts[] = {sprint_facts(1000, {50, 100}, 2), sprint_facts(200, {10, 40}, 2)};
  const auto sum = *measure_sprint_of_sum(facts);
  EXPECT_EQ(sum.remaining, Money::of_fen(1060));
  EXPECT_EQ(sum.best_month, Money::of_fen(80));
  const SprintFacts open[] = {sprint_facts(1000, {50, 100}, 2), sprint_facts(200, {10}, 2)};
  EXPECT_EQ(measure_sprint_of_sum(open)->outlook, SprintOutlook::not_reported);
  EXPECT_EQ(code_of_refusal(measure_sprint_of_sum({})), "indicator.parts_empty");
}

}  // namespace
}  // namespace guatu::figures
