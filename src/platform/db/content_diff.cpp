// SPDX-License-Identifier: Apache-2.0
#include "platform/db/content_diff.hpp"

#include <algorithm>

#include "platform/db/row_writer.hpp"
#include "platform/json/json.hpp"

namespace guatu::db {
namespace {

std::optional<json::Document> document_of(std::string_view content) {
  if (content.empty() || content == kWithdrawnContent) return std::nullopt;
  auto document = json::parse(content);
  if (!document || !document->root().is_object()) throw Failure("a version of a row is damaged; run guatu check");
  return std::move(*document);
}

std::optional<std::string> text_of(const json::Value& value) {
  if (const auto text = value.as_text()) return std::string(*text);
  if (const auto integer = value.as_integer()) return std::to_string(*integer);
  return std::nullopt;
}

std::optional<std::string> text_in(const std::optional<json::Document>& document, std::string_view column) {
  const auto found = document ? document->root().find(column) : std::nullopt;
  return found ? text_of(*found) : std::nullopt;
}

}  // namespace

std::vector<ColumnDiff> diff_contents(std::string_view before, std::string_view after) {
  const auto old_row = document_of(before);
  const auto new_row = document_of(after);
  std::vector<ColumnDiff> diffs;
  const auto add = [&](const std::string& column) {
    ColumnDiff diff{column, text_in(old_row, column), text_in(new_row, column)};
    if (diff.before != diff.after) diffs.push_back(std::move(diff));
  };
  if (new_row)
    for (std::size_t i = 0; i < new_row->root().size(); ++i) add(std::string(new_row->root().key_at(i)));
  if (old_row)
    for (std::size_t i = 0; i < old_row->root().size(); ++i)
      if (const std::string column(old_row->root().key_at(i)); !new_row || !new_row->root().find(column)) add(column);
  return diffs;
}

std::optional<std::string> column_in_content(std::string_view content, std::string_view column) {
  return text_in(document_of(content), column);
}

std::optional<std::int64_t> overtaken_by(const Reader& reader, std::string_view entity, std::string_view id,
                                         std::int64_t version) {
  return reader.query_value<std::int64_t>(
      "SELECT latest.version FROM row_version latest JOIN row_version made ON made.entity = latest.entity "
      "AND made.id = latest.id WHERE made.entity = :entity AND made.id = :id AND made.version = :version "
      "AND latest.version = (SELECT max(version) FROM row_version WHERE entity = :entity AND id = :id) "
      "AND latest.digest <> made.digest",
      {{"entity", entity}, {"id", id}, {"version", version}});
}

std::vector<EntityChange> load_entry_changes(const Reader& reader, Position position) {
  std::vector<EntityChange> changes;
  const auto entities = reader.query<std::string>(
      "SELECT DISTINCT entity FROM row_version WHERE position = :position ORDER BY entity", {{"position", position}});
  for (const auto& [entity] : entities)
    each_change_at(reader, entity, position, [&, &name = entity](const StoredChange& stored) {
      const bool again = !changes.empty() && changes.back().entity == name && changes.back().id == stored.id;
      if (!again)
        changes.push_back({name, stored.id, 0, 0, stored.before == kWithdrawnContent ? "" : stored.before, {}});
      changes.back().version = stored.version;
      changes.back().after = stored.after == kWithdrawnContent ? "" : stored.after;
    });
  for (EntityChange& change : changes)
    change.overtaken_by = overtaken_by(reader, change.entity, change.id, change.version);
  return changes;
}

}  // namespace guatu::db
