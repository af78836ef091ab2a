// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "base/markup.hpp"
#include "feature/wallchart/pack_json.hpp"
#include "feature/wallchart/pack_view.hpp"

namespace guatu::wallchart {
namespace {

// Inside <script> the only dangers are `</script` and `<!--`; a JSON text may write any `<` as an escape.
std::string escape_for_script(const std::string& json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (const char character : json) {
    if (character == '<')
      out += "\\u003c";
    else
      out += character;
  }
  return out;
}

bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

Result<void> check_lights(const Chart& chart) {
  std::set<std::string_view> codes;
  for (const auto& light : chart.lights) {
    if (!is_colour(light.colour))
      return refuse(ErrorKind::invalid, light.code, "pack.not_a_colour", {{"value", light.colour}});
    codes.insert(light.code);
  }
  for (const auto& row : chart.rows)
    for (const auto* code : {&row.light, &row.previous_light})
      if (!codes.contains(*code) && !(code == &row.previous_light && code->empty()))
        return refuse(ErrorKind::invalid, row.id, "pack.unknown_light", {{"value", *code}});
  for (const auto& count : chart.counts)
    if (!codes.contains(count.light))
      return refuse(ErrorKind::invalid, "counts", "pack.unknown_light", {{"value", count.light}});
  return {};
}

struct LinkCheck {
  const std::set<std::string_view>& rows;
  const std::set<std::string_view>& lights;
  const Section& section;

  Result<void> link(const std::string& row) const {
    if (row.empty() || rows.contains(row)) return {};
    return refuse(ErrorKind::invalid, section.id, "pack.unknown_row", {{"value", row}});
  }
  Result<void> light(const std::string& wanted) const {
    if (lights.contains(wanted)) return {};
    return refuse(ErrorKind::invalid, section.id, "pack.unknown_light", {{"value", wanted}});
  }
  Result<void> operator()(const Prose&) const { return {}; }
  Result<void> operator()(const Figures&) const { return {}; }
  Result<void> operator()(const ItemList& list) const {
    for (const auto& item : list.items) GUATU_CHECK(link(item.row));
    return {};
  }
  Result<void> operator()(const DataTable& table) const {
    for (const auto& row : table.rows) {
      GUATU_CHECK(link(row.row));
      if (row.cells.size() != table.columns.size())
        return refuse(ErrorKind::invalid, section.id, "pack.ragged_table",
                      {{"cells", std::to_string(row.cells.size())}, {"columns", std::to_string(table.columns.size())}});
      for (const auto& cell : row.cells) {
        if (cell.kind == CellKind::light || cell.kind == CellKind::light_change) GUATU_CHECK(light(cell.text));
        if (cell.kind == CellKind::light_change) GUATU_CHECK(light(cell.detail));
      }
    }
    return {};
  }
};

Result<void> check_sections(const PackView& view) {
  std::set<std::string_view> rows;
  std::set<std::string_view> lights;
  std::set<std::string_view> ids{"chart"};
  for (const auto& row : view.chart.rows)
    if (!rows.insert(row.id).second) return refuse(ErrorKind::invalid, row.id, "pack.same_row_twice");
  for (const auto& light : view.chart.lights) lights.insert(light.code);
  for (const auto& section : view.sections) {
    const bool is_plain =
        !section.id.empty() && section.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
    if (!is_plain || !ids.insert(section.id).second)
      return refuse(ErrorKind::invalid, section.id, "pack.bad_section_id");
    for (const auto& block : section.blocks) GUATU_CHECK(std::visit(LinkCheck{rows, lights, section}, block));
  }
  return {};
}

// Replaces every mark in one pass, so that a title that looks like a mark stays a title.
std::string fill_marks(std::string_view html, const std::array<std::pair<std::string_view, std::string>, 4>& marks) {
  std::string out;
  while (!html.empty()) {
    const auto at = html.find('@');
    out.append(html.substr(0, at));
    if (at == std::string_view::npos) break;
    html.remove_prefix(at);
    const auto mark = std::ranges::find_if(marks, [&](const auto& entry) { return html.starts_with(entry.first); });
    const std::string_view used = mark == marks.end() ? std::string_view("@") : mark->first;
    out += mark == marks.end() ? std::string("@") : mark->second;
    html.remove_prefix(used.size());
  }
  return out;
}

}  // namespace

Result<std::string> render_html(const PackView& view, const PageTemplate& page) {
  GUATU_CHECK(check_lights(view.chart));
  GUATU_CHECK(check_sections(view));
  return fill_marks(page.html, {{{"@title@", escape_markup(view.title)},
                                 {"@css@", std::string(page.css)},
                                 {"@data@", escape_for_script(pack_json(view))},
                                 {"@js@", std::string(page.js)}}});
}

}  // namespace guatu::wallchart
