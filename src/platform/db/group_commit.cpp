// SPDX-License-Identifier: Apache-2.0
#include "platform/db/group_commit.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "platform/db/dialect.hpp"
#include "platform/db/disk_full.hpp"
#include "platform/thread/waiting.hpp"

namespace guatu::db {
namespace {

constexpr int kGroupMax = 64;
// A pause may last, and whoever waits for its end keeps a thread that others could use.
constexpr std::chrono::seconds kPausePatience{2};

enum class Ending : int { open, durable, failed, disk_full };

void roll_back_quietly(Connection& connection) {
  try {
    if (connection.in_transaction()) connection.execute("ROLLBACK");
  } catch (const Failure&) {
    // The next begin() tries again.
  }
}

}  // namespace

struct GroupCommit::Group {
  // Written by whoever has the turn.
  int kept = 0;
  std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
  std::string reason;
  std::atomic<Ending> ending{Ending::open};

  void end(Ending how) {
    ending.store(how);
    ending.notify_all();
  }
  void fail(const Failure& failure) {
    reason = failure.what();
    end(dynamic_cast<const DiskFull*>(&failure) == nullptr ? Ending::failed : Ending::disk_full);
  }
  void wait_until_durable() const {
    ending.wait(Ending::open);
    const Ending how = ending.load();
    if (how == Ending::failed) throw Failure(reason);
    if (how == Ending::disk_full) throw DiskFull(reason);
  }
};

bool GroupCommit::wait_for_turn(Deadline until) {
  thread::about_to_wait();  // for those before, and at the end for the disk
  std::unique_lock lock(guard_);
  if (is_paused_) until = std::min(until, std::chrono::steady_clock::now() + kPausePatience);
  ++waiting_;
  const bool is_mine = free_.wait_until(lock, until, [&] { return !is_taken_; });
  --waiting_;
  if (is_mine) is_taken_ = true;
  return is_mine;
}

int GroupCommit::waiting() const {
  const std::lock_guard lock(guard_);
  return waiting_;
}

void GroupCommit::pass() {
  {
    const std::lock_guard lock(guard_);
    is_taken_ = false;
  }
  free_.notify_one();
}

void GroupCommit::resume() {
  {
    const std::lock_guard lock(guard_);
    is_paused_ = false;
  }
  pass();
}

// Whoever is counted as waiting will find the turn free, or taken by another, who then answers for the group.
bool GroupCommit::pass_to_a_waiter() {
  {
    const std::lock_guard lock(guard_);
    if (waiting_ == 0) return false;
    is_taken_ = false;
  }
  free_.notify_one();
  return true;
}

std::optional<GroupCommit::Seat> GroupCommit::take(Deadline until, Expected expected) {
  if (!wait_for_turn(until)) return std::nullopt;
  try {
    begin(expected);
  } catch (...) {
    leave();
    throw;
  }
  return Seat(*this);
}

std::optional<GroupCommit::Pause> GroupCommit::pause(Deadline until) {
  if (!wait_for_turn(until)) return std::nullopt;
  if (group_ != nullptr) commit_group();
  const std::lock_guard lock(guard_);
  is_paused_ = true;
  return Pause(*this);
}

void GroupCommit::begin(Expected expected) {
  if (group_ != nullptr && expected == Expected::bulk) commit_group();
  if (group_ == nullptr) {
    open_transaction();
    group_ = std::make_shared<Group>();
    in_savepoint_ = false;
  } else {
    connection_.execute("SAVEPOINT writer");
    in_savepoint_ = true;
  }
  disk_full_before_ = disk_full_count();
}

void GroupCommit::open_transaction() {
  if (!connection_.is_lost()) {
    try {
      // What an earlier failure left behind must not swallow this writer.
      if (connection_.in_transaction()) connection_.execute("ROLLBACK");
      connection_.execute(connection_.dialect().begin_write);
      return;
    } catch (const Failure&) {
      if (!connection_.is_lost()) throw;
    }
  }
  connection_ = reconnect_();  // nothing was asked of it yet
  connection_.execute(connection_.dialect().begin_write);
}

// Ends in durable or failed for everybody who is kept; never throws, because each of them throws for himself.
void GroupCommit::commit_group() {
  const auto group = std::exchange(group_, nullptr);
  try {
    connection_.execute("COMMIT");
    group->end(Ending::durable);
  } catch (const Failure& failure) {
    roll_back_quietly(connection_);
    group->fail(failure);
  }
}

// What this writer did is taken back; if that cannot be done alone, with everything of the group.
void GroupCommit::undo_own() {
  try {
    // SQLite undoes all by itself when it cannot go on (a full disk, a read that fails).
    if (!connection_.in_transaction()) fail_undone();
    if (in_savepoint_) {
      in_savepoint_ = false;
      connection_.execute("ROLLBACK TO SAVEPOINT writer");
      connection_.execute("RELEASE SAVEPOINT writer");
      return;
    }
    connection_.execute("ROLLBACK");
    group_ = nullptr;
  } catch (const Failure& failure) {
    const auto group = std::exchange(group_, nullptr);
    roll_back_quietly(connection_);
    group->fail(failure);
  }
}

void GroupCommit::fail_undone() const {
  const std::string reason = "database: an error in one change undid those that were to be committed with it";
  if (disk_full_count() != disk_full_before_) throw DiskFull(reason);
  throw Failure(reason);
}

std::shared_ptr<GroupCommit::Group> GroupCommit::leave() {
  const auto group = group_;
  if (group == nullptr) {
    pass();
    return nullptr;
  }
  const bool is_full = group->kept >= kGroupMax || std::chrono::steady_clock::now() - group->since >= group_age_;
  if (!is_full && pass_to_a_waiter()) return group;
  commit_group();
  pass();
  return group;
}

void GroupCommit::keep() {
  const auto group = group_;
  try {
    if (!connection_.in_transaction()) fail_undone();
    if (in_savepoint_) connection_.execute("RELEASE SAVEPOINT writer");
    in_savepoint_ = false;
    ++group->kept;
  } catch (...) {
    undo_own();
    leave();
    throw;
  }
  leave();
  group->wait_until_durable();
}

void GroupCommit::undo() {
  const auto group = group_;
  const bool has_seen_others = group->kept > 0;
  undo_own();
  leave();
  // Whatever is answered now may rest on what the others wrote.
  if (has_seen_others) group->wait_until_durable();
}

GroupCommit::Seat::~Seat() {
  if (queue_ == nullptr) return;
  try {
    undo();
  } catch (const Failure&) {
    // It had nothing to keep; those who had throw for themselves.
  }
}

void GroupCommit::Seat::keep() { std::exchange(queue_, nullptr)->keep(); }
void GroupCommit::Seat::undo() { std::exchange(queue_, nullptr)->undo(); }

GroupCommit::Pause::~Pause() {
  if (queue_ != nullptr) queue_->resume();
}

}  // namespace guatu::db
