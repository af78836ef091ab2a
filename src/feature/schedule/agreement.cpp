// SPDX-License-Identifier: Apache-2.0
#include "feature/schedule/agreement.hpp"

#include <algorithm>

#include "engine/schedule/timing.hpp"

namespace guatu::schedule {
namespace {

constexpr std::int64_t kFloatToleranceMinutes = 1;

bool same_time(const Network& network, const Activity& activity, Moment stored, Moment computed) {
  if (stored == computed) return true;
  if (!stored.is_set() || !computed.is_set()) return false;
  // Files keep whole minutes; tenths are the computation's own.
  if (floor_divide(stored.ticks, kTicksPerMinute) == floor_divide(computed.ticks, kTicksPerMinute)) return true;
  const auto idle = [&](const WorkCalendar& calendar) {
    return whole_minutes(calendar.work_between(std::min(stored, computed), std::max(stored, computed))) == 0;
  };
  if (activity.part_count == 0) return idle(calendar_of(network, activity));
  for (Index i = 0; i < activity.part_count; ++i)
    if (!idle(network.calendars[network.parts[activity.part_first + i].calendar])) return false;
  return true;
}

void add_field(std::string& list, std::string_view field) {
  if (!list.empty()) list += ", ";
  list += field;
}

std::string differing_fields(const LoadedSchedule& loaded, const Schedule& computed, Index i) {
  const Network& network = loaded.network;
  const Activity& activity = network.activities[i];
  const StoredDates& stored = loaded.activities[i].stored;
  const Dates& dates = computed.dates[i];
  std::string fields;
  const auto check = [&](Moment theirs, Moment ours, std::string_view field) {
    if (theirs.is_set() && !same_time(network, activity, theirs, ours)) add_field(fields, field);
  };
  check(stored.early_start, dates.early_start, "early_start");
  check(stored.early_finish, dates.early_finish, "early_finish");
  check(stored.late_start, dates.late_start, "late_start");
  check(stored.late_finish, dates.late_finish, "late_finish");
  if (network.rules.policy == Policy::primavera && stored.total_float_minutes) {
    const std::int64_t off = *stored.total_float_minutes - whole_minutes(computed.total_float[i]);
    if (off > kFloatToleranceMinutes || off < -kFloatToleranceMinutes) add_field(fields, "total_float_min");
  }
  return fields;
}

}  // namespace

void show_stored_where_kept(const LoadedSchedule& loaded, Schedule& computed) {
  for (Index i = 0; i < loaded.activities.size(); ++i) {
    const ActivityMode mode = loaded.network.activities[i].mode;
    if (mode != ActivityMode::kept && mode != ActivityMode::inactive) continue;
    const StoredDates& stored = loaded.activities[i].stored;
    Dates& dates = computed.dates[i];
    if (stored.early_start.is_set()) dates.early_start = stored.early_start;
    if (stored.early_finish.is_set()) dates.early_finish = stored.early_finish;
    if (stored.late_start.is_set()) dates.late_start = stored.late_start;
    if (stored.late_finish.is_set()) dates.late_finish = stored.late_finish;
    if (stored.total_float_minutes) computed.total_float[i] = minutes(*stored.total_float_minutes);
  }
}

Agreement compare_stored(const LoadedSchedule& loaded, const Schedule& computed) {
  Agreement agreement;
  agreement.activities.resize(loaded.activities.size());
  for (Index i = 0; i < loaded.activities.size(); ++i) {
    const LoadedActivity& activity = loaded.activities[i];
    ActivityAgreement& result = agreement.activities[i];
    result.why_not = activity.exempt;
    const StoredDates& stored = activity.stored;
    const bool has_stored = stored.early_start.is_set() || stored.early_finish.is_set() || stored.late_start.is_set() ||
                            stored.late_finish.is_set();
    if (!has_stored || !activity.exempt.empty()) continue;
    ++agreement.compared;
    result.why_not = differing_fields(loaded, computed, i);
    result.verdict = result.why_not.empty() ? Verdict::agrees : Verdict::differs;
    agreement.equal += result.why_not.empty() ? 1U : 0U;
  }
  return agreement;
}

}  // namespace guatu::schedule
