// SPDX-License-Identifier: Apache-2.0
// The untyped half of table.hpp: writes the cells of a row and its version, reads versions. Nothing else
// includes it.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/shape.hpp"

namespace guatu::db {

struct PutCounts {
  std::int64_t inserted = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t withdrawn = 0;

  std::int64_t written() const { return inserted + changed + withdrawn; }
  PutCounts& operator+=(const PutCounts& other) {
    inserted += other.inserted;
    changed += other.changed;
    unchanged += other.unchanged;
    withdrawn += other.withdrawn;
    return *this;
  }
  friend bool operator==(const PutCounts&, const PutCounts&) = default;
};

enum class Outcome { inserted, changed, unchanged };

class RowWriter {
 public:
  RowWriter(Tx& tx, const TableShape& shape, std::size_t rows_expected);
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;
  ~RowWriter();

  Outcome compare(std::span<const Cell> cells);  // against the state and what was written here; counts an unchanged row
  void load_before(std::span<const Cell> cells, std::vector<Cell>& before, std::vector<std::string>& owned);
  void write(std::span<const Cell> cells);  // the row last compared
  void withdraw(std::span<const Cell> cells);
  PutCounts finish();  // many rows may have waited for this

 private:
  struct State;

  PutCounts counts_;
  std::unique_ptr<State> state_;
  int exceptions_;  // under way when this began
};

std::vector<std::string> key_names(const TableShape& shape);
std::string select_state(const TableShape& shape, std::string_view tail);
std::string where_key(const TableShape& shape);  // "WHERE id = :id"

struct StoredVersion {
  std::string id;
  std::int64_t version = 0;
  Position position = 0;
  Instant recorded_at{};
  std::string_view content;
};

struct StoredChange {
  std::string id;
  std::int64_t version = 0;
  std::string before;  // empty: there was none
  std::string after;
};

void contents_as_of(const Reader& reader, std::string_view entity, Position position,
                    const std::function<void(std::string_view content)>& each);
void each_version_of(const Reader& reader, std::string_view entity, std::string_view id,
                     const std::function<void(const StoredVersion&)>& each);
void each_change_at(const Reader& reader, std::string_view entity, Position position,
                    const std::function<void(const StoredChange&)>& each);

}  // namespace guatu::db
