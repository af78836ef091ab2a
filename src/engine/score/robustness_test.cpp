// SPDX-License-Identifier: Apache-2.0
#include "engine/score/robustness.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "engine/score/explain.hpp"
#include "engine/score/random.hpp"
#include "engine/score/sheet_test.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

const char* const kScheme = R"(
[scheme]
code = "s"
precision = "full"
[robustness]
normalise = ["rank"]
aggregate = ["geometric"]
[defaults]
method = { name = "min_max", lower = 1, upper = 100 }
[[node]]
code = "T"
[[node]]
code = "P"
parent = "T"
weight = 2
[[node]]
code = "Q"
parent = "T"
[[item]]
code = "a"
parent = "P"
weight = 3
[[item]]
code = "b"
parent = "P"
direction = -1
[[item]]
code = "c"
parent = "Q"
)";
const char* const kFigures = "unit,a,b,c\nu,1,5,2\nv,2,4,9\nw,4,8,5\nx,3,1,7\ny,9,2,4\n";

TEST(RandomTest, streams_are_repeatable_and_apart) {
  Random first(1, 2, 3);
  Random again(1, 2, 3);
  Random other(1, 2, 4);
  const double u = first.uniform();
  EXPECT_EQ(u, again.uniform());
  EXPECT_NE(u, other.uniform());
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double next = first.uniform();
    ASSERT_TRUE(next >= 0 && next < 1);
    sum += next;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.01);
}

TEST(RobustnessTest, noise_stays_within_its_share_and_on_its_levels) {
  const auto small = *compute_small(kScheme, kFigures);
  Scheme scheme = small->computed.scheme;
  scheme.robustness.noise_levels = {1};
  const auto factors = factors_of(scheme);
  EXPECT_THAT(factors.names(), ::testing::ElementsAre("weights_level_1", "normalise", "aggregate"));
  const auto replications = *draw_replications(scheme, factors, Design::monte_carlo, 200, 5);
  double least = 9;
  double most = 0;
  int picks[2][2] = {};
  for (const Replication& one : replications) {
    EXPECT_EQ(one.weights[static_cast<std::size_t>(scheme.find("P"))], 2);
    const double share = one.weights[static_cast<std::size_t>(scheme.find("a"))] / 3;
    least = std::min(least, share);
    most = std::max(most, share);
    ++picks[one.normalise][one.aggregate];
  }
  EXPECT_GE(least, 0.9);
  EXPECT_LE(most, 1.1);
  EXPECT_LT(least, 0.91);
  EXPECT_GT(most, 1.09);
  for (const auto& row : picks)
    for (const int count : row) EXPECT_GT(count, 25);
}

TEST(RobustnessTest, factors_that_do_not_vary_take_no_number) {
  const auto small = *compute_small(replace_all(kScheme, "normalise = [\"rank\"]\n", ""), kFigures);
  Scheme scheme = small->computed.scheme;
  scheme.robustness.noise_levels = {1};
  const auto factors = factors_of(scheme);
  EXPECT_THAT(factors.names(), ::testing::ElementsAre("weights_level_1", "aggregate"));
  int geometric = 0;
  const auto drawn = *draw_replications(scheme, factors, Design::sobol, 50, 3);
  for (const Replication& one : drawn) {
    EXPECT_EQ(one.normalise, 0);
    geometric += one.aggregate;
  }
  EXPECT_TRUE(geometric > 60 && geometric < 140) << geometric;
}

TEST(RobustnessTest, refuses) {
  const auto small = *compute_small(kScheme, kFigures);
  Scheme scheme = small->computed.scheme;
  const auto draw = [&](Design design, int runs) {
    return code_of(draw_replications(scheme, factors_of(scheme), design, runs, 1));
  };
  EXPECT_EQ(draw(Design::monte_carlo, 0), "score.runs_out_of_range");
  EXPECT_EQ(draw(Design::monte_carlo, kRunsMax + 1), "score.runs_out_of_range");
  scheme.robustness.normalise.clear();
  scheme.robustness.aggregate.clear();
  scheme.robustness.noise_levels = {1};
  EXPECT_EQ(draw(Design::sobol, 10), "score.sobol_needs_two");
  scheme.robustness.noise = 0;
  EXPECT_EQ(draw(Design::monte_carlo, 10), "score.nothing_varies");
}

