// SPDX-License-Identifier: Apache-2.0
// Expected figures: numpy on the same made-up table (entropy, CRITIC, first component, TOPSIS, grey grade); the fighter
// aircraft of Hwang & Yoon (1981); the choice of a holiday place of a widely used Chinese modelling textbook (AHP).
#include "engine/score/weight.hpp"

#include <gmock/gmock.h>

#include "engine/score/decision.hpp"
#include "engine/score/sheet_test.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

using enum Direction;

DecisionTable made_up() {
  DecisionTable table;
  table.units = {"a", "b", "c", "d", "e"};
  table.items = {"p", "q", "r", "s"};
  table.x = {{3.2, 2.8, 4.1, 3.6, 2.2}, {40, 55, 38, 61, 47}, {7.1, 6.0, 8.2, 5.5, 9.3}, {5, 8, 2, 9, 4}};
  table.directions = {higher_is_better, lower_is_better, higher_is_better, lower_is_better};
  table.weights = {.4, .3, .2, .1};
  return table;
}

void expect_near(const std::vector<double>& actual, const std::vector<double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-13) << i;
}

TEST(WeightTest, entropy) {
  WeightRule rule{WeightMethod::entropy, WeightScaling::proportion, 0, {}, {}, {}, {}};
  const auto shares = derive_weights(made_up(), rule);
  expect_near(shares->weights, {0.12710946653573432, 0.09685356784365452, 0.11011280275458357, 0.6659241628660276});
  expect_near(shares->columns[0].second,
              {0.9866502649198133, 0.9898279057608964, 0.9884353480053566, 0.9300609828674143});
  rule.scaling = std::nullopt;
  expect_near(derive_weights(made_up(), rule)->weights,
              {0.2149843156431366, 0.22845045418858706, 0.2887613457438201, 0.26780388442445624});
  rule.shift = 1000;  // nearly equal shares: every item says nearly nothing, yet none says nothing
  const auto shifted = derive_weights(made_up(), rule);
  EXPECT_GT(shifted->weights[0], 0.1);
}

TEST(WeightTest, critic) {
  WeightRule rule{WeightMethod::critic, {}, 0, {}, {}, {}, {}};
  const std::vector<double> expected{0.40464968128027934, 0.18192446778883578, 0.25676042601102594, 0.1566654249198589};
  expect_near(derive_weights(made_up(), rule)->weights, expected);
  rule.deviation = Deviation::population;
  expect_near(derive_weights(made_up(), rule)->weights, expected);  // the factor is common to all
  rule.conflict = Conflict::one_minus_absolute_r;
  expect_near(derive_weights(made_up(), rule)->weights,
              {0.3881896613331255, 0.22011515376349905, 0.20214160525137623, 0.1895535796519993});
  rule = {WeightMethod::critic, WeightScaling::none, 0, {}, {}, {}, {}};
  EXPECT_GT(derive_weights(made_up(), rule)->weights[1], 0.5);  // the column with the largest raw spread
}

TEST(WeightTest, first_component) {
  WeightRule rule{WeightMethod::pca, {}, 0, {}, {}, {}, {}};
  const auto output = derive_weights(made_up(), rule);
  expect_near(output->columns[0].second,
              {0.019216916588426003, 0.5698751052981618, 0.5521115349851121, 0.6083140039606397});
  expect_near(output->weights, {0.010984123291270928, 0.3257327151532229, 0.31557930445833476, 0.3477038570971714});
  EXPECT_NEAR(output->figures[0].second, 2.6489281098866986, 1e-13);
  EXPECT_NEAR(output->figures[1].second, 2.6489281098866986 / 4, 1e-13);
  rule.loadings = LoadingUse::squared;
  EXPECT_NEAR(derive_weights(made_up(), rule)->weights[3], 0.6083140039606397 * 0.6083140039606397, 1e-13);
}

