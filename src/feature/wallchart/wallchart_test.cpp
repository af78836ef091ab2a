// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/wallchart.hpp"

#include <cstdlib>
#include <fstream>
#include <set>

#include "feature/wallchart/svg_writer.hpp"
#include "tests/support/demo_pack.hpp"

namespace guatu::wallchart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> pages(int projects, const Paper& paper) {
  return render_svg_pages(testing::demo_chart(projects), paper).value();
}

std::size_t count_of(const std::vector<std::string>& documents, const std::string& word) {
  std::size_t count = 0;
  for (const auto& document : documents)
    for (auto at = document.find(word); at != std::string::npos; at = document.find(word, at + word.size())) ++count;
  return count;
}

TEST(WallchartTest, sheets_have_their_size) {
  EXPECT_THAT(pages(5, {PageSize::a3}).at(0), HasSubstr(R"(width="420mm" height="297mm")"));
  EXPECT_THAT(pages(5, {PageSize::a0}).at(0), HasSubstr(R"(width="1189mm" height="841mm")"));
}

TEST(WallchartTest, a_district_fits_on_one_a0_and_on_four_a3) {
  EXPECT_EQ(pages(81, {PageSize::a0}).size(), 1U);
  EXPECT_EQ(pages(81, {PageSize::a3}).size(), 4U);
  EXPECT_EQ(pages(0, {PageSize::a3}).size(), 1U);
}

TEST(WallchartTest, every_project_stands_once_and_pages_are_numbered) {
  const auto documents = pages(81, {PageSize::a3});
  for (int number = 1; number <= 81; ++number)
    EXPECT_EQ(count_of(documents, fmt::format(R"(text-anchor="end">{}</text>)", number)), 1U) << number;
  EXPECT_THAT(documents.at(1), HasSubstr("第 2 页，共 4 页"));
}

TEST(WallchartTest, a_group_that_goes_on_says_so_and_no_heading_ends_a_page) {
  const auto documents = pages(81, {PageSize::a3});
  EXPECT_GE(count_of(documents, "（续）"), 2U);
  for (int projects = 20; projects < 60; ++projects)
    for (const auto& document : pages(projects, {PageSize::a3})) {
      const auto heading = document.rfind("#e9edf2");
      ASSERT_NE(heading, std::string::npos);
      EXPECT_NE(document.find(R"(stroke="#d9dfe6")", heading), std::string::npos)
          << "a heading without a row at " << projects;
    }
}

TEST(WallchartTest, grey_has_no_colour_and_tells_the_lights_apart) {
  const auto document = pages(81, {PageSize::a0, Ink::grey}).at(0);
  for (const auto& light : testing::demo_lights()) EXPECT_THAT(document, Not(HasSubstr(light.colour)));
  for (const char* red : {"#b3261e", "#fdf6e6"}) EXPECT_THAT(document, Not(HasSubstr(red)));
  for (const auto& light : testing::demo_lights()) EXPECT_THAT(document, HasSubstr(light.word));
  std::set<std::string> greys;
  for (const char* level : {"#303030", "#545454", "#787878", "#9c9c9c", "#c0c0c0"})
    if (document.contains(level)) greys.insert(level);
  EXPECT_EQ(greys.size(), 5U);
}

TEST(WallchartTest, shapes_have_names) {
  for (const char* name : {"disc", "triangle", "square", "diamond", "octagon", "ring", "tick", "bar"})
    EXPECT_EQ(name_of(parse_shape(name).value()), name);
  EXPECT_EQ(parse_shape("star").error().problems.at(0).code, "wallchart.unknown_shape");
}

TEST(WallchartTest, refuses) {
  const auto code = [](auto plant) {
    auto chart = testing::demo_chart(3);
    plant(chart);
    const auto result = render_svg_pages(chart, {});
    return result ? std::string() : result.error().problems.at(0).code;
  };
  EXPECT_EQ(code([](Chart& chart) { chart.rows[0].light = "purple"; }), "wallchart.unknown_light");
  EXPECT_EQ(code([](Chart& chart) { chart.counts[0].light = "purple"; }), "wallchart.unknown_light");
  EXPECT_EQ(code([](Chart& chart) { chart.months = {Month(2026, 2), Month(2026, 1)}; }), "wallchart.no_months");
  EXPECT_EQ(code([](Chart& chart) { chart.months = {Month(2020, 1), Month(2025, 1)}; }), "wallchart.too_many_months");
  EXPECT_EQ(code([](Chart& chart) { chart.months = {Month(2020, 1), Month(2024, 12)}; }), "");
}

TEST(WallchartTest, text_is_escaped_and_shortened) {
  auto chart = testing::demo_chart(1);
  chart.rows[0].name = "<script>&\x01";
  EXPECT_THAT(render_svg_pages(chart, {}).value().at(0), HasSubstr("&lt;script&gt;&amp;</text>"));
  EXPECT_EQ(shortened("归雁新城商住综合体", 100, 900), "归雁新城商住综合体");
  EXPECT_EQ(shortened("归雁新城商住综合体", 100, 500), "归雁新城…");
}

TEST(WallchartTest, same_chart_same_bytes) { EXPECT_EQ(pages(81, {PageSize::a3}), pages(81, {PageSize::a3})); }

// GUATU_LOOK=folder test_feature_wallchart writes what a person should look at.
TEST(WallchartTest, writes_what_to_look_at) {
  const char* folder = std::getenv("GUATU_LOOK");
  if (folder == nullptr) GTEST_SKIP() << "GUATU_LOOK is not set";
  std::ofstream(std::string(folder) + "/a3.svg", std::ios::binary) << pages(81, {PageSize::a3}).at(0);
  std::ofstream(std::string(folder) + "/a3-grey.svg", std::ios::binary)
      << pages(81, {PageSize::a3, Ink::grey, GroupBy::cluster}).at(1);
  std::ofstream(std::string(folder) + "/a0.svg", std::ios::binary) << pages(81, {PageSize::a0}).at(0);
}

}  // namespace
}  // namespace guatu::wallchart
