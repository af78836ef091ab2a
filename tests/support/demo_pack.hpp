// SPDX-License-Identifier: Apache-2.0
// A made-up district's chart and pack for looking at and for measuring: fixed seed, any number of projects. The
// real pack is filled from a snapshot; this one only has its shape.
#pragma once

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "feature/wallchart/pack_view.hpp"

namespace guatu::testing {

namespace wc = guatu::wallchart;

class DemoDice {
 public:
  int below(int bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(bound));
  }
  int between(int low, int high) { return low + below(high - low + 1); }

 private:
  std::uint64_t state_ = 20260921;
};

inline const Date kDemoToday = date_of(2026, 9, 21);

struct DemoSector {
  const char* name;
  std::vector<const char*> projects;
  std::vector<std::pair<const char*, int>> milestones;  // months after the start
};

inline const std::vector<DemoSector>& demo_sectors() {
  static const std::vector<DemoSector> kSectors{
      {"房地产",
       {"听澜里安置房一期", "柏舟湾人才社区", "青梧路A-07住宅", "归雁新城商住综合体", "银汐水岸二期", "望潮商业广场",
        "老纺机厂旧改", "双榆保障租赁房", "科创社区公寓", "青梧旧村复建房", "归雁站前商务楼", "麦垄康养社区"},
       {{"规划许可", 0}, {"施工许可", 2}, {"正负零", 6}, {"封顶", 12}, {"竣工验收", 17}}},
      {"工业和信息化",
       {"显示模组扩产", "电驱总成基地", "机床主轴智能工厂", "精密注塑技改", "锂电隔膜涂覆二期", "预制菜加工园",
        "云汀智算中心一期", "标识解析节点", "生物试剂中试基地", "装配式构件厂", "传感器封测线", "标准厂房三期"},
       {{"环评", 0}, {"施工许可", 2}, {"主体完工", 7}, {"设备进场", 10}, {"试产", 13}, {"投产", 15}}},
      {"交通",
       {"汀北大道快速化改造", "听澜跨河大桥", "环湾路南段", "归雁站配套道路", "双榆—麦垄公路升级", "青梧互通立交",
        "经开区次干路网二期", "货运铁路专用线", "公交首末站及充电设施", "柏舟隧道", "农村公路安防",
        "断头路打通（6条）"},
       {{"初设批复", 0}, {"净地", 3}, {"开工", 5}, {"主线贯通", 13}, {"交工", 18}}}};
  return kSectors;
}

inline std::vector<wc::Light> demo_lights() {
  using enum wc::Shape;
  return {{"red", "滞后", octagon, "#c0322b"},
          {"yellow", "预警", triangle, "#d99a00"},
          {"green", "正常", disc, "#2f8f5b"},
          {"blue", "完成", tick, "#2d6cb5"},
          {"grey", "不适用", ring, "#8b96a3"}};
}

inline void add_demo_milestones(wc::Row& row, const DemoSector& sector, Month start, int slip_days) {
  for (const auto& [name, months] : sector.milestones) {
    wc::Milestone milestone{
        .name = name, .baseline = (start + months).last_day(), .entered = {}, .actual = {}, .note = ""};
    const Date entered = *milestone.baseline + std::chrono::days(months > 3 ? slip_days : 0);
    milestone.entered = entered;
    if (entered <= kDemoToday - std::chrono::days(9)) {
      milestone.actual = entered - std::chrono::days(3);
      milestone.state = wc::MilestoneState::done;
    } else if (*milestone.baseline < kDemoToday) {
      milestone.state = wc::MilestoneState::late;
      milestone.note = "征拆未完，已报补救措施";
    }
    row.milestones.push_back(milestone);
  }
}

inline wc::Curve demo_curve(int done_bp, int plan_bp) {
  static constexpr std::array<int, 12> kShares{0, 800, 1800, 2500, 3300, 4600, 5300, 6000, 7100, 7900, 8800, 10000};
  wc::Curve curve{
      .first = Month(2026, 1), .plan = {}, .actual = {}, .plan_text = {}, .actual_text = {}, .unit = "亿元"};
  for (std::size_t i = 0; i < 12; ++i) {
    curve.plan.emplace_back(kShares[i]);
    curve.plan_text.push_back(fmt::format("{}.{:02}", kShares[i] * 3 / 10000, kShares[i] * 3 / 100 % 100));
    if (i >= 8) continue;
    const int actual = kShares[i] * done_bp / (plan_bp == 0 ? 1 : plan_bp);
    curve.actual.emplace_back(i == 0 ? wc::BasisPoints() : wc::BasisPoints(actual));
    curve.actual_text.push_back(i == 0 ? "" : fmt::format("{}.{:02}", actual * 3 / 10000, actual * 3 / 100 % 100));
  }
  return curve;
}

