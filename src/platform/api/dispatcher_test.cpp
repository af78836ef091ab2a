// SPDX-License-Identifier: Apache-2.0
#include "platform/api/dispatcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/api/conditional.hpp"
#include "platform/api/idempotency.hpp"
#include "platform/api/reply.hpp"
#include "platform/db/disk_full.hpp"
#include "platform/db/store_test.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::api {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kToken = "token-of-the-session";

// A store of bridges behind five routes. The header X-Account says who asks; holdings are by name.
class DispatcherTest : public testing::Test {
 protected:
  DispatcherTest() : database_(db::testing::make_store(directory_.path())), dispatcher_(parts()) {}

  Parts parts() {
    Parts parts{database_, Clock::fixed(date_of(2026, 9, 21)), {}, {}, {}};
    parts.authenticate = [](const http::Request& request, const db::Reader&) -> Result<Credentials> {
      const std::string account(request.header("X-Account"));
      Caller caller{account, "session-" + account, {account.empty() ? "nobody" : account, ""}, {}};
      std::vector<Holding> holdings;
      if (account == "clerk") holdings = {{"bridge.read", {}, {}}, {"bridge.edit", {}, {}}};
      if (account == "contact")
        holdings = {{"bridge.read", {}, {}}, {"bridge.edit", {"owner", "lead"}, {"U18", "U19"}}};
      caller.holdings = std::make_shared<const std::vector<Holding>>(std::move(holdings));
      return Credentials{caller, kToken};
    };
    parts.routes = routes();
    parts.committed = [this](db::Position position) { committed_.push_back(position); };
    return parts;
  }

  std::vector<Route> routes() {
    std::vector<Route> routes;
    routes.push_back({http::Method::get, "/api/v1/hello", kAnyone, "say hello",
                      [](Call&) -> Result<http::Reply> { return http::json_reply(200, "{}"); }});
    routes.push_back({http::Method::get, "/api/v1/self", kSelf, "who",
                      [](Call&) -> Result<http::Reply> { return http::json_reply(200, "{}"); }});
    Route list{http::Method::get, "/api/v1/bridges", "bridge.read", "bridges", [this](Call& call) {
                 ++lists_;
                 return list_bridges(call);
               }};
    list.freshness = Freshness::of_position;
    routes.push_back(std::move(list));
    routes.push_back({http::Method::get, "/api/v1/bridges/{id}", "bridge.read", "one", one_bridge});
    routes.push_back({http::Method::post, "/api/v1/bridges", "bridge.edit", "build", build});
    Route secret{http::Method::post, "/api/v1/bridges/secret", "bridge.edit", "a secret", build};
    secret.repeat = Repeat::refused;
    routes.push_back(std::move(secret));
    routes.push_back({http::Method::post, "/api/v1/full", kAnyone, "fill the disk",
                      [](Call&) -> Result<http::Reply> { throw db::DiskFull("no room"); }});
    Route edit{http::Method::put, "/api/v1/bridges/{id}", "bridge.edit", "rename", rename};
    edit.reach = Reach::record;
    edit.relations = [](Call& call) -> Result<std::vector<Relation>> {
      if (call.parameter("id") == "B-9") return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", "B-9"}});
      return std::vector<Relation>{{"owner", call.parameter("id") == "B-1" ? "U18" : "U07"}, {"source", "U19"}};
    };
    routes.push_back(std::move(edit));
    return routes;
  }

