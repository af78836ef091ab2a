// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_edit_actions.hpp"

#include <algorithm>
#include <set>

#include "feature/project/brought.hpp"
#include "feature/project/project_course_store.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/project/project_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::project {
namespace {

Surroundings surroundings_of(const db::Tx& tx, const Project& project, std::vector<unit::Unit> units) {
  Surroundings around{std::move(units), std::nullopt, has_parts(tx, project.id) ? 1 : 0, tx.today()};
  if (project.parent) around.parent = db::find(tx, project_table(), *project.parent);
  return around;
}

Result<void> check(const db::Tx& tx, const Project& project) {
  return check_project(project, surroundings_of(tx, project, unit::load_units(tx)));
}

template <class Row>
Result<std::int64_t> put_over(db::Tx& tx, const db::Table<Row>& table, const Row& row, std::int64_t expected) {
  return expected == 0 ? db::put_new(tx, table, row) : db::put_if(tx, table, row, expected);
}

}  // namespace

Result<db::Versioned<Project>> create_project(db::Tx& tx, const Project& project) {
  GUATU_CHECK(check(tx, project));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, project_table(), project));
  tx.journal({"project.created", project.id.value, db::change_content<Project>(project_table(), nullptr, project)});
  return db::Versioned<Project>{project, version};
}

Result<db::Versioned<Project>> edit_project(db::Tx& tx, Project project, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_project(tx, project.id));
  project.stage = before.row.stage;
  project.progress_text = before.row.progress_text;
  project.progress_on = before.row.progress_on;
  GUATU_CHECK(check(tx, project));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, project_table(), project, expected_version));
  if (version != before.version)
    tx.journal({"project.edited", project.id.value, db::change_content(project_table(), &before.row, project)});
  return db::Versioned<Project>{std::move(project), version};
}

Result<db::Versioned<Project>> move_project(db::Tx& tx, const Id<Project>& id, const StageStep& step,
                                            std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_project(tx, id));
  GUATU_CHECK(check_stage_move(before.row, step.stage, step.on, tx.today()));
  if (step.stage == Stage::stopped) {
    const auto adjustments = db::load(tx, adjustment_table(), std::string(kOfProject), {{"project", id}});
    const auto moves =
        db::load(tx, stage_move_table(), std::string(kOfProject) + " ORDER BY sequence", {{"project", id}});
    GUATU_CHECK(check_stop(before.row, adjustments, course_days(moves)));
  }
  Project project = before.row;
  project.stage = step.stage;
  GUATU_TRY(const std::int64_t version, db::put_if(tx, project_table(), project, expected_version));
  const StageMove move{id,
                       next_sequence(tx, stage_move_table().shape(), id),
                       before.row.stage,
                       step.stage,
                       step.on,
                       step.reason,
                       tx.actor().name};
  db::put(tx, stage_move_table(), move);
  tx.journal({"project.moved", id.value, db::change_content<StageMove>(stage_move_table(), nullptr, move)});
  return db::Versioned<Project>{std::move(project), version};
}

Result<db::Versioned<ProjectYear>> find_year(const db::Reader& reader, const Id<Project>& id, std::int64_t year) {
  GUATU_CHECK(find_project(reader, id));
  if (auto found = db::find_versioned(reader, project_year_table(), id, year)) return std::move(*found);
  db::Versioned<ProjectYear> none;
  none.row.project = id;
  none.row.year = year;
  return none;
}

Result<db::Versioned<ProjectYear>> plan_year(db::Tx& tx, const Id<Project>& id, std::int64_t year, const YearPlan& plan,
                                             std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_year(tx, id, year));
  GUATU_TRY(ProjectYear after, planned(before.row, plan));
  GUATU_TRY(const std::int64_t version, put_over(tx, project_year_table(), after, expected_version));
  if (version != before.version) {
    JsonWriter json;
    json.begin_object().member("year", year).member("reason", plan.reason).key("change");
    json.raw(db::change_content(project_year_table(), before.version == 0 ? nullptr : &before.row, after));
    tx.journal({"project.planned", id.value, json.end_object().take()});
  }
  return db::Versioned<ProjectYear>{std::move(after), version};
}

