// SPDX-License-Identifier: Apache-2.0
#include "platform/db/table.hpp"

#include <gtest/gtest.h>

#include "platform/db/row_json.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;

class TableTest : public ::testing::Test {
 protected:
  TemporaryDirectory directory;
  Database database = make_store(directory.path());

  PutCounts put_bridges(const std::vector<Bridge>& bridges) {
    auto tx = *database.begin(kClerk, kNow);
    const auto counts = put(tx, kBridges, bridges);
    if (counts.written() > 0) tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
    return counts;
  }
};

Bridge full_bridge() {
  Bridge bridge = make_bridge(7);
  bridge.name = "“七”号桥\n\"/%";
  bridge.colour = Colour::red;
  bridge.opened = date_of(2024, 2, 29);
  bridge.length = *parse_decimal("85.20");
  bridge.next_to = {{"B-1"}, {"B,2\""}};
  bridge.tags = {"", "甲"};
  bridge.lanes = -3;
  bridge.is_closed = true;
  return bridge;
}

TEST_F(TableTest, every_kind_of_value_comes_back_as_it_was) {
  const std::vector<Bridge> bridges{full_bridge(), make_bridge(8)};
  put_bridges(bridges);
  const Reader reader = database.reader();
  EXPECT_EQ(load(reader, kBridges, "ORDER BY id"), bridges);
  EXPECT_EQ(format_decimal(*find(reader, kBridges, Id<Bridge>{"B-7"})->length), "85.20");  // the printed scale too
  EXPECT_EQ(load_as_of(reader, kBridges, reader.position()), bridges);
  EXPECT_EQ(find(reader, kBridges, Id<Bridge>{"B-9"}), std::nullopt);
}

TEST_F(TableTest, twelve_months_are_twelve_columns) {
  BridgeYear year{{"B-1"}, 2026, {}, {}};
  year.plan[0] = Money::of_fen(5);
  year.actual[11] = Money::of_fen(-7);
  auto tx = *database.begin(kClerk, kNow);
  EXPECT_EQ(put(tx, kBridgeYears, year).inserted, 1);
  tx.journal({"bridge.planned", "B-1", "{}"});
  tx.commit();
  const Reader reader = database.reader();
  EXPECT_EQ(find(reader, kBridgeYears, Id<Bridge>{"B-1"}, 2026), year);
  EXPECT_EQ(reader.query_value<std::int64_t>("SELECT actual_12 FROM bridge_year"), -7);
  EXPECT_EQ(reader.query_value<std::string>("SELECT id FROM row_version WHERE entity = 'bridge_year'"), "B-1/2026");
  EXPECT_EQ(reader.query_value<std::string>("SELECT content FROM row_version WHERE entity = 'bridge_year'"),
            R"({"bridge_id":"B-1","year":2026,"plan_01":5,"actual_12":-7})");
}

TEST_F(TableTest, the_same_rows_again_change_nothing) {
  for (const int count : {3, 100}) {  // asked row by row; read through
    std::vector<Bridge> bridges;
    for (int i = 0; i < count; ++i) bridges.push_back(make_bridge(1000 * count + i));
    EXPECT_EQ(put_bridges(bridges), (PutCounts{count, 0, 0, 0}));
    const auto position = database.reader().position();
    EXPECT_EQ(put_bridges(bridges), (PutCounts{0, 0, count, 0}));
    EXPECT_EQ(database.reader().position(), position);
    bridges[1].name = "改";
    EXPECT_EQ(put_bridges(bridges), (PutCounts{0, 1, count - 1, 0}));
    EXPECT_EQ(database.reader().position(), position + 1);
  }
}