inline const char* pick_demo_light(int number) {
  if (number % 12 == 10) return "red";
  if (number % 27 == 7) return "grey";
  if (number % 40 == 3) return "blue";
  return number % 5 == 2 || number % 11 == 6 ? "yellow" : "green";
}

inline void explain_demo_light(wc::Row& row) {
  const int gap = *row.expected - *row.progress;
  row.rule = "银川2025 · 第3版 · 进度条款第（二）项";
  row.explanation = {fmt::format("截至8月底，完成年度投资计划的 {}.{}%，序时进度应为 60.0%（按月计划）。",
                                 *row.progress / 100, *row.progress / 10 % 10),
                     gap > 0
                         ? fmt::format("落后序时进度 {}.{} 个百分点，落在［10，30］区间。", gap / 100, gap / 10 % 10)
                         : fmt::format("超序时进度 {}.{} 个百分点。", -gap / 100, -gap / 10 % 10)};
  if (gap > 0) row.remedy = fmt::format("9月底前再完成 {}.{:02} 亿元，可回到绿灯。", gap * 3 / 10000 + 1, gap % 100);
  if (row.light == "red")
    row.links = {{"事项", row.name + "征拆收尾及复工安排", "逾期 3 天", "区住建局", "2026-09-18"},
                 {"督办函件", "督办单〔2026〕12号", "待回复", "督查室", "2026-09-24"}};
}

inline wc::Row demo_row(int number, DemoDice& dice) {
  static const std::array<const char*, 8> kUnits{"区住建局", "区工信局", "区交通局", "云汀经开区",
                                                 "听澜街道", "柏舟街道", "青梧街道", "归雁街道"};
  static const std::array<const char*, 5> kClusters{"归雁站前片区", "经开智造集群", "滨水宜居片区", "双榆—麦垄走廊",
                                                    "老城更新片区"};
  const auto& sector = demo_sectors()[static_cast<std::size_t>(number % 3)];
  const auto serial = static_cast<std::size_t>(number / 3);
  wc::Row row;
  row.id = fmt::format("P-{:03}", number + 1);
  row.name = sector.projects[serial % 12];
  if (serial >= 12) row.name += fmt::format("（{}标段）", serial / 12 + 1);
  row.unit = kUnits[static_cast<std::size_t>(dice.below(8))];
  row.sector = sector.name;
  row.cluster = kClusters[static_cast<std::size_t>(dice.below(5))];
  row.level = number % 9 == 0 ? "省级" : number % 4 == 0 ? "市级" : "区级";
  row.stage = number % 7 == 0 ? "前期" : "在建";
  row.light = pick_demo_light(number);
  row.previous_light = number % 13 == 10 ? "green" : row.light;
  row.expected = 6000;
  row.progress = row.light == "red"      ? dice.between(1200, 2800)
                 : row.light == "yellow" ? dice.between(3300, 4900)
                 : row.light == "blue"   ? 10000
                                         : dice.between(5900, 7200);
  row.progress_text =
      row.light == "grey" ? "未报" : fmt::format("{}.{}%", *row.progress / 100, *row.progress / 10 % 10);
  if (row.light == "grey") row.progress = {};
  const Month start = Month(2025, 10) + dice.between(0, 8);
  const int slip = row.light == "red" ? 75 : row.light == "yellow" ? 32 : 0;
  const Month end = row.light == "blue" ? Month(2026, 8) : start + sector.milestones.back().second;
  row.baseline = wc::Span{start.first_day(), end.last_day()};
  row.entered = wc::Span{start.first_day(), end.last_day() + std::chrono::days(slip)};
  if (row.light != "grey")
    row.actual = wc::Span{start.first_day() + std::chrono::days(slip / 4),
                          row.light == "blue" ? date_of(2026, 8, 26) : kDemoToday};
  add_demo_milestones(row, sector, start, slip);
  row.note = number % 2 == 0 ? "3#楼主体施工至11层，4#楼至9层" : "桩基完成186/240根，征拆412户，签约389户";
  row.fields = {{"总投资", "12.60 亿元"},      {"年度计划", "3.00 亿元"}, {"累计完成", "1.42 亿元"},
                {"项目长", "林知远"},          {"责任单位", row.unit},    {"配合单位", "区自然资源分局、区财政局"},
                {"建设规模", "18.4 万平方米"}, {"起止年限", "2025—2027"}};
  if (row.progress) {
    explain_demo_light(row);
    row.curve = demo_curve(*row.progress, *row.expected);
  } else {
    row.explanation = {"8月完成投资未报，缺报不判绿灯。"};
    row.rule = "银川2025 · 第3版 · 缺报条款";
  }
  return row;
}

