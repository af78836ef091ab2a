// SPDX-License-Identifier: Apache-2.0
#include "feature/project/photo_routes.hpp"

#include "base/text.hpp"
#include "feature/project/course_actions.hpp"
#include "feature/project/project_json_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/reply.hpp"
#include "platform/http/multipart.hpp"

namespace guatu::project {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kCaptionMax = 200;
constexpr std::uint64_t kFormBytes = 16 * 1024;  // around the photo

// ---- visits ----

void write(JsonWriter& json, const db::Versioned<ProjectVisit>& visit) {
  json.begin_object().member("sequence", visit.row.sequence).member("visited_on", format_date(visit.row.visited_on));
  json.member("visitor", visit.row.visitor).member("text", visit.row.text).member("entered_by", visit.row.entered_by);
  json.member("entered_on", format_date(visit.row.entered_on)).member("version", visit.version).end_object();
}

Result<Reply> list_visits(Call& call) {
  return items_reply(load_visits(call.reader(), id_in_path(call)),
                     [](JsonWriter& json, const auto& visit) { write(json, visit); });
}

Result<Reply> post_visit(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  ProjectVisit visit;
  visit.project = id_in_path(call);
  fields.required("visited_on", visit.visited_on);
  fields.required_text("visitor", visit.visitor, 40);
  fields.required_text("text", visit.text, 1000);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto entered, enter_visit(tx, visit));
    JsonWriter json;
    write(json, entered);
    return api::entity_reply(201, json, entered.version);
  });
}

// ---- photos ----

void write(JsonWriter& json, const db::Versioned<ProjectPhoto>& photo) {
  const ProjectPhoto& row = photo.row;
  json.begin_object().member("sequence", row.sequence).member("media_type", row.media_type).member("bytes", row.bytes);
  json.member("width", row.width).member("height", row.height).member("caption", row.caption);
  api::member(json, "taken_on", row.taken_on);
  json.member("added_on", format_date(row.added_on)).member("added_by", row.added_by);
  api::member(json, "withdrawn_on", row.withdrawn_on);
  json.member("withdrawn_by", row.withdrawn_by).member("withdrawal_reason", row.withdrawal_reason);
  json.member("version", photo.version).end_object();
}

Result<Reply> list_photos(Call& call) {
  return items_reply(load_photos(call.reader(), id_in_path(call)),
                     [](JsonWriter& json, const auto& photo) { write(json, photo); });
}

struct PhotoForm {
  std::string_view file;
  std::string caption;
  std::optional<Date> taken_on;
};

Result<PhotoForm> read_form(const http::Request& request) {
  GUATU_TRY(const auto parts, http::parse_multipart(request.header("Content-Type"), request.body));
  PhotoForm form;
  std::vector<Problem> problems;
  for (const http::Part& part : parts) {
    if (part.name == "file") {
      form.file = part.content;
    } else if (part.name == "caption") {
      form.caption = trim(part.content);
      if (const auto checked = api::check_kept_text(form.caption, kCaptionMax); !checked) {
        problems.push_back(checked.error().problems.front());
        problems.back().place = "caption";
      }
    } else if (part.name == "taken_on") {
      if (trim(part.content).empty()) continue;
      const auto day = parse_date(trim(part.content));
      if (day) {
        form.taken_on = *day;
      } else {
        problems.push_back(day.error().problems.front());
        problems.back().place = "taken_on";
      }
    } else {
      const std::string name = is_valid_utf8(part.name) ? part.name.substr(0, 80) : std::string();
      problems.push_back({name, "api.field_unknown", {{"field", name}}});
    }
  }
  if (form.file.empty()) problems.push_back({"file", "api.field_missing", {}});
  if (form.file.size() > kPhotoBytesMax)
    problems.push_back({"file", "project.photo_too_large", {{"megabytes", std::to_string(kPhotoBytesMax >> 20)}}});
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  return form;
}

Result<Reply> post_photo(Call& call) {
  GUATU_TRY(const PhotoForm form, read_form(call.request()));
  if (form.taken_on && *form.taken_on > call.today())
    return refuse(ErrorKind::invalid, "taken_on", "project.date_ahead",
                  {{"value", format_date(*form.taken_on)}, {"today", format_date(call.today())}});
  GUATU_TRY(ProjectPhoto photo, keep_photo(call.database().directory(), form.file));
  photo.project = id_in_path(call);
  photo.caption = form.caption;
  if (form.taken_on) photo.taken_on = form.taken_on;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto added, add_photo(tx, photo));
    JsonWriter json;
    write(json, added);
    return api::created_reply(
        json, added.version,
        "/api/v1/projects/" + photo.project.value + "/photos/" + std::to_string(added.row.sequence));
  });
}

Result<Reply> get_photo(Call& call) {
  GUATU_TRY(const std::int64_t sequence, number_in_path(call, "sequence"));
  GUATU_TRY(auto photo, read_photo(call.reader(), call.database().directory(), id_in_path(call), sequence));
  Reply reply;
  reply.body = std::move(photo.bytes);
  reply.with("Content-Type", std::move(photo.media_type)).with("Content-Disposition", "inline");
  return std::move(reply.with("Cache-Control", "private, no-cache"));
}

Result<Reply> delete_photo(Call& call) {
  GUATU_TRY(const std::int64_t sequence, number_in_path(call, "sequence"));
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string reason;
  fields.required_text("reason", reason, 400);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto withdrawn, withdraw_photo(tx, id_in_path(call), sequence, reason, expected));
    JsonWriter json;
    write(json, withdrawn);
    return api::entity_reply(200, json, withdrawn.version);
  });
}

}  // namespace

std::vector<api::Route> photo_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/visits",
       .right = "register.read",
       .summary = "Visits to a project",
       .handle = list_visits,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/projects/{id}/visits",
       .right = "project.visit",
       .summary = "Enter a visit",
       .handle = post_visit,
       .reach = api::Reach::record,
       .relations = relations_of_path},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/photos",
       .right = "register.read",
       .summary = "Photos of a project",
       .handle = list_photos,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/projects/{id}/photos",
       .right = "project.photo",
       .summary = "Add a photo; where it was taken is taken off",
       .handle = post_photo,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .body_bytes = kPhotoBytesMax + kFormBytes},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/photos/{sequence}",
       .right = "register.read",
       .summary = "The bytes of a photo",
       .handle = get_photo,
       .reach = api::Reach::record,
       .relations = relations_of_path},
      {.method = Method::del,
       .pattern = "/api/v1/projects/{id}/photos/{sequence}",
       .right = "project.photo",
       .summary = "Withdraw a photo",
       .handle = delete_photo,
       .reach = api::Reach::record,
       .relations = relations_of_path},
  };
}

}  // namespace guatu::project