TEST(WeightTest, constant_columns_get_nothing_and_all_constant_is_refused) {
  for (const WeightMethod method : {WeightMethod::entropy, WeightMethod::critic, WeightMethod::pca}) {
    const WeightRule rule{method, {}, 0, {}, {}, {}, {}};
    DecisionTable table = made_up();
    table.x[1] = {7, 7, 7, 7, 7};
    EXPECT_EQ(derive_weights(table, rule)->weights[1], 0);
    for (auto& column : table.x) column = {7, 7, 7, 7, 7};
    EXPECT_EQ(code_of(derive_weights(table, rule)), "score.all_columns_constant");
    for (auto& column : table.x) column = {7};
    EXPECT_EQ(code_of(derive_weights(table, rule)), "score.weights_need_units");
  }
  EXPECT_EQ(derive_weights(made_up(), WeightRule{WeightMethod::equal, {}, 0, {}, {}, {}, {}})->weights,
            std::vector<double>(4, 0.25));
  DecisionTable twins = made_up();
  twins.items.resize(2);
  twins.x = {{1, 2, 3}, {1, 2, 3}};
  twins.directions = {higher_is_better, higher_is_better};
  EXPECT_EQ(code_of(derive_weights(twins, WeightRule{WeightMethod::critic, {}, 0, {}, {}, {}, {}})),
            "score.no_information");
  twins.x[0][0] = -1;
  EXPECT_EQ(
      code_of(derive_weights(twins, WeightRule{WeightMethod::entropy, WeightScaling::proportion, 0, {}, {}, {}, {}})),
      "score.entropy_needs_positive");
  EXPECT_EQ(code_of(derive_weights(DecisionTable{}, WeightRule{WeightMethod::equal, {}, 0, {}, {}, {}, {}})),
            "score.weights_need_units");
}

TEST(WeightTest, holes_are_refused_or_the_unit_dropped) {
  DecisionTable table = made_up();
  WeightRule rule{WeightMethod::critic, {}, 0, {}, {}, {}, {}};
  for (auto& column : table.x) column.push_back(1);
  table.x[2][5] = kMissing;
  EXPECT_EQ(code_of(derive_weights(table, rule)), "score.weights_need_values");
  rule.holes = Holes::drop_units;
  expect_near(derive_weights(table, rule)->weights,
              derive_weights(made_up(), WeightRule{WeightMethod::critic, {}, 0, {}, {}, {}, {}})->weights);
}

TEST(WeightTest, of_a_scheme_are_derived_inside_each_node) {
  const auto small =
      compute_small(R"(
[scheme]
code = "s"
[weights]
method = "entropy"
[[node]]
code = "T"
[[node]]
code = "P"
parent = "T"
weight = 3
[[item]]
code = "p"
parent = "P"
weight = 6
[[item]]
code = "q"
parent = "P"
direction = -1
weight = 4
[[item]]
code = "r"
parent = "T"
weight = 5
)",
                    "unit,p,q,r\na,3.2,40,7.1\nb,2.8,55,6.0\nc,4.1,38,8.2\nd,3.6,61,5.5\ne,2.2,47,9.3\n");
  const auto& scheme = (*small)->computed.scheme;
  const auto weight = [&](const char* code) {
    return scheme.nodes[static_cast<std::size_t>(scheme.find(code))].weight;
  };
  EXPECT_NEAR(weight("p") + weight("q"), 10, 1e-12);
  EXPECT_NEAR(weight("p") / weight("q"), 0.2149843156431366 / 0.22845045418858706, 1e-12);
  EXPECT_EQ(weight("r"), 5);  // alone among items: nothing to derive
  EXPECT_EQ(weight("P"), 3);
}

TEST(AhpTest, the_holiday_place_of_the_textbook) {
  const auto matrix = read_matrix(
      SmallSheet(",a,b,c,d,e\na,1,1/2,4,3,3\nb,2,1,7,5,5\nc,1/4,1/7,1,1/2,1/3\nd,1/3,1/5,2,1,1\ne,1/3,1/5,3,1,1")
          .text());
  ASSERT_TRUE(matrix.has_value());
  const auto output = ahp_weights(*matrix, {});
  expect_near(output->weights, {0.26360349279921547, 0.47583537818231575, 0.053814596925772666, 0.0980682876005198,
                                0.10867824449217629});
  EXPECT_NEAR(output->figures[0].second, 5.072084408570216, 1e-12);
  EXPECT_NEAR(output->figures[1].second, 0.018, 0.0005);  // as printed
  EXPECT_EQ(output->figures[2].second, 1.12);
  EXPECT_NEAR(output->figures[3].second, 0.016, 0.0005);
  const auto geometric = ahp_weights(*matrix, {AhpVector::geometric, RandomIndex::chinese_textbook, {}});
  EXPECT_NEAR(geometric->weights[0], 0.2636328046589077, 1e-13);
  EXPECT_NEAR(geometric->figures[0].second, 5.071700210527087, 1e-12);
  const auto columns = ahp_weights(*matrix, {AhpVector::column_mean, RandomIndex::tummala_ling, {}});
  EXPECT_NEAR(columns->weights[4], 0.11029827158051955, 1e-13);
  EXPECT_NEAR(columns->figures[0].second, 5.07293180152562, 1e-12);
  EXPECT_EQ(columns->figures[2].second, 1.1159);
  EXPECT_EQ(ahp_weights(*matrix, {AhpVector::eigenvector, RandomIndex::saaty_1980, 1.5})->figures[2].second, 1.5);
}

