// SPDX-License-Identifier: Apache-2.0
#include "feature/account/session_actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "feature/account/world_actions_test.hpp"
#include "platform/crypto/one_time_password.hpp"

namespace guatu::account {
namespace {

using namespace std::chrono_literals;
using testing::code_in;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::kOtherPassword;
using testing::kPassword;
using ::testing::Not;

// The code of this moment for a secret shown in base32.
std::string code_of_moment(const std::string& base32, Instant now) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char letter : base32) {
    const auto value = static_cast<std::uint32_t>(std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").find(letter));
    bits = (bits << 5U | value) & 0xFFFFU;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>(bits >> count & 255U));
    }
  }
  return crypto::totp(bytes, crypto::totp_step(now));
}

class SessionActionsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(world_.set_up());
    ASSERT_TRUE(world_.add("zhao", {{{Role::clerk, {}}}, {}}));
  }
  std::string refusal(const std::string& account, const std::string& password, const std::string& source = "10.0.0.1") {
    return code_in(world_.log_in(account, password, source));
  }

  testing::World world_;
};

TEST_F(SessionActionsTest, a_log_in_gives_a_session_with_the_rights_of_the_posts) {
  const std::string token = *world_.log_in("zhao");
  const Visitor visitor = world_.visitor(token);
  EXPECT_EQ(visitor.account, "zhao");
  EXPECT_EQ(visitor.actor.name, "zhao");
  EXPECT_EQ(visitor.write_token, Gate::write_token_of(token));
  EXPECT_TRUE(world_.may(visitor, "enterprise.edit"));
  EXPECT_FALSE(world_.may(visitor, "account.read"));
  EXPECT_NE(token, *world_.log_in("zhao"));  // each log-in its own
}

TEST_F(SessionActionsTest, nobody_learns_whether_a_name_is_known) {
  EXPECT_EQ(refusal("zhao", kOtherPassword), "account.log_in_failed");
  EXPECT_EQ(refusal("unknown", kPassword), "account.log_in_failed");
  EXPECT_EQ(refusal("Not a name!", kPassword), "account.log_in_failed");
  EXPECT_EQ(refusal("", ""), "account.log_in_failed");
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return create_account(tx, {"new", "新人", ""}); }));
  EXPECT_EQ(refusal("new", ""), "account.log_in_failed");
}

TEST_F(SessionActionsTest, a_locked_account_is_told_only_to_who_knows_its_password) {
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return step_account(tx, "zhao", Step::lock); }));
  EXPECT_EQ(refusal("zhao", kPassword), "account.is_locked");
  EXPECT_EQ(refusal("zhao", kOtherPassword), "account.log_in_failed");
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return step_account(tx, "zhao", Step::unlock); }));
  EXPECT_EQ(refusal("zhao", kPassword), "");
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return step_account(tx, "zhao", Step::close); }));
  EXPECT_EQ(refusal("zhao", kPassword), "account.log_in_failed");
}

TEST_F(SessionActionsTest, five_failures_lock_here_and_not_elsewhere) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal("zhao", kOtherPassword), "account.log_in_failed") << i;
  const auto locked = world_.log_in("zhao");
  EXPECT_EQ(code_in(locked), "account.locked_out");
  EXPECT_EQ(locked.error().problems.front().args.at("seconds"), "900");
  EXPECT_EQ(refusal("zhao", kPassword, "10.0.0.2"), "");
  EXPECT_THAT(world_.journal(), Contains("account.locked_out"));
  world_.now += 15min;
  EXPECT_EQ(refusal("zhao", kPassword), "");
}

TEST_F(SessionActionsTest, a_hundred_thousand_guesses_are_refused_before_they_are_hashed) {
  const auto begin = std::chrono::steady_clock::now();
  int locked = 0;
  int failed = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string code = refusal(i % 2 == 0 ? "zhao" : "name" + std::to_string(i), "guess");
    failed += code == "account.log_in_failed";
    locked += code == "account.too_many_attempts" || code == "account.locked_out";
  }
  EXPECT_EQ(failed + locked, 100'000);
  EXPECT_LE(failed, 20);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
  EXPECT_EQ(refusal("zhao", kPassword, "10.0.0.2"), "");
}