TEST(RobustnessTest, a_replication_is_the_computation_with_other_weights) {
  const auto small = *compute_small(kScheme, kFigures);
  const auto input = small->input();
  const auto replicator = Replicator::make({input, small->computed});
  Replication nominal{0, 0, {}};
  for (const Node& node : small->computed.scheme.nodes) nominal.weights.push_back(node.weight);
  EXPECT_EQ(replicator->run(nominal).total, small->computed.total);
  Replication changed = nominal;
  changed.normalise = 1;
  changed.aggregate = 1;
  changed.weights[static_cast<std::size_t>(small->computed.scheme.find("a"))] = 5;
  std::string text = replace_all(kScheme, "{ name = \"min_max\", lower = 1, upper = 100 }", "\"rank\"");
  text = replace_all(text, "weight = 3", "weight = 5");
  text = replace_all(text, "[defaults]", "[defaults]\naggregate = \"geometric\"");
  const auto other = compute_small(text, kFigures);
  EXPECT_EQ(replicator->run(changed).total, (*other)->computed.total);
}

TEST(RobustnessTest, a_combination_without_an_answer_counts_as_failed) {
  const auto small = compute_small(replace_all(kScheme, "lower = 1", "lower = 0"), kFigures);
  const auto input = (*small)->input();
  const auto replicator = Replicator::make({input, (*small)->computed});
  Replication one{0, 1, {}};
  for (const Node& node : (*small)->computed.scheme.nodes) one.weights.push_back(node.weight);
  const auto results = run_all(*replicator, {one, one}, 2);
  EXPECT_TRUE(results[0].failed);
  EXPECT_EQ(summarise((*small)->computed, results, 2).failed, 2);
}

TEST(RobustnessTest, sums_up_places) {
  const auto small = *compute_small(kScheme, kFigures);
  Computed& computed = small->computed;
  computed.place = {1, 2, 3, 4, 5};
  const RunResult same{{}, {1, 2, 3, 4, 5}, false};
  const RunResult swapped{{}, {2, 1, 3, 4, 5}, false};
  const auto robustness = summarise(computed, {same, swapped, swapped, same}, 4);
  EXPECT_DOUBLE_EQ(robustness.mean_shift, 0.2);
  EXPECT_DOUBLE_EQ(robustness.units[0].mean, 1.5);
  EXPECT_DOUBLE_EQ(robustness.units[0].same, 0.5);
  EXPECT_DOUBLE_EQ(robustness.units[0].best, 1);
  EXPECT_DOUBLE_EQ(robustness.units[0].worst, 2);
  EXPECT_DOUBLE_EQ(robustness.units[0].q95, 2);
  EXPECT_DOUBLE_EQ(robustness.units[4].same, 1);
}

TEST(RobustnessTest, sobol_indices_by_their_formulas) {
  const auto small = *compute_small(kScheme, kFigures);
  Computed& computed = small->computed;
  computed.place = {1, 2, 3, 4, 5};
  // y = 0 or 0.4 by the number of swapped neighbours; two runs, factors of the scheme: levels 1, 2, normalise,
  // aggregate.
  const RunResult y0{{}, {1, 2, 3, 4, 5}, false};
  const RunResult y4{{}, {2, 1, 3, 4, 5}, false};
  std::vector<RunResult> results{y0, y4, /* B */ y4, y0, /* AB of four factors */ y4, y0, y0, y4, y0, y4, y0, y4};
  const auto indices = sobol_indices(computed, factors_of(computed.scheme), results, 2);
  ASSERT_EQ(indices.size(), 4U);
  const double v = 4 * 0.04 / 3;  // values 0, .4, .4, 0: variance with n - 1
  EXPECT_NEAR(indices[0].first, (0.4 * (0.4 - 0) + 0 * (0 - 0.4)) / 2 / v, 1e-12);
  EXPECT_NEAR(indices[0].total, (0.16 + 0.16) / 4 / v, 1e-12);
  EXPECT_NEAR(indices[1].first, 0, 1e-12);
  EXPECT_NEAR(indices[1].total, 0, 1e-12);
}

TEST(LeaveOneOutTest, is_the_scheme_without_the_item) {
  const auto small = *compute_small(kScheme, kFigures);
  const auto left = *leave_one_out(small->input(), small->computed);
  EXPECT_EQ(left.size(), 5U);  // a, b, c, P, Q; the root stays
  const auto find = [&](const char* code) {
    return std::find_if(left.begin(), left.end(),
                        [&](const LeftOut& one) { return one.node == small->computed.scheme.find(code); })
        ->place;
  };
  const auto without_b =
      compute_small(replace_all(kScheme, "[[item]]\ncode = \"b\"\nparent = \"P\"\ndirection = -1\n", ""), kFigures);
  EXPECT_EQ(find("b"), (*without_b)->computed.place);
  EXPECT_EQ(find("c"), find("Q"));  // Q has no other item
  const auto without_a =
      compute_small(replace_all(kScheme, "[[item]]\ncode = \"a\"\nparent = \"P\"\nweight = 3\n", ""), kFigures);
  EXPECT_EQ(find("a"), (*without_a)->computed.place);
  EXPECT_NE(find("a"), small->computed.place);
}

