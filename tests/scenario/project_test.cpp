// SPDX-License-Identifier: Apache-2.0
// Lists over rows that are in the store already, and what the language of stories cannot tell: photos.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/light/light_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/json/json.hpp"
#include "platform/resource/resource.hpp"
#include "tests/scenario/world.hpp"
#include "tests/support/image_maker.hpp"

namespace guatu::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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
  http::Reply send_photo(const std::string& bytes, const std::string& more = "") {
    const std::string body =
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"工地.jpg\"\r\n"
        "Content-Type: text/html\r\n\r\n" +
        bytes + "\r\n" + more + "--XX--\r\n";
    http::Reply reply =
        world_.ask("POST", "/api/v1/projects/P-1/photos", {{"Content-Type", "multipart/form-data; boundary=XX"}}, body);
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

std::string field_of_form(const std::string& name, const std::string& value) {
  return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

TEST_P(ProjectTest, a_photo_loses_its_position_and_is_withdrawn_not_deleted) {
  world_.become("zhouheng");
  const http::Reply added = send_photo(jpeg_with_position(6), field_of_form("caption", " 二层 "));
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_THAT(added.body, HasSubstr(R"("media_type":"image/jpeg")"));
  EXPECT_THAT(added.body,
              HasSubstr(R"("width":2,"height":3,"caption":"二层","taken_on":"2026-09-18")"));  // it lay on its side
  EXPECT_EQ(added.header("Location"), "/api/v1/projects/P-1/photos/1");
  const http::Reply photo = get("/api/v1/projects/P-1/photos/1");
  EXPECT_EQ(photo.status, 200);
  EXPECT_EQ(photo.header("Content-Type"), "image/jpeg");
  EXPECT_TRUE(photo.body.starts_with("\xFF\xD8"));
  EXPECT_THAT(photo.body, Not(HasSubstr("GUATUCAMERA")));
  EXPECT_THAT(photo.body, Not(HasSubstr(be32(4242))));
  EXPECT_EQ(send_photo(png_with_position(), field_of_form("taken_on", "2026-09-01")).status, 201);
  EXPECT_THAT(get("/api/v1/projects/P-1/photos").body, HasSubstr(R"("taken_on":"2026-09-01")"));
  const http::Reply withdrawn =
      world_.ask("DELETE", "/api/v1/projects/P-1/photos/1", {{"If-Match", "\"1\""}}, R"({"reason": "照到了人脸"})");
  EXPECT_EQ(withdrawn.status, 200) << withdrawn.body;
  const http::Reply gone = get("/api/v1/projects/P-1/photos/1");
  EXPECT_EQ(gone.status, 404);
  EXPECT_THAT(gone.body, HasSubstr("project.photo_withdrawn"));
  EXPECT_THAT(get("/api/v1/projects/P-1/photos").body, HasSubstr("照到了人脸"));
  EXPECT_EQ(get("/api/v1/projects/P-1/photos/x").status, 404);
  EXPECT_EQ(
      world_.ask("DELETE", "/api/v1/projects/P-1/photos/1", {{"If-Match", "\"2\""}}, R"({"reason": "再来"})").status,
      409);
}

TEST_P(ProjectTest, refuses_what_is_no_photo) {
  world_.become("zhouheng");
  const auto code = [&](const http::Reply& reply) {
    const auto document = json::parse(reply.body);
    return std::to_string(reply.status) + " " +
           std::string(document->root().find("problems")->at(0).text("code").value());
  };
  EXPECT_EQ(code(send_photo("<svg onload=alert(1)>")), "422 image.not_an_image");
  EXPECT_EQ(code(send_photo(jpeg_with_position().substr(0, 60))), "422 image.damaged");
  EXPECT_EQ(code(send_photo("")), "422 api.field_missing");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("position", "38.47"))), "422 api.field_unknown");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("taken_on", "x"))), "422 date.not_a_date");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("taken_on", "2099-01-01"))), "422 project.date_ahead");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("caption", "施工图 机密★1年"))), "422 api.secrecy_marking");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("caption", "密级：秘密"))), "422 api.secrecy_marking");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("caption", "a\x01b"))), "422 api.control_character");
  EXPECT_EQ(code(send_photo(jpeg_photo(""), field_of_form("caption", std::string(201, 'x')))), "422 api.text_too_long");
  EXPECT_EQ(code(send_photo(std::string(10 * 1024 * 1024 + 1, 'x'))), "422 project.photo_too_large");
  EXPECT_THAT(get("/api/v1/projects/P-1/photos").body, HasSubstr(R"({"items":[]})"));
}

// Sixteen thousand projects without a figure: all grey.
TEST(ManyProjectsTest, a_question_that_names_too_many_is_refused) {
  World world(Way::in_process, db::testing::on_postgres() ? Place::postgres : Place::sqlite);
  world.open_account("linyan", {{"clerk", ""}});
  auto tx = *world.open_store().begin({"test", ""}, Instant(date_of(2026, 9, 20)));
  const auto rule = resource::find("data/rule/yinchuan-2025.toml");
  ASSERT_TRUE(lights::adopt_rule_set(tx, std::string(*rule), "yinchuan-2025", date_of(2026, 1, 1)));
  std::vector<project::Project> projects;
  for (int i = 1; i <= 16'385; ++i) projects.push_back(project_of(i, "U18", ""));
  project::save(tx, projects);
  tx.commit();
  world.become("linyan");
  const auto ask = [&](const std::string& path) { return world.ask("GET", path, {}, ""); };
  EXPECT_THAT(ask("/api/v1/projects?light=grey").body, HasSubstr("project.too_many_show_it"));
  EXPECT_THAT(ask("/api/v1/projects?light=red").body, HasSubstr(R"("total":0)"));
  EXPECT_THAT(ask("/api/v1/projects.xlsx").body, HasSubstr("project.too_many_to_export"));
  EXPECT_EQ(ask("/api/v1/projects.xlsx?q=厂房 1638").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Ways, ProjectTest, ::testing::Values(Way::in_process, Way::socket));

}  // namespace
}  // namespace guatu::testing
