// SPDX-License-Identifier: Apache-2.0
// Group commit (成组提交): many writers, one real commit. Writers take the one writing connection in turns; whoever
// finds nobody waiting behind him, or a full group, commits for all who came before, and only then does any of them
// return. Each but the first of a group is a savepoint, so that one undone writer costs the others nothing; a commit
// that fails fails for every one of them. A writer alone is one transaction and one commit, as if there were no groups.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "platform/db/connection.hpp"

namespace guatu::db {

enum class Expected {
  small,  // joins the group that is open
  bulk,   // takes long: those before it are committed first, so that they need not wait for it
};

class GroupCommit {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  struct Group;

  // One writer's turn, inside a transaction. Its end undoes what was not kept.
  class Seat {
   public:
    Seat(Seat&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)) {}
    Seat& operator=(Seat&&) = delete;
    ~Seat();
    Connection& connection() const { return queue_->connection_; }
    // Both return when all that this writer saw is durable, and throw Failure when it is not.
    void keep();
    void undo();

   private:
    friend class GroupCommit;
    explicit Seat(GroupCommit& queue) : queue_(&queue) {}
    GroupCommit* queue_;  // null: it is over
  };

  // The turn without a transaction: nobody writes while it is held.
  class Pause {
   public:
    Pause(Pause&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)) {}
    Pause& operator=(Pause&&) = delete;
    ~Pause();

   private:
    friend class GroupCommit;
    explicit Pause(GroupCommit& queue) : queue_(&queue) {}
    GroupCommit* queue_;
  };

  // A connection whose server went away is replaced by `reconnect`. Nobody's answer waits much longer than
  // `group_age` for those behind him.
  GroupCommit(Connection connection, std::function<Connection()> reconnect,
              std::chrono::milliseconds group_age = std::chrono::milliseconds(4))
      : connection_(std::move(connection)), reconnect_(std::move(reconnect)), group_age_(group_age) {}
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // None when the deadline passes first. A thread that has a seat must not ask for another.
  std::optional<Seat> take(Deadline until, Expected expected);
  std::optional<Pause> pause(Deadline until);
  int waiting() const;  // writers who have no turn yet

 private:
  bool wait_for_turn(Deadline until);
  void begin(Expected expected);
  void open_transaction();
  void keep();
  void undo();
  void undo_own();
  [[noreturn]] void fail_undone() const;
  void commit_group();
  std::shared_ptr<Group> leave();  // passes the turn on; the group whose end must be awaited
  bool pass_to_a_waiter();
  void pass();
  void resume();

  // Whoever has the turn, and nobody else, uses these.
  Connection connection_;
  std::function<Connection()> reconnect_;
  std::chrono::milliseconds group_age_;
  std::shared_ptr<Group> group_;  // none: no transaction is open
  bool in_savepoint_ = false;
  std::int64_t disk_full_before_ = 0;

  mutable std::mutex guard_;
  std::condition_variable free_;
  bool is_taken_ = false;
  bool is_paused_ = false;
  int waiting_ = 0;
};

}  // namespace guatu::db
