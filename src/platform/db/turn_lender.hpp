// SPDX-License-Identifier: Apache-2.0
// Lending the turn (借出写入权): a running server holds the store's lock for days, and a command that has to write asks
// it over DIR/turn.sock (mode 0600) for its turn. The server writes nothing meanwhile and goes on when the connection
// ends, however it ends, or when the time is up; should the borrower still write then, SQLite's own lock keeps the two
// apart. Asking is refused with store.locked; whoever may not write the directory is not heard.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "base/result.hpp"
#include "platform/db/group_commit.hpp"
#include "platform/descriptor/descriptor.hpp"

namespace guatu::db {

inline constexpr const char* kTurnSocket = "turn.sock";

class TurnLender {
 public:
  struct Limits {
    std::chrono::milliseconds request_time{2000};   // for a client to say what it wants
    std::chrono::milliseconds turn_time{5000};      // to get the turn from the writers of this process
    std::chrono::milliseconds lent_time{600'000};   // then it is taken back
    std::chrono::milliseconds farewell_time{5000};  // for a borrower when this process ends
  };

  // Refuses store.not_writable. The caller holds the store's lock; `writers` lives longer than the lender.
  static Result<std::unique_ptr<TurnLender>> start(GroupCommit& writers, const std::filesystem::path& directory,
                                                   Limits limits);
  TurnLender(const TurnLender&) = delete;
  TurnLender& operator=(const TurnLender&) = delete;
  ~TurnLender();

  int borrower() const { return borrower_; }  // its process, 0 when the turn is here

 private:
  TurnLender(GroupCommit& writers, std::filesystem::path directory, Limits limits);
  Result<void> listen();
  void serve();
  void lend_to(int connection);
  bool is_asked(int connection) const;
  bool wait_for_end(int connection, std::chrono::milliseconds time, int also) const;

  GroupCommit& writers_;
  std::filesystem::path directory_;
  Limits limits_;
  Descriptor listener_;
  Descriptor stop_;  // an eventfd
  std::atomic<int> borrower_{0};
  std::jthread thread_;
};

// The other side: the turn for as long as this lives.
class BorrowedTurn {
 public:
  // None when nobody lends here. Refuses store.locked when it is not lent in time.
  static Result<std::optional<BorrowedTurn>> ask(const std::filesystem::path& directory,
                                                 std::chrono::milliseconds patience = std::chrono::seconds(10));

 private:
  explicit BorrowedTurn(Descriptor connection) : connection_(std::move(connection)) {}
  Descriptor connection_;
};

}  // namespace guatu::db
