// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account_actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/account/one_time_code.hpp"
#include "feature/account/operator_actions.hpp"
#include "feature/account/world_actions_test.hpp"

namespace guatu::account {
namespace {

using testing::code_in;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kOtherPassword;
using testing::kPassword;
using ::testing::Not;

const Appointment kClerk{{{Role::clerk, {}}}, {}};

TEST(SetUpTest, three_administrators_at_once_and_then_never_again) {
  testing::World world;
  const auto link = [&] { return world.as("local", [](db::Tx& tx) { return issue_setup_link(tx); }); };
  const std::string older = *link();
  const std::string token = *link();
  EXPECT_FALSE(is_setup_link(world.database().reader(), older));  // a new one replaces it
  EXPECT_TRUE(is_setup_link(world.database().reader(), token));
  account::SetUp request{older, Profile::asvs, OfficeSize::full, {}, "10.0.0.9"};
  EXPECT_EQ(code_in(set_up(world.gate(), request)), "account.bad_setup_link");
  ASSERT_TRUE(world.set_up());
  EXPECT_EQ(code_in(link()), "account.already_set_up");
  request.token = token;
  EXPECT_EQ(code_in(set_up(world.gate(), request)), "account.bad_setup_link");
  for (const char* name : {"sys", "sec", "aud"}) {
    EXPECT_EQ(world.account(name).state, AccountState::open);
    EXPECT_EQ(world.account(name).posts.size(), 1U);
    EXPECT_TRUE(world.log_in(name)) << name;
  }
}

TEST(SetUpTest, refuses_all_faults_of_the_page_at_once) {
  testing::World world;
  const std::string token = *world.as("local", [](db::Tx& tx) { return issue_setup_link(tx); });
  account::SetUp request{token, Profile::asvs, OfficeSize::full, {}, "10.0.0.9"};
  const auto problems = [&] {
    std::vector<std::string> found;
    const auto outcome = set_up(world.gate(), request);
    if (!outcome)
      for (const auto& problem : outcome.error().problems) found.push_back(problem.place + " " + problem.code);
    return found;
  };
  EXPECT_THAT(problems(), ElementsAre("administrators account.three_administrators"));
  request.administrators = {{Role::system, "Sys", "甲", kPassword},
                            {Role::security, "sec", " ", kPassword},
                            {Role::security, "sec", "丙", kPassword}};
  EXPECT_THAT(
      problems(),
      ElementsAre("administrators[0].account account.bad_name", "administrators[1].name account.bad_person_name",
                  "administrators[2].account account.name_taken", "administrators account.three_administrators"));
  request.administrators = {{Role::system, "sys", "甲", "short"},
                            {Role::security, "sec", "乙", kPassword},
                            {Role::audit, "aud", "丙", "aud-x9-Kq2vT-m4Z"}};
  EXPECT_THAT(problems(), ElementsAre("administrators[0].password password.too_short",
                                      "administrators[2].password password.contains_account"));
  EXPECT_FALSE(has_accounts(world.database().reader()));
}

class AccountActionsTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(world_.set_up()); }

  std::string create(const std::string& actor, const std::string& id) {
    return code_in(world_.as(actor, [&](db::Tx& tx) { return create_account(tx, {id, "某人", ""}); }));
  }
  std::string release(const std::string& actor, const std::string& id, std::optional<Appointment> appointment) {
    return code_in(world_.as(actor, [&](db::Tx& tx) { return release_account(tx, id, appointment); }));
  }
  std::string appoint_as(const std::string& actor, const std::string& id, const Appointment& appointment) {
    return code_in(world_.as(actor, [&](db::Tx& tx) { return appoint(tx, id, appointment, std::nullopt); }));
  }

  testing::World world_;
};

