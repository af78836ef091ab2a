// SPDX-License-Identifier: Apache-2.0
// The course of one matter (办理过程): where it stands in the loop, who is on duty, its dates, and everybody who ever
// worked on it. A value: decide() takes one and gives the next. The original due date (原定办结期限) is set once, by
// the first assignment; extensions, suspension, relapse and instructions move only the current one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/loop/state.hpp"

namespace guatu::loop {

// Of registers the engine does not know; features turn their own ids into these.
using UnitId = Id<struct UnitTag>;
using PersonId = Id<struct PersonTag>;
using MatterId = Id<struct MatterTag>;

enum class Verdict { granted, refused };
inline constexpr Named<Verdict> kVerdicts[] = {{Verdict::granted, "granted", "同意"},
                                               {Verdict::refused, "refused", "不同意"}};
constexpr std::span<const Named<Verdict>> names_of(Verdict) { return kVerdicts; }

// Who does something. A secretary acts for a leader: both are persons of the act.
struct Actor {
  PersonId person;
  std::optional<PersonId> on_behalf_of;
  std::optional<UnitId> unit;  // the unit acted for, as it stands among lead and assisting
  bool is_office = false;
  bool is_verifier = false;
  bool is_leader = false;
  std::optional<SignLevel> sign_level;  // signs for its unit

  friend bool operator==(const Actor&, const Actor&) = default;
};

struct PartPlan {
  UnitId lead;
  std::optional<Date> due;
  friend bool operator==(const PartPlan&, const PartPlan&) = default;
};

struct QuarterTarget {
  int quarter = 1;  // 1…4
  std::string text;
  Date due;  // the quarter's last day; never rolls
  std::optional<Date> reported_on;
  std::optional<int> year{};  // as it was said; absent: the year in which the matter is due
  friend bool operator==(const QuarterTarget&, const QuarterTarget&) = default;
};

// What somebody asks for. Fields an act does not use are not looked at.
struct Request {
  Act act = Act::draft;
  Actor actor;
  std::string text;    // what was done, found, instructed, said on the telephone
  std::string reason;  // why it should be otherwise than planned
  std::optional<Date> date;
  std::optional<Verdict> verdict;
  std::string grade;
  std::optional<UnitId> lead;
  std::vector<UnitId> assisting;
  std::optional<UnitId> verifier;  // the unit that verifies; absent: whoever has the right
  std::optional<MatterId> target;  // what it is merged into
  std::vector<PartPlan> parts;
  std::vector<QuarterTarget> quarters;
  std::optional<int> quarter;  // the report is about this one

