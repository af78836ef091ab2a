// SPDX-License-Identifier: Apache-2.0
// Runner (任务执行): one thread that runs jobs when they are due, or when somebody asks, one after the other, and only
// while this server holds the job's lease. A job that fails is told in the log and tried again; it never takes the
// server with it. Refuses job.unknown, job.running.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "platform/job/job.hpp"

namespace guatu::job {

struct Status {
  const Job* job = nullptr;
  std::optional<LastRun> last;
  Instant due{};
  bool is_running = false;  // here
};

class Runner {
 public:
  // The database outlives the runner.
  Runner(db::Database& database, std::vector<Job> jobs);
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner();  // waits for the job that is running

  // Soon, whether it is due or not; returns at once.
  Result<void> run_soon(std::string_view name);
  std::vector<Status> status(const db::Reader& reader) const;
  bool is_busy() const;
  void stop();  // starts no further job

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace guatu::job
