// SPDX-License-Identifier: Apache-2.0
// The wall chart out of a snapshot.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "feature/bulletin/pack_page.hpp"

namespace guatu::bulletin {
namespace {

using cycle::FrozenLight;
using cycle::Snapshot;
using project::Project;

wallchart::Shape shape_of(const std::string& name) {
  // Rule sets speak of circles and checks, the chart of discs and ticks.
  static const std::map<std::string, wallchart::Shape> kNames{
      {"circle", wallchart::Shape::disc}, {"check", wallchart::Shape::tick}, {"dash", wallchart::Shape::bar}};
  if (const auto found = kNames.find(name); found != kNames.end()) return found->second;
  return wallchart::parse_shape(name).value_or(wallchart::Shape::disc);
}

wallchart::BasisPoints basis_points(std::int64_t frozen) {
  return frozen < 0 ? wallchart::BasisPoints()
                    : wallchart::BasisPoints(static_cast<int>(std::min<std::int64_t>(frozen, 1'000'000)));
}

std::string progress_text(const FrozenLight& light) {
  if (light.progress_basis_points < 0) return light.computed() == "grey" ? "—" : "未报";
  return format_decimal(Decimal(light.progress_basis_points, 2), 1) + "%";
}

wallchart::Milestone chart_milestone(const project::Milestone& milestone, Date today) {
  wallchart::Milestone shown;
  shown.name = milestone.name;
  shown.baseline = milestone.baseline;
  shown.entered = milestone.entered;
  shown.actual = milestone.actual;
  shown.state = milestone.actual              ? wallchart::MilestoneState::done
                : milestone.is_overdue(today) ? wallchart::MilestoneState::late
                                              : wallchart::MilestoneState::open;
  shown.note = milestone.note;
  return shown;
}

void widen(std::optional<wallchart::Span>& span, const std::optional<Date>& date) {
  if (!date) return;
  if (!span) span = wallchart::Span{*date, *date};
  span->first = std::min(span->first, *date);
  span->last = std::max(span->last, *date);
}

// The baseline runs over the planned dates, entered over what the units expect now, actual from the start on site to
// the last thing done, or to today while work goes on.
void add_bars(const Project& project, const std::vector<const project::Milestone*>& milestones, Date today,
              wallchart::Row& row) {
  widen(row.baseline, project.planned_start);
  widen(row.baseline, project.planned_finish);
  bool moved = false;
  for (const auto* milestone : milestones) {
    widen(row.baseline, milestone->baseline);
    moved = moved || (milestone->entered && milestone->entered != milestone->baseline);
    widen(row.entered, milestone->due());
    if (milestone->actual) widen(row.actual, milestone->actual);
    row.milestones.push_back(chart_milestone(*milestone, today));
  }
  if (!moved) row.entered.reset();
  if (project.started_on_site && *project.started_on_site <= today) {
    widen(row.actual, project.started_on_site);
    if (!project::is_finished(project.stage) && project.stage != project::Stage::stopped) widen(row.actual, today);
  }
}

wallchart::Curve curve_of(const project::ProjectYear& year, int reported_until) {
  wallchart::Curve curve;
  curve.first = Month(static_cast<int>(year.year), 1);
  curve.unit = "亿元";
  const Money whole = year.year_plan.value_or(project::cumulative(year.plan, 12));
  for (int month = 1; month <= 12; ++month) {
    const Money plan = project::cumulative(year.plan, month);
    const Money actual = project::cumulative(year.actual, month);
    const auto share = [&](Money part) -> wallchart::BasisPoints {
      if (whole.is_zero()) return std::nullopt;
      return basis_points(static_cast<std::int64_t>(ratio_of(part, whole).rounded(4).coefficient()));
    };
    curve.plan.push_back(share(plan));
    curve.plan_text.push_back(hundred_million(plan));
    const bool reported = month <= reported_until;
    curve.actual.push_back(reported ? share(actual) : std::nullopt);
    curve.actual_text.push_back(reported ? hundred_million(actual) : std::string());
  }
  return curve;
}

void add_field(wallchart::Row& row, const char* label, std::string text) {
  if (!text.empty()) row.fields.push_back({label, std::move(text)});
}

std::string date_text(const std::optional<Date>& date) { return date ? format_date(*date) : std::string(); }

void add_fields(const Snapshot& snapshot, const Project& project, const project::ProjectYear* year,
                wallchart::Row& row) {
  const auto amount = [](const std::optional<Money>& money) {
    return money ? hundred_million(*money) + " 亿元" : std::string();
  };
  add_field(row, "项目编号", project.id.value);
  add_field(row, "总投资", amount(project.total_investment));
  if (year != nullptr) {
    add_field(row, "年度计划", amount(year->year_plan));
    add_field(row, "本年完成", amount(project::cumulative(year->actual, snapshot.month.number())));
  }
  add_field(row, "责任单位", snapshot.unit_name(project.responsible));
  add_field(row, "行业主管", snapshot.unit_name(project.department));
  add_field(row, "业主", project.owner);
  add_field(row, "联系领导", project.contact_leader);
  add_field(row, "项目长", project.project_lead);
  add_field(row, "阶段", std::string(chinese_of(project.stage)));
  add_field(row, "实际开工", date_text(project.started_on_site));
  add_field(row, "统计入库", date_text(project.started_statistically));
  add_field(row, "计划竣工", date_text(project.planned_finish));
  add_field(row, "建设规模", project.scale_text);
}

struct ChartIndex {
  std::map<std::string_view, std::vector<const project::Milestone*>> milestones;
  std::map<std::string_view, std::vector<const matter::Matter*>> matters;
  std::map<std::string_view, const Project*> projects;
  std::map<std::string_view, const project::ProjectYear*> years;

