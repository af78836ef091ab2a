// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "feature/indicator/indicator_routes.hpp"
#include "feature/indicator/statistic_actions.hpp"
#include "feature/indicator/statistic_json_routes.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::indicator {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::uint64_t kScanBodyMax = 12 * 1024 * 1024;  // 8 MiB in base64, and the rows
constexpr std::size_t kBase64Max = kScanBytesMax / 3 * 4 + 8;

// Who reads, and when: values are shown once both typed them and they are out.
struct Showing {
  const api::Caller& caller;
  Instant now;
  std::vector<unit::Unit> units;
};

Showing showing(Call& call, const db::Reader& reader) { return {call.caller(), call.now(), load_units(reader)}; }

void write(JsonWriter& json, const ToldTranscription& told, const Showing& to) {
  const Transcription& row = told.keyed.transcription;
  json.begin_object().member("id", row.id.value).member("state", code_of(row.state)).member("source", row.source);
  json.member("vintage", row.vintage).member("released_on", format_date(row.released_on));
  json.member("released_time", row.released_time).member("document", row.document).member("note", row.note);
  json.key("scan").begin_object().member("name", row.scan_name).member("content_type", row.scan_type);
  json.member("bytes", row.scan_bytes).member("sha256", row.scan).end_object();
  json.member("first_by", row.first_by).member("first_on", format_date(row.first_on));
  json.member("second_by", row.second_by);
  api::member(json, "second_on", row.second_on);
  json.member("reason", row.reason).key("rows").begin_array();
  const bool shows = row.state == TranscriptionState::stored &&
                     (is_out(row.release(), to.now) || may_see_embargoed(to.caller, row.source, to.units));
  for (const auto& one : told.keyed.rows) {
    json.begin_object();
    place_members(json, one.figure());
    if (shows)
      value_members(json, one.figure());
    else
      hidden_value_members(json);
    json.member("note", one.note).end_object();
  }
  json.end_array().key("differences").begin_array();
  for (const std::int64_t place : differences(told.keyed)) json.integer(place);
  json.end_array().member("version", told.version).end_object();
}

Reply reply_with(int status, const ToldTranscription& told, const Showing& to) {
  JsonWriter json;
  write(json, told, to);
  return api::entity_reply(status, json, told.version);
}

Result<std::vector<api::Relation>> relations(Call& call) {
  GUATU_TRY(const auto told, find_transcription(call.reader(), call.parameter("id")));
  return relations_of_source(told.keyed.transcription.source, load_units(call.reader()));
}

Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"first_on"},
                                                                     .filters = {"state", "source"},
                                                                     .direction = api::Direction::descending}));
  const Showing to = showing(call, call.reader());
  auto rows = load_transcriptions(call.reader());
  std::erase_if(rows, [&](const ToldTranscription& told) {
    const Transcription& row = told.keyed.transcription;
    return !query.admits("state", code_of(row.state)) || !query.admits("source", row.source) ||
           row.document.find(query.q) == std::string::npos ||
           !api::may(call.caller(), call.route().right, relations_of_source(row.source, to.units));
  });
  if (query.direction == api::Direction::ascending) std::ranges::reverse(rows);
  return api::cut_list_reply(rows, query, [&](JsonWriter& json, const auto& told) { write(json, told, to); });
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const auto told, find_transcription(call.reader(), call.parameter("id")));
  return reply_with(200, told, showing(call, call.reader()));
}

Result<Reply> get_scan(Call& call) {
  GUATU_TRY(const auto told, find_transcription(call.reader(), call.parameter("id")));
  GUATU_TRY(std::string bytes, load_scan(call.reader(), call.database().directory(), call.parameter("id")));
  Reply reply;
  reply.body = std::move(bytes);
  // Never a page of ours, whatever the file says of itself.
  return std::move(reply.with("Content-Type", told.keyed.transcription.scan_type)
                       .with("Content-Disposition", "attachment")
                       .with("Cache-Control", "no-store"));
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Transcription transcription;
  ReleaseNote release;
  read_release(fields, release);
  fields.required_text("document", transcription.document, 200);
  fields.optional_text("note", transcription.note, api::kTextMax);
  std::string name;
  std::string content;
  if (const auto scan = fields.object("scan")) {
    api::Fields own(*scan, "scan");
    own.required_text("name", name, 200);
    own.required_text("content", content, kBase64Max);
    fields.add(own.finish());
  } else {
    fields.refuse("scan", "api.field_missing");
  }
  const auto rows = read_rows(fields);
  GUATU_CHECK(fields.finish());
  GUATU_CHECK(check_right_over(call, release.source));
  transcription.source = release.source;
  transcription.vintage = release.vintage;
  transcription.released_on = release.released_on;
  transcription.released_time = release.released_time;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told,
              begin_transcription(tx, call.database().directory(), transcription, rows, {name, content}));
    return std::move(reply_with(201, told, showing(call, tx))
                         .with("Location", "/api/v1/transcriptions/" + told.keyed.transcription.id.value));
  });
}

using Typing = Result<ToldTranscription> (*)(db::Tx&, std::string_view, const KeyedValues&, std::int64_t);

Result<Reply> type(Call& call, Typing typing) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const KeyedValues values, read_values(call));
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told, typing(tx, call.parameter("id"), values, expected));
    return reply_with(200, told, showing(call, tx));
  });
}

Result<Reply> withdraw_one(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const std::string reason, read_reason(call));
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told, withdraw_transcription(tx, call.parameter("id"), reason, expected));
    return reply_with(200, told, showing(call, tx));
  });
}

api::Route over_one(Method method, std::string_view pattern, std::string_view summary, api::Handling handle) {
  return {.method = method,
          .pattern = pattern,
          .right = "statistics.transcribe",
          .summary = summary,
          .handle = std::move(handle),
          .reach = api::Reach::record,
          .relations = relations};
}

}  // namespace

std::vector<api::Route> transcription_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/transcriptions",
       .right = "statistics.transcribe",
       .summary = "Statistics typed from paper",
       .handle = list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/transcriptions",
       .right = "statistics.transcribe",
       .summary = "Type statistics from a scan, as the first of two",
       .handle = post,
       .reach = api::Reach::part,
       .body_bytes = kScanBodyMax},
      over_one(Method::get, "/api/v1/transcriptions/{id}", "One transcription; no values before both agree", get),
      over_one(Method::get, "/api/v1/transcriptions/{id}/scan", "The scan", get_scan),
      over_one(Method::post, "/api/v1/transcriptions/{id}/first", "Type the values again, as the first",
               [](Call& call) { return type(call, type_first_time_again); }),
      over_one(Method::post, "/api/v1/transcriptions/{id}/second", "Type the values blind, as the second",
               [](Call& call) { return type(call, type_second_time); }),
      over_one(Method::post, "/api/v1/transcriptions/{id}/withdraw", "Give a transcription up", withdraw_one),
  };
}

}  // namespace guatu::indicator
