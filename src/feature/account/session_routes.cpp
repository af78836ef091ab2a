// SPDX-License-Identifier: Apache-2.0
#include "feature/account/session_routes.hpp"

#include <set>

#include "base/json_writer.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/session_actions.hpp"
#include "feature/account/setup_actions.hpp"
#include "feature/account/visitor_actions.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/reply.hpp"
#include "platform/db/demo_mark.hpp"

namespace guatu::account {
namespace {

using api::Call;
using http::Method;

constexpr std::string_view kCookie = "guatu_session";
constexpr std::string_view kSecureCookie = "__Host-guatu_session";
constexpr std::string_view kScreenCookie = "guatu_screen";
constexpr std::string_view kBearer = "Bearer ";
constexpr std::size_t kPasswordMax = 200;
constexpr std::size_t kCodeMax = 80;

Visitor visitor_in(const Call& call) {
  Visitor visitor;
  visitor.account = call.caller().account;
  visitor.session = call.caller().session;
  visitor.actor = call.caller().actor;
  return visitor;
}

http::Reply& set_cookie(http::Reply& reply, const http::Request& request, std::string_view token) {
  std::string cookie(request.peer.is_secure ? kSecureCookie : kCookie);
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
  if (request.peer.is_secure) cookie += "; Secure";
  if (token.empty()) cookie += "; Max-Age=0";
  return reply.with("Set-Cookie", std::move(cookie));
}

void write_posts(JsonWriter& json, const std::vector<Post>& posts) {
  json.key("posts").begin_array();
  for (const Post& post : posts)
    json.begin_object()
        .member("role", code_of(post.role))
        .member("unit", post.unit.empty() ? std::optional<std::string>() : std::optional(post.unit.value))
        .end_object();
  json.end_array();
}

void write_rights(JsonWriter& json, const std::vector<Holding>& holdings) {
  std::set<std::string_view> rights;
  for (const Holding& holding : holdings) rights.insert(holding.right);
  json.key("rights").begin_array();
  for (const auto right : rights) json.text(right);
  json.end_array();
}

// Who asks, with what the page needs to show the right things; rights are checked elsewhere.
http::Reply session_reply(Gate& gate, const db::Reader& reader, const Visitor& visitor, std::string_view token) {
  const auto found = find_account(reader, visitor.account);
  const Account account = found ? found->row : Account{};
  JsonWriter json;
  json.begin_object();
  json.member("account", visitor.account.empty() ? std::optional<std::string>() : std::optional(visitor.account));
  json.member("name", account.name);
  write_posts(json, account.posts);
  write_rights(json, visitor.holdings ? *visitor.holdings : std::vector<Holding>{});
  json.key("duties").begin_array();
  for (const Duty duty : visitor.duties) json.text(code_of(duty));
  json.end_array();
  std::optional<std::string> acting;
  json.key("grants").begin_array();
  for (const Grant& grant : own_grants(reader, visitor.account, gate.today())) {
    if (grant.leader.value == visitor.actor.on_behalf_of) acting = grant.id.value;
    json.begin_object().member("id", grant.id.value).member("leader", grant.leader.value);
    json.member("last", format_date(grant.last)).end_object();
  }
  json.end_array().member("acting", acting).member("on_behalf_of", visitor.actor.on_behalf_of);
  json.member("token", Gate::write_token_of(token)).member("has_totp", has_totp(reader, visitor.account));
  json.member("profile", code_of(load_policy(reader).profile)).member("today", format_date(gate.today()));
  json.member("is_demo", db::is_demo(gate.database().directory()));
  return http::json_reply(200, json.end_object().take());
}

// By token, so that what the session became in this very request is seen.
http::Reply session_reply(Gate& gate, std::string_view token) {
  const db::Reader reader = gate.database().reader();
  return session_reply(gate, reader, gate.recognise(reader, token, Activity::page), token);
}

Result<http::Reply> show_session(Gate& gate, Call& call) {
  const std::string_view token = cookie_token(call.request());
  const Visitor visitor = gate.recognise(call.reader(), token, Activity::page);
  if (!visitor.write_token.empty()) return session_reply(gate, call.reader(), visitor, token);
  const std::string fresh = gate.anonymous_token();
  http::Reply reply = session_reply(gate, call.reader(), {}, fresh);
  return std::move(set_cookie(reply, call.request(), fresh));
}

Result<http::Reply> begin_session(Gate& gate, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  LogIn request;
  fields.required_text("account", request.account, kCodeMax);
  fields.required_text("password", request.password, kPasswordMax);
  fields.optional_text("code", request.code, kCodeMax);
  GUATU_CHECK(fields.finish());
  request.source = call.request().peer.address;
  GUATU_TRY(const std::string token, log_in(gate, request));
  http::Reply reply = session_reply(gate, token);
  return std::move(set_cookie(reply, call.request(), token));
}

Result<http::Reply> leave(Gate& gate, Call& call) {
  GUATU_CHECK(log_out(gate, visitor_in(call)));
  http::Reply reply = api::no_content();
  return std::move(set_cookie(reply, call.request(), ""));
}

Result<http::Reply> list_sessions(Gate& gate, Call& call) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const OwnSession& own : own_sessions(gate, call.reader(), visitor_in(call))) {
    json.begin_object().member("id", own.id).member("begun_at", format_instant(own.session.begun_at));
    json.member("seen_at", format_instant(own.session.seen_at)).member("source", own.session.source);
    json.member("is_current", own.is_current).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<http::Reply> end_other(Gate& gate, Call& call) {
  GUATU_CHECK(end_session(gate, visitor_in(call), call.parameter("id")));
  return api::no_content();
}

Result<http::Reply> put_password(Gate& gate, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  PasswordChange request;
  fields.required_text("password", request.password, kPasswordMax);
  fields.required_text("new_password", request.new_password, kPasswordMax);
  GUATU_CHECK(fields.finish());
  request.source = call.request().peer.address;
  GUATU_CHECK(change_password(gate, visitor_in(call), request));
  return api::no_content();
}

Result<http::Reply> begin_totp(Gate& gate, Call& call) {
  GUATU_TRY(const TotpOffer offer, offer_totp(gate, visitor_in(call)));
  JsonWriter json;
  json.begin_object().member("secret", offer.secret).member("uri", offer.uri).end_object();
  return http::json_reply(200, json.take());
}

using WithCode = Result<void> (*)(Gate&, const Visitor&, std::string_view code, std::string_view source);

Result<http::Reply> with_code(Gate& gate, Call& call, WithCode action) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string code;
  fields.required_text("code", code, kCodeMax);
  GUATU_CHECK(fields.finish());
  GUATU_CHECK(action(gate, visitor_in(call), code, call.request().peer.address));
  return api::no_content();
}

Result<http::Reply> act(Gate& gate, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string grant;
  fields.required_text("grant", grant, kCodeMax);
  GUATU_CHECK(fields.finish());
  GUATU_CHECK(begin_acting(gate, visitor_in(call), grant));
  return session_reply(gate, cookie_token(call.request()));
}

Result<http::Reply> act_no_more(Gate& gate, Call& call) {
  GUATU_CHECK(end_acting(gate, visitor_in(call)));
  return session_reply(gate, cookie_token(call.request()));
}

Result<http::Reply> show_setup(Call& call) {
  std::optional<std::string> token;
  api::Parameters parameters(call.request());
  parameters.optional("token", token);
  GUATU_CHECK(parameters.finish());
  const bool is_open = token ? is_setup_link(call.reader(), *token) : !has_accounts(call.reader());
  JsonWriter json;
  return http::json_reply(200, json.begin_object().member("is_open", is_open).end_object().take());
}

Result<Administrator> read_administrator(const json::Value& object, std::string place) {
  api::Fields fields(object, place);
  Administrator administrator;
  fields.required("role", administrator.role);
  fields.required_text("account", administrator.account, kCodeMax);
  fields.required_text("name", administrator.name, kCodeMax);
  fields.required_text("password", administrator.password, kPasswordMax);
  GUATU_CHECK(fields.finish());
  return administrator;
}

Result<http::Reply> set_up_store(Gate& gate, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  SetUp request;
  std::optional<bool> is_small;
  fields.required_text("token", request.token, kPasswordMax);
  fields.required("profile", request.profile);
  fields.optional("small_office", is_small);
  const auto administrators = fields.objects("administrators");
  for (std::size_t i = 0; i < administrators.size(); ++i) {
    auto read = read_administrator(administrators[i], "administrators[" + std::to_string(i) + "]");
    if (read)
      request.administrators.push_back(std::move(*read));
    else
      fields.add(Result<void>(std::unexpected(std::move(read.error()))));
  }
  GUATU_CHECK(fields.finish());
  request.office = is_small.value_or(false) ? OfficeSize::small : OfficeSize::full;
  request.source = call.request().peer.address;
  GUATU_CHECK(set_up(gate, request));
  return api::no_content();
}

Result<http::Reply> activate_account(Gate& gate, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Activation request;
  fields.required_text("account", request.account, kCodeMax);
  fields.required_text("code", request.code, kCodeMax);
  fields.required_text("password", request.password, kPasswordMax);
  GUATU_CHECK(fields.finish());
  request.source = call.request().peer.address;
  GUATU_CHECK(activate(gate, request));
  return api::no_content();
}

}  // namespace

