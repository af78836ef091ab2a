// SPDX-License-Identifier: Apache-2.0
// Pages beside the plainest way of making them: all rows in memory, filtered, sorted and cut.
#include "platform/db/page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;

constexpr int kRows = 400;

Bridge bridge_of(int number, std::mt19937& random) {
  static const std::string kNames[] = {"北环快速路",    "北环 50% 改造", "North_Bridge",
                                       "north-gate 桥", "\\反斜杠\\",    "北环_桥"};
  Bridge bridge = make_bridge(number);
  bridge.name = kNames[random() % std::size(kNames)];
  bridge.colour = random() % 3 == 0 ? Colour::red : Colour::green;
  if (random() % 4 != 0)
    bridge.opened = date_of(2020 + static_cast<int>(random() % 4), 1 + static_cast<int>(random() % 12), 1);
  if (random() % 2 == 0) bridge.length = Decimal(static_cast<std::int64_t>(random() % 50), 1);
  bridge.lanes = static_cast<int>(random() % 7);
  return bridge;
}

class PageTest : public ::testing::Test {
 protected:
  PageTest() {
    std::mt19937 random(7);
    for (int i = 0; i < kRows; ++i) rows.push_back(bridge_of(i, random));
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, rows);
    tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
  }
  Page<Bridge> page_of(const PageQuery& query) const { return load_page(database.reader(), kBridges, query); }
  std::vector<std::string> ids_of(const PageQuery& query) const {
    std::vector<std::string> ids;
    for (const auto& row : page_of(query).rows) ids.push_back(row.row.id.value);
    return ids;
  }

  TemporaryDirectory directory;
  Database database = make_store(directory.path());
  std::vector<Bridge> rows;
};

// ---- the plain way ----

std::optional<std::string> text_of(const Bridge& bridge, const std::string& column) {
  if (column == "id") return bridge.id.value;
  if (column == "name") return bridge.name;
  if (column == "colour") return std::string(code_of(bridge.colour));
  if (column == "opened") return bridge.opened ? std::optional(format_date(*bridge.opened)) : std::nullopt;
  return bridge.length ? std::optional(format_decimal(*bridge.length)) : std::nullopt;
}

bool is_among(const Bridge& bridge, const Filter& filter) {
  const auto value = filter.column == "lanes" ? std::to_string(bridge.lanes) : text_of(bridge, filter.column);
  return value && std::ranges::find(filter.values, *value) != filter.values.end();
}

