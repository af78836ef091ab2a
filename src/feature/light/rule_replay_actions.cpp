// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_replay_actions.hpp"

#include "engine/light/rule_toml.hpp"
#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/project/course_actions.hpp"

namespace guatu::lights {

Result<std::unique_ptr<const LoadedReplay>> load_replay(const db::Reader& reader, const std::string& text, Date day,
                                                        const std::function<bool(const project::Project&)>& may_see) {
  auto loaded = std::make_unique<LoadedReplay>();
  GUATU_TRY(loaded->other, light::parse_rule_set(text, "text"));
  if (loaded->other.scope != "project")
    return refuse(ErrorKind::invalid, "text", "light.replay_scope", {{"scope", loaded->other.scope}});
  GUATU_TRY(loaded->in_force, load_rule_in_force(reader, day));
  loaded->portfolio = load_portfolio(reader);
  std::erase_if(loaded->portfolio.projects, [&](const auto& project) { return !may_see(project); });
  const Month month = cadence::load_figures_due(reader).month_at(day);
  loaded->board = std::make_unique<const Board>(loaded->in_force.rules, loaded->portfolio, month, day);
  loaded->replay =
      compare_lights(*loaded->board, loaded->board->replayed(loaded->other), project::load_notes_in_force(reader, day));
  return std::unique_ptr<const LoadedReplay>(std::move(loaded));
}

}  // namespace guatu::lights
