// SPDX-License-Identifier: Apache-2.0
// Who is asked next (待办): for one matter everybody whose move it is, with the act, since when, and until when. An ask
// has an audience: a unit, the office, whoever verifies, who signs at a level of a unit, who started the matter. One
// audience is asked one thing at a time: what is due first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/loop/clock.hpp"
#include "feature/matter/handling.hpp"

namespace guatu::matter {

struct Ask {
  loop::Act act = loop::Act::draft;
  loop::Role role = loop::Role::office;
  std::optional<loop::UnitId> unit{};
  std::optional<loop::SignLevel> level{};  // of a signer
  std::optional<Date> since{};
  std::optional<Date> due{};
  calendar::Certainty certainty = calendar::Certainty::published;
  int quarter = 0;
};

// `kind` nullptr: only what the row says, no limits of a kind. Refuses what the clocks refuse.
Result<std::vector<Ask>> asks_of(const loop::Course& course, const loop::Kind* kind,
                                 const calendar::Calendar& calendar);

// One line of somebody's list. Lines are used again rather than withdrawn: a matter is asked about many times, by few
// at once.
struct DutyRow {
  Id<Matter> matter;
  std::int64_t slot = 0;
  std::string audience;            // empty: free
  std::optional<loop::Act> act{};  // none: it was started by him, and nothing is asked of him by that
  std::optional<Id<unit::Unit>> unit{};
  std::optional<Date> since{};
  Date due;  // kNoDue when there is none, so that it comes last
  calendar::Certainty certainty = calendar::Certainty::published;
  std::int64_t quarter = 0;

  friend bool operator==(const DutyRow&, const DutyRow&) = default;
};
inline constexpr Date kNoDue = std::chrono::year{2199} / 12 / 31;

std::vector<DutyRow> duty_rows(const Matter& row, const std::vector<Ask>& asks);
// The stored lines with what is wanted in them: who stays keeps his line, what nobody needs is free.
std::vector<DutyRow> placed(std::vector<DutyRow> stored, const std::vector<DutyRow>& wanted);

std::string audience_of(const Ask& ask);
std::string unit_audience(std::string_view unit);
std::string signer_audience(std::string_view unit, loop::SignLevel level);
std::string verifier_audience(std::string_view unit);
std::string starter_audience(std::string_view account);
inline constexpr std::string_view kOfficeAudience = "office";
inline constexpr std::string_view kVerifierAudience = "verifier";

}  // namespace guatu::matter
