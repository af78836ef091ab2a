// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/story.hpp"

#include <set>

#include "platform/blob/blob_store.hpp"
#include "platform/db/history.hpp"

namespace guatu::fault {
namespace {

using namespace db::testing;

constexpr int kBridgesInAll = 60;

enum class Deed { put, import, withdraw, undo, checkpoint, file, upkeep };

Deed deed_of(int number) {
  switch (number % 10) {
    case 1:
      return Deed::import;
    case 3:
      return Deed::withdraw;
    case 5:
      return Deed::undo;
    case 7:
      return Deed::checkpoint;
    case 8:
      return Deed::file;
    case 9:
      return Deed::upkeep;
    default:
      return Deed::put;
  }
}

std::set<int> rows_of(int number) {
  if (deed_of(number) == Deed::withdraw) return {number * 7 % kBridgesInAll};
  if (deed_of(number) == Deed::put) return {number * 13 % kBridgesInAll};
  std::set<int> rows;
  for (int row = 0; row < 40; ++row) rows.insert(row);
  return rows;
}

Bridge bridge_of(int row, int number) {
  Bridge bridge = make_bridge(row);
  bridge.lanes = number;
  return bridge;
}

std::string bytes_of_file(int number) {
  return "文件 " + std::to_string(number) + std::string(static_cast<std::size_t>(number) * 100, 'x');
}

// A refusal where the story knows that there is none but for the faults.
struct Refused {};

}  // namespace

const db::Table<Document>& documents() {
  static const auto kTable =
      db::table<Document>("document", db::key("id", &Document::id), db::blob_column("file", &Document::file));
  return kTable;
}

bool Teller::make() try {
  if (!database_) {
    auto opened = db::Database::open(store_, db::Access::create);
    if (!opened) return false;
    database_.emplace(std::move(*opened));
  }
  auto tx = *database_->begin(kClerk, kNow);
  tx.exec(create_table_sql(kBridges.shape()));
  tx.exec(create_table_sql(documents().shape()));
  tx.exec("CREATE TABLE seat (id BIGINT NOT NULL PRIMARY KEY)");
  tx.journal({"test.started", "", "{}"});
  tx.commit();
  log_.is_made = 1;
  return true;
} catch (const db::Failure&) {
  return false;
}

void Teller::operate(int number) {
  log_.operations[static_cast<std::size_t>(number)] = Told::begun;
  try {
    log_.positions[static_cast<std::size_t>(number)] = act(number);
    log_.operations[static_cast<std::size_t>(number)] = Told::acknowledged;
    return;
  } catch (const db::Failure&) {
  } catch (const Refused&) {
  }
  log_.operations[static_cast<std::size_t>(number)] = Told::refused;
  try {
    static_cast<void>(load(database_->reader(), kBridges));
  } catch (const db::Failure&) {
    ++log_.readings_failed;
  }
}

std::int64_t Teller::act(int number) {
  switch (deed_of(number)) {
    case Deed::put:
    case Deed::import:
      return put_rows(number);
    case Deed::withdraw:
      return withdraw_row(number);
    case Deed::undo:
      return undo_last(number);
    case Deed::file:
      return keep_file(number);
    case Deed::checkpoint:
      if (!database_->issue_checkpoint()) throw Refused{};
      return 0;
    case Deed::upkeep:
      if (!database_->upkeep("INSERT INTO seat (id) VALUES (:id)", {{"id", number}})) throw Refused{};
      return 0;
  }
  return 0;
}

std::int64_t Teller::put_rows(int number) {
  std::vector<Bridge> rows;
  for (const int row : rows_of(number)) rows.push_back(bridge_of(row, number));
  auto tx = *database_->begin(kClerk, kNow);
  put(tx, kBridges, rows);
  tx.journal({"bridge.imported", std::to_string(number), "{}"});
  const auto position = tx.commit();
  last_writer_ = number;
  return position;
}

std::int64_t Teller::withdraw_row(int number) {
  auto tx = *database_->begin(kClerk, kNow);
  const auto counts = withdraw(tx, kBridges, std::vector<Bridge>{bridge_of(*rows_of(number).begin(), 0)});
  if (counts.withdrawn == 0) {
    tx.commit();
    return 0;
  }
  tx.journal({"bridge.withdrawn", std::to_string(number), "{}"});
  const auto position = tx.commit();
  last_writer_ = number;
  return position;
}

std::int64_t Teller::undo_last(int number) {
  if (last_writer_ == 0) return 0;
  auto tx = *database_->begin(kClerk, kNow);
  if (!undo_at(tx, kBridges, log_.positions[static_cast<std::size_t>(last_writer_)])) {
    ++log_.undoings_refused;
    throw Refused{};
  }
  tx.journal({"bridge.undone", std::to_string(number), "{}"});
  const auto position = tx.commit();
  last_writer_ = 0;
  return position;
}

std::int64_t Teller::keep_file(int number) {
  const auto name = blob::BlobStore(store_).put(bytes_of_file(number));
  if (!name) throw Refused{};
  auto tx = *database_->begin(kClerk, kNow);
  put(tx, documents(), Document{"D-" + std::to_string(number), *name});
  tx.journal({"document.kept", std::to_string(number), "{}"});
  return tx.commit();
}

Expected expected_after(const Log& log, int also) {
  Expected expected;
  std::map<int, int> before;
  bool may_undo = false;
  for (int number = 1; number <= kOperations; ++number) {
    if (log.operations[static_cast<std::size_t>(number)] != Told::acknowledged && number != also) continue;
    const Deed deed = deed_of(number);
    const bool is_idle = (deed == Deed::withdraw && !expected.bridges.contains(*rows_of(number).begin())) ||
                         (deed == Deed::undo && !may_undo) || deed == Deed::checkpoint || deed == Deed::upkeep;
    if (is_idle) continue;
    ++expected.entries;
    if (deed == Deed::file) {
      const std::string bytes = bytes_of_file(number);
      expected.documents["D-" + std::to_string(number)] = bytes;
      continue;
    }
    if (deed == Deed::undo) {
      expected.bridges = before;
      may_undo = false;
      continue;
    }
    before = expected.bridges;
    may_undo = true;
    for (const int row : rows_of(number)) {
      if (deed == Deed::withdraw)
        expected.bridges.erase(row);
      else
        expected.bridges[row] = number;
    }
  }
  return expected;
}

}  // namespace guatu::fault
