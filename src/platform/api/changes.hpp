// SPDX-License-Identifier: Apache-2.0
// What changed (变更) between two journal positions: ids by entity, read from the versions of rows. An entity with
// more ids than asked for is named without them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/api/caller.hpp"
#include "platform/db/database.hpp"

namespace guatu::api {

struct Changes {
  db::Position position = 0;                            // up to and with this one
  std::map<std::string, std::vector<std::string>> ids;  // by entity; an empty list: too many to name
};

Changes load_changes(const db::Reader& reader, db::Position after, std::size_t ids_max);

}  // namespace guatu::api
