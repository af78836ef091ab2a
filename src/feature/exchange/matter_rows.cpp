// SPDX-License-Identifier: Apache-2.0
// Matters with their reports, extensions and letters, and the calendar of cycles.
#include "base/text.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {
namespace {

void read_milestone(const RowReader& row, matter::Matter& matter) {
  if (row.has("milestone")) {
    std::int64_t sequence = 0;
    row.set("milestone", sequence);
    matter.milestone = sequence;
  } else if (row.is_cleared("milestone")) {
    matter.milestone.reset();
  }
}

void read_matter_columns(const RowReader& row, matter::Matter& matter) {
  row.set("kind", matter.kind);
  row.set("text", matter.text);
  row.set("source_kind", matter.source_kind);
  row.set("source", matter.source);
  row.set("lead", matter.lead);
  row.set("assisting", matter.assisting);
  row.set("registered_on", matter.registered_on);
  row.set("assigned_on", matter.assigned_on);
  row.set("original_due", matter.original_due);
  row.set("due", matter.due);
  row.set("state", matter.state);
  row.set("side_state", matter.side_state);
  row.set("coordination_level", matter.coordination_level);
  row.set("latest_report", matter.latest_report);
  row.set("reported_on", matter.reported_on);
  row.set("done_on", matter.done_on);
  row.set("verifier", matter.verifier);
  row.set("return_count", matter.return_count);
  row.set_id("project", matter.project);
  read_milestone(row, matter);
  row.set_id("indicator", matter.indicator);
  row.set("warning", matter.warning);
  row.set("satisfaction", matter.satisfaction);
  row.set("note", matter.note);
}

void check_references(const RowReader& row, const matter::Matter& matter, const Draft& draft) {
  if (matter.project && draft.projects.find(matter.project->value) == nullptr)
    row.report("project", wrong_cell("import.unknown_project", {{"value", matter.project->value}}));
  if (matter.milestone) {
    project::Milestone wanted;
    if (matter.project) wanted.project = *matter.project;
    wanted.sequence = *matter.milestone;
    if (draft.milestones.find(key_of(wanted)) == nullptr)
      row.report("milestone", wrong_cell("import.unknown_milestone", {{"value", std::to_string(*matter.milestone)},
                                                                      {"project", wanted.project.value}}));
  }
  if (matter.indicator && draft.indicators.find(matter.indicator->value) == nullptr)
    row.report("indicator", wrong_cell("import.unknown_indicator", {{"value", matter.indicator->value}}));
}

// What is told of a matter whose course is kept here is told by its acts: reports and extensions of a workbook would
// stand beside them and count for nothing. Rows that are there already may come again.
template <class Row>
void check_told_by_acts(const RowReader& row, const RowSet<matter::Matter>& matters, const RowSet<Row>& rows,
                        const Row& told) {
  const auto* matter = matters.find_stored(told.matter.value);
  if (matter == nullptr || !matter->acts) return;
  const Row* stored = rows.find_stored(key_of(told));
  if (stored != nullptr && *stored == told) return;
  row.report("matter", wrong_cell("import.matter_worked_on_here", {{"value", told.matter.value}}));
}

bool check_matter_exists(const RowReader& row, const Draft& draft, const std::string& id) {
  if (draft.matters.find(id) != nullptr) return true;
  row.report("matter", wrong_cell("import.unknown_matter", {{"value", id}}));
  return false;
}

// What a workbook may still say of a matter that somebody acted on here: where it stands is its course's, and saving a
// matter takes no more.
matter::Matter under_its_course(matter::Matter stored, const matter::Matter& row) {
  stored.text = row.text;
  stored.source_kind = row.source_kind;
  stored.source = row.source;
  stored.project = row.project;
  stored.milestone = row.milestone;
  stored.indicator = row.indicator;
  stored.warning = row.warning;
  stored.note = row.note;
  return stored;
}

}  // namespace

void read_matters(const TableContext& context, Draft& draft) {
  Records records(context);
  const bool only_changes = context.mapping->layout->id == "matter_change";
  records.each([&](const RowReader& row) {
    const std::string id = row.key("id");
    if (id.empty() || !records.is_first(row, "id", id)) return;
    const auto* before = draft.matters.find_stored(id);
    if (only_changes && draft.matters.find(id) == nullptr)
      return row.report("id", wrong_cell("import.unknown_matter", {{"value", id}}));
    matter::Matter blank;
    blank.id.value = id;
    auto& matter = draft.matters.edit(std::move(blank));
    read_matter_columns(row, matter);
    if (const auto at = row.cell_of("due"); at && context.due_cells != nullptr)
      context.due_cells->insert_or_assign(id, *at);
    if (!matter.due) matter.due = matter.original_due;
    if (before != nullptr && before->acts) {
      const auto kept = under_its_course(*before, matter);
      if (kept != matter)
        row.report("id", wrong_cell("import.matter_worked_on_here", {{"value", id}}), Severity::doubtful);
      matter = kept;
    }
    check_references(row, matter, draft);
    const auto verdict = before == nullptr ? matter::check(matter) : matter::check_change(*before, matter);
    if (!verdict) row.report(verdict.error().problems.front().place, verdict.error());
  });
}

