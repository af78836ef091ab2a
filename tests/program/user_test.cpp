// SPDX-License-Identifier: Apache-2.0
// Accounts on the command line: what an administrator can do there is no more than on his pages.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace guatu {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Finished {
  int status = 0;
  std::string text;
};

// One demo store for all tests of this file: it has an account of each role.
class UserTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder() = std::filesystem::temp_directory_path() / fmt::format("guatu-user-{}", ::getpid());
    std::filesystem::remove_all(folder());
    const Finished demo = run(fmt::format("demo --data {0}/store --out {0}/pack", folder().string()));
    ASSERT_EQ(demo.status, 0) << demo.text;
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(folder()); }

  static std::filesystem::path& folder() {
    static std::filesystem::path path;
    return path;
  }
  static Finished run(const std::string& arguments) {
    const std::string command =
        fmt::format("GUATU_TODAY=2026-09-21 '{}' --format json --lang en {} 2>&1", GUATU_PROGRAM, arguments);
    FILE* pipe = popen(command.c_str(), "r");
    Finished result;
    char buffer[4096];
    for (std::size_t count = 0; (count = fread(buffer, 1, sizeof buffer, pipe)) > 0;) result.text.append(buffer, count);
    result.status = pclose(pipe);
    return result;
  }
  // On the store, as somebody.
  static Finished as(const std::string& account, const std::string& command) {
    return run(fmt::format("{} --data {}/store --as {}", command, folder().string(), account));
  }
  static std::string half_of(const Finished& finished) {
    constexpr std::string_view kField = "\"code_half\":\"";
    const auto at = finished.text.find(kField);
    return at == std::string::npos ? "" : finished.text.substr(at + kField.size(), 14);
  }
};

struct Row {
  const char* account;
  const char* command;
  const char* code;
};

TEST_F(UserTest, an_administrator_cannot_grant_himself_business_rights) {
  const Row rows[] = {
      {"system", "user roles system --post system --post clerk", "account.right_missing"},
      {"system", "user roles clerk --post system", "account.right_missing"},
      {"system", "user release contact --post clerk", "account.right_missing"},
      {"security", "user roles security --post security --post clerk", "account.oneself"},
      {"security", "user roles security --post clerk", "account.oneself"},
      {"security", "user roles system --post system --post clerk", "account.administrator_with_business"},
      {"security", "user roles audit --post audit --post clerk", "account.audit_with_business"},
      {"security", "user roles clerk --post system --post security", "account.two_administrator_roles"},
      {"security", "user roles audit --post clerk", "account.last_administrator"},
      {"security", "user add mine --name 某人", "account.right_missing"},
      {"security", "user reset clerk", "account.right_missing"},
      {"audit", "user roles audit --post clerk", "account.right_missing"},
      {"audit", "user lock clerk", "account.right_missing"},
      {"system", "user close system", "account.oneself"},
      {"system", "user close audit", "account.last_administrator"},
      {"clerk", "user list", "account.right_missing"},
      {"nobody", "user list", "account.unknown_operator"},
      {"''", "user list", "account.operator_missing"},
  };
  for (const Row& row : rows) {
    const Finished result = as(row.account, row.command);
    EXPECT_NE(result.status, 0) << row.account << " " << row.command;
    EXPECT_THAT(result.text, HasSubstr(row.code)) << row.account << " " << row.command;
  }
}

TEST_F(UserTest, an_administrator_reads_and_writes_no_registers) {
  const char* const commands[] = {"light board",
                                  "light explain --project YT-2026-FD-03",
                                  "cycle list",
                                  "pack --cycle W2026-39 --out /dev/null",
                                  "template project_year --unit 区交通局 --out -",
                                  "import examples/district/late --preview",
                                  "import examples/district/late",
                                  "cycle open W2026-40",
                                  "undo 5 --reason 无",
                                  "light adopt wuhan --from 2026-10-01"};
  for (const char* account : {"system", "security", "audit"})
    for (const char* command : commands) {
      const Finished result = as(account, command);
      EXPECT_NE(result.status, 0) << account << " " << command;
      EXPECT_THAT(result.text, HasSubstr("account.right_missing")) << account << " " << command;
    }
  EXPECT_EQ(as("clerk", "cycle list").status, 0);
  EXPECT_EQ(as("audit", "journal prove 3").status, 0);
  EXPECT_THAT(as("clerk", "journal prove 3").text, HasSubstr("account.right_missing"));
  // A contact sees what is his unit's, which no whole list is.
  EXPECT_THAT(as("contact", "light board").text, HasSubstr("account.right_missing"));
}

