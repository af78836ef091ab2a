// SPDX-License-Identifier: Apache-2.0
// Projects come by import; so their story begins with rows in the store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/json/json.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

using ::testing::HasSubstr;

project::Project project_of(int number, const char* responsible, const char* department) {
  project::Project project;
  project.id.value = "P-" + std::to_string(number);
  project.name = "厂房 " + std::to_string(number);
  project.sector = number % 2 == 0 ? "工业" : "农业";
  project.sequence = number;
  project.total_investment = Money::of_fen(number * 100'000'000'05LL);
  project.responsible = Id<unit::Unit>{responsible};
  if (*department != '\0') project.department = Id<unit::Unit>{department};
  return project;
}

void fill(World& world) {
  world.open_account("linyan", {{"clerk", ""}});
  world.open_account("zhouheng", {{"contact", "U18"}});
  auto tx = *world.open_store().begin({"test", ""}, Instant(date_of(2026, 9, 20)));
  project::ProjectYear year;
  year.project.value = "P-1";
  year.year = 2026;
  year.plan[0] = Money::of_fen(1'000'000'01);
  year.actual[0] = Money::of_fen(0);
  project::Milestone milestone;
  milestone.project.value = "P-1";
  milestone.sequence = 1;
  milestone.name = "开工";
  milestone.baseline = date_of(2026, 3, 1);
  project::Adjustment adjustment;
  adjustment.project.value = "P-1";
  adjustment.approval_number = "云发改〔2026〕7号";
  std::vector<unit::Unit> units(3);
  units[0].id.value = "U02";
  units[1].id.value = "U07";
  units[2].id.value = "U18";
  unit::save(tx, units);
  project::save(tx, std::vector{project_of(1, "U18", ""), project_of(2, "U07", "U18"), project_of(3, "U07", "U02")});
  project::save(tx, std::vector{year});
  project::save(tx, std::vector{milestone});
  project::save(tx, std::vector{adjustment});
  tx.journal({"test.filled", "", "{}"});
  tx.commit();
}

class ProjectTest : public ::testing::TestWithParam<Way> {
 protected:
  ProjectTest() : world_(GetParam(), db::testing::on_postgres() ? Place::postgres : Place::sqlite) { fill(world_); }

  http::Reply get(const std::string& path) {
    http::Reply reply = world_.ask("GET", path, {}, "");
    for (const std::string& complaint : world_.complaints) ADD_FAILURE() << complaint;
    world_.complaints.clear();
    return reply;
  }
  std::string ids(const std::string& path) {
    const http::Reply reply = get(path);
    const auto document = json::parse(reply.body);
    std::string ids;
    const auto items = document->root().find("items").value();
    for (std::size_t i = 0; i < items.size(); ++i) ids += std::string(items.at(i).text("id").value()) + " ";
    return ids + "of " + std::to_string(document->root().integer("total").value());
  }

  World world_;
};

TEST_P(ProjectTest, the_office_reads_all) {
  world_.become("linyan");
  EXPECT_EQ(ids("/api/v1/projects"), "P-1 P-2 P-3 of 3");
  EXPECT_EQ(ids("/api/v1/projects?sort=-total_investment&page_size=1"), "P-3 of 3");
  EXPECT_EQ(ids("/api/v1/projects?sector=工业"), "P-2 of 1");
  EXPECT_EQ(ids("/api/v1/projects?responsible=U18&responsible=U07&sector=农业"), "P-1 P-3 of 2");
  EXPECT_EQ(ids("/api/v1/projects?q=房 2"), "P-2 of 1");
  EXPECT_THAT(get("/api/v1/projects/P-3").body, HasSubstr(R"("total_investment":"300000000.15")"));
}

TEST_P(ProjectTest, a_unit_reads_what_it_answers_for_or_assists) {
  world_.become("zhouheng");
  EXPECT_EQ(ids("/api/v1/projects"), "P-1 P-2 of 2");
  EXPECT_EQ(ids("/api/v1/projects?q=房 3"), "of 0");
  EXPECT_EQ(get("/api/v1/projects/P-2").status, 200);
  EXPECT_EQ(get("/api/v1/projects/P-3").status, 403);
  EXPECT_EQ(get("/api/v1/projects/P-9").status, 404);
}

TEST_P(ProjectTest, one_comes_with_its_years_milestones_and_adjustments) {
  world_.become("linyan");
  const std::string body = get("/api/v1/projects/P-1").body;
  EXPECT_THAT(body, HasSubstr(R"("plan":["1000000.01",null)"));
  EXPECT_THAT(body, HasSubstr(R"("actual":["0.00",null)"));  // nothing spent is not the same as not reported
  EXPECT_THAT(body, HasSubstr(R"("baseline":"2026-03-01","entered":null)"));
  EXPECT_THAT(body, HasSubstr("云发改〔2026〕7号"));
}

INSTANTIATE_TEST_SUITE_P(Ways, ProjectTest, ::testing::Values(Way::in_process, Way::socket));

}  // namespace
}  // namespace guatu::testing
