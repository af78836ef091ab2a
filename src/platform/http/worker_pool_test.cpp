// SPDX-License-Identifier: Apache-2.0
#include "platform/http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>

#include "platform/thread/waiting.hpp"

namespace guatu::http {
namespace {

// Every job waits for all the others: each needs its own thread, so none may be left asleep.
void wait_for_each_other(WorkerPool& pool, int jobs, const std::function<void()>& before_waiting) {
  std::latch together(jobs);
  std::latch done(jobs);
  for (int job = 0; job < jobs; ++job)
    EXPECT_EQ(pool.submit([&] {
      before_waiting();
      together.arrive_and_wait();
      done.count_down();
    }),
              Taken::yes);
  done.wait();
}

TEST(WorkerPool, jobs_that_say_they_wait_hold_up_nobody) {
  constexpr int kWorkers = 8;
  WorkerPool pool(kWorkers, 2, 100);
  for (int round = 0; round < 200; ++round) wait_for_each_other(pool, kWorkers, thread::about_to_wait);
}

TEST(WorkerPool, jobs_that_take_long_hold_up_nobody_for_long) {
  constexpr int kWorkers = 8;
  WorkerPool pool(kWorkers, 2, 100);
  for (int round = 0; round < 5; ++round) wait_for_each_other(pool, kWorkers, [] {});
}

TEST(WorkerPool, few_jobs_run_at_once) {
  constexpr int kJobs = 2'000;
  constexpr int kPlaces = 2;
  std::atomic<int> running = 0;
  std::atomic<int> beside_too_many = 0;
  {
    WorkerPool pool(8, kPlaces, kJobs);
    for (int job = 0; job < kJobs; ++job)
      EXPECT_EQ(pool.submit([&] {
        if (++running > kPlaces) ++beside_too_many;
        std::this_thread::sleep_for(std::chrono::microseconds(100));
        --running;
      }),
                Taken::yes);
  }
  // A job that the machine forgot for long has given its place away; so few are expected, and none cannot be.
  EXPECT_LT(beside_too_many, kJobs / 2);
}

TEST(WorkerPool, every_job_that_was_taken_runs_once) {
  std::atomic<int> ran = 0;
  int taken = 0;
  {
    WorkerPool pool(4, 2, 50);
    for (int job = 0; job < 20'000; ++job) taken += pool.submit([&] { ++ran; }) == Taken::yes ? 1 : 0;
    pool.finish();
    EXPECT_EQ(pool.submit([&] { ++ran; }), Taken::no);
  }
  EXPECT_EQ(ran, taken);
  EXPECT_GE(taken, 50);
}

}  // namespace
}  // namespace guatu::http
