// SPDX-License-Identifier: Apache-2.0
#include "feature/project/adjustment_actions.hpp"

#include <unordered_map>

#include "feature/project/project_actions.hpp"
#include "feature/project/project_course_store.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/project/project_store.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::project {
namespace {

std::optional<db::Versioned<ProjectYear>> year_row(const db::Reader& reader, const Id<Project>& id, std::int64_t year) {
  return db::find_versioned(reader, project_year_table(), id, year);
}

}  // namespace

std::vector<db::Versioned<AdjustmentRequest>> load_requests(const db::Reader& reader, const Id<Project>& id) {
  return db::load_versioned(reader, adjustment_request_table(), std::string(kOfProject) + " ORDER BY sequence",
                            {{"project", id}});
}

Result<db::Versioned<AdjustmentRequest>> ask_adjustment(db::Tx& tx, AdjustmentRequest request) {
  GUATU_CHECK(find_project(tx, request.project));
  std::vector<AdjustmentRequest> earlier;
  for (auto& one : load_requests(tx, request.project)) earlier.push_back(std::move(one.row));
  GUATU_CHECK(check_request(request, earlier));
  if (const auto year = year_row(tx, request.project, request.year)) request.year_plan_before = year->row.year_plan;
  request.sequence = next_sequence(tx, adjustment_request_table().shape(), request.project);
  request.state = RequestState::asked;
  request.asked_by = tx.actor().name;
  request.asked_on = tx.today();
  GUATU_TRY(const std::int64_t version, db::put_new(tx, adjustment_request_table(), request));
  tx.journal({"project.adjustment_asked", request.project.value,
              db::change_content<AdjustmentRequest>(adjustment_request_table(), nullptr, request)});
  return db::Versioned<AdjustmentRequest>{std::move(request), version};
}

namespace {

// The approved adjustment in the ledger: its own row, the year's plan, the stage.
Result<void> apply(db::Tx& tx, const Decided& decided) {
  const AdjustmentRequest& request = decided.request;
  if (const auto known =
          db::find(tx, adjustment_table(), request.project, request.kind, decided.adjustment->approval_number))
    return refuse(ErrorKind::conflict, "approval_number", "project.approval_known",
                  {{"approval_number", decided.adjustment->approval_number}});
  db::put(tx, adjustment_table(), *decided.adjustment);
  const auto before = year_row(tx, request.project, request.year);
  if (before ? before->row.year_plan != decided.year.year_plan : decided.year.year_plan.has_value())
    db::put(tx, project_year_table(), decided.year);
  GUATU_TRY(auto project, find_project(tx, request.project));
  if (!decided.stage || *decided.stage == project.row.stage) return {};
  StageMove move;
  move.project = request.project;
  move.sequence = next_sequence(tx, stage_move_table().shape(), request.project);
  move.before = project.row.stage;
  move.after = project.row.stage = *decided.stage;
  move.moved_on = tx.today();
  move.reason = request.reason;
  move.moved_by = tx.actor().name;
  db::put(tx, stage_move_table(), move);
  db::put(tx, project_table(), project.row);
  return {};
}

}  // namespace

Result<db::Versioned<AdjustmentRequest>> decide_adjustment(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                                           const Decision& decision, std::int64_t expected_version) {
  const auto found = db::find_versioned(tx, adjustment_request_table(), id, sequence);
  if (!found)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value + "/" + std::to_string(sequence)}});
  ProjectYear year;
  year.project = id;
  year.year = found->row.year;
  if (auto stored = year_row(tx, id, found->row.year)) year = std::move(stored->row);
  GUATU_TRY(auto decided, decide_request(found->row, year, decision, tx.actor().name, tx.today()));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, adjustment_request_table(), decided.request, expected_version));
  if (decided.adjustment) GUATU_CHECK(apply(tx, decided));
  tx.journal({decided.adjustment ? "project.adjustment_approved" : "project.adjustment_refused", id.value,
              db::change_content(adjustment_request_table(), &found->row, decided.request)});
  return db::Versioned<AdjustmentRequest>{std::move(decided.request), version};
}

namespace {

Opening load_opening(const db::Reader& reader, std::int64_t year, Date today) {
  const Date fixed_on = list_fixed_on(year, first_planned_on(reader, year).value_or(today));
  // Until then the list is what it is now.
  const db::AsOf as_of = today <= fixed_on ? db::AsOf() : db::AsOf(position_at_end_of(reader, fixed_on));
  return {fixed_on, load_projects(reader, as_of), load_project_years(reader, as_of)};
}

}  // namespace

NamedDenominators load_denominators(const db::Reader& reader, std::int64_t year, Date today) {
  const auto projects = load_projects(reader);
  const auto years = db::load(reader, project_year_table(), "WHERE year = :year", {{"year", year}});
  const auto adjustments = load_adjustments(reader);
  NamedDenominators named{denominators_of(year, {projects, years, adjustments}, load_opening(reader, year, today)), {}};
  std::unordered_map<std::string_view, std::string_view> names;
  for (const auto& project : projects) names[project.id.value] = project.name;
  for (const auto& adjustment : named.denominators.adjustments)
    named.names.emplace_back(names[adjustment.project.value]);
  return named;
}

}  // namespace guatu::project
