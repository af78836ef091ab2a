// SPDX-License-Identifier: Apache-2.0
// The chain walked both ways, over rows that lie in the store; and a scan that is too large for a story.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/json/json.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

unit::Unit unit_of(const char* id, const char* name, std::int64_t sequence) {
  unit::Unit unit;
  unit.id.value = id;
  unit.name = name;
  unit.sequence = sequence;
  return unit;
}

unit::Person person_of(const char* unit, const char* name, const char* role) {
  unit::Person person;
  person.unit.value = unit;
  person.name = name;
  person.role = role;
  person.id = unit::person_id(person.unit, person.name);
  return person;
}

project::Project project_of(const char* id, const char* responsible, std::int64_t sequence) {
  project::Project project;
  project.id.value = project.name = id;
  project.responsible = Id<unit::Unit>{responsible};
  project.stage = project::Stage::continuing;
  project.sequence = sequence;
  return project;
}

project::Milestone milestone_of(const char* project, std::int64_t sequence, std::optional<Date> actual) {
  project::Milestone milestone;
  milestone.project.value = project;
  milestone.sequence = sequence;
  milestone.name = "节点" + std::to_string(sequence);
  milestone.baseline = date_of(2026, 9, 1);
  milestone.actual = actual;
  return milestone;
}

matter::Matter matter_of(const char* id, const char* project, matter::State state) {
  matter::Matter matter;
  matter.id.value = matter.text = id;
  matter.project = Id<project::Project>{project};
  matter.lead = Id<unit::Unit>{"U18"};
  matter.verifier = Id<unit::Unit>{"U02"};
  matter.state = state;
  matter.registered_on = matter.assigned_on = date_of(2026, 9, 1);
  matter.reported_on = date_of(2026, 9, 11);
  matter.original_due = matter.due = date_of(2026, 9, 18);
  return matter;
}