TEST_F(AccountActionsTest, an_account_needs_both_administrators_and_its_person) {
  const auto first = world_.as("sys", [](db::Tx& tx) { return create_account(tx, {"zhao", "赵某", ""}); });
  ASSERT_TRUE(first);
  EXPECT_EQ(first->text.size(), 14U);
  EXPECT_EQ(first->valid_until, date_of(2026, 9, 28));
  EXPECT_EQ(world_.account("zhao").state, AccountState::waiting);
  EXPECT_EQ(code_state(world_.database().reader(), "zhao", date_of(2026, 9, 21)), CodeState::created);
  const auto activation = [&](const std::string& code) {
    return code_in(activate(world_.gate(), {"zhao", code, kPassword, "10.0.0.9"}));
  };
  EXPECT_EQ(activation(first->text), "account.wrong_code");
  EXPECT_EQ(activation(first->text + first->text), "account.wrong_code");
  const auto second = world_.as("sec", [](db::Tx& tx) { return release_account(tx, "zhao", kClerk); });
  ASSERT_TRUE(second);
  EXPECT_EQ(code_state(world_.database().reader(), "zhao", date_of(2026, 9, 21)), CodeState::released);
  EXPECT_EQ(activation(second->text + second->text), "account.wrong_code");
  EXPECT_EQ(activation(second->text + " " + first->text), "");  // in any order
  EXPECT_EQ(world_.account("zhao").state, AccountState::open);
  EXPECT_TRUE(world_.log_in("zhao"));
  EXPECT_EQ(activation(first->text + second->text), "account.wrong_code");  // once only
  EXPECT_THAT(world_.journal(),
              ElementsAre("test.started", "account.setup_link_issued", "account.set_up", "account.created",
                          "account.released", "account.activated", "session.begun"));
}

TEST_F(AccountActionsTest, a_code_is_good_for_a_week) {
  const auto first = world_.as("sys", [](db::Tx& tx) { return create_account(tx, {"zhao", "赵某", ""}); });
  const auto second = world_.as("sec", [](db::Tx& tx) { return release_account(tx, "zhao", kClerk); });
  world_.set_today(date_of(2026, 9, 29));
  EXPECT_EQ(code_in(activate(world_.gate(), {"zhao", first->text + second->text, kPassword, "10.0.0.9"})),
            "account.wrong_code");
  EXPECT_EQ(release("sec", "zhao", kClerk), "account.no_first_half");
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return reset_account(tx, "zhao"); }));
  EXPECT_EQ(release("sec", "zhao", std::nullopt), "");
}

TEST_F(AccountActionsTest, guessing_codes_is_counted) {
  ASSERT_EQ(create("sys", "zhao"), "");
  ASSERT_EQ(release("sec", "zhao", kClerk), "");
  const std::string guess = "ABCD-EFGH-JKLM-ABCD-EFGH-JKLM";
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(code_in(activate(world_.gate(), {"zhao", guess, kPassword, "10.0.0.3"})), "account.wrong_code");
  EXPECT_EQ(code_in(activate(world_.gate(), {"zhao", guess, kPassword, "10.0.0.3"})), "account.locked_out");
}

TEST_F(AccountActionsTest, a_reset_gives_a_lost_password_back_to_its_person_only) {
  ASSERT_TRUE(world_.add("zhao", kClerk));
  const std::string session = *world_.log_in("zhao");
  const auto first = world_.as("sys", [](db::Tx& tx) { return reset_account(tx, "zhao"); });
  ASSERT_TRUE(first);
  EXPECT_TRUE(world_.log_in("zhao"));  // a reset alone shuts nobody out
  const auto second = world_.as("sec", [](db::Tx& tx) { return release_account(tx, "zhao", std::nullopt); });
  ASSERT_TRUE(second);
  ASSERT_TRUE(activate(world_.gate(), {"zhao", first->text + second->text, kOtherPassword, "10.0.0.9"}));
  EXPECT_EQ(code_in(world_.log_in("zhao", kPassword)), "account.log_in_failed");
  EXPECT_TRUE(world_.log_in("zhao", kOtherPassword));
  EXPECT_EQ(world_.visitor(session).account, "");
  EXPECT_EQ(world_.account("zhao").posts, kClerk.posts);
}

// Acceptance 5 of the server: what administrators may not do even with the rights they have.
TEST_F(AccountActionsTest, nobody_raises_himself) {
  EXPECT_EQ(appoint_as("sec", "sec", kClerk), "account.oneself");
  EXPECT_EQ(appoint_as("sec", "sec", {{{Role::security, {}}, {Role::clerk, {}}}, {}}), "account.oneself");
  EXPECT_EQ(release("sec", "sec", kClerk), "account.oneself");
  EXPECT_EQ(code_in(world_.as("sys", [](db::Tx& tx) { return reset_account(tx, "sys"); })), "account.oneself");
  EXPECT_EQ(appoint_as("sec", "sys", {{{Role::system, {}}, {Role::clerk, {}}}, {}}),
            "account.administrator_with_business");
  EXPECT_EQ(appoint_as("sec", "sys", {{{Role::system, {}}, {Role::audit, {}}}, {}}), "account.two_administrator_roles");
  EXPECT_EQ(appoint_as("sec", "aud", {{{Role::audit, {}}, {Role::clerk, {}}}, {}}), "account.audit_with_business");
  // Whoever holds a first half cannot give the second to it.
  ASSERT_EQ(create("sys", "zhao"), "");
  EXPECT_EQ(release("sys", "zhao", kClerk), "account.same_person");
}

