// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_view_routes.hpp"

#include <algorithm>
#include <array>

#include "feature/undo/stored_text.hpp"
#include "platform/db/content_diff.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::exchange {
namespace {

std::string name_of(const PreviewRow& row) {
  for (const std::string* content : {&row.after, &row.before})
    for (const char* column : {"name", "text", "title"})
      if (auto name = db::column_in_content(*content, column)) return *name;
  return {};
}

void write_members(JsonWriter& json, const ShownImport& import) {
  const ImportRun& run = *import.run;
  json.member("id", run.id.value).key("files").begin_array();
  for (const ImportPart& part : *import.parts)
    json.begin_object().member("name", part.name).member("sha256", part.digest).end_object();
  json.end_array().member("state", code_of(run.state)).member("uploaded_by", run.uploaded_by);
  json.member("uploaded_at", format_instant(run.uploaded_at)).member("applied_by", run.applied_by);
  json.member("entry", run.entry).member("undone_by", run.undone_by).member("undo_reason", run.undo_reason);
  json.member("form", run.form).member("unit", run.unit).member("period", run.period);
  json.key("counts").begin_object().member("new", run.new_rows).member("changed", run.changed_rows);
  json.member("unchanged", run.unchanged_rows).member("withdrawn", 0).member("wrong", run.wrong_cells);
  json.member("doubtful", run.doubtful_cells).end_object().member("version", import.version);
}

void write_column(JsonWriter& json, const ColumnReport& column, Standing standing, bool with_samples) {
  json.begin_object().member("column", sheet::column_name(column.index)).member("header", column.header);
  json.member("label", column.label).member("unit_of_measure", column.unit_of_measure).member("field", column.field);
  json.member("title", column.label).member("standing", code_of(standing)).key("samples").begin_array();
  if (with_samples)
    for (const std::string& sample : column.samples) json.text(sample);
  json.end_array().end_object();
}

void write_table(JsonWriter& json, const PreviewTable& table, std::size_t number, const ShownImport& import) {
  const TableReport& report = table.table;
  const bool with_samples = import.samples == Samples::all || !report.layout.empty();
  json.begin_object()
      .member("number", number)
      .member("file", (*import.parts)[table.part].name)
      .member("sheet", report.sheet);
  json.member("title", report.title).member("header_row", report.header_row + 1);
  json.member("fingerprint", report.fingerprint).member("layout", report.layout);
  json.member("layout_title", report.layout_title).member("records", report.records).member("totals", report.totals);
  json.member("notes", report.notes).member("hidden_rows", report.hidden_rows).key("columns").begin_array();
  for (std::size_t i = 0; i < report.details.size(); ++i)
    write_column(json, report.details[i], table.standings[i], with_samples);
  json.end_array().end_object();
}

}  // namespace

void write_summary(JsonWriter& json, const ShownImport& import) {
  json.begin_object();
  write_members(json, import);
  json.end_object();
}

void write_import(JsonWriter& json, const ShownImport& import, message::Language language) {
  json.begin_object();
  write_members(json, import);
  const Preview* preview = import.preview;
  json.member("effect", preview != nullptr && is_open(import.run->state) ? preview->effect : std::string());
  const bool is_shown = preview != nullptr && is_open(import.run->state);
  json.member("reason_needed", is_shown ? preview->reason_needed.count() : std::int64_t{0});
  json.key("tables").begin_array();
  if (preview != nullptr)
    for (std::size_t i = 0; i < preview->tables.size(); ++i) write_table(json, preview->tables[i], i + 1, import);
  json.end_array().key("findings");
  const bool tells = preview != nullptr && is_open(import.run->state);
  message::write_problems(json, tells ? preview->findings : std::vector<Problem>(), language);
  json.end_object();
}

void write_row(JsonWriter& json, const PreviewRow& row) {
  json.begin_object().member("entity", row.entity).member("id", row.id).member("name", name_of(row));
  json.member("change", code_of(row.change)).key("columns").begin_array();
  for (const db::ColumnDiff& diff : db::diff_contents(row.before, row.after)) {
    json.begin_object().member("column", diff.column).member("before", undo::shown_text(diff.column, diff.before));
    json.member("after", undo::shown_text(diff.column, diff.after)).end_object();
  }
  json.end_array().end_object();
}

void write_cell(JsonWriter& json, const PreviewCell& cell, const std::vector<ImportPart>& parts,
                message::Language language) {
  const auto accepted = cell.problem.args.find("accepted");
  json.begin_object().member("file", parts[cell.part].name).member("sheet", cell.sheet);
  json.member("cell", cell.sheet.empty() ? std::string() : sheet::cell_name(cell.at));
  json.member("severity", code_of(cell.mark)).member("value", cell.value).member("correction", cell.correction);
  json.member("code", cell.problem.code).key("args").begin_object();
  for (const auto& [name, value] : cell.problem.args) json.member(name, value);
  json.end_object();
  json.member("message", cell.problem.code.empty()
                             ? std::string()
                             : message::sentence_for(cell.problem.code, cell.problem.args, language));
  json.member("accepted", accepted == cell.problem.args.end() ? std::string() : accepted->second).end_object();
}

void write_layouts(JsonWriter& json, const std::vector<Layout>& layouts) {
  static constexpr std::array<std::string_view, 3> kAxes{"plain", "by_month", "by_indicator"};
  json.begin_object().key("items").begin_array();
  for (const Layout& layout : layouts) {
    json.begin_object().member("layout", layout.id).member("title", layout.title).key("fields").begin_array();
    for (const Field& field : layout.fields) {
      const bool is_required = std::ranges::find(layout.required, field.name) != layout.required.end();
      std::string title = field.name;
      for (const std::string& name : field.synonyms)
        if (!name.empty()) {
          title = name;
          break;
        }
      json.begin_object().member("field", field.name).member("title", title).member("required", is_required);
      json.member("axis", kAxes[static_cast<std::size_t>(field.axis)]).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

}  // namespace guatu::exchange