void fill(World& world) {
  world.open_account("linyan", {{"clerk", ""}});
  world.open_account("zhouheng", {{"contact", "U18"}});
  world.open_account("hebo", {{"contact", "U19"}});
  auto tx = *world.open_store().begin({"test", ""}, Instant(date_of(2026, 9, 20)));
  unit::save(tx, std::vector{unit_of("U02", "区督查室", 2), unit_of("U07", "区工信局", 7),
                             unit_of("U18", "听澜街道", 18), unit_of("U19", "柏舟街道", 19)});
  unit::save(tx, std::vector{person_of("U18", "安书记", "主要负责人"), person_of("U18", "周衡", "联络员"),
                             person_of("U02", "沈督查", "主要负责人")});
  indicator::Indicator indicator;
  indicator.id.value = "I01";
  indicator.name = "工业总产值";
  indicator.unit_of_measure = "亿元";
  indicator.source = "U02";
  indicator.responsible = Id<unit::Unit>{"U07"};
  indicator::save(tx, std::vector{indicator});
  indicator::Target target;
  target.indicator.value = "I01";
  target.unit.value = "U18";
  target.year = 2026;
  target.level = "120";
  indicator::save(tx, std::vector{target});
  indicator::Observation figure;
  figure.indicator.value = "I01";
  figure.unit.value = "U18";
  figure.first = Month(2026, 1);
  figure.last = Month(2026, 8);
  figure.value = *parse_decimal("70.0");
  figure.vintage = "初步";
  figure.released_on = date_of(2026, 9, 18);
  indicator::save(tx, std::vector{figure});
  project::save(tx, std::vector{project_of("P-1", "U18", 1), project_of("P-2", "U19", 2)});
  project::ProjectYear year;
  year.project.value = "P-1";
  year.year = 2026;
  year.year_plan = Money::of_fen(100'000'000'00);
  year.actual[0] = Money::of_fen(10'000'000'00);
  year.actual[7] = Money::of_fen(2'000'000'01);
  project::save(tx, std::vector{year});
  project::save(tx, std::vector{milestone_of("P-1", 1, date_of(2026, 3, 1)), milestone_of("P-1", 2, {})});
  project::Milestone other = milestone_of("P-2", 1, {});
  project::save(tx, std::vector{other});
  matter::save(tx, std::vector{matter_of("M-1", "P-1", matter::State::working),
                               matter_of("M-2", "P-1", matter::State::completion_requested),
                               matter_of("M-3", "P-1", matter::State::closed)});
  tx.journal({"test.filled", "", "{}"});
  tx.commit();
}

class ChainWalkTest : public ::testing::TestWithParam<Way> {
 protected:
  ChainWalkTest() : world_(GetParam(), db::testing::on_postgres() ? Place::postgres : Place::sqlite) {
    fill(world_);
    world_.become("linyan");
  }

  std::string ask(const std::string& method, const std::string& path, const HeaderLines& headers,
                  const std::string& body, int status) {
    const http::Reply reply = world_.ask(method, path, headers, body);
    for (const std::string& complaint : world_.complaints) ADD_FAILURE() << path << ": " << complaint;
    world_.complaints.clear();
    EXPECT_EQ(reply.status, status) << path << ": " << reply.body;
    return reply.body;
  }
  std::string get(const std::string& path, int status = 200) { return ask("GET", path, {}, "", status); }
  std::string put(const std::string& path, const HeaderLines& headers, const std::string& body, int status) {
    return ask("PUT", path, headers, body, status);
  }

  World world_;
};

TEST_P(ChainWalkTest, a_contribution_is_kept_and_ended) {
  EXPECT_THAT(
      put("/api/v1/contributions/P-1/I01", {}, R"({"expected_share": "35.5", "note": "二期投产"})", 201),
      HasSubstr(R"("project_name":"P-1","indicator":"I01","indicator_name":"工业总产值","expected_share":"35.5")"));
  put("/api/v1/contributions/P-1/I01", {}, R"({"expected_share": "40"})", 409);
  EXPECT_THAT(put("/api/v1/contributions/P-1/I01", {{"If-Match", "\"1\""}}, R"({"expected_share": "140"})", 422),
              HasSubstr("chain.share_out_of_bounds"));
  put("/api/v1/contributions/P-9/I01", {}, "{}", 404);
  put("/api/v1/contributions/P-1/I01", {{"If-Match", "\"1\""}}, R"({"expected_share": "40", "ended_on": "2026-09-20"})",
      200);
  EXPECT_THAT(get("/api/v1/contributions/P-1/I01"), HasSubstr(R"("ended_on":"2026-09-20","version":2)"));
  put("/api/v1/contributions/P-2/I01", {}, "{}", 201);
  EXPECT_THAT(get("/api/v1/contributions?indicator=I01&sort=-project"), HasSubstr(R"("total":2)"));
  EXPECT_THAT(get("/api/v1/contributions?project=P-2"), HasSubstr(R"("total":1)"));
  // What ended is on the list and not in the chain.
  EXPECT_THAT(get("/api/v1/chain/down?indicator=I01"), HasSubstr(R"("projects":["P-2"])"));
  world_.become("zhouheng");
  put("/api/v1/contributions/P-1/I01", {{"If-Match", "\"2\""}}, "{}", 403);
}

TEST_P(ChainWalkTest, down_from_an_indicator_to_the_desks) {
  put("/api/v1/contributions/P-1/I01", {}, R"({"expected_share": "35.5"})", 201);
  const std::string chain = get("/api/v1/chain/down?indicator=I01");
  EXPECT_THAT(chain, HasSubstr(R"("id":"I01","name":"工业总产值","responsible":{"id":"U07","name":"区工信局"})"));
  EXPECT_THAT(chain,
              HasSubstr(R"("standing":{"unit":{"id":"U18","name":"听澜街道"},"state":"released","month":"2026-08")"));
  EXPECT_THAT(chain, HasSubstr(R"("completion":"58.3","ahead":"-8.3","growth_gap":null,"status":"behind")"));
  EXPECT_THAT(chain, HasSubstr(R"("expected_share":"35.5","year_plan":"100000000.00","actual":"12000000.01")"));
  EXPECT_THAT(
      chain,
      HasSubstr(
          R"("milestones":[{"sequence":2,"name":"节点2","baseline":"2026-09-01","entered":null,"late_days":20}])"));
  EXPECT_THAT(
      chain,
      HasSubstr(R"("overdue_days":3,"desk":{"role":"unit","unit":{"id":"U18","name":"听澜街道"},"person":"周衡",)"));
  EXPECT_THAT(chain, HasSubstr(R"("state":"completion_requested")"));
  EXPECT_THAT(chain, HasSubstr(R"("desk":{"role":"verifier","unit":{"id":"U02","name":"区督查室"},"person":"沈督查")"));
  EXPECT_THAT(chain, Not(HasSubstr("M-3")));  // closed
  EXPECT_THAT(chain, Not(HasSubstr("P-2")));
  EXPECT_THAT(get("/api/v1/chain/down?unit=U18"), HasSubstr(R"("indicators":[],"projects":[{"id":"P-1")"));
  EXPECT_THAT(get("/api/v1/chain/down?project=P-2"), HasSubstr(R"("matters":[]}],"matters":[])"));
  EXPECT_THAT(get("/api/v1/chain/down?matter=M-3"), HasSubstr(R"("projects":[],"matters":[{"id":"M-3")"));
}

TEST_P(ChainWalkTest, up_from_a_matter_to_the_indicator) {
  put("/api/v1/contributions/P-1/I01", {}, "{}", 201);
  const std::string chain = get("/api/v1/chain/up?matter=M-1");
  EXPECT_THAT(chain, HasSubstr(R"("indicators":[{"id":"I01")"));
  EXPECT_THAT(chain, HasSubstr(R"("projects":["P-1"])"));
  EXPECT_THAT(chain, HasSubstr(R"("id":"M-1")"));
  EXPECT_THAT(chain, Not(HasSubstr("M-2")));  // walked up from one matter, not from its neighbours
  EXPECT_THAT(get("/api/v1/chain/up?unit=U18"), HasSubstr(R"("id":"M-2")"));
  EXPECT_THAT(get("/api/v1/chain/up?project=P-1"), HasSubstr(R"("indicators":[{"id":"I01")"));
  EXPECT_THAT(get("/api/v1/chain/up?indicator=I01"), HasSubstr(R"("projects":[])"));
}

TEST_P(ChainWalkTest, shows_what_the_reader_may_see) {
  put("/api/v1/contributions/P-1/I01", {}, "{}", 201);
  put("/api/v1/contributions/P-2/I01", {}, "{}", 201);
  world_.become("zhouheng");
  const std::string own = get("/api/v1/chain/down?unit=U18");
  EXPECT_THAT(own, HasSubstr("M-1"));
  world_.become("hebo");
  const std::string foreign = get("/api/v1/chain/down?unit=U18");
  EXPECT_THAT(foreign, HasSubstr(R"("indicators":[],"projects":[],"matters":[])"));
  EXPECT_THAT(get("/api/v1/chain/up?project=P-2"), Not(HasSubstr("P-1")));
}

TEST_P(ChainWalkTest, refuses) {
  EXPECT_THAT(get("/api/v1/chain/down", 422), HasSubstr("chain.one_start"));
  EXPECT_THAT(get("/api/v1/chain/up?unit=U18&matter=M-1", 422), HasSubstr("chain.one_start"));
  for (const char* start : {"indicator=I99", "project=P-9", "matter=M-9", "unit=U99"}) {
    get(std::string("/api/v1/chain/down?") + start, 404);
    get(std::string("/api/v1/chain/up?") + start, 404);
  }
}

TEST_P(ChainWalkTest, a_scan_has_its_bounds) {
  const std::string bytes = "%PDF-" + std::string(8 * 1024 * 1024 - 4, 'x');  // one byte too many
  const auto body = [](const std::string& scan) {
    return R"({"source": "U02", "vintage": "初步", "released_on": "2026-09-18", "document": "月报", "rows": [)"
           R"({"indicator": "I01", "unit": "U18", "first_month": "2026-01", "last_month": "2026-07", )"
           R"("basis": "cumulative", "measure": "level", "value": "1"}], "scan": {"name": "月报.pdf", "content": ")" +
           crypto::to_base64(scan) + R"("}})";
  };
  EXPECT_THAT(ask("POST", "/api/v1/transcriptions", {}, body(bytes), 413), HasSubstr("indicator.scan_too_large"));
  ask("POST", "/api/v1/transcriptions", {}, body(bytes.substr(0, bytes.size() - 1)), 201);
}

INSTANTIATE_TEST_SUITE_P(Ways, ChainWalkTest, ::testing::Values(Way::in_process, Way::socket));

}  // namespace
}  // namespace guatu::testing
