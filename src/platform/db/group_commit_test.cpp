// SPDX-License-Identifier: Apache-2.0
#include "platform/db/group_commit.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <random>
#include <set>
#include <thread>

#include "platform/db/audit.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;
using namespace std::chrono_literals;

GroupCommit::Deadline soon(std::chrono::milliseconds patience) { return std::chrono::steady_clock::now() + patience; }

// The queue alone, on two tables. `child` refers to `parent`, but only a commit looks whether that holds.
class GroupCommitTest : public ::testing::Test {
 protected:
  TemporaryDirectory directory;
  std::string schema = on_postgres() ? make_schema() : std::string();
  GroupCommit queue{make_tables(), [this] { return connect(Mode::write); }, 20s};  // a slow machine ends no group

  ~GroupCommitTest() override {
    if (on_postgres()) drop_schema(schema);
  }
  Connection connect(Mode mode) const {
    auto opened =
        on_postgres() ? Connection::connect(schema, mode) : Connection::open(directory.path() / "group.db", mode);
    return std::move(*opened);
  }
  Connection make_tables() const {
    auto connection = connect(Mode::write);
    connection.execute("CREATE TABLE parent (id TEXT NOT NULL PRIMARY KEY)");
    connection.execute(
        "CREATE TABLE child (id TEXT NOT NULL PRIMARY KEY, parent TEXT REFERENCES parent (id) DEFERRABLE INITIALLY "
        "DEFERRED)");
    return connection;
  }
  GroupCommit::Seat seat(Expected expected = Expected::small) { return std::move(*queue.take(soon(20s), expected)); }
  static void insert(const GroupCommit::Seat& seat, std::string_view table, std::string_view id) {
    seat.connection().execute("INSERT INTO " + std::string(table) + " (id) VALUES ('" + std::string(id) + "')");
  }
  void wait_for_waiters(int count) const {
    while (queue.waiting() < count) std::this_thread::sleep_for(1ms);
  }
  // What is committed, as another connection sees it.
  std::set<std::string> parents() const {
    auto connection = connect(Mode::read);
    Cursor cursor = connection.prepare("SELECT id FROM parent");
    std::set<std::string> ids;
    while (cursor.next()) ids.emplace(cursor.cell(0).text);
    return ids;
  }
  // Somebody behind the seat that is held: does `work` when it is his turn.
  std::jthread behind(const std::function<void(GroupCommit::Seat)>& work, Expected expected = Expected::small) {
    std::jthread thread([this, work, expected] { work(seat(expected)); });
    wait_for_waiters(1);
    return thread;
  }
};

using Ids = std::set<std::string>;

TEST_F(GroupCommitTest, a_writer_alone_is_durable_at_once) {
  auto alone = seat();
  insert(alone, "parent", "a");
  EXPECT_EQ(parents(), Ids{});
  alone.keep();
  EXPECT_EQ(parents(), Ids{"a"});
}

TEST_F(GroupCommitTest, nobody_returns_before_all_is_durable) {
  std::atomic<bool> first_returned{false};
  std::atomic<bool> may_end{false};
  auto first = seat();
  insert(first, "parent", "a");
  const auto second = behind([&](GroupCommit::Seat own) {
    insert(own, "parent", "b");
    while (!may_end) std::this_thread::sleep_for(1ms);
    own.keep();
    EXPECT_EQ(parents(), (Ids{"a", "b"}));
  });
  std::jthread ending([&] {
    std::this_thread::sleep_for(50ms);
    EXPECT_FALSE(first_returned);
    EXPECT_EQ(parents(), Ids{});
    may_end = true;
  });
  first.keep();
  first_returned = true;
  EXPECT_EQ(parents(), (Ids{"a", "b"}));
}

TEST_F(GroupCommitTest, one_undone_costs_the_others_nothing) {
  auto first = seat();
  insert(first, "parent", "a");
  const auto second = behind([&](GroupCommit::Seat own) { insert(own, "parent", "b"); });  // its end undoes it
  std::jthread third([&] {
    auto own = seat();
    insert(own, "parent", "c");
    own.keep();
  });
  wait_for_waiters(2);
  first.keep();
  EXPECT_TRUE(parents().contains("a"));
  third.join();
  EXPECT_EQ(parents(), (Ids{"a", "c"}));
}