  friend bool operator==(const Request&, const Request&) = default;
};

struct Assisting {
  UnitId unit;
  std::optional<Date> accepted_on;
  std::optional<Date> replied_on;
  std::optional<Date> merged_on;  // taken over by the lead; a newer reply takes it back
  friend bool operator==(const Assisting&, const Assisting&) = default;
};

struct Hand {  // who worked on it, and for whom: never verifies it
  PersonId person;
  std::optional<UnitId> unit;
  friend bool operator==(const Hand&, const Hand&) = default;
};

struct Signature {
  SignLevel level = SignLevel::section;
  PersonId person;
  Date on;
  friend bool operator==(const Signature&, const Signature&) = default;
};

struct Held {  // prepared inside a unit, has not left it
  Request request;
  Date prepared_on;
  std::vector<SignLevel> chain;  // in signing order
  std::vector<Signature> signatures;
  friend bool operator==(const Held&, const Held&) = default;
};

struct ExtensionAsk {
  Date asked_on;
  Date due_asked;
  std::string reason;
  PersonId asked_by;
  friend bool operator==(const ExtensionAsk&, const ExtensionAsk&) = default;
};

struct Suspension {
  Date since;
  std::string reason;
  std::optional<Date> until;  // absent: it lasts
  friend bool operator==(const Suspension&, const Suspension&) = default;
};

enum class EndingKind { withdrawn, merged };
inline constexpr Named<EndingKind> kEndingKinds[] = {{EndingKind::withdrawn, "withdrawn", "撤销"},
                                                     {EndingKind::merged, "merged", "合并"}};
constexpr std::span<const Named<EndingKind>> names_of(EndingKind) { return kEndingKinds; }

struct Ending {  // over without having been done
  EndingKind kind = EndingKind::withdrawn;
  Date on;
  std::string reason;
  std::optional<MatterId> into;
  friend bool operator==(const Ending&, const Ending&) = default;
};

enum class RoundEnd { relapse, instruction };
inline constexpr Named<RoundEnd> kRoundEnds[] = {{RoundEnd::relapse, "relapse", "反弹"},
                                                 {RoundEnd::instruction, "instruction", "再批示"}};
constexpr std::span<const Named<RoundEnd>> names_of(RoundEnd) { return kRoundEnds; }

struct Round {  // an earlier time round the loop: what a relapse must not make forgotten
  Date began_on;
  std::optional<Date> due;
  std::optional<Date> done_on;
  std::optional<PersonId> verified_by;
  std::optional<Date> closed_on;
  RoundEnd end = RoundEnd::relapse;
  friend bool operator==(const Round&, const Round&) = default;
};

struct Course {
  MatterId id;
  std::optional<MatterId> parent;
  std::string kind;
  std::string grade;
  State state = State::draft;

  std::optional<UnitId> lead;
  std::vector<Assisting> assisting;
  std::optional<UnitId> verifier;

  std::optional<Date> drafted_on;
  std::optional<Date> registered_on;  // the whole clock begins, for good
  std::optional<Date> round_began_on;
  std::optional<Date> assigned_on;   // in this round
  std::optional<Date> reported_on;   // the lead's last report in this round
  std::optional<Date> requested_on;  // the completion that was last asked for
  std::optional<Date> reported_up_on;
  std::optional<Date> called_back_on;
  std::optional<Date> done_on;
  std::optional<PersonId> verified_by;
  std::optional<Date> publicised_on;
  std::optional<Date> closed_on;
  std::optional<Date> step_since;  // the step's clock
  std::optional<Date> last_on;     // nothing happens before it

  std::optional<Date> original_due;
  std::optional<Date> due;
  calendar::Certainty due_certainty = calendar::Certainty::published;

  std::optional<ExtensionAsk> extension;
  int extensions = 0;                   // granted in this round
  std::vector<Suspension> suspensions;  // only the last one may last
  std::optional<Ending> ending;
  bool is_listed = false;
  int level = 0;  // of the kind's ladder; 0: its lowest
  int reminders = 0;
  int returns = 0;
  int parts = 0;  // matters it was split into

  std::vector<Hand> hands;
  std::vector<Held> held;
  std::vector<QuarterTarget> quarters;
  std::vector<Round> earlier;

  friend bool operator==(const Course&, const Course&) = default;
};

bool is_suspended(const Course& course);
bool is_running(const Course& course);  // open, and neither suspended nor ended
// Needs nothing more from anybody who was given it: done or later, withdrawn, merged.
bool is_over(const Course& course);
// Days suspended from the one day until the other, by suspensions that are over and by one that lasts.
std::int64_t suspended_days(const Course& course, Date from, Date until);
bool is_on_duty(const Course& course, const UnitId& unit);  // leads or assists
// The four quarters of a year with the texts in order; an empty text gives no target. At most four texts are read.
std::vector<QuarterTarget> quarter_targets(int year, const std::vector<std::string>& texts);

// What is saved, journalled and tested.
struct Event {
  Act act = Act::draft;
  State from = State::draft;
  State to = State::draft;
  Date on;
  Request request;                // a signed one is the one that was prepared
  std::optional<Act> signed_act;  // act is sign, and this is what thereby left the unit
  std::optional<Held> held;       // waits for signatures; with signed_act: has them all
  Course after;
};

}  // namespace guatu::loop