TEST(SmallOfficeTest, one_administrator_has_one_business_role_beside) {
  testing::World world;
  ASSERT_TRUE(world.set_up(Profile::asvs, OfficeSize::small));
  const auto give = [&](const char* id, std::vector<Post> posts) {
    return code_in(world.as("sec", [&](db::Tx& tx) { return appoint(tx, id, {posts, {}}, std::nullopt); }));
  };
  EXPECT_EQ(give("aud", {{Role::audit, {}}, {Role::clerk, {}}}), "account.audit_with_business");
  EXPECT_EQ(give("sec", {{Role::security, {}}, {Role::clerk, {}}}), "account.oneself");
  EXPECT_EQ(give("sys", {{Role::system, {}}, {Role::clerk, {}}}), "");
  const Visitor visitor = world.visitor(*world.log_in("sys"));
  EXPECT_TRUE(world.may(visitor, "enterprise.edit"));
  EXPECT_TRUE(world.may(visitor, "account.edit"));
}

TEST_F(AccountActionsTest, refuses) {
  EXPECT_EQ(create("sys", "Zhao"), "account.bad_name");
  ASSERT_TRUE(world_.add("zhao", kClerk));
  EXPECT_EQ(create("sys", "zhao"), "account.name_taken");
  ASSERT_TRUE(world_.as("sys", [](db::Tx& tx) { return step_account(tx, "zhao", Step::close); }));
  EXPECT_EQ(create("sys", "zhao"), "account.name_taken");  // a closed name is never used again
  EXPECT_EQ(release("sec", "zhao", kClerk), "account.no_first_half");
  EXPECT_EQ(appoint_as("sec", "zhao", kClerk), "account.wrong_state");
  EXPECT_EQ(code_in(world_.as("sys", [](db::Tx& tx) { return reset_account(tx, "zhao"); })), "account.wrong_state");
  EXPECT_EQ(code_in(world_.as("sys",
                              [](db::Tx& tx) {
                                return edit_account(tx, {"zhao", "x", ""}, std::nullopt);
                              })),
            "account.wrong_state");
  EXPECT_EQ(create("sys", "qian"), "");
  EXPECT_EQ(release("sec", "qian", std::nullopt), "account.no_posts");
  EXPECT_EQ(release("sec", "qian", Appointment{{{Role::contact, {"U99"}}}, {}}), "account.unknown_unit");
  EXPECT_EQ(release("sec", "qian", Appointment{{{Role::clerk, {}}}, Id<unit::Person>{"U00/无"}}),
            "account.unknown_person");
  EXPECT_EQ(release("sec", "sun", kClerk), "account.unknown");
  EXPECT_EQ(code_in(world_.as("sys",
                              [](db::Tx& tx) {
                                return create_account(tx, {"sun", "", ""});
                              })),
            "account.bad_person_name");
  EXPECT_EQ(code_in(world_.as("sys",
                              [](db::Tx& tx) {
                                return create_account(tx, {"sun", "孙", std::string(201, 'x')});
                              })),
            "account.note_too_long");
  testing::World empty;
  EXPECT_EQ(code_in(empty.as("sys",
                             [](db::Tx& tx) {
                               return create_account(tx, {"sun", "孙", ""});
                             })),
            "account.not_set_up");
}

TEST_F(AccountActionsTest, a_save_over_a_version_that_was_not_seen_is_refused) {
  ASSERT_TRUE(world_.add("zhao", kClerk));
  const auto version = find_account(world_.database().reader(), "zhao")->version;
  const auto rename = [&](const char* name) {
    return world_.as("sys", [&](db::Tx& tx) { return edit_account(tx, {"zhao", name, "备注"}, version); });
  };
  EXPECT_EQ(rename("赵二")->version, version + 1);
  EXPECT_EQ(code_in(rename("赵三")), "store.version_conflict");
}

