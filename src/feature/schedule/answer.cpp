// SPDX-License-Identifier: Apache-2.0
#include "feature/schedule/answer.hpp"

#include "base/date.hpp"
#include "base/json_writer.hpp"

namespace guatu::schedule {
namespace {

constexpr std::int64_t kYearsShown = 9999;

void time_member(JsonWriter& json, std::string_view name, Moment moment) {
  const std::string text = local_time(moment);
  if (text.empty())
    json.key(name).null();
  else
    json.member(name, std::string_view(text));
}

const char* policy_name(Policy policy) { return policy == Policy::microsoft_project ? "msp" : "p6"; }

const char* link_name(LinkType type) {
  switch (type) {
    case LinkType::finish_start:
      return "FS";
    case LinkType::start_start:
      return "SS";
    case LinkType::finish_finish:
      return "FF";
    case LinkType::start_finish:
      return "SF";
  }
  return "FS";
}

std::string lag_text(const Link& link) {
  if (link.lag == 0) return "";
  std::string text = link.lag > 0 ? "+" : "-";
  const std::int64_t size = link.lag > 0 ? link.lag : -link.lag;
  switch (link.lag_kind) {
    case LagKind::working:
      return text + std::to_string(whole_minutes({size})) + "min";
    case LagKind::elapsed:
      return text + std::to_string(whole_minutes({size})) + "emin";
    case LagKind::percent:
      return text + std::to_string(size / 100) + "%";
    case LagKind::elapsed_percent:
      return text + std::to_string(size / 100) + "e%";
  }
  return text;
}

void stored_member(JsonWriter& json, const StoredDates& stored) {
  json.key("stored").begin_object();
  time_member(json, "early_start", stored.early_start);
  time_member(json, "early_finish", stored.early_finish);
  time_member(json, "late_start", stored.late_start);
  time_member(json, "late_finish", stored.late_finish);
  json.member("total_float_min", stored.total_float_minutes);
  json.end_object();
}

void activity_element(JsonWriter& json, const LoadedSchedule& loaded, const Schedule& computed,
                      const ActivityAgreement& agreement, Index i) {
  const LoadedActivity& row = loaded.activities[i];
  const Activity& activity = loaded.network.activities[i];
  const Dates& dates = computed.dates[i];
  json.begin_object().member("id", std::string_view(row.id)).member("name", std::string_view(row.name));
  json.member("summary", row.summary == Summary::yes);
  json.member("milestone", row.summary == Summary::no && activity.is_milestone());
  time_member(json, "early_start", dates.early_start);
  time_member(json, "early_finish", dates.early_finish);
  time_member(json, "late_start", dates.late_start);
  time_member(json, "late_finish", dates.late_finish);
  const bool dated = dates.early_start.is_set() && dates.late_start.is_set();
  const auto float_member = [&](std::string_view name, Span span) {
    if (dated)
      json.member(name, whole_minutes(span));
    else
      json.key(name).null();
  };
  float_member("total_float_min", computed.total_float[i]);
  float_member("free_float_min", computed.free_float[i]);
  json.member("critical", computed.critical[i] != 0);
  json.member("driver", std::string_view(driver_text(loaded, computed.driver[i])));
  stored_member(json, row.stored);
  if (agreement.verdict == Verdict::not_compared)
    json.key("agrees").null();
  else
    json.member("agrees", agreement.verdict == Verdict::agrees);
  if (agreement.why_not.empty())
    json.key("why_not").null();
  else
    json.member("why_not", std::string_view(agreement.why_not));
  json.end_object();
}

}  // namespace

std::string local_time(Moment moment) {
  if (!moment.is_set()) return "";
  const std::int64_t minute = floor_divide(moment.ticks, kTicksPerMinute);
  const std::int64_t day = floor_divide(minute, 1440);
  if (day < -719'528 || day > kYearsShown * 365 - 719'528) return "";
  const auto clock = minute - day * 1440;
  std::string text = format_date(Date{std::chrono::days{day}}) + "T00:00";
  const auto put = [&](std::size_t at, std::int64_t value) {
    text[at] = static_cast<char>('0' + value / 10);
    text[at + 1] = static_cast<char>('0' + value % 10);
  };
  put(text.size() - 5, clock / 60);
  put(text.size() - 2, clock % 60);
  return text;
}

std::string driver_text(const LoadedSchedule& loaded, const Driver& driver) {
  switch (driver.kind) {
    case DriverKind::none:
      return "none";
    case DriverKind::project_start:
      return "project_start";
    case DriverKind::data_date:
      return "data_date";
    case DriverKind::constraint:
      return "constraint";
    case DriverKind::actual:
      return "actual";
    case DriverKind::manual:
      return "manual";
    case DriverKind::kept:
      return "kept";
    case DriverKind::children:
      return "children";
    case DriverKind::parent:
      return "summary";
    case DriverKind::resume:
      return "resume";
    case DriverKind::link:
      break;
  }
  const Link& link = loaded.network.links[driver.link];
  return "link " + loaded.activities[link.from].id + " " + link_name(link.type) + lag_text(link);
}

std::string compute_json(const LoadedSchedule& loaded, const Schedule& computed, const Agreement& agreement) {
  JsonWriter json;
  json.begin_object().member("project", std::string_view(loaded.project));
  json.member("policy", policy_name(loaded.network.rules.policy));
  time_member(json, "data_date", loaded.data_date);
  json.key("tasks").begin_array();
  for (Index i = 0; i < loaded.activities.size(); ++i)
    activity_element(json, loaded, computed, agreement.activities[i], i);
  json.end_array();
  json.key("agreement").begin_object().member("compared", agreement.compared).member("equal", agreement.equal);
  json.end_object().end_object();
  return json.take();
}

}  // namespace guatu::schedule