TEST_F(SessionActionsTest, lock_outs_do_not_flood_the_journal) {
  const auto before = world_.journal().size();
  for (int source = 0; source < 100; ++source)
    for (int i = 0; i < 5; ++i) refusal("zhao", "guess", "10.0.1." + std::to_string(source));
  EXPECT_EQ(world_.journal().size() - before, 30U);
  // Of a name that nobody has nothing is written: it may be a password in the wrong field.
  world_.now += 2min;
  const auto now = world_.journal().size();
  for (int i = 0; i < 6; ++i) refusal("geheim", "guess", "10.0.2.1");
  EXPECT_EQ(world_.journal().size(), now);
}

TEST_F(SessionActionsTest, many_guesses_at_once_are_no_more_than_five) {
  std::atomic<int> hashed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        for (int k = 0; k < 5; ++k) hashed += refusal("zhao", kOtherPassword) == "account.log_in_failed";
      });
  }
  EXPECT_LE(hashed, 5);
}

TEST_F(SessionActionsTest, a_session_ends_by_idleness_age_and_log_out) {
  const std::string token = *world_.log_in("zhao");
  const std::string admin = *world_.log_in("sys");
  world_.now += 9min;
  EXPECT_EQ(world_.visitor(admin, Activity::page).account, "sys");
  world_.now += 1min;
  EXPECT_EQ(world_.visitor(admin).account, "");
  world_.now += 19min;
  EXPECT_EQ(world_.visitor(token).account, "zhao");  // this is activity
  world_.now += 29min;
  EXPECT_EQ(world_.visitor(token, Activity::page).account, "zhao");  // this is not
  world_.now += 1min;
  EXPECT_EQ(world_.visitor(token).account, "");

  const std::string kept = *world_.log_in("zhao");
  for (int i = 0; i < 71; ++i) {
    world_.now += 10min;
    ASSERT_EQ(world_.visitor(kept).account, "zhao") << i;
  }
  world_.now += 10min;
  EXPECT_EQ(world_.visitor(kept).account, "");

  const std::string left = *world_.log_in("zhao");
  ASSERT_TRUE(log_out(world_.gate(), world_.visitor(left)));
  EXPECT_EQ(world_.visitor(left).account, "");
  EXPECT_EQ(code_in(log_out(world_.gate(), world_.visitor(left))), "account.no_log_in");
}

TEST_F(SessionActionsTest, activity_outlives_a_restart_of_the_server) {
  const std::string token = *world_.log_in("zhao");
  world_.now += 20min;
  EXPECT_EQ(world_.visitor(token).account, "zhao");
  world_.restart();
  world_.now += 20min;
  EXPECT_EQ(world_.visitor(token).account, "zhao");
}

TEST_F(SessionActionsTest, what_another_server_has_seen_is_activity_too) {
  const std::string token = *world_.log_in("zhao");
  EXPECT_EQ(world_.visitor(token).account, "zhao");
  GateOptions options;
  options.now = [this] { return world_.now; };
  options.cost = crypto::kCostForTests;
  Gate other(world_.database(), Clock::fixed(date_of(2026, 9, 21)), options);
  world_.now += 20min;
  EXPECT_EQ(other.recognise(world_.database().reader(), token, Activity::person).account, "zhao");
  world_.now += 20min;
  EXPECT_EQ(world_.visitor(token).account, "zhao");
}

TEST_F(SessionActionsTest, what_changes_is_seen_by_the_next_request) {
  const std::string token = *world_.log_in("zhao");
  EXPECT_TRUE(world_.may(world_.visitor(token), "enterprise.edit"));
  ASSERT_TRUE(world_.as("sec", [](db::Tx& tx) {
    return appoint(tx, "zhao", {{{Role::supervisor, {}}}, {}}, std::nullopt);
  }));
  EXPECT_FALSE(world_.may(world_.visitor(token), "enterprise.edit"));
  EXPECT_TRUE(world_.may(world_.visitor(token), "person.phone"));
  ASSERT_TRUE(world_.as("sec", [](db::Tx& tx) { return step_account(tx, "zhao", Step::lock); }));
  EXPECT_EQ(world_.visitor(token).account, "");
}

TEST_F(SessionActionsTest, a_change_of_the_units_is_seen_too) {
  ASSERT_TRUE(world_.add("qian", {{{Role::contact, {"U02"}}}, {}}));
  const std::string token = *world_.log_in("qian");
  const auto scope = [&] {
    const auto visitor = world_.visitor(token);
    for (const auto& holding : *visitor.holdings)
      if (holding.right == "register.read") return holding.scope;
    return decltype(Holding::scope){};
  };
  EXPECT_THAT(scope(), ElementsAre("U02", "U021"));
  ASSERT_TRUE(world_.as("zhao", [](db::Tx& tx) -> Result<void> {
    auto units = unit::load_units(tx);
    for (auto& unit : units)
      if (unit.id.value == "U021") unit.parent = Id<unit::Unit>{"U01"};
    unit::save(tx, units);
    tx.journal({"unit.edited", "U021", "{}"});
    return {};
  }));
  EXPECT_THAT(scope(), ElementsAre("U02"));
}

