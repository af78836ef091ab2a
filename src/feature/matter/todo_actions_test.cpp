// SPDX-License-Identifier: Apache-2.0
// Pages of a to-do list against all of its lines, put in order by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "feature/matter/course_store.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/matter/matter_store.hpp"
#include "feature/matter/todo_actions.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::matter {
namespace {

using ::testing::ElementsAreArray;

const Date kFirst = date_of(2026, 3, 1);

Party clerk_of(std::vector<std::string> units) {
  Party party;
  party.account = "someone";
  party.works_for = {units.begin(), units.end()};
  return party;
}

class TodoTest : public ::testing::Test {
 protected:
  // Many lines share a due date, some a matter too, and some have none.
  void SetUp() override {
    std::mt19937 random(26);
    std::vector<Matter> matters(60);
    std::vector<DutyRow> duties;
    for (std::size_t i = 0; i < matters.size(); ++i) {
      matters[i].id.value = "M" + std::to_string(100 + i);
      matters[i].kind = "meeting";
      for (std::int64_t slot = 0; slot < 3; ++slot)
        duties.push_back({.matter = matters[i].id,
                          .slot = slot,
                          .audience = random() % 5 == 0 ? "" : unit_audience("U" + std::to_string(random() % 3)),
                          .act = loop::Act::accept,
                          .due = random() % 8 == 0 ? kNoDue : kFirst + std::chrono::days(random() % 9)});
    }
    fill([&](db::Tx& tx) {
      save(tx, matters);
      db::put(tx, duty_table(), duties);
    });
  }

  void fill(const std::function<void(db::Tx&)>& work) {
    auto tx = *database_.begin({"test", ""}, Instant(kFirst));
    work(tx);
    tx.journal({"test.filled", "", "{}"});
    tx.commit();
  }

  std::vector<std::string> in_order(const std::vector<std::string>& units) const {
    std::vector<std::tuple<Date, std::string, std::int64_t>> keys;
    for (const auto& unit : units)
      for (const auto& row : db::load(database_.reader(), duty_table(), "WHERE audience = :audience",
                                      {{"audience", unit_audience(unit)}}))
        keys.emplace_back(row.due, row.matter.value, row.slot);
    std::ranges::sort(keys);
    std::vector<std::string> told;
    for (const auto& [due, matter, slot] : keys) told.push_back(tell(matter, due));
    return told;
  }

  std::vector<std::string> page_of(const std::vector<std::string>& units, std::int64_t offset,
                                   std::int64_t limit) const {
    std::vector<std::string> told;
    for (const auto& line : load_todos(database_.reader(), clerk_of(units), Box::waiting, offset, limit).lines)
      told.push_back(tell(line.matter.value, line.due.value_or(kNoDue)));
    return told;
  }

  static std::string tell(const std::string& matter, Date due) { return matter + ' ' + format_date(due); }

  db::testing::TemporaryDirectory directory_;
  db::Database database_ = db::testing::open_store(directory_.path());
};

TEST_F(TodoTest, pages_follow_each_other) {
  for (const auto& units : {std::vector<std::string>{"U0"}, {"U0", "U1"}, {"U0", "U1", "U2"}, {"U2", "U9"}}) {
    const auto all = in_order(units);
    ASSERT_GT(all.size(), 20U);
    EXPECT_EQ(load_todos(database_.reader(), clerk_of(units), Box::waiting, 0, 1).total, std::ssize(all));
    for (const std::size_t size : {1U, 7U, 1000U})
      for (std::size_t offset = 0; offset <= all.size(); offset += size) {
        const auto until = std::min(offset + size, all.size());
        EXPECT_THAT(page_of(units, static_cast<std::int64_t>(offset), static_cast<std::int64_t>(size)),
                    ElementsAreArray(all.begin() + static_cast<std::ptrdiff_t>(offset),
                                     all.begin() + static_cast<std::ptrdiff_t>(until)));
      }
  }
}

TEST_F(TodoTest, a_line_whose_matter_is_gone_is_left_out) {
  const auto before = page_of({"U0"}, 0, 1000);
  Matter gone = *db::find(database_.reader(), matter_table(), before.front().substr(0, 4));
  fill([&](db::Tx& tx) { db::withdraw(tx, matter_table(), std::vector{gone}); });
  for (const auto& line : page_of({"U0"}, 0, 1000)) EXPECT_NE(line.substr(0, 4), gone.id.value);
  EXPECT_LT(page_of({"U0"}, 0, 1000).size(), before.size());
}

}  // namespace
}  // namespace guatu::matter
