// SPDX-License-Identifier: Apache-2.0
// The chain (责任链): indicator ← contributing projects ← milestones not reached ← open matters → the desk where each
// of them lies. Contributions (贡献) link a project to the indicator it is to move; the office keeps them, and what
// ended stays. Refuses links of projects and indicators that are not there, and shares beyond the whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/indicator/indicator.hpp"
#include "feature/matter/matter.hpp"
#include "feature/project/project.hpp"

namespace guatu::chain {

struct Contribution {
  Id<project::Project> project;
  Id<indicator::Indicator> indicator;
  std::optional<Decimal> expected_share;  // percent of the indicator's yearly increase
  std::string note;
  std::optional<Date> ended_on;  // the last day
};
// Refuses chain.share_out_of_bounds.
Result<void> check_contribution(const Contribution& contribution);

enum class Start { indicator, project, matter, unit };
inline constexpr Named<Start> kStarts[] = {{Start::indicator, "indicator", "指标"},
                                           {Start::project, "project", "项目"},
                                           {Start::matter, "matter", "事项"},
                                           {Start::unit, "unit", "单位"}};
constexpr std::span<const Named<Start>> names_of(Start) { return kStarts; }

enum class Way { down, up };  // down: to the desks; up: to the indicators

struct Question {
  Start start = Start::indicator;
  std::string id;
  Way way = Way::down;
  Date today;
};

enum class DeskRole { unit, verifier, signer, office };
inline constexpr Named<DeskRole> kDeskRoles[] = {{DeskRole::unit, "unit", "承办单位"},
                                                 {DeskRole::verifier, "verifier", "审核"},
                                                 {DeskRole::signer, "signer", "签批"},
                                                 {DeskRole::office, "office", "调度办"}};
constexpr std::span<const Named<DeskRole>> names_of(DeskRole) { return kDeskRoles; }

struct Desk {
  DeskRole role = DeskRole::unit;
  std::optional<Id<unit::Unit>> unit;  // none: the office, or whoever verifies
  std::string person;                  // empty: nobody is named there
  std::optional<Date> since;
  std::optional<std::int64_t> days;
};

struct ChainMilestone {
  Id<project::Project> project;
  std::int64_t sequence = 0;
  std::string name;
  std::optional<Date> baseline;
  std::optional<Date> entered;
};

struct ChainMatter {
  matter::Matter matter;  // the fields that the chain shows
  Desk desk;
};

struct ChainProject {
  project::Project project;               // the fields that the chain shows
  std::optional<Decimal> expected_share;  // of the one indicator that it is linked to here; none: of several
  std::optional<Money> year_plan;
  std::optional<Money> actual;  // of the year so far
  std::vector<ChainMilestone> milestones;
  std::vector<ChainMatter> matters;
};

// Who is asked for a matter (待办): matter/ask.hpp says what an audience is.
struct ChainDuty {
  Id<matter::Matter> matter;
  std::string audience;
  std::optional<Id<unit::Unit>> unit;
  std::optional<Date> since;
};

struct ChainSigning {  // people by id
  Id<unit::Unit> unit;
  std::vector<std::string> section;
  std::vector<std::string> deputy;
  std::vector<std::string> head;
};

struct ChainLink {
  Id<indicator::Indicator> indicator;
  Id<project::Project> project;
  std::optional<Decimal> expected_share;
};

// What one walk found, flat as the store gives it; and put together.
struct Found {
  std::vector<indicator::Indicator> indicators;
  std::vector<ChainProject> projects;
  std::vector<ChainLink> links;
  std::vector<ChainMilestone> milestones;
  std::vector<ChainMatter> matters;
  std::vector<ChainDuty> duties;     // what is due first comes first
  std::vector<unit::Person> people;  // of the units that are asked, in their order
  std::vector<ChainSigning> signings;
};

struct ChainIndicator {
  indicator::Indicator indicator;
  std::vector<Id<project::Project>> projects;
  std::vector<std::optional<Decimal>> shares;  // one a project
  std::vector<ChainMatter> matters;            // of the indicator itself
};

struct Chain {
  std::vector<ChainIndicator> indicators;
  std::vector<ChainProject> projects;
  std::vector<ChainMatter> matters;  // of neither
};

// Milestones and matters find their project, matters without one their indicator, and each matter its desk.
Chain put_together(Found found, Date today);

// Whose turn it is: the lead's where it is asked, else whoever is asked first. Its person is the contact of a unit,
// who signs at a level, or else whoever comes first in the unit. Nobody is asked for what is over.
Desk desk_of(const matter::Matter& matter, const Found& found, Date today);
std::int64_t late_days(const ChainMilestone& milestone, Date today);  // from the baseline, else the day entered
std::int64_t overdue_days(const matter::Matter& matter, Date today);

}  // namespace guatu::chain
