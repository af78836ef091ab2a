// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter.hpp"

#include <algorithm>

namespace guatu::matter {
namespace {

// Up to where whoever works on it may say that it has come; what was sent back begins there again.
bool is_told_by_workers(State state) { return state <= State::completion_requested; }

bool has_left_the_workers(const Matter& matter) {
  const bool is_over = matter.side_state == "撤销" || matter.side_state == "合并";
  return is_over || (!is_told_by_workers(matter.state) && matter.state != State::returned);
}

Result<void> check_told(const Matter& before, const Matter& after) {
  const bool goes_back = after.state < State::assigned && after.state < before.state;
  if (after.state != before.state && (goes_back || has_left_the_workers(before) || !is_told_by_workers(after.state)))
    return refuse(ErrorKind::conflict, "state", "matter.state_by_acts",
                  {{"matter", before.id.value},
                   {"value", std::string(chinese_of(after.state))},
                   {"state", std::string(chinese_of(before.state))}});
  const struct {
    const char* field;
    const char* word;
    bool is_changed;
  } decided[] = {{"side_state", "附加状态", after.side_state != before.side_state},
                 {"done_on", "办结日期", after.done_on != before.done_on},
                 {"verifier", "核验单位", after.verifier != before.verifier},
                 {"return_count", "退回次数", after.return_count != before.return_count}};
  for (const auto& one : decided)
    if (one.is_changed)
      return refuse(ErrorKind::conflict, one.field, "matter.field_by_acts",
                    {{"matter", before.id.value}, {"field", one.word}});
  return {};
}

}  // namespace

Result<void> check(const Matter& matter) {
  const bool assists = matter.verifier && std::find(matter.assisting.begin(), matter.assisting.end(),
                                                    *matter.verifier) != matter.assisting.end();
  if (matter.verifier && (matter.verifier == matter.lead || assists))
    return refuse(ErrorKind::invalid, "verifier", "matter.verifier_works_on_it",
                  {{"matter", matter.id.value}, {"unit", matter.verifier->value}});
  const auto start = matter.assigned_on ? matter.assigned_on : matter.registered_on;
  if (start && matter.original_due && *matter.original_due < *start)
    return refuse(
        ErrorKind::invalid, "original_due", "matter.due_before_assigned",
        {{"matter", matter.id.value}, {"due", format_date(*matter.original_due)}, {"assigned", format_date(*start)}});
  return {};
}

Result<void> check_change(const Matter& before, const Matter& after) {
  if (before.original_due && after.original_due != before.original_due)
    return refuse(ErrorKind::conflict, "original_due", "matter.original_due_changed",
                  {{"matter", before.id.value},
                   {"before", format_date(*before.original_due)},
                   {"value", after.original_due ? format_date(*after.original_due) : std::string("—")}});
  GUATU_CHECK(check(after));
  return check_told(before, after);
}

bool is_running_in(State state, std::string_view side_state) {
  return is_open(state) && side_state != "撤销" && side_state != "合并" && side_state != "中止";
}

bool is_running(const Matter& matter) { return is_running_in(matter.state, matter.side_state); }

bool is_overdue(const Matter& matter, Date today) { return is_running(matter) && matter.due && *matter.due < today; }

std::optional<std::int64_t> lying_days(const Matter& matter, Date today) {
  std::optional<Date> last = matter.registered_on;
  for (const auto& date : {matter.assigned_on, matter.reported_on})
    if (date && (!last || *date > *last)) last = date;
  if (!last || *last > today) return std::nullopt;
  return (today - *last).count();
}

}  // namespace guatu::matter
