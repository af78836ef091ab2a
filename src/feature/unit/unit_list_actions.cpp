// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_list_actions.hpp"

#include "feature/unit/unit_actions.hpp"
#include "feature/unit/unit_store.hpp"

namespace guatu::unit {

db::Page<Unit> load_unit_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, unit_table(), query);
}

db::Page<Person> load_person_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, person_table(), query);
}

ShownUnits::ShownUnits(const db::Reader& reader) {
  for (const Unit& unit : load_units(reader)) names_.emplace(unit.id.value, unit.shown_name());
}

std::string ShownUnits::of(const Id<Unit>& id) const {
  const auto found = names_.find(id.value);
  return found == names_.end() ? id.value : found->second;
}

std::string ShownUnits::of(const std::optional<Id<Unit>>& id) const { return id ? of(*id) : std::string(); }

}  // namespace guatu::unit
