// SPDX-License-Identifier: Apache-2.0
// Key projects (重点项目): one ledger entry each, with the year's plan and actual by month, dated milestones
// (节点) and approved adjustments (增补、调出、停工、缓建).
//
// Two start dates stay apart: on site and statistical (入库). A packaged project counts once; its sub-projects
// are counted beside it. A month without an actual was not reported, which is not zero. A milestone keeps
// baseline, entered and actual dates side by side.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/named.hpp"
#include "feature/enterprise/enterprise.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::project {

enum class Stage { idea, reserve, preparation, starting, continuing, stopped, completed, operating, at_capacity };
inline constexpr Named<Stage> kStages[] = {{Stage::idea, "idea", "谋划"},
                                           {Stage::reserve, "reserve", "储备"},
                                           {Stage::preparation, "preparation", "前期"},
                                           {Stage::starting, "starting", "新开工"},
                                           {Stage::continuing, "continuing", "续建"},
                                           {Stage::stopped, "stopped", "停工"},
                                           {Stage::completed, "completed", "竣工"},
                                           {Stage::operating, "operating", "投产"},
                                           {Stage::at_capacity, "at_capacity", "达产达效"}};
constexpr std::span<const Named<Stage>> names_of(Stage) { return kStages; }
constexpr bool is_finished(Stage stage) { return stage >= Stage::completed; }

enum class AdjustmentKind { added, moved_out, stopped, postponed };
inline constexpr Named<AdjustmentKind> kAdjustmentKinds[] = {{AdjustmentKind::added, "added", "增补"},
                                                             {AdjustmentKind::moved_out, "moved_out", "调出"},
                                                             {AdjustmentKind::stopped, "stopped", "停工"},
                                                             {AdjustmentKind::postponed, "postponed", "缓建"}};
constexpr std::span<const Named<AdjustmentKind>> names_of(AdjustmentKind) { return kAdjustmentKinds; }

struct Project {
  Id<Project> id;             // 项目编号
  std::string national_code;  // 国家项目代码, where there is one
  std::string name;
  std::optional<Id<Project>> parent;  // the packaged project this one is part of
  std::string sector;
  std::string cluster;
  std::string level;  // 省重点 | 市重点 | 区重点
  std::string construction_kind;
  Stage stage = Stage::reserve;
  std::string scale_text;  // 建设规模及内容
  std::string years_text;  // 起止年限
  std::optional<Money> total_investment;
  std::string funding_source;
  std::optional<Money> invested_before;  // 截至上年底累计完成
  std::string owner;                     // 业主单位 as named in the ledger
  std::optional<Id<unit::Unit>> responsible;
  std::optional<Id<unit::Unit>> department;  // 行业主管部门
  std::string contact_leader;
  std::string project_lead;
  std::string task_force;  // 工作专班
  std::optional<Date> planned_start;
  std::optional<Date> started_on_site;
  std::optional<Date> started_statistically;  // 统计入库
  std::optional<Date> planned_finish;
  std::string progress_text;  // 形象进度
  std::optional<Date> progress_on;
  std::string note;
  std::int64_t sequence = 0;
};

using MonthlyMoney = std::array<std::optional<Money>, 12>;

struct ProjectYear {
  Id<Project> project;
  std::int64_t year = 0;
  std::optional<Money> year_plan;
  MonthlyMoney plan;
  MonthlyMoney actual;
};

struct Milestone {
  Id<Project> project;
  std::int64_t sequence = 0;
  std::string name;
  std::optional<Date> baseline;
  std::optional<Date> entered;  // what the unit expects now
  std::optional<Date> actual;
  std::string note;

  // The date by which it is due now: entered where the unit gave one, else the baseline.
  std::optional<Date> due() const { return entered ? entered : baseline; }
  bool is_overdue(Date today) const { return !actual && baseline && *baseline < today; }
};

struct Adjustment {
  Id<Project> project;
  AdjustmentKind kind = AdjustmentKind::added;
  std::string approval_number;
  std::optional<Date> approved_on;
  std::optional<Money> year_plan_before;
  std::optional<Money> year_plan_after;
  std::string reason;
  std::optional<std::int64_t> year = {};  // of the plan; none: the year it was approved in

  std::int64_t plan_year() const { return year.value_or(approved_on ? year_of(*approved_on) : 0); }
};

// How a project is tied to units and people, as rights ask: responsible, assisting, contact, project_lead, owner.
struct Tie {
  std::string_view kind;
  std::string who;  // a unit's id, or a person's or owner's name
};
std::vector<Tie> ties_of(const Project& project);
struct TieColumn {
  std::string_view kind;
  std::string_view column;
};
inline constexpr TieColumn kTieColumns[] = {{"responsible", "responsible"},
                                            {"assisting", "department"},
                                            {"contact", "contact_leader"},
                                            {"project_lead", "project_lead"},
                                            {"owner", "owner"}};

// Sum of the months up to and including `month`; empty when a month with a plan has no actual yet.
Money cumulative(const MonthlyMoney& months, int month);
// The last month up to `until` with a figure, 0 when there is none.
int last_reported_month(const MonthlyMoney& months, int until);
// Whether every month that the plan asks for, up to `month`, was reported.
bool is_reported(const ProjectYear& year, int month);

struct ProjectCounts {
  std::int64_t entries = 0;       // packaged projects once
  std::int64_t sub_projects = 0;  // counted in place of their package
  std::int64_t split = 0;         // entries with packages replaced by their parts: 444 = 569
};
ProjectCounts count_projects(const std::vector<Project>& projects);

}  // namespace guatu::project
