// SPDX-License-Identifier: Apache-2.0
// The index over a store: follows what is written, finds by rights, is made again when it is lost; and agrees with a
// plain reading of every text.
#include "feature/search/index_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "base/text.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::search {
namespace {

using db::testing::Bridge;
using db::testing::kBridges;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Feedback on a bridge: what belongs to another record.
struct Note {
  Id<Bridge> bridge;
  std::int64_t sequence = 0;
  std::string text;
};
const auto kNotes = db::table<Note>("note", db::key("bridge", &Note::bridge), db::key("sequence", &Note::sequence),
                                    db::column("text", &Note::text));

std::vector<Source> sources() {
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
    index_ = std::move(*Index::open(file(), sources(), {kBridges.shape(), kNotes.shape()}));
  }
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

TEST_F(IndexTest, finds_one_and_two_characters_the_newest_first) {
  put(bridge_of("A", "滨河路大桥"));
  put(bridge_of("B", "解放桥"));
  put(bridge_of("C", "滨江路"));
  EXPECT_THAT(ids("桥"), ElementsAre("B", "A"));
  EXPECT_THAT(ids("滨"), ElementsAre("C", "A"));
  EXPECT_THAT(ids("河路"), ElementsAre("A"));
  EXPECT_THAT(ids("滨河路"), ElementsAre("A"));
  EXPECT_THAT(ids("滨 桥"), ElementsAre("A"));  // all of the words
  EXPECT_THAT(ids("河滨"), IsEmpty());
  EXPECT_THAT(ids("，"), IsEmpty());
  put(bridge_of("A", "滨河路大桥（加固）"));
  EXPECT_THAT(ids("桥"), ElementsAre("A", "B"));
}

TEST_F(IndexTest, says_where_the_words_stand) {
  put(bridge_of("A", "滨河路大桥"));
  put(Note{{"A"}, 1, "桥面已铺好"});
  const auto found = find("桥", {});
  ASSERT_EQ(found.hits.size(), 2U);
  EXPECT_EQ(found.total, 2);
  EXPECT_TRUE(found.is_total_exact);
  EXPECT_EQ(found.hits[0].part, "A/1");
  EXPECT_EQ(found.hits[0].id, "A");
  EXPECT_EQ(found.hits[0].title, "滨河路大桥");
  EXPECT_EQ(found.hits[0].field, "text");
  EXPECT_EQ(found.hits[0].text, "桥面已铺好");
  EXPECT_EQ(found.hits[1].part, "");
}

TEST_F(IndexTest, forgets_what_was_withdrawn_and_what_a_row_no_longer_says) {
  put(bridge_of("A", "滨河路"));
  put(bridge_of("B", "滨江路"));
  EXPECT_THAT(ids("滨"), ElementsAre("B", "A"));
  put(bridge_of("A", "解放路"));
  write([](db::Tx& tx) { db::withdraw(tx, kBridges, std::vector<Bridge>{bridge_of("B", "滨江路")}); });
  EXPECT_THAT(ids("滨"), IsEmpty());
  EXPECT_THAT(ids("解放"), ElementsAre("A"));
  EXPECT_EQ(index_->documents(), 1);
}

TEST_F(IndexTest, everybody_finds_what_he_may_read) {
  put(bridge_of("A", "滨河路", {"U01", "U02"}));
  put(bridge_of("B", "滨江路", {"U02"}));
  put(bridge_of("C", "滨海路"));
  put(Note{{"B"}, 1, "滨江段通车"});
  EXPECT_THAT(ids("滨"), ElementsAre("B/1", "C", "B", "A"));
  EXPECT_THAT(ids("滨", {{"lead", "U01"}}), ElementsAre("A"));
  EXPECT_THAT(ids("滨", {{"lead", "U02"}}), ElementsAre("B/1", "B", "A"));
  EXPECT_THAT(ids("滨", {{"owner", "U02"}}), IsEmpty());
  EXPECT_THAT(ids("滨江", {{"lead", "U01"}}), IsEmpty());
  std::vector<Concern> many{{"lead", "U02"}};  // more than is asked of the index itself
  for (int i = 0; i < 300; ++i) many.push_back({"lead", "X" + std::to_string(i)});
  EXPECT_THAT(ids("滨", many), ElementsAre("B/1", "B", "A"));
}

// A matter is given to another unit: its feedback goes with it.
TEST_F(IndexTest, what_belongs_to_a_record_follows_its_relations) {
  put(Note{{"A"}, 1, "先到的反馈"});  // before its record is known
  EXPECT_THAT(ids("反馈", {{"lead", "U01"}}), IsEmpty());
  put(bridge_of("A", "滨河路", {"U01"}));
  EXPECT_THAT(ids("反馈", {{"lead", "U01"}}), ElementsAre("A/1"));
  put(bridge_of("A", "滨河路", {"U02"}));
  EXPECT_THAT(ids("反馈", {{"lead", "U01"}}), IsEmpty());
  EXPECT_THAT(ids("反馈", {{"lead", "U02"}}), ElementsAre("A/1"));
}

TEST_F(IndexTest, counts_up_to_a_bound_and_pages_beyond_it) {
  write([](db::Tx& tx) {
    std::vector<Bridge> bridges;
    for (int i = 0; i < 230; ++i) bridges.push_back(bridge_of(("B" + std::to_string(1000 + i)).c_str(), "大桥"));
    db::put(tx, kBridges, bridges);
  });
  const auto first = find("桥", {}, 0, 50);
  EXPECT_EQ(first.hits.size(), 50U);
  EXPECT_EQ(first.total, kCountedMax);
  EXPECT_FALSE(first.is_total_exact);
  const auto last = find("桥", {}, 200, 50);
  EXPECT_EQ(last.hits.size(), 30U);
  EXPECT_EQ(last.total, 230);
  EXPECT_TRUE(last.is_total_exact);
}

TEST_F(IndexTest, goes_on_where_it_was_and_is_made_again_when_it_is_lost) {
  put(bridge_of("A", "滨河路"));
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
  open();
  put(bridge_of("B", "滨江路"));
  EXPECT_THAT(ids("滨"), ElementsAre("B", "A"));
  index_.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file().string() + suffix);
  open();
  EXPECT_THAT(ids("滨"), UnorderedElementsAre("B", "A"));
  index_.reset();
  std::ofstream(file(), std::ios::binary | std::ios::trunc) << "no database at all";
  open();
  EXPECT_THAT(ids("滨"), UnorderedElementsAre("B", "A"));
}