// What nobody may find in the registers, their versions or the journal.
TEST_F(AccountActionsTest, no_secret_leaves_its_table) {
  ASSERT_TRUE(world_.add("zhao", kClerk));
  ASSERT_TRUE(world_.log_in("zhao"));
  std::string everything;
  const auto reader = world_.database().reader();
  for (const auto& [entry] : reader.query<std::string>("SELECT entry FROM journal")) everything += entry;
  for (const auto& [content] : reader.query<std::string>("SELECT content FROM row_version")) everything += content;
  EXPECT_THAT(everything, HasSubstr("zhao"));
  EXPECT_THAT(everything, Not(HasSubstr("argon2")));
  EXPECT_THAT(everything, Not(HasSubstr(kPassword)));
  EXPECT_THAT(everything, Not(HasSubstr("10.0.0.1")));
  std::string journal;
  for (const auto& [entry] : reader.query<std::string>("SELECT entry FROM journal")) journal += entry;
  EXPECT_THAT(journal, Not(HasSubstr("某人")));  // the account's name is enough there
}

TEST(OneTimeCodeTest, accepts_what_people_make_of_a_code) {
  for (const char* typed : {"ABCDEFGHJKLMNPQRSTUVWXYZ", "abcd-efgh-jklm npqr-stuv-wxyz",
                            " ABCD-EFGH-JKLM+NPQR-STUV-WXYZ\n", "ＡBCD-EFGH-JKLM-NPQR-STUV-WXYZ"}) {
    const auto read = read_code(typed);
    ASSERT_TRUE(read) << typed;
    EXPECT_EQ(read->first, "ABCDEFGHJKLM");
    EXPECT_EQ(read->second, "NPQRSTUVWXYZ");
  }
  EXPECT_EQ(show_half("ABCDEFGHJKLM"), "ABCD-EFGH-JKLM");
}

TEST(OneTimeCodeTest, refuses) {
  for (const char* typed : {"", "ABCD-EFGH-JKLM", "ABCDEFGHJKLMNPQRSTUVWXY", "ABCDEFGHJKLMNPQRSTUVWXYZA",
                            "ABCDEFGHJKLMNPQRSTUVWXY1", "ABCDEFGHJKLMNPQRSTUVWXYO"})
    EXPECT_FALSE(read_code(typed)) << typed;
}

TEST(OperatorTest, a_store_without_accounts_takes_any_name) {
  testing::World world;
  const auto actor = operator_for(world.database().reader(), date_of(2026, 9, 21), "某甲", "某乙", "import.run");
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->name, "某甲");
  EXPECT_EQ(actor->on_behalf_of, "某乙");
  EXPECT_EQ(code_in(operator_for(world.database().reader(), date_of(2026, 9, 21), "", "", "import.run")),
            "store.operator_missing");
}

