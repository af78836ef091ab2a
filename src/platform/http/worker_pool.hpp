// SPDX-License-Identifier: Apache-2.0
// WorkerPool (工作线程): runs jobs on a fixed number of threads, first come, first served. Only about as many as there
// are processors run at once, because short jobs that share a processor all end late. A job that waits
// (platform/thread/waiting.hpp) or that takes long gives its place to the next, and goes on beside it. At most so many
// jobs wait for a thread; the next is not taken, and whoever brought it answers busy.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace guatu::http {

enum class Taken { yes, no };

class WorkerPool {
 public:
  WorkerPool(std::size_t workers, std::size_t running_max, std::size_t waiting_max);
  ~WorkerPool();  // after the jobs that were taken

  Taken submit(std::function<void()> job);
  std::size_t waiting() const;
  void finish();

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Place {
    bool is_held = false;
    Moment since{};
  };

  void work(Place& own);
  bool wait_for_job(std::unique_lock<std::mutex>& lock);
  bool may_start() const { return !jobs_.empty() && running_ < running_max_; }
  void wake_one_more();
  void watch(std::unique_lock<std::mutex>& lock);
  void give_up(Place& place);

  const std::size_t running_max_;
  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> jobs_;
  std::deque<Place> places_;  // one for each thread
  std::size_t running_ = 0;   // places that are held
  std::size_t idle_ = 0;
  bool is_waking_ = false;   // a thread was told and did not look yet
  bool is_watched_ = false;  // a thread looks for jobs that take long
  bool is_finished_ = false;
  std::vector<std::thread> threads_;
};

// As many as there are processors, and one for a job that was interrupted.
std::size_t running_jobs_max();

// No signal is delivered to the calling thread: they belong to the program's first one.
void block_signals();

}  // namespace guatu::http
