// SPDX-License-Identifier: Apache-2.0
// The wall chart (挂图) as values and as paper: projects in rows, months in columns, baseline, entered and actual
// bars, milestones, today's line, and a light with shape, word and colour. Everything is given as it shall be
// shown: no rule, clock or store here. Milestones, bars and lights can be told apart in grey.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace guatu::wallchart {

enum class Shape { disc, triangle, square, diamond, octagon, ring, tick, bar };
Result<Shape> parse_shape(std::string_view name);  // "disc" …; wallchart.unknown_shape
std::string_view name_of(Shape shape);

struct Light {
  std::string code = {};  // red
  std::string word = {};  // 滞后
  Shape shape = Shape::disc;
  std::string colour = {};  // #c0392b
};

struct Span {
  Date first;
  Date last;
};

enum class MilestoneState { done, open, late };  // late: open though its baseline has passed
struct Milestone {
  std::string name = {};
  std::optional<Date> baseline = {};
  std::optional<Date> entered = {};  // the date now planned
  std::optional<Date> actual = {};
  MilestoneState state = MilestoneState::open;
  std::string note = {};
};

// Share of the year plan (or of the whole) in hundredths of a percent: 4560 = 45.60%. Missing stays missing.
using BasisPoints = std::optional<int>;

struct Curve {  // cumulative, by month; for the S-curve in the drawer
  Month first;
  std::vector<BasisPoints> plan = {};
  std::vector<BasisPoints> actual = {};
  std::vector<std::string> plan_text = {};  // 1.23 as shown in the table below the curve; may be empty
  std::vector<std::string> actual_text = {};
  std::string unit = {};  // 亿元
};

struct Link {             // a matter, letter or document that belongs to the row
  std::string kind = {};  // 事项
  std::string title = {};
  std::string state = {};  // 逾期 3 天
  std::string unit = {};
  std::string due = {};
};

struct Field {  // 总投资 | 12.60 亿元
  std::string label = {};
  std::string text = {};
};

struct Row {
  std::string id = {};
  std::string name = {};
  std::string unit = {};
  std::string sector = {};
  std::string cluster = {};
  std::string level = {};  // 省级, 市级, 区级
  std::string stage = {};
  std::string light = {};           // code of one of Chart::lights
  std::string light_mark = {};      // what a reader must know of the light: 人工定灯, or empty
  std::string previous_light = {};  // last cycle's, or empty
  BasisPoints progress = {};        // done, of the year plan
  BasisPoints expected = {};        // by the trajectory
  std::string progress_text = {};   // 45.6%, or what stands for it: 未报
  std::optional<Span> baseline = {};
  std::optional<Span> entered = {};
  std::optional<Span> actual = {};
  std::vector<Milestone> milestones = {};
  std::string note = {};                      // 形象进度
  std::vector<std::string> explanation = {};  // why the light: one sentence a line
  std::string rule = {};                      // 银川2025 第3版 · 第二条(二)
  std::string remedy = {};                    // what would turn it green
  std::vector<Field> fields = {};             // 总投资, 年度计划, 完成投资, 项目长 …
  std::optional<Curve> curve = {};
  std::vector<Link> links = {};
};

struct Count {
  std::string light = {};  // code
  int rows = 0;
};

struct Chart {
  std::string title = {};     // 云汀区重点项目挂图
  std::string subtitle = {};  // 2026年第38周 · 数据截至…
  Date today;
  MonthSpan months;
  std::vector<Light> lights = {};  // in order of severity, worst first
  std::vector<Count> counts = {};
  std::vector<Row> rows = {};  // in the order in which they are shown; grouped where neighbours share the group
  std::string footnote = {};   // rule set, snapshot digest
};

enum class GroupBy { none, sector, cluster, unit };
enum class PageSize { a3, a0 };  // landscape
enum class Ink { colour, grey };

struct Paper {
  PageSize size = PageSize::a3;
  Ink ink = Ink::colour;
  GroupBy group = GroupBy::sector;
};

// One SVG document a page, sizes in millimetres. Refuses wallchart.unknown_light, wallchart.no_months,
// wallchart.too_many_months.
Result<std::vector<std::string>> render_svg_pages(const Chart& chart, const Paper& paper);

}  // namespace guatu::wallchart