TEST_F(UserTest, an_account_takes_both_administrators) {
  const Finished first = as("system", "user add new.clerk --name 新人");
  ASSERT_EQ(first.status, 0) << first.text;
  EXPECT_EQ(half_of(first).size(), 14U);
  EXPECT_THAT(as("system", "user release new.clerk --post clerk").text, HasSubstr("account.right_missing"));
  EXPECT_THAT(as("security", "user release new.clerk").text, HasSubstr("account.no_posts"));
  EXPECT_THAT(as("security", "user release new.clerk --post contact").text, HasSubstr("account.unit_missing"));
  EXPECT_THAT(as("security", "user release new.clerk --post contact@U999").text, HasSubstr("account.unknown_unit"));
  const Finished second = as("security", "user release new.clerk --post clerk --post contact@U09");
  ASSERT_EQ(second.status, 0) << second.text;
  EXPECT_NE(half_of(first), half_of(second));
  const Finished list = as("audit", "user list");
  EXPECT_THAT(list.text, HasSubstr(R"("id":"new.clerk","name":"新人","person":null,"state":"waiting",)"
                                   R"("posts":["clerk","contact@U09"])"));
  EXPECT_EQ(as("system", "user close new.clerk").status, 0);
  EXPECT_THAT(as("system", "user add new.clerk --name 另一人").text, HasSubstr("account.name_taken"));
}

TEST_F(UserTest, a_locked_account_acts_no_more) {
  ASSERT_EQ(as("security", "user lock clerk2").status, 0);
  EXPECT_THAT(as("clerk2", "cycle list").text, HasSubstr("account.unknown_operator"));
  ASSERT_EQ(as("system", "user unlock clerk2").status, 0);
  EXPECT_EQ(as("clerk2", "cycle list").status, 0);
}

TEST_F(UserTest, a_rule_set_takes_two_people) {
  const Finished proposed = as("clerk", "light adopt wuhan --from 2026-10-01");
  ASSERT_EQ(proposed.status, 0) << proposed.text;
  EXPECT_THAT(proposed.text, HasSubstr("\"state\":\"proposed\""));
  const auto at = proposed.text.find("\"rule\":\"") + 8;
  const std::string id = proposed.text.substr(at, proposed.text.find('"', at) - at);
  EXPECT_THAT(as("clerk", "light confirm " + id).text, HasSubstr("light.confirmed_by_proposer"));
  EXPECT_THAT(as("security", "light confirm " + id).text, HasSubstr("account.right_missing"));
  const Finished confirmed = as("clerk2", "light confirm " + id);
  EXPECT_EQ(confirmed.status, 0) << confirmed.text;
  EXPECT_THAT(confirmed.text, HasSubstr("\"state\":\"adopted\""));
}

TEST_F(UserTest, the_set_up_link_is_for_a_store_without_accounts) {
  EXPECT_THAT(run(fmt::format("user setup-link --data {}/store", folder().string())).text,
              HasSubstr("account.already_set_up"));
  const std::string fresh = (folder() / "fresh").string();
  const Finished link = run(fmt::format("user setup-link --data {}", fresh));
  EXPECT_EQ(link.status, 0);
  EXPECT_THAT(link.text, HasSubstr(R"({"path":"/setup?token=)"));
  EXPECT_THAT(run(fmt::format("user add zhao --name 赵 --as 某人 --data {}", fresh)).text,
              HasSubstr("account.not_set_up"));
}

}  // namespace
}  // namespace guatu
