// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/calendar_toml.hpp"

// The library's own assertions judge input, which must never stop the program.
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/text.hpp"

namespace guatu::calendar {
namespace {

constexpr std::size_t kDotsOnALineMax = 40;
constexpr std::size_t kFileBytesMax = 64 * 1024;
constexpr int kSpanDaysMax = 31;

std::string place_of(std::string_view place, const toml::node& node) {
  return fmt::format("{}:{}", place, node.source().begin.line);
}

std::unexpected<Error> field_missing(std::string where, std::string_view field) {
  return refuse(ErrorKind::invalid, std::move(where), "calendar.field_missing", {{"field", std::string(field)}});
}

Result<std::string> read_text(const toml::table& table, std::string_view field, const std::string& where) {
  const auto text = table[field].value<std::string>();
  if (!text || text->empty()) return field_missing(where, field);
  return *text;
}

Result<Date> date_from(const toml::node* node, std::string_view field, const std::string& where) {
  const auto date = node == nullptr ? std::nullopt : node->value<toml::date>();
  if (!date) return field_missing(where, field);
  return checked_date(date->year, date->month, date->day);
}

Result<Notice> read_notice(const toml::table& table, const std::string& where) {
  Notice notice;
  GUATU_TRY(notice.number, read_text(table, "number", where));
  GUATU_TRY(notice.title, read_text(table, "title", where));
  GUATU_TRY(notice.url, read_text(table, "url", where));
  return notice;
}

Result<void> read_off(const toml::table& table, const std::string& where, PublishedYear& year) {
  NamedDay day;
  GUATU_TRY(day.name, read_text(table, "name", where));
  day.notice = table["notice"].value_or(year.notices.front().number);
  GUATU_TRY(const Date first, date_from(table.get("first"), "first", where));
  GUATU_TRY(const Date last, date_from(table.get("last"), "last", where));
  if (last < first || (last - first).count() > kSpanDaysMax)
    return refuse(ErrorKind::invalid, where, "calendar.span_reversed",
                  {{"first", format_date(first)}, {"last", format_date(last)}});
  for (day.date = first; day.date <= last; day.date += std::chrono::days(1)) year.days.push_back(day);
  const toml::node* work = table.get("work");
  if (work == nullptr) return {};
  if (!work->is_array()) return field_missing(where, "work");
  day.kind = DayKind::workday;
  for (const auto& worked : *work->as_array()) {
    GUATU_TRY(day.date, date_from(&worked, "work", where));
    year.days.push_back(day);
  }
  return {};
}

template <class Visit>
Result<void> each_table(const toml::table& document, std::string_view field, std::string_view place, Visit visit) {
  const auto* entries = document[field].as_array();
  if (entries == nullptr || entries->empty()) return field_missing(std::string(place), field);
  for (const auto& entry : *entries) {
    if (!entry.is_table()) return field_missing(place_of(place, entry), field);
    GUATU_CHECK(visit(*entry.as_table(), place_of(place, entry)));
  }
  return {};
}

}  // namespace

Result<PublishedYear> parse_published_year(std::string_view text, std::string_view place) {
  if (text.size() > kFileBytesMax)
    return refuse(ErrorKind::too_large, std::string(place), "calendar.file_too_long",
                  {{"bytes_max", std::to_string(kFileBytesMax)}});
  if (!is_valid_utf8(text))
    return refuse(ErrorKind::invalid, std::string(place), "calendar.toml_syntax", {{"reason", "UTF-8"}});
  // The parser recurses once for each part of a dotted key.
  if (most_on_a_line(text, '.') > kDotsOnALineMax)
    return refuse(ErrorKind::too_large, std::string(place), "calendar.toml_syntax", {{"reason", "a.b.c…"}});
  const auto parsed = toml::parse(text);
  if (!parsed)
    return refuse(ErrorKind::invalid, fmt::format("{}:{}", place, parsed.error().source().begin.line),
                  "calendar.toml_syntax", {{"reason", std::string(parsed.error().description())}});
  const toml::table& document = parsed.table();
  PublishedYear year;
  const auto number = document["year"].value<std::int64_t>();
  if (!number || *number < 1900 || *number > 2199) return field_missing(std::string(place), "year");
  year.year = static_cast<int>(*number);
  GUATU_CHECK(each_table(document, "notice", place, [&](const toml::table& table, const std::string& where) {
    auto notice = read_notice(table, where);
    if (!notice) return Result<void>(std::unexpected(notice.error()));
    year.notices.push_back(*std::move(notice));
    return Result<void>();
  }));
  GUATU_CHECK(each_table(document, "off", place, [&](const toml::table& table, const std::string& where) {
    return read_off(table, where, year);
  }));
  return year;
}

}  // namespace guatu::calendar
