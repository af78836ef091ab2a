// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/view_json.hpp"

#include <unordered_map>

#include "feature/bulletin/pack_page.hpp"

namespace guatu::bulletin {
namespace {

using cycle::Snapshot;

std::optional<std::string> text_of(const std::optional<Date>& date) {
  return date ? std::optional(format_date(*date)) : std::nullopt;
}

std::optional<std::string> text_of(const std::optional<Id<unit::Unit>>& unit) {
  return unit ? std::optional(unit->value) : std::nullopt;
}

std::optional<std::string> text_of(const std::optional<Decimal>& value) {
  return value ? std::optional(format_decimal(*value)) : std::nullopt;
}

std::optional<std::string> percent_of(const std::optional<Ratio>& share) {
  return share ? std::optional(format_decimal(share->percent(1))) : std::nullopt;
}

std::optional<std::string> percent_of(std::int64_t basis_points) {
  return basis_points < 0 ? std::nullopt : std::optional(format_decimal(Decimal(basis_points, 2)));
}

std::optional<std::int64_t> wide(const std::optional<int>& number) {
  return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

void write_sentences(JsonWriter& json, const cycle::FrozenLight* light) {
  json.key("sentences").begin_array();
  if (light != nullptr)
    for (const auto& sentence : light->sentences) json.text(sentence);
  json.end_array().member("turns_good", light == nullptr ? std::string() : light->turns_good);
}

void write_hand_set(JsonWriter& json, std::string_view name, const Snapshot& snapshot,
                    const cycle::FrozenLight* light) {
  json.key(name);
  if (light == nullptr || !light->by_hand) {
    json.null();
    return;
  }
  const cycle::HandSet& set = *light->by_hand;
  json.begin_object().member("note", set.note).member("set_by", set.set_by).member("reason", set.reason);
  json.member("first", text_of(set.first)).member("last", text_of(set.last)).member("computed", set.computed);
  json.member("computed_word", style_word(snapshot, set.computed)).end_object();
}

void write_light(JsonWriter& json, const Snapshot& snapshot, const cycle::FrozenLight& light,
                 const project::Project& project) {
  json.begin_object().member("project", light.project).member("name", project.name);
  json.member("responsible", text_of(project.responsible));
  json.member("responsible_name", snapshot.unit_name(project.responsible)).member("sector", project.sector);
  json.member("light", light.light).member("metric", light.metric).member("clause", light.clause);
  json.member("rule", light.rule).member("source", light.source);
  write_hand_set(json, "by_hand", snapshot, &light);
  write_sentences(json, &light);
  json.member("progress", percent_of(light.progress_basis_points));
  json.member("expected", percent_of(light.expected_basis_points)).end_object();
}

void write_lights(JsonWriter& json, const Snapshot& snapshot) {
  std::unordered_map<std::string_view, const project::Project*> projects;
  for (const auto& project : snapshot.portfolio.projects) projects[project.id.value] = &project;
  json.key("lights").begin_array();
  for (const auto& light : snapshot.lights)
    if (const auto project = projects.find(light.project); project != projects.end())
      write_light(json, snapshot, light, *project->second);
  json.end_array();
}

void write_agenda(JsonWriter& json, std::string_view name, const Snapshot& snapshot,
                  const std::vector<cycle::AgendaItem>& agenda) {
  json.key(name).begin_array();
  for (const auto& item : agenda) {
    const matter::Matter* matter = nullptr;
    for (const auto& one : snapshot.matters)
      if (item.matter && one.id == *item.matter) matter = &one;
    json.begin_object().member("sequence", item.sequence).member("kind", item.kind).member("text", item.text);
    json.member("matter", item.matter ? std::optional(item.matter->value) : std::nullopt);
    json.member("speaker", item.speaker);
    json.member("matter_state",
                matter == nullptr ? std::nullopt : std::optional<std::string_view>(code_of(matter->state)));
    json.member("matter_due", matter == nullptr ? std::nullopt : text_of(matter->due)).end_object();
  }
  json.end_array();
}

void write_missing(JsonWriter& json, const Snapshot& snapshot, const PackFacts& facts) {
  json.key("missing").begin_array();
  for (const auto& unit : facts.missing) {
    json.begin_object().member("unit", unit.unit.value).member("unit_name", snapshot.unit_name(unit.unit));
    json.key("projects").begin_array();
    for (const auto* project : unit.projects) json.text(project->id.value);
    json.end_array().end_object();
  }
  json.end_array();
}

void write_figure(JsonWriter& json, const indicator::Indicator& indicator, const indicator::Standing& standing) {
  json.begin_object().member("indicator", indicator.id.value).member("name", indicator.name);
  json.member("unit_of_measure", indicator.unit_of_measure);
  json.member("month", standing.month ? std::optional(format_month(*standing.month)) : std::nullopt);
  json.member("value", text_of(standing.value)).member("growth", text_of(standing.growth));
  json.member("level_target", standing.level_target).member("growth_target", standing.growth_target);
  json.member("completion", percent_of(standing.completion)).member("ahead", percent_of(standing.ahead));
  json.member("growth_gap", text_of(standing.growth_gap)).member("status", figures::code_of(standing.status));
  json.member("rank", wide(standing.rank)).member("rank_change", wide(standing.rank_change)).end_object();
}

void write_figures(JsonWriter& json, const Snapshot& snapshot, const PackFacts& facts) {
  json.key("figures").begin_array();
  for (std::size_t i = 0; i < facts.standings.size(); ++i)
    write_figure(json, snapshot.indicators.indicators[i], facts.standings[i]);
  json.end_array();
}

}  // namespace

void write_matter(JsonWriter& json, const Snapshot& snapshot, const matter::Matter& matter) {
  json.begin_object().member("id", matter.id.value).member("text", matter.text);
  json.member("lead", text_of(matter.lead)).member("lead_name", snapshot.unit_name(matter.lead));
  json.member("state", code_of(matter.state)).member("due", text_of(matter.due));
  json.member("original_due", text_of(matter.original_due));
  json.member("overdue_days", matter::is_overdue(matter, snapshot.day) ? (snapshot.day - *matter.due).count() : 0);
  json.end_object();
}

void write_light_move(JsonWriter& json, const Snapshot& snapshot, const LightMove& move) {
  const auto code = [](const cycle::FrozenLight* light) {
    return light == nullptr ? std::nullopt : std::optional(light->light);
  };
  const auto word = [&](const cycle::FrozenLight* light) {
    return light == nullptr ? std::string() : style_word(snapshot, light->light);
  };
  json.begin_object().member("project", move.project->id.value).member("name", move.project->name);
  json.member("responsible", text_of(move.project->responsible));
  json.member("responsible_name", snapshot.unit_name(move.project->responsible));
  json.member("before", code(move.before)).member("before_word", move.before_word);
  json.member("after", code(move.light)).member("after_word", word(move.light)).member("change", code_of(move.move));
  write_hand_set(json, "before_by_hand", snapshot, move.before);
  write_hand_set(json, "by_hand", snapshot, move.light);
  write_sentences(json, move.light);
  json.end_object();
}

void write_target_move(JsonWriter& json, const Snapshot& snapshot, const TargetMove& move) {
  const auto text = [](const indicator::Target* target, std::string indicator::Target::*member) {
    return target == nullptr ? std::nullopt : std::optional(target->*member);
  };
  const indicator::Target& shown = move.shown();
  const std::string number = move.number();
  json.begin_object().member("indicator", move.indicator->id.value).member("name", move.indicator->name);
  json.member("unit_of_measure", move.indicator->unit_of_measure).member("unit", shown.unit.value);
  json.member("unit_name", snapshot.unit_name(shown.unit)).member("year", shown.year);
  json.member("change", code_of(move.change)).member("level_before", text(move.before, &indicator::Target::level));
  json.member("level", text(move.after, &indicator::Target::level));
  json.member("growth_before", text(move.before, &indicator::Target::growth));
  json.member("growth", text(move.after, &indicator::Target::growth)).member("adjustment_number", number);
  json.member("adjusted_on", number.empty() ? std::nullopt : text_of(move.after->adjusted_on)).end_object();
}

void write_figure_move(JsonWriter& json, const FigureMove& move) {
  json.begin_object().member("indicator", move.indicator->id.value).member("name", move.indicator->name);
  json.member("unit_of_measure", move.indicator->unit_of_measure);
  for (const auto& [name, standing] : {std::pair("before", &move.before), std::pair("after", &move.after)}) {
    json.key(name);
    if (*standing)
      write_figure(json, *move.indicator, **standing);
    else
      json.null();
  }
  json.end_object();
}

void write_snapshot(JsonWriter& json, const Snapshot& snapshot) {
  const PackFacts facts = pack_facts(snapshot);
  json.member("day", format_date(snapshot.day)).member("month", format_month(snapshot.month));
  json.member("position", snapshot.position).member("rule", snapshot.rule_name);
  json.member("rule_title", snapshot.rule_title).member("rule_version", snapshot.rule_version);
  json.key("styles").begin_array();
  for (const auto& count : facts.counts) {
    json.begin_object().member("code", count.style->code).member("word", count.style->word);
    json.member("shape", count.style->shape).member("colour", count.style->colour);
    json.member("count", count.projects).end_object();
  }
  json.end_array();
  write_lights(json, snapshot);
  write_agenda(json, "agenda", snapshot, snapshot.agenda);
  write_agenda(json, "last_agenda", snapshot, snapshot.last_agenda);
  write_missing(json, snapshot, facts);
  json.key("overdue").begin_array();
  for (const auto& unit : facts.overdue)
    for (const auto& matter : unit.matters) write_matter(json, snapshot, *matter.matter);
  json.end_array();
  write_figures(json, snapshot, facts);
}

}  // namespace guatu::bulletin
