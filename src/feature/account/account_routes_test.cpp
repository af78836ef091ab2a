// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account_routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json_writer.hpp"
#include "feature/account/world_actions_test.hpp"
#include "platform/json/json.hpp"

namespace guatu::account {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::kOtherPassword;
using testing::kPassword;
using ::testing::Not;
using ::testing::StartsWith;

// A browser: keeps its cookie, sends the write token it was told.
class Browser {
 public:
  explicit Browser(const api::Dispatcher& dispatcher, std::string address = "10.0.0.1")
      : dispatcher_(dispatcher), address_(std::move(address)) {}

  http::Reply send(http::Method method, std::string_view path, const std::string& body = "", std::string version = "") {
    http::Request request;
    request.method = method;
    const auto mark = path.find('?');
    request.path = path.substr(0, mark);
    if (mark != std::string_view::npos) {
      const auto is = path.find('=', mark);
      request.query = {{std::string(path.substr(mark + 1, is - mark - 1)), std::string(path.substr(is + 1))}};
    }
    request.peer.address = address_;
    request.peer.is_secure = is_secure;
    if (!cookie.empty())
      request.headers.push_back({"Cookie", (is_secure ? "__Host-guatu_session=" : "guatu_session=") + cookie});
    request.headers.push_back({"X-Guatu-Token", token});
    request.headers.push_back({"Accept-Language", "en"});
    if (!version.empty()) request.headers.push_back({"If-Match", "\"" + version + "\""});
    if (!bearer.empty()) request.headers.push_back({"Authorization", "Bearer " + bearer});
    if (!body.empty()) {
      request.headers.push_back({"Content-Type", "application/json"});
      request.body = body;
    }
    http::Reply reply = dispatcher_.answer(request);
    keep(reply);
    return reply;
  }
  http::Reply get(std::string_view path) { return send(http::Method::get, path); }
  http::Reply post(std::string_view path, const std::string& body = "") { return send(http::Method::post, path, body); }
  http::Reply put(std::string_view path, const std::string& body, const std::string& version = "") {
    return send(http::Method::put, path, body, version);
  }
  http::Reply del(std::string_view path, const std::string& body = "") { return send(http::Method::del, path, body); }

  http::Reply log_in(const std::string& account, const std::string& password = kPassword) {
    get("/api/v1/session");
    return post("/api/v1/session", R"({"account":")" + account + R"(","password":")" + password + R"("})");
  }

  std::string cookie;
  std::string token;
  std::string bearer;
  bool is_secure = false;

 private:
  void keep(const http::Reply& reply) {
    const std::string_view set = reply.header("Set-Cookie");
    if (!set.empty()) cookie = std::string(set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1));
    const auto document = json::parse(reply.body);
    if (reply.status == 200 && document && document->root().is_object())
      if (const auto told = document->root().text("token")) token = *told;
  }

  const api::Dispatcher& dispatcher_;
  std::string address_;
};

std::string text_in(const http::Reply& reply, const char* name) {
  const auto document = json::parse(reply.body);
  return document ? std::string(document->root().text(name).value_or("")) : "";
}

std::string code_in(const http::Reply& reply) {
  const auto document = json::parse(reply.body);
  if (!document) return "";
  const auto problems = document->root().find("problems");
  return problems && problems->size() > 0 ? std::string(problems->at(0).text("code").value_or("")) : "";
}

class AccountRoutesTest : public ::testing::Test {
 protected:
  AccountRoutesTest()
      : dispatcher_(api::Parts{world_.database(), Clock::fixed(date_of(2026, 9, 21)), account_routes(world_.gate()),
                               authenticator(world_.gate())}) {}
  void SetUp() override { ASSERT_TRUE(world_.set_up()); }

  testing::World world_;
  api::Dispatcher dispatcher_;
};

TEST_F(AccountRoutesTest, every_right_of_a_route_is_in_the_table) {
  for (const auto& route : dispatcher_.routes())
    EXPECT_TRUE(route.right == api::kAnyone || route.right == api::kSelf || is_right(route.right)) << route.pattern;
}

TEST_F(AccountRoutesTest, a_log_in_needs_the_token_of_the_page_and_changes_the_cookie) {
  Browser browser(dispatcher_);
  const std::string body = R"({"account":"sys","password":")" + std::string(kPassword) + R"("})";
  EXPECT_EQ(code_in(browser.post("/api/v1/session", body)), "api.token_mismatch");
  const auto page = browser.get("/api/v1/session");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(R"("account":null)"));
  const std::string before = browser.cookie;
  const auto reply = browser.post("/api/v1/session", body);
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_THAT(reply.body, HasSubstr(R"("account":"sys")"));
  EXPECT_THAT(reply.body, HasSubstr(R"("rights":["account.edit","account.lock","account.read",)"));
  EXPECT_NE(browser.cookie, before);
  EXPECT_THAT(std::string(reply.header("Set-Cookie")), HasSubstr("; Path=/; HttpOnly; SameSite=Strict"));
  EXPECT_EQ(browser.get("/api/v1/accounts").status, 200);
  EXPECT_EQ(browser.del("/api/v1/session").status, 204);
  EXPECT_EQ(browser.get("/api/v1/accounts").status, 401);
}

