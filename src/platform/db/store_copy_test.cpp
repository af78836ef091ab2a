// SPDX-License-Identifier: Apache-2.0
#include "platform/db/store_copy.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "platform/blob/blob_store.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;
namespace fs = std::filesystem;

const std::vector<TableShape> kShapes{kBridges.shape(), kBridgeYears.shape()};

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

Dump dump(const Database& database) { return dump_of(database.reader().connection()); }

class StoreCopyTest : public ::testing::Test {
 protected:
  StoreCopyTest() {
    std::vector<Bridge> bridges;
    for (int i = 1; i <= 5000; ++i) bridges.push_back(make_bridge(i));
    bridges[0].name = "“一”号桥\n\t\\N\"'/%\\";
    bridges[0].tags = {"", "甲"};
    bridges[1].cost = Money::of_fen(-1);
    bridges[2].name = "";
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, bridges);
    put(tx, kBridgeYears, BridgeYear{{"B-1"}, 2026, {Money::of_fen(1)}, {}});
    tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
    EXPECT_TRUE(database.issue_checkpoint());
    paper = *blob::BlobStore(store).put("paper");
  }

  TemporaryDirectory directory;
  fs::path store = directory.path() / "store";
  fs::path there = directory.path() / "there";
  fs::path back = directory.path() / "back";
  Database database = make_store(store);
  std::string paper;
};

TEST_F(StoreCopyTest, there_and_back_is_the_same_store) {
  const std::string url = make_schema();
  const Dump before = dump(database);
  const auto moved = copy_store(database, there, url);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->dump, before);
  EXPECT_EQ(moved->position, 2);
  EXPECT_EQ(moved->files, 3);
  {
    auto on_server = *Database::open(there, Access::write);
    EXPECT_EQ(on_server.product(), Product::postgres);
    EXPECT_TRUE(audit_store(on_server, kShapes).is_clean());
    EXPECT_EQ(dump(on_server), before);
    const auto returned = copy_store(on_server, back, std::nullopt);
    ASSERT_TRUE(returned);
    EXPECT_EQ(returned->dump, before);
  }
  auto again = *Database::open(back, Access::write);
  EXPECT_EQ(again.product(), Product::sqlite);
  EXPECT_TRUE(audit_store(again, kShapes).is_clean());
  EXPECT_EQ(*blob::BlobStore(back).read(paper), "paper");
  EXPECT_EQ(bytes_of(back / "journal.key"), bytes_of(store / "journal.key"));
  EXPECT_EQ(fs::status(back / "journal.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  auto tx = *again.begin(kClerk, kNow);
  put(tx, kBridges, make_bridge(6000));
  tx.journal({"bridge.imported", "", "{}"});
  EXPECT_EQ(tx.commit(), 3);
  EXPECT_NE(dump(again), before);
}

TEST_F(StoreCopyTest, refuses_and_leaves_nothing_behind) {
  const auto code_of = [](const auto& result) { return result ? "copied" : result.error().problems.front().code; };
  const std::string url = make_schema();
  EXPECT_EQ(code_of(copy_store(database, store, url)), "store.directory_not_empty");
  EXPECT_EQ(code_of(copy_store(database, there, "no url")), "store.bad_database_url");
  EXPECT_EQ(code_of(copy_store(database, "/proc/none/store", std::nullopt)), "store.not_writable");
  fs::resize_file(blob::BlobStore(store).path_of(paper), 2);
  EXPECT_EQ(code_of(copy_store(database, there, url)), "blob.altered");
  fs::remove(blob::BlobStore(store).path_of(paper));
  EXPECT_FALSE(fs::exists(there));
  EXPECT_FALSE(fs::exists(there.string() + ".copy"));
  ASSERT_TRUE(copy_store(database, there, url));  // the schema was left empty
  EXPECT_EQ(code_of(copy_store(database, back, url)), "store.database_not_empty");
  EXPECT_FALSE(fs::exists(back));
}

TEST_F(StoreCopyTest, a_failure_in_the_middle_leaves_an_empty_database) {
  run_raw(store, "CREATE TABLE zebra (id BIGINT NOT NULL PRIMARY KEY, stripes REAL)");
  const std::string url = make_schema();
  EXPECT_THROW(static_cast<void>(copy_store(database, there, url)), Failure);
  EXPECT_FALSE(fs::exists(there));
  run_raw(store, "DROP TABLE zebra");
  EXPECT_TRUE(copy_store(database, there, url));
}

TEST_F(StoreCopyTest, the_status_says_where_the_tables_are) {
  const auto status = status_of(database);
  EXPECT_EQ(status.product, on_postgres() ? Product::postgres : Product::sqlite);
  EXPECT_EQ(status.position, 2);
  EXPECT_EQ(status.migration, built_in_migrations().back().number);
  EXPECT_GT(status.tables, 20);
  EXPECT_GT(status.bytes, 1'000'000);
  EXPECT_FALSE(status.version.empty());
  EXPECT_EQ(status.place.find("user"), std::string::npos);
}

}  // namespace
}  // namespace guatu::db
