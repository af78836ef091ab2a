// SPDX-License-Identifier: Apache-2.0
#include "feature/waiting/waiting_actions.hpp"

#include <algorithm>

#include "feature/form/form_actions.hpp"
#include "feature/indicator/statistic_actions.hpp"
#include "feature/light/rule_set_actions.hpp"
#include "feature/project/adjustment_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::waiting {
namespace {

void add_adjustments(const db::Reader& reader, std::vector<Waiting>& all) {
  for (const auto& [request, project] : project::load_requests_in(reader, project::RequestState::asked)) {
    const auto& row = request.row;
    Waiting one{Step::adjustment, row.project.value, project.name, std::string(chinese_of(row.kind)),
                row.asked_by,     row.asked_on};
    for (auto& tie : project::ties_of(project)) one.ties.emplace_back(std::string(tie.kind), std::move(tie.who));
    all.push_back(std::move(one));
  }
}

// Papers of statistics: which figures they bring is not told here, some are not out yet.
void add_statistics(const db::Reader& reader, std::vector<Waiting>& all) {
  const auto corrections = indicator::load_waiting_corrections(reader);
  const auto transcriptions = indicator::load_waiting_transcriptions(reader);
  if (corrections.empty() && transcriptions.empty()) return;
  const auto units = unit::load_units(reader);
  const auto ties = [&](const std::string& source) {
    return std::vector<std::pair<std::string, std::string>>{{"source", indicator::source_unit(source, units)}};
  };
  for (const auto& row : corrections)
    all.push_back({Step::correction, row.id.value, row.document.empty() ? row.source : row.document, row.reason,
                   row.proposed_by, row.proposed_on, ties(row.source)});
  for (const auto& row : transcriptions) {
    Waiting one{Step::transcription, row.id.value, row.document,    row.source,
                row.first_by,        row.first_on, ties(row.source)};
    if (row.state == indicator::TranscriptionState::differs) one.only = {row.first_by, row.second_by};
    all.push_back(std::move(one));
  }
}

}  // namespace

std::vector<Waiting> load_waiting(const db::Reader& reader) {
  std::vector<Waiting> all;
  add_adjustments(reader, all);
  add_statistics(reader, all);
  for (const auto& form : form::load_proposed_forms(reader))
    all.push_back({Step::form, form.id.value, form.name, form.basis, form.proposed_by, form.proposed_on});
  for (const auto& rules : lights::load_unconfirmed_rules(reader))
    all.push_back({Step::rule_set, rules.id.value, rules.title, rules.scope, rules.proposed_by, rules.proposed_on});
  std::ranges::stable_sort(all, {}, &Waiting::asked_on);
  return all;
}

}  // namespace guatu::waiting
