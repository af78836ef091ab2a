// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account_routes.hpp"

#include <algorithm>
#include <iterator>

#include "base/json_writer.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/grant_routes.hpp"
#include "feature/account/session_routes.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/reply.hpp"

namespace guatu::account {
namespace {

using api::Call;
using http::Method;
using Accounts = std::vector<db::Versioned<Account>>;

constexpr std::size_t kNameMax = 40;
constexpr std::size_t kNoteMax = 200;
constexpr std::string_view kPath = "/api/v1/accounts/";

void write_fields(JsonWriter& json, const db::Versioned<Account>& account) {
  const Account& row = account.row;
  json.member("id", row.id.value).member("name", row.name);
  json.member("person", row.person ? std::optional(row.person->value) : std::nullopt).key("posts").begin_array();
  for (const Post& post : row.posts)
    json.begin_object()
        .member("role", code_of(post.role))
        .member("unit", post.unit.empty() ? std::nullopt : std::optional(post.unit.value))
        .end_object();
  json.end_array().member("state", code_of(row.state)).member("created_on", format_date(row.created_on));
  json.member("note", row.note).member("version", account.version);
}

void write_account(JsonWriter& json, const db::Versioned<Account>& account) {
  json.begin_object();
  write_fields(json, account);
  json.end_object();
}

http::Reply account_reply(const db::Versioned<Account>& account) {
  JsonWriter json;
  write_account(json, account);
  return api::entity_reply(200, json, account.version);
}

Result<http::Reply> half_reply(const db::Reader& reader, std::string_view id, const Half& half) {
  GUATU_TRY(const auto account, find_account(reader, id));
  JsonWriter json;
  json.begin_object();
  write_fields(json, account);
  json.member("code_half", half.text).member("code_until", format_date(half.valid_until)).end_object();
  return api::entity_reply(200, json, account.version);
}

// ---- the list: an office has hundreds of accounts, not millions ----

bool is_any_of(const std::vector<std::string>& wanted, std::string_view value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool fits(const Account& account, const api::ListQuery& query) {
  const auto& roles = query.filter("role");
  const bool has_role = roles.empty() || std::ranges::any_of(account.posts, [&](const Post& post) {
                          return is_any_of(roles, code_of(post.role));
                        });
  const bool has_name = query.q.empty() || account.name.find(query.q) != std::string::npos ||
                        account.id.value.find(query.q) != std::string::npos;
  return has_role && has_name && is_any_of(query.filter("state"), code_of(account.state));
}

void order(Accounts& accounts, const api::ListQuery& query) {
  const auto key = [&](const db::Versioned<Account>& account) -> std::string {
    if (query.sort == "name") return account.row.name;
    if (query.sort == "state") return std::string(code_of(account.row.state));
    if (query.sort == "created_on") return format_date(account.row.created_on);
    return account.row.id.value;
  };
  std::ranges::stable_sort(accounts, {}, key);
  if (query.direction == api::Direction::descending) std::ranges::reverse(accounts);
}

Result<http::Reply> list_accounts(Call& call) {
  GUATU_TRY(const auto query,
            api::parse_list_query(call.request(), {{"id", "name", "state", "created_on"}, {"state", "role"}}));
  Accounts accounts = load_accounts_versioned(call.reader());
  std::erase_if(accounts, [&](const auto& account) { return !fits(account.row, query); });
  order(accounts, query);
  const auto total = static_cast<std::int64_t>(accounts.size());
  const std::int64_t begin = std::min(total, query.offset());
  const std::int64_t end = std::min(total, begin + query.page_size);
  const Accounts page(accounts.begin() + begin, accounts.begin() + end);
  return api::list_reply(page, total, query, write_account);
}

// Names beside the accounts that records carry. Who asks names them, so that nobody leafs through the accounts here.
Result<http::Reply> list_names(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {{"id"}, {"account"}}));
  if (query.filter("account").empty()) return refuse(ErrorKind::invalid, "account", "api.parameter_missing");
  std::vector<Account> known;
  for (const auto& id : query.filter("account"))
    if (auto account = find_account(call.reader(), id)) known.push_back(std::move(account->row));
  std::ranges::sort(known, {}, [](const Account& account) { return account.id.value; });
  return api::cut_list_reply(known, query, [](JsonWriter& json, const Account& account) {
    json.begin_object().member("id", account.id.value).member("name", account.name).end_object();
  });
}

Result<http::Reply> show_account(Call& call) {
  GUATU_TRY(const auto account, find_account(call.reader(), call.parameter("id")));
  return account_reply(account);
}

// ---- changes ----

Result<http::Reply> post_account(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  NewAccount request;
  fields.required_text("id", request.account, kNameMax);
  fields.required_text("name", request.name, kNameMax);
  fields.optional_text("note", request.note, kNoteMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const Half half, create_account(tx, request));
    GUATU_TRY(http::Reply reply, half_reply(tx, request.account, half));
    reply.status = 201;
    return std::move(reply.with("Location", std::string(kPath) + request.account));
  });
}