TEST_F(AccountRoutesTest, under_tls_the_cookie_is_bound_to_the_host) {
  Browser browser(dispatcher_);
  browser.is_secure = true;
  const auto reply = browser.log_in("sys");
  EXPECT_EQ(reply.status, 200);
  const std::string cookie(reply.header("Set-Cookie"));
  EXPECT_THAT(cookie, StartsWith("__Host-guatu_session="));
  EXPECT_THAT(cookie, HasSubstr("; Secure"));
  Browser plain(dispatcher_);
  plain.cookie = browser.cookie;
  plain.is_secure = true;
  EXPECT_EQ(plain.get("/api/v1/accounts").status, 200);
}

TEST_F(AccountRoutesTest, failures_say_one_thing_and_then_wait) {
  Browser browser(dispatcher_);
  for (int i = 0; i < 5; ++i) {
    const auto reply = browser.log_in("sys", "guess");
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(code_in(reply), "account.log_in_failed");
  }
  EXPECT_EQ(browser.log_in("sys").status, 429);
  Browser elsewhere(dispatcher_, "10.0.0.2");
  EXPECT_EQ(elsewhere.log_in("sys").status, 200);
}

// From nothing to somebody who works, as the guide tells it.
TEST_F(AccountRoutesTest, two_administrators_and_a_person_open_an_account) {
  Browser sys(dispatcher_);
  Browser sec(dispatcher_);
  Browser zhao(dispatcher_, "10.0.0.3");
  sys.log_in("sys");
  sec.log_in("sec");
  const auto created = sys.post("/api/v1/accounts", R"({"id":"zhao","name":"赵某","note":"调度办"})");
  EXPECT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(created.header("Location"), "/api/v1/accounts/zhao");
  EXPECT_EQ(text_in(created, "state"), "waiting");
  EXPECT_EQ(code_in(sys.post("/api/v1/accounts/zhao/release", R"({"posts":[{"role":"clerk","unit":null}]})")),
            "api.no_right");
  EXPECT_EQ(code_in(sec.post("/api/v1/accounts", R"({"id":"qian","name":"钱某"})")), "api.no_right");
  const auto released = sec.post("/api/v1/accounts/zhao/release", R"({"posts":[{"role":"clerk","unit":null}]})");
  EXPECT_EQ(released.status, 200) << released.body;
  zhao.get("/api/v1/session");
  const std::string code = text_in(created, "code_half") + text_in(released, "code_half");
  const auto taken = zhao.post("/api/v1/activation",
                               R"({"account":"zhao","code":")" + code + R"(","password":")" + kOtherPassword + R"("})");
  EXPECT_EQ(taken.status, 204) << taken.body;
  const auto in = zhao.log_in("zhao", kOtherPassword);
  EXPECT_THAT(in.body, HasSubstr(R"("posts":[{"role":"clerk","unit":null}])"));
  EXPECT_THAT(in.body, HasSubstr(R"("enterprise.edit")"));
}

TEST_F(AccountRoutesTest, what_posts_are_wrong_is_said_beside_the_field) {
  Browser sec(dispatcher_);
  sec.log_in("sec");
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return create_account(tx, {"zhao", "赵某", ""}); }));
  const auto reply = sec.post("/api/v1/accounts/zhao/release",
                              R"({"posts":[{"role":"clerk"},{"role":"contact"},{"role":"boss","unit":"U01","x":1}]})");
  EXPECT_EQ(reply.status, 422);
  EXPECT_THAT(reply.body, HasSubstr(R"("place":"posts[1].unit","code":"account.unit_missing")"));
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"api.field_unknown")"));
}

TEST_F(AccountRoutesTest, posts_are_changed_over_the_version_that_was_seen) {
  ASSERT_TRUE(world_.add("zhao", {{{Role::clerk, {}}}, {}}));
  Browser sec(dispatcher_);
  sec.log_in("sec");
  const std::string body = R"({"posts":[{"role":"contact","unit":"U02"}],"person":"U00/某领导"})";
  EXPECT_EQ(sec.put("/api/v1/accounts/zhao/roles", body).status, 428);
  const std::string version(sec.get("/api/v1/accounts/zhao").header("ETag"));
  const std::string number = version.substr(1, version.size() - 2);
  const auto changed = sec.put("/api/v1/accounts/zhao/roles", body, number);
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_THAT(changed.body, HasSubstr(R"("posts":[{"role":"contact","unit":"U02"}])"));
  EXPECT_EQ(sec.put("/api/v1/accounts/zhao/roles", R"({"posts":[{"role":"clerk"}]})", number).status, 412);
}

