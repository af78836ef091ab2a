// SPDX-License-Identifier: Apache-2.0
// A story of 200 operations on a store (puts, imports, withdrawals, undoings, checkpoints, files, upkeep), and what the
// store must hold after it. Its teller may end at any moment: what he has told lies in memory that another process
// sees, operation by operation.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>

#include "platform/db/store_test.hpp"

namespace guatu::fault {

inline constexpr int kOperations = 200;

enum class Told : int { nothing, begun, acknowledged, refused };

struct Log {
  std::array<Told, kOperations + 1> operations{};
  std::array<std::int64_t, kOperations + 1> positions{};  // of the entry; 0 when it left none
  int is_made = 0;                                        // the store and its tables are there
  int readings_failed = 0;
  int undoings_refused = 0;
  std::int64_t calls = 0;
};

struct Document {
  std::string id;
  std::string file;
};
const db::Table<Document>& documents();

class Teller {
 public:
  Teller(const std::filesystem::path& store, Log& log) : store_(store), log_(log) {}
  bool make();  // false when it was refused
  void operate(int number);

 private:
  std::int64_t act(int number);
  std::int64_t put_rows(int number);
  std::int64_t withdraw_row(int number);
  std::int64_t undo_last(int number);
  std::int64_t keep_file(int number);

  std::filesystem::path store_;
  Log& log_;
  std::optional<db::Database> database_;
  int last_writer_ = 0;  // the operation that an undoing takes back; 0: none
};

struct Expected {
  std::map<int, int> bridges;  // number to lanes
  std::map<std::string, std::string> documents;
  std::int64_t entries = 1;  // with the one that made the tables
};
// After the acknowledged operations, and one that may or may not have come through.
Expected expected_after(const Log& log, int also);

}  // namespace guatu::fault
