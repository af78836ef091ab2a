// SPDX-License-Identifier: Apache-2.0
#include "platform/db/database.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "platform/db/journal_read.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/store_lock.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;
namespace fs = std::filesystem;

std::string code_of_opening(const fs::path& directory, Access access) {
  const auto database = Database::open(directory, access);
  return database ? "opened" : database.error().problems.front().code;
}

// To an empty database.
Connection connect(const fs::path& directory) {
  place_store(directory);
  const auto url = *load_server_url(directory);
  return url ? *Connection::connect(*url, Mode::write) : *Connection::open(directory / "guatu.db", Mode::write);
}

void add_bridge(Database& database, int number) {
  auto tx = *database.begin(kClerk, kNow);
  put(tx, kBridges, make_bridge(number));
  tx.journal({"bridge.imported", "", "{}"});
  tx.commit();
}

TEST(OpenTest, refuses) {
  GUATU_ABOUT_SQLITE();
  const TemporaryDirectory directory;
  EXPECT_EQ(code_of_opening(directory.path(), Access::read), "store.not_found");
  EXPECT_EQ(code_of_opening(directory.path(), Access::write), "store.not_found");
  EXPECT_TRUE(fs::is_empty(directory.path()));  // a mistyped directory stays as it was
  EXPECT_EQ(code_of_opening("/proc/none/store", Access::create), "store.not_writable");
  std::ofstream(directory.path() / "guatu.db") << std::string(9000, 'x');
  EXPECT_EQ(code_of_opening(directory.path(), Access::read), "store.not_readable");
  EXPECT_EQ(code_of_opening(directory.path(), Access::write), "store.not_readable");
}

