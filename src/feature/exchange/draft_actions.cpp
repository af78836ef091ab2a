// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/draft_actions.hpp"

#include "feature/cycle/cycle_actions.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/exchange/exchange_store.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/indicator/indicator_edit_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::exchange {
namespace {

// A row under its table's name, {"project":[{…}]}, in its two parts.
struct WrittenRow {
  std::string entity;
  std::string content;
};

template <class Row>
WrittenRow written(const Row& row) {
  JsonWriter json;
  json.begin_object();
  write(json, std::vector<Row>{row});
  const std::string text = json.end_object().take();
  const std::size_t name_end = text.find('"', 2);
  const std::size_t first = text.find('[') + 1;
  return {text.substr(2, name_end - 2), text.substr(first, text.rfind(']') - first)};
}

// Ids as people read them: parts of a key by strokes.
std::string shown_id(std::string key) {
  for (char& letter : key)
    if (letter == '\n') letter = '/';
  if (key.ends_with('/')) key.pop_back();
  return key;
}

}  // namespace

Draft load_draft(const db::Reader& reader) {
  Draft draft;
  draft.units.load(unit::load_units(reader));
  draft.people.load(unit::load_people(reader));
  draft.enterprises.load(enterprise::load_enterprises(reader));
  draft.indicators.load(indicator::load_indicators(reader));
  draft.targets.load(indicator::load_targets(reader));
  draft.month_shares.load(indicator::load_month_shares(reader));
  draft.observations.load(indicator::load_observations(reader));
  draft.projects.load(project::load_projects(reader));
  draft.project_years.load(project::load_project_years(reader));
  draft.milestones.load(project::load_milestones(reader));
  draft.adjustments.load(project::load_adjustments(reader));
  draft.matters.load(matter::load_matters(reader));
  draft.reports.load(matter::load_reports(reader));
  draft.extensions.load(matter::load_extensions(reader));
  draft.letters.load(matter::load_letters(reader));
  draft.cycles.load(cycle::load_cycles(reader));
  draft.agenda.load(cycle::load_agenda(reader));
  draft.course_days = project::load_course_days(reader);
  draft.target_adjustments = indicator::load_target_adjustments(reader);
  return draft;
}

Result<db::PutCounts> save_draft(db::Tx& tx, const Draft& draft, const project::Bringing& bringing) {
  // First, because it reads what the rows were.
  GUATU_CHECK(project::keep_course(
      tx,
      {draft.projects.touched(), draft.project_years.touched(), draft.milestones.touched(), draft.baseline_approvals},
      bringing));
  GUATU_CHECK(indicator::keep_adjustments(tx, draft.targets.touched(), draft.target_reasons, bringing.reason));
  db::PutCounts counts;
  counts += unit::save(tx, draft.units.touched());
  counts += unit::save(tx, draft.people.touched());
  counts += enterprise::save(tx, draft.enterprises.touched());
  counts += indicator::save(tx, draft.indicators.touched());
  counts += indicator::save(tx, draft.targets.touched());
  counts += indicator::save(tx, draft.month_shares.touched());
  counts += indicator::save(tx, draft.observations.touched());
  counts += project::save(tx, draft.projects.touched());
  counts += project::save(tx, draft.project_years.touched());
  counts += project::save(tx, draft.milestones.touched());
  counts += project::save(tx, draft.adjustments.touched());
  counts += matter::save(tx, draft.matters.touched());
  counts += matter::save(tx, draft.reports.touched());
  counts += matter::save(tx, draft.extensions.touched());
  counts += matter::save(tx, draft.letters.touched());
  counts += cycle::save(tx, draft.cycles.touched());
  counts += cycle::save(tx, draft.agenda.touched());
  return counts;
}

void add_remembered_names(const db::Reader& reader, RememberedNames& names) {
  for (const auto& mapping : db::load(reader, header_mapping_table()))
    for (const auto& name : mapping.names) {
      const auto equals = name.rfind('=');
      // What a person says now goes before what was remembered.
      if (equals != std::string::npos) names[mapping.id].try_emplace(name.substr(0, equals), name.substr(equals + 1));
    }
}

std::vector<TouchedRow> touched_rows(const Draft& draft) {
  std::vector<TouchedRow> rows;
  each_register(draft, [&]<class Row>(const RowSet<Row>& set) {
    for (const Row& row : set.touched()) {
      const Row* stored = set.find_stored(key_of(row));
      WrittenRow after = written(row);
      rows.push_back({std::move(after.entity), shown_id(key_of(row)),
                      stored == nullptr ? std::string() : written(*stored).content, std::move(after.content)});
    }
  });
  return rows;
}

}  // namespace guatu::exchange