TEST_F(TableTest, a_row_given_twice_in_one_put_keeps_the_last_and_both_versions) {
  for (const int count : {2, 200}) {
    std::vector<Bridge> bridges;
    for (int i = 0; i < count; ++i) bridges.push_back(make_bridge(1000 * count + i / 2));
    for (int i = 1; i < count; i += 2) bridges[static_cast<std::size_t>(i)].lanes = 2;
    EXPECT_EQ(put_bridges(bridges), (PutCounts{count / 2, count / 2, 0, 0}));
    const Reader reader = database.reader();
    const auto history = load_history(reader, kBridges, bridges[0].id.value);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[1].row->lanes, 2);
    const auto changes = load_changes_at(reader, kBridges, reader.position());
    ASSERT_EQ(changes.size(), static_cast<std::size_t>(count / 2));  // from before the first to after the last
    EXPECT_EQ(changes[0].before, std::nullopt);
    EXPECT_EQ(changes[0].after->lanes, 2);
    EXPECT_EQ(changes[0].version, 2);
  }
}

TEST_F(TableTest, on_change_sees_before_and_after) {
  put_bridges({make_bridge(1)});
  Bridge changed = make_bridge(1);
  changed.lanes = 4;
  auto tx = *database.begin(kClerk, kNow);
  std::vector<std::string> seen;
  put<Bridge>(
      tx, kBridges, std::vector<Bridge>{changed, make_bridge(2)}, [&](const Bridge* before, const Bridge& after) {
        seen.push_back((before == nullptr ? "-" : std::to_string(before->lanes)) + ">" + std::to_string(after.lanes));
      });
  tx.journal({"bridge.imported", "", "{}"});
  tx.commit();
  EXPECT_EQ(seen, (std::vector<std::string>{"0>4", "->0"}));
}

TEST_F(TableTest, as_of_a_position_shows_what_was_known_then) {
  put_bridges({make_bridge(1)});
  const auto first = database.reader().position();
  Bridge changed = make_bridge(1);
  changed.lanes = 4;
  put_bridges({changed, make_bridge(2)});
  const Reader reader = database.reader();
  EXPECT_EQ(load_as_of(reader, kBridges, first - 1), std::vector<Bridge>{});
  EXPECT_EQ(load_as_of(reader, kBridges, first), std::vector<Bridge>{make_bridge(1)});
  EXPECT_EQ(load_as_of(reader, kBridges, first + 1), (std::vector<Bridge>{changed, make_bridge(2)}));
  const auto changes = load_changes_at(reader, kBridges, first + 1);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].before, make_bridge(1));
  EXPECT_EQ(changes[0].after, changed);
  EXPECT_EQ(changes[0].version, 2);
  EXPECT_EQ(changes[1].before, std::nullopt);
}

TEST_F(TableTest, a_withdrawn_row_keeps_its_history_and_its_count) {
  put_bridges({make_bridge(1)});
  const auto first = database.reader().position();
  auto tx = *database.begin(kClerk, kNow);
  EXPECT_EQ(withdraw(tx, kBridges, std::vector<Bridge>{make_bridge(1), make_bridge(2)}), (PutCounts{0, 0, 1, 1}));
  tx.journal({"bridge.import_undone", "", "{}"});
  tx.commit();
  EXPECT_TRUE(load(database.reader(), kBridges).empty());
  EXPECT_TRUE(load_as_of(database.reader(), kBridges, first + 1).empty());
  EXPECT_EQ(load_as_of(database.reader(), kBridges, first).size(), 1U);
  EXPECT_EQ(put_bridges({make_bridge(1)}).inserted, 1);
  const auto history = load_history(database.reader(), kBridges, "B-1");
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[1].row, std::nullopt);
  EXPECT_EQ(history[2].version, 3);
  EXPECT_EQ(history[2].row, make_bridge(1));
}

