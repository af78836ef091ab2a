// SPDX-License-Identifier: Apache-2.0
// Stored against recomputed: which activities agree, and why another does not. Two dates agree when they are equal or
// no working minute lies between them on the activity's calendar.
#pragma once

#include <string>
#include <vector>

#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

enum class Verdict : std::uint8_t { not_compared, agrees, differs };

struct ActivityAgreement {
  Verdict verdict = Verdict::not_compared;
  std::string why_not;  // the exemption, or the fields that differ
};

struct Agreement {
  std::vector<ActivityAgreement> activities;
  std::size_t compared = 0;
  std::size_t equal = 0;
};

// What is not rescheduled (split, contoured, levelled, external, inactive) is answered with the dates the file has.
void show_stored_where_kept(const LoadedSchedule& loaded, Schedule& computed);

Agreement compare_stored(const LoadedSchedule& loaded, const Schedule& computed);

}  // namespace guatu::schedule
