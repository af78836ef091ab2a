// SPDX-License-Identifier: Apache-2.0
#include "platform/job/job.hpp"

#include <tuple>

namespace guatu::job {
namespace {

// The first time the clock in China shows the hour, after `after`.
Instant next_hour(int hour, Instant after) {
  const Instant today = Instant(local_date(after)) - kChinaOffset + std::chrono::hours(hour);
  return today > after ? today : today + std::chrono::days(1);
}

}  // namespace

Instant due_at(const Job& job, const std::optional<LastRun>& last, Instant now) {
  // A run of the future: somebody has set the clock back.
  if (last && last->started > now) return now;
  const bool nightly = job.every == std::chrono::minutes(0);
  if (!nightly) return last ? Instant(last->started + job.every) : now;
  const Instant regular = next_hour(job.hour, last ? last->started : now);
  if (last && last->failed) return std::min<Instant>(regular, last->started + kRetry);
  return regular;
}

std::optional<LastRun> load_last_run(const db::Reader& reader, std::string_view name) {
  for (auto& [holder, started, finished, failed, outcome] :
       reader.query<std::string, Instant, std::optional<Instant>, bool, std::string>(
           "SELECT holder, started_at, finished_at, failed, outcome FROM job_run WHERE name = :name", {{"name", name}}))
    return LastRun{std::move(holder), started, finished, failed, std::move(outcome)};
  return std::nullopt;
}

Result<void> note_start(db::Database& database, std::string_view name, std::string_view holder, Instant now) {
  // "failed" until it says otherwise: a holder that dies leaves it so.
  GUATU_TRY([[maybe_unused]] const auto written,
            database.upkeep("INSERT INTO job_run (name, holder, started_at, finished_at, failed, outcome) "
                            "VALUES (:name, :holder, :now, NULL, 1, '') ON CONFLICT (name) DO UPDATE SET "
                            "holder = excluded.holder, started_at = excluded.started_at, finished_at = NULL, "
                            "failed = 1, outcome = ''",
                            {{"name", name}, {"holder", holder}, {"now", now}}));
  return {};
}

Result<void> note_end(db::Database& database, std::string_view name, std::string_view holder, Instant now,
                      const Result<std::string>& outcome) {
  const std::string text = outcome ? *outcome : outcome.error().problems.front().code;
  GUATU_TRY([[maybe_unused]] const auto written,
            database.upkeep(
                "UPDATE job_run SET finished_at = :now, failed = :failed, outcome = :outcome "
                "WHERE name = :name AND holder = :holder",
                {{"name", name}, {"holder", holder}, {"now", now}, {"failed", outcome ? 0 : 1}, {"outcome", text}}));
  return {};
}

}  // namespace guatu::job
