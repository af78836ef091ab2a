// SPDX-License-Identifier: Apache-2.0
// Looking things up in the journal (日志查询). The actor is no column: he stands in the entry itself, at a fixed place,
// and is found there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace guatu::journal {

enum class Order { latest_first, oldest_first };

struct EntryQuery {
  std::vector<std::string> actors;  // any of these, as all below; empty: any at all
  std::vector<std::string> kinds;
  std::vector<std::string> subjects;
  std::string search;  // part of kind or subject
  std::optional<Instant> from;
  std::optional<Instant> before;
  Order order = Order::latest_first;
  std::int64_t offset = 0;
  std::int64_t limit = 50;
};

struct FoundEntries {
  std::vector<std::string> entries;  // as stored
  std::int64_t total = 0;
};
FoundEntries find_entries(const db::Reader& reader, const EntryQuery& query);

struct StampedRow {
  std::string entity;
  std::string id;
  std::int64_t version = 0;
  std::string digest;
};
// What the entry at this position wrote, in the order of its rows digest.
std::vector<StampedRow> rows_of_entry(const db::Reader& reader, db::Position position);

}  // namespace guatu::journal
