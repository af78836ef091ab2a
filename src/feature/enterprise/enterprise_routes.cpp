// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/enterprise/enterprise_edit_actions.hpp"
#include "feature/enterprise/enterprise_sheet_actions.hpp"
#include "feature/unit/phone.hpp"
#include "platform/api/call.hpp"
#include "platform/api/exporting.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::enterprise {
namespace {

using api::Call;
using http::Method;
using http::Reply;

const api::ListColumns kColumns{{"id", "name", "industry", "location"},
                                {"location", "industry", "above_scale"},
                                {"name", "id"},
                                api::Kept::with_history};
const std::vector<api::RelationColumn> kRelations{{"responsible", "location"}, {"contact", "contact_leader"}};

enum class AboveScale { yes, no, unknown };
inline constexpr Named<AboveScale> kAboveScales[] = {
    {AboveScale::yes, "是", "是"}, {AboveScale::no, "否", "否"}, {AboveScale::unknown, "", ""}};
constexpr std::span<const Named<AboveScale>> names_of(AboveScale) { return kAboveScales; }

void write(JsonWriter& json, const Enterprise& enterprise, std::int64_t version) {
  json.begin_object().member("id", enterprise.id.value).member("name", enterprise.name);
  json.member("industry", enterprise.industry).member("product", enterprise.product);
  api::member(json, "location", enterprise.location);
  json.member("above_scale", enterprise.above_scale).member("contact_leader", enterprise.contact_leader);
  json.member("phone", unit::masked_phone(enterprise.phone)).member("note", enterprise.note);
  json.member("version", version).end_object();
}

Reply reply_with(int status, const db::Versioned<Enterprise>& enterprise) {
  JsonWriter json;
  write(json, enterprise.row, enterprise.version);
  return api::entity_reply(status, json, enterprise.version);
}

void read(api::Fields& fields, Enterprise& enterprise, std::optional<std::string>& phone) {
  AboveScale above_scale = AboveScale::unknown;
  fields.required_text("name", enterprise.name, 200);
  fields.optional_text("industry", enterprise.industry, 100);
  fields.optional_text("product", enterprise.product, 400);
  fields.optional("location", enterprise.location);
  fields.optional("above_scale", above_scale);
  fields.optional_text("contact_leader", enterprise.contact_leader, 100);
  fields.optional("phone", phone);
  fields.optional_text("note", enterprise.note, api::kTextMax);
  enterprise.above_scale = code_of(above_scale);
}

Id<Enterprise> id_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

Result<std::vector<api::Relation>> relations_of(Call& call) {
  GUATU_TRY(const auto found, find_enterprise(call.reader(), id_in_path(call)));
  std::vector<api::Relation> relations{{"contact", found.row.contact_leader}};
  if (found.row.location) relations.push_back({"responsible", found.row.location->value});
  return relations;
}

Result<db::PageQuery> page_query(Call& call, const api::ListQuery& query) {
  db::PageQuery wanted = api::page_query_of(query, kColumns);
  wanted.scope = api::part_of(call.caller(), call.route().right, kRelations);
  GUATU_TRY(wanted.as_of, api::read_as_of(call.request(), call.reader()));
  return wanted;
}

Result<Reply> export_all(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kColumns)));
  GUATU_TRY(const db::PageQuery wanted, page_query(call, query));
  const auto page = load_enterprise_page(call.reader(), api::whole_of(wanted));
  GUATU_CHECK(api::check_exported(page.total));
  GUATU_TRY(std::string bytes, write_enterprise_sheet(call.reader(), page, api::mark_of(call)));
  return api::workbook_reply(std::move(bytes), "enterprises.xlsx");
}

Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kColumns)));
  GUATU_TRY(const db::PageQuery wanted, page_query(call, query));
  const auto page = load_enterprise_page(call.reader(), wanted);
  return api::list_reply(page.rows, page.total, query,
                         [](JsonWriter& json, const auto& one) { write(json, one.row, one.version); });
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const auto found, find_enterprise(call.reader(), id_in_path(call)));
  return reply_with(200, found);
}

Result<Reply> get_history(Call& call) {
  GUATU_TRY(const auto history, load_enterprise_history(call.reader(), id_in_path(call)));
  return api::history_reply(history, write);
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Enterprise enterprise;
  std::optional<std::string> phone;
  std::optional<bool> accepts;
  fields.required("id", enterprise.id);
  read(fields, enterprise, phone);
  fields.optional("accept_check_digit", accepts);
  GUATU_CHECK(fields.finish());
  enterprise.phone = phone.value_or("");
  const auto code = accepts.value_or(false) ? CodeStanding::as_on_the_licence : CodeStanding::fresh;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto created, create_enterprise(tx, enterprise, code));
    return std::move(reply_with(201, created).with("Location", "/api/v1/enterprises/" + enterprise.id.value));
  });
}

Result<Reply> put(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Enterprise enterprise;
  std::optional<std::string> phone;
  enterprise.id = id_in_path(call);
  read(fields, enterprise, phone);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_enterprise(tx, enterprise, phone, expected));
    return reply_with(200, edited);
  });
}

Result<Reply> post_phone(Call& call) {
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const std::string phone, reveal_phone(tx, id_in_path(call)));
    JsonWriter json;
    json.begin_object().member("phone", phone).end_object();
    return http::json_reply(200, json.take());
  });
}

Result<Reply> post_erasure(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string reason;
  fields.required_text("reason", reason, api::kTextMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto erased, erase_phone(tx, id_in_path(call), reason));
    return reply_with(200, erased);
  });
}

}  // namespace

std::vector<api::Route> enterprise_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/enterprises",
       .right = "register.read",
       .summary = "Enterprises",
       .handle = list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/enterprises.xlsx",
       .right = "register.read",
       .summary = "All enterprises that a list shows, as a workbook",
       .handle = export_all,
       .reach = api::Reach::part},
      {.method = Method::post,
       .pattern = "/api/v1/enterprises",
       .right = "enterprise.edit",
       .summary = "Create an enterprise",
       .handle = post},
      {.method = Method::get,
       .pattern = "/api/v1/enterprises/{id}",
       .right = "register.read",
       .summary = "One enterprise",
       .handle = get,
       .reach = api::Reach::record,
       .relations = relations_of},
      {.method = Method::put,
       .pattern = "/api/v1/enterprises/{id}",
       .right = "enterprise.edit",
       .summary = "Edit an enterprise",
       .handle = put,
       .reach = api::Reach::record,
       .relations = relations_of},
      {.method = Method::get,
       .pattern = "/api/v1/enterprises/{id}/history",
       .right = "register.read",
       .summary = "Every version of an enterprise",
       .handle = get_history,
       .reach = api::Reach::record,
       .relations = relations_of,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/enterprises/{id}/phone",
       .right = "person.phone",
       .summary = "See an enterprise's phone number in full; recorded",
       .handle = post_phone,
       .repeat = api::Repeat::refused},
      {.method = Method::post,
       .pattern = "/api/v1/enterprises/{id}/phone-erasure",
       .right = "enterprise.edit",
       .summary = "Erase an enterprise's phone number from the register and its history, for good",
       .handle = post_erasure},
  };
}

}  // namespace guatu::enterprise
