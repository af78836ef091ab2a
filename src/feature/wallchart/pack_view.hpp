// SPDX-License-Identifier: Apache-2.0
// The meeting pack (会议材料包) as one HTML file that opens from a USB stick: wall chart, agenda, what changed
// colour, who has not reported, overdue by unit, sprint list, project and indicator tables. This is what the page
// shows, as plain values; render_html puts it into the page template. No outside address, no clock: the same view
// gives the same bytes. Refuses pack.* (a link to a row that is not there, a light that is not listed).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "feature/wallchart/wallchart.hpp"

namespace guatu::wallchart {

enum class CellKind {
  text,
  number,  // right aligned, tabular figures
  date,
  light,         // text = code of a light
  light_change,  // text = code before, detail = code now
  progress,      // text = 45.6%; basis_points draws the bar, expected its tick
  rise,          // text = ▲2 or 3.1, with the sense of colour of the deployment
  fall,
  state,  // a word in a quiet frame: 逾期, 已办结
};

struct Cell {
  std::string text = {};
  std::string detail = {};  // second line, smaller
  CellKind kind = CellKind::text;
  BasisPoints basis_points = {};
  BasisPoints expected = {};
};

struct TableColumn {
  std::string title = {};
  CellKind kind = CellKind::text;  // alignment of the header
  int width_share = 0;             // 0: by content
};

struct TableRow {
  std::vector<Cell> cells = {};
  std::string row = {};  // id of a chart row that a click opens, or empty
};

struct DataTable {
  std::string title = {};
  std::string note = {};  // unit, base, source
  std::vector<TableColumn> columns = {};
  std::vector<TableRow> rows = {};
  std::string empty_text = {};  // 本期无超期事项
  int group_column = -1;        // neighbours with the same text become a group with a heading and a count
};

enum class Tone { plain, good, attention, bad };
struct Item {  // one agenda point or matter
  std::string title = {};
  std::string detail = {};
  std::string unit = {};  // lead; assisting
  std::string due = {};
  std::string state = {};
  Tone tone = Tone::plain;
  std::string row = {};  // chart row that it belongs to, or empty
};

struct ItemList {
  std::string title = {};  // 一、上次会议议定事项落实情况
  std::string note = {};
  std::vector<Item> items = {};
  std::string empty_text = {};
};

struct Prose {
  std::vector<std::string> paragraphs = {};
};

struct Figure {  // one large number
  std::string label = {};
  std::string text = {};
  std::string unit = {};
  std::string note = {};
  Tone tone = Tone::plain;
};
struct Figures {
  std::vector<Figure> figures = {};
};

using SectionBlock = std::variant<Prose, Figures, ItemList, DataTable>;

struct Section {
  std::string id = {};     // agenda, changes, missing, overdue, sprint, projects, indicators; letters and - only
  std::string title = {};  // 议程
  std::string badge = {};  // 12, or empty
  std::vector<SectionBlock> blocks = {};
};

struct PackView {
  std::string title = {};            // 云汀区重点工作调度
  std::string cycle = {};            // 2026年第38周调度（9月14日—9月20日）
  std::string as_of = {};            // 数据截至 2026-09-21 08:30
  std::string issuer = {};           // 云汀区发展和改革局（调度办）
  std::string banner = {};           // 本系统为非涉密系统，严禁录入、传递涉密信息
  std::string digest = {};           // of the snapshot
  std::string version = {};          // of the program
  std::string checkpoint = {};       // 日志检查点：…, the page's last line; may be empty
  std::vector<Figure> figures = {};  // beside the counts by light: 年度计划投资, 完成投资, …
  Chart chart;
  std::vector<Section> sections = {};  // in the order of the tabs, after the wall chart
};

struct PageTemplate {
  std::string html = {};  // with the marks @title@ @css@ @data@ @js@
  std::string css = {};
  std::string js = {};
};

// The page out of data/template/pack. `find` gives the text of a file by its path: resource::find, or the office's own.
using TemplateSource = std::function<std::optional<std::string_view>(std::string_view)>;
PageTemplate page_template(const TemplateSource& find);

Result<std::string> render_html(const PackView& view, const PageTemplate& page);

}  // namespace guatu::wallchart
