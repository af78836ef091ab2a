// SPDX-License-Identifier: Apache-2.0
// What must hold for every table, on made-up ones from fixed seeds.
#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "engine/score/number_text.hpp"
#include "engine/score/random.hpp"
#include "engine/score/sheet_test.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

using Rows = std::vector<std::vector<double>>;  // by unit, then item

Rows made_up(std::uint64_t seed, std::size_t units, std::size_t items) {
  Random draw(seed, 0, 0);
  Rows rows(units, std::vector<double>(items));
  for (auto& row : rows)
    for (double& value : row) value = 1 + static_cast<double>(draw.next() % 1000) / 10;
  return rows;
}

std::string sheet_of(const Rows& rows, const std::vector<std::size_t>& order) {
  std::string text = "unit,g";
  for (std::size_t item = 0; item < rows.front().size(); ++item) text += ",i" + std::to_string(item);
  for (const std::size_t unit : order) {
    text += "\nu" + std::to_string(unit) + "," + (unit % 2 == 0 ? "A" : "B");
    for (const double value : rows[unit]) text += "," + (is_present(value) ? number_text(value) : "");
  }
  return text;
}

std::vector<std::size_t> in_order(std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

std::string scheme_of(const std::string& method, const std::string& aggregate, std::size_t items,
                      const std::string& extra = "") {
  std::string text = "[scheme]\ncode = \"s\"\nprecision = \"full\"\n[columns]\ngroup = \"g\"\n" + extra +
                     "[defaults]\nmethod = " + method + "\naggregate = " + aggregate + "\n";
  for (std::size_t item = 0; item < items; ++item)
    text += "[[item]]\ncode = \"i" + std::to_string(item) + "\"\nweight = " + std::to_string(item + 1) + "\n";
  return text;
}

const std::vector<std::string> kMethods{"{ name = \"min_max\", lower = 1, upper = 100 }",
                                        "\"percentile_rank\"",
                                        "\"distance_to_max\"",
                                        "{ name = \"goalposts\", lo = 0, hi = 120, scale = 1 }",
                                        "\"efficacy\"",
                                        "{ name = \"completion\", target = 90, cap = 1.2 }",
                                        "{ name = \"rank_points\", step = 2 }",
                                        "{ name = \"five_tiers\", standards = [90, 70, 50, 30, 10] }"};
const std::vector<std::string> kAggregates{"\"arithmetic\"", "\"copeland\"", "\"median\"",
                                           "\"minimum\"",    "\"sum\"",      "{ method = \"power_mean\", p = 2 }"};

TEST(PropertyTest, the_order_of_rows_changes_nothing) {
  const Rows rows = made_up(1, 12, 4);
  std::vector<std::size_t> shuffled{5, 2, 11, 0, 7, 9, 1, 10, 3, 8, 4, 6};
  for (const auto& method : kMethods)
    for (const auto& aggregate : kAggregates) {
      const auto straight = compute_small(scheme_of(method, aggregate, 4), sheet_of(rows, in_order(12)));
      const auto mixed = compute_small(scheme_of(method, aggregate, 4), sheet_of(rows, shuffled));
      ASSERT_TRUE(straight.has_value() && mixed.has_value()) << method << aggregate;
      for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_NEAR((*mixed)->computed.total[i], (*straight)->computed.total[shuffled[i]], 1e-12)
            << method << aggregate;
        EXPECT_EQ((*mixed)->computed.place[i], (*straight)->computed.place[shuffled[i]]) << method << aggregate;
      }
    }
}

TEST(PropertyTest, more_of_a_good_thing_never_costs_a_place) {
  for (const auto& method : kMethods)
    for (const auto& aggregate : kAggregates)
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Rows rows = made_up(seed, 9, 3);
        const auto before = compute_small(scheme_of(method, aggregate, 3), sheet_of(rows, in_order(9)));
        rows[seed][seed % 3] += 17;
        const auto after = compute_small(scheme_of(method, aggregate, 3), sheet_of(rows, in_order(9)));
        ASSERT_TRUE(before.has_value() && after.has_value());
        EXPECT_LE((*after)->computed.place[seed], (*before)->computed.place[seed]) << method << aggregate << seed;
        EXPECT_GE((*after)->computed.scores[seed % 3][seed], (*before)->computed.scores[seed % 3][seed]) << method;
      }
}

TEST(PropertyTest, scores_stay_between_their_bounds) {
  struct Bound {
    const char* method;
    double lower;
    double upper;
  };
  for (const Bound& bound : std::vector<Bound>{{"{ name = \"min_max\", lower = 5, upper = 50 }", 5, 50},
                                               {"\"percentile_rank\"", 0, 1},
                                               {"\"distance_to_max\"", 0, 1},
                                               {"{ name = \"goalposts\", lo = 20, hi = 60, scale = 8 }", 0, 8},
                                               {"\"efficacy\"", 60, 100},
                                               {"{ name = \"completion\", target = 50, cap = 1.1 }", 0, 1.1},
                                               {"{ name = \"rank_points\", step = 30 }", 0, 100},
                                               {"{ name = \"five_tiers\", standards = [90, 70, 50, 30, 10] }", 0, 1}})
    for (const auto& aggregate :
         {"\"arithmetic\"", "\"median\"", "\"minimum\"", "{ method = \"power_mean\", p = 3 }"}) {
      const auto small =
          compute_small(scheme_of(bound.method, aggregate, 3), sheet_of(made_up(3, 10, 3), in_order(10)));
      for (const auto& column : (*small)->computed.scores)
        for (const double score : column)
          EXPECT_TRUE(score >= bound.lower - 1e-12 && score <= bound.upper + 1e-12) << bound.method << score;
    }
}