  static http::Reply reply_with(int status, const db::testing::Bridge& bridge, std::int64_t version) {
    JsonWriter json;
    json.begin_object().member("id", bridge.id.value).member("name", bridge.name).member("version", version);
    json.end_object();
    return entity_reply(status, json, version);
  }
  static Result<http::Reply> list_bridges(Call& call) {
    return http::json_reply(200, std::to_string(db::load(call.reader(), db::testing::kBridges).size()));
  }
  static Result<http::Reply> one_bridge(Call& call) {
    const auto found = db::find_versioned(call.reader(), db::testing::kBridges,
                                          Id<db::testing::Bridge>{std::string(call.parameter("id"))});
    if (!found)
      return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("id"))}});
    return reply_with(200, found->row, found->version);
  }
  static Result<http::Reply> build(Call& call) {
    GUATU_TRY(const json::Value body, call.body());
    return call.write([&](db::Tx& tx) -> Result<http::Reply> {
      auto bridge = db::testing::make_bridge(static_cast<int>(body.integer("number").value_or(1)));
      GUATU_TRY(const std::int64_t version, db::put_new(tx, db::testing::kBridges, bridge));
      tx.journal({"bridge.built", bridge.id.value, "{}"});
      return reply_with(201, bridge, version);
    });
  }
  static Result<http::Reply> rename(Call& call) {
    GUATU_TRY(const json::Value body, call.body());
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    return call.write([&](db::Tx& tx) -> Result<http::Reply> {
      const Id<db::testing::Bridge> id{std::string(call.parameter("id"))};
      auto bridge = *db::find(tx, db::testing::kBridges, id);
      bridge.name = body.text("name").value_or("");
      GUATU_TRY(const std::int64_t version, db::put_if(tx, db::testing::kBridges, bridge, expected));
      if (tx.has_change()) tx.journal({"bridge.renamed", id.value, "{}"});
      return reply_with(200, bridge, version);
    });
  }

  http::Reply ask(http::Method method, std::string path, std::string account, std::string body = {},
                  std::vector<http::Header> headers = {}) {
    http::Request request;
    request.method = method;
    request.path = std::move(path);
    request.headers = {{"Host", "guatu.local:8080"}, {"X-Account", std::move(account)}};
    if (method != http::Method::get) {
      request.headers.push_back({"Content-Type", "application/json"});
      request.headers.push_back({"X-Guatu-Token", kToken});
      request.headers.push_back({"Origin", "http://guatu.local:8080"});
    }
    for (auto& header : headers) {
      std::erase_if(request.headers, [&](const http::Header& other) { return other.name == header.name; });
      request.headers.push_back(std::move(header));
    }
    request.body = std::move(body);
    return dispatcher_.answer(request);
  }
  http::Reply post(std::string body, std::vector<http::Header> headers = {}) {
    return ask(http::Method::post, "/api/v1/bridges", "clerk", std::move(body), std::move(headers));
  }
  void expect_refusal(const http::Reply& reply, int status, const std::string& code) {
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_THAT(reply.body, HasSubstr("\"" + code + "\""));
  }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  Dispatcher dispatcher_;
  std::vector<db::Position> committed_;
  int lists_ = 0;
};

TEST_F(DispatcherTest, a_path_that_nobody_answers_and_a_method_that_nobody_takes) {
  expect_refusal(ask(http::Method::get, "/api/v1/tunnels", "clerk"), 404, "api.no_such_path");
  expect_refusal(ask(http::Method::get, "/api/v1/bridges/", "clerk"), 404, "api.no_such_path");
  const auto reply = ask(http::Method::del, "/api/v1/bridges/B-1", "clerk");
  expect_refusal(reply, 405, "api.method_not_allowed");
  EXPECT_EQ(reply.header("Allow"), "GET, HEAD, PUT");
  // The literal path is another resource than the pattern it would fit.
  EXPECT_EQ(ask(http::Method::get, "/api/v1/bridges/secret", "clerk").header("Allow"), "POST");
}

TEST_F(DispatcherTest, head_is_answered_by_get) { EXPECT_EQ(ask(http::Method::head, "/api/v1/hello", "").status, 200); }

TEST_F(DispatcherTest, tells_who_is_unknown_from_who_may_not) {
  EXPECT_EQ(ask(http::Method::get, "/api/v1/hello", "").status, 200);
  expect_refusal(ask(http::Method::get, "/api/v1/self", ""), 401, "api.log_in_first");
  EXPECT_EQ(ask(http::Method::get, "/api/v1/self", "stranger").status, 200);
  expect_refusal(ask(http::Method::get, "/api/v1/bridges", ""), 401, "api.log_in_first");
  expect_refusal(ask(http::Method::get, "/api/v1/bridges", "stranger"), 403, "api.no_right");
  EXPECT_EQ(ask(http::Method::get, "/api/v1/bridges", "contact").status, 200);
  // A right through relations is none over the store.
  expect_refusal(ask(http::Method::post, "/api/v1/bridges", "contact", "{}"), 403, "api.no_right");
}

TEST_F(DispatcherTest, a_right_through_a_relation_holds_in_the_subtree_only) {
  post(R"({"number": 1})");
  post(R"({"number": 2})");
  const auto rename = [&](const char* id, const char* account) {
    return ask(http::Method::put, std::string("/api/v1/bridges/") + id, account, R"({"name": "新桥"})",
               {{"If-Match", "\"1\""}});
  };
  EXPECT_EQ(rename("B-1", "contact").status, 200);
  expect_refusal(rename("B-2", "contact"), 403, "api.no_right");  // only a relation that is not his lies in his subtree
  expect_refusal(rename("B-9", "contact"), 404, "api.no_such_record");
  expect_refusal(rename("B-2", "stranger"), 403, "api.no_right");
}

