// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_routes.hpp"

#include <algorithm>
#include <map>

#include "base/json_writer.hpp"
#include "feature/calendar/calendar_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::calendar {
namespace {

using api::Call;
using http::Method;
using http::Reply;
using Presets = std::vector<YearText>;

const db::Versioned<CalendarYear>* find_loaded(const std::vector<db::Versioned<CalendarYear>>& loaded, int year) {
  for (const auto& one : loaded)
    if (one.row.year == year) return &one;
  return nullptr;
}

void write_members(JsonWriter& json, const PublishedYear& year, const db::Versioned<CalendarYear>* loaded) {
  json.member("year", year.year).key("notices").begin_array();
  for (const Notice& notice : year.notices)
    json.begin_object()
        .member("number", notice.number)
        .member("title", notice.title)
        .member("url", notice.url)
        .end_object();
  json.end_array().member("origin", loaded != nullptr ? "store" : "program");
  api::member(json, "loaded_on", loaded != nullptr ? std::optional(loaded->row.loaded_on) : std::nullopt);
  json.member("version", loaded != nullptr ? loaded->version : 0);
}

Result<Reply> list(const Presets& presets, Call& call) {
  GUATU_TRY(const Calendar calendar, load_calendar(call.reader(), presets));
  const auto loaded = load_notices(call.reader());
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const PublishedYear& year : calendar.years()) {
    json.begin_object();
    write_members(json, year, find_loaded(loaded, year.year));
    json.end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

// `moved`: by the notice that was loaded just now.
Result<Reply> year_reply(int status, const db::Reader& reader, const Calendar& calendar, std::int64_t wanted,
                         const std::vector<MovedDue>* moved = nullptr) {
  const auto year = std::ranges::find(calendar.years(), wanted, &PublishedYear::year);
  if (year == calendar.years().end())
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::to_string(wanted)}});
  const auto loaded = load_notices(reader);
  JsonWriter json;
  json.begin_object();
  write_members(json, *year, find_loaded(loaded, year->year));
  json.key("days").begin_array();
  for (const NamedDay& day : year->days)
    json.begin_object()
        .member("date", format_date(day.date))
        .member("kind", code_of(day.kind))
        .member("name", day.name)
        .end_object();
  json.end_array().key("workdays_by_month").begin_array();
  for (int month = 1; month <= 12; ++month) {
    GUATU_TRY(const Workdays found, calendar.workdays_in(Month(year->year, month)));
    json.integer(found.count);
  }
  json.end_array();
  if (moved != nullptr) {
    json.key("moved").begin_array();
    for (const MovedDue& one : *moved)
      json.begin_object()
          .member("matter", one.matter)
          .member("before", format_date(one.before))
          .member("after", format_date(one.after))
          .end_object();
    json.end_array();
  }
  return http::json_reply(status, json.end_object().take());
}

Result<Reply> get(const Presets& presets, Call& call) {
  const auto year = api::Reading<std::int64_t>::from_text(call.parameter("year"));
  if (!year)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("year"))}});
  GUATU_TRY(const Calendar calendar, load_calendar(call.reader(), presets));
  return year_reply(200, call.reader(), calendar, *year);
}

DaysOff read_days_off(api::Fields& notice, const json::Value& value, const std::string& place) {
  api::Fields fields(value, place);
  DaysOff off;
  fields.required_text("name", off.name, 20);
  fields.required("first", off.first);
  fields.required("last", off.last);
  fields.optional("work", off.work);
  notice.add(fields.finish());
  return off;
}

Result<Reply> post(const Presets& presets, const Recount& recount, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  HolidayNotice notice;
  fields.required("year", notice.year);
  fields.required_text("number", notice.notice.number, 60);
  fields.required_text("title", notice.notice.title, 200);
  fields.required_text("url", notice.notice.url, 400);
  for (const json::Value& value : fields.objects("off"))
    notice.off.push_back(read_days_off(fields, value, "off[" + std::to_string(notice.off.size()) + "]"));
  if (notice.off.empty()) fields.refuse("off", "api.field_missing");
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const LoadedNotice loaded, load_notice(tx, notice, presets, recount));
    GUATU_TRY(Reply reply, year_reply(201, tx, loaded.calendar, notice.year, &loaded.moved));
    return std::move(reply.with("Location", "/api/v1/calendars/" + std::to_string(notice.year)));
  });
}

Result<Reply> add_days(const Presets& presets, Call& call) {
  api::Parameters parameters(call.request());
  Date date{};
  std::int64_t days = 0;
  parameters.required("date", date);
  parameters.required("days", days);
  if (days < -100'000 || days > 100'000)
    parameters.refuse("days", "calendar.out_of_range",
                      {{"date", format_date(date)}, {"workdays", std::to_string(days)}});
  GUATU_CHECK(parameters.finish());
  GUATU_TRY(const Calendar calendar, load_calendar(call.reader(), presets));
  GUATU_TRY(const FoundDay found, calendar.add_workdays(date, static_cast<int>(days)));
  JsonWriter json;
  json.begin_object().member("from", format_date(date)).member("workdays", days);
  json.member("date", format_date(found.date)).member("provisional", found.certainty == Certainty::provisional);
  return http::json_reply(200, json.end_object().take());
}

Result<Reply> count_days(const Presets& presets, Call& call) {
  api::Parameters parameters(call.request());
  Date after{};
  Date until{};
  parameters.required("after", after);
  parameters.required("until", until);
  GUATU_CHECK(parameters.finish());
  GUATU_TRY(const Calendar calendar, load_calendar(call.reader(), presets));
  GUATU_TRY(const Workdays found, calendar.count_workdays(after, until));
  JsonWriter json;
  json.begin_object().member("after", format_date(after)).member("until", format_date(until));
  json.member("workdays", found.count).member("provisional", found.certainty == Certainty::provisional);
  return http::json_reply(200, json.end_object().take());
}

}  // namespace

std::vector<api::Route> calendar_routes(std::vector<YearText> presets, Recount recount) {
  const auto with_presets = [&presets](Result<Reply> (*handle)(const Presets&, Call&)) -> api::Handling {
    return [handle, presets](Call& call) { return handle(presets, call); };
  };
  constexpr auto kPosition = api::Freshness::of_position;
  return {
      {.method = Method::get,
       .pattern = "/api/v1/calendars",
       .right = "calendar.read",
       .summary = "Years with a holiday notice",
       .handle = with_presets(list),
       .freshness = kPosition},
      {.method = Method::post,
       .pattern = "/api/v1/calendars",
       .right = "calendar.load",
       .summary = "Load a holiday notice",
       .handle = [presets, recount](Call& call) { return post(presets, recount, call); }},
      {.method = Method::get,
       .pattern = "/api/v1/calendars/{year}",
       .right = "calendar.read",
       .summary = "One year, its named days and its workdays by month",
       .handle = with_presets(get),
       .freshness = kPosition},
      {.method = Method::get,
       .pattern = "/api/v1/workdays/add",
       .right = "calendar.read",
       .summary = "The n-th workday after a date",
       .handle = with_presets(add_days)},
      {.method = Method::get,
       .pattern = "/api/v1/workdays/count",
       .right = "calendar.read",
       .summary = "Workdays after one date up to and with another",
       .handle = with_presets(count_days)},
  };
}

}  // namespace guatu::calendar