TEST(PropertyTest, units_of_measure_do_not_matter_where_the_method_is_relative) {
  const Rows rows = made_up(5, 10, 3);
  Rows scaled = rows;
  for (auto& row : scaled) row[1] *= 1024;  // exact in binary
  for (const auto& method : {"\"min_max\"", "\"z_score\"", "\"rank\"", "\"borda\"", "\"percentile_rank\"",
                             "\"fraction_of_max\"", "\"distance_to_max\"", "\"efficacy\"", "\"rank_points\""}) {
    const auto before = compute_small(scheme_of(method, "\"arithmetic\"", 3), sheet_of(rows, in_order(10)));
    const auto after = compute_small(scheme_of(method, "\"arithmetic\"", 3), sheet_of(scaled, in_order(10)));
    for (std::size_t unit = 0; unit < 10; ++unit)
      EXPECT_NEAR((*before)->computed.total[unit], (*after)->computed.total[unit], 1e-12) << method;
  }
}

TEST(PropertyTest, weights_matter_by_proportion_only) {
  const Rows rows = made_up(8, 10, 3);
  for (const auto& aggregate : {"\"arithmetic\"", "\"geometric\"", "\"harmonic\"", "\"copeland\""}) {
    const std::string scheme = scheme_of("{ name = \"min_max\", lower = 1, upper = 100 }", aggregate, 3);
    std::string tenfold = scheme;
    for (int item = 1; item <= 3; ++item)
      tenfold =
          replace_all(tenfold, "weight = " + std::to_string(item) + "\n", "weight = " + std::to_string(item) + "0\n");
    const auto one = compute_small(scheme, sheet_of(rows, in_order(10)));
    const auto ten = compute_small(tenfold, sheet_of(rows, in_order(10)));
    for (std::size_t unit = 0; unit < 10; ++unit)
      EXPECT_NEAR((*one)->computed.total[unit], (*ten)->computed.total[unit], 1e-12);
  }
}

TEST(PropertyTest, means_are_ordered_and_leave_no_missing_value_silent) {
  Rows rows = made_up(9, 12, 4);
  rows[3][2] = kMissing;
  for (double& value : rows[7]) value = kMissing;
  const auto total = [&](const char* aggregate) {
    return (*compute_small(scheme_of("{ name = \"min_max\", lower = 1, upper = 100 }", aggregate, 4),
                           sheet_of(rows, in_order(12))))
        ->computed.total;
  };
  const auto harmonic = total("\"harmonic\"");
  const auto geometric = total("\"geometric\"");
  const auto arithmetic = total("\"arithmetic\"");
  const auto quadratic = total("{ method = \"power_mean\", p = 2 }");
  for (std::size_t unit = 0; unit < 12; ++unit) {
    EXPECT_EQ(is_present(arithmetic[unit]), unit != 7);
    if (unit == 7) continue;
    EXPECT_LE(harmonic[unit], geometric[unit] + 1e-12);
    EXPECT_LE(geometric[unit], arithmetic[unit] + 1e-12);
    EXPECT_LE(arithmetic[unit], quadratic[unit] + 1e-12);
  }
}

TEST(PropertyTest, units_that_share_no_item_are_even) {
  Rows rows = made_up(4, 3, 2);
  rows[0][1] = kMissing;
  rows[1][0] = kMissing;
  const auto small = compute_small(scheme_of("\"none\"", "\"copeland\"", 2), sheet_of({rows[0], rows[1]}, in_order(2)));
  EXPECT_THAT((*small)->computed.total, ::testing::ElementsAre(0, 0));
}

TEST(PropertyTest, means_of_zero_are_refused_by_name) {
  const auto code = [](const char* method, const char* aggregate) {
    return code_of(compute_small(scheme_of(method, aggregate, 3), sheet_of(made_up(2, 6, 3), in_order(6))));
  };
  EXPECT_EQ(code("\"min_max\"", "\"geometric\""), "score.value_not_positive");
  EXPECT_EQ(code("\"min_max\"", "\"harmonic\""), "score.value_not_positive");
  EXPECT_EQ(code("\"min_max\"", "{ method = \"power_mean\", p = -1 }"), "score.value_not_positive");
  EXPECT_EQ(code("\"min_max\"", "{ method = \"power_mean\", p = 0.5 }"), "accepted");
  EXPECT_EQ(code("\"z_score\"", "{ method = \"power_mean\", p = 3 }"), "score.value_not_positive");
  EXPECT_EQ(code("\"z_score\"", "{ method = \"power_mean\", p = 1 }"), "accepted");
}

}  // namespace
}  // namespace guatu::score
