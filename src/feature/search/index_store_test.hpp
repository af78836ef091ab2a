// SPDX-License-Identifier: Apache-2.0
// For the tests of the index: a store with two registers, and an index of it.
#pragma once

#include <gtest/gtest.h>

#include "feature/search/index_store.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::search::testing {

using db::testing::Bridge;
using db::testing::kBridges;

// Feedback on a bridge: what belongs to another record.
struct Note {
  Id<Bridge> bridge;
  std::int64_t sequence = 0;
  std::string text;
};
inline const auto kNotes = db::table<Note>("note", db::key("bridge", &Note::bridge),
                                           db::key("sequence", &Note::sequence), db::column("text", &Note::text));

inline std::vector<Source> sources() {
  return {{.entity = "bridge",
           .kind = "bridge",
           .right = "bridge.read",
           .title = "name",
           .columns = {"id", "tags"},
           .relations = {{"lead", "next_to"}}},
          {.entity = "note",
           .kind = "bridge",
           .right = "bridge.read",
           .columns = {"text"},
           .parent = "bridge",
           .parent_column = "bridge"}};
}

class IndexTest : public ::testing::Test {
 protected:
  IndexTest() : database_(db::testing::make_store(directory_.path() / "store")) {
    write([](db::Tx& tx) { tx.exec(db::testing::create_table_sql(kNotes.shape())); });
    open();
  }

  void open() {
    index_.reset();
    index_ = std::move(*Index::open(file().parent_path(), sources(), shapes()));
  }
  static std::vector<db::TableShape> shapes() { return {kBridges.shape(), kNotes.shape()}; }
  std::filesystem::path file() const { return directory_.path() / "search" / "index.db"; }

  void write(const std::function<void(db::Tx&)>& work) {
    auto tx = *database_.begin(db::testing::kClerk, db::testing::kNow);
    work(tx);
    tx.journal({"test.written", "", "{}"});
    tx.commit();
  }
  static Bridge bridge_of(const char* id, const char* name, std::vector<std::string> next_to = {}) {
    Bridge bridge = db::testing::make_bridge(1);
    bridge.id.value = id;
    bridge.name = name;
    for (auto& one : next_to) bridge.next_to.push_back({std::move(one)});
    return bridge;
  }
  void put(const Bridge& bridge) {
    write([&](db::Tx& tx) { db::put(tx, kBridges, bridge); });
  }
  // So many bridges in one entry, B10000 and so on, 大桥 all of them.
  void fill(int count) {
    std::vector<Bridge> bridges;
    for (int i = 0; i < count; ++i) bridges.push_back(bridge_of(("B" + std::to_string(10'000 + i)).c_str(), "大桥"));
    write([&](db::Tx& tx) { db::put(tx, kBridges, bridges); });
  }
  void put(const Note& note) {
    write([&](db::Tx& tx) { db::put(tx, kNotes, note); });
  }

  Found find(const char* typed, std::vector<Concern> concerns, std::int64_t offset = 0, std::int64_t limit = 50) {
    EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::all));
    Question question;
    question.words = words_in(typed);
    question.access = {{"bridge.read", concerns.empty(), std::move(concerns)}};
    question.offset = offset;
    question.limit = limit;
    return index_->find(question);
  }
  std::vector<std::string> ids(const char* typed, std::vector<Concern> concerns = {}) {
    std::vector<std::string> found;
    for (const Hit& hit : find(typed, std::move(concerns)).hits) found.push_back(hit.part.empty() ? hit.id : hit.part);
    return found;
  }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  std::unique_ptr<Index> index_;
};

}  // namespace guatu::search::testing
