// SPDX-License-Identifier: Apache-2.0
// WorkerPool (工作线程): runs jobs on a fixed number of threads. At most so many wait; the next is not
// taken, and whoever brought it answers busy.
#pragma once

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
  WorkerPool(std::size_t workers, std::size_t waiting_max);
  ~WorkerPool();  // after the jobs that were taken

  Taken submit(std::function<void()> job);
  std::size_t waiting() const;
  void finish();

 private:
  void work();
  void wake_one_more();

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> jobs_;
  std::size_t idle_ = 0;
  bool is_waking_ = false;  // a thread was told and did not look yet
  bool is_finished_ = false;
  std::vector<std::thread> threads_;
};

// No signal is delivered to the calling thread: they belong to the program's first one.
void block_signals();

}  // namespace guatu::http
