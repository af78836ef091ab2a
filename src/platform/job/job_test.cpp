// SPDX-License-Identifier: Apache-2.0
#include "platform/job/job.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "platform/db/store_test.hpp"
#include "platform/job/lease.hpp"
#include "platform/job/runner.hpp"

namespace guatu::job {
namespace {

using namespace std::chrono_literals;
using ::testing::Ne;

Instant at(const char* text) { return parse_instant(std::string(text, 19) + ".000000Z").value(); }

LastRun run_at(const char* text, bool failed = false) { return {"host/1", at(text), at(text) + 1s, failed, ""}; }

TEST(DueAt, follows_the_last_run) {
  const Job often{.name = "often", .every = 10min};
  const Job nightly{.name = "nightly", .hour = 2};  // 02:00 in China is 18:00 UTC of the day before
  struct Row {
    const Job& job;
    std::optional<LastRun> last;
    const char* now;
    const char* due;
  };
  const Row rows[] = {
      {often, std::nullopt, "2026-09-21T00:00:00Z", "2026-09-21T00:00:00Z"},
      {often, run_at("2026-09-21T00:00:00Z"), "2026-09-21T00:05:00Z", "2026-09-21T00:10:00Z"},
      {often, run_at("2026-09-21T00:00:00Z", true), "2026-09-21T00:05:00Z", "2026-09-21T00:10:00Z"},
      // The clock was set back by a day.
      {often, run_at("2026-09-22T00:00:00Z"), "2026-09-21T00:00:00Z", "2026-09-21T00:00:00Z"},
      {nightly, std::nullopt, "2026-09-21T17:59:59Z", "2026-09-21T18:00:00Z"},
      {nightly, std::nullopt, "2026-09-21T18:00:00Z", "2026-09-22T18:00:00Z"},
      {nightly, run_at("2026-09-20T18:00:01Z"), "2026-09-21T12:00:00Z", "2026-09-21T18:00:00Z"},
      // The machine was off for three nights: at once, not at the next hour.
      {nightly, run_at("2026-09-17T18:00:01Z"), "2026-09-21T12:00:00Z", "2026-09-18T18:00:00Z"},
      {nightly, run_at("2026-09-21T18:00:01Z", true), "2026-09-21T18:01:00Z", "2026-09-21T18:30:01Z"},
      // A failure just before the hour does not push the hour away.
      {nightly, run_at("2026-09-21T17:50:00Z", true), "2026-09-21T17:51:00Z", "2026-09-21T18:00:00Z"},
      // Asked for by hand at noon: the night's one still comes.
      {nightly, run_at("2026-09-21T04:00:00Z"), "2026-09-21T05:00:00Z", "2026-09-21T18:00:00Z"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(format_instant(due_at(row.job, row.last, at(row.now))), format_instant(at(row.due))) << row.now;
}

class JobTest : public ::testing::Test {
 protected:
  db::testing::TemporaryDirectory folder_;
  db::Database database_ = db::testing::open_store(folder_.path());
};

TEST_F(JobTest, of_two_holders_one_has_the_lease) {
  const Instant now = at("2026-09-21T00:00:00Z");
  EXPECT_TRUE(*take_lease(database_, "backup", "a", now, 60s));
  EXPECT_FALSE(*take_lease(database_, "backup", "b", now + 59s, 60s));
  EXPECT_TRUE(*take_lease(database_, "sweep", "b", now, 60s));         // another lease
  EXPECT_TRUE(*take_lease(database_, "backup", "a", now + 30s, 60s));  // longer
  EXPECT_FALSE(*take_lease(database_, "backup", "b", now + 61s, 60s));
  EXPECT_TRUE(*take_lease(database_, "backup", "b", now + 90s, 60s));  // a is taken for dead
  EXPECT_FALSE(*take_lease(database_, "backup", "a", now + 91s, 60s));
  ASSERT_TRUE(give_back_lease(database_, "backup", "a").has_value());  // not a's any more
  EXPECT_FALSE(*take_lease(database_, "backup", "a", now + 92s, 60s));
  ASSERT_TRUE(give_back_lease(database_, "backup", "b").has_value());
  EXPECT_TRUE(*take_lease(database_, "backup", "a", now + 93s, 60s));
}

TEST_F(JobTest, two_holders_at_once_never_both_have_it) {
  std::atomic<int> inside{0};
  std::atomic<int> turns{0};
  const auto contend = [&](std::string holder) {
    for (int i = 0; i < 40; ++i) {
      if (!*take_lease(database_, "job", holder, Clock::system().now(), 60s)) continue;
      EXPECT_EQ(inside.fetch_add(1), 0);
      ++turns;
      inside.fetch_sub(1);
      ASSERT_TRUE(give_back_lease(database_, "job", holder).has_value());
    }
  };
  {
    std::jthread a([&] { contend("a"); });
    std::jthread b([&] { contend("b"); });
  }
  EXPECT_GT(turns, 0);
}

TEST_F(JobTest, each_start_is_another_holder) { EXPECT_THAT(new_holder(), Ne(new_holder())); }

template <class Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 500 && !condition(); ++i) std::this_thread::sleep_for(10ms);
  return condition();
}

TEST_F(JobTest, runs_what_is_due_once_and_notes_it) {
  std::atomic<int> runs{0};
  const auto counted = [&]() -> Result<std::string> { return fmt::format("run {}", ++runs); };
  std::vector<Job> jobs{{.name = "often", .every = 60min, .run = counted}};
  // Two servers on one store.
  Runner first(database_, jobs);
  Runner second(database_, jobs);
  EXPECT_TRUE(comes_true([&] {
    const auto last = load_last_run(database_.reader(), "often");
    return last && last->finished;
  }));
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(runs, 1);
  const auto last = load_last_run(database_.reader(), "often");
  EXPECT_EQ(last->outcome, "run 1");
  EXPECT_FALSE(last->failed);
  // On the other server it is asked for by hand.
  ASSERT_TRUE(second.run_soon("often").has_value());
  EXPECT_TRUE(comes_true([&] { return runs == 2; }));
  EXPECT_EQ(database_.reader().position(), 0);  // operation leaves no journal entry
}

// An index of its own, say: that another server has brought up its one is no help.
TEST_F(JobTest, what_is_each_servers_own_runs_on_each) {
  std::atomic<int> first_runs{0};
  std::atomic<int> second_runs{0};
  const auto counted = [](std::atomic<int>& runs) {
    return std::vector<Job>{{.name = "own", .every = 60min, .turn = Turn::of_each_server, .run = [&runs] {
                               return Result<std::string>(fmt::format("run {}", ++runs));
                             }}};
  };
  Runner first(database_, counted(first_runs));
  Runner second(database_, counted(second_runs));
  EXPECT_TRUE(comes_true([&] { return first_runs == 1 && second_runs == 1; }));
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(first_runs + second_runs, 2);
  ASSERT_TRUE(second.run_soon("own").has_value());
  EXPECT_TRUE(comes_true([&] { return second_runs == 2; }));
  EXPECT_EQ(first_runs, 1);
}

TEST_F(JobTest, a_job_that_fails_or_breaks_is_noted_and_the_next_one_runs) {
  std::atomic<bool> reached{false};
  std::vector<Job> jobs{
      {.name = "refuses",
       .every = 60min,
       .run = [] { return Result<std::string>(refuse(ErrorKind::invalid, "", "job.unknown")); }},
      {.name = "breaks", .every = 60min, .run = []() -> Result<std::string> { throw std::runtime_error("disk"); }},
      {.name = "works", .every = 60min, .run = [&] {
         reached = true;
         return Result<std::string>("fine");
       }}};
  Runner runner(database_, jobs);
  EXPECT_TRUE(comes_true([&] { return reached && !runner.is_busy(); }));
  EXPECT_EQ(load_last_run(database_.reader(), "refuses")->outcome, "job.unknown");
  EXPECT_TRUE(load_last_run(database_.reader(), "refuses")->failed);
  EXPECT_EQ(load_last_run(database_.reader(), "breaks")->outcome, "job.broke");
  EXPECT_EQ(runner.status(database_.reader()).size(), 3U);
}

TEST_F(JobTest, refuses_what_it_does_not_know_and_what_is_running) {
  std::atomic<bool> go_on{false};
  std::vector<Job> jobs{{.name = "long", .every = 60min, .run = [&] {
                           while (!go_on) std::this_thread::sleep_for(1ms);
                           return Result<std::string>("done");
                         }}};
  Runner runner(database_, jobs);
  EXPECT_EQ(runner.run_soon("other").error().problems.front().code, "job.unknown");
  EXPECT_TRUE(comes_true([&] { return runner.is_busy(); }));
  EXPECT_EQ(runner.run_soon("long").error().problems.front().code, "job.running");
  EXPECT_TRUE(runner.status(database_.reader()).front().is_running);
  go_on = true;
}

// Killed in the middle: the run stays open and counts as failed, the lease runs out.
TEST_F(JobTest, a_holder_that_died_is_told_from_one_that_ended) {
  const Instant then = at("2026-09-21T18:00:00Z");
  ASSERT_TRUE(note_start(database_, "backup", "dead", then).has_value());
  const auto last = load_last_run(database_.reader(), "backup");
  EXPECT_FALSE(last->finished.has_value());
  EXPECT_TRUE(last->failed);
  EXPECT_EQ(due_at({.name = "backup", .hour = 2}, last, then + 1min), then + kRetry);
}

}  // namespace
}  // namespace guatu::job
