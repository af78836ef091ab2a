// SPDX-License-Identifier: Apache-2.0
// The wall chart (挂图) when what was published last cannot be read any more: the chart is drawn, the ranking is
// missing, and it is said why. Stories cannot damage a store.
#include <gtest/gtest.h>

#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/json/json.hpp"
#include "platform/resource/resource.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

// A snapshot of nothing, under these rules.
std::string snapshot_under(const std::string& rule_text) {
  cycle::Snapshot snapshot;
  snapshot.cycle.id.value = "W2026-38";
  snapshot.frozen_at = Instant(date_of(2026, 9, 14));
  snapshot.day = date_of(2026, 9, 14);
  snapshot.month = Month(2026, 7);
  snapshot.rule_name = "old";
  snapshot.rule_text = rule_text;
  return cycle::to_json(snapshot);
}

struct Row {
  const char* what;
  std::string snapshot;  // the file that the cycle names; empty: it is gone
  std::string cause;     // code beside wallchart.ranking_unreadable; empty: there is a ranking
};

std::string rules() { return std::string(resource::find("data/rule/yinchuan-2025.toml").value()); }

void fill(World& world, const Row& row) {
  world.set_today(date_of(2026, 9, 21));
  world.open_account("linyan", {{"clerk", ""}});
  db::Database& store = world.open_store();
  cycle::Cycle cycle;
  cycle.id.value = "W2026-38";
  cycle.number = "2026年第38周调度会";
  cycle.state = cycle::CycleState::published;
  cycle.frozen_on = cycle.published_on = date_of(2026, 9, 14);
  cycle.snapshot = std::string(64, 'a');
  if (!row.snapshot.empty()) cycle.snapshot = *blob::BlobStore(store.directory()).put(row.snapshot);
  auto tx = *store.begin({"test", ""}, Instant(date_of(2026, 9, 14)));
  ASSERT_TRUE(lights::adopt_rule_set(tx, rules(), "yinchuan-2025", date_of(2026, 1, 1)));
  unit::Unit street;
  street.id.value = "U18";
  unit::save(tx, std::vector{street});
  project::Project project;
  project.id.value = "P-1";
  project.stage = project::Stage::continuing;
  project.responsible = street.id;
  project::save(tx, std::vector{project});
  cycle::save(tx, std::vector{cycle});
  tx.commit();
}

TEST(WallChartTest, is_drawn_without_the_ranking_that_cannot_be_read) {
  for (const Row& row :
       {Row{"a sound one", snapshot_under(rules()), ""}, Row{"the file is gone", "", "blob.missing"},
        Row{"no snapshot", R"({"format": "of-tomorrow"})", "cycle.not_a_snapshot"},
        Row{"no JSON", "{", "json.malformed"}, Row{"rules of another time", snapshot_under("severity = 7"), "*"}}) {
    World world(Way::in_process, db::testing::on_postgres() ? Place::postgres : Place::sqlite);
    fill(world, row);
    world.become("linyan");
    const auto reply = world.ask("GET", "/api/v1/wall-chart", {}, "");
    ASSERT_EQ(reply.status, 200) << row.what << " " << reply.body;
    const auto document = json::parse(reply.body);
    const auto chart = document->root();
    EXPECT_EQ(chart.find("rows")->size(), 1U) << row.what;
    EXPECT_EQ(chart.find("unit_figures")->size(), 1U) << row.what;
    const auto ranking = chart.find("ranking").value();
    const auto problems = ranking.find("problems").value();
    EXPECT_EQ(ranking.text("state"), row.cause.empty() ? "published" : "unreadable") << row.what;
    EXPECT_EQ(ranking.find("cycle")->is_null(), !row.cause.empty()) << row.what;
    ASSERT_EQ(problems.size() > 1, !row.cause.empty()) << row.what << reply.body;
    if (!row.cause.empty()) {
      EXPECT_EQ(problems.at(0).text("code"), "wallchart.ranking_unreadable") << row.what;
      EXPECT_NE(problems.at(0).text("message")->find("2026年第38周调度会"), std::string_view::npos) << row.what;
      EXPECT_TRUE(row.cause == "*" || problems.at(1).text("code") == row.cause) << row.what << reply.body;
    }
    for (const std::string& complaint : world.complaints) ADD_FAILURE() << row.what << " " << complaint;
  }
}

}  // namespace
}  // namespace guatu::testing
