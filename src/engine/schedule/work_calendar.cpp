// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/work_calendar.hpp"

#include <algorithm>
#include <map>

namespace guatu::schedule {
namespace {

constexpr std::int64_t kWindowDaysMax = 200'000;
constexpr std::size_t kPatternsMax = 5'000;

// 1970-01-01 was a Thursday; Monday is 0.
constexpr std::size_t weekday_index(std::int64_t day) {
  return static_cast<std::size_t>((day + 3) - floor_divide(day + 3, 7) * 7);
}

DayShifts tidy(DayShifts shifts) {
  for (Shift& shift : shifts) shift = {std::clamp(shift.from, 0, 1440), std::clamp(shift.to, 0, 1440)};
  std::erase_if(shifts, [](const Shift& shift) { return shift.to <= shift.from; });
  std::sort(shifts.begin(), shifts.end(), [](const Shift& a, const Shift& b) { return a.from < b.from; });
  DayShifts joined;
  for (const Shift& shift : shifts) {
    if (!joined.empty() && shift.from <= joined.back().to)
      joined.back().to = std::max(joined.back().to, shift.to);
    else
      joined.push_back(shift);
  }
  return joined;
}

DayShifts common(const DayShifts& a, const DayShifts& b) {
  DayShifts both;
  for (const Shift& one : a)
    for (const Shift& other : b) {
      const Shift shift{std::max(one.from, other.from), std::min(one.to, other.to)};
      if (shift.from < shift.to) both.push_back(shift);
    }
  return both;
}

}  // namespace

std::uint16_t WorkCalendar::pattern_for(const DayShifts& shifts) {
  for (std::size_t i = 0; i < patterns_.size(); ++i)
    if (shifts_of(patterns_[i]) == shifts) return static_cast<std::uint16_t>(i);
  Pattern pattern{static_cast<std::uint32_t>(stretches_.size()), static_cast<std::uint32_t>(shifts.size()), 0};
  for (const Shift& shift : shifts) {
    const auto from = static_cast<std::int32_t>(shift.from * kTicksPerMinute);
    const auto to = static_cast<std::int32_t>(shift.to * kTicksPerMinute);
    stretches_.push_back({from, to, pattern.work});
    pattern.work += to - from;
  }
  patterns_.push_back(pattern);
  return static_cast<std::uint16_t>(patterns_.size() - 1);
}

DayShifts WorkCalendar::shifts_of(const Pattern& pattern) const {
  DayShifts shifts;
  for (std::uint32_t i = 0; i < pattern.count; ++i) {
    const Stretch& stretch = stretches_[pattern.first + i];
    shifts.push_back({static_cast<std::int32_t>(stretch.from / kTicksPerMinute),
                      static_cast<std::int32_t>(stretch.to / kTicksPerMinute)});
  }
  return shifts;
}

Result<WorkCalendar> WorkCalendar::make(CalendarPlan plan) {
  WorkCalendar calendar;
  calendar.name_ = std::move(plan.name);
  calendar.linear_ = plan.exceptions.empty();
  for (std::size_t i = 0; i < 7; ++i) {
    const DayShifts shifts = tidy(std::move(plan.week[i]));
    calendar.linear_ = calendar.linear_ && shifts == DayShifts{{0, 1440}};
    calendar.week_[i] = calendar.pattern_for(shifts);
    calendar.week_sum_[i + 1] = calendar.week_sum_[i] + calendar.patterns_[calendar.week_[i]].work;
  }
  if (calendar.week_sum_[7] == 0)
    return refuse(ErrorKind::invalid, calendar.name_, "schedule.calendar_without_work", {{"name", calendar.name_}});
  if (plan.exceptions.empty()) return calendar;

  const auto by_day = [](const DayException& a, const DayException& b) { return a.day < b.day; };
  const auto [first, last] = std::minmax_element(plan.exceptions.begin(), plan.exceptions.end(), by_day);
  calendar.window_first_ = first->day;
  const std::int64_t days = std::int64_t{last->day} - first->day + 1;
  if (days > kWindowDaysMax)
    return refuse(ErrorKind::too_large, calendar.name_, "schedule.calendar_too_long",
                  {{"name", calendar.name_}, {"days_max", std::to_string(kWindowDaysMax)}});
  calendar.window_pattern_.resize(static_cast<std::size_t>(days));
  for (std::size_t i = 0; i < calendar.window_pattern_.size(); ++i)
    calendar.window_pattern_[i] = calendar.week_[weekday_index(calendar.window_first_ + static_cast<std::int64_t>(i))];
  for (auto& exception : plan.exceptions) {
    if (calendar.patterns_.size() >= kPatternsMax)
      return refuse(ErrorKind::too_large, calendar.name_, "schedule.calendar_too_long",
                    {{"name", calendar.name_}, {"days_max", std::to_string(kPatternsMax)}});
    calendar.window_pattern_[static_cast<std::size_t>(exception.day - calendar.window_first_)] =
        calendar.pattern_for(tidy(std::move(exception.shifts)));
  }
  calendar.window_sum_.resize(calendar.window_pattern_.size() + 1);
  for (std::size_t i = 0; i < calendar.window_pattern_.size(); ++i)
    calendar.window_sum_[i + 1] = calendar.window_sum_[i] + calendar.patterns_[calendar.window_pattern_[i]].work;
  calendar.window_scale_ =
      static_cast<double>(days) / static_cast<double>(std::max<std::int64_t>(calendar.window_sum_.back(), 1));
  return calendar;
}

std::int64_t WorkCalendar::week_position(std::int64_t day) const {
  return floor_divide(day + 3, 7) * week_sum_[7] + week_sum_[weekday_index(day)];
}

// Amounts are counted from the start of the window, so that both sides of it continue the endless week.
std::int64_t WorkCalendar::worked_at_day(std::int64_t day) const {
  const auto days = static_cast<std::int64_t>(window_pattern_.size());
  const std::int64_t place = day - window_first_;
  if (place < 0) return week_position(day) - week_position(window_first_);
  if (place <= days) return window_sum_[static_cast<std::size_t>(place)];
  return window_sum_.back() + week_position(day) - week_position(window_first_ + days);
}

const WorkCalendar::Pattern& WorkCalendar::pattern_of(std::int64_t day) const {
  const std::int64_t place = day - window_first_;
  if (place >= 0 && place < static_cast<std::int64_t>(window_pattern_.size()))
    return patterns_[window_pattern_[static_cast<std::size_t>(place)]];
  return patterns_[week_[weekday_index(day)]];
}

std::int64_t WorkCalendar::worked_in_day(const Pattern& pattern, std::int64_t tick) const {
  std::int64_t work = 0;
  for (std::uint32_t i = 0; i < pattern.count; ++i) {
    const Stretch& stretch = stretches_[pattern.first + i];
    if (tick <= stretch.from) break;
    work = stretch.before + std::min<std::int64_t>(tick, stretch.to) - stretch.from;
  }
  return work;
}

std::int64_t WorkCalendar::worked(Moment moment) const {
  if (linear_) return moment.ticks;
  const std::int64_t day = floor_divide(moment.ticks, kTicksPerDay);
  return worked_at_day(day) + worked_in_day(pattern_of(day), moment.ticks - day * kTicksPerDay);
}

// Days are worked much alike, so the share of the amount is nearly the share of the days.
std::size_t WorkCalendar::window_place(std::int64_t amount) const {
  const std::size_t days = window_pattern_.size();
  auto place = static_cast<std::size_t>(static_cast<double>(amount - 1) * window_scale_);
  place = std::min(place, days - 1);
  constexpr int kSteps = 24;
  for (int step = 0; step < kSteps; ++step) {
    if (window_sum_[place] >= amount)
      --place;
    else if (window_sum_[place + 1] < amount)
      ++place;
    else
      return place;
  }
  const auto at = std::lower_bound(window_sum_.begin() + 1, window_sum_.end(), amount);
  return static_cast<std::size_t>(at - window_sum_.begin()) - 1;
}

std::int64_t WorkCalendar::day_reaching(std::int64_t amount) const {
  std::int64_t position = 0;  // in the endless week
  if (amount <= 0) {
    position = amount + week_position(window_first_);
  } else if (amount <= window_sum_.back()) {
    return window_first_ + static_cast<std::int64_t>(window_place(amount));
  } else {
    position =
        amount - window_sum_.back() + week_position(window_first_ + static_cast<std::int64_t>(window_pattern_.size()));
  }
  const std::int64_t weeks = floor_divide(position - 1, week_sum_[7]);
  const std::int64_t rest = position - weeks * week_sum_[7];  // 1 … the week's work
  std::int64_t weekday = 0;
  while (week_sum_[static_cast<std::size_t>(weekday) + 1] < rest) ++weekday;
  return weeks * 7 + weekday - 3;
}

Moment WorkCalendar::first_with(std::int64_t amount) const {
  if (linear_) return {amount};
  const std::int64_t day = day_reaching(amount);
  const std::int64_t rest = amount - worked_at_day(day);
  const Pattern& pattern = pattern_of(day);
  std::uint32_t i = pattern.first;
  while (stretches_[i].before + stretches_[i].to - stretches_[i].from < rest) ++i;
  return {day * kTicksPerDay + stretches_[i].from + rest - stretches_[i].before};
}

Moment WorkCalendar::last_with(std::int64_t amount) const {
  if (linear_) return {amount};
  const Moment after = first_with(amount + 1);
  return {after.ticks - 1};
}

Moment WorkCalendar::add(Moment from, Span length) const {
  if (length.ticks == 0) return from;
  const std::int64_t amount = worked(from) + length.ticks;
  return length.ticks > 0 ? first_with(amount) : last_with(amount);
}

Stay WorkCalendar::from_next_work(Moment moment, Span length) const {
  const std::int64_t amount = worked(moment);
  const Moment start = last_with(amount);
  return {start, length.ticks == 0 ? start : first_with(amount + length.ticks)};
}

Stay WorkCalendar::to_previous_work(Moment moment, Span length) const {
  const std::int64_t amount = worked(moment);
  const Moment finish = first_with(amount);
  return {length.ticks == 0 ? finish : last_with(amount - length.ticks), finish};
}

Moment WorkCalendar::next_work(Moment moment) const { return last_with(worked(moment)); }

Moment WorkCalendar::previous_work(Moment moment) const { return first_with(worked(moment)); }

Span WorkCalendar::workday() const {
  if (patterns_.empty()) return {kTicksPerDay};
  std::int32_t most = 0;
  for (const std::uint16_t pattern : week_) most = std::max(most, patterns_[pattern].work);
  return {most};
}

CalendarPlan WorkCalendar::plan() const {
  CalendarPlan plan;
  plan.name = name_;
  if (patterns_.empty()) {
    plan.week.fill({{0, 1440}});
    return plan;
  }
  for (std::size_t i = 0; i < 7; ++i) plan.week[i] = shifts_of(patterns_[week_[i]]);
  for (std::size_t i = 0; i < window_pattern_.size(); ++i)
    plan.exceptions.push_back({static_cast<std::int32_t>(window_first_ + static_cast<std::int64_t>(i)),
                               shifts_of(patterns_[window_pattern_[i]])});
  return plan;
}

Result<WorkCalendar> WorkCalendar::both(const WorkCalendar& a, const WorkCalendar& b) {
  const CalendarPlan one = a.plan();
  const CalendarPlan other = b.plan();
  CalendarPlan plan;
  plan.name = one.name + " + " + other.name;
  for (std::size_t i = 0; i < 7; ++i) plan.week[i] = common(one.week[i], other.week[i]);
  std::map<std::int32_t, std::pair<const DayShifts*, const DayShifts*>> days;
  for (const auto& exception : one.exceptions) days[exception.day].first = &exception.shifts;
  for (const auto& exception : other.exceptions) days[exception.day].second = &exception.shifts;
  for (const auto& [day, shifts] : days) {
    const std::size_t weekday = weekday_index(day);
    plan.exceptions.push_back({day, common(shifts.first != nullptr ? *shifts.first : one.week[weekday],
                                           shifts.second != nullptr ? *shifts.second : other.week[weekday])});
  }
  return make(std::move(plan));
}

}  // namespace guatu::schedule
