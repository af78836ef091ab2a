// SPDX-License-Identifier: Apache-2.0
#include "feature/light/project_light_actions.hpp"

#include <algorithm>

#include "engine/light/rule_toml.hpp"
#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/project/course_actions.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/trial/trial_actions.hpp"

namespace guatu::lights {
namespace {

Portfolio portfolio_of(const db::Reader& reader, std::vector<project::Project> projects) {
  std::vector<Id<project::Project>> ids;
  for (const auto& one : projects) ids.push_back(one.id);
  auto belongings = project::load_belongings(reader, ids);
  return {std::move(projects), std::move(belongings.years), std::move(belongings.milestones),
          std::move(belongings.adjustments)};
}

constexpr std::size_t kProjectsAtOnce = 500;

}  // namespace

Result<RuleInForce> load_rule(const db::Reader& reader, const std::string& id, Date day) {
  if (id.empty()) return load_rule_in_force(reader, day);
  for (auto& adoption : load_adoptions(reader)) {
    if (adoption.id.value != id || adoption.scope != "project") continue;
    GUATU_TRY(light::RuleSet rules, light::parse_rule_set(adoption.text, id));
    return RuleInForce{std::move(adoption), std::move(rules)};
  }
  return refuse(ErrorKind::not_found, "rule", "light.no_such_rule", {{"rule", id}});
}

Result<std::vector<std::optional<light::LightStyle>>> load_styles_shown(const db::Reader& reader,
                                                                        const std::vector<project::Project>& projects,
                                                                        Date day) {
  std::vector<std::optional<light::LightStyle>> styles(projects.size());
  const auto rule = load_rule_in_force(reader, day);
  if (!rule || projects.empty()) return styles;
  const auto notes = project::load_notes_in_force(reader, day);
  for (std::size_t first = 0; first < projects.size(); first += kProjectsAtOnce) {
    const std::size_t end = std::min(first + kProjectsAtOnce, projects.size());
    const Portfolio portfolio = portfolio_of(reader, {projects.begin() + static_cast<std::ptrdiff_t>(first),
                                                      projects.begin() + static_cast<std::ptrdiff_t>(end)});
    const Board board(rule->rules, portfolio, cadence::load_figures_due(reader).month_at(day), day);
    const ShownLights shown(board, notes);
    for (std::size_t i = first; i < end; ++i)
      if (const ProjectLight* row = board.find(projects[i].id)) styles[i] = rule->rules.lights[shown.of(*row).light];
  }
  return styles;
}

Result<std::shared_ptr<const ShownByLight::Known>> ShownByLight::known_at(const db::Reader& reader, Date day) {
  {
    const std::scoped_lock lock(guard_);
    if (known_ && known_->position == reader.position() && known_->day == day) return known_;
  }
  GUATU_TRY(const auto rule, load_rule_in_force(reader, day));
  const Portfolio portfolio = load_portfolio(reader);
  const Board board(rule.rules, portfolio, cadence::load_figures_due(reader).month_at(day), day);
  const auto notes = project::load_notes_in_force(reader, day);
  const ShownLights shown(board, notes);
  auto known = std::make_shared<Known>();
  known->position = reader.position();
  known->day = day;
  for (const auto& style : rule.rules.lights) known->codes.push_back(style.code);
  known->shown.reserve(board.rows().size());
  for (const auto& row : board.rows()) known->shown.emplace_back(row.project->id, shown.of(row).light);
  const std::scoped_lock lock(guard_);
  return known_ = std::move(known);
}

Result<std::vector<Id<project::Project>>> ShownByLight::find(const db::Reader& reader,
                                                             const std::vector<std::string>& lights, Date day) {
  GUATU_TRY(const auto known, known_at(reader, day));
  std::vector<bool> wanted(known->codes.size(), false);
  for (const auto& code : lights) {
    const auto found = std::ranges::find(known->codes, code);
    if (found == known->codes.end())
      return refuse(ErrorKind::invalid, "light", "light.unknown_light", {{"value", code}});
    wanted[static_cast<std::size_t>(found - known->codes.begin())] = true;
  }
  std::vector<Id<project::Project>> ids;
  for (const auto& [id, light] : known->shown)
    if (wanted[light]) ids.push_back(id);
  return ids;
}

Result<ExplainedProject> explain_project(const db::Reader& reader, const Id<project::Project>& id,
                                         const std::string& rule, Date day, light::Tongue tongue) {
  GUATU_TRY(auto project, project::find_project(reader, id));
  GUATU_TRY(RuleInForce in_force, load_rule(reader, rule, day));
  const Portfolio portfolio = portfolio_of(reader, {std::move(project.row)});
  const Board board(in_force.rules, portfolio, cadence::load_figures_due(reader).month_at(day), day);
  const ProjectLight* row = board.find(id);
  if (row == nullptr) return refuse(ErrorKind::conflict, "", "light.has_none", {{"project", id.value}});
  const auto notes = project::load_notes_in_force(reader, day);
  const ShownLight shown = ShownLights(board, notes).of(*row);
  ExplainedProject explained{
      {}, board.month(), shown.light, row->lights.overall().light, std::nullopt, explain(board, *row, tongue)};
  if (shown.by_hand != nullptr) explained.by_hand = *shown.by_hand;
  explained.rule = std::move(in_force);
  return explained;
}

Result<void> check_visible(const db::Reader& reader, trial::Audience audience) {
  return trial::check_visible(reader, trial::List::lights, audience);
}

Result<std::vector<project::Tie>> load_ties(const db::Reader& reader, const Id<project::Project>& id) {
  GUATU_TRY(const auto project, project::find_project(reader, id));
  return project::ties_of(project.row);
}

std::vector<db::Versioned<project::ProjectNote>> load_project_notes(const db::Reader& reader,
                                                                    const Id<project::Project>& id) {
  return project::load_notes(reader, id);
}

Result<db::Versioned<project::ProjectNote>> write_project_note(db::Tx& tx, project::ProjectNote note) {
  note.written_by = tx.actor().on_behalf_of.empty() ? tx.actor().name : tx.actor().on_behalf_of;
  note.written_on = tx.today();
  if (note.light) {
    note.first = tx.today();
    if (!note.last)
      return refuse(ErrorKind::invalid, "last", "light.override_without_end",
                    {{"first", format_date(*note.first)}, {"last", "—"}});
    GUATU_TRY(const RuleInForce rule, load_rule_in_force(tx, tx.today()));
    GUATU_CHECK(
        light::check_override(rule.rules, {*note.light, note.reason, note.written_by, *note.first, *note.last}));
  }
  return project::write_note(tx, std::move(note));
}

Result<db::Versioned<project::ProjectNote>> end_project_note(db::Tx& tx, const Id<project::Project>& id,
                                                             std::int64_t sequence, std::int64_t expected_version) {
  return project::end_note(tx, id, sequence, expected_version);
}

}  // namespace guatu::lights
