// SPDX-License-Identifier: Apache-2.0
#include "feature/project/course_actions.hpp"

#include <algorithm>
#include <map>

#include "feature/project/project_course_store.hpp"
#include "feature/project/project_list_actions.hpp"
#include "format/image/image.hpp"
#include "platform/blob/blob_store.hpp"

namespace guatu::project {
namespace {

const std::string kBySequence = std::string(kOfProject) + " ORDER BY sequence";

Result<db::Versioned<ProjectPhoto>> find_photo(const db::Reader& reader, const Id<Project>& id, std::int64_t sequence) {
  auto found = db::find_versioned(reader, project_photo_table(), id, sequence);
  if (!found)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value + "/" + std::to_string(sequence)}});
  return std::move(*found);
}

}  // namespace

std::vector<StageMove> load_stage_moves(const db::Reader& reader, const Id<Project>& id) {
  return db::load(reader, stage_move_table(), kBySequence, {{"project", id}});
}

std::vector<db::Versioned<ProjectVisit>> load_visits(const db::Reader& reader, const Id<Project>& id) {
  return db::load_versioned(reader, project_visit_table(), kBySequence, {{"project", id}});
}

Result<db::Versioned<ProjectVisit>> enter_visit(db::Tx& tx, ProjectVisit visit) {
  GUATU_CHECK(find_project(tx, visit.project));
  if (visit.visited_on > tx.today())
    return refuse(ErrorKind::invalid, "visited_on", "project.date_ahead",
                  {{"value", format_date(visit.visited_on)}, {"today", format_date(tx.today())}});
  visit.sequence = next_sequence(tx, project_visit_table().shape(), visit.project);
  visit.entered_by = tx.actor().name;
  visit.entered_on = tx.today();
  GUATU_TRY(const std::int64_t version, db::put_new(tx, project_visit_table(), visit));
  tx.journal({"project.visited", visit.project.value,
              db::change_content<ProjectVisit>(project_visit_table(), nullptr, visit)});
  return db::Versioned<ProjectVisit>{std::move(visit), version};
}

std::vector<db::Versioned<ProjectNote>> load_notes(const db::Reader& reader, const Id<Project>& id) {
  return db::load_versioned(reader, project_note_table(), kBySequence, {{"project", id}});
}

std::vector<ProjectNote> load_notes_in_force(const db::Reader& reader, Date day) {
  auto notes = db::load(reader, project_note_table(),
                        "WHERE light IS NOT NULL AND last_day >= :day ORDER BY project, sequence", {{"day", day}});
  std::erase_if(notes, [&](const ProjectNote& note) { return !note.is_in_force(day); });
  return notes;
}

Result<db::Versioned<ProjectNote>> write_note(db::Tx& tx, ProjectNote note) {
  GUATU_CHECK(find_project(tx, note.project));
  note.sequence = next_sequence(tx, project_note_table().shape(), note.project);
  GUATU_TRY(const std::int64_t version, db::put_new(tx, project_note_table(), note));
  tx.journal({note.light ? "project.light_set" : "project.noted", note.project.value,
              db::change_content<ProjectNote>(project_note_table(), nullptr, note)});
  return db::Versioned<ProjectNote>{std::move(note), version};
}

Result<db::Versioned<ProjectNote>> end_note(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                            std::int64_t expected_version) {
  const auto before = db::find_versioned(tx, project_note_table(), id, sequence);
  if (!before)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value + "/" + std::to_string(sequence)}});
  if (!before->row.is_in_force(tx.today()))
    return refuse(ErrorKind::conflict, "", "project.nothing_to_end", {{"sequence", std::to_string(sequence)}});
  ProjectNote note = before->row;
  note.ended_on = tx.today();
  note.ended_by = tx.actor().name;
  GUATU_TRY(const std::int64_t version, db::put_if(tx, project_note_table(), note, expected_version));
  tx.journal({"project.light_ended", id.value, db::change_content(project_note_table(), &before->row, note)});
  return db::Versioned<ProjectNote>{std::move(note), version};
}

Result<ProjectPhoto> keep_photo(const std::filesystem::path& store, std::string_view bytes) {
  auto stripped = image::strip(bytes);
  if (!stripped) {
    stripped.error().problems.front().place = "file";
    return std::unexpected(std::move(stripped).error());
  }
  ProjectPhoto photo;
  GUATU_TRY(photo.content, blob::BlobStore(store).put(stripped->bytes));
  photo.media_type = image::media_type_of(stripped->kind);
  photo.bytes = static_cast<std::int64_t>(stripped->bytes.size());
  // As it is seen: from 5 on it lies on its side.
  const bool is_turned = stripped->orientation >= 5;
  photo.width = is_turned ? stripped->height : stripped->width;
  photo.height = is_turned ? stripped->width : stripped->height;
  photo.taken_on = stripped->taken_on;
  return photo;
}

