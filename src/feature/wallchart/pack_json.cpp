// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/pack_json.hpp"

#include <algorithm>

#include "base/json_writer.hpp"

namespace guatu::wallchart {
namespace {

std::int64_t day_number(Date date) { return date.time_since_epoch().count(); }

void write_day(JsonWriter& json, const std::optional<Date>& date) {
  if (date)
    json.integer(day_number(*date));
  else
    json.null();
}

void write_points(JsonWriter& json, BasisPoints points) {
  if (points)
    json.integer(*points);
  else
    json.null();
}

void write_texts(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const auto& text : texts) json.text(text);
  json.end_array();
}

// Absent and empty members are left out: most rows have few of them.
void member_text(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.member(key, text);
}

void member_span(JsonWriter& json, std::string_view key, const std::optional<Span>& span) {
  if (!span) return;
  json.key(key).begin_array().integer(day_number(span->first)).integer(day_number(span->last)).end_array();
}

void member_points(JsonWriter& json, std::string_view key, BasisPoints points) {
  if (points) json.member(key, *points);
}

int light_index(const Chart& chart, const std::string& code) {
  const auto found = std::ranges::find(chart.lights, code, &Light::code);
  return found == chart.lights.end() ? -1 : static_cast<int>(found - chart.lights.begin());
}

void write_milestones(JsonWriter& json, const Row& row) {
  if (row.milestones.empty()) return;
  json.key("m").begin_array();
  for (const auto& milestone : row.milestones) {
    json.begin_array().text(milestone.name);
    write_day(json, milestone.baseline);
    write_day(json, milestone.entered);
    write_day(json, milestone.actual);
    json.integer(static_cast<int>(milestone.state));
    if (!milestone.note.empty()) json.text(milestone.note);
    json.end_array();
  }
  json.end_array();
}

void write_curve(JsonWriter& json, const Curve& curve) {
  json.key("k").begin_object().member("f", curve.first.year() * 12 + curve.first.number() - 1);
  json.key("p").begin_array();
  for (const auto points : curve.plan) write_points(json, points);
  json.end_array().key("a").begin_array();
  for (const auto points : curve.actual) write_points(json, points);
  json.end_array();
  if (!curve.plan_text.empty()) write_texts(json.key("pt"), curve.plan_text);
  if (!curve.actual_text.empty()) write_texts(json.key("at"), curve.actual_text);
  member_text(json, "u", curve.unit);
  json.end_object();
}

void write_row_details(JsonWriter& json, const Row& row) {
  member_text(json, "o", row.note);
  if (!row.explanation.empty()) write_texts(json.key("h"), row.explanation);
  member_text(json, "r", row.rule);
  member_text(json, "y", row.remedy);
  if (!row.fields.empty()) {
    json.key("d").begin_array();
    for (const auto& field : row.fields) json.begin_array().text(field.label).text(field.text).end_array();
    json.end_array();
  }
  if (row.curve) write_curve(json, *row.curve);
  if (row.links.empty()) return;
  json.key("q").begin_array();
  for (const auto& link : row.links)
    json.begin_array().text(link.kind).text(link.title).text(link.state).text(link.unit).text(link.due).end_array();
  json.end_array();
}

void write_row(JsonWriter& json, const Chart& chart, const Row& row) {
  json.begin_object().member("i", row.id).member("n", row.name);
  member_text(json, "u", row.unit);
  member_text(json, "s", row.sector);
  member_text(json, "c", row.cluster);
  member_text(json, "l", row.level);
  member_text(json, "g", row.stage);
  json.member("t", light_index(chart, row.light));
  if (!row.previous_light.empty()) json.member("z", light_index(chart, row.previous_light));
  member_points(json, "v", row.progress);
  member_points(json, "e", row.expected);
  member_text(json, "x", row.progress_text);
  member_span(json, "b", row.baseline);
  member_span(json, "w", row.entered);
  member_span(json, "a", row.actual);
  write_milestones(json, row);
  write_row_details(json, row);
  json.end_object();
}

void write_chart(JsonWriter& json, const Chart& chart) {
  json.begin_object().member("title", chart.title).member("subtitle", chart.subtitle);
  json.member("today", day_number(chart.today)).member("first", day_number(chart.months.first.first_day()));
  json.member("last", day_number(chart.months.last.last_day())).member("footnote", chart.footnote);
  json.key("lights").begin_array();
  for (const auto& light : chart.lights)
    json.begin_array().text(light.code).text(light.word).text(name_of(light.shape)).text(light.colour).end_array();
  json.end_array().key("counts").begin_array();
  for (const auto& count : chart.counts)
    json.begin_array().integer(light_index(chart, count.light)).integer(count.rows).end_array();
  json.end_array().key("rows").begin_array();
  for (const auto& row : chart.rows) write_row(json, chart, row);
  json.end_array().end_object();
}

std::string_view name_of(CellKind kind) {
  static constexpr std::string_view kNames[] = {"text",     "number", "date", "light", "change",
                                                "progress", "rise",   "fall", "state"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Tone tone) {
  static constexpr std::string_view kNames[] = {"plain", "good", "attention", "bad"};
  return kNames[static_cast<std::size_t>(tone)];
}

// A cell of its column's kind is its text alone; others are arrays: text, detail, kind, points, expected.
void write_cell(JsonWriter& json, const Chart& chart, const Cell& cell, CellKind column) {
  const bool is_light = cell.kind == CellKind::light || cell.kind == CellKind::light_change;
  if (cell.kind == column && cell.detail.empty() && !cell.basis_points && !is_light) {
    json.text(cell.text);
    return;
  }
  json.begin_array();
  if (is_light)
    json.integer(light_index(chart, cell.text));
  else
    json.text(cell.text);
  if (cell.kind == CellKind::light_change)
    json.integer(light_index(chart, cell.detail));
  else
    json.text(cell.detail);
  json.text(name_of(cell.kind));
  if (cell.basis_points) {
    write_points(json, cell.basis_points);
    write_points(json, cell.expected);
  }
  json.end_array();
}

struct BlockWriter {
  JsonWriter& json;
  const Chart& chart;

  void operator()(const Prose& prose) const { write_texts(json.member("k", "prose").key("p"), prose.paragraphs); }

  void operator()(const Figures& figures) const {
    json.member("k", "figures").key("f");
    write(figures.figures);
  }

  void operator()(const ItemList& list) const {
    json.member("k", "items").member("title", list.title).member("note", list.note).member("empty", list.empty_text);
    json.key("items").begin_array();
    for (const auto& item : list.items) {
      json.begin_object().member("n", item.title);
      member_text(json, "o", item.detail);
      member_text(json, "u", item.unit);
      member_text(json, "d", item.due);
      member_text(json, "s", item.state);
      json.member("t", name_of(item.tone));
      member_text(json, "r", item.row);
      json.end_object();
    }
    json.end_array();
  }

  void operator()(const DataTable& table) const {
    json.member("k", "table").member("title", table.title).member("note", table.note);
    json.member("empty", table.empty_text).member("group", table.group_column).key("cols").begin_array();
    for (const auto& column : table.columns)
      json.begin_array().text(column.title).text(name_of(column.kind)).integer(column.width_share).end_array();
    json.end_array().key("rows").begin_array();
    for (const auto& row : table.rows) {
      json.begin_array().text(row.row);
      for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i)
        write_cell(json, chart, row.cells[i], table.columns[i].kind);
      json.end_array();
    }
    json.end_array();
  }

  void write(const std::vector<Figure>& figures) const {
    json.begin_array();
    for (const auto& figure : figures)
      json.begin_array()
          .text(figure.label)
          .text(figure.text)
          .text(figure.unit)
          .text(figure.note)
          .text(name_of(figure.tone))
          .end_array();
    json.end_array();
  }
};

void write_section(JsonWriter& json, const Chart& chart, const Section& section) {
  json.begin_object().member("id", section.id).member("title", section.title).member("badge", section.badge);
  json.key("blocks").begin_array();
  for (const auto& block : section.blocks) {
    json.begin_object();
    std::visit(BlockWriter{json, chart}, block);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string pack_json(const PackView& view) {
  JsonWriter json;
  json.begin_object().member("title", view.title).member("cycle", view.cycle).member("asOf", view.as_of);
  json.member("issuer", view.issuer).member("banner", view.banner).member("digest", view.digest);
  json.member("version", view.version);
  if (!view.checkpoint.empty()) json.member("checkpoint", view.checkpoint);
  json.key("figures");
  BlockWriter{json, view.chart}.write(view.figures);
  write_chart(json.key("chart"), view.chart);
  json.key("sections").begin_array();
  for (const auto& section : view.sections) write_section(json, view.chart, section);
  json.end_array().end_object();
  return json.take();
}

}  // namespace guatu::wallchart
