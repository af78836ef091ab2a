// SPDX-License-Identifier: Apache-2.0
// Matters (事项): anything that must be closed. The original due date (原定办结期限) never changes; an approved
// extension moves only the current one. Who leads or assists may not verify.
//
// The register and the facts a dispatch needs live here; states and the steps between them are engine/loop's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "base/result.hpp"
#include "engine/loop/state.hpp"
#include "feature/indicator/indicator.hpp"
#include "feature/project/project.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::matter {

using State = loop::State;
using loop::is_open;
using loop::kStates;

struct Matter {
  Id<Matter> id;  // 督办编号
  std::string kind;
  std::string text;
  std::string source_kind;
  std::string source;
  std::optional<Id<unit::Unit>> lead;
  std::vector<Id<unit::Unit>> assisting;
  std::optional<Date> registered_on;
  std::optional<Date> assigned_on;
  std::optional<Date> original_due;
  std::optional<Date> due;
  State state = State::draft;
  std::string side_state;  // 挂牌 | 中止 | 撤销 | 合并 | 反弹
  std::string coordination_level;
  std::string latest_report;
  std::optional<Date> reported_on;
  std::optional<Date> done_on;
  std::optional<Id<unit::Unit>> verifier;
  std::int64_t return_count = 0;
  std::optional<Id<project::Project>> project;
  std::optional<Id<indicator::Indicator>> indicator;
  std::string warning;  // 蓝 | 黄 | 红
  std::string satisfaction;
  std::string note;
  std::optional<Id<Matter>> parent;  // what it is a part of
  std::optional<std::string> grade;  // 紧急、疑难…, by code; where the kind has grades
  std::optional<std::int64_t> acts;  // so many were done here; none: it came in a workbook and nobody acted yet
  std::optional<std::string> started_by;
  std::optional<std::int64_t> milestone{};  // of its project, which it serves

  friend bool operator==(const Matter&, const Matter&) = default;
};

struct Report {  // 反馈记录
  Id<Matter> matter;
  std::int64_t sequence = 0;
  std::optional<Date> reported_on;
  std::optional<Id<unit::Unit>> unit;
  std::string text;
  std::string progress_word;

  friend bool operator==(const Report&, const Report&) = default;
};

struct Extension {
  Id<Matter> matter;
  Date asked_on;
  std::optional<Id<unit::Unit>> unit;
  std::optional<Date> due_before;
  std::optional<Date> due_asked;
  std::string decision;  // 同意 | 不同意 | 待批
  std::optional<Date> decided_on;
  std::string decided_by;
  std::string reason;

  friend bool operator==(const Extension&, const Extension&) = default;
};

struct Letter {  // 督办函
  Id<Letter> id;
  Id<Matter> matter;
  std::string kind;
  std::string warning;
  std::optional<Date> signed_on;
  std::string signed_by;
  std::string summary;
};

// Refuses matter.verifier_works_on_it, matter.due_before_assigned.
Result<void> check(const Matter& matter);
// What a workbook says of a matter that is in the register: who works tells how far it is, at most that completion is
// asked for. Who verified it, that it is done, sent back, suspended or over is said by an act and its person, nowhere
// else. Refuses what check() refuses, and matter.original_due_changed, matter.state_by_acts, matter.field_by_acts.
Result<void> check_change(const Matter& before, const Matter& after);

bool is_running_in(State state, std::string_view side_state);  // open, and neither withdrawn, merged nor suspended
bool is_running(const Matter& matter);
bool is_overdue(const Matter& matter, Date today);
// Days since something last happened to it, which is how long it has been lying on that desk.
std::optional<std::int64_t> lying_days(const Matter& matter, Date today);

}  // namespace guatu::matter
