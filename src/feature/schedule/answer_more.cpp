// SPDX-License-Identifier: Apache-2.0
// JSON of backward, simulate and earned.
#include <algorithm>

#include "base/json_writer.hpp"
#include "engine/schedule/compute.hpp"
#include "engine/schedule/figures.hpp"
#include "feature/schedule/answer.hpp"

namespace guatu::schedule {
namespace {

constexpr int kShown = 4;  // decimals

void time_member(JsonWriter& json, std::string_view name, Moment moment) {
  const std::string text = local_time(moment);
  if (text.empty())
    json.key(name).null();
  else
    json.member(name, std::string_view(text));
}

void decimal_member(JsonWriter& json, std::string_view name, const auto& value) {
  json.key(name).raw(fixed(value, kShown));
}

void backward_element(JsonWriter& json, const LoadedSchedule& loaded, const Schedule& computed, Index i) {
  const Activity& activity = loaded.network.activities[i];
  const WorkCalendar& calendar = loaded.network.calendars[activity.calendar];
  json.begin_object().member("id", std::string_view(loaded.activities[i].id));
  json.member("name", std::string_view(loaded.activities[i].name));
  json.member("milestone", activity.is_milestone());
  time_member(json, "early_start", computed.dates[i].early_start);
  time_member(json, "early_finish", computed.dates[i].early_finish);
  time_member(json, "late_start", computed.dates[i].late_start);
  time_member(json, "late_finish", computed.dates[i].late_finish);
  json.member("total_float_min", whole_minutes(computed.total_float[i]));
  json.member("days_to_compress", days_to_compress(calendar, computed.total_float[i]));
  json.end_object();
}

}  // namespace

std::string backward_json(const LoadedSchedule& loaded, const Schedule& computed, Moment finish) {
  JsonWriter json;
  std::int64_t most = 0;
  for (Index i = 0; i < loaded.activities.size(); ++i)
    if (loaded.activities[i].summary == Summary::no)
      most = std::max(most, days_to_compress(loaded.network.calendars[loaded.network.activities[i].calendar],
                                             computed.total_float[i]));
  json.begin_object().member("project", std::string_view(loaded.project));
  time_member(json, "finish", finish);
  json.member("feasible", most == 0).member("days_to_compress", most);
  json.key("tasks").begin_array();
  for (Index i = 0; i < loaded.activities.size(); ++i)
    if (loaded.activities[i].summary == Summary::no) backward_element(json, loaded, computed, i);
  return json.end_array().end_object().take();
}

std::string simulation_json(const SimulationAnswer& answer) {
  const SimulationResult& result = answer.result;
  JsonWriter json;
  json.begin_object().member("project", std::string_view(answer.loaded.project));
  json.member("runs", answer.request.runs).member("seed", answer.request.seed);
  time_member(json, "deterministic_finish", result.deterministic_finish);
  time_member(json, "mean_finish", result.mean_finish);
  json.key("mean_duration_min").raw(ticks_as_minutes(result.mean_duration, kShown));
  json.key("standard_deviation_min").raw(ticks_as_minutes(result.deviation, kShown));
  json.key("percentiles").begin_array();
  for (const int percent : {5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95, 99}) {
    json.begin_object().member("percent", percent);
    time_member(json, "finish", result.percentile(percent / 100.0));
    json.end_object();
  }
  json.end_array();
  if (answer.by.is_set()) {
    json.key("probability").begin_object();
    time_member(json, "by", answer.by);
    decimal_member(json, "value", result.probability_by(answer.by));
    json.end_object();
  }
  json.key("tasks").begin_array();
  for (Index i = 0; i < answer.loaded.activities.size(); ++i) {
    if (answer.loaded.activities[i].summary == Summary::yes) continue;
    const ActivityOutcome& outcome = result.activities[i];
    json.begin_object().member("id", std::string_view(answer.loaded.activities[i].id));
    decimal_member(json, "criticality", outcome.criticality);
    decimal_member(json, "sensitivity", outcome.sensitivity);
    json.key("mean_duration_min").raw(ticks_as_minutes(outcome.mean_duration, kShown));
    json.end_object();
  }
  return json.end_array().end_object().take();
}

std::string earned_json(const EarnedReport& report) {
  JsonWriter json;
  json.begin_object();
  decimal_member(json, "bac", report.budget);
  decimal_member(json, "planned_duration", report.planned_duration);
  json.key("periods").begin_array();
  for (std::size_t i = 0; i < report.periods.size(); ++i) {
    const EarnedPeriod& period = report.periods[i];
    json.begin_object().member("period", i + 1);
    decimal_member(json, "pv", period.planned);
    decimal_member(json, "ev", period.earned);
    decimal_member(json, "ac", period.spent);
    decimal_member(json, "sv", period.schedule_variance);
    decimal_member(json, "spi", period.schedule_index);
    decimal_member(json, "cv", period.cost_variance);
    decimal_member(json, "cpi", period.cost_index);
    decimal_member(json, "eac", period.estimate_at_completion);
    decimal_member(json, "es", period.earned_schedule);
    decimal_member(json, "sv_t", period.schedule_variance_time);
    decimal_member(json, "spi_t", period.schedule_index_time);
    decimal_member(json, "ieac_t", period.duration_estimate);
    json.end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace guatu::schedule
