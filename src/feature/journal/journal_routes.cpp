// SPDX-License-Identifier: Apache-2.0
#include "feature/journal/journal_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/journal/journal_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/reply.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::journal {
namespace {

using api::Call;
using http::Method;
using http::Reply;

void write_members(JsonWriter& json, const Entry& entry) {
  json.member("position", entry.position).member("recorded_at", format_instant(entry.recorded_at));
  json.member("actor", entry.actor).member("on_behalf_of", entry.on_behalf_of).member("kind", entry.kind);
  json.member("subject", entry.subject).member("rows", entry.rows);
}

// A day in China, as its first instant.
Result<std::optional<Instant>> day_in(const http::Request& request, std::string_view name, std::chrono::days after) {
  const auto text = request.query_value(name);
  if (!text || text->empty()) return std::nullopt;
  auto day = parse_date(*text);
  if (!day) {
    day.error().problems.front().place = name;
    return refuse(std::move(day.error()));
  }
  return Instant(*day + after) - kChinaOffset;
}

Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"position"},
                                                                     .filters = {"actor", "kind", "subject"},
                                                                     .others = {"from", "until"},
                                                                     .direction = api::Direction::descending}));
  const bool is_upward = query.direction == api::Direction::ascending;
  EntryQuery wanted{query.filter("actor"),
                    query.filter("kind"),
                    query.filter("subject"),
                    query.q,
                    {},
                    {},
                    is_upward ? Order::oldest_first : Order::latest_first,
                    query.offset(),
                    query.page_size};
  GUATU_TRY(wanted.from, day_in(call.request(), "from", std::chrono::days(0)));
  GUATU_TRY(wanted.before, day_in(call.request(), "until", std::chrono::days(1)));
  const auto page = load_entries(call.reader(), wanted);
  return api::list_reply(page.entries, page.total, query, [](JsonWriter& json, const Entry& entry) {
    json.begin_object();
    write_members(json, entry);
    json.end_object();
  });
}

Result<db::Position> position_in_path(const Call& call) {
  const auto position = api::Reading<std::int64_t>::from_text(call.parameter("position"));
  if (position) return *position;
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("position"))}});
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const db::Position position, position_in_path(call));
  GUATU_TRY(const auto detail, load_entry(call.reader(), position));
  JsonWriter json;
  json.begin_object();
  write_members(json, detail.entry);
  json.member("rows_digest", detail.entry.rows_digest).key("content").raw(detail.content);
  json.member("leaf", detail.leaf).member("entry", detail.bytes).key("row_versions").begin_array();
  for (const StampedRow& row : detail.rows) {
    json.begin_object().member("entity", row.entity).member("id", row.id).member("version", row.version);
    json.member("digest", row.digest).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Reply checkpoint_reply(const SignedCheckpoint& checkpoint) {
  JsonWriter json;
  json.begin_object().member("size", checkpoint.size).member("root", checkpoint.root);
  json.member("note", checkpoint.note).member("key", checkpoint.key).end_object();
  return http::json_reply(200, json.take());
}

Result<Reply> get_checkpoint(Call& call) {
  GUATU_TRY(const auto checkpoint, load_checkpoint(call.database(), call.reader()));
  return checkpoint_reply(checkpoint);
}

Result<Reply> post_checkpoint(Call& call) {
  GUATU_TRY(const auto checkpoint, issue_checkpoint(call.database()));
  return checkpoint_reply(checkpoint);
}

Result<Reply> get_proof(Call& call) {
  GUATU_TRY(const db::Position position, position_in_path(call));
  GUATU_TRY(const auto proven, prove_entry(call.database(), call.reader(), position));
  JsonWriter json;
  json.begin_object().member("position", proven.position).member("size", proven.checkpoint.size);
  json.member("proof", proven.proof).member("key", proven.checkpoint.key).end_object();
  return http::json_reply(200, json.take());
}

Result<Reply> post_verification(Call& call) {
  GUATU_TRY(const auto report, verify_journal(call.database(), call.reader()));
  JsonWriter json;
  json.begin_object().member("result", report.is_clean() ? "sound" : "faulty").member("entries", report.entries);
  json.member("checkpoints", report.checkpoints).member("root", report.root).member("sm3_root", report.sm3_root);
  json.key("problems");
  message::write_problems(json, report.problems, call.language());
  json.member("problems_left_out", report.problems_left_out).end_object();
  return http::json_reply(200, json.take());
}

}  // namespace

std::vector<api::Route> journal_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/journal",
       .right = "journal.read",
       .summary = "Entries of the journal, the latest first",
       .handle = list,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/journal/checkpoint",
       .right = "journal.read",
       .summary = "The last signed checkpoint",
       .handle = get_checkpoint},
      {.method = Method::post,
       .pattern = "/api/v1/journal/checkpoint",
       .right = "journal.checkpoint",
       .summary = "Sign the journal's present size and root",
       .handle = post_checkpoint},
      {.method = Method::get,
       .pattern = "/api/v1/journal/proof/{position}",
       .right = "journal.read",
       .summary = "Proof that an entry is in the signed journal",
       .handle = get_proof},
      {.method = Method::post,
       .pattern = "/api/v1/journal/verification",
       .right = "journal.verify",
       .summary = "Recompute the journal",
       .handle = post_verification},
      {.method = Method::get,
       .pattern = "/api/v1/journal/{position}",
       .right = "journal.read",
       .summary = "One entry of the journal",
       .handle = get},
  };
}

}  // namespace guatu::journal