TEST_F(SessionActionsTest, a_token_that_nobody_gave_is_nobodys) {
  for (const std::string token : {"", "x", "a.", "a.b.c.d", std::string(4000, 'a').c_str()})
    EXPECT_EQ(world_.visitor(token).write_token, "") << token;
}

TEST_F(SessionActionsTest, who_is_about_to_log_in_has_a_token_to_write_with) {
  const std::string token = world_.gate().anonymous_token();
  const Visitor visitor = world_.visitor(token);
  EXPECT_EQ(visitor.account, "");
  EXPECT_EQ(visitor.write_token, Gate::write_token_of(token));
  std::string forged = token;
  forged[4] = forged[4] == 'x' ? 'y' : 'x';
  EXPECT_EQ(world_.visitor(forged).write_token, "");
  world_.restart();  // the key is the store's
  EXPECT_EQ(world_.visitor(token).write_token, visitor.write_token);
  world_.now += 12h;
  EXPECT_EQ(world_.visitor(token).write_token, "");
}

TEST_F(SessionActionsTest, a_person_sees_and_ends_his_own_sessions_only) {
  const std::string here = *world_.log_in("zhao");
  const std::string there = *world_.log_in("zhao", kPassword, "10.0.0.7");
  const std::string other = *world_.log_in("sec");
  const Visitor visitor = world_.visitor(here);
  const auto own = own_sessions(world_.gate(), world_.database().reader(), visitor);
  ASSERT_EQ(own.size(), 2U);
  const auto& remote = own[0].is_current ? own[1] : own[0];
  EXPECT_EQ(remote.session.source, "10.0.0.7");
  const auto foreign = own_sessions(world_.gate(), world_.database().reader(), world_.visitor(other));
  EXPECT_EQ(code_in(end_session(world_.gate(), visitor, foreign.at(0).id)), "account.unknown_session");
  ASSERT_TRUE(end_session(world_.gate(), visitor, remote.id));
  EXPECT_EQ(world_.visitor(there).account, "");
  EXPECT_EQ(world_.visitor(here).account, "zhao");
  EXPECT_EQ(world_.visitor(other).account, "sec");
}

TEST_F(SessionActionsTest, an_account_has_at_most_twenty_sessions) {
  const std::string first = *world_.log_in("zhao");
  for (int i = 0; i < 20; ++i) {
    world_.now += 1s;
    ASSERT_TRUE(world_.log_in("zhao"));
  }
  EXPECT_EQ(world_.visitor(first).account, "");
  const auto rows = world_.database().reader().query_value<std::int64_t>("SELECT count(*) FROM session");
  EXPECT_EQ(rows, 20);
}

TEST_F(SessionActionsTest, a_new_password_ends_the_other_sessions) {
  const std::string here = *world_.log_in("zhao");
  const std::string there = *world_.log_in("zhao");
  const Visitor visitor = world_.visitor(here);
  const auto change = [&](const char* old, const char* fresh) {
    return code_in(change_password(world_.gate(), visitor, {old, fresh, "10.0.0.1"}));
  };
  EXPECT_EQ(change(kOtherPassword, kOtherPassword), "account.wrong_password");
  EXPECT_EQ(change(kPassword, "short"), "password.too_short");
  EXPECT_EQ(change(kPassword, kOtherPassword), "");
  EXPECT_EQ(world_.visitor(here).account, "zhao");
  EXPECT_EQ(world_.visitor(there).account, "");
  EXPECT_EQ(refusal("zhao", kPassword), "account.log_in_failed");
  EXPECT_EQ(refusal("zhao", kOtherPassword), "");
}

