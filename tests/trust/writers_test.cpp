// SPDX-License-Identifier: Apache-2.0
// 64 clients write at once, with If-Match and idempotency keys, and a single-thread model says what must have come of
// it (trust.md 4, bar 5). A file has one server; PostgreSQL has two, and who logged in at one of them works at both.
// GUATU_WRITES: operations of each client, 40 unless it is set; the bar is 10,000.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "main/running_server.hpp"
#include "platform/db/store_test.hpp"
#include "platform/log/log.hpp"
#include "tests/trust/model.hpp"

namespace guatu {
namespace {

using namespace testing;

constexpr int kClients = 64;

int writes_wanted() {
  const char* wanted = std::getenv("GUATU_WRITES");
  return wanted == nullptr ? 40 : std::atoi(wanted);
}

void start_log(const std::filesystem::path& folder) {
  log::Options options;
  options.file = folder / "guatu.log";
  EXPECT_TRUE(log::start(options));
}

std::unique_ptr<RunningServer> serve(const std::filesystem::path& folder) {
  config::Sources sources;
  sources.flags["data"] = {(folder / "store").string()};
  sources.flags["listen"] = {"127.0.0.1:0"};
  const auto config = config::gather(sources);
  EXPECT_TRUE(config);
  auto server = RunningServer::start(config->settings);
  EXPECT_TRUE(server) << server.error().problems.front().code;
  return server ? std::move(*server) : nullptr;
}

void print_tally(const std::vector<Writer>& writers, const Judgement& judgement, std::chrono::duration<double> time) {
  Tally sum;
  for (const Writer& writer : writers) {
    sum.conflicts += writer.tally.conflicts;
    sum.sent_twice += writer.tally.sent_twice;
    sum.cut_off += writer.tally.cut_off;
    sum.unchanged += writer.tally.unchanged;
    sum.lost_races += writer.tally.lost_races;
    sum.busy += writer.tally.busy;
  }
  fmt::print(
      "{} effects in {:.1f} s; {} conflicts, {} sent twice, {} cut off, {} unaltered, {} lost races, {} times busy\n",
      judgement.effects, time.count(), sum.conflicts, sum.sent_twice, sum.cut_off, sum.unchanged, sum.lost_races,
      sum.busy);
}

// A judge who finds fault with nothing would be no judge.
void expect_the_model_to_object(const db::Database& database, std::span<Writer> writers) {
  const auto objects = [&](const char* to) { EXPECT_FALSE(judge(database, writers).faults.empty()) << to; };
  auto& acknowledged = writers.front().acknowledged;
  const Acknowledged last = acknowledged.back();
  acknowledged.pop_back();
  objects("an effect that nobody was told of");
  acknowledged.push_back(last);
  acknowledged.back().version += 1;
  objects("another version than was told");
  acknowledged.back() = last;
  acknowledged.back().operation.counter += 1;
  objects("an update that is lost");
  acknowledged.back() = last;
  acknowledged.push_back(last);
  acknowledged.back().operation.mark = "c0-never";
  objects("an acknowledged operation that is nowhere");
}

TEST(Writers, lose_nothing_and_do_nothing_twice) {
  const db::testing::TemporaryDirectory folder;
  fill_store(folder.path() / "store");
  auto pool = pool_of_filled_store();
  std::vector<Writer> writers;
  for (int number = 0; number < kClients; ++number) writers.emplace_back(number, *pool);
  const auto begin = std::chrono::steady_clock::now();
  {
    start_log(folder.path());
    std::vector<std::unique_ptr<RunningServer>> servers;
    for (int count = db::testing::on_postgres() ? 2 : 1; count > 0; --count) {
      servers.push_back(serve(folder.path()));
      ASSERT_NE(servers.back(), nullptr);
    }
    std::vector<HttpClient> sessions;
    for (const char* name : {"clerk", "clerk2"}) {
      sessions.emplace_back(servers.front()->port());
      ASSERT_TRUE(sessions.back().log_in(name, kClerkPassword));
    }
    std::vector<std::jthread> threads;
    for (std::size_t number = 0; number < writers.size(); ++number) {
      auto client = std::make_unique<HttpClient>(servers[number / 2 % servers.size()]->port());
      client->share_session_of(sessions[number % sessions.size()]);
      threads.emplace_back([&writer = writers[number], client = std::move(client)]() mutable {
        writer.work(std::move(client), writes_wanted());
      });
    }
    threads.clear();
    for (const auto& server : servers) EXPECT_TRUE(server->drain());
  }
  log::stop();
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  auto database = db::Database::open(folder.path() / "store", db::Access::write);
  ASSERT_TRUE(database) << database.error().problems.front().code;
  const Judgement judgement = judge(*database, writers);
  for (const std::string& what : judgement.faults) ADD_FAILURE() << what;
  for (const Writer& writer : writers) EXPECT_FALSE(writer.open) << "left open: " << writer.open->mark;
  EXPECT_EQ(judgement.open_but_done, 0);
  EXPECT_GT(judgement.effects, kClients * writes_wanted() / 2);
  print_tally(writers, judgement, time);
  expect_the_model_to_object(*database, writers);
}

}  // namespace
}  // namespace guatu
