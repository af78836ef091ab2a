// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "engine/score/sheet_test.hpp"

namespace guatu::score {
namespace {

const std::string kHead = "[scheme]\ncode = \"s\"\n";
const std::string kItem = "[[item]]\ncode = \"a\"\n";

std::string scheme_code(const std::string& body) { return code_of(read_scheme(kHead + body)); }

struct Row {
  const char* body;
  const char* code;
};

const std::vector<Row> kRefused{
    {"[[item]", "score.toml_syntax"},
    {"x = 2026-01-01\n[[item]]\ncode = \"a\"", "score.toml_kind"},
    {"x = [[[[[[[[[[1]]]]]]]]]]\n[[item]]\ncode = \"a\"", "score.toml_depth"},
    {"", "score.no_items"},
    {"[[item]]\ncode = \"a\"\ncolour = 3", "score.key_unknown"},
    {"[[item]]\nname = \"a\"", "score.key_needed"},
    {"[[item]]\ncode = 3", "score.text_expected"},
    {"[[item]]\ncode = \"a\"\nweight = \"3\"", "score.number_expected"},
    {"[[item]]\ncode = \"a\"\nweight = -1", "score.weight_negative"},
    {"[[item]]\ncode = \"a\"\ndirection = 0", "score.direction_unknown"},
    {"[[item]]\ncode = \"a\"\nmethod = \"maximum\"", "score.method_unknown"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"min_max\", lower = \"0\" }", "score.parameter_kind"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"min_max\", low = 0 }", "score.key_unknown"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"rank\", ties = \"first\" }", "score.choice_unknown"},
    {"[[item]]\ncode = \"a\"\nmissing = \"guess\"", "score.missing_unknown"},
    {"[[item]]\ncode = \"a\"\noutliers = \"trim\"", "score.choice_unknown"},
    {"[[item]]\ncode = \"a\"\n[[item]]\ncode = \"a\"", "score.code_twice"},
    {"[[item]]\ncode = \"a\"\nparent = \"p\"", "score.parent_unknown"},
    {"[[item]]\ncode = \"a\"\nparent = \"b\"\n[[item]]\ncode = \"b\"", "score.parent_is_item"},
    {"[[item]]\ncode = \"a\"\nparent = \"p\"\n[[node]]\ncode = \"p\"\n[[node]]\ncode = \"q\"", "score.roots"},
    {"[[item]]\ncode = \"a\"\nparent = \"p\"\n[[node]]\ncode = \"p\"\n[[node]]\ncode = \"q\"\nparent = \"p\"",
     "score.node_without_items"},
    {"[[item]]\ncode = \"a\"\nparent = \"p\"\n[[node]]\ncode = \"p\"\nparent = \"q\"\n[[node]]\ncode = \"q\"\nparent "
     "= \"p\"",
     "score.tree_has_circle"},
    {"[[item]]\ncode = \"a\"\n[[level]]\nnumber = 5", "score.level_unknown"},
    {"[[item]]\ncode = \"a\"\nweight = 0", "score.weights_sum_zero"},
    {"[defaults]\naggregate = \"mean\"\n[[item]]\ncode = \"a\"", "score.aggregate_unknown"},
    {"[defaults]\naggregate = { method = \"power_mean\", p = 0 }\n[[item]]\ncode = \"a\"", "score.power_zero"},
    {"[defaults]\naggregate = { method = \"arithmetic\", minimum_share = 2 }\n[[item]]\ncode = \"a\"",
     "score.share_out_of_range"},
    {"[defaults]\naggregate = \"sum\"\nmethod = \"z_score\"\n[[item]]\ncode = \"a\"", "score.no_full_mark"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"z_score\", sd = 0 }", "score.sd_not_positive"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"efficacy\", clip = [60] }", "score.clip_needs_two"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"efficacy\", clip = [90, 60] }", "score.clip_needs_two"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"completion\", cap = 1, floor = 2 }", "score.cap_below_floor"},
    {"[[item]]\ncode = \"a\"\nmethod = \"five_tiers\"", "score.lists_differ"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"five_tiers\", standards = [4, 3, 2, 1] }", "score.lists_differ"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"vote\", classes = [\"A\"], class_weights = [1, 2] }",
     "score.lists_differ"},
    {"[[item]]\ncode = \"a\"\nmethod = \"tiered\"", "score.tiered_needs_one"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"tiered\", full_at = 3, from = [1], points = [1] }",
     "score.tiered_needs_one"},
    {"[[item]]\ncode = \"a\"\nweight = 5\nmethod = { name = \"tiered\", from = [1, 2], points = [5, 3] }",
     "score.bands_not_ordered"},
    {"[[item]]\ncode = \"a\"\nweight = 4\nmethod = { name = \"tiered\", from = [2, 1], points = [5, 3] }",
     "score.points_above_weight"},
    {"[[item]]\ncode = \"a\"\nmethod = { name = \"growth_parts\", previous = \"b\" }", "score.parts_without_weight"},
    {"[groups]\nrank = \"apart\"\n[[item]]\ncode = \"a\"", "score.group_column_needed"},
    {"[weights]\nmethod = \"ahp\"\n[[item]]\ncode = \"a\"", "score.choice_unknown"},
    {"[robustness]\nnoise = 2\n[[item]]\ncode = \"a\"", "score.share_out_of_range"},
    {"[robustness]\nnormalise = [\"vote\"]\n[[item]]\ncode = \"a\"", "score.method_unknown"},
    {"[robustness]\naggregate = [\"mode\"]\n[[item]]\ncode = \"a\"", "score.aggregate_unknown"},
    {"[bonus]\nsource = [{ code = \"p\", points = 1 }]\n[[item]]\ncode = \"a\"", "score.cap_needed"},
    {"[bonus]\ncap = 3\nsource = [{ code = \"p\", points = 0 }]\n[[item]]\ncode = \"a\"", "score.points_not_positive"},
    {"[bonus]\ncap = 3\nsource = [{ code = \"p\", points = 1 }, { code = \"p\", points = 1 }]\n[[item]]\ncode = "
     "\"a\"",
     "score.code_twice"},
    {"bonus = 3\n[[item]]\ncode = \"a\"", "score.key_unknown"},
    {"[[veto]]\ncode = \"v\"\n[[item]]\ncode = \"a\"", "score.veto_without_basis"},
    {"[[board]]\ncode = \"b\"\n[[item]]\ncode = \"a\"", "score.board_without_condition"},
    {"[[board]]\ncode = \"b\"\nside = \"top\"\n[[item]]\ncode = \"a\"", "score.board_without_places"},
    {"[[board]]\ncode = \"b\"\nside = \"top\"\nplaces = 0\n[[item]]\ncode = \"a\"", "score.whole_number_expected"},
    {"[[board]]\ncode = \"b\"\ncondition = [{ item = \"z\", above = 1 }]\n[[item]]\ncode = \"a\"",
     "score.item_unknown"},
    {"[[board]]\ncode = \"b\"\ncondition = [{ above = 1, below = 2 }]\n[[item]]\ncode = \"a\"",
     "score.condition_needs_one_bound"},
    {"[[board]]\ncode = \"b\"\ncondition = [{ above = 1 }]\nneed = 2\n[[item]]\ncode = \"a\"",
     "score.need_unreachable"},
    {"board = 3\n[[item]]\ncode = \"a\"", "score.key_unknown"},
};

TEST(SchemeTest, refuses) {
  for (const Row& row : kRefused) EXPECT_EQ(scheme_code(row.body), row.code) << row.body;
  EXPECT_EQ(code_of(read_scheme("scheme = 3\n" + kItem)), "score.table_expected");
  EXPECT_EQ(code_of(read_scheme("board = 3\n" + kHead + kItem)), "score.list_of_tables_expected");
  EXPECT_EQ(code_of(read_scheme("[scheme]\ncode = \"s\"\nprecision = \"half\"\n" + kItem)), "score.precision_unknown");
  EXPECT_EQ(code_of(read_scheme("[scheme]\ncode = \"s\"\ntie_chain = [\"z\"]\n" + kItem)), "score.item_unknown");
  EXPECT_EQ(code_of(read_scheme("[scheme]\ncode = \"\xFF\"\n" + kItem)), "score.not_utf8");
  EXPECT_EQ(code_of(read_scheme(std::string(9'000'000, '#'))), "score.scheme_too_large");
}

TEST(SchemeTest, refuses_trees_beyond_the_limits) {
  std::string many = kHead;
  for (int i = 0; i < 20'001; ++i) many += "[[item]]\ncode = \"i" + std::to_string(i) + "\"\n";
  EXPECT_EQ(code_of(read_scheme(many)), "score.too_many_items");
  std::string deep = kHead + "[[item]]\ncode = \"a\"\nparent = \"n1\"\n";
  for (int i = 1; i <= 13; ++i)
    deep += "[[node]]\ncode = \"n" + std::to_string(i) + "\"\n" +
            (i < 13 ? "parent = \"n" + std::to_string(i + 1) + "\"\n" : "");
  EXPECT_EQ(code_of(read_scheme(deep)), "score.too_many_levels");
}

TEST(SchemeTest, reports_every_problem_with_its_place) {
  const auto scheme = read_scheme(
      kHead + "[[item]]\ncode = \"a\"\nweight = \"x\"\ncolour = 1\n[[item]]\ncode = \"b\"\ndirection = 2\n");
  ASSERT_FALSE(scheme.has_value());
  std::vector<std::string> places;
  for (const Problem& problem : scheme.error().problems) places.push_back(problem.place);
  EXPECT_THAT(places, ::testing::ElementsAre("item 1.weight", "item 1.colour", "item 2.direction"));
  EXPECT_EQ(scheme.error().problems[1].args.at("line"), "6");
}

TEST(SchemeTest, builds_the_tree_with_levels_weights_and_effective_weights) {
  const auto scheme = read_scheme(kHead + R"(
[[level]]
number = 3
aggregate = "geometric"
[[node]]
code = "T"
[[node]]
code = "P"
parent = "T"
weight = 3
aggregate = "sum"
[[node]]
code = "Q"
parent = "T"
[[item]]
code = "a"
parent = "P"
weight = 4
[[item]]
code = "b"
parent = "P"
weight = 1
[[item]]
code = "c"
parent = "Q"
)");
  ASSERT_TRUE(scheme.has_value());
  const auto node = [&](const char* code) { return scheme->nodes[static_cast<std::size_t>(scheme->find(code))]; };
  EXPECT_EQ(node("T").level, 3);
  EXPECT_EQ(node("T").aggregate.method, Aggregate::geometric);
  EXPECT_EQ(node("P").aggregate.method, Aggregate::sum);
  EXPECT_EQ(node("Q").aggregate.method, Aggregate::arithmetic);
  EXPECT_EQ(scheme->nodes.back().code, "T");
  EXPECT_EQ(scheme->items().size(), 3U);
  EXPECT_EQ(scheme->find("nobody"), -1);
  const auto effective = effective_weights(*scheme);
  EXPECT_DOUBLE_EQ(effective[static_cast<std::size_t>(scheme->find("a"))], 0.75 * 0.8);
  EXPECT_DOUBLE_EQ(effective[static_cast<std::size_t>(scheme->find("c"))], 0.25);
  EXPECT_DOUBLE_EQ(effective.back(), 1);
}

TEST(SchemeTest, tells_what_looks_wrong_without_refusing_it) {
  const auto scheme = read_scheme(kHead + R"(
[bonus]
cap = 9
source = [ { code = "p", points = 3, cap = 2 } ]
[defaults]
aggregate = "sum"
[[node]]
code = "T"
[[node]]
code = "P"
parent = "T"
weight = 20
[[item]]
code = "a"
parent = "P"
weight = 4
method = { name = "count", cap = 6 }
)");
  ASSERT_TRUE(scheme.has_value());
  EXPECT_THAT(scheme->findings,
              ::testing::UnorderedElementsAre("a: cap 6 is above the item's 4 points",
                                              "P: weight 20 is not the sum 4 of its items",
                                              "bonus p: one event is worth 3, more than its cap 2",
                                              "bonus: the cap 9 cannot be reached, its sources end at 2"));
}

TEST(SchemeTest, a_cap_may_equal_the_floor) {
  EXPECT_EQ(scheme_code("[[item]]\ncode = \"a\"\nmethod = { name = \"completion\", cap = 1, floor = 1 }"), "accepted");
}

TEST(SchemeTest, names_go_both_ways) {
  for (const auto& spec : method_table()) {
    EXPECT_EQ(find_method(spec.name)->method, spec.method);
    EXPECT_EQ(name_of(spec.method), spec.name);
  }
  for (const char* name : {"renormalise", "zero", "value", "mean", "median", "group_mean", "group_median",
                           "sibling_mean", "latest", "linear", "refuse"})
    EXPECT_EQ(name_of(*find_missing(name)), name);
  for (const char* name : {"arithmetic", "geometric", "harmonic", "power_mean", "copeland", "median", "minimum", "sum"})
    EXPECT_EQ(name_of(*find_aggregate(name)), name);
  for (const char* name : {"given", "equal", "entropy", "critic", "pca", "ahp"})
    EXPECT_EQ(name_of(*find_weight_method(name)), name);
  EXPECT_FALSE(find_missing("x") || find_aggregate("x") || find_weight_method("x") || ties_by_name("x"));
}

}  // namespace
}  // namespace guatu::score
