// SPDX-License-Identifier: Apache-2.0
// PSPLIB single-mode files (Kolisch and Sprecher, «PSPLIB – a project scheduling problem library», 1996): sections
// named by a headline, numbers below. Resources are not read.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "format/network/network_file.hpp"

namespace guatu::network {
namespace {

constexpr std::size_t kJobsMax = 200'000;
constexpr std::int64_t kPeriodsMax = 1'000'000;
constexpr Tenths kTenthsPerDay = 14'400;
constexpr Tenths kFirstDay = 10'957 * kTenthsPerDay;  // 2000-01-01

enum class Section : std::uint8_t { other, precedence, durations };

std::vector<std::int64_t> numbers_of(std::string_view line) {
  std::vector<std::int64_t> numbers;
  for (const std::string& word : split(line, " \t\r")) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size()) return {};
    numbers.push_back(value);
  }
  return numbers;
}

ActivityRow& job(File& file, std::int64_t number) {
  if (file.activities.size() < static_cast<std::size_t>(number))
    file.activities.resize(static_cast<std::size_t>(number));
  ActivityRow& row = file.activities[static_cast<std::size_t>(number) - 1];
  if (row.id.empty()) row.id = std::to_string(number), row.name = row.id;
  return row;
}

std::unexpected<Error> wrong(std::size_t line, const char* code) {
  return refuse(ErrorKind::invalid, "line " + std::to_string(line), code);
}

bool is_job(std::int64_t number) { return number >= 1 && number <= static_cast<std::int64_t>(kJobsMax); }

Result<void> add_successors(File& file, const std::vector<std::int64_t>& numbers, std::size_t line) {
  if (numbers.size() < 3 || !is_job(numbers[0])) return wrong(line, "network.not_psplib");
  job(file, numbers[0]);
  for (std::size_t i = 3; i < numbers.size(); ++i) {
    if (!is_job(numbers[i])) return wrong(line, "network.not_psplib");
    LinkCell link;
    link.from = std::to_string(numbers[0]);
    job(file, numbers[i]).links.push_back(std::move(link));
  }
  return {};
}

Section section_of(std::string_view line, Section now) {
  if (line.starts_with("PRECEDENCE RELATIONS")) return Section::precedence;
  if (line.starts_with("REQUESTS/DURATIONS")) return Section::durations;
  return line.starts_with("****") || line.starts_with("RESOURCEAVAILABILITIES") ? Section::other : now;
}

}  // namespace

Result<File> read_psplib(std::string_view bytes) {
  File file;
  file.start = kFirstDay;
  CalendarText calendar;
  calendar.name = "round the clock";
  calendar.week.fill({{0, 1440}});
  file.calendars.push_back(std::move(calendar));
  Section section = Section::other;
  std::size_t line_number = 0;
  bool has_durations = false;
  while (!bytes.empty()) {
    ++line_number;
    const auto end = bytes.find('\n');
    const std::string_view line = trim(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    section = section_of(line, section);
    const auto numbers = numbers_of(line);
    if (numbers.empty() || section == Section::other) continue;
    if (section == Section::precedence) {
      GUATU_CHECK(add_successors(file, numbers, line_number));
    } else if (numbers.size() >= 3 && is_job(numbers[0]) && numbers[1] == 1) {  // the first mode of a job
      if (numbers[2] < 0 || numbers[2] > kPeriodsMax) return wrong(line_number, "network.not_psplib");
      job(file, numbers[0]).duration = {numbers[2] * kTenthsPerDay, Unit::working};
      has_durations = true;
    }
  }
  const bool complete = std::none_of(file.activities.begin(), file.activities.end(),
                                     [](const ActivityRow& row) { return row.id.empty(); });
  if (file.activities.empty() || !has_durations || !complete) return wrong(line_number, "network.not_psplib");
  return file;
}

}  // namespace guatu::network
