// SPDX-License-Identifier: Apache-2.0
#include "platform/http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace guatu::http {
namespace {

// Every job waits for all the others: each needs its own thread, so none may be left asleep.
TEST(WorkerPool, jobs_that_wait_hold_up_nobody) {
  constexpr int kWorkers = 8;
  WorkerPool pool(kWorkers, 100);
  for (int round = 0; round < 200; ++round) {
    std::latch together(kWorkers);
    std::latch done(kWorkers);
    for (int job = 0; job < kWorkers; ++job)
      EXPECT_EQ(pool.submit([&] {
        together.arrive_and_wait();
        done.count_down();
      }),
                Taken::yes);
    done.wait();
  }
}

TEST(WorkerPool, every_job_that_was_taken_runs_once) {
  std::atomic<int> ran = 0;
  int taken = 0;
  {
    WorkerPool pool(4, 50);
    for (int job = 0; job < 20'000; ++job) taken += pool.submit([&] { ++ran; }) == Taken::yes ? 1 : 0;
    pool.finish();
    EXPECT_EQ(pool.submit([&] { ++ran; }), Taken::no);
  }
  EXPECT_EQ(ran, taken);
  EXPECT_GE(taken, 50);
}

}  // namespace
}  // namespace guatu::http