std::string_view cookie_token(const http::Request& request) {
  return request.cookie(request.peer.is_secure ? kSecureCookie : kCookie).value_or(std::string_view{});
}

std::string_view screen_token(const http::Request& request) {
  const std::string_view authorization = request.header("Authorization");
  if (authorization.starts_with(kBearer)) return authorization.substr(kBearer.size());
  return request.cookie(kScreenCookie).value_or(std::string_view{});
}

std::vector<api::Route> session_routes(Gate& gate) {
  const auto with_gate = [&gate](Result<http::Reply> (*handle)(Gate&, Call&)) {
    return [&gate, handle](Call& call) { return handle(gate, call); };
  };
  const auto code_for = [&gate](WithCode action) {
    return [&gate, action](Call& call) { return with_code(gate, call, action); };
  };
  return {
      {Method::get, "/api/v1/session", api::kAnyone, "Who asks, with the token for writes", with_gate(show_session)},
      {Method::post, "/api/v1/session", api::kAnyone, "Log in", with_gate(begin_session)},
      {Method::del, "/api/v1/session", api::kSelf, "Log out", with_gate(leave)},
      {Method::get, "/api/v1/sessions", api::kSelf, "Own sessions", with_gate(list_sessions)},
      {Method::del, "/api/v1/sessions/{id}", api::kSelf, "End one of the own sessions", with_gate(end_other)},
      {Method::put, "/api/v1/session/password", api::kSelf, "Change the own password", with_gate(put_password)},
      {Method::post, "/api/v1/session/totp", api::kSelf, "Begin to set up the second factor", with_gate(begin_totp)},
      {Method::put, "/api/v1/session/totp", api::kSelf, "Confirm the second factor", code_for(confirm_totp)},
      {Method::del, "/api/v1/session/totp", api::kSelf, "End the second factor", code_for(end_totp)},
      {Method::post, "/api/v1/session/acting", api::kSelf, "Act for a leader by a grant", with_gate(act)},
      {Method::del, "/api/v1/session/acting", api::kSelf, "Act as oneself again", with_gate(act_no_more)},
      {Method::get, "/api/v1/setup", api::kAnyone, "Whether the set-up link is good", show_setup},
      {Method::post, "/api/v1/setup", api::kAnyone, "Create the three administrators", with_gate(set_up_store)},
      {Method::post, "/api/v1/activation", api::kAnyone, "Take an account with both halves of its code",
       with_gate(activate_account)},
  };
}

}  // namespace guatu::account