namespace {

std::string place_of(std::size_t row) { return "rows[" + std::to_string(row) + "]"; }

Result<void> check_block(const CellBlock& block) {
  if (block.rows.size() > kCellRowsMax)
    return refuse(ErrorKind::too_large, "rows", "project.too_many_cells",
                  {{"rows", std::to_string(kCellRowsMax)}, {"fields", std::to_string(kCellFieldsMax)}});
  std::vector<Problem> problems;
  std::set<std::string_view> seen;
  std::set<std::string_view> fields;
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    const CellRow& row = block.rows[i];
    if (!seen.insert(row.id.value).second)
      problems.push_back({place_of(i) + ".id", "project.row_twice", {{"row", row.id.value}}});
    for (const auto& [field, text] : row.values) {
      fields.insert(field);
      if (is_year_cell(field) && block.year == 0) problems.push_back({"year", "api.field_missing", {}});
    }
  }
  if (fields.size() > kCellFieldsMax)
    problems.push_back({"rows",
                        "project.too_many_cells",
                        {{"rows", std::to_string(kCellRowsMax)}, {"fields", std::to_string(kCellFieldsMax)}}});
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

struct EditedRow {
  db::Versioned<Project> before;
  Project project;
  db::Versioned<ProjectYear> year_before;
  ProjectYear year;
  bool has_year_cell = false;
};

void add_problems(const Error& error, const std::string& place, const std::string& row, std::vector<Problem>& all) {
  for (Problem problem : error.problems) {
    if (!problem.place.starts_with("rows[")) problem.place = place + ".values." + problem.place;
    problem.args["row"] = row;
    all.push_back(std::move(problem));
  }
}

// A row with its cells set; its problems are added and nothing comes back.
std::optional<EditedRow> edited_row(const db::Tx& tx, const CellBlock& block, std::size_t index,
                                    const std::vector<unit::Unit>& units, std::vector<Problem>& problems) {
  const CellRow& row = block.rows[index];
  const std::string place = place_of(index);
  auto found = find_project(tx, row.id);
  if (!found) {
    problems.push_back({place + ".id", "api.no_such_record", {{"id", row.id.value}}});
    return std::nullopt;
  }
  EditedRow edited{*found, found->row, {}, {}, false};
  if (auto year = find_year(tx, row.id, block.year)) edited.year_before = *std::move(year);
  edited.year = edited.year_before.row;
  const std::size_t before = problems.size();
  for (const auto& [field, text] : row.values) {
    edited.has_year_cell |= is_year_cell(field);
    const auto set = set_cell(edited.project, edited.year, field, text, {place + ".values." + field, row.id.value});
    if (!set) add_problems(set.error(), place, row.id.value, problems);
  }
  const auto conflict = [&](const char* field, std::int64_t given, std::int64_t stored) {
    problems.push_back({place + "." + field,
                        "store.version_conflict",
                        {{"expected", std::to_string(given)}, {"version", std::to_string(stored)}}});
  };
  if (row.version != edited.before.version) conflict("version", row.version, edited.before.version);
  if (edited.has_year_cell && row.year_version != edited.year_before.version)
    conflict("year_version", row.year_version, edited.year_before.version);
  if (problems.size() != before) return std::nullopt;
  const auto checked = check_project(edited.project, surroundings_of(tx, edited.project, units));
  if (!checked) add_problems(checked.error(), place, row.id.value, problems);
  const YearPlan plan{edited.year.year_plan, {edited.year.plan.begin(), edited.year.plan.end()}, block.reason};
  if (edited.has_year_cell) {
    const auto planned_year = planned(edited.year_before.row, plan);
    if (!planned_year) problems.push_back(planned_year.error().problems.front());
  }
  return problems.size() == before ? std::optional(std::move(edited)) : std::nullopt;
}

}  // namespace

Result<WrittenCells> paste_cells(db::Tx& tx, const CellBlock& block) {
  GUATU_CHECK(check_block(block));
  const auto units = unit::load_units(tx);
  std::vector<Problem> problems;
  std::vector<EditedRow> rows;
  for (std::size_t i = 0; i < block.rows.size(); ++i)
    if (auto edited = edited_row(tx, block, i, units, problems)) rows.push_back(std::move(*edited));
  if (!problems.empty()) {
    const auto is_conflict = [](const Problem& problem) { return problem.code == "store.version_conflict"; };
    const bool only_conflicts = std::ranges::all_of(problems, is_conflict);
    return refuse(Error{only_conflicts ? ErrorKind::conflict : ErrorKind::invalid, std::move(problems)});
  }
  WrittenCells written;
  JsonWriter json;
  json.begin_object().member("reason", block.reason).key("rows").begin_array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const EditedRow& row = rows[i];
    WrittenRow done{row.project.id, row.before.version, row.year_before.version};
    GUATU_TRY(done.version, db::put_if(tx, project_table(), row.project, row.before.version));
    if (row.has_year_cell) {
      GUATU_TRY(done.year_version, put_over(tx, project_year_table(), row.year, row.year_before.version));
    }
    written.cells += static_cast<std::int64_t>(block.rows[i].values.size());
    json.begin_object().member("id", row.project.id.value);
    if (done.version != row.before.version)
      json.key("project").raw(db::change_content(project_table(), &row.before.row, row.project));
    if (done.year_version != row.year_before.version)
      json.key("year").raw(db::change_content(project_year_table(),
                                              row.year_before.version == 0 ? nullptr : &row.year_before.row, row.year));
    json.end_object();
    written.rows.push_back(std::move(done));
  }
  if (tx.has_change()) tx.journal({"project.cells_pasted", "", json.end_array().end_object().take()});
  return written;
}

}  // namespace guatu::project
