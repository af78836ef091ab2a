// SPDX-License-Identifier: Apache-2.0
// The lights of projects out of the store (项目亮灯): of a page of a list, of those that show one of some lights, of
// one project with its explanation; and notes that set a light by hand. Refuses light.no_rule_in_force,
// light.no_such_rule, what check_override() refuses, api.no_such_record.
#pragma once

#include <memory>
#include <mutex>

#include "feature/light/light_actions.hpp"
#include "feature/light/shown_light.hpp"
#include "feature/trial/trial.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::lights {

// `id` empty: the rule set in force on the day.
Result<RuleInForce> load_rule(const db::Reader& reader, const std::string& id, Date day);

// Of some projects, in their order; none for parts of packages and what was moved out. Without a rule in force nobody
// has a light.
Result<std::vector<std::optional<light::LightStyle>>> load_styles_shown(const db::Reader& reader,
                                                                        const std::vector<project::Project>& projects,
                                                                        Date day);

// Which light every project shows, remembered until the store or the day changes: a hundred thousand lights are not
// computed for every page.
class ShownByLight {
 public:
  // Refuses light.unknown_light.
  Result<std::vector<Id<project::Project>>> find(const db::Reader& reader, const std::vector<std::string>& lights,
                                                 Date day);

 private:
  struct Known {
    db::Position position = -1;
    Date day{};
    std::vector<std::string> codes;  // of the rule set
    std::vector<std::pair<Id<project::Project>, std::uint8_t>> shown;
  };
  Result<std::shared_ptr<const Known>> known_at(const db::Reader& reader, Date day);

  std::mutex guard_;
  std::shared_ptr<const Known> known_;
};

struct ExplainedProject {
  RuleInForce rule;
  Month month;
  std::uint8_t shown = 0;
  std::uint8_t computed = 0;
  std::optional<project::ProjectNote> by_hand;
  std::vector<light::Explanation> explanations;
};
// Refuses light.has_none for parts of packages and what was moved out.
Result<ExplainedProject> explain_project(const db::Reader& reader, const Id<project::Project>& id,
                                         const std::string& rule, Date day, light::Tongue tongue);

// Refuses trial.hidden while lights are on trial and it is not the office that asks.
Result<void> check_visible(const db::Reader& reader, trial::Audience audience);

Result<std::vector<project::Tie>> load_ties(const db::Reader& reader, const Id<project::Project>& id);

std::vector<db::Versioned<project::ProjectNote>> load_project_notes(const db::Reader& reader,
                                                                    const Id<project::Project>& id);
// `note` has project and text, and for a light light, reason and last.
Result<db::Versioned<project::ProjectNote>> write_project_note(db::Tx& tx, project::ProjectNote note);
Result<db::Versioned<project::ProjectNote>> end_project_note(db::Tx& tx, const Id<project::Project>& id,
                                                             std::int64_t sequence, std::int64_t expected_version);

}  // namespace guatu::lights