TEST_F(SessionActionsTest, the_second_factor_once_set_up_is_asked_for) {
  const Visitor visitor = world_.visitor(*world_.log_in("zhao"));
  Gate& gate = world_.gate();
  EXPECT_EQ(code_in(confirm_totp(gate, visitor, "123456", "10.0.0.1")), "account.totp_not_offered");
  EXPECT_EQ(code_in(end_totp(gate, visitor, "123456", "10.0.0.1")), "account.totp_not_set_up");
  const TotpOffer offer = *offer_totp(gate, visitor);
  EXPECT_EQ(offer.uri, "otpauth://totp/Guatu:zhao?secret=" + offer.secret + "&issuer=Guatu");
  EXPECT_EQ(code_in(confirm_totp(gate, visitor, "000000", "10.0.0.1")), "account.wrong_totp");
  EXPECT_EQ(refusal("zhao", kPassword), "");  // offered is not set up
  EXPECT_EQ(code_in(confirm_totp(gate, visitor, code_of_moment(offer.secret, world_.now), "10.0.0.1")), "");
  EXPECT_EQ(code_in(offer_totp(gate, visitor)), "account.totp_is_set_up");

  const auto with_code = [&](const std::string& code) {
    return code_in(world_.log_in("zhao", kPassword, "10.0.0.1", code));
  };
  EXPECT_EQ(with_code(""), "account.code_missing");
  EXPECT_EQ(with_code(code_of_moment(offer.secret, world_.now)), "account.log_in_failed");  // used to confirm
  world_.now += 30s;
  const std::string code = code_of_moment(offer.secret, world_.now);
  EXPECT_EQ(with_code(code), "");
  EXPECT_EQ(with_code(code), "account.log_in_failed");  // once only
  world_.now += 30s;
  EXPECT_EQ(code_in(end_totp(gate, visitor, code_of_moment(offer.secret, world_.now), "10.0.0.1")), "");
  EXPECT_EQ(with_code(""), "");
}

TEST_F(SessionActionsTest, guessing_codes_with_the_right_password_locks_too) {
  const Visitor visitor = world_.visitor(*world_.log_in("zhao"));
  const TotpOffer offer = *offer_totp(world_.gate(), visitor);
  ASSERT_TRUE(confirm_totp(world_.gate(), visitor, code_of_moment(offer.secret, world_.now), "10.0.0.1"));
  std::vector<std::string> codes;
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(code_in(world_.log_in("zhao", kPassword, "10.0.0.5")),
              i < 5 ? "account.code_missing" : "account.locked_out");
    codes.push_back(code_in(world_.log_in("zhao", kPassword, "10.0.0.5", "000000")));
  }
  EXPECT_EQ(codes.back(), "account.locked_out");
}

TEST_F(SessionActionsTest, a_secretary_acts_for_a_leader_by_a_grant_of_these_days) {
  ASSERT_TRUE(world_.add("lead1", {{{Role::leader, {"U00"}}}, Id<unit::Person>{"U00/某领导"}}));
  ASSERT_TRUE(world_.add("mi", {{{Role::secretary, {}}}, {}}));
  Grant request;
  request.secretary.value = "mi";
  request.leader.value = "lead1";
  request.first = date_of(2026, 9, 21);
  request.last = date_of(2026, 9, 22);
  const auto grant = world_.as("sec", [&](db::Tx& tx) { return give_grant(tx, request); });
  ASSERT_TRUE(grant);
  const std::string token = *world_.log_in("mi");
  const auto reads = [](const Visitor& visitor) {
    return std::ranges::any_of(*visitor.holdings, [](const auto& held) { return held.right == "register.read"; });
  };
  Visitor visitor = world_.visitor(token);
  EXPECT_EQ(visitor.person, "某人（mi）");
  EXPECT_FALSE(reads(visitor));
  EXPECT_EQ(code_in(begin_acting(world_.gate(), visitor, "G999")), "grant.unknown");
  EXPECT_EQ(code_in(begin_acting(world_.gate(), world_.visitor(*world_.log_in("zhao")), grant->row.id.value)),
            "grant.unknown");
  ASSERT_TRUE(begin_acting(world_.gate(), visitor, grant->row.id.value));
  visitor = world_.visitor(token);
  EXPECT_EQ(visitor.actor.name, "mi");
  EXPECT_EQ(visitor.actor.on_behalf_of, "lead1");
  EXPECT_EQ(visitor.person, "某人（mi） 代 某人（lead1）");  // what he takes out says so too
  EXPECT_TRUE(reads(visitor));
  ASSERT_TRUE(end_acting(world_.gate(), visitor));
  EXPECT_EQ(world_.visitor(token).actor.on_behalf_of, "");
  ASSERT_TRUE(begin_acting(world_.gate(), visitor, grant->row.id.value));
  world_.set_today(date_of(2026, 9, 23));
  EXPECT_EQ(world_.visitor(token).actor.on_behalf_of, "");
  EXPECT_FALSE(reads(world_.visitor(token)));
  EXPECT_EQ(code_in(begin_acting(world_.gate(), visitor, grant->row.id.value)), "grant.is_over");
}