inline wc::Chart demo_chart(int projects) {
  wc::Chart chart;
  chart.title = "云汀区2026年重点项目挂图";
  chart.subtitle = "2026年第38周调度 · 数据截至2026年9月21日8时30分";
  chart.today = kDemoToday;
  chart.months = {Month(2025, 10), Month(2027, 6)};
  chart.lights = demo_lights();
  chart.footnote = "亮灯规则：银川2025 第3版　快照 3f9a2c71d0b84e56";
  DemoDice dice;
  for (int number = 0; number < projects; ++number) chart.rows.push_back(demo_row(number, dice));
  std::stable_sort(chart.rows.begin(), chart.rows.end(),
                   [](const auto& a, const auto& b) { return a.sector < b.sector; });
  for (const auto& light : chart.lights) {
    const auto rows =
        std::count_if(chart.rows.begin(), chart.rows.end(), [&](const auto& row) { return row.light == light.code; });
    chart.counts.push_back({light.code, static_cast<int>(rows)});
  }
  return chart;
}

inline wc::Section demo_agenda(const wc::Chart& chart) {
  using enum wc::Tone;
  wc::ItemList last{"一、上次会议议定事项落实情况", "第37周会议议定 4 项，办结 1 项，在办 1 项，逾期 2 项", {}, ""};
  last.items = {
      {"环湾路南段剩余7户征拆方案", "已签约 4 户，余 3 户补偿标准有分歧。", "银汐街道（区住建局、区自然资源分局）",
       "9月18日", "逾期 3 天", bad, chart.rows[8].id},
      {"归雁站前商务楼停工原因及复工安排", "审核退回一次：复工计划缺资金来源。", "区住建局（归雁街道）", "9月16日",
       "逾期 5 天", bad, chart.rows[10].id},
      {"报送四季度投资冲刺清单", "12 家单位已反馈 9 家。", "区发改局（各单位）", "9月24日", "办理中", attention, ""},
      {"归雁站接驳公交加密", "早晚高峰各增 4 班，9月10日起执行。", "区交通局（归雁街道）", "9月11日", "已办结", good,
       ""}};
  wc::ItemList now{"二、本次会议需研究的问题", "", {}, ""};
  now.items = {{"云汀智算中心双回路供电滞后，请市供电公司明确送电时间", "已到第二级协调；影响 10 月通电节点。",
                "云汀经开区（供电公司）", "9月30日", "第二级协调", attention, chart.rows[5].id},
               {"标准厂房三期资金缺口 4,200 万元", "申请延期一次，原期限 9 月 15 日保留。", "区财政局（经开区）",
                "9月25日", "申请延期", attention, ""},
               {"货运铁路专用线用地指标", "市现场办公会交办，待市级统筹。", "区自然资源分局（区交通局）", "10月15日",
                "办理中", plain, ""}};
  return {"agenda",
          "议程",
          "7",
          {last, now,
           wc::ItemList{"三、通报事项",
                        "",
                        {{"三季度“比晒拼创”数据 10 月 20 日前签报", "", "考评办", "10月20日", "", plain, ""}},
                        ""}}};
}

