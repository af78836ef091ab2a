// SPDX-License-Identifier: Apache-2.0
// What else happens to a project (项目经过): notes, visits, photos, moves between stages; and every change of it and of
// what belongs to it, in one list. A photo is stripped of its position before it is kept (format/image), and is
// withdrawn, never deleted. Refuses what format/image refuses, project.date_ahead, .photo_withdrawn, .nothing_to_end,
// api.no_such_record.
#pragma once

#include <filesystem>
#include <vector>

#include "feature/project/project_course.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::project {

std::vector<StageMove> load_stage_moves(const db::Reader& reader, const Id<Project>& id);

std::vector<db::Versioned<ProjectVisit>> load_visits(const db::Reader& reader, const Id<Project>& id);
// `visit` has project, visited_on, visitor and text.
Result<db::Versioned<ProjectVisit>> enter_visit(db::Tx& tx, ProjectVisit visit);

std::vector<db::Versioned<ProjectNote>> load_notes(const db::Reader& reader, const Id<Project>& id);
// Those whose light is shown on the day, over all projects.
std::vector<ProjectNote> load_notes_in_force(const db::Reader& reader, Date day);
// Its light is checked by whoever knows rule sets.
Result<db::Versioned<ProjectNote>> write_note(db::Tx& tx, ProjectNote note);
Result<db::Versioned<ProjectNote>> end_note(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                            std::int64_t expected_version);

// Strips the photo and keeps its bytes; the row is written by add_photo().
Result<ProjectPhoto> keep_photo(const std::filesystem::path& store, std::string_view bytes);
std::vector<db::Versioned<ProjectPhoto>> load_photos(const db::Reader& reader, const Id<Project>& id);
Result<db::Versioned<ProjectPhoto>> add_photo(db::Tx& tx, ProjectPhoto photo);
struct PhotoBytes {
  std::string media_type;
  std::string bytes;
};
Result<PhotoBytes> read_photo(const db::Reader& reader, const std::filesystem::path& store, const Id<Project>& id,
                              std::int64_t sequence);
Result<db::Versioned<ProjectPhoto>> withdraw_photo(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                                   const std::string& reason, std::int64_t expected_version);

struct FieldChange {
  std::string field;
  std::string before;  // JSON
  std::string after;
};
struct HistoryItem {
  std::int64_t position = 0;
  Instant recorded_at{};
  db::Author author;
  std::string entity;
  std::string id;
  std::int64_t version = 0;
  std::vector<FieldChange> changes;
};
// The latest first. Money is told in 元.
std::vector<HistoryItem> load_project_history(const db::Reader& reader, const Id<Project>& id);

}  // namespace guatu::project
