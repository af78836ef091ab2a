// SPDX-License-Identifier: Apache-2.0
// The index over a store: follows what is written, finds by rights, is made again when it is lost.
#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "feature/search/index_store_test.hpp"

namespace guatu::search {
namespace {

using db::testing::Bridge;
using db::testing::kBridges;
using ::testing::ElementsAre;
using testing::IndexTest;
using ::testing::IsEmpty;
using testing::Note;
using ::testing::UnorderedElementsAre;

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
  fill(static_cast<int>(kCountedMax) + 30);
  const auto first = find("桥", {}, 0, 50);
  EXPECT_EQ(first.hits.size(), 50U);
  EXPECT_EQ(first.total, kCountedMax);
  EXPECT_FALSE(first.is_total_exact);
  const auto last = find("桥", {}, kCountedMax, 50);
  EXPECT_EQ(last.hits.size(), 30U);
  EXPECT_EQ(last.total, kCountedMax + 30);
  EXPECT_TRUE(last.is_total_exact);
  // A longer word is looked for in each text, and no further than the page.
  const auto longer = find("B1000", {}, 0, 50);
  EXPECT_EQ(longer.hits.size(), 10U);
  EXPECT_TRUE(longer.is_total_exact);
  const auto many = find("B10", {}, 0, 20);
  EXPECT_EQ(many.total, kCountedMax);
  const auto cut = find("B100 大桥", {}, 0, 20);
  EXPECT_EQ(cut.hits.size(), 20U);
  EXPECT_EQ(cut.total, 20);
  EXPECT_FALSE(cut.is_total_exact);
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
  fill(600);
  EXPECT_FALSE(index_->bring_up(database_.reader(), Effort::little));
  EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::all));
  put(bridge_of("A", "滨河路"));
  EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::little));
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
}

TEST_F(IndexTest, finds_by_right_and_kind) {
  put(bridge_of("A", "滨河路"));
  EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::all));
  Question question{.words = words_in("滨"), .kinds = {}, .access = {{"bridge.read", true, {}}}};
  EXPECT_EQ(index_->find(question).total, 1);
  question.kinds = {"road"};
  EXPECT_EQ(index_->find(question).total, 0);
  question.kinds = {"road", "bridge"};
  EXPECT_EQ(index_->find(question).total, 1);
  question.access = {{"road.read", true, {}}};
  EXPECT_EQ(index_->find(question).total, 0);
  question.access = {{"bridge.read", false, {}}};
  EXPECT_EQ(index_->find(question).total, 0);
}

// What a document had stays in the file: the next one must not come to have it.
TEST_F(IndexTest, a_number_is_not_given_twice) {
  put(bridge_of("A", "滨河路"));
  put(bridge_of("B", "滨江路"));
  EXPECT_THAT(ids("滨"), ElementsAre("B", "A"));
  write([](db::Tx& tx) { db::withdraw(tx, kBridges, std::vector<Bridge>{bridge_of("B", "滨江路")}); });
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
  open();
  put(bridge_of("C", "解放桥"));
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
  EXPECT_THAT(ids("桥"), ElementsAre("C"));
}

TEST_F(IndexTest, a_damaged_place_is_told_and_a_damaged_list_of_documents_is_made_again) {
  fill(9'000);  // more than stay in memory
  EXPECT_EQ(find("桥", {}).total, kCountedMax);
  index_.reset();
  db::Connection::open(file(), db::Mode::write)->execute("UPDATE posting SET numbers = 'abc'");
  open();
  EXPECT_THROW(find("桥", {}), db::Failure);
  index_.reset();
  db::Connection::open(file(), db::Mode::write)->execute("UPDATE document SET audience = 77 WHERE number = 5");
  open();
  EXPECT_EQ(find("桥", {}).total, kCountedMax);
}

TEST_F(IndexTest, is_made_anew_when_most_of_it_is_gone) {
  const auto in_file = [&](const char* sql) {
    auto connection = std::move(*db::Connection::open(file(), db::Mode::write));
    db::Cursor cursor = connection.prepare(sql);
    return cursor.next() ? std::string(db::text_in(cursor.cell(0))) : std::string();
  };
  put(bridge_of("A", "滨河路"));
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
  for (const auto& [given, then] : {std::pair("1000003", "1000004"), std::pair("1000009", "3")}) {
    index_.reset();
    in_file(("UPDATE meta SET value = '" + std::string(given) + "' WHERE name = 'last'").c_str());
    open();
    put(bridge_of(given, "滨江路"));
    EXPECT_EQ(ids("滨").size(), then == std::string("3") ? 3U : 2U);
    EXPECT_EQ(in_file("SELECT value FROM meta WHERE name = 'last'"), then);
  }
}

// Two servers on one database that share the directory.
TEST_F(IndexTest, each_program_has_its_own) {
  put(bridge_of("A", "滨河路"));
  EXPECT_THAT(ids("滨"), ElementsAre("A"));
  const auto other = std::move(*Index::open(file().parent_path(), testing::sources(), shapes()));
  EXPECT_TRUE(std::filesystem::exists(file().parent_path() / "2" / "index.db"));
  put(bridge_of("B", "滨江路"));
  EXPECT_THAT(ids("滨"), ElementsAre("B", "A"));
  EXPECT_TRUE(other->bring_up(database_.reader(), Effort::all));
  EXPECT_EQ(other->documents(), 2);
  open();  // it was given back
  EXPECT_FALSE(std::filesystem::exists(file().parent_path() / "3"));
}

// Documents are added, kept in memory and written: whoever searches meanwhile never finds fewer than before.
TEST_F(IndexTest, is_searched_while_it_is_brought_up) {
  put(bridge_of("A", "大桥"));
  EXPECT_THAT(ids("桥"), ElementsAre("A"));
  std::atomic<bool> is_done{false};
  std::atomic<int> shrunk{0};
  const auto search = [&] {
    const Question question{
        .words = words_in("桥"), .kinds = {}, .access = {{"bridge.read", true, {}}}, .offset = 20'000, .limit = 0};
    for (std::int64_t before = 1; !is_done;) {
      const std::int64_t total = index_->find(question).total;
      if (total < before) ++shrunk;
      before = total;
    }
  };
  {
    const std::jthread one(search);
    const std::jthread other(search);
    for (int i = 0; i < 20; ++i) {
      put(bridge_of(("C" + std::to_string(i)).c_str(), "小桥"));
      EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::little));
    }
    fill(9'000);
    EXPECT_TRUE(index_->bring_up(database_.reader(), Effort::all));
    is_done = true;
  }
  EXPECT_EQ(shrunk, 0);
  EXPECT_EQ(find("桥", {}, 20'000, 0).total, 9'021);
}

}  // namespace
}  // namespace guatu::search
