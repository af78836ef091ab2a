// SPDX-License-Identifier: Apache-2.0
// A snapshot (快照): what the leaders saw that day, complete in itself. It holds the rows in scope, every light with
// its explanation and who set it by hand and why, the rule set's text, the last cycle's lights and matters to compare
// with, and the journal position. As canonical JSON its name is its SHA-256; papers are made from it and from nothing
// else. Members are added and none changes its meaning, so that every older snapshot opens.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "feature/cycle/cycle.hpp"
#include "feature/indicator/indicator_board.hpp"
#include "feature/light/shown_light.hpp"
#include "feature/matter/matter.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::cycle {

struct HandSet {          // 人工定灯: what the rules say stays beside what is shown
  std::string computed;   // code
  std::int64_t note = 0;  // of the project
  std::string set_by;
  std::string reason;
  std::optional<Date> first;
  std::optional<Date> last;
};

struct FrozenLight {
  std::string project;
  std::string light;  // code of what is shown
  std::string metric;
  std::string clause;
  std::string rule;
  std::string source;
  std::vector<std::string> sentences;  // one a metric, the deciding one first
  std::string turns_good;
  std::int64_t progress_basis_points = 0;  // of the year plan; −1 when there is none
  std::int64_t expected_basis_points = 0;
  std::optional<HandSet> by_hand;  // what older snapshots do not say was not frozen: all their lights are computed

  const std::string& computed() const { return by_hand ? by_hand->computed : light; }
};

struct FrozenStyle {
  std::string code;
  std::string word;
  std::string shape;
  std::string colour;
};

struct RememberedTarget {
  std::string level;
  std::string growth;
  std::string number;  // of its last adjustment
};

struct PreviousCycle {
  std::string id;
  std::string snapshot;
  std::map<std::string, std::string> lights;        // project → light code
  std::map<std::string, std::string> matters;       // open matters → state code
  std::map<std::string, RememberedTarget> targets;  // indicator/unit/year → as published; older snapshots have none
};

// The journal's last checkpoint (检查点) before the freeze. Printed in every paper it shows whoever keeps one that
// nothing before it was rewritten.
struct FrozenCheckpoint {
  std::int64_t size = 0;
  std::string root;  // hex
  std::string key;   // name of the key that signed it
};
std::string key_of(const indicator::Target& target);
bool is_published(const indicator::Target& target);  // an internal level alone is not

struct Snapshot {
  Cycle cycle;
  std::int64_t position = 0;
  Instant frozen_at{};
  Date day;
  Month month;
  std::int64_t figures_due_day = 15;  // of the plan; what older snapshots do not say was so
  Decimal tolerance;                  // of the plan, percentage points
  std::string program_version;
  std::string rule_name;
  std::string rule_title;
  std::string rule_version;
  std::string rule_text;            // the TOML in force
  std::vector<FrozenStyle> styles;  // worst first
  std::vector<FrozenLight> lights;
  PreviousCycle previous;
  std::optional<FrozenCheckpoint> checkpoint;  // none: no checkpoint yet, or a snapshot from before they were kept

  std::vector<unit::Unit> units;
  indicator::IndicatorRegister indicators;
  lights::Portfolio portfolio;
  std::vector<matter::Matter> matters;
  std::vector<AgendaItem> agenda;       // of this cycle
  std::vector<AgendaItem> last_agenda;  // of the one before: the meeting begins with them

  const unit::Unit* find_unit(const Id<unit::Unit>& id) const;
  const project::Project* find_project(std::string_view id) const;
  const project::ProjectYear* find_year(std::string_view project) const;
  const FrozenLight* find_light(std::string_view project) const;
  std::string unit_name(const std::optional<Id<unit::Unit>>& id) const;
};

// The lights of the board as they are frozen. A light set by hand is explained by the rules too.
std::vector<FrozenLight> freeze_lights(const lights::Board& board, const lights::ShownLights& shown);
std::vector<FrozenStyle> freeze_styles(const light::RuleSet& rules);

// What the next cycle compares with.
PreviousCycle remember(const Snapshot& snapshot, std::string digest);

}  // namespace guatu::cycle