TEST(OperatorTest, a_store_with_accounts_asks_for_the_right) {
  testing::World world;
  ASSERT_TRUE(world.set_up());
  ASSERT_TRUE(world.add("zhao", kClerk));
  ASSERT_TRUE(world.add("qian", {{{Role::contact, {"U02"}}}, {}}));
  ASSERT_TRUE(world.add("lead1", {{{Role::leader, {"U00"}}}, {}}));
  ASSERT_TRUE(world.add("mi", {{{Role::secretary, {}}}, {}}));
  struct Row {
    const char* name;
    const char* leader;
    const char* right;
    const char* code;
  };
  const Row rows[] = {
      {"zhao", "", "import.run", ""},
      {"zhao", "", "account.roles", "account.right_missing"},
      {"sys", "", "account.edit", ""},
      {"sys", "", "import.run", "account.right_missing"},
      {"sys", "", "account.roles", "account.right_missing"},
      {"sec", "", "account.roles", ""},
      {"sec", "", "cycle.step", "account.right_missing"},
      {"aud", "", "journal.read", ""},
      {"aud", "", "register.read", "account.right_missing"},
      {"qian", "", "unit.read", ""},
      {"qian", "", "register.read", "account.right_missing"},  // not over the whole store
      {"", "", "unit.read", "account.operator_missing"},
      {"nobody", "", "unit.read", "account.unknown_operator"},
      {"赵某", "", "unit.read", "account.unknown_operator"},
      {"mi", "", "rule.read", ""},
      {"mi", "lead1", "rule.read", "account.no_grant"},
      {"zhao", "lead1", "import.run", "account.no_grant"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(code_in(operator_for(world.database().reader(), date_of(2026, 9, 21), row.name, row.leader, row.right)),
              row.code)
        << row.name << " " << row.right;
  Grant grant;
  grant.secretary.value = "mi";
  grant.leader.value = "lead1";
  grant.first = date_of(2026, 9, 1);
  grant.last = date_of(2026, 9, 21);
  ASSERT_TRUE(world.as("sec", [&](db::Tx& tx) { return give_grant(tx, grant); }));
  const auto acting = operator_for(world.database().reader(), date_of(2026, 9, 21), "mi", "lead1", "rule.read");
  ASSERT_TRUE(acting);
  EXPECT_EQ(acting->on_behalf_of, "lead1");
  EXPECT_EQ(code_in(operator_for(world.database().reader(), date_of(2026, 9, 22), "mi", "lead1", "rule.read")),
            "account.no_grant");
  ASSERT_TRUE(world.as("sys", [](db::Tx& tx) { return step_account(tx, "zhao", Step::lock); }));
  EXPECT_EQ(code_in(operator_for(world.database().reader(), date_of(2026, 9, 21), "zhao", "", "import.run")),
            "account.unknown_operator");
}

TEST(GrantTest, refuses) {
  testing::World world;
  ASSERT_TRUE(world.set_up());
  ASSERT_TRUE(world.add("lead1", {{{Role::leader, {"U00"}}}, {}}));
  ASSERT_TRUE(world.add("mi", {{{Role::secretary, {}}}, {}}));
  const auto give = [&](const char* actor, const char* secretary, const char* leader, const char* first,
                        const char* last) {
    Grant grant;
    grant.secretary.value = secretary;
    grant.leader.value = leader;
    grant.first = *parse_date(first);
    grant.last = *parse_date(last);
    return code_in(world.as(actor, [&](db::Tx& tx) { return give_grant(tx, grant); }));
  };
  EXPECT_EQ(give("sec", "lead1", "lead1", "2026-09-21", "2026-09-22"), "grant.not_a_secretary");
  EXPECT_EQ(give("sec", "mi", "mi", "2026-09-21", "2026-09-22"), "grant.not_a_leader");
  EXPECT_EQ(give("sec", "mi", "sys", "2026-09-21", "2026-09-22"), "grant.not_a_leader");
  EXPECT_EQ(give("sec", "mi", "none", "2026-09-21", "2026-09-22"), "account.unknown");
  EXPECT_EQ(give("mi", "mi", "lead1", "2026-09-21", "2026-09-22"), "account.oneself");
  EXPECT_EQ(give("sec", "mi", "lead1", "2026-09-22", "2026-09-21"), "grant.bad_dates");
  EXPECT_EQ(give("sec", "mi", "lead1", "2026-09-01", "2026-09-20"), "grant.bad_dates");
  EXPECT_EQ(give("sec", "mi", "lead1", "2026-09-21", "2027-09-23"), "grant.too_long");
  EXPECT_EQ(give("sec", "mi", "lead1", "2026-09-21", "2027-09-22"), "");
  EXPECT_EQ(code_in(world.as("sec", [](db::Tx& tx) { return end_grant(tx, "G001"); })), "");
  EXPECT_EQ(code_in(world.as("sec", [](db::Tx& tx) { return end_grant(tx, "G001"); })), "grant.is_over");
  EXPECT_EQ(code_in(world.as("sec", [](db::Tx& tx) { return end_grant(tx, "G002"); })), "grant.unknown");

  Screen screen;
  EXPECT_EQ(code_in(world.as("sec", [&](db::Tx& tx) { return issue_screen(tx, screen); })), "screen.no_name");
  screen.name = "大屏";
  screen.valid_until = date_of(2026, 9, 20);
  EXPECT_EQ(code_in(world.as("sec", [&](db::Tx& tx) { return issue_screen(tx, screen); })), "screen.bad_date");
  screen.valid_until.reset();
  EXPECT_EQ(code_in(world.as("sec", [&](db::Tx& tx) { return issue_screen(tx, screen); })), "");
}

}  // namespace
}  // namespace guatu::account
