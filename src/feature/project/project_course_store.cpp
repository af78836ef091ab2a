// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_course_store.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "feature/project/project_store.hpp"

namespace guatu::project {

const db::Table<StageMove>& stage_move_table() {
  static const auto kTable =
      db::table<StageMove>("stage_move", db::key("project", &StageMove::project),
                           db::key("sequence", &StageMove::sequence), db::column("stage_before", &StageMove::before),
                           db::column("stage_after", &StageMove::after), db::column("moved_on", &StageMove::moved_on),
                           db::column("reason", &StageMove::reason), db::column("moved_by", &StageMove::moved_by));
  return kTable;
}

const db::Table<MonthReport>& month_report_table() {
  static const auto kTable = db::table<MonthReport>(
      "month_report", db::key("project", &MonthReport::project), db::key("month", &MonthReport::month),
      db::key("sequence", &MonthReport::sequence), db::column("actual", &MonthReport::actual),
      db::column("progress_text", &MonthReport::progress_text), db::column("reason", &MonthReport::reason),
      db::column("reported_on", &MonthReport::reported_on), db::column("reported_by", &MonthReport::reported_by));
  return kTable;
}

const db::Table<BaselineChange>& baseline_change_table() {
  static const auto kTable = db::table<BaselineChange>(
      "baseline_change", db::key("project", &BaselineChange::project), db::key("milestone", &BaselineChange::milestone),
      db::key("sequence", &BaselineChange::sequence), db::column("baseline_before", &BaselineChange::before),
      db::column("baseline_after", &BaselineChange::after),
      db::column("approval_number", &BaselineChange::approval_number), db::column("reason", &BaselineChange::reason),
      db::column("changed_on", &BaselineChange::changed_on), db::column("changed_by", &BaselineChange::changed_by));
  return kTable;
}

const db::Table<AdjustmentRequest>& adjustment_request_table() {
  using Row = AdjustmentRequest;
  static const auto kTable =
      db::table<Row>("adjustment_request", db::key("project", &Row::project), db::key("sequence", &Row::sequence),
                     db::column("kind", &Row::kind), db::column("year", &Row::year), db::column("state", &Row::state),
                     db::column("reason", &Row::reason), db::column("year_plan_before", &Row::year_plan_before),
                     db::column("year_plan_after", &Row::year_plan_after), db::column("asked_by", &Row::asked_by),
                     db::column("asked_on", &Row::asked_on), db::column("decided_by", &Row::decided_by),
                     db::column("decided_on", &Row::decided_on), db::column("approval_number", &Row::approval_number),
                     db::column("decision_note", &Row::decision_note));
  return kTable;
}

const db::Table<ProjectNote>& project_note_table() {
  static const auto kTable = db::table<ProjectNote>(
      "project_note", db::key("project", &ProjectNote::project), db::key("sequence", &ProjectNote::sequence),
      db::column("note", &ProjectNote::text), db::column("written_by", &ProjectNote::written_by),
      db::column("written_on", &ProjectNote::written_on), db::column("light", &ProjectNote::light),
      db::column("reason", &ProjectNote::reason), db::column("first_day", &ProjectNote::first),
      db::column("last_day", &ProjectNote::last), db::column("ended_on", &ProjectNote::ended_on),
      db::column("ended_by", &ProjectNote::ended_by));
  return kTable;
}

const db::Table<ProjectVisit>& project_visit_table() {
  static const auto kTable = db::table<ProjectVisit>(
      "project_visit", db::key("project", &ProjectVisit::project), db::key("sequence", &ProjectVisit::sequence),
      db::column("visited_on", &ProjectVisit::visited_on), db::column("visitor", &ProjectVisit::visitor),
      db::column("findings", &ProjectVisit::text), db::column("entered_by", &ProjectVisit::entered_by),
      db::column("entered_on", &ProjectVisit::entered_on));
  return kTable;
}

const db::Table<ProjectPhoto>& project_photo_table() {
  static const auto kTable = db::table<ProjectPhoto>(
      "project_photo", db::key("project", &ProjectPhoto::project), db::key("sequence", &ProjectPhoto::sequence),
      db::blob_column("content", &ProjectPhoto::content), db::column("media_type", &ProjectPhoto::media_type),
      db::column("bytes", &ProjectPhoto::bytes), db::column("width", &ProjectPhoto::width),
      db::column("height", &ProjectPhoto::height), db::column("caption", &ProjectPhoto::caption),
      db::column("taken_on", &ProjectPhoto::taken_on), db::column("added_on", &ProjectPhoto::added_on),
      db::column("added_by", &ProjectPhoto::added_by), db::column("withdrawn_on", &ProjectPhoto::withdrawn_on),
      db::column("withdrawn_by", &ProjectPhoto::withdrawn_by),
      db::column("withdrawal_reason", &ProjectPhoto::withdrawal_reason));
  return kTable;
}

std::string of_projects(std::size_t count) {
  std::string tail = "WHERE project IN (";
  for (std::size_t i = 0; i < count; ++i) tail += (i == 0 ? ":p" : ", :p") + std::to_string(i);
  return tail + ")";
}

std::int64_t next_sequence(const db::Reader& reader, const db::TableShape& shape, const Id<Project>& project) {
  std::int64_t next =
      reader
          .query_value<std::optional<std::int64_t>>(
              "SELECT max(sequence) FROM " + shape.entity + " WHERE project = :project", {{"project", project}})
          .value_or(std::nullopt)
          .value_or(0) +
      1;
  const auto was_given = [&] {
    std::vector<db::Cell> cells(shape.columns.size());
    cells[0] = db::Cell::of(std::string_view(project.value));
    cells[1] = db::Cell::of(next);
    return reader
        .query_value<std::int64_t>("SELECT version FROM row_version WHERE entity = :entity AND id = :id",
                                   {{"entity", shape.entity}, {"id", db::row_id(shape, cells)}})
        .has_value();
  };
  while (was_given()) ++next;
  return next;
}

std::int64_t count_matters(const db::Reader& reader, const Id<Project>& project) {
  return reader
      .query_value<std::int64_t>("SELECT count(*) FROM matter WHERE project = :project", {{"project", project}})
      .value_or(0);
}

std::vector<Id<Project>> load_parents(const db::Reader& reader, const db::Args& args) {
  std::vector<Id<Project>> parents;
  const std::string condition = replace_all(of_projects(args.size()), "project IN", "parent IN");
  reader.rows("SELECT parent FROM project " + condition, args,
              [&](const db::Cursor& cursor) { parents.push_back({std::string(db::text_in(cursor.cell(0)))}); });
  return parents;
}

bool has_parts(const db::Reader& reader, const Id<Project>& project) {
  return reader.query_value<std::string>("SELECT id FROM project WHERE parent = :project", {{"project", project}})
      .has_value();
}

namespace {

const std::vector<const db::TableShape*>& shapes_below() {
  static const std::vector<const db::TableShape*> kShapes{
      &project_year_table().shape(),  &milestone_table().shape(),          &adjustment_table().shape(),
      &stage_move_table().shape(),    &month_report_table().shape(),       &baseline_change_table().shape(),
      &project_note_table().shape(),  &adjustment_request_table().shape(), &project_visit_table().shape(),
      &project_photo_table().shape(),
  };
  return kShapes;
}

void add_changes(const db::Reader& reader, const db::TableShape& shape, std::string_view condition, db::Args args,
                 std::vector<StoredChange>& found) {
  args.push_back({"entity", shape.entity});
  reader.rows("SELECT id, version, position, recorded_at, content FROM row_version WHERE entity = :entity AND " +
                  std::string(condition) + " ORDER BY id, version",
              args, [&](const db::Cursor& cursor) {
                StoredChange change;
                change.shape = &shape;
                change.id = std::string(db::text_in(cursor.cell(0)));
                change.version = db::integer_in(cursor.cell(1));
                change.position = db::integer_in(cursor.cell(2));
                change.recorded_at = db::Codec<Instant>::decode(cursor.cell(3));
                change.after = std::string(db::text_in(cursor.cell(4)));
                if (!found.empty() && found.back().shape == &shape && found.back().id == change.id)
                  change.before = found.back().after;
                found.push_back(std::move(change));
              });
}

}  // namespace

std::optional<Date> first_known_on(const db::Reader& reader, const Id<Project>& project) {
  std::optional<Date> day;
  reader.rows("SELECT recorded_at FROM row_version WHERE entity = :entity AND id = :id AND version = 1",
              {{"entity", project_table().shape().entity}, {"id", project}},
              [&](const db::Cursor& cursor) { day = local_date(db::Codec<Instant>::decode(cursor.cell(0))); });
  return day;
}

std::vector<std::pair<std::string, Date>> load_first_known(const db::Reader& reader) {
  std::vector<std::pair<std::string, Date>> known;
  reader.rows("SELECT id, recorded_at FROM row_version WHERE entity = :entity AND version = 1",
              {{"entity", project_table().shape().entity}}, [&](const db::Cursor& cursor) {
                known.emplace_back(std::string(db::text_in(cursor.cell(0))),
                                   local_date(db::Codec<Instant>::decode(cursor.cell(1))));
              });
  return known;
}

std::optional<Date> first_planned_on(const db::Reader& reader, std::int64_t year) {
  std::optional<Date> day;
  // The year is the last part of such a row's id.
  reader.rows("SELECT min(recorded_at) FROM row_version WHERE entity = :entity AND version = 1 AND id LIKE :ending",
              {{"entity", project_year_table().shape().entity}, {"ending", "%/" + std::to_string(year)}},
              [&](const db::Cursor& cursor) {
                if (!cursor.cell(0).is_null()) day = local_date(db::Codec<Instant>::decode(cursor.cell(0)));
              });
  return day;
}

db::Position position_at_end_of(const db::Reader& reader, Date day) {
  // Entries stand in the order of their time, so the place is halved in; the journal has no index by time.
  db::Position before = 0;
  db::Position after = reader.position() + 1;
  while (before + 1 < after) {
    const db::Position middle = before + (after - before) / 2;
    bool is_by_then = false;
    reader.rows(
        "SELECT recorded_at FROM journal WHERE position = :position", {{"position", middle}},
        [&](const db::Cursor& cursor) { is_by_then = local_date(db::Codec<Instant>::decode(cursor.cell(0))) <= day; });
    (is_by_then ? before : after) = middle;
  }
  return before;
}

std::vector<StoredChange> load_changes(const db::Reader& reader, const Id<Project>& project) {
  std::vector<StoredChange> found;
  add_changes(reader, project_table().shape(), "id = :id", {{"id", project}}, found);
  // The ids of rows below a project begin with its own id, escaped as keys are, and a slash; 0 is the next byte.
  std::vector<db::Cell> cells(2);
  cells[0] = db::Cell::of(std::string_view(project.value));
  cells[1] = db::Cell::of(std::string_view());
  const std::string first = db::row_id(milestone_table().shape(), cells);
  const std::string after = first.substr(0, first.size() - 1) + "0";
  for (const db::TableShape* shape : shapes_below())
    add_changes(reader, *shape, "id >= :first AND id < :after", {{"first", first}, {"after", after}}, found);
  return found;
}

}  // namespace guatu::project
