// SPDX-License-Identifier: Apache-2.0
// Job (定时任务): work the server does by itself, at intervals or once a night, and its last run as the store has it.
// When it is due is arithmetic on the last run, so that a restart, a clock set back or a second server neither
// forgets nor repeats it.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace guatu::job {

enum class Turn {
  of_one_server,   // of those on one database
  of_each_server,  // what the job does is the server's own; at intervals only
};

struct Job {
  std::string name;  // "checkpoint"
  std::string chinese{};
  std::string english{};
  std::chrono::minutes every{0};     // 0: once a night
  int hour = 0;                      // of the night, in China
  std::chrono::minutes longest{10};  // its holder is taken for dead after that
  Turn turn = Turn::of_one_server;
  // The outcome is a figure or a short code such as "position 17": it goes to the log and to /metrics' readers.
  std::function<Result<std::string>()> run{};
};

struct LastRun {
  std::string holder;
  Instant started{};
  std::optional<Instant> finished;
  bool failed = false;
  std::string outcome;
};

inline constexpr std::chrono::minutes kRetry{30};  // after a nightly job has failed

// The first moment, perhaps past, at which the job should run again.
Instant due_at(const Job& job, const std::optional<LastRun>& last, Instant now);

std::optional<LastRun> load_last_run(const db::Reader& reader, std::string_view name);
Result<void> note_start(db::Database& database, std::string_view name, std::string_view holder, Instant now);
Result<void> note_end(db::Database& database, std::string_view name, std::string_view holder, Instant now,
                      const Result<std::string>& outcome);

}  // namespace guatu::job
