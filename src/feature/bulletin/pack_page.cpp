// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/pack_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/indicator/growth.hpp"

namespace guatu::bulletin {
namespace {

using cycle::Snapshot;
using wallchart::Cell;
using wallchart::CellKind;
using wallchart::DataTable;
using wallchart::Section;
using wallchart::TableRow;

Cell text(std::string value) { return {std::move(value), {}, CellKind::text, {}, {}}; }
Cell number(std::string value) { return {std::move(value), {}, CellKind::number, {}, {}}; }
Cell date(const std::optional<Date>& value) {
  return {value ? format_date(*value) : std::string(), {}, CellKind::date, {}, {}};
}
Cell light(const cycle::FrozenLight& frozen) {
  return {frozen.light, frozen.by_hand ? std::string(kByHand) : std::string(), CellKind::light, {}, {}};
}

std::string badge(std::size_t count) { return count == 0 ? std::string() : std::to_string(count); }

wallchart::Tone tone_of(const matter::Matter& matter, Date today) {
  if (!matter::is_open(matter.state)) return wallchart::Tone::good;
  if (matter::is_overdue(matter, today)) return wallchart::Tone::bad;
  if (matter.due && (*matter.due - today).count() <= 3) return wallchart::Tone::attention;
  return wallchart::Tone::plain;
}

std::string units_text(const Snapshot& snapshot, const matter::Matter& matter) {
  std::string units = snapshot.unit_name(matter.lead);
  constexpr std::size_t kShownMax = 4;
  for (std::size_t i = 0; i < matter.assisting.size() && i < kShownMax; ++i)
    units += (i == 0 ? "；" : "、") + snapshot.unit_name(matter.assisting[i]);
  if (matter.assisting.size() > kShownMax) units += fmt::format("等{}家", matter.assisting.size());
  return units;
}

wallchart::Item item_of(const Snapshot& snapshot, const AgendaPoint& point) {
  wallchart::Item item;
  item.title = point.text;
  item.unit = point.speaker;
  if (point.matter == nullptr) return item;
  const matter::Matter& matter = *point.matter;
  item.detail = matter.latest_report;
  item.unit = units_text(snapshot, matter);
  item.due = matter.due ? format_date(*matter.due) : std::string();
  item.state = due_state(matter, snapshot.day);
  item.tone = tone_of(matter, snapshot.day);
  if (matter.project && snapshot.find_light(matter.project->value) != nullptr) item.row = matter.project->value;
  return item;
}

Section agenda_section(const Snapshot& snapshot, const PackFacts& facts) {
  Section section{"agenda", "议程", badge(facts.agenda.size()), {}};
  constexpr std::pair<const char*, const char*> kParts[] = {{"上次事项", "一、上次会议议定事项落实情况"},
                                                            {"到期事项", "二、本期到期和逾期事项"},
                                                            {"新增事项", "三、新增事项"}};
  for (const auto& [kind, title] : kParts) {
    wallchart::ItemList list{title, {}, {}, "无"};
    for (const auto& point : facts.agenda)
      if (point.kind == kind) list.items.push_back(item_of(snapshot, point));
    section.blocks.emplace_back(std::move(list));
  }
  wallchart::ItemList red{fmt::format("四、{}项目", snapshot.styles.empty() ? "" : snapshot.styles.front().word),
                          "逐个说明原因和下一步",
                          {},
                          "无"};
  for (const auto* project : facts.red) {
    const auto* frozen = snapshot.find_light(project->id.value);
    red.items.push_back({project->name,
                         reason_of(snapshot, *frozen),
                         snapshot.unit_name(project->responsible),
                         {},
                         {},
                         wallchart::Tone::bad,
                         project->id.value});
  }
  section.blocks.emplace_back(std::move(red));
  return section;
}

DataTable adjusted_table(const Snapshot& snapshot, const PackFacts& facts) {
  DataTable table{"目标调整",
                  fmt::format("与 {} 相比", snapshot.previous.id),
                  {{"指标", CellKind::text, 3},
                   {"单位", CellKind::text, 2},
                   {"原目标", CellKind::text, 2},
                   {"现目标", CellKind::text, 2},
                   {"调整文号", CellKind::text, 3}},
                  {},
                  "",
                  -1};
  for (const auto& adjusted : facts.adjusted)
    table.rows.push_back({{text(adjusted.indicator->name), text(snapshot.unit_name(adjusted.target->unit)),
                           text(target_text(*adjusted.indicator, adjusted.before.level, adjusted.before.growth)),
                           text(target_text(*adjusted.indicator, adjusted.target->level, adjusted.target->growth)),
                           text(adjustment_text(adjusted))},
                          ""});
  return table;
}

Section changes_section(const Snapshot& snapshot, const PackFacts& facts) {
  DataTable table{"变灯情况",
                  fmt::format("与 {} 相比", snapshot.previous.id.empty() ? "上一期（无定版）" : snapshot.previous.id),
                  {{"项目", CellKind::text, 3},
                   {"责任单位", CellKind::text, 2},
                   {"灯", CellKind::light_change, 2},
                   {"原因", CellKind::text, 6}},
                  {},
                  "本期没有项目变灯",
                  -1};
  for (const auto& change : facts.changes) {
    std::string reason = reason_of(snapshot, *change.light);
    if (!change.project->note.empty()) reason += "　备注：" + change.project->note;
    table.rows.push_back({{text(change.project->name),
                           text(snapshot.unit_name(change.project->responsible)),
                           {change.before, change.after, CellKind::light_change, {}, {}},
                           text(std::move(reason))},
                          change.project->id.value});
  }
  Section section{"changes", "变灯", badge(facts.changes.size()), {std::move(table)}};
  if (!facts.adjusted.empty()) section.blocks.emplace_back(adjusted_table(snapshot, facts));
  return section;
}

Section missing_section(const Snapshot& snapshot, const PackFacts& facts) {
  DataTable table{"未报送",
                  fmt::format("{}投资完成额未报；未报不等于零，不亮绿灯", format_month_chinese(snapshot.month)),
                  {{"责任单位", CellKind::text, 2},
                   {"项目", CellKind::text, 4},
                   {"联系领导", CellKind::text, 2},
                   {"项目长", CellKind::text, 2}},
                  {},
                  "本期全部报送",
                  0};
  std::size_t count = 0;
  for (const auto& missing : facts.missing)
    for (const auto* project : missing.projects) {
      ++count;
      table.rows.push_back({{text(snapshot.unit_name(missing.unit)), text(project->name), text(project->contact_leader),
                             text(project->project_lead)},
                            project->id.value});
    }
  return {"missing", "未报送", badge(count), {std::move(table)}};
}

Section overdue_section(const Snapshot& snapshot, const PackFacts& facts) {
  DataTable table{"超期事项",
                  "按牵头单位；停留是距最近一次反馈或交办的天数",
                  {{"牵头单位", CellKind::text, 2},
                   {"编号", CellKind::text, 2},
                   {"事项", CellKind::text, 5},
                   {"期限", CellKind::date, 2},
                   {"超期", CellKind::number, 1},
                   {"停留", CellKind::number, 1},
                   {"状态", CellKind::state, 1}},
                  {},
                  "本期没有超期事项",
                  0};
  std::size_t count = 0;
  for (const auto& unit : facts.overdue)
    for (const auto& overdue : unit.matters) {
      ++count;
      const matter::Matter& matter = *overdue.matter;
      const bool on_chart = matter.project && snapshot.find_light(matter.project->value) != nullptr;
      table.rows.push_back({{text(snapshot.unit_name(unit.unit)),
                             text(matter.id.value),
                             text(matter.text),
                             date(matter.due),
                             number(fmt::format("{} 天", overdue.overdue_days)),
                             number(overdue.lying_days ? fmt::format("{} 天", *overdue.lying_days) : std::string("—")),
                             {std::string(chinese_of(matter.state)), {}, CellKind::state, {}, {}}},
                            on_chart ? matter.project->value : std::string()});
    }
  return {"overdue", "超期", badge(count), {std::move(table)}};
}

std::string outlook_word(figures::SprintOutlook outlook) {
  switch (outlook) {
    case figures::SprintOutlook::done:
      return "已完成";
    case figures::SprintOutlook::within_recent_pace:
      return "按近三月进度可完成";
    case figures::SprintOutlook::within_best_month:
      return "按最好单月可完成";
    case figures::SprintOutlook::beyond_best_month:
      return "超过最好单月";
    case figures::SprintOutlook::no_month_left:
      return "已无剩余月份";
    case figures::SprintOutlook::not_reported:
      return "未报";
  }
  return {};
}

std::string amount_text(const std::optional<Money>& money) {
  return money ? hundred_million(*money) : std::string("—");
}

Section sprint_section(const Snapshot& snapshot, const PackFacts& facts) {
  DataTable sums{"分板块冲刺",
                 "亿元",
                 {{"板块", CellKind::text, 2},
                  {"年度计划", CellKind::number, 1},
                  {"已完成", CellKind::number, 1},
                  {"剩余", CellKind::number, 1},
                  {"月均需完成", CellKind::number, 1},
                  {"最好单月", CellKind::number, 1},
                  {"近三月均", CellKind::number, 1}},
                 {},
                 "",
                 -1};
  for (const auto& sector : facts.sectors)
    sums.rows.push_back(
        {{text(sector.sector), number(hundred_million(sector.year_plan)), number(hundred_million(sector.actual)),
          number(hundred_million(sector.sprint.remaining)), number(amount_text(sector.sprint.needed_per_month)),
          number(amount_text(sector.sprint.best_month)), number(amount_text(sector.sprint.recent_pace))},
         {}});
  DataTable table{"项目冲刺清单",
                  fmt::format("剩余 {} 个月；亿元", 12 - snapshot.month.number()),
                  {{"项目", CellKind::text, 4},
                   {"责任单位", CellKind::text, 2},
                   {"剩余计划", CellKind::number, 1},
                   {"月均需完成", CellKind::number, 1},
                   {"最好单月", CellKind::number, 1},
                   {"近三月均", CellKind::number, 1},
                   {"判断", CellKind::state, 2}},
                  {},
                  "全部项目已完成年度计划",
                  -1};
  for (const auto& row : facts.sprint)
    table.rows.push_back({{text(row.project->name),
                           text(snapshot.unit_name(row.project->responsible)),
                           number(hundred_million(row.sprint.remaining)),
                           number(amount_text(row.sprint.needed_per_month)),
                           number(amount_text(row.sprint.best_month)),
                           number(amount_text(row.sprint.recent_pace)),
                           {outlook_word(row.sprint.outlook), {}, CellKind::state, {}, {}}},
                          row.project->id.value});
  return {"sprint", "冲刺清单", badge(facts.sprint.size()), {std::move(sums), std::move(table)}};
}

Section projects_section(const Snapshot& snapshot) {
  DataTable table{"重点项目",
                  "亿元",
                  {{"项目", CellKind::text, 4},
                   {"责任单位", CellKind::text, 2},
                   {"阶段", CellKind::text, 1},
                   {"总投资", CellKind::number, 1},
                   {"年度计划", CellKind::number, 1},
                   {"完成", CellKind::number, 1},
                   {"完成率", CellKind::progress, 2},
                   {"灯", CellKind::light, 1},
                   {"形象进度", CellKind::text, 4}},
                  {},
                  "没有项目",
                  -1};
  for (const auto& frozen : snapshot.lights) {
    const auto* project = snapshot.find_project(frozen.project);
    const auto* year = snapshot.find_year(frozen.project);
    Cell progress{
        frozen.progress_basis_points < 0 ? "—" : format_decimal(Decimal(frozen.progress_basis_points, 2), 1) + "%",
        {},
        CellKind::progress,
        {},
        {}};
    if (frozen.progress_basis_points >= 0) progress.basis_points = static_cast<int>(frozen.progress_basis_points);
    if (frozen.expected_basis_points >= 0) progress.expected = static_cast<int>(frozen.expected_basis_points);
    table.rows.push_back(
        {{text(project->name), text(snapshot.unit_name(project->responsible)),
          text(std::string(chinese_of(project->stage))), number(amount_text(project->total_investment)),
          number(year == nullptr ? "—" : amount_text(year->year_plan)),
          number(year == nullptr ? "—" : hundred_million(project::cumulative(year->actual, snapshot.month.number()))),
          std::move(progress), light(frozen), text(project->progress_text)},
         project->id.value});
  }
  return {"projects", "项目表", {}, {std::move(table)}};
}

std::string rank_text(const indicator::Standing& standing) {
  if (!standing.rank) return "—";
  std::string shown = fmt::format("{}/{}", *standing.rank, standing.ranked);
  if (standing.rank_change && *standing.rank_change != 0)
    shown += fmt::format(" {}{}", *standing.rank_change > 0 ? "▲" : "▼", std::abs(*standing.rank_change));
  return shown;
}

Section indicators_section(const Snapshot& snapshot, const PackFacts& facts) {
  DataTable table{"指标进度",
                  "统计数以发布为准；完成率比序时为百分点",
                  {{"指标", CellKind::text, 3},
                   {"期别", CellKind::text, 1},
                   {"累计", CellKind::number, 2},
                   {"增速", CellKind::number, 1},
                   {"年度目标", CellKind::text, 2},
                   {"完成率", CellKind::number, 1},
                   {"超序时", CellKind::number, 1},
                   {"位次", CellKind::number, 1},
                   {"进度", CellKind::state, 1}},
                  {},
                  "没有指标",
                  -1};
  for (std::size_t i = 0; i < facts.standings.size(); ++i) {
    const auto& standing = facts.standings[i];
    const auto& definition = snapshot.indicators.indicators[i];
    // A growth indicator may carry a level that is not a published figure and not comparable; it is not shown.
    const bool is_growth = definition.measure == indicator::Measure::growth;
    std::string target =
        standing.level_target.empty() ? std::string() : standing.level_target + " " + definition.unit_of_measure;
    if (!standing.growth_target.empty()) target += (target.empty() ? "增长" : "，增长") + standing.growth_target;
    table.rows.push_back({{{definition.name, definition.id.value, CellKind::text, {}, {}},
                           text(standing.month ? fmt::format("{}月", standing.month->number()) : "—"),
                           {standing.value && !is_growth ? format_decimal(*standing.value) : "—",
                            is_growth ? std::string() : definition.unit_of_measure,
                            CellKind::number,
                            {},
                            {}},
                           number(standing.growth ? format_decimal(*standing.growth) + "%" : "—"),
                           text(target.empty() ? "—" : target),
                           number(standing.completion ? percent_text(*standing.completion) : "—"),
                           number(standing.ahead        ? signed_points(*standing.ahead)
                                  : standing.growth_gap ? (standing.growth_gap->is_negative() ? "" : "+") +
                                                              format_decimal(*standing.growth_gap, 1)
                                                        : "—"),
                           number(rank_text(standing)),
                           {std::string(figures::word_of(standing.status)), {}, CellKind::state, {}, {}}},
                          {}});
  }
  return {"indicators", "指标表", {}, {std::move(table)}};
}

std::vector<wallchart::Figure> head_figures(const PackFacts& facts) {
  const SectorSum& all = facts.sectors.back();
  std::vector<wallchart::Figure> figures;
  figures.push_back({"年度计划投资", hundred_million(all.year_plan), "亿元",
                     fmt::format("{} 个项目（拆分 {} 个）", all.projects, facts.project_counts.split),
                     wallchart::Tone::plain});
  if (all.year_plan.is_zero()) return figures;
  const Ratio done = ratio_of(all.actual, all.year_plan);
  const Ratio ahead = done - ratio_of(all.plan, all.year_plan);
  figures.push_back(
      {"完成投资", hundred_million(all.actual), "亿元", "完成率 " + percent_text(done), wallchart::Tone::plain});
  figures.push_back({"比序时", signed_points(ahead), "个百分点",
                     "序时 " + percent_text(ratio_of(all.plan, all.year_plan)),
                     ahead.is_negative() ? wallchart::Tone::bad : wallchart::Tone::good});
  return figures;
}

}  // namespace

std::string target_text(const indicator::Indicator& indicator, std::string_view level, std::string_view growth) {
  std::string told;
  if (!level.empty()) told = std::string(level) + indicator.unit_of_measure;
  if (!growth.empty()) told += (told.empty() ? "增长" : "，增长") + std::string(growth);
  return told.empty() ? "—" : told;
}

std::string adjustment_text(const AdjustedTarget& adjusted) {
  const std::string& number = adjusted.target->adjustment_number;
  return number.empty() || number == adjusted.before.number ? "未附文号" : number;
}

std::string style_word(const Snapshot& snapshot, std::string_view light) {
  for (const auto& style : snapshot.styles)
    if (style.code == light) return style.word;
  return std::string(light);
}

std::string marked_word(const Snapshot& snapshot, const wallchart::Cell& cell) {
  const std::string word = style_word(snapshot, cell.text);
  return cell.detail.empty() ? word : word + "（" + cell.detail + "）";
}

std::string hand_sentence(const Snapshot& snapshot, const cycle::FrozenLight& light) {
  const cycle::HandSet& set = *light.by_hand;
  const std::string until = set.last ? "，至" + format_date_chinese(*set.last) : std::string();
  return fmt::format("{}为{}（{}{}）：{}。按规则为{}。", kByHand, style_word(snapshot, light.light), set.set_by, until,
                     set.reason, style_word(snapshot, set.computed));
}

std::string reason_of(const Snapshot& snapshot, const cycle::FrozenLight& light) {
  const std::string& computed = light.sentences.front();
  return light.by_hand ? hand_sentence(snapshot, light) + computed : computed;
}

std::string hundred_million(Money money) { return format_money(money, MoneyUnit::hundred_million_yuan, 2); }

std::string percent_text(const Ratio& share) { return format_decimal(share.percent(1)) + "%"; }

std::string signed_points(const Ratio& share) {
  const Decimal points = share.percent(1);
  return (points.is_negative() || points.is_zero() ? "" : "+") + format_decimal(points);
}

std::string district_name(const Snapshot& snapshot, const PackFacts& facts) {
  const auto* home = facts.home ? snapshot.find_unit(*facts.home) : nullptr;
  return home == nullptr ? std::string() : home->shown_name();
}

std::string due_state(const matter::Matter& matter, Date today) {
  if (!matter::is_open(matter.state) || !matter.due) return std::string(chinese_of(matter.state));
  const auto days = (*matter.due - today).count();
  if (days < 0) return fmt::format("逾期 {} 天", -days);
  if (days == 0) return "今天到期";
  if (days <= 7) return fmt::format("{} 天后到期", days);
  return std::string(chinese_of(matter.state));
}

wallchart::PackView make_page(const Snapshot& snapshot, const PackFacts& facts, const Masthead& masthead) {
  wallchart::PackView page;
  page.title = district_name(snapshot, facts) + "重点工作调度材料";
  page.cycle = fmt::format(
      "{}（{}）", snapshot.cycle.number,
      snapshot.cycle.held_on ? format_date_chinese(*snapshot.cycle.held_on) : format_date_chinese(snapshot.day));
  page.as_of =
      fmt::format("定版 {} · 投资截至{}", format_local_time(snapshot.frozen_at), format_month_chinese(snapshot.month));
  page.issuer = district_name(snapshot, facts) + "调度办";
  page.banner = "本系统为非涉密系统，严禁录入、传递涉密信息";
  page.digest = masthead.digest;
  page.version = masthead.program_version;
  page.figures = head_figures(facts);
  page.chart = make_chart(snapshot, facts);
  page.sections = {agenda_section(snapshot, facts),    changes_section(snapshot, facts),
                   missing_section(snapshot, facts),   overdue_section(snapshot, facts),
                   sprint_section(snapshot, facts),    projects_section(snapshot),
                   indicators_section(snapshot, facts)};
  return page;
}

}  // namespace guatu::bulletin