  explicit ChartIndex(const Snapshot& snapshot) {
    for (const auto& milestone : snapshot.portfolio.milestones)
      milestones[milestone.project.value].push_back(&milestone);
    for (const auto& matter : snapshot.matters)
      if (matter.project && matter::is_running(matter)) matters[matter.project->value].push_back(&matter);
    for (const auto& project : snapshot.portfolio.projects) projects[project.id.value] = &project;
    for (const auto& year : snapshot.portfolio.years)
      if (year.year == snapshot.month.year()) years[year.project.value] = &year;
  }
};

wallchart::Row chart_row(const Snapshot& snapshot, const ChartIndex& index, const FrozenLight& light) {
  const Project& project = *index.projects.at(light.project);
  const auto year = index.years.find(light.project);
  wallchart::Row row;
  row.id = project.id.value;
  row.name = project.name;
  row.unit = snapshot.unit_name(project.responsible);
  row.sector = project.sector;
  row.cluster = project.cluster;
  row.level = project.level;
  row.stage = std::string(chinese_of(project.stage));
  row.light = light.light;
  if (const auto before = snapshot.previous.lights.find(light.project); before != snapshot.previous.lights.end())
    row.previous_light = before->second;
  row.progress = basis_points(light.progress_basis_points);
  row.expected = basis_points(light.expected_basis_points);
  row.progress_text = progress_text(light);
  if (const auto found = index.milestones.find(light.project); found != index.milestones.end())
    add_bars(project, found->second, snapshot.day, row);
  else
    add_bars(project, {}, snapshot.day, row);
  row.note = project.progress_text;
  if (light.by_hand) {
    row.light_mark = kByHand;
    row.explanation.push_back(hand_sentence(snapshot, light));
  }
  row.explanation.insert(row.explanation.end(), light.sentences.begin(), light.sentences.end());
  row.rule = fmt::format("{} 第{}版{}", snapshot.rule_title, snapshot.rule_version,
                         light.clause.empty() ? "" : " · " + light.clause);
  if (!light.source.empty()) row.rule += "：“" + light.source + "”";
  row.remedy = light.turns_good;
  add_fields(snapshot, project, year == index.years.end() ? nullptr : year->second, row);
  if (year != index.years.end())
    row.curve = curve_of(*year->second, project::last_reported_month(year->second->actual, snapshot.month.number()));
  if (const auto found = index.matters.find(light.project); found != index.matters.end())
    for (const auto* matter : found->second)
      row.links.push_back({matter->kind, matter->text, due_state(*matter, snapshot.day),
                           snapshot.unit_name(matter->lead), date_text(matter->due)});
  return row;
}

// The year of the figures, widened to the next year's end only as far as something stands there.
MonthSpan chart_months(const Snapshot& snapshot, const std::vector<wallchart::Row>& rows) {
  const Month first(snapshot.month.year(), 1);
  Month last(snapshot.month.year(), 12);
  for (const auto& row : rows)
    for (const auto& milestone : row.milestones)
      for (const auto& date : {milestone.baseline, milestone.entered})
        if (date) last = std::max(last, Month::of(*date));
  return {first, std::min(last, first + 17)};
}

}  // namespace

wallchart::Chart make_chart(const Snapshot& snapshot, const PackFacts& facts) {
  const ChartIndex index(snapshot);
  wallchart::Chart chart;
  chart.title = district_name(snapshot, facts) + "重点项目挂图";
  chart.subtitle = fmt::format("{} · 投资数据截至{}", snapshot.cycle.number, format_month_chinese(snapshot.month));
  chart.today = snapshot.day;
  for (const auto& count : facts.counts) {
    chart.lights.push_back({count.style->code, count.style->word, shape_of(count.style->shape), count.style->colour});
    chart.counts.push_back({count.style->code, count.projects});
  }
  for (const auto& light : snapshot.lights) chart.rows.push_back(chart_row(snapshot, index, light));
  chart.months = chart_months(snapshot, chart.rows);
  chart.footnote = fmt::format("规则：{}（{} 第{}版）", snapshot.rule_title, snapshot.rule_name, snapshot.rule_version);
  return chart;
}

}  // namespace guatu::bulletin