std::string folded(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool is_wanted(const Bridge& bridge, const PageQuery& query) {
  for (const Filter& filter : query.filters)
    if (!filter.values.empty() && !is_among(bridge, filter)) return false;
  for (const Range& range : query.ranges) {
    const auto value = text_of(bridge, range.column);
    if (!value || (range.from && *value < range.from->text) || (range.until && *value > range.until->text))
      return false;
  }
  if (!query.scope.empty() &&
      std::ranges::none_of(query.scope, [&](const Filter& filter) { return is_among(bridge, filter); }))
    return false;
  return query.search.empty() || std::ranges::any_of(query.search_columns, [&](const std::string& column) {
           return folded(*text_of(bridge, column)).find(folded(query.search)) != std::string::npos;
         });
}

bool comes_before(const Bridge& a, const Bridge& b, const PageQuery& query) {
  const bool is_descending = query.order == SortOrder::descending;
  const auto before = [&](const auto& x, const auto& y) { return is_descending ? y < x : x < y; };
  if (query.sort == "lanes") {
    if (a.lanes != b.lanes) return before(a.lanes, b.lanes);
  } else {
    const auto x = text_of(a, query.sort);
    const auto y = text_of(b, query.sort);
    if (x.has_value() != y.has_value()) return x.has_value();
    if (x != y) return before(*x, *y);
  }
  return before(a.id.value, b.id.value);
}

std::vector<Bridge> plain_page(std::vector<Bridge> rows, const PageQuery& query, std::int64_t& total) {
  std::erase_if(rows, [&](const Bridge& bridge) { return !is_wanted(bridge, query); });
  std::ranges::sort(rows, [&](const Bridge& a, const Bridge& b) { return comes_before(a, b, query); });
  total = static_cast<std::int64_t>(rows.size());
  rows.erase(rows.begin(), rows.begin() + std::min(query.offset, total));
  rows.resize(static_cast<std::size_t>(std::min<std::int64_t>(query.limit, static_cast<std::int64_t>(rows.size()))));
  return rows;
}

PageQuery random_query(std::mt19937& random) {
  const auto one_of = [&](std::vector<std::string> choices) { return choices[random() % choices.size()]; };
  PageQuery query;
  query.sort = one_of({"id", "name", "colour", "opened", "lanes", "length"});
  query.order = random() % 2 == 0 ? SortOrder::ascending : SortOrder::descending;
  query.offset = static_cast<std::int64_t>(random() % 3 == 0 ? random() % 450 : 0);
  query.limit = static_cast<std::int64_t>(1 + random() % 60);
  if (random() % 2 == 0) query.filters.push_back({"colour", {"red"}});
  if (random() % 3 == 0) query.filters.push_back({"lanes", {"1", "5", "no number", "3"}});
  if (random() % 4 == 0) query.filters.push_back({"name", {}});
  if (random() % 3 == 0) query.ranges.push_back({"opened", Arg("", date_of(2021, 3, 1)), Arg("", date_of(2023, 1, 1))});
  if (random() % 3 == 0) query.scope = {{"lanes", {"0", "2"}}, {"colour", {"green"}}};
  if (random() % 10 == 0) query.scope = {{"lanes", {}}};
  if (random() % 2 == 0) {
    query.search_columns = {"name", "id"};
    query.search = one_of({"北环", "north", "NORTH_", "%", "_", "\\", "B-3", "没有", "桥", "0% 改"});
  }
  return query;
}

TEST_F(PageTest, every_page_is_the_plain_one) {
  std::mt19937 random(3);
  for (int i = 0; i < 400; ++i) {
    const PageQuery query = random_query(random);
    std::int64_t total = 0;
    const auto expected = plain_page(rows, query, total);
    const auto page = page_of(query);
    ASSERT_EQ(page.total, total) << i << " searched: " << query.search;
    ASSERT_EQ(page.rows.size(), expected.size()) << i;
    for (std::size_t row = 0; row < expected.size(); ++row)
      ASSERT_EQ(page.rows[row], (Versioned<Bridge>{expected[row], 1})) << i << " sorted by " << query.sort;
  }
}

// What a page says of an earlier position is what the plain way makes of the rows that were known there.
TEST_F(PageTest, every_page_of_the_past_is_the_plain_one) {
  std::mt19937 random(11);
  std::vector<std::pair<Position, std::vector<Bridge>>> known{{database.reader().position(), rows}};
  for (int entry = 0; entry < 5; ++entry) {
    std::vector<Bridge> next = rows;
    for (Bridge& bridge : next)
      if (random() % 3 == 0) bridge.colour = bridge.colour == Colour::red ? Colour::green : Colour::red;
    const Bridge gone = next.back();
    next.pop_back();
    next.push_back(bridge_of(5000 + entry, random));
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, next);
    withdraw(tx, kBridges, std::vector<Bridge>{gone});
    tx.journal({"bridge.imported", "", "{}"});
    known.emplace_back(tx.commit(), next);
    rows = std::move(next);
  }
  for (int i = 0; i < 300; ++i) {
    const auto& [position, then] = known[random() % known.size()];
    PageQuery query = random_query(random);
    query.as_of = position;
    std::int64_t total = 0;
    const auto expected = plain_page(then, query, total);
    const auto page = page_of(query);
    ASSERT_EQ(page.total, total) << i << " as of " << position;
    ASSERT_EQ(page.rows.size(), expected.size()) << i;
    for (std::size_t row = 0; row < expected.size(); ++row) ASSERT_EQ(page.rows[row].row, expected[row]) << i;
  }
  EXPECT_EQ(page_of({.sort = "id", .as_of = 0}).total, 0);
}

TEST_F(PageTest, the_past_has_the_versions_of_its_day) {
  const Position before = database.reader().position();
  Bridge bridge = rows.front();
  bridge.name = "新名";
  auto tx = *database.begin(kClerk, kNow);
  put(tx, kBridges, bridge);
  tx.journal({"bridge.imported", "", "{}"});
  const Position after = tx.commit();
  const PageQuery one{.filters = {{"id", {bridge.id.value}}}, .sort = "id"};
  for (const auto& [position, version, name] :
       {std::tuple{before, 1, rows.front().name}, std::tuple{after, 2, bridge.name}}) {
    PageQuery query = one;
    query.as_of = position;
    const auto page = page_of(query);
    ASSERT_EQ(page.rows.size(), 1U);
    EXPECT_EQ(page.rows[0].version, version);
    EXPECT_EQ(page.rows[0].row.name, name);
  }
}

