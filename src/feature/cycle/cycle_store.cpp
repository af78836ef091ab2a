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

}  // namespace guatu::cycle
