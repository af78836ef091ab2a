// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Microsoft Project file: read, resolve its calendars, write what was read.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "format/mspdi/mspdi.hpp"

namespace {

constexpr std::string_view kSeed =
    R"(<Project xmlns="http://schemas.microsoft.com/project"><CalendarUID>1</CalendarUID><Calendars>
<Calendar><UID>1</UID><WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking>
<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>
</WorkingTimes></WeekDay></WeekDays><Exceptions><Exception><TimePeriod>
<FromDate>2026-10-01T00:00:00</FromDate><ToDate>2026-10-07T23:59:00</ToDate></TimePeriod>
<Type>6</Type><DaysOfWeek>62</DaysOfWeek></Exception></Exceptions></Calendar></Calendars><Tasks>
<Task><UID>1</UID><Duration>PT8H0M0S</Duration></Task><Task><UID>2</UID>
<Start>2026-03-02T08:00:00</Start><PredecessorLink><PredecessorUID>1</PredecessorUID>
<LinkLag>4800</LinkLag></PredecessorLink></Task></Tasks></Project>)";

void read(std::string_view bytes) {
  const auto project = guatu::mspdi::read_mspdi(bytes);
  if (!project) return;
  for (const auto& calendar : project->calendars)
    static_cast<void>(guatu::mspdi::plain_calendar(*project, calendar.uid));
  static_cast<void>(guatu::mspdi::write_mspdi(*project));
}

// The bytes as edits of a good file: two say where, one says what to put there.
std::string edited(std::string_view edits) {
  std::string text(kSeed);
  for (std::size_t i = 0; i + 2 < edits.size(); i += 3) {
    const auto high = static_cast<unsigned char>(edits[i]);
    const auto low = static_cast<unsigned char>(edits[i + 1]);
    text[(high * std::size_t{256} + low) % text.size()] = edits[i + 2];
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(start), size);
  read(bytes);
  const std::string text = edited(bytes.substr(0, 60));
  read(text);
  read(std::string_view(text).substr(0, size % text.size()));
  return 0;
}