TEST(AhpTest, random_indices_of_every_size) {
  const auto index = [&](std::size_t size, RandomIndex table) {
    std::vector<std::vector<double>> matrix(size, std::vector<double>(size, 1));
    return ahp_weights(matrix, {AhpVector::eigenvector, table, {}})->figures[2].second;
  };
  EXPECT_EQ(index(1, RandomIndex::chinese_textbook), 0);
  EXPECT_EQ(index(2, RandomIndex::chinese_textbook), 0);
  EXPECT_EQ(index(3, RandomIndex::chinese_textbook), 0.52);
  EXPECT_EQ(index(9, RandomIndex::chinese_textbook), 1.46);
  EXPECT_EQ(index(3, RandomIndex::saaty_1980), 0.58);
  EXPECT_EQ(index(9, RandomIndex::saaty_1980), 1.45);
  EXPECT_EQ(index(15, RandomIndex::tummala_ling), 1.5831);
  EXPECT_EQ(index(2, RandomIndex::tummala_ling), 0);
}

TEST(AhpTest, refuses) {
  const auto problem = ahp_weights({{1, 2}, {0.5, 0}}, {}).error().problems.at(0);
  EXPECT_EQ(problem.args, (ProblemArgs{{"row", "2"}, {"column", "2"}, {"value", "0"}}));
  EXPECT_EQ(code_of(ahp_weights({}, {})), "score.ahp_size");
  EXPECT_EQ(code_of(ahp_weights({{1, 2}}, {})), "score.ahp_not_square");
  EXPECT_EQ(code_of(ahp_weights({{1, 2}, {0.5, 0}}, {})), "score.ahp_not_positive");
  EXPECT_EQ(code_of(ahp_weights({{1, 2}, {0.6, 1}}, {})), "score.ahp_not_reciprocal");
  EXPECT_EQ(code_of(ahp_weights({{1, 3}, {0.33, 1}}, {})), "accepted");
  EXPECT_EQ(ahp_weights({{1, 3}, {1.0 / 3, 1}}, {})->figures[3].second, 0);
  EXPECT_EQ(code_of(ahp_weights(std::vector<std::vector<double>>(16, std::vector<double>(16, 1)), {})),
            "score.ahp_size");
  EXPECT_EQ(code_of(read_matrix(SmallSheet("1,2\n1/0,1").text())), "score.not_a_number");
  EXPECT_EQ(code_of(read_matrix(SmallSheet("").text())), "score.no_rows");
}

TEST(TopsisTest, fighter_aircraft) {
  DecisionTable table;
  table.units = {"A1", "A2", "A3", "A4"};
  table.items = {"speed", "range", "payload", "cost", "reliability", "manoeuvre"};
  table.x = {
      {2.0, 2.5, 1.8, 2.2}, {1500, 2700, 2000, 1800}, {20000, 18000, 21000, 20000}, {5.5, 6.5, 4.5, 5.0}, {5, 3, 7, 5},
      {9, 5, 7, 5}};
  table.directions.assign(6, higher_is_better);
  table.directions[3] = lower_is_better;
  table.weights = {.2, .1, .1, .1, .2, .3};
  const auto output = topsis(table, {});
  const std::vector<double> printed{0.643, 0.268, 0.613, 0.312};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(output->closeness[i], printed[i], 0.0006);
  EXPECT_THAT(output->place, ::testing::ElementsAre(1, 4, 2, 3));
}

TEST(TopsisTest, options_rank_differently) {
  const auto closeness = [](TopsisRule rule) { return topsis(made_up(), rule)->closeness; };
  using enum TopsisScaling;
  expect_near(closeness({}),
              {0.5891400581809687, 0.2682999814241231, 0.910636065402797, 0.44256874385392375, 0.3926113866663269});
  expect_near(closeness({vector, TopsisWeights::inside_root, {}, {}}),
              {0.5849505386483824, 0.2330339424905323, 0.8995739052525606, 0.3493916618818009, 0.48839345161924946});
  expect_near(closeness({min_max, {}, {}, {}}),
              {0.6127064182932697, 0.27383210752671494, 0.9014101541485262, 0.4312628550606702, 0.4013069301654604});
  expect_near(closeness({sum, {}, {}, {}}),
              {0.5884321032273246, 0.2661814767440505, 0.9116382977333497, 0.43776430812459777, 0.3968827849855461});
  expect_near(closeness({maximum, {}, {}, {}}),
              {0.5912609478453507, 0.27181582635301527, 0.9095423468774759, 0.44984951918759764, 0.38564051040002056});
  expect_near(closeness({vector, {}, CostRule::maximum_minus, {}}),
              {0.7452220908340664, 0.25863175426525514, 0.9469498765770714, 0.26064942423392856, 0.5141385490677743});
  expect_near(closeness({vector, {}, CostRule::reciprocal, {}}),
              {0.5172401146124586, 0.23751154863042237, 0.9130841421375414, 0.4282392244816785, 0.3383636023699476});
  expect_near(grey_relational(made_up(), 0.5)->grade,
              {0.6074900416363832, 0.3998605488079172, 0.9266666666666665, 0.4620689655172414, 0.5652623798965263});
}

