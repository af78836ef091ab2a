// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_store.hpp"

namespace guatu::cycle {

const db::Table<Cycle>& cycle_table() {
  static const auto kTable = db::table<Cycle>(
      "cycle", db::key("id", &Cycle::id), db::column("kind", &Cycle::kind), db::column("number", &Cycle::number),
      db::column("planned_on", &Cycle::planned_on), db::column("held_on", &Cycle::held_on),
      db::column("chair", &Cycle::chair), db::column("place", &Cycle::place), db::column("cut_off", &Cycle::cut_off),
      db::column("state", &Cycle::state), db::blob_column("snapshot", &Cycle::snapshot),
      db::column("frozen_on", &Cycle::frozen_on), db::column("published_on", &Cycle::published_on),
      db::column("note", &Cycle::note));
  return kTable;
}

const db::Table<AgendaItem>& agenda_item_table() {
  static const auto kTable = db::table<AgendaItem>(
      "agenda_item", db::key("cycle", &AgendaItem::cycle), db::key("sequence", &AgendaItem::sequence),
      db::column("kind", &AgendaItem::kind), db::column("text", &AgendaItem::text),
      db::column("matter", &AgendaItem::matter), db::column("speaker", &AgendaItem::speaker));
  return kTable;
}

const db::Table<StoredPaper>& paper_table() {
  static const auto kTable = db::table<StoredPaper>(
      "paper", db::key("cycle", &StoredPaper::cycle), db::key("file", &StoredPaper::file),
      db::column("sequence", &StoredPaper::sequence), db::column("name", &StoredPaper::name),
      db::column("content_type", &StoredPaper::content_type), db::column("bytes", &StoredPaper::bytes),
      db::blob_column("digest_of_bytes", &StoredPaper::digest));
  return kTable;
}

const db::Table<Reminder>& cycle_reminder_table() {
  static const auto kTable =
      db::table<Reminder>("cycle_reminder", db::key("cycle", &Reminder::cycle), db::key("kind", &Reminder::kind),
                          db::column("reminded_on", &Reminder::reminded_on), db::column("units", &Reminder::units),
                          db::column("items", &Reminder::items));
  return kTable;
}

db::Position last_agenda_position(const db::Reader& reader, const Id<Cycle>& cycle) {
  // Ids of items are "cycle/sequence"; what follows a slash sorts before a zero in its place.
  std::string first;
  {
    AgendaItem item;
    item.cycle = cycle;
    const auto& shape = agenda_item_table().shape();
    std::vector<db::Cell> cells(shape.columns.size());
    std::vector<std::string> scratch(cells.size());
    agenda_item_table().encode(item, cells, scratch);
    first = db::row_id(shape, cells);
    first.erase(first.rfind('/') + 1);
  }
  std::string beyond = first;
  beyond.back() = '0';
  return reader
      .query_value<std::optional<std::int64_t>>(
          "SELECT max(position) FROM row_version WHERE entity = 'agenda_item' AND id >= :first AND id < :beyond",
          {{"first", first}, {"beyond", beyond}})
      .value_or(std::nullopt)
      .value_or(0);
}

}  // namespace guatu::cycle