TEST_F(AccountRoutesTest, the_list_is_filtered_sorted_and_paged) {
  ASSERT_TRUE(world_.add("zhao", {{{Role::clerk, {}}}, {}}));
  Browser aud(dispatcher_);
  aud.log_in("aud");
  EXPECT_THAT(aud.get("/api/v1/accounts").body, HasSubstr(R"("total":4,"page":1)"));
  const auto clerks = aud.get("/api/v1/accounts?role=clerk");
  EXPECT_THAT(clerks.body, HasSubstr(R"("total":1)"));
  EXPECT_THAT(clerks.body, StartsWith(R"({"items":[{"id":"zhao")"));
  EXPECT_THAT(aud.get("/api/v1/accounts?state=locked").body, HasSubstr(R"("total":0)"));
  EXPECT_THAT(aud.get("/api/v1/accounts?sort=-id").body, StartsWith(R"({"items":[{"id":"zhao")"));
  EXPECT_THAT(aud.get("/api/v1/accounts?q=审计").body, HasSubstr(R"("total":1)"));
  EXPECT_THAT(aud.get("/api/v1/accounts?page_size=1").body, HasSubstr(R"("total":4,"page":1,"page_size":1)"));
  EXPECT_EQ(aud.get("/api/v1/accounts/nobody").status, 404);
}

TEST_F(AccountRoutesTest, names_are_told_of_accounts_that_were_named_and_of_no_others) {
  ASSERT_TRUE(world_.add("zhao", {{{Role::contact, {"U02"}}}, {}}));
  Browser zhao(dispatcher_);
  zhao.log_in("zhao");
  const auto one = zhao.get("/api/v1/account-names?account=aud");
  EXPECT_THAT(one.body, StartsWith(R"({"items":[{"id":"aud","name":"审计丙"}],"total":1)"));
  EXPECT_THAT(zhao.get("/api/v1/account-names?account=nobody").body, StartsWith(R"({"items":[],"total":0)"));
  EXPECT_EQ(code_in(zhao.get("/api/v1/account-names")), "api.parameter_missing");
  Browser stranger(dispatcher_);
  EXPECT_EQ(stranger.get("/api/v1/account-names?account=aud").status, 401);
}

TEST_F(AccountRoutesTest, the_set_up_page_is_open_once) {
  testing::World fresh;
  const api::Dispatcher dispatcher(api::Parts{fresh.database(), Clock::fixed(date_of(2026, 9, 21)),
                                              account_routes(fresh.gate()), authenticator(fresh.gate())});
  Browser browser(dispatcher);
  browser.get("/api/v1/session");
  EXPECT_EQ(browser.get("/api/v1/setup").body, R"({"is_open":true})");
  EXPECT_EQ(browser.get("/api/v1/setup?token=guess").body, R"({"is_open":false})");
  const std::string token = *fresh.as("local", [](db::Tx& tx) { return issue_setup_link(tx); });
  EXPECT_EQ(browser.get("/api/v1/setup?token=" + token).body, R"({"is_open":true})");
  std::string body = R"({"token":")" + token + R"(","profile":"asvs","small_office":true,"administrators":[)";
  for (const char* role : {"system", "security", "audit"})
    body += std::string(body.ends_with('[') ? "" : ",") + R"({"role":")" + role + R"(","account":")" + role +
            R"(1","name":"某某","password":")" + kPassword + R"("})";
  body += "]}";
  const auto done = browser.post("/api/v1/setup", body);
  EXPECT_EQ(done.status, 204) << done.body;
  EXPECT_EQ(browser.get("/api/v1/setup").body, R"({"is_open":false})");
  EXPECT_EQ(code_in(browser.post("/api/v1/setup", body)), "account.bad_setup_link");
  EXPECT_EQ(browser.log_in("system1").status, 200);
}