TEST_F(DispatcherTest, writes_come_from_our_pages_and_carry_the_token) {
  expect_refusal(post("{}", {{"Origin", "http://evil.example"}}), 403, "api.foreign_origin");
  expect_refusal(post("{}", {{"Origin", "null"}}), 403, "api.foreign_origin");
  expect_refusal(post("{}", {{"Origin", "https://guatu.local:8080"}}), 403, "api.foreign_origin");
  expect_refusal(post("{}", {{"Origin", ""}, {"Sec-Fetch-Site", "cross-site"}}), 403, "api.foreign_origin");
  expect_refusal(post("{}", {{"X-Guatu-Token", ""}}), 403, "api.token_mismatch");
  expect_refusal(post("{}", {{"X-Guatu-Token", "token-of-the-sessioN"}}), 403, "api.token_mismatch");
  EXPECT_EQ(post("{}", {{"Origin", ""}}).status, 201);  // no browser
  EXPECT_EQ(post(R"({"number": 2})", {{"Origin", "http://GUATU.local:8080"}}).status, 201);
}

TEST_F(DispatcherTest, who_is_no_longer_logged_in_is_told_so_whatever_token_he_sends) {
  const auto write = [&](const char* path, const char* token, const char* origin = "") {
    return ask(http::Method::post, path, "", "{}", {{"X-Guatu-Token", token}, {"Origin", origin}});
  };
  for (const char* token : {"", "token-of-an-ended-session", kToken})
    expect_refusal(write("/api/v1/bridges", token), 401, "api.log_in_first");
  expect_refusal(write("/api/v1/bridges", "", "http://evil.example"), 403, "api.foreign_origin");
  // What anybody may do, a log-in above all, needs the token of the page and no account.
  expect_refusal(write("/api/v1/full", "token-of-an-ended-session"), 403, "api.token_mismatch");
}

TEST_F(DispatcherTest, wants_a_json_object_as_body) {
  expect_refusal(post("{", {}), 400, "json.malformed");
  expect_refusal(post("[1]", {}), 400, "api.body_not_an_object");
  expect_refusal(post("{}", {{"Content-Type", "text/plain"}}), 415, "api.not_json");
}

TEST_F(DispatcherTest, a_change_says_which_version_it_was_made_from) {
  post("{}");
  const auto rename = [&](const char* if_match) {
    return ask(http::Method::put, "/api/v1/bridges/B-1", "clerk", R"({"name": "新桥"})", {{"If-Match", if_match}});
  };
  expect_refusal(rename(""), 428, "api.if_match_missing");
  for (const char* malformed : {"1", "*", "W/\"1\"", "\"1\", \"2\"", "\"-1\"", "\"x\""})
    expect_refusal(rename(malformed), 400, "api.if_match_malformed");
  EXPECT_EQ(rename("\"1\"").header("ETag"), "\"2\"");
  expect_refusal(rename("\"1\""), 412, "store.version_conflict");
}