TEST(OpenTest, a_store_is_private_and_opens_again) {
  const TemporaryDirectory directory;
  const fs::path store = directory.path() / "a/b";
  if (on_postgres())
    ASSERT_TRUE(Database::create(store, make_schema()));
  else
    ASSERT_TRUE(Database::open(store, Access::create));
  EXPECT_EQ(fs::status(store).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(store / (on_postgres() ? kServerFile : "guatu.db")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(store / "journal.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(code_of_opening(store, Access::write), "opened");
  EXPECT_EQ(Database::open(store, Access::read)->reader().position(), 0);
}

TEST(OpenTest, a_second_writer_is_refused_and_readers_are_not) {
  GUATU_ABOUT_SQLITE();
  const TemporaryDirectory directory;
  const auto database = make_store(directory.path());
  const auto second = StoreLock::take(directory.path(), std::chrono::milliseconds(30));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().problems.front().code, "store.locked");
  EXPECT_EQ(second.error().problems.front().args.at("holder"), std::to_string(::getpid()));
  auto reading = Database::open(directory.path(), Access::read);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->begin(kClerk, kNow).error().problems.front().code, "store.read_only");
  EXPECT_EQ(reading->issue_checkpoint().error().problems.front().code, "store.read_only");
}

TEST(OpenTest, a_copy_on_read_only_files_can_be_read) {
  GUATU_ABOUT_SQLITE();
  const TemporaryDirectory directory;
  { auto database = make_store(directory.path()); }
  for (const auto& entry : fs::directory_iterator(directory.path()))
    fs::permissions(entry.path(), fs::perms::owner_read, fs::perm_options::replace);
  EXPECT_EQ(code_of_opening(directory.path(), Access::read), "opened");
}

TEST(MigrationTest, a_store_of_another_program_is_refused) {
  const std::pair<const char*, const char*> rows[] = {
      {"INSERT INTO migration VALUES (9999, '9999_x.sql', 'x', 0)", "store.newer_than_program"},
      {"UPDATE migration SET digest = 'x' WHERE number = 1", "store.altered_migration"}};
  for (const auto& [sql, code] : rows) {
    const TemporaryDirectory directory;
    { auto database = make_store(directory.path()); }
    run_raw(directory.path(), sql);
    EXPECT_EQ(code_of_opening(directory.path(), Access::write), code);
    EXPECT_EQ(code_of_opening(directory.path(), Access::read), code);
  }
}

TEST(MigrationTest, an_older_store_is_upgraded_by_a_writer_only) {
  const TemporaryDirectory directory;
  {
    auto connection = connect(directory.path());
    auto known = built_in_migrations();
    ASSERT_GE(known.size(), 1U);
    apply_migration(connection, known.front(), kNow);
  }
  const bool is_current = built_in_migrations().size() == 1;
  if (!is_current) {
    EXPECT_EQ(code_of_opening(directory.path(), Access::read), "store.older_than_program");
  }
  EXPECT_EQ(code_of_opening(directory.path(), Access::write), "opened");
  EXPECT_EQ(code_of_opening(directory.path(), Access::read), "opened");
}

TEST(MigrationTest, a_step_that_fails_leaves_nothing) {
  const TemporaryDirectory directory;
  auto connection = connect(directory.path());
  const Migration bad{1, "0001_bad.sql", "CREATE TABLE a (x BIGINT); CREATE TABLE a (x BIGINT);"};
  EXPECT_THROW(apply_migration(connection, bad, kNow), Failure);
  EXPECT_FALSE(connection.in_transaction());
  const Migration good{1, "0001_good.sql", "CREATE TABLE a (x BIGINT);"};
  apply_migration(connection, good, kNow);
  EXPECT_TRUE(pending_migrations(connection, {good})->empty());
}

TEST(MigrationTest, scripts_are_split_at_semicolons_outside_of_texts) {
  EXPECT_EQ(split_statements("-- a; comment\nCREATE TABLE a (x TEXT); -- ;\n INSERT INTO a VALUES ('x;''-- y'); ;\n"),
            (std::vector<std::string>{"CREATE TABLE a (x TEXT)", "INSERT INTO a VALUES ('x;''-- y')"}));
  EXPECT_EQ(split_statements("SELECT \"a;b\" - -1"), std::vector<std::string>{"SELECT \"a;b\" - -1"});
  EXPECT_TRUE(split_statements(" \n-- nothing").empty());
  EXPECT_EQ(split_statements("SELECT 'open"), std::vector<std::string>{"SELECT 'open"});
}

class TxTest : public ::testing::Test {
 protected:
  TemporaryDirectory directory;
  Database database = make_store(directory.path());
};

TEST_F(TxTest, nothing_is_kept_without_a_commit) {
  {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(1));
    tx.journal({"bridge.imported", "", "{}"});
  }
  EXPECT_EQ(database.reader().position(), 1);
  EXPECT_TRUE(load(database.reader(), kBridges).empty());
}

TEST_F(TxTest, nothing_written_is_no_entry) {
  auto tx = *database.begin(kClerk, kNow);
  EXPECT_EQ(tx.commit(), 1);
  auto noted = *database.begin(kClerk, kNow);
  noted.journal({"note.made", "", "{}"});  // an entry without rows is one
  EXPECT_EQ(noted.commit(), 2);
}

TEST_F(TxTest, a_write_without_its_entry_is_a_bug) {
  const auto forgetful = [&] {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(1));
    tx.commit();
  };
  EXPECT_DEATH(forgetful(), "Assertion");
  const auto twice = [&] {
    auto tx = *database.begin(kClerk, kNow);
    tx.journal({"a.b", "", "{}"});
    tx.journal({"a.b", "", "{}"});
  };
  EXPECT_DEATH(twice(), "Assertion");
  const auto malformed = [&] {
    auto tx = *database.begin(kClerk, kNow);
    tx.journal({"a.b", "", "[]"});
  };
  EXPECT_DEATH(malformed(), "Assertion");
  EXPECT_DEATH(database.reader().query_value<int>("SELECT :a", {{"b", 1}}), "Assertion");
}

