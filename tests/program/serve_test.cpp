// SPDX-License-Identifier: Apache-2.0
// The server as whoever runs it meets it: started, watched, told to stop, killed, started again.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "feature/calendar/calendar_actions.hpp"
#include "main/server_jobs.hpp"
#include "platform/db/store_test.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/served_program.hpp"

namespace guatu {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::HttpClient;
using ::testing::Not;
using testing::ServedProgram;

std::string read_whole(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

class ServeTest : public ::testing::Test {
 protected:
  void SetUp() override { db::testing::place_store(path("store")); }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    db::testing::place_store(path("store"));
    std::vector<std::string> all{"--data", path("store"), "--listen", "127.0.0.1:0", "--log-file", path("guatu.log")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  db::testing::TemporaryDirectory folder_;
};

TEST_F(ServeTest, is_ready_when_it_says_so_and_ends_when_it_is_told) {
  ServedProgram server(arguments());
  ASSERT_NE(server.port(), 0) << server.text();
  HttpClient client(server.port());
  const auto health = client.get("/healthz");
  EXPECT_EQ(health.status, 200);
  EXPECT_EQ(health.body, R"({"status":"ok"})");
  EXPECT_EQ(client.get("/api/v1/system").status, 401);
  EXPECT_EQ(client.get("/api/v1/jobs").status, 401);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(server.end_with(SIGTERM), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  const std::string log = read_whole(path("guatu.log"));
  EXPECT_THAT(log, HasSubstr("\"event\":\"server.ready\""));
  EXPECT_THAT(log, HasSubstr("\"event\":\"server.stopped\""));
}

TEST_F(ServeTest, serves_its_pages_at_every_address_that_is_not_of_the_interface) {
  ServedProgram server(arguments());
  ASSERT_NE(server.port(), 0) << server.text();
  HttpClient client(server.port());
  for (const char* page : {"/", "/login", "/setup?token=x"}) {
    const auto reply = client.get(page, {{"Accept", "text/html"}});
    EXPECT_EQ(reply.status, 200) << page;
    EXPECT_THAT(reply.body, HasSubstr("<html")) << page;
    EXPECT_THAT(reply.header("content-type"), HasSubstr("text/html"));
  }
  EXPECT_EQ(client.get("/api/v1/nothing").status, 404);
}

TEST_F(ServeTest, killed_it_is_ready_again_within_two_seconds) {
  for (int turn = 0; turn < 3; ++turn) {
    const auto begin = std::chrono::steady_clock::now();
    ServedProgram server(arguments());
    ASSERT_NE(server.port(), 0) << server.text();
    EXPECT_EQ(HttpClient(server.port()).get("/healthz").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
    EXPECT_EQ(server.end_with(SIGKILL), 128 + SIGKILL);
  }
}

TEST_F(ServeTest, two_share_one_database_and_see_each_others_work) {
  if (!db::testing::on_postgres()) GTEST_SKIP() << "a file has one server";
  ServedProgram first(arguments());
  ASSERT_NE(first.port(), 0) << first.text();
  ServedProgram second(arguments());
  ASSERT_NE(second.port(), 0) << second.text();
  // The second one has issued the newer set-up link, and both have looked whether a checkpoint is due.
  HttpClient there(second.port());
  const std::string text = second.text(200ms);
  const auto token = text.substr(text.find("token=") + 6, 43);
  EXPECT_THAT(HttpClient(first.port()).get("/api/v1/setup?token=" + token).body, HasSubstr("true"));
  EXPECT_EQ(first.end_with(SIGTERM), 0);
  EXPECT_EQ(there.get("/healthz").status, 200);
}

TEST_F(ServeTest, a_second_one_on_the_same_store_is_refused) {
  GUATU_ABOUT_SQLITE();  // on a server they write in turns
  ServedProgram first(arguments());
  ASSERT_NE(first.port(), 0) << first.text();
  ServedProgram second(arguments({"--format", "json"}));
  EXPECT_EQ(second.port(), 0);
  EXPECT_THAT(second.text(), HasSubstr("store.locked"));
  EXPECT_EQ(second.wait(), 1);
  EXPECT_EQ(HttpClient(first.port()).get("/healthz").status, 200);
}

// Writing commands of the same machine go on while it runs: it lends them its turn.
TEST_F(ServeTest, a_command_writes_while_it_runs) {
  ServedProgram server(arguments());
  ASSERT_NE(server.port(), 0) << server.text();
  HttpClient client(server.port());
  const auto position = [&] {
    const std::string text = client.get("/metrics").body;
    const auto at = text.find("\nguatu_journal_position ");
    return at == std::string::npos ? -1 : std::atoi(text.c_str() + at + 24);
  };
  const int before = position();
  const std::string import =
      fmt::format("{} import {}/examples/district/base/01_单位名录.xlsx --data {} --as 测试 2>&1", GUATU_PROGRAM,
                  GUATU_SOURCE_DIR, path("store"));
  EXPECT_EQ(std::system(import.c_str()), 0);
  EXPECT_EQ(position(), before + 1);
  EXPECT_EQ(std::system(fmt::format("{} check --data {}", GUATU_PROGRAM, path("store")).c_str()), 0);
  EXPECT_EQ(server.end_with(SIGTERM), 0);
}

TEST_F(ServeTest, refuses_to_start_on_wrong_settings) {
  std::ofstream(path("guatu.toml")) << "workres = 3\n";
  const std::pair<std::vector<std::string>, const char*> rows[] = {
      {{"--listen", "0.0.0.0:0"}, "http.insecure_address"},
      {{"--listen", "nowhere"}, "config.bad_listen"},
      {{"--tls-cert", path("none.pem"), "--tls-key", path("none.pem")}, "http.bad_certificate"},
      {{"--tls-cert", path("none.pem")}, "config.tls_incomplete"},
      {{"--config", path("guatu.toml")}, "config.unknown_key"},
      {{"--log-file", path("no/such/folder/log")}, "log.not_writable"},
  };
  for (const auto& [more, code] : rows) {
    ServedProgram server(arguments(more));
    EXPECT_EQ(server.port(), 0) << code;
    EXPECT_EQ(server.wait(), 1) << code;
    ServedProgram again([&] {
      auto all = arguments(more);
      all.insert(all.end(), {"--format", "json"});
      return all;
    }());
    EXPECT_THAT(again.text(20s), HasSubstr(code));
  }
}

TEST_F(ServeTest, a_port_in_use_is_refused) {
  ServedProgram first(arguments());
  ASSERT_NE(first.port(), 0) << first.text();
  db::testing::place_store(path("other"));
  ServedProgram second({"--data", path("other"), "--listen", fmt::format("127.0.0.1:{}", first.port()), "--log-file",
                        path("other.log"), "--format", "json"});
  EXPECT_THAT(second.text(20s), HasSubstr("http.address_in_use"));
  EXPECT_EQ(second.wait(), 1);
}

TEST_F(ServeTest, shows_its_settings_and_where_they_are_from) {
  std::ofstream(path("guatu.toml")) << "workers = 3\n";
  ServedProgram shown({"--print-config", "--config", path("guatu.toml"), "--listen", "9000"},
                      {"GUATU_LOG_LEVEL=debug"});
  const std::string text = shown.text(20s);
  EXPECT_THAT(text, HasSubstr("guatu.toml:1"));
  EXPECT_THAT(text, HasSubstr("# --listen"));
  EXPECT_THAT(text, HasSubstr("# GUATU_LOG_LEVEL"));
  EXPECT_EQ(shown.wait(), 0);
}

TEST_F(ServeTest, goes_on_in_a_new_log_when_it_is_told_to_reload) {
  ServedProgram server(arguments());
  ASSERT_NE(server.port(), 0) << server.text();
  std::filesystem::rename(path("guatu.log"), path("moved.log"));
  server.send(SIGHUP);
  for (int i = 0; i < 500 && !std::filesystem::exists(path("guatu.log")); ++i) ::usleep(10'000);
  EXPECT_EQ(HttpClient(server.port()).get("/healthz").status, 200);
  EXPECT_EQ(server.end_with(SIGINT), 0);
  EXPECT_THAT(read_whole(path("guatu.log")), HasSubstr("server.reloaded"));
}

TEST_F(ServeTest, tells_its_supervisor_when_it_is_ready) {
  const int listener = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = path("notify");
  std::memcpy(address.sun_path, name.c_str(), name.size());
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ServedProgram server(arguments(), {"NOTIFY_SOCKET=" + name});
  ASSERT_NE(server.port(), 0) << server.text();
  char text[64]{};
  EXPECT_EQ(::recv(listener, text, sizeof text, 0), 7);
  EXPECT_STREQ(text, "READY=1");
  ::close(listener);
}

TEST_F(ServeTest, shows_its_metrics_to_this_machine_and_to_who_has_the_token) {
  ServedProgram server(arguments({"--trusted-proxies", "127.0.0.1", "--metrics-token", "sesame"}));
  ASSERT_NE(server.port(), 0) << server.text();
  HttpClient client(server.port());
  ASSERT_EQ(client.get("/healthz").status, 200);
  EXPECT_THAT(client.get("/metrics").body, HasSubstr("guatu_requests_total{method=\"GET\",status=\"2xx\"} 1"));
  const testing::HttpHeaders elsewhere{{"X-Forwarded-For", "10.1.2.3"}};
  const auto closed = client.get("/metrics", elsewhere);
  EXPECT_EQ(closed.status, 403);
  EXPECT_THAT(closed.body, HasSubstr("system.metrics_closed"));
  for (const auto& [shown, status] : {std::pair("Bearer sesame", 200), std::pair("Bearer sesam", 403),
                                      std::pair("Bearer ", 403), std::pair("sesame", 403)})
    EXPECT_EQ(client.get("/metrics", {{"X-Forwarded-For", "10.1.2.3"}, {"Authorization", shown}}).status, status)
        << shown;
  EXPECT_THAT(client.get("/metrics").body, Not(HasSubstr("10.1.2.3")));
}

std::string password_of(const std::string& accounts, const std::string& account) {
  std::istringstream lines(accounts);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name;
    std::string password;
    if (words >> name >> password && name == account) return password;
  }
  return {};
}

// At the level that says most: log-ins that fail and succeed, a form with a phone, a query with a name.
TEST_F(ServeTest, the_log_holds_no_password_no_phone_and_no_name) {
  db::testing::place_store(path("store"));
  const std::string demo = fmt::format("cd {} && {} demo --data {} --out {} > /dev/null", GUATU_SOURCE_DIR,
                                       GUATU_PROGRAM, path("store"), path("pack"));
  ASSERT_EQ(std::system(demo.c_str()), 0);
  const std::string password = password_of(read_whole(path("accounts.txt")), "clerk");
  ASSERT_EQ(password.size(), 19U);
  {
    ServedProgram server(arguments({"--log-level", "debug"}), {"GUATU_TODAY=2026-09-21"});
    ASSERT_NE(server.port(), 0) << server.text();
    EXPECT_THAT(server.text(), HasSubstr(password));  // the terminal shows the demo's, the log does not
    HttpClient stranger(server.port(), "127.0.0.9");
    EXPECT_FALSE(stranger.log_in("clerk", "wrong-horse-battery"));
    EXPECT_FALSE(stranger.log_in("云知禾", "correct-horse-staple"));
    HttpClient clerk(server.port());
    ASSERT_TRUE(clerk.log_in("clerk", password));
    EXPECT_EQ(clerk.get("/api/v1/enterprises?q=%E4%BA%91%E7%9F%A5%E7%A6%BE").status, 200);
    const auto posted = clerk.send("POST", "/api/v1/people",
                                   R"({"name":"霜见月","unit":"U09","position":"科员","phone":"13800138000"})");
    EXPECT_NE(posted.status, 401) << posted.body;
    EXPECT_NE(posted.status, 404) << posted.body;
    EXPECT_EQ(server.end_with(SIGTERM), 0);
  }
  const std::string log = read_whole(path("guatu.log"));
  EXPECT_THAT(log, HasSubstr(R"("event":"entrance.refused","route":"/api/v1/session","source":"127.0.0.9","status":)"));
  EXPECT_THAT(log, HasSubstr("request.answered"));
  for (const std::string& secret : {password, std::string("wrong-horse"), std::string("correct-horse"),
                                    std::string("13800138000"), std::string("霜见月"), std::string("云知禾"),
                                    std::string("%E4%BA%91"), std::string("演示"), std::string("token")})
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
}

// Something outside has ruined the database: health says so, the program lives.
TEST_F(ServeTest, a_store_that_fails_is_told_by_its_health) {
  GUATU_ABOUT_SQLITE();
  if (db::testing::on_postgres()) GTEST_SKIP() << "about the file guatu.db";
  ServedProgram server(arguments());
  ASSERT_NE(server.port(), 0) << server.text();
  HttpClient client(server.port());
  ASSERT_EQ(client.get("/healthz").status, 200);
  for (const char* name : {"guatu.db", "guatu.db-wal", "guatu.db-shm"}) {
    const auto file = std::filesystem::path(path("store")) / name;
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!error) std::ofstream(file, std::ios::binary | std::ios::in) << std::string(size, 'x');
  }
  const auto health = client.get("/healthz");
  EXPECT_EQ(health.status, 503);
  EXPECT_THAT(health.body, HasSubstr("system.store_failed"));
  EXPECT_THAT(read_whole(path("guatu.log")), HasSubstr("store.failed"));
}

TEST(ServerJobs, a_year_without_a_holiday_notice_is_told_from_november_on) {
  const db::testing::TemporaryDirectory directory;
  auto store = db::testing::make_store(directory.path());
  const auto calendar_outcome = [&](Date today) { return guatu::calendar_outcome(store.reader(), today); };
  EXPECT_TRUE(calendar_outcome(date_of(2026, 3, 1)).has_value());
  EXPECT_TRUE(calendar_outcome(date_of(2026, 10, 31)).has_value());
  const auto missing = calendar_outcome(date_of(2099, 1, 1));
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().problems.front().code, "calendar.year_missing");
  EXPECT_EQ(calendar_outcome(date_of(2098, 11, 1)).error().problems.front().args.at("year"), "2099");
  auto tx = *store.begin(db::testing::kClerk, db::testing::kNow);
  const calendar::HolidayNotice notice{2098, {"x", "x", "x"}, {{"元旦", date_of(2098, 1, 1), date_of(2098, 1, 1), {}}}};
  const auto nothing_moves = [](db::Tx&, const calendar::Calendar&) { return std::vector<calendar::MovedDue>(); };
  ASSERT_TRUE(calendar::load_notice(tx, notice, {}, nothing_moves));
  tx.commit();
  EXPECT_TRUE(calendar_outcome(date_of(2098, 1, 1)).has_value());
}

}  // namespace
}  // namespace guatu
