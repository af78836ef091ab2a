// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/undo.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::undo {
namespace {

// Each stands in the undo_entry() of its feature. Figures that two people brought in and what they decided is not here.
constexpr std::string_view kRegisters =
    "unit person enterprise indicator target month_shares target_adjustment estimate peer_set project project_year "
    "milestone adjustment stage_move month_report baseline_change adjustment_request project_note project_visit "
    "project_photo matter matter_report extension letter matter_course matter_act matter_duty agenda_item";
// What an import writes about itself beside the registers.
constexpr std::string_view kImportRecords = "import_file header_mapping import_run import_part import_correction";
constexpr std::string_view kOutsideSnapshots =
    "person enterprise letter extension matter_report matter_duty project_visit peer_set";

// What is not taken back, and what is done instead. Other rows are refused with undo.other_row.
struct Kept {
  std::string_view entities;
  const char* code;
};
constexpr Kept kKept[] = {
    {"observation transcription transcription_row correction correction_row", "undo.statistics"},
    {"cycle cycle_reminder paper", "undo.cycle"},
    {"form", "undo.form"},
    {"rule_set rule_proposal", "undo.rule"},
    {"trial unit_signing cycle_plan contribution calendar_year", "undo.setting"},
    {"import_file header_mapping import_run import_part import_correction", "undo.import_step"},
    {"account account_code account_key account_policy account_secret acting_grant screen screen_secret setup_link "
     "session job_run",
     "undo.administration"}};

bool has(std::string_view words, std::string_view name) {
  const auto all = split(words, " ");
  return std::find(all.begin(), all.end(), name) != all.end();
}

const char* code_of_kept(std::string_view entity) {
  for (const Kept& kept : kKept)
    if (has(kept.entities, entity)) return kept.code;
  return "undo.other_row";
}

Problem problem_of(const TouchedRow& row, const char* code, ProblemArgs args) {
  args.emplace("entity", row.entity);
  args.emplace("id", row.id);
  return {row.entity + "/" + row.id, code, std::move(args)};
}

}  // namespace

bool is_register(std::string_view entity) { return has(kRegisters, entity); }

bool is_in_snapshots(std::string_view entity) { return is_register(entity) && !has(kOutsideSnapshots, entity); }

std::vector<Problem> judge(const EntryFacts& facts, Asked asked) {
  const std::string position = std::to_string(facts.position);
  if (asked == Asked::alone && facts.kind == "exchange.imported")
    return {{"", "undo.import", {{"position", position}}}};
  if (facts.kind.ends_with(".phone_erased")) return {{"", "undo.erased", {{"position", position}}}};
  std::vector<Problem> problems;
  bool any = false;
  for (const TouchedRow& row : facts.rows) {
    if (asked == Asked::with_its_import && has(kImportRecords, row.entity)) continue;
    any = true;
    if (!is_register(row.entity) && !(asked == Asked::with_its_import && row.entity == "cycle"))
      problems.push_back(problem_of(row, code_of_kept(row.entity), {}));
    else if (row.latest_version != row.version)
      problems.push_back(problem_of(row, "store.changed_since",
                                    {{"position", position}, {"version", std::to_string(row.latest_version)}}));
    else if (!facts.frozen_after.empty() && is_in_snapshots(row.entity))
      problems.push_back(problem_of(row, "undo.held_by_cycle", {{"cycle", facts.frozen_after}}));
  }
  if (!any) problems.push_back({"", "undo.nothing", {{"position", position}}});
  return problems;
}

}  // namespace guatu::undo