Result<http::Reply> put_account(Call& call) {
  GUATU_TRY(const std::int64_t version, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  NewAccount request;
  request.account = std::string(call.parameter("id"));
  fields.required_text("name", request.name, kNameMax);
  fields.optional_text("note", request.note, kNoteMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const auto saved, edit_account(tx, request, version));
    return account_reply(saved);
  });
}

Result<http::Reply> post_step(Call& call, Step step) {
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const auto saved, step_account(tx, call.parameter("id"), step));
    return account_reply(saved);
  });
}

Result<http::Reply> post_reset(Call& call) {
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const Half half, reset_account(tx, call.parameter("id")));
    return half_reply(tx, call.parameter("id"), half);
  });
}

Result<Post> read_post(const json::Value& object, const std::string& place) {
  api::Fields fields(object, place);
  std::string role;
  std::string unit;
  fields.required_text("role", role, kNameMax);
  fields.optional_text("unit", unit, kNameMax);
  GUATU_CHECK(fields.finish());
  auto post = parse_post(role, unit);
  if (!post)
    for (auto& problem : post.error().problems) problem.place = place + "." + problem.place;
  return post;
}

Result<Appointment> read_appointment(const json::Value& body) {
  api::Fields fields(body);
  Appointment appointment;
  const auto posts = fields.objects("posts");
  for (std::size_t i = 0; i < posts.size(); ++i) {
    auto post = read_post(posts[i], "posts[" + std::to_string(i) + "]");
    if (post)
      appointment.posts.push_back(std::move(*post));
    else
      fields.add(Result<void>(std::unexpected(std::move(post.error()))));
  }
  fields.optional("person", appointment.person);
  GUATU_CHECK(fields.finish());
  return appointment;
}

Result<http::Reply> post_release(Call& call) {
  std::optional<Appointment> appointment;  // without a body the account keeps the posts it has
  if (!call.request().body.empty()) {
    GUATU_TRY(const json::Value body, call.body());
    if (body.size() != 0) {
      GUATU_TRY(appointment, read_appointment(body));
    }
  }
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const Half half, release_account(tx, call.parameter("id"), appointment));
    return half_reply(tx, call.parameter("id"), half);
  });
}

Result<http::Reply> put_posts(Call& call) {
  GUATU_TRY(const std::int64_t version, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  GUATU_TRY(const Appointment appointment, read_appointment(body));
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const auto saved, appoint(tx, call.parameter("id"), appointment, version));
    return account_reply(saved);
  });
}

Result<http::Reply> list_roles(Call&) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& role : kRoles) {
    json.begin_object().member("code", role.code).member("chinese", role.chinese);
    json.member("needs_unit", needs_unit(role.value)).key("rights").begin_array();
    for (const RoleRight& right : rights_of(role.value)) {
      json.begin_object().member("right", right.right).key("relations").begin_array();
      for (const auto& relation : right.relations) json.text(relation);
      json.end_array().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("rights").begin_array();
  for (const Right& right : all_rights()) {
    json.begin_object().member("code", right.code).member("chinese", right.chinese);
    json.member("english", right.english).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

std::vector<api::Route> administration_routes() {
  const auto step = [](Step chosen) { return [chosen](Call& call) { return post_step(call, chosen); }; };
  const auto secret = [](std::string_view pattern, std::string_view right, std::string_view summary,
                         api::Handling handle) {
    return api::Route{.method = Method::post,
                      .pattern = pattern,
                      .right = right,
                      .summary = summary,
                      .handle = std::move(handle),
                      .repeat = api::Repeat::refused};
  };
  return {
      {.method = Method::get,
       .pattern = "/api/v1/accounts",
       .right = "account.read",
       .summary = "Accounts",
       .handle = list_accounts,
       .freshness = api::Freshness::of_position},
      secret("/api/v1/accounts", "account.edit", "Create an account", post_account),
      {.method = Method::get,
       .pattern = "/api/v1/account-names",
       .right = "unit.read",
       .summary = "Names of people whose accounts records carry",
       .handle = list_names,
       .freshness = api::Freshness::of_position},
      {Method::get, "/api/v1/accounts/{id}", "account.read", "One account", show_account},
      {Method::put, "/api/v1/accounts/{id}", "account.edit", "Edit an account", put_account},
      {Method::post, "/api/v1/accounts/{id}/lock", "account.lock", "Lock an account", step(Step::lock)},
      {Method::post, "/api/v1/accounts/{id}/unlock", "account.lock", "Unlock an account", step(Step::unlock)},
      {Method::post, "/api/v1/accounts/{id}/close", "account.edit", "Close an account for good", step(Step::close)},
      secret("/api/v1/accounts/{id}/reset", "account.edit", "Give out the first half of a new code", post_reset),
      secret("/api/v1/accounts/{id}/release", "account.roles", "Give out the second half of a code", post_release),
      {Method::put, "/api/v1/accounts/{id}/roles", "account.roles", "Change the posts of an account", put_posts},
      {Method::get, "/api/v1/roles", "account.read", "Roles and rights", list_roles},
  };
}

}  // namespace

std::vector<api::Route> account_routes(Gate& gate) {
  std::vector<api::Route> all = session_routes(gate);
  for (auto& part : {administration_routes(), grant_routes()}) std::ranges::copy(part, std::back_inserter(all));
  return all;
}

}  // namespace guatu::account
