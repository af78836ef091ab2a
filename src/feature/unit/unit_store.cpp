// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_store.hpp"

namespace guatu::unit {

const db::Table<Unit>& unit_table() {
  static const auto kTable = db::table<Unit>(
      "unit", db::key("id", &Unit::id), db::column("name", &Unit::name), db::column("short_name", &Unit::short_name),
      db::column("aliases", &Unit::aliases), db::column("kind", &Unit::kind), db::column("parent", &Unit::parent),
      db::column("sequence", &Unit::sequence), db::column("unit_group", &Unit::group),
      db::column("valid_from", &Unit::valid_from), db::column("valid_until", &Unit::valid_until),
      db::column("note", &Unit::note));
  return kTable;
}

const db::Table<Person>& person_table() {
  static const auto kTable = db::table<Person>(
      "person", db::key("id", &Person::id), db::column("name", &Person::name), db::column("unit", &Person::unit),
      db::column("post", &Person::post), db::column("role", &Person::role), db::column("phone", &Person::phone),
      db::column("sequence", &Person::sequence), db::column("valid_from", &Person::valid_from),
      db::column("valid_until", &Person::valid_until), db::column("note", &Person::note));
  return kTable;
}

}  // namespace guatu::unit
