// SPDX-License-Identifier: Apache-2.0
#include "platform/http/worker_pool.hpp"

#include <csignal>
#include <utility>

namespace guatu::http {

void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

WorkerPool::WorkerPool(std::size_t workers, std::size_t waiting_max) : waiting_max_(waiting_max) {
  for (std::size_t index = 0; index < workers; ++index)
    threads_.emplace_back([this] {
      block_signals();
      work();
    });
}

WorkerPool::~WorkerPool() { finish(); }

Taken WorkerPool::submit(std::function<void()> job) {
  {
    const std::scoped_lock lock(mutex_);
    if (is_finished_ || jobs_.size() >= waiting_max_) return Taken::no;
    jobs_.push_back(std::move(job));
    wake_one_more();
  }
  return Taken::yes;
}

std::size_t WorkerPool::waiting() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.size();
}

void WorkerPool::finish() {
  {
    const std::scoped_lock lock(mutex_);
    is_finished_ = true;
  }
  arrived_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

// One is on its way at most, and wakes the next when it finds more than it takes: short jobs are done by few threads
// that never sleep, and a job that waits for a disk holds up nobody.
void WorkerPool::wake_one_more() {
  if (jobs_.empty() || idle_ == 0 || std::exchange(is_waking_, true)) return;
  arrived_.notify_one();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (jobs_.empty()) {
      if (is_finished_) return;
      ++idle_;
      arrived_.wait(lock);
      --idle_;
      is_waking_ = false;
    }
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    wake_one_more();
    lock.unlock();
    job();
    job = nullptr;  // what it holds is let go outside the lock
    lock.lock();
  }
}

}  // namespace guatu::http
