// SPDX-License-Identifier: Apache-2.0
#include "platform/db/server.hpp"

#include <gtest/gtest.h>

#include "platform/db/sql_text.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "accepted" : result.error().problems.front().code;
}

TEST(ServerUrlTest, the_place_shows_no_password) {
  EXPECT_EQ(*server_place("postgresql://clerk:secret@db.example:5433/guatu"), "postgresql://db.example:5433/guatu");
  EXPECT_EQ(*server_place("host=/run/postgresql user=clerk password='a secret' dbname=guatu"),
            "postgresql:///run/postgresql/guatu");
}

TEST(ServerUrlTest, refuses) {
  for (const char* url : {"", "  ", "guatu secret", "host='x", "nosuch=1"}) {
    const auto place = server_place(url);
    EXPECT_EQ(code_of(place), "store.bad_database_url") << url;
    EXPECT_EQ(code_of(Connection::connect(url, Mode::read)), "store.bad_database_url") << url;
  }
  const TemporaryDirectory directory;
  ASSERT_TRUE(save_server_url(directory.path(), "no url"));
  EXPECT_EQ(code_of(Database::open(directory.path(), Access::read)), "store.bad_database_url");
}

TEST(ServerUrlTest, the_file_is_private_and_comes_back) {
  const TemporaryDirectory directory;
  EXPECT_EQ(*load_server_url(directory.path()), std::nullopt);
  ASSERT_TRUE(save_server_url(directory.path(), "host=x dbname=y"));
  EXPECT_EQ(*load_server_url(directory.path()), "host=x dbname=y");
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(directory.path() / "database").permissions(),
            perms::owner_read | perms::owner_write);
}

TEST(ServerFactsTest, accepts) {
  for (const char* collation : {"C", "POSIX", "C.UTF-8", "C.utf8"})
    EXPECT_TRUE(judge_server({130000, "UTF8", collation, "public", ""}, Mode::write, "")) << collation;
  EXPECT_TRUE(judge_server({150000, "UTF8", "C", "public", "standby"}, Mode::read, ""));
}

TEST(ServerFactsTest, refuses) {
  const std::pair<ServerFacts, const char*> rows[] = {
      {{129999, "UTF8", "C", "public", ""}, "store.server_too_old"},
      {{150000, "LATIN1", "C", "public", ""}, "store.server_encoding"},
      {{150000, "UTF8", "zh_CN.UTF-8", "public", ""}, "store.server_collation"},
      {{150000, "UTF8", "", "public", ""}, "store.server_collation"},
      {{150000, "UTF8", "C", "", ""}, "store.server_schema_missing"},
      {{150000, "UTF8", "C", "public", "standby"}, "store.server_read_only"}};
  for (const auto& [facts, code] : rows) EXPECT_EQ(code_of(judge_server(facts, Mode::write, "")), code);
}

// Databases that are made wrong on a real server.
class ServerTest : public ::testing::Test {
 protected:
  std::string in_database(const std::string& name, const std::string& options) {
    drop(name);
    run_on_server(test_server(), "CREATE DATABASE " + name + " " + options);
    made_.push_back(name);
    return test_server() + " dbname=" + name;
  }
  static void drop(const std::string& name) { run_on_server(test_server(), "DROP DATABASE IF EXISTS " + name); }
  void TearDown() override {
    for (const auto& name : made_) drop(name);
  }

 private:
  std::vector<std::string> made_;
};

TEST_F(ServerTest, refuses) {
  EXPECT_EQ(code_of(Connection::connect("host=/nowhere/at/all dbname=x", Mode::read)), "store.server_unreachable");
  EXPECT_EQ(code_of(Connection::connect(test_server() + " dbname=nosuch", Mode::read)), "store.server_unreachable");
  const std::string number = std::to_string(::getpid());
  EXPECT_EQ(code_of(Connection::connect(
                in_database("latin" + number, "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"), Mode::read)),
            "store.server_encoding");
  EXPECT_EQ(code_of(Connection::connect(
                in_database("icu" + number,
                            "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C' TEMPLATE template0"),
                Mode::read)),
            "store.server_collation");
  EXPECT_EQ(code_of(Connection::connect(test_server() + " options=-csearch_path=nosuch", Mode::read)),
            "store.server_schema_missing");
  EXPECT_EQ(code_of(Connection::connect(test_server() + " options=-cdefault_transaction_read_only=on", Mode::write)),
            "store.server_read_only");
}

TEST_F(ServerTest, a_store_on_a_server_is_made_once_and_by_who_may) {
  const TemporaryDirectory directory;
  const std::string url = make_schema();
  const std::string role = "clerk" + std::to_string(::getpid());
  run_on_server(test_server(), "DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role + " LOGIN");
  const std::string schema = url.substr(url.rfind('=') + 1);
  run_on_server(test_server(), "GRANT USAGE ON SCHEMA " + schema + " TO " + role);
  const auto store = directory.path() / "store";
  const auto refused = Database::create(store, url + " user=" + role);
  EXPECT_EQ(code_of(refused), "store.server_rights");
  EXPECT_FALSE(std::filesystem::exists(store));
  ASSERT_TRUE(Database::create(store, url));
  EXPECT_EQ(code_of(Database::create(store, url)), "store.already_there");
  EXPECT_EQ(code_of(Database::create(directory.path() / "other", url)), "store.database_not_empty");
  EXPECT_EQ(Database::open(store, Access::read)->product(), Product::postgres);
  drop_schema(url);
  run_on_server(test_server(), "DROP ROLE " + role);
}

TEST(SqlTextTest, names_become_numbers) {
  const std::pair<const char*, const char*> rows[] = {{"SELECT :a, :b, :a", "SELECT $1, $2, $1"},
                                                      {"SELECT ':a', \":b\", x::text, :c_1 -- :d\n/* :e */ ,:F",
                                                       "SELECT ':a', \":b\", x::text, $1 -- :d\n/* :e */ ,$2"},
                                                      {"SELECT 'it''s :a' || :a", "SELECT 'it''s :a' || $1"},
                                                      {"a[1:2] : ::int :1 :", "a[1:2] : ::int :1 :"},
                                                      {"SELECT 'open :a", "SELECT 'open :a"}};
  for (const auto& [sql, numbered] : rows) EXPECT_EQ(number_parameters(sql).text, numbered);
  EXPECT_EQ(number_parameters("SELECT :b, :a, :b").names, (std::vector<std::string>{"b", "a"}));
}

TEST(SqlTextTest, what_a_server_may_prepare) {
  for (const char* sql : {"SELECT 1", " with x as (select 1) select 1", "insert into a values (1)", "DELETE FROM a",
                          "UPDATE a SET b = 1", "VALUES (1)"})
    EXPECT_TRUE(is_preparable(sql)) << sql;
  for (const char* sql :
       {"BEGIN", "BEGIN; SELECT 1", "COMMIT", "SAVEPOINT a", "CREATE TABLE a (x BIGINT)", "", "SELECTED"})
    EXPECT_FALSE(is_preparable(sql)) << sql;
}

}  // namespace
}  // namespace guatu::db
