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

// Statements as only PostgreSQL can get them wrong.
class PostgresTest : public ::testing::Test {
 protected:
  PostgresTest() { connection.execute("CREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY, name TEXT, amount BIGINT)"); }
  ~PostgresTest() override {
    if (connection.in_transaction()) connection.execute("ROLLBACK");
    drop_schema(url);
  }

  std::string url = make_schema();
  Connection connection = *Connection::connect(url, Mode::write);
};

TEST_F(PostgresTest, a_commit_of_what_an_error_undid_is_a_failure) {
  connection.execute("BEGIN");
  connection.execute("INSERT INTO a (id) VALUES (1)");
  EXPECT_THROW(connection.execute("INSERT INTO a (id) VALUES (1)"), Failure);
  EXPECT_THROW(connection.execute("COMMIT"), Failure);
  EXPECT_FALSE(connection.in_transaction());
}

TEST_F(PostgresTest, a_failure_names_its_sqlstate_and_no_value) {
  connection.execute("INSERT INTO a (id, name) VALUES (1, 'secret')");
  try {
    connection.execute("INSERT INTO a (id, name) VALUES (1, 'other') RETURNING id");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_NE(std::string_view(failure.what()).find("(23505)"), std::string_view::npos) << failure.what();
    EXPECT_EQ(std::string_view(failure.what()).find("(id)=(1)"), std::string_view::npos) << failure.what();
  }
}

TEST_F(PostgresTest, values_of_other_kinds_than_at_first_are_taken) {
  for (const Cell& amount : {Cell{}, Cell::of(std::int64_t{5'000'000'000}), Cell::of(std::string_view("12")), Cell{}}) {
    Cursor cursor = connection.prepare("SELECT :amount - 10, CASE WHEN 1 = 1 THEN :amount ELSE 0 END, :name || 'x'");
    cursor.bind(1, amount);
    cursor.bind(2, Cell::of(std::string_view("字")));
    ASSERT_TRUE(cursor.next());
    EXPECT_EQ(cursor.cell(0).is_null(), amount.is_null());
    if (amount.kind == CellKind::integer) {
      EXPECT_EQ(cursor.cell(0).integer, 4'999'999'990);
    } else if (amount.kind == CellKind::text) {
      EXPECT_EQ(cursor.cell(1).integer, 12);
    }
    EXPECT_EQ(cursor.cell(2).text, "字x");
    EXPECT_FALSE(cursor.next());
  }
}

TEST_F(PostgresTest, sums_and_comparisons_are_integers_as_in_sqlite) {
  connection.execute("INSERT INTO a (id, amount) VALUES (1, 5000000000), (2, 5000000000)");
  Cursor cursor = connection.prepare("SELECT sum(amount), count(*), max(amount) > 1, 1.5, NULL FROM a");
  ASSERT_TRUE(cursor.next());
  EXPECT_EQ(cursor.cell(0), Cell::of(std::int64_t{10'000'000'000}));
  EXPECT_EQ(cursor.cell(1), Cell::of(std::int64_t{2}));
  EXPECT_EQ(cursor.cell(2), Cell::of(std::int64_t{1}));
  EXPECT_EQ(cursor.cell(3).kind, CellKind::foreign);
  EXPECT_TRUE(cursor.cell(4).is_null());
}

TEST_F(PostgresTest, a_row_that_is_only_half_read_counts_as_written) {
  const auto before = connection.rows_written();
  {
    Cursor cursor = connection.prepare("INSERT INTO a (id) VALUES (1), (2) RETURNING id");
    ASSERT_TRUE(cursor.next());
  }
  EXPECT_EQ(connection.rows_written() - before, 2);
}

TEST_F(PostgresTest, rows_are_kept_while_another_question_is_asked) {
  connection.execute("BEGIN");
  connection.execute("INSERT INTO a (id, name) SELECT n, 'name ' || n FROM generate_series(1, 5000) AS n");
  const std::string sql = "SELECT id, name FROM a ORDER BY id";
  for (const bool is_large : {false, true}) {
    Cursor cursor = is_large ? connection.prepare_large(sql) : connection.prepare(sql);
    for (std::int64_t id = 1; id <= 5000; ++id) {
      ASSERT_TRUE(cursor.next());
      if (id % 1000 == 3)
        connection.execute("INSERT INTO a (id) VALUES (" + std::to_string(10000 * id + is_large) + ")");
      ASSERT_EQ(cursor.cell(0).integer, id);
      ASSERT_EQ(cursor.cell(1).text, "name " + std::to_string(id));
    }
    connection.execute("DELETE FROM a WHERE id > 5000");
  }
}

TEST_F(PostgresTest, writers_of_other_processes_are_waited_for_and_then_named) {
  const TemporaryDirectory directory;
  const auto store = directory.path() / "store";
  std::string quick = make_schema();
  quick.replace(quick.find("options="), 8, "options='-clock_timeout=100ms ");
  std::filesystem::create_directory(store);
  ASSERT_TRUE(save_server_url(store, quick + "'"));
  auto database = make_store(store);
  auto other = *Database::open(store, Access::write);  // as another process would
  const auto add = [](Database& to, int number) {
    auto tx = to.begin(kClerk, kNow);
    if (!tx) return tx.error().problems.front().code;
    put(*tx, kBridges, make_bridge(number));
    tx->journal({"bridge.imported", "", "{}"});
    return std::to_string(tx->commit());
  };
  EXPECT_EQ(add(database, 1), "2");
  EXPECT_EQ(add(other, 2), "3");
  EXPECT_EQ(add(database, 3), "4");
  {
    const auto tx = *database.begin(kClerk, kNow);
    EXPECT_EQ(add(other, 4), "store.locked");
  }
  EXPECT_EQ(add(other, 4), "5");
}

TEST_F(PostgresTest, more_statements_than_are_kept_do_not_pile_up_on_the_server) {
  for (int i = 0; i < 700; ++i) connection.execute("SELECT " + std::to_string(i));
  Cursor cursor = connection.prepare("SELECT count(*) FROM pg_prepared_statements");
  ASSERT_TRUE(cursor.next());
  EXPECT_LT(cursor.cell(0).integer, 300);
}

TEST_F(PostgresTest, a_lost_server_is_a_failure_and_the_next_lease_is_new) {
  const TemporaryDirectory directory;
  const std::string name = "cut" + std::to_string(::getpid());
  std::filesystem::create_directory(directory.path() / "store");
  ASSERT_TRUE(save_server_url(directory.path() / "store", "application_name=" + name + " " + make_schema()));
  auto database = make_store(directory.path() / "store");
  const auto add = [&](int number) {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(number));
    tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
  };
  add(1);
  const auto cut = [&] {
    run_on_server(test_server(),
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name + "'");
  };
  {
    const Reader reader = database.reader();
    cut();
    EXPECT_THROW(load(reader, kBridges), Failure);
  }
  EXPECT_EQ(load(database.reader(), kBridges).size(), 1U);
  add(2);
  cut();
  add(3);
  EXPECT_EQ(load(database.reader(), kBridges).size(), 3U);
  {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(4));
    tx.journal({"bridge.imported", "", "{}"});
    cut();
    EXPECT_THROW(tx.commit(), Failure);
  }
  add(5);
  EXPECT_EQ(load(database.reader(), kBridges).size(), 4U);
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