// However it comes to know: it asks for the row, reads all withdrawn ones through, or asks because they are too many.
TEST_F(TableTest, a_row_that_comes_back_goes_on_counting) {
  std::vector<Bridge> bridges;
  for (int i = 0; i < 700; ++i) bridges.push_back(make_bridge(i));
  put_bridges(bridges);
  auto tx = *database.begin(kClerk, kNow);
  EXPECT_EQ(withdraw(tx, kBridges, bridges).withdrawn, 700);
  tx.journal({"bridge.import_undone", "", "{}"});
  tx.commit();
  const auto version_of = [&](int number) {
    return load_history(database.reader(), kBridges, make_bridge(number).id.value).back().version;
  };
  put_bridges({bridges[0], make_bridge(1000)});
  EXPECT_EQ(version_of(0), 3);
  EXPECT_EQ(version_of(1000), 1);
  std::vector<Bridge> fewer(bridges.begin() + 1, bridges.begin() + 34);
  fewer.push_back(make_bridge(1001));
  put_bridges(fewer);  // 34 rows, and 699 are withdrawn: more than twenty times as many
  EXPECT_EQ(version_of(33), 3);
  EXPECT_EQ(version_of(1001), 1);
  std::vector<Bridge> more(bridges.begin() + 34, bridges.begin() + 134);
  more.push_back(make_bridge(1002));
  put_bridges(more);
  EXPECT_EQ(version_of(133), 3);
  EXPECT_EQ(version_of(1002), 1);
}

TEST_F(TableTest, a_row_withdrawn_and_put_in_one_transaction_goes_on_counting) {
  for (const int count : {1, 100}) {
    std::vector<Bridge> bridges;
    for (int i = 0; i < count; ++i) bridges.push_back(make_bridge(1000 * count + i));
    put_bridges(bridges);
    auto tx = *database.begin(kClerk, kNow);
    withdraw(tx, kBridges, bridges);
    EXPECT_EQ(put(tx, kBridges, bridges).inserted, count);
    tx.journal({"bridge.replaced", "", "{}"});
    tx.commit();
    EXPECT_EQ(load_history(database.reader(), kBridges, bridges.back().id.value).back().version, 3);
  }
}

TEST(RowJsonTest, rows_come_back_from_a_document_and_other_things_are_refused) {
  JsonWriter json;
  json.begin_object();
  write_rows(json, kBridges, std::vector<Bridge>{full_bridge(), make_bridge(8)});
  const std::string text = json.end_object().take();
  const auto rows = read_rows(json::parse(text)->root(), kBridges);
  EXPECT_EQ(*rows, (std::vector<Bridge>{full_bridge(), make_bridge(8)}));
  const auto refused = read_rows(json::parse(R"({"bridge":[1]})")->root(), kBridges);
  EXPECT_EQ(refused.error().problems.at(0).code, "store.not_a_row");
}

TEST(RowIdTest, parts_cannot_run_into_each_other) {
  const TableShape shape{"x", {{"a", CellKind::text, ColumnRole::key}, {"b", CellKind::text, ColumnRole::key}}};
  const auto id = [&](std::string_view a, std::string_view b) {
    return row_id(shape, std::vector<Cell>{Cell::of(a), Cell::of(b)});
  };
  EXPECT_EQ(id("p", "q"), "p/q");
  EXPECT_EQ(id("p/", "q%"), "p%2F/q%25");
  EXPECT_NE(id("p/", "q"), id("p", "/q"));
  EXPECT_NE(id("p%2F", "q"), id("p/", "q"));
}

TEST(RowContentTest, refuses) {
  const TableShape shape{"x", {{"a", CellKind::text, ColumnRole::key}, {"b", CellKind::integer, ColumnRole::value}}};
  std::vector<Cell> cells;
  std::vector<std::string> owned;
  EXPECT_TRUE(read_row_content(R"({"a":"p","b":1})", shape, cells, owned));
  EXPECT_TRUE(read_row_content(R"({"a":"p"})", shape, cells, owned));
  EXPECT_TRUE(cells[1].is_null());
  EXPECT_TRUE(read_row_content(R"({"b":1,"a":"p"})", shape, cells, owned));  // the columns were once in another order
  EXPECT_EQ(cells[0].text, "p");
  for (const char* content : {"", "null", "[]", R"({"a":"p","c":1})", R"({"a":1.5})", R"({"a":{}})", R"({"a":"p"}x)"})
    EXPECT_FALSE(read_row_content(content, shape, cells, owned)) << content;
}

}  // namespace
}  // namespace guatu::db