TEST_F(GroupCommitTest, the_first_undone_leaves_a_clean_start) {
  {
    auto first = seat();
    insert(first, "parent", "a");
    first.undo();
  }
  auto second = seat();
  insert(second, "parent", "b");
  second.keep();
  EXPECT_EQ(parents(), Ids{"b"});
}

TEST_F(GroupCommitTest, a_commit_that_fails_fails_for_everybody) {
  auto first = seat();
  insert(first, "parent", "a");
  std::atomic<int> failed{0};
  const auto second = behind([&](GroupCommit::Seat own) {
    own.connection().execute("INSERT INTO child (id, parent) VALUES ('x', 'nobody')");
    try {
      own.keep();
    } catch (const Failure&) {
      ++failed;
    }
  });
  EXPECT_THROW(first.keep(), Failure);
  while (failed == 0) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(parents(), Ids{});
  auto next = seat();
  insert(next, "parent", "b");
  next.keep();
  EXPECT_EQ(parents(), Ids{"b"});
}

TEST_F(GroupCommitTest, what_rests_on_others_waits_for_them_and_falls_with_them) {
  auto first = seat();
  first.connection().execute("INSERT INTO child (id, parent) VALUES ('x', 'nobody')");
  std::atomic<int> failed{0};
  const auto second = behind([&](GroupCommit::Seat own) {
    Cursor cursor = own.connection().prepare("SELECT count(*) FROM child");
    EXPECT_TRUE(cursor.next());
    EXPECT_EQ(cursor.cell(0).integer, 1);  // sees it, and must not say so before it is durable
    cursor.rewind();
    try {
      own.undo();
    } catch (const Failure&) {
      ++failed;
    }
  });
  EXPECT_THROW(first.keep(), Failure);
  while (failed == 0) std::this_thread::sleep_for(1ms);
}

TEST_F(GroupCommitTest, bulk_makes_nobody_wait_for_it) {
  auto first = seat();
  insert(first, "parent", "a");
  std::atomic<bool> may_end{false};
  const auto second = behind(
      [&](GroupCommit::Seat own) {
        insert(own, "parent", "b");
        while (!may_end) std::this_thread::sleep_for(1ms);
        own.keep();
      },
      Expected::bulk);
  first.keep();  // returns although the second has not ended
  EXPECT_EQ(parents(), Ids{"a"});
  may_end = true;
}

TEST_F(GroupCommitTest, a_statement_that_fails_is_the_fault_of_its_writer_alone) {
  auto first = seat();
  insert(first, "parent", "a");
  const auto second = behind([&](GroupCommit::Seat own) { EXPECT_THROW(insert(own, "parent", "a"), Failure); });
  first.keep();
  EXPECT_EQ(parents(), Ids{"a"});
}

TEST_F(GroupCommitTest, an_old_group_is_committed_although_somebody_waits) {
  GroupCommit impatient{connect(Mode::write), nullptr, 0ms};
  auto first = std::move(*impatient.take(soon(20s), Expected::small));
  insert(first, "parent", "a");
  std::atomic<bool> may_end{false};
  std::jthread second([&] {
    auto own = std::move(*impatient.take(soon(20s), Expected::small));
    while (!may_end) std::this_thread::sleep_for(1ms);
  });
  while (impatient.waiting() == 0) std::this_thread::sleep_for(1ms);
  first.keep();
  EXPECT_EQ(parents(), Ids{"a"});
  may_end = true;
}

TEST_F(GroupCommitTest, patience_ends) {
  const auto held = seat();
  EXPECT_FALSE(queue.take(soon(10ms), Expected::small));
  EXPECT_FALSE(queue.pause(soon(10ms)));
}

TEST_F(GroupCommitTest, a_pause_lets_another_connection_write) {
  {
    const auto pause = queue.pause(soon(1s));
    ASSERT_TRUE(pause);
    EXPECT_FALSE(queue.take(soon(10ms), Expected::small));
    auto other = connect(Mode::write);
    other.execute("INSERT INTO parent (id) VALUES ('other')");
  }
  auto own = seat();
  insert(own, "parent", "own");
  own.keep();
  EXPECT_EQ(parents(), (Ids{"other", "own"}));
}

