// SPDX-License-Identifier: Apache-2.0
// Two clocks of a matter (两个时钟). The step's clock begins anew with every step; the whole clock begins when the
// matter is registered and never again: not by a return, a reassignment, an extension, a relapse. Suspended days are
// shown beside it, and taken off only where the kind moves the due date for them. Both stop when the matter is done,
// withdrawn or merged. Overdue means the day after the due date, and only while somebody could act.
#pragma once

#include "engine/loop/course.hpp"
#include "engine/loop/kind.hpp"

namespace guatu::loop {

struct StepClock {
  State step = State::draft;
  Date since;
  std::int64_t days = 0;            // calendar days in this step, suspended ones included
  std::int64_t suspended_days = 0;  // of these
  std::optional<Date> due;          // where the kind limits this step
  std::int64_t overdue_days = 0;
  calendar::Certainty certainty = calendar::Certainty::published;
  friend bool operator==(const StepClock&, const StepClock&) = default;
};

struct WholeClock {
  Date since;
  std::int64_t days = 0;
  std::int64_t suspended_days = 0;
  std::optional<Date> original_due;
  std::optional<Date> due;
  std::int64_t overdue_days = 0;           // by the current due date
  std::int64_t original_overdue_days = 0;  // had nothing been granted; only of the first round
  friend bool operator==(const WholeClock&, const WholeClock&) = default;
};

// What must happen by a day, and who must see to it.
enum class DutyKind { enter, accept, settle, feedback, reply, decide_extension, verify, publicise, quarter, done };
inline constexpr Named<DutyKind> kDutyKinds[] = {
    {DutyKind::enter, "register", "立项"},
    {DutyKind::accept, "accept", "签收"},
    {DutyKind::settle, "settle_reassignment", "改派审定"},
    {DutyKind::feedback, "report", "反馈"},
    {DutyKind::reply, "reply", "配合反馈"},
    {DutyKind::decide_extension, "decide_extension", "延期审定"},
    {DutyKind::verify, "verify", "审核"},
    {DutyKind::publicise, "publicise", "公示"},
    {DutyKind::quarter, "quarter", "季度目标"},
    {DutyKind::done, "done", "办结"},
};
constexpr std::span<const Named<DutyKind>> names_of(DutyKind) { return kDutyKinds; }

struct Duty {
  DutyKind kind = DutyKind::done;
  std::optional<UnitId> unit;  // absent: the office's own, or the verifier's
  Date due;
  calendar::Certainty certainty = calendar::Certainty::published;
  int quarter = 0;
  friend bool operator==(const Duty&, const Duty&) = default;
};

// Empty before anything was drafted. Both refuse calendar.out_of_range, and never calendar.provisional: a clock shows
// 暂定 where a letter would have to wait.
Result<std::optional<StepClock>> step_clock(const Course& course, const Kind& kind, const calendar::Calendar& calendar,
                                            Date today);
std::optional<WholeClock> whole_clock(const Course& course, Date today);  // empty before it was registered

// What is owed now, earliest first; nothing while it is suspended, withdrawn or merged.
Result<std::vector<Duty>> open_duties(const Course& course, const Kind& kind, const calendar::Calendar& calendar);

// The day from which the limit of doing it counts.
Date counted_from(const Course& course, const Kind& kind);

}  // namespace guatu::loop