TEST_F(IndexTest, what_is_much_is_left_to_the_job) {
  write([](db::Tx& tx) {
    std::vector<Bridge> bridges;
    for (int i = 0; i < 600; ++i) bridges.push_back(bridge_of(("B" + std::to_string(i)).c_str(), "大桥"));
    db::put(tx, kBridges, bridges);
  });
  EXPECT_FALSE(index_->bring_up(database_.reader(), Effort::little));
  EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::all));
  put(bridge_of("A", "滨河路"));
  EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::little));
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
}

// Against a plain reading of all texts, while rows are put, changed and withdrawn.
TEST_F(IndexTest, agrees_with_a_plain_reading) {
  std::mt19937 random(20260921);
  const std::vector<std::string> letters{"滨", "河", "路", "桥", "G", "2", "0", " ", "，", "城"};
  const auto text_of = [&](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += letters[random() % letters.size()];
    return text;
  };
  std::map<std::string, std::string> model;
  for (int round = 0; round < 150; ++round) {
    const std::string id = "B" + std::to_string(random() % 30);
    if (random() % 5 == 0) {
      model.erase(id);
      write([&](db::Tx& tx) { db::withdraw(tx, kBridges, std::vector<Bridge>{bridge_of(id.c_str(), "")}); });
    } else {
      model[id] = text_of(1 + random() % 12);
      put(bridge_of(id.c_str(), model[id].c_str()));
    }
    const std::string typed = text_of(1 + random() % 4);
    const auto words = words_in(typed);
    if (words.empty()) continue;
    std::vector<std::string> expected;
    for (const auto& [key, text] : model) {
      const std::u32string folded = fold(text);
      const std::u32string name = fold(key);
      if (std::ranges::all_of(words, [&](const auto& word) { return has_word(folded, word) || has_word(name, word); }))
        expected.push_back(key);
    }
    EXPECT_THAT(ids(typed.c_str()), ::testing::UnorderedElementsAreArray(expected)) << typed;
  }
}

}  // namespace
}  // namespace guatu::search