TEST(ExplainTest, effects_of_single_items_add_up_for_sums) {
  const auto small = *compute_small(kScheme, kFigures);
  const auto separation = separate(small->computed, 4, 0);
  ASSERT_TRUE(separation.has_value());
  double sum = separation->bonus + separation->interaction;
  for (const ItemEffect& effect : separation->items) sum += effect.effect;
  EXPECT_NEAR(sum, small->computed.total[4] - small->computed.total[0], 1e-12);
  EXPECT_NEAR(separation->interaction, 0, 1e-12);
  EXPECT_EQ(small->computed.scheme.nodes[static_cast<std::size_t>(separation->items[0].item)].code, "a");
  const auto correlations = parent_correlations(small->computed);
  EXPECT_NEAR(correlations[static_cast<std::size_t>(small->computed.scheme.find("c"))], 1, 1e-12);
  EXPECT_TRUE(std::isnan(correlations.back()));
}

TEST(ExplainTest, the_change_found_suffices_and_nothing_less_does) {
  const auto small = *compute_small(kScheme, kFigures);
  const auto reach = what_it_takes(small->input(), small->computed, 2, 2, {1.0});
  ASSERT_TRUE(reach.has_value());
  int reachable = 0;
  for (const ItemReach& one : reach->items) {
    if (!one.to) continue;
    ++reachable;
    const std::string code = small->computed.scheme.nodes[static_cast<std::size_t>(one.item)].code;
    const auto place_with = [&](double value) {
      std::vector<std::string> cells{"4", "8", "5"};
      cells[code == "a" ? 0 : code == "b" ? 1 : 2] = fmt::format("{:.17g}", value);
      const auto changed = compute_small(kScheme, replace_all(kFigures, "w,4,8,5", "w," + join(cells, ",")));
      return (*changed)->computed.place[2];
    };
    EXPECT_LE(place_with(*one.to), 2) << code;
    EXPECT_GT(place_with(one.from + (*one.to - one.from) * 0.999), 2) << code;
  }
  EXPECT_GT(reachable, 0);
  for (std::size_t i = 1; i < reach->items.size(); ++i) {  // cheapest first, by share of the way to the limit
    const auto share = [&](std::size_t at) {
      const ItemReach& one = reach->items[at];
      return one.to ? std::abs(*one.to - one.from) / std::abs(one.limit - one.from) : 2.0;
    };
    EXPECT_LE(share(i - 1), share(i));
  }
  EXPECT_EQ(reach->place_now, small->computed.place[2]);
  const auto screened = compute_small(replace_all(kScheme, "precision = \"full\"", "screen_minimum = 1"),
                                      replace_all(kFigures, "u,1,5,2", "u,,5,2"));
  EXPECT_EQ(code_of(what_it_takes((*screened)->input(), (*screened)->computed, 0, 1, {})), "score.unit_without_place");
}

TEST(ExplainTest, counts_stay_counts_and_a_place_just_reached_is_reached) {
  const auto small = *compute_small(R"(
[scheme]
code = "s"
[defaults]
aggregate = "sum"
[[item]]
code = "late"
method = { name = "deduct", each = 1 }
weight = 10
[[item]]
code = "loss"
method = { name = "goalposts", lo = -20, hi = 0 }
weight = 4
)",
                                    "unit,late,loss\nu,1,-4\nv,3,-10\nw,9,-10\n");
  const auto reach = *what_it_takes(small->input(), small->computed, 1, 1, {1.0});
  const auto item = [&](const char* code) {
    return *std::find_if(reach.items.begin(), reach.items.end(),
                         [&](const ItemReach& one) { return one.item == small->computed.scheme.find(code); });
  };
  // u has 9 + 3.2 = 12.2, v 7 + 2 = 9: three less late would be 10 + 2 = 12, never enough; nothing is late less than
  // never.
  EXPECT_EQ(item("late").limit, 0);
  EXPECT_FALSE(item("late").to.has_value());
  EXPECT_EQ(item("loss").limit, -4);
  EXPECT_FALSE(item("loss").to.has_value());  // 7 + 3.2 = 10.2
  const auto third = *what_it_takes(small->input(), small->computed, 2, 2, {1.0});
  EXPECT_EQ(third.place_now, 3);
  EXPECT_EQ(third.items.front().place_at_limit, 2);   // exactly the place that was asked for
  EXPECT_NEAR(*third.items.front().to, 3.005, 1e-6);  // what is printed as v is printed shares its place
}

}  // namespace
}  // namespace guatu::score
