// SPDX-License-Identifier: Apache-2.0
#include "platform/api/changes.hpp"

#include <set>

#include "platform/db/change_read.hpp"

namespace guatu::api {

Changes load_changes(const db::Reader& reader, db::Position after, std::size_t ids_max) {
  std::map<std::string, std::set<std::string>, std::less<>> changed;
  db::each_changed_row(reader, after, [&](std::string_view entity, std::string_view id) {
    const auto found = changed.find(entity);
    auto& ids = found == changed.end() ? changed[std::string(entity)] : found->second;
    if (ids.size() <= ids_max) ids.emplace(id);
  });
  Changes changes{reader.position(), {}};
  for (const auto& [entity, ids] : changed) {
    auto& named = changes.ids[entity];
    if (ids.size() <= ids_max) named.assign(ids.begin(), ids.end());
  }
  return changes;
}

}  // namespace guatu::api
