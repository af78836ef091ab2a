// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Primavera file, and as the nested text of one of its calendars.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "format/xer/xer.hpp"

namespace {

constexpr std::string_view kSeed =
    "ERMHDR\t19.12\n%T\tCALENDAR\n%F\tclndr_id\tclndr_data\n%R\t1\t(0||CalendarData()((0||DaysOfWeek()((0||1()())"
    "(0||2()((0||0(s|08:00|f|12:00)())))))(0||Exceptions()((0||0(d|46296)())(0||1(d|46305)((0||0(s|09:00|f|17:00)()))))"
    ")))\n"
    "%T\tTASK\n%F\ttask_id\ttask_name\tremain_drtn_hr_cnt\tearly_start_date\n%R\t1\t\xB9\xD2\xCD\xBC\t8.5\t2026-03-02 "
    "08:00\n"
    "%T\tTASKPRED\n%F\ttask_id\tpred_task_id\n%R\t1\t1\n%E\n";

void read(std::string_view bytes) {
  static_cast<void>(guatu::xer::read_xer(bytes));
  guatu::xer::Calendar calendar;
  guatu::xer::read_calendar_text(bytes, calendar);
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
