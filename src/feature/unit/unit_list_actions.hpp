// SPDX-License-Identifier: Apache-2.0
// Pages of units and people (单位、人员列表), in the official order unless another is asked for. They refuse nothing:
// what may be asked for is decided where the address is read.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "feature/unit/unit.hpp"
#include "platform/db/page.hpp"

namespace guatu::unit {

db::Page<Unit> load_unit_page(const db::Reader& reader, const db::PageQuery& query);
db::Page<Person> load_person_page(const db::Reader& reader, const db::PageQuery& query);

// How lists name units: by the short name; one that is not there by its code, none not at all.
class ShownUnits {
 public:
  explicit ShownUnits(const db::Reader& reader);
  std::string of(const Id<Unit>& id) const;
  std::string of(const std::optional<Id<Unit>>& id) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace guatu::unit