TEST(TopsisTest, refuses) {
  DecisionTable table = made_up();
  table.x[0][1] = kMissing;
  EXPECT_EQ(code_of(topsis(table, {})), "score.weights_need_values");
  table = made_up();
  table.weights[0] = -1;
  EXPECT_EQ(code_of(topsis(table, {})), "score.weight_negative");
  table.weights.assign(4, 0);
  EXPECT_EQ(code_of(topsis(table, {})), "score.weights_sum_zero");
  EXPECT_EQ(code_of(topsis(DecisionTable{}, {})), "score.weights_need_units");
  table = made_up();
  for (auto& column : table.x) column.assign(5, 3);
  EXPECT_EQ(code_of(topsis(table, {})), "score.closeness_undefined");
  EXPECT_EQ(topsis(table, {TopsisScaling::vector, {}, {}, 0.5})->closeness, std::vector<double>(5, 0.5));
  table = made_up();
  table.x[1][0] = 0;
  EXPECT_EQ(code_of(topsis(table, {TopsisScaling::vector, {}, CostRule::reciprocal, {}})),
            "score.reciprocal_needs_positive");
  table.x[2].assign(5, 3);  // equal values part nobody, at whatever height
  EXPECT_NEAR(topsis(table, {TopsisScaling::min_max, {}, {}, {}})->scaled[2][0], 0, 1e-15);
  EXPECT_NEAR(topsis(table, {TopsisScaling::sum, {}, {}, {}})->scaled[2][0], 0.2 * 0.2, 1e-15);
  table.x[0] = {1, -1, 2, -2, 0};
  EXPECT_EQ(code_of(topsis(table, {TopsisScaling::sum, {}, {}, {}})), "score.column_sums_to_zero");
  EXPECT_EQ(code_of(grey_relational(made_up(), 0)), "score.rho_out_of_range");
}

TEST(DecisionTest, takes_columns_and_weights_from_words) {
  const SmallSheet sheet("unit,p,q\na,1,2\nb,3,1");
  const auto table = Table::make(sheet.text(), {}, {}, "");
  auto decision = decision_table(*table, {}, {"q"});
  EXPECT_THAT(decision->items, ::testing::ElementsAre("p", "q"));
  EXPECT_EQ(decision->directions[1], lower_is_better);
  EXPECT_EQ(code_of(decision_table(*table, {"p"}, {"q"})), "score.item_unknown");
  EXPECT_EQ(code_of(decision_table(*table, {"z"}, {})), "score.column_unknown");
  EXPECT_EQ(code_of(set_weights(*decision, "1,2,3")), "score.weights_count");
  EXPECT_EQ(code_of(set_weights(*decision, "p=1")), "score.weight_needed");
  EXPECT_EQ(code_of(set_weights(*decision, "p=1,z=2")), "score.item_unknown");
  EXPECT_EQ(code_of(set_weights(*decision, "p=1,q=x")), "score.not_a_number");
  EXPECT_TRUE(set_weights(*decision, "q=3,p=1").has_value());
  EXPECT_THAT(decision->weights, ::testing::ElementsAre(1, 3));
  EXPECT_TRUE(set_weights(*decision, "2, 5").has_value());
  EXPECT_THAT(decision->weights, ::testing::ElementsAre(2, 5));
  EXPECT_TRUE(set_weights(*decision, "equal").has_value());
  EXPECT_THAT(decision->weights, ::testing::ElementsAre(0.5, 0.5));
  EXPECT_EQ(code_of(read_choice("c", "a|b", "x")), "score.choice_unknown");
  EXPECT_EQ(*read_choice("b", "a|b", "x"), 1U);
}

}  // namespace
}  // namespace guatu::score
