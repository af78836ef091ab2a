// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/undo_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/undo/stored_text.hpp"
#include "feature/undo/undo_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::undo {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kRowsShown = 500;

Result<db::Position> position_in_path(const Call& call) {
  return api::Reading<std::int64_t>::from_text(call.parameter("position"));
}

Result<Entry> load_own(Call& call, db::Position position) {
  GUATU_TRY(Entry entry, load_entry(call.reader(), position, Asked::alone));
  if (entry.actor == call.caller().actor.name || api::may(call.caller(), "undo.any")) return entry;
  return refuse(ErrorKind::forbidden, "", "undo.not_yours", {{"position", std::to_string(position)}});
}

void write_row(JsonWriter& json, const db::EntityChange& change) {
  const bool was_new = change.before.empty();
  const auto name = db::column_in_content(was_new ? change.after : change.before, "name");
  json.begin_object().member("entity", change.entity).member("id", change.id).member("name", name.value_or(""));
  json.member("change", was_new ? "withdrawn" : change.after.empty() ? "new" : "changed").key("columns").begin_array();
  // Taking back goes the other way.
  for (const db::ColumnDiff& diff : db::diff_contents(change.after, change.before)) {
    json.begin_object().member("column", diff.column).member("before", shown_text(diff.column, diff.before));
    json.member("after", shown_text(diff.column, diff.after)).end_object();
  }
  json.end_array().end_object();
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const db::Position position, position_in_path(call));
  GUATU_TRY(const Entry entry, load_own(call, position));
  JsonWriter json;
  json.begin_object().member("position", entry.position).member("kind", entry.kind).member("actor", entry.actor);
  json.member("recorded_at", format_instant(entry.recorded_at)).member("allowed", entry.problems.empty());
  json.key("problems");
  message::write_problems(json, entry.problems, call.language());
  json.key("rows").begin_array();
  std::size_t shown = 0;
  for (const db::EntityChange& change : entry.changes)
    if (is_register(change.entity) && shown++ < kRowsShown) write_row(json, change);
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const db::Position position, position_in_path(call));
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string reason;
  fields.required_text("reason", reason, 400);
  GUATU_CHECK(fields.finish());
  GUATU_CHECK(load_own(call, position));
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const db::PutCounts counts, undo_entry(tx, position, reason));
    JsonWriter json;
    json.begin_object().member("position", position).member("entry", tx.entry_position());
    json.member("put_back", counts.changed + counts.inserted).member("withdrawn", counts.withdrawn).end_object();
    return http::json_reply(200, json.take());
  });
}

}  // namespace

std::vector<api::Route> undo_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/undo/{position}",
       .right = "undo.own",
       .summary = "Whether a journal entry may be taken back, and what that would do",
       .handle = get},
      {.method = Method::post,
       .pattern = "/api/v1/undo/{position}",
       .right = "undo.own",
       .summary = "Take one own journal entry back",
       .handle = post},
  };
}

}  // namespace guatu::undo
