// SPDX-License-Identifier: Apache-2.0
// Kinds of matters (事项类别) as an editable template: limits, what is asked before closing, how extensions go.
// Grades (紧急、疑难…) of one kind change only the limit of doing it; what differs in more is a kind of its own.
//
// The engine knows days, not hours: “2 hours” is due on the same day and keeps its hours for those who have a clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/deadline.hpp"

namespace guatu::loop {

struct Limit {
  calendar::Term term;
  int hours = 0;  // written in hours; term then holds the whole days among them
};

enum class CountFrom { assigned, registered };
enum class SuspendedTime { counts, moves_due };  // moves_due: resuming moves the current due date, never the original

struct Grade {
  std::string code;
  std::string word;
  std::optional<Limit> done;  // absent: as assigned
};

struct ExtensionRule {
  int ask_ahead_workdays = 0;  // 0: any day before the due date
  std::optional<Limit> decide;
  std::optional<int> times;      // granted in one round
  std::optional<Limit> longest;  // no due date may lie beyond it, counted as the limit of doing it is
};

struct Kind {
  std::string code;
  std::string word;
  std::vector<std::string> aliases;
  std::string source;  // where its limits are taken from

  std::optional<Limit> enter;           // draft → registered
  std::optional<Limit> accept;          // assigned → accepted
  std::optional<Limit> object;          // the last day on which a unit may ask for reassignment
  std::optional<Limit> settle;          // reassignment asked → settled
  std::optional<Limit> feedback;        // the first report of a round
  std::optional<Limit> feedback_every;  // every later one
  std::optional<Limit> reply;           // of an assisting unit
  std::optional<Limit> verify;          // completion requested → returned or done
  std::optional<Limit> publicise;       // done → publicised
  std::optional<Limit> done;            // absent: as assigned
  std::vector<Grade> grades;

  CountFrom count_from = CountFrom::assigned;
  calendar::EndRule end = calendar::EndRule::stay;
  calendar::Standing standing =
      calendar::Standing::internal;  // legal: nothing later than the limit, no provisional day
  SuspendedTime suspended_time = SuspendedTime::counts;
  ExtensionRule extension;

  bool merges_replies = false;  // the lead merges every assisting unit's reply before it asks to close
  bool has_quarters = false;    // quarterly sub-targets
  bool needs_publicity = false;
  bool needs_report_up = false;     // 报批示
  bool needs_call_back = false;     // 回访、满意度
  bool is_listed = false;           // 挂牌 from registering on, until it is done
  std::vector<std::string> levels;  // the ladder of coordination, lowest first; empty: cannot be escalated
};

// nullptr when no kind has this code, word or alias.
const Kind* find_kind(const std::vector<Kind>& kinds, std::string_view name);
const Grade* find_grade(const Kind& kind, std::string_view code);
std::string grade_choices(const Kind& kind);  // 紧急（urgent）、疑难（hard）, for a refusal

// The limit of doing it: the grade's where the kind has grades. Absent: as assigned.
std::optional<Limit> done_limit(const Kind& kind, std::string_view grade);

// Where a limit of this kind ends. Refuses what calendar::find_deadline refuses.
Result<calendar::Deadline> end_of(const Limit& limit, Date event, const Kind& kind, const calendar::Calendar& calendar);

}  // namespace guatu::loop
