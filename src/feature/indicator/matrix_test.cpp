// SPDX-License-Identifier: Apache-2.0
// Lights of the matrix are what an adopted rule set says, at its exact bounds; and states that no clause decides.
#include "feature/indicator/matrix.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "base/text.hpp"
#include "engine/light/rule_toml.hpp"
#include "tests/support/golden.hpp"

namespace guatu::indicator {
namespace {

// The preset of 银川 with another scope: green to 0 points behind, a declared hole, yellow from 10, red beyond 30.
light::RuleSet rules() {
  const std::string preset = guatu::testing::read_whole(guatu::testing::source_path("data/rule/yinchuan-2025.toml"));
  return *light::parse_rule_set(replace_all(preset, "scope = \"project\"", "scope = \"indicator\""), "rule");
}

FigureView view_with(const char* value, int month) {
  FigureView view;
  view.day = date_of(2026, 12, 31);
  Indicator indicator;
  indicator.id.value = "I01";
  indicator.january_not_applicable = "是";
  view.registers.indicators = {indicator};
  unit::Unit unit;
  unit.id.value = "U01";
  view.units = {unit};
  Target target;
  target.indicator.value = "I01";
  target.unit.value = "U01";
  target.year = 2026;
  target.level = "1000";
  view.registers.targets = {target};
  if (*value == '\0') return view;
  Observation figure;
  figure.indicator.value = "I01";
  figure.unit.value = "U01";
  figure.first = Month(2026, 1);
  figure.last = Month(2026, month);
  figure.value = *parse_decimal(value);
  figure.released_on = date_of(2026, 12, 1);
  view.registers.observations = {figure};
  return view;
}

Cell cell_in(FigureView view, int month) {
  static std::vector<std::unique_ptr<FigureView>> kept;  // a cell points into its view
  kept.push_back(std::make_unique<FigureView>(std::move(view)));
  const FigureBook book(kept.back()->registers, kept.back()->day);
  return cell_of(*kept.back(), book, kept.back()->registers.indicators.front(), {"U01"}, Month(2026, month));
}

std::string light_with(const char* value, int month) {
  FigureView view = view_with(value, month);
  view.rules = rules();
  return cell_in(std::move(view), month).light;
}

TEST(MatrixTest, lights_follow_the_rule_set_in_force) {
  EXPECT_EQ(light_with("500", 6), "green");
  EXPECT_EQ(light_with("499.9", 6), "unruled");
  EXPECT_EQ(light_with("400.1", 6), "unruled");
  EXPECT_EQ(light_with("400", 6), "yellow");
  EXPECT_EQ(light_with("200", 6), "yellow");
  EXPECT_EQ(light_with("199.9", 6), "red");
  EXPECT_EQ(light_with("1000", 6), "blue");
}

TEST(MatrixTest, missing_is_never_green) {
  EXPECT_EQ(light_with("", 6), "white");
  EXPECT_EQ(light_with("", 1), "grey");  // January has no figure
  FigureView may = view_with("500", 5);
  may.rules = rules();
  const Cell june = cell_in(may, 6);
  EXPECT_EQ(june.state, FigureState::not_released);
  EXPECT_EQ(june.standing.month, Month(2026, 5));
  EXPECT_EQ(june.light, "white");
}

TEST(MatrixTest, without_a_rule_set_there_is_no_light) {
  const Cell cell = cell_in(view_with("500", 6), 6);
  EXPECT_EQ(cell.light, "");
  EXPECT_EQ(cell.standing.status, figures::Status::on_schedule);
}

TEST(MatrixTest, the_tolerance_of_the_plan_makes_a_small_lag_no_lag) {
  FigureView view = view_with("489.9", 6);  // 48.99 % where 50 % are expected
  EXPECT_EQ(cell_in(view, 6).standing.status, figures::Status::behind);
  view.tolerance = *parse_decimal("1.00");
  EXPECT_EQ(cell_in(view, 6).standing.status, figures::Status::behind);
  view.tolerance = *parse_decimal("1.01");
  EXPECT_EQ(cell_in(view, 6).standing.status, figures::Status::on_schedule);
}

TEST(MatrixTest, value_and_growth_are_of_one_month) {
  FigureView view = view_with("400", 5);
  Observation growth = view.registers.observations.front();
  growth.last = Month(2026, 6);
  growth.measure = Measure::growth;
  growth.value = *parse_decimal("5.8");
  view.registers.observations.push_back(growth);
  const Cell june = cell_in(view, 6);
  EXPECT_EQ(june.standing.month, Month(2026, 6));
  EXPECT_EQ(june.standing.value, std::nullopt);
  EXPECT_EQ(june.standing.growth, parse_decimal("5.8").value());
  view.registers.observations.back().last = Month(2026, 4);
  const Cell may = cell_in(view, 5);
  EXPECT_EQ(may.standing.month, Month(2026, 5));
  EXPECT_EQ(may.standing.growth, std::nullopt);
  EXPECT_TRUE(may.standing.completion.has_value());
}

TEST(MatrixTest, a_growth_target_has_no_progress_to_light) {
  FigureView view = view_with("500", 6);
  view.rules = rules();
  view.registers.targets.front().level = "";
  view.registers.targets.front().growth = "6%";
  view.registers.observations.front().measure = Measure::growth;
  view.registers.observations.front().value = *parse_decimal("5.0");
  const Cell cell = cell_in(view, 6);
  EXPECT_EQ(cell.light, "grey");
  EXPECT_EQ(cell.standing.status, figures::Status::behind);
}

TEST(MatrixTest, has_cells_where_there_is_something_to_say) {
  FigureView view = view_with("500", 6);
  unit::Unit other;
  other.id.value = "U02";
  view.units.push_back(other);
  const FigureBook book(view.registers, view.day);
  const auto all = [](const Indicator&, const Id<unit::Unit>&) { return true; };
  EXPECT_EQ(matrix_of(view, book, all, Month(2026, 6)).size(), 1U);
  EXPECT_TRUE(matrix_of(view, book, all, Month(2025, 6)).empty());
  const auto none = [](const Indicator&, const Id<unit::Unit>&) { return false; };
  EXPECT_TRUE(matrix_of(view, book, none, Month(2026, 6)).empty());
}

}  // namespace
}  // namespace guatu::indicator