TEST_F(AccountRoutesTest, own_affairs) {
  ASSERT_TRUE(world_.add("zhao", {{{Role::clerk, {}}}, {}}));
  Browser zhao(dispatcher_);
  zhao.log_in("zhao");
  const auto list = zhao.get("/api/v1/sessions");
  EXPECT_THAT(list.body, HasSubstr(R"("source":"10.0.0.1","is_current":true)"));
  EXPECT_EQ(zhao.del("/api/v1/sessions/none").status, 404);
  const std::string change =
      R"({"password":")" + std::string(kPassword) + R"(","new_password":")" + kOtherPassword + R"("})";
  EXPECT_EQ(zhao.put("/api/v1/session/password", change).status, 204);
  EXPECT_EQ(code_in(zhao.put("/api/v1/session/password", change)), "account.wrong_password");
  EXPECT_THAT(zhao.post("/api/v1/session/totp").body, HasSubstr(R"("uri":"otpauth://totp/Guatu:zhao?secret=)"));
  EXPECT_EQ(code_in(zhao.put("/api/v1/session/totp", R"({"code":"000000"})")), "account.wrong_totp");
  EXPECT_EQ(code_in(zhao.del("/api/v1/session/totp", R"({"code":"000000"})")), "account.totp_not_set_up");
  EXPECT_EQ(zhao.get("/api/v1/roles").status, 403);
}

TEST_F(AccountRoutesTest, a_secretary_acts_for_a_leader) {
  ASSERT_TRUE(world_.add("lead1", {{{Role::leader, {"U00"}}}, {}}));
  ASSERT_TRUE(world_.add("mi", {{{Role::secretary, {}}}, {}}));
  Browser sec(dispatcher_);
  Browser mi(dispatcher_);
  sec.log_in("sec");
  const auto given =
      sec.post("/api/v1/grants", R"({"secretary":"mi","leader":"lead1","first":"2026-09-21","last":"2026-10-01"})");
  EXPECT_EQ(given.status, 201) << given.body;
  EXPECT_THAT(mi.log_in("mi").body, HasSubstr(R"("acting":null,"on_behalf_of":"")"));
  EXPECT_THAT(mi.post("/api/v1/session/acting", R"({"grant":"G001"})").body,
              HasSubstr(R"("acting":"G001","on_behalf_of":"lead1")"));
  EXPECT_THAT(mi.get("/api/v1/session").body, HasSubstr(R"("register.read")"));
  EXPECT_THAT(mi.del("/api/v1/session/acting").body, HasSubstr(R"("on_behalf_of":"")"));
  EXPECT_EQ(sec.del("/api/v1/grants/G001").status, 204);
  EXPECT_THAT(sec.get("/api/v1/grants").body, HasSubstr(R"("ended_on":"2026-09-21")"));
  EXPECT_EQ(mi.post("/api/v1/session/acting", R"({"grant":"G001"})").status, 409);
}

TEST_F(AccountRoutesTest, a_screen_reads_and_writes_nothing) {
  Browser sec(dispatcher_);
  sec.log_in("sec");
  const auto issued = sec.post("/api/v1/screens", R"({"name":"指挥部大屏"})");
  EXPECT_EQ(issued.status, 201) << issued.body;
  EXPECT_THAT(issued.body, HasSubstr(R"("valid_until":"2026-10-21")"));
  EXPECT_THAT(sec.get("/api/v1/screens").body, Not(HasSubstr("token")));
  Browser screen(dispatcher_);
  screen.bearer = text_in(issued, "token");
  EXPECT_EQ(screen.get("/api/v1/sessions").status, 200);
  EXPECT_EQ(screen.get("/api/v1/accounts").status, 403);
  EXPECT_EQ(code_in(screen.del("/api/v1/session")), "api.token_mismatch");
  EXPECT_EQ(sec.del("/api/v1/screens/S001").status, 204);
  EXPECT_EQ(screen.get("/api/v1/sessions").status, 401);
}

TEST_F(AccountRoutesTest, what_the_page_asks_by_itself_keeps_no_session_alive) {
  Browser sys(dispatcher_);
  sys.log_in("sys");
  for (int i = 0; i < 5; ++i) {
    world_.now += 4min;
    sys.get("/api/v1/session");
  }
  EXPECT_EQ(sys.get("/api/v1/accounts").status, 401);
}

// Acceptance 5: walked over every route of this feature, as every administrator.
TEST_F(AccountRoutesTest, each_administrator_reaches_his_own_part_only) {
  const std::set<std::string> own[] = {{"unit.read", "account.read", "account.edit", "account.lock"},
                                       {"unit.read", "account.read", "account.lock", "account.roles", "grant.read",
                                        "grant.edit", "screen.read", "screen.edit"},
                                       {"unit.read", "account.read", "grant.read", "screen.read"}};
  const char* const names[] = {"sys", "sec", "aud"};
  for (std::size_t who = 0; who < 3; ++who) {
    Browser browser(dispatcher_);
    browser.log_in(names[who]);
    for (const auto& route : dispatcher_.routes()) {
      if (route.right == api::kAnyone || route.right == api::kSelf) continue;
      std::string path(route.pattern);
      if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, "none");
      const auto reply = browser.send(route.method, path, "", "1");
      const bool is_barred = code_in(reply) == "api.no_right";
      EXPECT_EQ(is_barred, !own[who].contains(std::string(route.right))) << names[who] << " " << path << reply.body;
    }
  }
}

}  // namespace
}  // namespace guatu::account
