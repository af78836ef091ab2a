// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_list_actions.hpp"

#include "feature/unit/unit_store.hpp"

namespace guatu::unit {

db::Page<Unit> load_unit_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, unit_table(), query);
}

db::Page<Person> load_person_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, person_table(), query);
}

}  // namespace guatu::unit
