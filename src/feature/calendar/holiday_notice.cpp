// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/holiday_notice.hpp"

#include <fmt/format.h>

#include "base/json_writer.hpp"

namespace guatu::calendar {
namespace {

constexpr std::chrono::days kLongest{31};

// A JSON string literal is a TOML one.
std::string quoted(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

std::string text_of(const DaysOff& off) {
  std::string work;
  for (const Date day : off.work) work += (work.empty() ? "" : ", ") + format_date(day);
  return fmt::format("\n[[off]]\nname = {}\nfirst = {}\nlast = {}\nwork = [{}]\n", quoted(off.name),
                     format_date(off.first), format_date(off.last), work);
}

}  // namespace

Result<void> check_notice(const HolidayNotice& notice) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < notice.off.size(); ++i) {
    const DaysOff& off = notice.off[i];
    if (off.last < off.first || off.last - off.first > kLongest)
      problems.push_back({fmt::format("off[{}].last", i),
                          "calendar.span_reversed",
                          {{"first", format_date(off.first)}, {"last", format_date(off.last)}}});
  }
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

std::string text_of(const HolidayNotice& notice) {
  std::string text = fmt::format("year = {}\n\n[[notice]]\nnumber = {}\ntitle = {}\nurl = {}\n", notice.year,
                                 quoted(notice.notice.number), quoted(notice.notice.title), quoted(notice.notice.url));
  for (const DaysOff& off : notice.off) text += text_of(off);
  return text;
}

}  // namespace guatu::calendar
