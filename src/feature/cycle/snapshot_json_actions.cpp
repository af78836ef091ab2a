// SPDX-License-Identifier: Apache-2.0
// The snapshot as canonical JSON and back. Register rows go as their canonical contents.
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::cycle {
namespace {

constexpr std::size_t kSnapshotBytesMax = 256ULL * 1024 * 1024;
constexpr std::string_view kFormat = "guatu-snapshot-1";

void write_hand_set(JsonWriter& json, const HandSet& set) {
  json.key("by_hand").begin_object().member("computed", set.computed).member("note", set.note);
  json.member("set_by", set.set_by).member("reason", set.reason);
  if (set.first) json.member("first", format_date(*set.first));
  if (set.last) json.member("last", format_date(*set.last));
  json.end_object();
}

void write_light(JsonWriter& json, const FrozenLight& light) {
  json.begin_object().member("project", light.project).member("light", light.light).member("metric", light.metric);
  json.member("clause", light.clause).member("rule", light.rule).member("source", light.source);
  json.key("sentences").begin_array();
  for (const auto& sentence : light.sentences) json.text(sentence);
  json.end_array().member("turns_good", light.turns_good);
  json.member("progress", light.progress_basis_points).member("expected", light.expected_basis_points);
  if (light.by_hand) write_hand_set(json, *light.by_hand);
  json.end_object();
}

void write_map(JsonWriter& json, std::string_view name, const std::map<std::string, std::string>& map) {
  json.key(name).begin_object();
  for (const auto& [key, value] : map) json.member(key, value);
  json.end_object();
}

void write_targets(JsonWriter& json, const std::map<std::string, RememberedTarget>& targets) {
  if (targets.empty()) return;
  json.key("targets").begin_object();
  for (const auto& [key, target] : targets) {
    json.key(key).begin_object().member("level", target.level).member("growth", target.growth);
    json.member("number", target.number).end_object();
  }
  json.end_object();
}

void write_head(JsonWriter& json, const Snapshot& snapshot) {
  json.member("format", kFormat)
      .member("position", snapshot.position)
      .member("frozen_at", format_instant(snapshot.frozen_at));
  json.member("day", format_date(snapshot.day)).member("month", format_month(snapshot.month));
  json.member("figures_due_day", snapshot.figures_due_day).member("tolerance", format_decimal(snapshot.tolerance));
  json.member("program", snapshot.program_version).member("rule", snapshot.rule_name);
  json.member("rule_title", snapshot.rule_title).member("rule_version", snapshot.rule_version);
  json.member("rule_text", snapshot.rule_text).key("styles").begin_array();
  for (const auto& style : snapshot.styles) {
    json.begin_object().member("code", style.code).member("word", style.word);
    json.member("shape", style.shape).member("colour", style.colour).end_object();
  }
  json.end_array();
}

std::string text_in(const json::Value& object, std::string_view key) {
  return std::string(object.text(key).value_or(std::string_view()));
}

std::map<std::string, std::string> read_map(const json::Value& object, std::string_view key) {
  std::map<std::string, std::string> map;
  if (const auto found = object.find(key))
    for (std::size_t i = 0; i < found->size(); ++i)
      map[std::string(found->key_at(i))] = std::string(found->at(i).as_text().value_or(std::string_view()));
  return map;
}

std::map<std::string, RememberedTarget> read_targets(const json::Value& object) {
  std::map<std::string, RememberedTarget> targets;
  if (const auto found = object.find("targets"))
    for (std::size_t i = 0; i < found->size(); ++i) {
      const json::Value target = found->at(i);
      targets[std::string(found->key_at(i))] = {text_in(target, "level"), text_in(target, "growth"),
                                                text_in(target, "number")};
    }
  return targets;
}

std::optional<Date> date_in(const json::Value& object, std::string_view key) {
  const auto date = parse_date(text_in(object, key));
  return date ? std::optional(*date) : std::nullopt;
}

HandSet read_hand_set(const json::Value& object) {
  return {text_in(object, "computed"), object.integer("note").value_or(0), text_in(object, "set_by"),
          text_in(object, "reason"),   date_in(object, "first"),           date_in(object, "last")};
}

FrozenLight read_light(const json::Value& object) {
  FrozenLight light;
  light.project = text_in(object, "project");
  light.light = text_in(object, "light");
  light.metric = text_in(object, "metric");
  light.clause = text_in(object, "clause");
  light.rule = text_in(object, "rule");
  light.source = text_in(object, "source");
  light.turns_good = text_in(object, "turns_good");
  light.progress_basis_points = object.integer("progress").value_or(-1);
  light.expected_basis_points = object.integer("expected").value_or(-1);
  if (const auto sentences = object.find("sentences"))
    for (std::size_t i = 0; i < sentences->size(); ++i)
      light.sentences.emplace_back(sentences->at(i).as_text().value_or(std::string_view()));
  if (const auto by_hand = object.find("by_hand")) light.by_hand = read_hand_set(*by_hand);
  return light;
}

Result<void> read_head(const json::Value& root, Snapshot& snapshot) {
  if (root.text("format") != kFormat) return refuse(ErrorKind::invalid, "", "cycle.not_a_snapshot");
  snapshot.position = root.integer("position").value_or(0);
  GUATU_TRY(snapshot.frozen_at, parse_instant(text_in(root, "frozen_at")));
  GUATU_TRY(snapshot.day, parse_date(text_in(root, "day")));
  GUATU_TRY(snapshot.month, parse_month(text_in(root, "month")));
  snapshot.figures_due_day = root.integer("figures_due_day").value_or(snapshot.figures_due_day);
  if (const auto tolerance = root.text("tolerance")) {
    GUATU_TRY(snapshot.tolerance, parse_decimal(*tolerance));
  }
  snapshot.program_version = text_in(root, "program");
  snapshot.rule_name = text_in(root, "rule");
  snapshot.rule_title = text_in(root, "rule_title");
  snapshot.rule_version = text_in(root, "rule_version");
  snapshot.rule_text = text_in(root, "rule_text");
  if (const auto styles = root.find("styles"))
    for (std::size_t i = 0; i < styles->size(); ++i) {
      const json::Value style = styles->at(i);
      snapshot.styles.push_back(
          {text_in(style, "code"), text_in(style, "word"), text_in(style, "shape"), text_in(style, "colour")});
    }
  if (const auto lights = root.find("lights"))
    for (std::size_t i = 0; i < lights->size(); ++i) snapshot.lights.push_back(read_light(lights->at(i)));
  if (const auto previous = root.find("previous"))
    snapshot.previous = {text_in(*previous, "cycle"), text_in(*previous, "snapshot"), read_map(*previous, "lights"),
                         read_map(*previous, "matters"), read_targets(*previous)};
  return {};
}

Result<void> read_registers(const json::Value& root, Snapshot& snapshot) {
  GUATU_CHECK(unit::read(root, snapshot.units));
  GUATU_CHECK(indicator::read(root, snapshot.indicators.indicators));
  GUATU_CHECK(indicator::read(root, snapshot.indicators.targets));
  GUATU_CHECK(indicator::read(root, snapshot.indicators.month_shares));
  GUATU_CHECK(indicator::read(root, snapshot.indicators.observations));
  GUATU_CHECK(project::read(root, snapshot.portfolio.projects));
  GUATU_CHECK(project::read(root, snapshot.portfolio.years));
  GUATU_CHECK(project::read(root, snapshot.portfolio.milestones));
  GUATU_CHECK(project::read(root, snapshot.portfolio.adjustments));
  GUATU_CHECK(matter::read(root, snapshot.matters));
  return {};
}

Result<void> read_cycles(const json::Value& root, Snapshot& snapshot) {
  std::vector<Cycle> cycles;
  GUATU_CHECK(read(root, cycles));
  if (cycles.size() != 1) return refuse(ErrorKind::invalid, "cycle", "cycle.not_a_snapshot");
  snapshot.cycle = cycles.front();
  GUATU_CHECK(read(root, snapshot.agenda));
  if (const auto last = root.find("last")) GUATU_CHECK(read(*last, snapshot.last_agenda));
  return {};
}

}  // namespace

std::string to_json(const Snapshot& snapshot) {
  JsonWriter json;
  json.begin_object();
  write_head(json, snapshot);
  json.key("lights").begin_array();
  for (const auto& light : snapshot.lights) write_light(json, light);
  json.end_array().key("previous").begin_object();
  json.member("cycle", snapshot.previous.id).member("snapshot", snapshot.previous.snapshot);
  write_map(json, "lights", snapshot.previous.lights);
  write_map(json, "matters", snapshot.previous.matters);
  write_targets(json, snapshot.previous.targets);
  json.end_object();
  write(json, std::vector<Cycle>{snapshot.cycle});
  write(json, snapshot.agenda);
  json.key("last").begin_object();
  write(json, snapshot.last_agenda);
  json.end_object();
  unit::write(json, snapshot.units);
  indicator::write(json, snapshot.indicators.indicators);
  indicator::write(json, snapshot.indicators.targets);
  indicator::write(json, snapshot.indicators.month_shares);
  indicator::write(json, snapshot.indicators.observations);
  project::write(json, snapshot.portfolio.projects);
  project::write(json, snapshot.portfolio.years);
  project::write(json, snapshot.portfolio.milestones);
  project::write(json, snapshot.portfolio.adjustments);
  matter::write(json, snapshot.matters);
  return json.end_object().take();
}

Result<Snapshot> snapshot_from_json(std::string_view text) {
  GUATU_TRY(const json::Document document, json::parse(text, kSnapshotBytesMax));
  Snapshot snapshot;
  GUATU_CHECK(read_head(document.root(), snapshot));
  GUATU_CHECK(read_cycles(document.root(), snapshot));
  GUATU_CHECK(read_registers(document.root(), snapshot));
  return snapshot;
}

}  // namespace guatu::cycle
