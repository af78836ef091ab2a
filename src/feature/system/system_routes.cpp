// SPDX-License-Identifier: Apache-2.0
#include "feature/system/system_routes.hpp"

#include "base/json_writer.hpp"
#include "base/version.hpp"
#include "platform/api/call.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/demo_mark.hpp"
#include "platform/log/log.hpp"

namespace guatu::system {
namespace {

using http::Method;

void write_instant(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant) {
  json.member(name, instant ? std::optional(format_instant(*instant)) : std::nullopt);
}

void write_job(JsonWriter& json, const job::Status& status, message::Language language) {
  const job::Job& job = *status.job;
  const auto& last = status.last;
  const bool nightly = job.every.count() == 0;
  json.begin_object().member("name", job.name);
  json.member("summary", language == message::Language::chinese ? job.chinese : job.english);
  json.member("every_seconds", nightly ? std::nullopt : std::optional(std::chrono::seconds(job.every).count()));
  json.member("hour", nightly ? std::optional(job.hour) : std::nullopt).member("is_running", status.is_running);
  write_instant(json, "due_at", status.due);
  write_instant(json, "last_started_at", last ? std::optional(last->started) : std::nullopt);
  write_instant(json, "last_ended_at", last ? last->finished : std::nullopt);
  json.member("has_failed", last && last->failed && !status.is_running);
  json.member("last_result", last ? last->outcome : "").member("holder", last ? last->holder : "").end_object();
}

void write_jobs(JsonWriter& json, const std::vector<job::Status>& jobs, message::Language language) {
  json.begin_array();
  for (const auto& status : jobs) write_job(json, status, language);
  json.end_array();
}

http::Reply show_system(const Running& running, api::Call& call) {
  const http::Load load = running.load();
  const StoreSize size = size_of(running.database);
  const auto known = [](std::int64_t bytes) { return bytes < 0 ? std::nullopt : std::optional(bytes); };
  JsonWriter json;
  json.begin_object().member("version", kProgramVersion);
  json.member("notice", call.language() == message::Language::chinese ? kNoticeChinese : kNoticeEnglish);
  json.member("is_demo", db::is_demo(running.database.directory())).member("database", size.kind);
  json.member("store_bytes", known(size.bytes)).member("free_bytes", known(size.free_bytes));
  json.member("position", call.reader().position()).member("started_at", format_instant(running.started));
  const auto uptime = Clock::system().now() - running.started;
  json.member("uptime_seconds", std::chrono::duration_cast<std::chrono::seconds>(uptime).count());
  json.member("connections", load.connections).member("streams", running.events.streams());
  json.member("queued", load.queued).member("requests", running.requests.total());
  json.member("failed_requests", running.requests.failed());
  json.member("log_lines_dropped", log::dropped_lines()).key("jobs");
  write_jobs(json, running.jobs.status(call.reader()), call.language());
  return http::json_reply(200, json.end_object().take());
}

http::Reply list_jobs(const Running& running, api::Call& call) {
  const auto jobs = running.jobs.status(call.reader());
  JsonWriter json;
  json.begin_object().key("items");
  write_jobs(json, jobs, call.language());
  return http::json_reply(200, json.end_object().take());
}

// Who asked for it stands in the journal; the run itself is operation and does not.
Result<http::Reply> run_job(const Running& running, api::Call& call) {
  const std::string name(call.parameter("name"));
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_CHECK(running.jobs.run_soon(name));
    tx.journal({"job.asked_for", name, "{}"});
    JsonWriter json;
    for (const auto& status : running.jobs.status(tx))
      if (status.job->name == name) write_job(json, status, call.language());
    return http::json_reply(202, json.take());
  });
}

Result<http::Reply> show_metrics(const Running& running, api::Call& call) {
  const http::Request& request = call.request();
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view shown = request.header("Authorization");
  const bool has_token = !running.metrics_token.empty() && shown.starts_with(kBearer) &&
                         crypto::is_same_secret(running.metrics_token, shown.substr(kBearer.size()));
  if (!request.peer.is_loopback && !has_token) return refuse(ErrorKind::forbidden, "", "system.metrics_closed");
  http::Reply reply = http::text_reply(200, metrics_text(running, call.reader()));
  std::erase_if(reply.headers, [](const http::Header& header) { return header.name == "Content-Type"; });
  return std::move(reply.with("Content-Type", "text/plain; version=0.0.4; charset=utf-8"));
}

// Reached only when the store has answered: the dispatcher opens a view first, and main turns a failure into 503.
http::Reply show_health() { return http::json_reply(200, R"({"status":"ok"})"); }

}  // namespace

std::vector<api::Route> system_routes(const Running& running) {
  const Running* server = &running;
  return {
      {Method::get, "/healthz", api::kAnyone, "Whether the server is up and its store answers",
       [](api::Call&) -> Result<http::Reply> { return show_health(); }},
      {Method::get, "/metrics", api::kAnyone, "Figures for Prometheus, to this machine or with the token",
       [server](api::Call& call) { return show_metrics(*server, call); }},
      {Method::get, "/api/v1/system", "system.read", "State of the server and its store",
       [server](api::Call& call) -> Result<http::Reply> { return show_system(*server, call); }},
      {Method::get, "/api/v1/jobs", "system.read", "Timed jobs and how their last run went",
       [server](api::Call& call) -> Result<http::Reply> { return list_jobs(*server, call); }},
      {Method::post, "/api/v1/jobs/{name}/run", "job.run", "Run a timed job now",
       [server](api::Call& call) { return run_job(*server, call); }},
      {Method::get, "/api/v1/events", api::kSelf, "What changes, as server-sent events",
       [server](api::Call& call) -> Result<http::Reply> { return server->events.subscribe(call); }},
  };
}

}  // namespace guatu::system
