// SPDX-License-Identifier: Apache-2.0
#include "feature/system/system_routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/api/dispatcher.hpp"
#include "platform/db/demo_mark.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::system {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class SystemRoutes : public ::testing::Test {
 protected:
  // Whoever sends X-Test-Right holds that right.
  static Result<api::Credentials> by_header(const http::Request& request, const db::Reader&) {
    api::Credentials found;
    found.token = "token";
    const std::string right(request.header("X-Test-Right"));
    if (right.empty()) return found;
    found.caller.account = "A-1";
    found.caller.session = "S-1";
    found.caller.actor = {"系统管理员", ""};
    found.caller.holdings = std::make_shared<const std::vector<api::Holding>>(1, api::Holding{right, {}, {}});
    return found;
  }

  http::Reply answer(http::Method method, const std::string& path, const std::string& right = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.headers = {{"X-Test-Right", right},    {"X-Guatu-Token", "token"}, {"Host", "guatu"},
                       {"Origin", "http://guatu"}, {"Accept-Language", "en"},  {"Content-Type", "application/json"}};
    request.peer.address = "10.1.2.3";
    return dispatcher.answer(request);
  }

  db::testing::TemporaryDirectory folder;
  db::Database database = db::testing::open_store(folder.path());
  std::atomic<int> runs{0};
  job::Runner jobs{database, {{.name = "backup", .chinese = "备份", .english = "back up", .hour = 2, .run = [this] {
                                 ++runs;
                                 return Result<std::string>("position 1");
                               }}}};
  metric::RequestCounts requests;
  api::EventHub events{database, by_header, [](std::string_view) { return std::string_view(); }};
  Running running{database, jobs, requests, events, [] { return http::Load{3, 1, 0, 17}; }, "", Instant{}};
  api::Dispatcher dispatcher{{database, Clock::system(), system_routes(running), by_header}};
};

TEST_F(SystemRoutes, state_is_for_who_runs_the_system) {
  EXPECT_EQ(answer(http::Method::get, "/api/v1/system").status, 401);
  EXPECT_EQ(answer(http::Method::get, "/api/v1/system", "journal.read").status, 403);
  const auto reply = answer(http::Method::get, "/api/v1/system", "system.read");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body,
              HasSubstr(db::testing::on_postgres() ? R"("database":"postgresql")" : R"("database":"sqlite")"));
  EXPECT_THAT(reply.body, HasSubstr(R"("connections":3)"));
  EXPECT_THAT(reply.body, HasSubstr(R"("is_demo":false)"));
  EXPECT_THAT(reply.body, HasSubstr("non-classified"));
  EXPECT_THAT(reply.body, HasSubstr(R"("summary":"back up")"));
  ASSERT_TRUE(db::mark_as_demo(folder.path(), "accounts.txt").has_value());
  EXPECT_THAT(answer(http::Method::get, "/api/v1/system", "system.read").body, HasSubstr(R"("is_demo":true)"));
}

TEST_F(SystemRoutes, a_job_asked_for_runs_and_the_journal_says_who_asked) {
  EXPECT_EQ(answer(http::Method::post, "/api/v1/jobs/backup/run", "system.read").status, 403);
  EXPECT_EQ(runs, 0);
  const auto reply = answer(http::Method::post, "/api/v1/jobs/backup/run", "job.run");
  EXPECT_EQ(reply.status, 202) << reply.body;
  for (int i = 0; i < 500 && !job::load_last_run(database.reader(), "backup"); ++i) std::this_thread::sleep_for(10ms);
  for (int i = 0; i < 500 && jobs.is_busy(); ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(database.reader().position(), 1);
  EXPECT_THAT(answer(http::Method::get, "/api/v1/jobs", "system.read").body, HasSubstr(R"("name":"backup")"));
  const auto unknown = answer(http::Method::post, "/api/v1/jobs/other/run", "job.run");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(unknown.body, HasSubstr("job.unknown"));
  EXPECT_EQ(database.reader().position(), 1);
}

TEST_F(SystemRoutes, health_is_for_everybody_and_metrics_are_not) {
  EXPECT_EQ(answer(http::Method::get, "/healthz").body, R"({"status":"ok"})");
  const auto closed = answer(http::Method::get, "/metrics", "system.read");
  EXPECT_EQ(closed.status, 403);
  EXPECT_THAT(closed.body, HasSubstr("system.metrics_closed"));
}

TEST_F(SystemRoutes, metrics_name_jobs_and_no_person) {
  EXPECT_EQ(answer(http::Method::post, "/api/v1/jobs/backup/run", "job.run").status, 202);
  for (int i = 0; i < 500 && runs == 0; ++i) std::this_thread::sleep_for(10ms);
  for (int i = 0; i < 500 && jobs.is_busy(); ++i) std::this_thread::sleep_for(10ms);
  const std::string text = metrics_text(running, database.reader());
  EXPECT_THAT(text, HasSubstr("guatu_job_failed{job=\"backup\"}"));
  EXPECT_THAT(text, HasSubstr("guatu_connections 3\n"));
  EXPECT_THAT(text, HasSubstr("guatu_journal_position 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("系统管理员")));
}

TEST_F(SystemRoutes, the_event_stream_needs_a_log_in) {
  EXPECT_EQ(answer(http::Method::get, "/api/v1/events").status, 401);
  EXPECT_TRUE(answer(http::Method::get, "/api/v1/events", "unit.read").stream);
}

}  // namespace
}  // namespace guatu::system