TEST_F(PageTest, an_element_of_a_list_is_found_whole) {
  const std::pair<const char*, std::vector<std::string>> kTags[] = {
      {"B-1", {"U1", "U18"}}, {"B-2", {"U18\"", "甲\\乙"}}, {"B-3", {}}, {"B-4", {"U180"}}};
  auto tx = *database.begin(kClerk, kNow);
  for (const auto& [id, tags] : kTags) {
    Bridge bridge = *find(tx, kBridges, std::string_view(id));
    bridge.tags = tags;
    put(tx, kBridges, bridge);
  }
  tx.journal({"bridge.tagged", "", "{}"});
  tx.commit();
  using Ids = std::vector<std::string>;
  const auto tagged = [&](const std::vector<std::string>& any) {
    return ids_of({.filters = {{"tags", any, Match::element}}, .sort = "id"});
  };
  EXPECT_EQ(tagged({"U18"}), Ids{"B-1"});
  EXPECT_EQ(tagged({"U1", "U180"}), (Ids{"B-1", "B-4"}));
  EXPECT_EQ(tagged({"U18\""}), Ids{"B-2"});
  EXPECT_EQ(tagged({"甲\\乙"}), Ids{"B-2"});
  EXPECT_EQ(tagged({"U1%"}), Ids{});
  EXPECT_EQ(ids_of({.scope = {{"tags", {}, Match::element}}, .sort = "id"}), Ids{});
  EXPECT_EQ(ids_of({.scope = {{"tags", {"U1"}, Match::element}, {"id", {"B-3"}}}, .sort = "id"}), (Ids{"B-1", "B-3"}));
}

TEST_F(PageTest, pages_side_by_side_are_the_whole) {
  std::vector<std::string> all;
  for (std::int64_t offset = 0; offset < kRows; offset += 37) {
    const auto ids = ids_of({.sort = "opened", .order = SortOrder::descending, .offset = offset, .limit = 37});
    all.insert(all.end(), ids.begin(), ids.end());
  }
  std::ranges::sort(all);
  EXPECT_EQ(all.size(), std::size_t{kRows});
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST_F(PageTest, a_remembered_total_is_never_an_old_one) {
  const PageQuery query{.filters = {{"colour", {"red"}}}, .sort = "id"};
  const std::int64_t before = page_of(query).total;
  const Reader earlier = database.reader();
  auto tx = *database.begin(kClerk, kNow);
  Bridge bridge = make_bridge(9001);
  bridge.colour = Colour::red;
  put(tx, kBridges, bridge);
  EXPECT_EQ(load_page(tx, kBridges, query).total, before + 1);  // in the transaction that adds it
  tx.journal({"bridge.imported", "", "{}"});
  tx.commit();
  EXPECT_EQ(page_of(query).total, before + 1);
  EXPECT_EQ(load_page(earlier, kBridges, query).total, before);  // an older view beside it
  EXPECT_EQ(page_of(query).total, before + 1);
  auto other = *database.begin(kClerk, kNow);
  put(other, kBridgeYears, BridgeYear{{"B-1"}, 2026, {}, {}});  // another table
  other.journal({"bridge.planned", "", "{}"});
  other.commit();
  EXPECT_EQ(page_of(query).total, before + 1);
  auto last = *database.begin(kClerk, kNow);
  withdraw(last, kBridges, std::vector<Bridge>{bridge});
  last.journal({"bridge.withdrawn", "", "{}"});
  last.commit();
  EXPECT_EQ(page_of(query).total, before);
}

TEST_F(PageTest, a_column_that_is_none_is_a_bug) {
  if (on_postgres()) GTEST_SKIP() << "the child that dies would share its parent's line to the server";
  EXPECT_DEATH(page_of({.sort = "id; DROP TABLE bridge"}), "Assertion");
  EXPECT_DEATH(page_of({.filters = {{"version", {"1"}}}, .sort = "id"}), "Assertion");
}

}  // namespace
}  // namespace guatu::db