std::vector<db::Versioned<ProjectPhoto>> load_photos(const db::Reader& reader, const Id<Project>& id) {
  return db::load_versioned(reader, project_photo_table(), kBySequence, {{"project", id}});
}

Result<db::Versioned<ProjectPhoto>> add_photo(db::Tx& tx, ProjectPhoto photo) {
  GUATU_CHECK(find_project(tx, photo.project));
  photo.sequence = next_sequence(tx, project_photo_table().shape(), photo.project);
  photo.added_on = tx.today();
  photo.added_by = tx.actor().name;
  GUATU_TRY(const std::int64_t version, db::put_new(tx, project_photo_table(), photo));
  tx.journal({"project.photo_added", photo.project.value,
              db::change_content<ProjectPhoto>(project_photo_table(), nullptr, photo)});
  return db::Versioned<ProjectPhoto>{std::move(photo), version};
}

Result<PhotoBytes> read_photo(const db::Reader& reader, const std::filesystem::path& store, const Id<Project>& id,
                              std::int64_t sequence) {
  GUATU_TRY(const auto photo, find_photo(reader, id, sequence));
  if (photo.row.withdrawn_on)
    return refuse(ErrorKind::not_found, "", "project.photo_withdrawn",
                  {{"on", format_date(*photo.row.withdrawn_on)}, {"reason", photo.row.withdrawal_reason}});
  GUATU_TRY(std::string bytes, blob::BlobStore(store).read(photo.row.content));
  return PhotoBytes{photo.row.media_type, std::move(bytes)};
}

Result<db::Versioned<ProjectPhoto>> withdraw_photo(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                                   const std::string& reason, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_photo(tx, id, sequence));
  if (before.row.withdrawn_on)
    return refuse(ErrorKind::conflict, "", "project.photo_withdrawn",
                  {{"on", format_date(*before.row.withdrawn_on)}, {"reason", before.row.withdrawal_reason}});
  ProjectPhoto photo = before.row;
  photo.withdrawn_on = tx.today();
  photo.withdrawn_by = tx.actor().name;
  photo.withdrawal_reason = reason;
  GUATU_TRY(const std::int64_t version, db::put_if(tx, project_photo_table(), photo, expected_version));
  tx.journal({"project.photo_withdrawn", id.value, db::change_content(project_photo_table(), &before.row, photo)});
  return db::Versioned<ProjectPhoto>{std::move(photo), version};
}

namespace {

constexpr std::string_view kMoneyColumns[] = {"total_investment", "invested_before", "year_plan",
                                              "year_plan_before", "year_plan_after", "actual"};

bool is_money(std::string_view column) {
  return std::ranges::find(kMoneyColumns, column) != std::end(kMoneyColumns) ||
         (column.size() == 7 && column.starts_with("plan_")) || (column.size() == 9 && column.starts_with("actual_"));
}

std::string json_of(const db::ColumnShape& column, const db::Cell& cell) {
  JsonWriter json;
  if (cell.is_null())
    json.null();
  else if (cell.kind == db::CellKind::integer && is_money(column.name))
    json.text(format_yuan(Money::of_fen(cell.integer)));
  else if (cell.kind == db::CellKind::integer)
    json.integer(cell.integer);
  else
    json.text(cell.text);
  return json.take();
}

std::vector<FieldChange> differences(const StoredChange& change) {
  const auto& columns = change.shape->columns;
  const auto cells_of = [&](const std::string& content, std::vector<std::string>& owned) {
    std::vector<db::Cell> cells;
    if (content.empty() || content == db::kWithdrawnContent ||
        !db::read_row_content(content, *change.shape, cells, owned))
      cells.assign(columns.size(), db::Cell{});
    return cells;
  };
  std::vector<std::string> owned_before;
  std::vector<std::string> owned_after;
  const auto before = cells_of(change.before, owned_before);
  const auto after = cells_of(change.after, owned_after);
  std::vector<FieldChange> found;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    FieldChange field{columns[i].name, json_of(columns[i], before[i]), json_of(columns[i], after[i])};
    const bool is_blank = field.before == "null" && field.after == "\"\"";
    if (field.before != field.after && !is_blank) found.push_back(std::move(field));
  }
  return found;
}

}  // namespace

std::vector<HistoryItem> load_project_history(const db::Reader& reader, const Id<Project>& id) {
  std::vector<HistoryItem> items;
  std::map<std::int64_t, db::Author> authors;
  for (const StoredChange& change : load_changes(reader, id)) {
    auto author = authors.find(change.position);
    if (author == authors.end())
      author = authors.emplace(change.position, db::author_of(reader, change.position)).first;
    items.push_back({change.position, change.recorded_at, author->second, change.shape->entity, change.id,
                     change.version, differences(change)});
  }
  std::ranges::stable_sort(items, std::ranges::greater{}, &HistoryItem::position);
  return items;
}

}  // namespace guatu::project
