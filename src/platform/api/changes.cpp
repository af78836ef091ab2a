// SPDX-License-Identifier: Apache-2.0
#include "platform/api/changes.hpp"

namespace guatu::api {

Changes load_changes(const db::Reader& reader, db::Position after, std::size_t ids_max) {
  Changes changes{reader.position(), {}};
  const auto counts = reader.query<std::string, std::int64_t>(
      "SELECT entity, count(*) FROM row_version WHERE position > :after GROUP BY entity ORDER BY entity",
      {{"after", after}});
  for (const auto& [entity, count] : counts) {
    auto& ids = changes.ids[entity];
    if (count > static_cast<std::int64_t>(ids_max)) continue;
    const auto rows = reader.query<std::string>(
        "SELECT DISTINCT id FROM row_version WHERE position > :after AND entity = :entity ORDER BY id",
        {{"after", after}, {"entity", entity}});
    for (const auto& [id] : rows) ids.push_back(id);
  }
  return changes;
}

}  // namespace guatu::api