inline wc::DataTable demo_changes(const wc::Chart& chart) {
  using enum wc::CellKind;
  wc::DataTable table{"本期变灯项目",
                      "与第37周快照比较",
                      {{"项目", text}, {"单位", text}, {"变化", light_change}, {"为什么", text}},
                      {},
                      "本期没有项目变灯",
                      -1};
  for (const auto& row : chart.rows)
    if (row.previous_light != row.light)
      table.rows.push_back({{{row.name, row.sector + " · " + row.cluster},
                             {row.unit},
                             {row.previous_light, row.light, light_change},
                             {row.explanation.back(), row.rule}},
                            row.id});
  return table;
}

inline wc::DataTable demo_projects(const wc::Chart& chart) {
  using enum wc::CellKind;
  wc::DataTable table{"重点项目",
                      "单位：亿元；完成投资截至8月底",
                      {{"序号", number},
                       {"项目", text},
                       {"责任单位", text},
                       {"级别", text},
                       {"总投资", number},
                       {"年度计划", number},
                       {"完成", number},
                       {"完成率", progress},
                       {"环比", rise},
                       {"灯", light},
                       {"形象进度", text}},
                      {},
                      "",
                      -1};
  int serial = 0;
  for (const auto& row : chart.rows) {
    wc::Cell rise{"3.1", "", serial % 4 == 1 ? wc::CellKind::fall : wc::CellKind::rise};
    table.rows.push_back({{{std::to_string(++serial), "", number},
                           {row.name, row.cluster},
                           {row.unit},
                           {row.level},
                           {"12.60", "", number},
                           {"3.00", "", number},
                           {"1.42", "", number},
                           {row.progress_text, "", progress, row.progress, row.expected},
                           rise,
                           {row.light, "", light},
                           {row.note}},
                          row.id});
  }
  return table;
}

inline wc::DataTable demo_indicators() {
  using enum wc::CellKind;
  wc::DataTable table{"主要指标",
                      "统计数为发布数，预计数另列；缺报不判绿灯",
                      {{"指标", text},
                       {"单位", text},
                       {"年度目标", number},
                       {"1—8月", number},
                       {"同比", rise},
                       {"完成率", progress},
                       {"超序时", rise},
                       {"全市位次", number},
                       {"灯", light},
                       {"来源", text}},
                      {},
                      "",
                      -1};
  struct Line {
    const char* name;
    const char* unit;
    const char* target;
    const char* value;
    const char* growth;
    int done;
    const char* light;
  };
  for (const auto& line : {Line{"规上工业总产值", "亿元", "1,020.00", "671.16", "7.2", 6580, "green"},
                           Line{"工业投资", "亿元", "82.00", "44.90", "3.8", 5476, "yellow"},
                           Line{"社会消费品零售总额", "亿元", "262.00", "172.40", "5.1", 6580, "green"},
                           Line{"一般公共预算收入", "亿元", "46.80", "32.57", "4.4", 6960, "green"},
                           Line{"实际使用外资", "万美元", "18,000", "8,120", "11.6", 4511, "red"},
                           Line{"招商到位资金", "亿元", "150.00", "96.20", "9.0", 6413, "green"}})
    table.rows.push_back({{{line.name},
                           {line.unit},
                           {line.target, "", number},
                           {line.value, "", number},
                           {line.growth, "", line.done < 5000 ? fall : rise},
                           {fmt::format("{}.{}%", line.done / 100, line.done / 10 % 10), "", progress, line.done, 6500},
                           {line.done > 6500 ? "1.5" : "9.8", "", line.done > 6500 ? rise : fall},
                           {"3", "", number},
                           {line.light, "", light},
                           {"区统计局", "9月18日发布"}},
                          ""});
  return table;
}

inline wc::DataTable demo_missing() {
  using enum wc::CellKind;
  wc::DataTable missing{
      "未报送单位",
      "应报 24 家，已报 21 家，截止 9月19日 18:00",
      {{"单位", text}, {"应报", number}, {"缺报", number}, {"缺什么", text}, {"联络员", text}, {"催办", text}},
      {},
      "各单位均已报送",
      -1};
  missing.rows = {{{{"银汐街道"},
                    {"6", "", number},
                    {"2", "", number},
                    {"环湾路南段、银汐水岸二期 8月完成投资"},
                    {"周予安"},
                    {"已催 2 次", "9月20日 16:40 电话"}},
                   ""},
                  {{{"麦垄镇"},
                    {"3", "", number},
                    {"1", "", number},
                    {"麦垄康养社区 节点填报"},
                    {"陈知秋"},
                    {"已催 1 次", "9月20日 17:05 消息"}},
                   ""}};
  return missing;
}