TEST_F(DispatcherTest, the_same_key_is_one_effect_and_one_reply) {
  const auto first = post("{}", {{"Idempotency-Key", "k1"}});
  const auto again = post("{}", {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("ETag"), first.header("ETag"));
  EXPECT_EQ(again.header("Idempotent-Replay"), "true");
  expect_refusal(post(R"({"number": 2})", {{"Idempotency-Key", "k1"}}), 422, "api.key_used_otherwise");
  expect_refusal(post("{}", {{"Idempotency-Key", std::string(65, 'k')}}), 400, "api.bad_idempotency_key");
  expect_refusal(post("{}", {{"Idempotency-Key", "a b"}}), 400, "api.bad_idempotency_key");
  EXPECT_EQ(committed_.size(), 1U);
}

TEST_F(DispatcherTest, a_refused_change_leaves_its_key_free) {
  post("{}");
  expect_refusal(post("{}", {{"Idempotency-Key", "k2"}}), 409, "store.row_exists");
  EXPECT_EQ(post(R"({"number": 2})", {{"Idempotency-Key", "k2"}}).status, 201);
}

TEST_F(DispatcherTest, a_key_holds_for_a_change_that_changed_nothing) {
  post("{}");
  const auto rename = [&](const char* name, const char* if_match) {
    return ask(http::Method::put, "/api/v1/bridges/B-1", "clerk", std::string(R"({"name": ")") + name + "\"}",
               {{"If-Match", if_match}, {"Idempotency-Key", "k3"}});
  };
  EXPECT_EQ(rename("桥 1", "\"1\"").header("ETag"), "\"1\"");
  EXPECT_EQ(committed_.size(), 1U);
  EXPECT_EQ(rename("桥 1", "\"1\"").header("Idempotent-Replay"), "true");
  expect_refusal(rename("桥 2", "\"1\""), 422, "api.key_used_otherwise");
}

TEST_F(DispatcherTest, a_change_says_which_entry_it_made) {
  const auto first = post("{}", {{"Idempotency-Key", "k5"}});
  EXPECT_EQ(first.header("X-Journal-Position"), std::to_string(committed_.back()));
  EXPECT_EQ(post("{}", {{"Idempotency-Key", "k5"}}).header("X-Journal-Position"), first.header("X-Journal-Position"));
}

TEST_F(DispatcherTest, a_secret_is_shown_once) {
  const auto ask_secret = [&] {
    return ask(http::Method::post, "/api/v1/bridges/secret", "clerk", R"({"number": 7})", {{"Idempotency-Key", "k4"}});
  };
  EXPECT_EQ(ask_secret().status, 201);
  expect_refusal(ask_secret(), 409, "api.not_repeatable");
  EXPECT_EQ(database_.reader().query_value<std::string>("SELECT body FROM idempotency WHERE request_key = 'k4'"), "");
}

TEST_F(DispatcherTest, old_keys_are_forgotten) {
  post("{}", {{"Idempotency-Key", "k1"}});
  const Instant recorded = *database_.reader().query_value<Instant>("SELECT created_at FROM idempotency");
  ASSERT_TRUE(forget_old_replies(database_, recorded + kRequestKeyKept));
  EXPECT_EQ(database_.reader().query_value<int>("SELECT count(*) FROM idempotency"), 1);
  ASSERT_TRUE(forget_old_replies(database_, recorded + kRequestKeyKept + std::chrono::seconds(1)));
  EXPECT_EQ(database_.reader().query_value<int>("SELECT count(*) FROM idempotency"), 0);
}

TEST_F(DispatcherTest, a_known_list_is_not_loaded_again) {
  const auto list = [&](const char* account, std::string etag, const char* language = "zh") {
    return ask(http::Method::get, "/api/v1/bridges", account, {},
               {{"If-None-Match", std::move(etag)}, {"Accept-Language", language}});
  };
  const auto first = list("clerk", "");
  const std::string etag(first.header("ETag"));
  EXPECT_TRUE(etag.starts_with("W/\""));
  EXPECT_EQ(first.header("X-Journal-Position"), "1");
  EXPECT_EQ(list("clerk", "\"x\", " + etag).status, 304);
  EXPECT_EQ(lists_, 1);
  EXPECT_EQ(list("contact", etag).status, 200);
  EXPECT_EQ(list("clerk", etag, "en").status, 200);
  post("{}");
  EXPECT_EQ(list("clerk", etag).status, 200);
}

TEST_F(DispatcherTest, a_known_entity_is_not_sent_again) {
  post("{}");
  const auto get = [&](const char* etag) {
    return ask(http::Method::get, "/api/v1/bridges/B-1", "clerk", {}, {{"If-None-Match", etag}});
  };
  EXPECT_EQ(get("\"1\"").status, 304);
  EXPECT_EQ(get("W/\"1\"").status, 304);
  EXPECT_EQ(get("\"2\"").status, 200);
}

TEST_F(DispatcherTest, problems_speak_the_readers_language) {
  const auto message = [&](const char* language) {
    return ask(http::Method::get, "/api/v1/self", "", {}, {{"Accept-Language", language}}).body;
  };
  for (const char* chinese : {"", "zh-CN,zh;q=0.9,en;q=0.8", "fr", "en;q=0.3, zh;q=0.5", "*"})
    EXPECT_THAT(message(chinese), HasSubstr("请先登录")) << chinese;
  for (const char* english : {"en", "en-GB", "de, en;q=0.5", "zh;q=0.3, EN;q=0.5"})
    EXPECT_THAT(message(english), HasSubstr("log in first")) << english;
}

TEST_F(DispatcherTest, a_full_disk_is_told_as_such) {
  expect_refusal(ask(http::Method::post, "/api/v1/full", "clerk"), 507, "store.full");
}

TEST_F(DispatcherTest, body_limits_are_the_routes) {
  EXPECT_EQ(dispatcher_.body_limit(http::Method::post, "/api/v1/bridges"), 1024U * 1024);
  EXPECT_EQ(dispatcher_.body_limit(http::Method::post, "/nowhere"), 64U * 1024);
}

TEST(ProblemTest, every_kind_has_a_status) {
  const std::pair<ErrorKind, int> kinds[] = {{ErrorKind::invalid, 422},   {ErrorKind::conflict, 409},
                                             {ErrorKind::not_found, 404}, {ErrorKind::forbidden, 403},
                                             {ErrorKind::too_large, 413}, {ErrorKind::unavailable, 503}};
  for (const auto& [kind, status] : kinds) EXPECT_EQ(status_of(Error{kind, {{"", "x.y", {}}}}), status);
  EXPECT_EQ(status_of(Error{ErrorKind::unavailable, {{"", "store.full", {}}}}), 507);
  EXPECT_EQ(problem_reply(Error{ErrorKind::unavailable, {}}, message::Language::english).header("Retry-After"), "2");
}

}  // namespace
}  // namespace guatu::api
