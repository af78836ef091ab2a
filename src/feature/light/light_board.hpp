// SPDX-License-Identifier: Apache-2.0
// The lights of the whole portfolio (亮灯): one rule set over every project that counts, at a month of figures and a
// day. Parts of packaged projects are inside their package; projects moved out (调出) have no light.
//
// A board points to what it was made from, so that each light explains itself and the same facts can be replayed
// under another rule set.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/light/explain.hpp"
#include "engine/light/light.hpp"
#include "feature/project/month_report.hpp"

namespace guatu::lights {

// What the lights are computed from, as loaded.
struct Portfolio {
  std::vector<project::Project> projects;
  std::vector<project::ProjectYear> years;
  std::vector<project::Milestone> milestones;
  std::vector<project::Adjustment> adjustments;
};

// The projects that have a light, in the ledger's order.
std::vector<const project::Project*> lit_projects(const Portfolio& portfolio, Date day);

struct ProjectLight {
  const project::Project* project = nullptr;
  const project::ProjectYear* year = nullptr;  // nullptr: no plan and no figure this year
  std::span<const light::Milestone> milestones;
  light::ProjectLights lights;
};

// Points into the portfolio, which must outlive it.
class Board {
 public:
  Board(const light::RuleSet& rules, const Portfolio& portfolio, Month month, Date day);

  const light::RuleSet& rules() const { return *rules_; }
  Month month() const { return month_; }
  Date day() const { return day_; }
  const std::vector<ProjectLight>& rows() const { return rows_; }
  const ProjectLight* find(const Id<project::Project>& project) const;
  const light::LightStyle& style_of(const ProjectLight& row) const;
  // How many rows show each light, in the rule set's order of lights.
  std::vector<int> counts() const;
  // What the light of the row was judged by; made again each time, because a hundred thousand of them would cost
  // more memory than the work they save.
  light::ProjectFacts facts(const ProjectLight& row) const;
  // The same facts under another rule set.
  Board replayed(const light::RuleSet& rules) const;

 private:
  Board() = default;
  const light::RuleSet* rules_ = nullptr;
  Month month_;
  Date day_;
  std::vector<ProjectLight> rows_;
  std::map<std::string, std::size_t> index_;
  // Milestones of one project side by side; a deque never moves what a span points to.
  std::shared_ptr<std::deque<std::vector<light::Milestone>>> milestones_;
};

std::vector<light::Explanation> explain(const Board& board, const ProjectLight& row, light::Tongue tongue);

}  // namespace guatu::lights
