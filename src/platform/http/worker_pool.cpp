// SPDX-License-Identifier: Apache-2.0
#include "platform/http/worker_pool.hpp"

#include <algorithm>
#include <csignal>
#include <utility>

#include "platform/thread/waiting.hpp"

namespace guatu::http {
namespace {

// A job that runs longer shares its processor with the next.
constexpr std::chrono::milliseconds kLong{5};

}  // namespace

std::size_t running_jobs_max() { return std::max<std::size_t>(std::thread::hardware_concurrency(), 1) + 1; }

void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

WorkerPool::WorkerPool(std::size_t workers, std::size_t running_max, std::size_t waiting_max)
    : running_max_(running_max), waiting_max_(waiting_max), places_(workers) {
  for (auto& place : places_)
    threads_.emplace_back([this, &place] {
      block_signals();
      work(place);
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

// One is on its way at most, and wakes the next when it finds more than it takes. When all places are held, one is
// woken to watch those who hold them.
void WorkerPool::wake_one_more() {
  if (jobs_.empty() || idle_ == 0 || (running_ >= running_max_ && is_watched_)) return;
  if (!std::exchange(is_waking_, true)) arrived_.notify_one();
}

void WorkerPool::give_up(Place& place) {
  if (std::exchange(place.is_held, false)) --running_;
}

void WorkerPool::watch(std::unique_lock<std::mutex>& lock) {
  is_watched_ = true;
  arrived_.wait_for(lock, kLong);
  is_watched_ = false;
  const Moment late = std::chrono::steady_clock::now() - kLong;
  for (auto& place : places_)
    if (place.since < late) give_up(place);
}

bool WorkerPool::wait_for_job(std::unique_lock<std::mutex>& lock) {
  while (!may_start()) {
    if (is_finished_ && jobs_.empty()) {
      arrived_.notify_all();  // those who waited for a place
      return false;
    }
    ++idle_;
    if (running_ >= running_max_ && !is_watched_)
      watch(lock);
    else
      arrived_.wait(lock);
    --idle_;
    is_waking_ = false;
  }
  return true;
}

void WorkerPool::work(Place& own) {
  thread::on_waiting([this, &own] {
    const std::scoped_lock lock(mutex_);
    give_up(own);
    wake_one_more();
  });
  std::unique_lock lock(mutex_);
  while (wait_for_job(lock)) {
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    own = {true, std::chrono::steady_clock::now()};
    ++running_;
    wake_one_more();
    lock.unlock();
    job();
    job = nullptr;  // what it holds is let go outside the lock
    lock.lock();
    give_up(own);
  }
}

}  // namespace guatu::http
