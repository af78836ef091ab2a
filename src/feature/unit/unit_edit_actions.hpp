// SPDX-License-Identifier: Apache-2.0
// Creating and editing units and people one by one (单位、人员维护), each with its journal entry: what differs, before
// and after, telephone numbers left out. Refuses what unit_check.hpp refuses, a code that is taken
// (store.row_exists), a version that is not the stored one (store.version_conflict).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/unit/unit.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::unit {

// Refuse api.no_such_record.
Result<db::Versioned<Unit>> find_unit(const db::Reader& reader, const Id<Unit>& id);
Result<db::Versioned<Person>> find_person(const db::Reader& reader, const Id<Person>& id);
Result<std::vector<db::ToldVersion<Unit>>> load_unit_history(const db::Reader& reader, const Id<Unit>& id);

Result<db::Versioned<Unit>> create_unit(db::Tx& tx, const Unit& unit);
Result<db::Versioned<Unit>> edit_unit(db::Tx& tx, const Unit& unit, std::int64_t expected_version);
Result<db::Versioned<Person>> create_person(db::Tx& tx, Person person);
// No phone keeps the stored one, whose full form an editor has not seen.
Result<db::Versioned<Person>> edit_person(db::Tx& tx, Person person, const std::optional<std::string>& phone,
                                          std::int64_t expected_version);
// The full number; that it was looked at stands in the journal.
Result<std::string> reveal_phone(db::Tx& tx, const Id<Person>& id);
// The number in the register and in every version of the row, for good. Refuses unit.no_phone.
Result<db::Versioned<Person>> erase_phone(db::Tx& tx, const Id<Person>& id, std::string_view reason);

}  // namespace guatu::unit