inline wc::DataTable demo_overdue(const wc::Chart& chart) {
  using enum wc::CellKind;
  wc::DataTable overdue{"超期事项",
                        "按责任单位；天数为超过现行期限的日历天",
                        {{"单位", text},
                         {"事项", text},
                         {"类别", text},
                         {"原期限", date},
                         {"现期限", date},
                         {"超期（天）", number},
                         {"状态", state}},
                        {},
                        "本期无超期事项",
                        0};
  overdue.rows = {{{{"区住建局"},
                    {"归雁站前商务楼停工原因及复工安排"},
                    {"批示"},
                    {"2026-09-16", "", date},
                    {"2026-09-16", "", date},
                    {"5", "", number},
                    {"退回重办", "", state}},
                   chart.rows[10].id},
                  {{{"区住建局"},
                    {"青梧路A-07住宅塔吊备案"},
                    {"项目问题"},
                    {"2026-09-12", "", date},
                    {"2026-09-18", "", date},
                    {"3", "", number},
                    {"办理中", "", state}},
                   chart.rows[2].id},
                  {{{"银汐街道"},
                    {"环湾路南段剩余7户征拆方案"},
                    {"会议交办"},
                    {"2026-09-18", "", date},
                    {"2026-09-18", "", date},
                    {"3", "", number},
                    {"办理中", "", state}},
                   chart.rows[8].id}};
  return overdue;
}

inline wc::DataTable demo_sprint(const wc::Chart& chart) {
  using enum wc::CellKind;
  wc::DataTable sprint{"四季度冲刺清单",
                       "单位：亿元；月均所需与近三月均值、最高月比较",
                       {{"项目", text},
                        {"责任单位", text},
                        {"剩余计划", number},
                        {"月均所需", number},
                        {"近三月均值", number},
                        {"最高月", number},
                        {"判断", state}},
                       {},
                       "",
                       -1};
  for (std::size_t i = 0; i < chart.rows.size() && i < 14; ++i)
    sprint.rows.push_back({{{chart.rows[i].name, chart.rows[i].cluster},
                            {chart.rows[i].unit},
                            {"1.58", "", number},
                            {"0.40", "", number},
                            {"0.31", "", number},
                            {"0.46", "", number},
                            {i % 3 == 0 ? "需加压" : "可达", "", state}},
                           chart.rows[i].id});
  return sprint;
}

inline std::vector<wc::Section> demo_lists(const wc::Chart& chart) {
  return {demo_agenda(chart),
          {"changes",
           "变灯",
           "9",
           {wc::Prose{{"本期 9 个项目变灯，其中转红 2 个、转黄 4 个、转绿 3 个。"}}, demo_changes(chart)}},
          {"missing", "未报送", "2", {demo_missing()}},
          {"overdue", "超期事项", "3", {demo_overdue(chart)}},
          {"sprint", "冲刺清单", "", {demo_sprint(chart)}},
          {"projects", "项目表", "", {demo_projects(chart)}},
          {"indicators", "指标表", "", {demo_indicators()}}};
}

inline wc::PackView demo_pack(int projects) {
  wc::PackView view;
  view.title = "云汀区重点工作调度";
  view.cycle = "2026年第38周调度（9月14日—9月20日）";
  view.as_of = "2026-09-21 08:30";
  view.issuer = "云汀区发展和改革局（调度办）";
  view.banner = "本系统为非涉密系统，严禁录入、存储、传递涉密信息";
  view.digest = "3f9a2c71d0b84e56a1c7f2e09b3d5846";
  view.version = "0.1.0";
  view.chart = demo_chart(projects);
  view.figures = {{"年度计划投资", "176.0", "亿元", fmt::format("{} 个项目", projects), wc::Tone::plain},
                  {"完成投资", "103.7", "亿元", "1—8月", wc::Tone::plain},
                  {"完成率", "58.9", "%", "序时进度 60.0%", wc::Tone::plain},
                  {"与序时比", "−1.1", "个百分点", "上期 −1.6", wc::Tone::attention}};
  view.sections = demo_lists(view.chart);
  return view;
}

}  // namespace guatu::testing