TEST_F(SessionActionsTest, a_screen_reads_until_its_token_is_ended) {
  Screen request;
  request.name = "指挥部大屏";
  request.valid_until = date_of(2026, 10, 21);
  const auto issued = world_.as("sec", [&](db::Tx& tx) { return issue_screen(tx, request); });
  ASSERT_TRUE(issued);
  const auto screen = [&] { return world_.gate().recognise_screen(world_.database().reader(), issued->token); };
  EXPECT_EQ(screen().account, "screen:S001");
  EXPECT_EQ(screen().write_token, "");
  EXPECT_TRUE(world_.may(screen(), "register.read"));
  EXPECT_FALSE(world_.may(screen(), "person.phone"));
  EXPECT_EQ(world_.visitor(issued->token).account, "");  // no session
  EXPECT_EQ(world_.gate().recognise_screen(world_.database().reader(), "x").account, "");
  world_.set_today(date_of(2026, 10, 22));
  EXPECT_EQ(screen().account, "");
  world_.set_today(date_of(2026, 10, 21));
  EXPECT_EQ(screen().account, "screen:S001");
  ASSERT_TRUE(world_.as("sec", [](db::Tx& tx) { return end_screen(tx, "S001"); }));
  EXPECT_EQ(screen().account, "");
  EXPECT_EQ(code_in(world_.as("sec", [](db::Tx& tx) { return end_screen(tx, "S001"); })), "grant.is_over");
  EXPECT_EQ(code_in(world_.as("sec", [](db::Tx& tx) { return end_screen(tx, "S002"); })), "screen.unknown");
}

TEST(SessionProfileTest, mlps3_asks_administrators_for_a_second_factor_before_anything_else) {
  testing::World world;
  ASSERT_TRUE(world.set_up(Profile::mlps3));
  const std::string token = *world.log_in("aud");
  Visitor visitor = world.visitor(token);
  EXPECT_THAT(visitor.duties, ElementsAre(Duty::set_up_totp));
  EXPECT_FALSE(world.may(visitor, "journal.read"));
  const TotpOffer offer = *offer_totp(world.gate(), visitor);
  ASSERT_TRUE(confirm_totp(world.gate(), visitor, code_of_moment(offer.secret, world.now), "10.0.0.1"));
  visitor = world.visitor(token);
  EXPECT_TRUE(world.may(visitor, "journal.read"));
  world.now += 30s;
  EXPECT_EQ(code_in(end_totp(world.gate(), visitor, code_of_moment(offer.secret, world.now), "10.0.0.1")),
            "account.totp_required");
}

TEST(SessionProfileTest, mlps3_asks_for_a_new_password_after_ninety_days_and_for_none_of_the_last_five) {
  testing::World world;
  ASSERT_TRUE(world.set_up(Profile::mlps3));
  ASSERT_TRUE(world.add("zhao", {{{Role::clerk, {}}}, {}}));
  world.set_today(date_of(2026, 9, 21) + std::chrono::days(91));
  const std::string token = *world.log_in("zhao");
  Visitor visitor = world.visitor(token);
  EXPECT_THAT(visitor.duties, ElementsAre(Duty::change_password));
  EXPECT_FALSE(world.may(visitor, "enterprise.edit"));
  const auto change = [&](const std::string& old, const std::string& fresh) {
    return code_in(change_password(world.gate(), visitor, {old, fresh, "10.0.0.1"}));
  };
  EXPECT_EQ(change(kPassword, kPassword), "password.used_before");
  EXPECT_EQ(change(kPassword, kOtherPassword), "");
  EXPECT_TRUE(world.may(world.visitor(token), "enterprise.edit"));
  std::string last = kOtherPassword;
  for (int i = 1; i <= 4; ++i) {
    EXPECT_EQ(change(last, kPassword), "password.used_before") << i;
    const std::string next = "Wugong-83-shanDing" + std::to_string(i);
    EXPECT_EQ(change(last, next), "") << i;
    last = next;
  }
  EXPECT_EQ(change(last, kPassword), "");  // the sixth back
}

}  // namespace
}  // namespace guatu::account
