// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_edit_actions.hpp"

#include "feature/unit/unit_actions.hpp"
#include "feature/unit/unit_check.hpp"
#include "feature/unit/unit_store.hpp"
#include "platform/db/personal.hpp"

namespace guatu::unit {
namespace {

std::unexpected<Error> no_such(const std::string& id) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id}});
}

const db::row_change::Columns kPersonal{"phone"};

}  // namespace

Result<db::Versioned<Unit>> find_unit(const db::Reader& reader, const Id<Unit>& id) {
  auto found = db::find_versioned(reader, unit_table(), id);
  if (!found) return no_such(id.value);
  return std::move(*found);
}

Result<db::Versioned<Person>> find_person(const db::Reader& reader, const Id<Person>& id) {
  auto found = db::find_versioned(reader, person_table(), id);
  if (!found) return no_such(id.value);
  return std::move(*found);
}

Result<std::vector<db::ToldVersion<Unit>>> load_unit_history(const db::Reader& reader, const Id<Unit>& id) {
  auto told = db::load_told_history(reader, unit_table(), id.value);
  if (told.empty()) return no_such(id.value);
  return told;
}

Result<db::Versioned<Unit>> create_unit(db::Tx& tx, const Unit& unit) {
  GUATU_CHECK(check_unit(unit, load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, unit_table(), unit));
  tx.journal({"unit.created", unit.id.value, db::change_content<Unit>(unit_table(), nullptr, unit)});
  return db::Versioned<Unit>{unit, version};
}

Result<db::Versioned<Unit>> edit_unit(db::Tx& tx, const Unit& unit, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_unit(tx, unit.id));
  GUATU_CHECK(check_unit(unit, load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, unit_table(), unit, expected_version));
  if (version != before.version)
    tx.journal({"unit.edited", unit.id.value, db::change_content(unit_table(), &before.row, unit)});
  return db::Versioned<Unit>{unit, version};
}

Result<db::Versioned<Person>> create_person(db::Tx& tx, Person person) {
  person.id = person_id(person.unit, person.name);
  GUATU_CHECK(check_person(person, load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, person_table(), person));
  tx.journal(
      {"person.created", person.id.value, db::change_content<Person>(person_table(), nullptr, person, kPersonal)});
  return db::Versioned<Person>{std::move(person), version};
}

Result<db::Versioned<Person>> edit_person(db::Tx& tx, Person person, const std::optional<std::string>& phone,
                                          std::int64_t expected_version) {
  person.id = person_id(person.unit, person.name);
  GUATU_TRY(const auto before, find_person(tx, person.id));
  person.phone = phone.value_or(before.row.phone);
  GUATU_CHECK(check_person(person, load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, person_table(), person, expected_version));
  if (version != before.version)
    tx.journal({"person.edited", person.id.value, db::change_content(person_table(), &before.row, person, kPersonal)});
  return db::Versioned<Person>{std::move(person), version};
}

Result<std::string> reveal_phone(db::Tx& tx, const Id<Person>& id) {
  GUATU_TRY(auto found, find_person(tx, id));
  tx.journal({"person.phone_revealed", id.value, "{}"});
  return std::move(found.row.phone);
}

Result<db::Versioned<Person>> erase_phone(db::Tx& tx, const Id<Person>& id, std::string_view reason) {
  GUATU_TRY(auto found, find_person(tx, id));
  found.row.phone.clear();
  GUATU_TRY(found.version, db::put_if(tx, person_table(), found.row, found.version));
  const db::Erased erased = db::erase_personal(tx, person_table().shape().entity, id.value);
  if (erased.versions.empty()) return refuse(ErrorKind::conflict, "", "unit.no_phone", {{"id", id.value}});
  tx.journal({"person.phone_erased", id.value, db::erasure_content(erased, reason)});
  return found;
}

}  // namespace guatu::unit
