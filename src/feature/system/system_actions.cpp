// SPDX-License-Identifier: Apache-2.0
#include "feature/system/system_actions.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/version.hpp"
#include "platform/db/store_copy.hpp"
#include "platform/log/log.hpp"

namespace guatu::system {
namespace {

void write_jobs(metric::Exposition& out, const std::vector<job::Status>& jobs) {
  const auto label = [](const job::Status& status) { return fmt::format("job=\"{}\"", status.job->name); };
  out.family("guatu_job_last_end_seconds", "gauge", "When the job's last run ended, in Unix time.");
  for (const auto& status : jobs)
    if (status.last && status.last->finished) out.seconds(label(status), status.last->finished->time_since_epoch());
  out.family("guatu_job_failed", "gauge", "1 when the job's last run failed or never ended.");
  for (const auto& status : jobs)
    if (status.last && !status.is_running) out.sample(label(status), status.last->failed ? 1 : 0);
}

}  // namespace

StoreSize size_of(const db::Database& database) {
  const db::StoreStatus status = db::status_of(database);
  StoreSize size{status.product == db::Product::sqlite ? "sqlite" : "postgresql", status.bytes, -1};
  std::error_code error;
  const auto space = std::filesystem::space(database.directory(), error);
  if (!error) size.free_bytes = static_cast<std::int64_t>(space.available);
  return size;
}

std::string metrics_text(const Running& running, const db::Reader& reader) {
  metric::Exposition out;
  out.family("guatu_build", "gauge", "The program.").sample(fmt::format("version=\"{}\"", kProgramVersion), 1);
  out.family("guatu_start_seconds", "gauge", "When the server was started, in Unix time.")
      .seconds("", running.started.time_since_epoch());
  running.requests.write_to(out);
  const http::Load load = running.load();
  out.gauge("guatu_connections", "Open connections.", static_cast<std::int64_t>(load.connections));
  out.gauge("guatu_event_streams", "Open event streams.", static_cast<std::int64_t>(running.events.streams()));
  out.gauge("guatu_requests_waiting", "Requests that wait for a worker.", static_cast<std::int64_t>(load.queued));
  out.gauge("guatu_journal_position", "Entries of the journal.", reader.position());
  const StoreSize size = size_of(running.database);
  if (size.bytes >= 0) out.gauge("guatu_store_bytes", "Size of the database.", size.bytes);
  if (size.free_bytes >= 0) out.gauge("guatu_store_free_bytes", "Free bytes beside the store.", size.free_bytes);
  out.counter("guatu_log_lines_dropped_total", "Log lines lost because the log was too slow.",
              static_cast<std::int64_t>(log::dropped_lines()));
  write_jobs(out, running.jobs.status(reader));
  return out.text();
}

}  // namespace guatu::system
