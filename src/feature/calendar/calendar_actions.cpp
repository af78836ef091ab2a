// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_actions.hpp"

#include <map>

#include "base/json_writer.hpp"
#include "engine/calendar/calendar_toml.hpp"
#include "feature/calendar/calendar_store.hpp"

namespace guatu::calendar {

Result<Calendar> load_calendar(const db::Reader& reader, std::span<const YearText> presets) {
  std::map<int, PublishedYear> years;
  const auto take = [&](std::string_view toml, std::string_view place) -> Result<void> {
    GUATU_TRY(PublishedYear year, parse_published_year(toml, place));
    years.insert_or_assign(year.year, std::move(year));
    return {};
  };
  for (const YearText& preset : presets) GUATU_CHECK(take(preset.toml, preset.place));
  for (const auto& stored : load_notices(reader)) GUATU_CHECK(take(stored.row.text, ""));
  std::vector<PublishedYear> list;
  for (auto& [number, year] : years) list.push_back(std::move(year));
  return Calendar::from(std::move(list));
}

std::vector<db::Versioned<CalendarYear>> load_notices(const db::Reader& reader) {
  return db::load_versioned(reader, calendar_year_table(), "ORDER BY year");
}

namespace {

void write_moved(JsonWriter& json, const std::vector<MovedDue>& moved) {
  json.key("moved").begin_array();
  for (const MovedDue& one : moved)
    json.begin_object()
        .member("matter", one.matter)
        .member("before", format_date(one.before))
        .member("after", format_date(one.after))
        .end_object();
  json.end_array();
}

}  // namespace

Result<LoadedNotice> load_notice(db::Tx& tx, const HolidayNotice& notice, std::span<const YearText> presets,
                                 const Recount& recount) {
  GUATU_CHECK(check_notice(notice));
  const CalendarYear row{notice.year, notice.notice.number, notice.notice.title, tx.today(), text_of(notice)};
  const auto known = db::find(tx, calendar_year_table(), row.year);
  const bool is_known = known && known->text == row.text;
  if (!is_known) db::put(tx, calendar_year_table(), row);
  GUATU_TRY(Calendar calendar, load_calendar(tx, presets));
  LoadedNotice loaded{std::move(calendar), {}};
  if (is_known) return loaded;
  GUATU_TRY(loaded.moved, recount(tx, loaded.calendar));
  JsonWriter json;
  json.begin_object().member("year", row.year).member("number", row.number).member("title", row.title);
  if (!loaded.moved.empty()) write_moved(json, loaded.moved);
  tx.journal({"calendar.notice_loaded", std::to_string(row.year), json.end_object().take()});
  return loaded;
}

Result<std::vector<MovedDue>> recount(db::Tx& tx, std::span<const YearText> presets, const Recount& recount) {
  GUATU_TRY(const Calendar calendar, load_calendar(tx, presets));
  GUATU_TRY(auto moved, recount(tx, calendar));
  if (!tx.has_change()) return moved;
  JsonWriter json;
  json.begin_object();
  write_moved(json, moved);
  tx.journal({"matter.dues_recounted", "", json.end_object().take()});
  return moved;
}

}  // namespace guatu::calendar