void read_matter_reports(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    matter::Report blank;
    blank.matter.value = row.key("matter");
    if (blank.matter.empty() || !check_matter_exists(row, draft, blank.matter.value)) return;
    row.set("sequence", blank.sequence);
    if (!records.is_first(row, "sequence", key_of(blank))) return;
    auto& report = draft.reports.edit(std::move(blank));
    row.set("reported_on", report.reported_on);
    row.set("unit", report.unit);
    row.set("text", report.text);
    row.set("progress_word", report.progress_word);
    check_told_by_acts(row, draft.matters, draft.reports, report);
  });
}

void read_extensions(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    matter::Extension blank;
    blank.matter.value = row.key("matter");
    std::optional<Date> asked_on;
    row.set("asked_on", asked_on);
    if (blank.matter.empty() || !check_matter_exists(row, draft, blank.matter.value)) return;
    if (!asked_on) return row.report("asked_on", wrong_cell("import.key_missing", {{"field", "申请日期"}}));
    blank.asked_on = *asked_on;
    if (!records.is_first(row, "asked_on", key_of(blank))) return;
    auto& extension = draft.extensions.edit(std::move(blank));
    row.set("unit", extension.unit);
    row.set("due_before", extension.due_before);
    row.set("due_asked", extension.due_asked);
    row.set("decision", extension.decision);
    row.set("decided_on", extension.decided_on);
    row.set("decided_by", extension.decided_by);
    row.set("reason", extension.reason);
    check_told_by_acts(row, draft.matters, draft.extensions, extension);
  });
}

namespace {

bool is_granted(const Draft& draft, const matter::Matter& matter, Date due) {
  for (const auto* rows : {&draft.extensions.touched(), &draft.extensions.stored()})
    for (const auto& extension : *rows)
      if (extension.matter == matter.id && extension.decision == "同意" && extension.due_asked == due) return true;
  return false;
}

}  // namespace

void settle_due_dates(const Draft& draft, const sheet::Workbook& workbook, const std::map<std::string, CellAt>& cells,
                      std::vector<CellProblem>& problems) {
  for (const auto& matter : draft.matters.touched()) {
    const auto* before = draft.matters.find_stored(key_of(matter));
    const bool moved = before != nullptr ? before->due != matter.due : matter.due != matter.original_due;
    if (!moved || !matter.due || matter.due == matter.original_due || is_granted(draft, matter, *matter.due)) continue;
    CellProblem problem{Severity::wrong,
                        "",
                        {},
                        Problem{workbook.file_name,
                                "matter.due_without_extension",
                                {{"matter", matter.id.value}, {"value", format_date(*matter.due)}}}};
    if (const auto cell = cells.find(matter.id.value); cell != cells.end()) {
      problem.sheet = cell->second.sheet;
      problem.at = cell->second.at;
      problem.problem.place = workbook.place(*workbook.find_sheet(problem.sheet), problem.at);
    }
    problems.push_back(std::move(problem));
  }
}

void read_letters(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    matter::Letter blank;
    blank.id.value = row.key("id");
    const std::string matter = row.key("matter");
    if (blank.id.empty() || !records.is_first(row, "id", blank.id.value) || !check_matter_exists(row, draft, matter))
      return;
    auto& letter = draft.letters.edit(std::move(blank));
    letter.matter.value = matter;
    row.set("kind", letter.kind);
    row.set("warning", letter.warning);
    row.set("signed_on", letter.signed_on);
    row.set("signed_by", letter.signed_by);
    row.set("summary", letter.summary);
  });
}

void read_cycles(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    cycle::Cycle blank;
    blank.id.value = row.key("id");
    if (blank.id.empty() || !records.is_first(row, "id", blank.id.value)) return;
    auto& cycle = draft.cycles.edit(std::move(blank));
    row.set("kind", cycle.kind);
    row.set("number", cycle.number);
    row.set("planned_on", cycle.planned_on);
    row.set("held_on", cycle.held_on);
    row.set("chair", cycle.chair);
    row.set("place", cycle.place);
    row.set("cut_off", cycle.cut_off);
    row.set("note", cycle.note);
  });
}

void read_agenda(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    cycle::AgendaItem blank;
    blank.cycle.value = row.key("cycle");
    row.set("sequence", blank.sequence);
    if (blank.cycle.empty() || !records.is_first(row, "sequence", key_of(blank))) return;
    if (draft.cycles.find(blank.cycle.value) == nullptr)
      return row.report("cycle", wrong_cell("import.unknown_cycle", {{"value", blank.cycle.value}}));
    auto& item = draft.agenda.edit(std::move(blank));
    row.set("kind", item.kind);
    row.set("text", item.text);
    row.set_id("matter", item.matter);
    row.set("speaker", item.speaker);
    if (item.matter && draft.matters.find(item.matter->value) == nullptr)
      row.report("matter", wrong_cell("import.unknown_matter", {{"value", item.matter->value}}));
  });
}

}  // namespace guatu::exchange