TEST_F(TxTest, the_entry_says_who_when_what_and_how_many) {
  auto tx = *database.begin({"李秘书", "王区长"}, kNow);
  put(tx, kBridges, std::vector<Bridge>{make_bridge(2), make_bridge(1)});
  tx.journal({"bridge.imported", "file-1", R"({"note":"\n"})"});
  EXPECT_EQ(tx.commit(), 2);
  // rows_digest by an independent program: sha256 over "bridge\0B-1\01\0<digest>\n" then B-2.
  const auto digests = database.reader().query<std::string>("SELECT digest FROM row_version ORDER BY id");
  std::string lines;
  for (int i = 1; i <= 2; ++i) {
    lines += std::string("bridge\0B-", 9) + std::to_string(i) +
             std::string(
                 "\0"
                 "1\0",
                 3);
    lines += std::get<0>(digests[static_cast<std::size_t>(i - 1)]) + "\n";
  }
  EXPECT_EQ(*find_entry(database.reader(), 2),
            R"({"position":2,"recorded_at":"2026-09-21T01:00:00.000000Z","actor":"李秘书","on_behalf_of":"王区长",)"
            R"("kind":"bridge.imported","subject":"file-1","rows":2,"rows_digest":")" +
                crypto::to_hex(crypto::sha256(lines)) + R"(","content":{"note":"\n"}})");
}

TEST_F(TxTest, a_reader_keeps_its_view) {
  add_bridge(database, 1);
  const Reader before = database.reader();
  add_bridge(database, 2);
  EXPECT_EQ(load(before, kBridges).size(), 1U);
  EXPECT_EQ(before.position(), 2);
  EXPECT_EQ(load(database.reader(), kBridges).size(), 2U);
}

TEST_F(TxTest, the_same_question_inside_itself_gets_its_own_cursor) {
  add_bridge(database, 1);
  add_bridge(database, 2);
  const Reader reader = database.reader();
  int pairs = 0;
  reader.rows("SELECT id FROM bridge", {},
              [&](const Cursor&) { reader.rows("SELECT id FROM bridge", {}, [&](const Cursor&) { ++pairs; }); });
  EXPECT_EQ(pairs, 4);
}

TEST_F(TxTest, writers_take_turns_and_readers_do_not_wait) {
  constexpr int kEach = 25;
  std::vector<std::jthread> threads;
  for (int writer = 0; writer < 4; ++writer)
    threads.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) add_bridge(database, 1000 * writer + i);
    });
  for (int i = 0; i < 50; ++i) {
    const Reader reader = database.reader();
    EXPECT_EQ(static_cast<Position>(load(reader, kBridges).size()), reader.position() - 1);
  }
  threads.clear();
  EXPECT_EQ(database.reader().position(), 1 + 4 * kEach);
}

TEST_F(TxTest, a_fixed_day_makes_the_same_journal_again) {
  const Clock clock = Clock::fixed(date_of(2026, 9, 21));
  auto tx = *database.begin(kClerk, clock);
  EXPECT_EQ(tx.today(), date_of(2026, 9, 21));
  EXPECT_EQ(format_local_time(tx.now()), "2026-09-21 08:00");
  EXPECT_EQ(tx.now(), clock.instant_for(2));
}

TEST_F(TxTest, a_damaged_head_is_not_built_upon) {
  run_raw(directory.path(), "UPDATE tree_head SET root = 'x'");
  EXPECT_THROW(add_bridge(database, 1), Failure);
  EXPECT_TRUE(load(database.reader(), kBridges).empty());
}

TEST(CheckpointStoreTest, a_checkpoint_is_signed_when_the_store_is_closed) {
  const TemporaryDirectory directory;
  {
    auto database = make_store(directory.path());
    EXPECT_EQ(last_checkpoint(database.reader()).error().problems.front().code, "journal.no_checkpoint");
  }
  const auto database = *Database::open(directory.path(), Access::read);
  const auto verifier = *load_verifier(directory.path());
  EXPECT_EQ(journal::open_checkpoint(*last_checkpoint(database.reader()), verifier)->size, 1U);
  fs::remove(directory.path() / "journal.vkey");
  EXPECT_EQ(load_verifier(directory.path()).error().problems.front().code, "journal.bad_key");
}

}  // namespace
}  // namespace guatu::db