// Threads that commit, undo, throw, look after themselves and read, all at once.
class ManyWritersTest : public ::testing::Test {
 protected:
  static constexpr int kThreads = 12;
  static constexpr int kRounds = 60;
  TemporaryDirectory directory;
  Database database = make_store(directory.path());
  std::atomic<int> acknowledged{0};
  std::atomic<int> mistakes{0};

  void expect(bool condition) {
    if (!condition) ++mistakes;
  }
  void commit_one(int number) {
    auto tx = *database.begin(kClerk, Clock::fixed(date_of(2026, 9, 21)));
    put(tx, kBridges, make_bridge(number));
    tx.journal({"bridge.imported", "B-" + std::to_string(number), "{}"});
    const Position due = tx.entry_position();
    const Position position = tx.commit();
    expect(position == due);
    const Reader reader = database.reader();  // sees what is committed only
    expect(reader.position() >= position);
    expect(find(reader, kBridges, Id<Bridge>{"B-" + std::to_string(number)}).has_value());
    ++acknowledged;
  }
  void undo_one(int number) {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(-number));
    tx.journal({"bridge.imported", "", "{}"});
  }
  void throw_in_one(int number) {
    try {
      auto tx = *database.begin(kClerk, kNow);
      put(tx, kBridges, make_bridge(-number));
      tx.exec("INSERT INTO nowhere (x) VALUES (1)");
    } catch (const Failure&) {
      return;
    }
    ++mistakes;
  }
  void look_only() {
    auto tx = *database.begin(kClerk, kNow);
    expect(load(tx, kBridges).size() == static_cast<std::size_t>(tx.position() - 2));
    const Position seen = tx.position();
    expect(tx.commit() == seen);
  }
  void write_for_a_while(int thread) {
    std::mt19937 random(static_cast<unsigned>(thread));
    for (int round = 0; round < kRounds; ++round) {
      const int number = 1 + thread * kRounds + round;
      switch (random() % 8) {
        case 0:
          undo_one(number);
          break;
        case 1:
          throw_in_one(number);
          break;
        case 2:
          look_only();
          break;
        case 3:
          expect(database.upkeep("DELETE FROM seat").has_value());
          break;
        default:
          commit_one(number);
      }
    }
  }
};

TEST_F(ManyWritersTest, every_acknowledged_change_is_there_once_and_nothing_else) {
  {
    auto tx = *database.begin(kClerk, kNow);
    tx.exec("CREATE TABLE seat (id BIGINT)");
    tx.journal({"test.started", "", "{}"});
    tx.commit();
    auto back = *database.begin(kClerk, kNow);
    put(back, kBridges, make_bridge(100'000));  // so that rows and entries count alike
    back.journal({"bridge.imported", "", "{}"});
    back.commit();
  }
  std::atomic<bool> is_over{false};
  std::jthread reading([&] {
    while (!is_over) {
      const Reader reader = database.reader();
      expect(load(reader, kBridges).size() == static_cast<std::size_t>(reader.position() - 2));
    }
  });
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) threads.emplace_back([this, thread] { write_for_a_while(thread); });
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(database.issue_checkpoint());
  threads.clear();
  is_over = true;
  reading.join();
  EXPECT_EQ(mistakes, 0);
  EXPECT_EQ(database.reader().position(), 3 + acknowledged);
  for (const Bridge& bridge : load(database.reader(), kBridges)) EXPECT_FALSE(bridge.id.value.starts_with("B--"));
  const auto report = audit_store(database, {kBridges.shape()});
  for (const auto& problem : report.problems) ADD_FAILURE() << problem.place << ' ' << problem.code;
  // Instants follow from positions however the writers met.
  const Clock clock = Clock::fixed(date_of(2026, 9, 21));
  database.reader().rows("SELECT position, recorded_at FROM journal WHERE subject <> ''", {},
                         [&](const Cursor& cursor) {
                           EXPECT_EQ(Codec<Instant>::decode(cursor.cell(1)), clock.instant_for(cursor.cell(0).integer));
                         });
}

}  // namespace
}  // namespace guatu::db
