// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "engine/schedule/compute.hpp"
#include "engine/schedule/figures.hpp"
#include "feature/schedule/answer.hpp"

namespace guatu::schedule {
namespace {

constexpr std::size_t kRowsShown = 40;

const char* say(Wording language, const char* chinese, const char* english) {
  return language == Wording::chinese ? chinese : english;
}

std::string shown(Moment moment) {
  std::string text = local_time(moment);
  if (text.size() > 10) text[10] = ' ';
  return text.empty() ? "—" : text;
}

Moment last_finish(const Schedule& computed) {
  return *std::max_element(computed.frame_finish.begin(), computed.frame_finish.end());
}

const WorkCalendar& calendar_of(const LoadedSchedule& loaded, Index i) {
  return loaded.network.calendars[loaded.network.activities[i].calendar];
}

std::string label(const LoadedActivity& row) { return row.name.empty() ? row.id : row.id + " " + row.name; }

void add_critical(std::string& out, const LoadedSchedule& loaded, const Schedule& computed, Wording language) {
  out += say(language, "关键工序（最早开始 → 最早完成，总时差天数，由什么决定）：\n",
             "Critical activities (early start → early finish, total slack in days, driver):\n");
  std::size_t rows = 0;
  for (Index i = 0; i < loaded.activities.size() && rows < kRowsShown; ++i) {
    if (computed.critical[i] == 0 || loaded.activities[i].summary == Summary::yes) continue;
    ++rows;
    out += fmt::format("  {}  {} → {}  {}  {}\n", label(loaded.activities[i]), shown(computed.dates[i].early_start),
                       shown(computed.dates[i].early_finish), in_days(calendar_of(loaded, i), computed.total_float[i]),
                       driver_text(loaded, computed.driver[i]));
  }
}

void add_baseline(std::string& out, const LoadedSchedule& loaded, const Schedule& computed, Wording language) {
  std::size_t rows = 0;
  for (Index i = 0; i < loaded.activities.size() && rows < kRowsShown; ++i) {
    const LoadedActivity& row = loaded.activities[i];
    if (!row.baseline_finish.is_set() || row.summary == Summary::yes || !computed.dates[i].early_finish.is_set())
      continue;
    const std::string days = variance_text(calendar_of(loaded, i), row.baseline_finish, computed.dates[i].early_finish);
    if (days.empty()) continue;
    if (rows++ == 0)
      out += say(language, "与计划相比（天，正数为拖后）：\n", "Against the baseline (days, positive is late):\n");
    out += fmt::format("  {}  {}\n", label(row), days);
  }
}

void add_agreement(std::string& out, const LoadedSchedule& loaded, const Agreement& agreement, Wording language) {
  if (agreement.compared == 0) return;
  out += fmt::format(fmt::runtime(say(language, "录入与推算：比较 {} 项，一致 {} 项。\n",
                                      "Stored against recomputed: {} compared, {} equal.\n")),
                     agreement.compared, agreement.equal);
  std::size_t rows = 0;
  for (Index i = 0; i < loaded.activities.size() && rows < kRowsShown; ++i) {
    const ActivityAgreement& one = agreement.activities[i];
    if (one.why_not.empty() || one.why_not == "complete") continue;
    ++rows;
    out += fmt::format("  {}  {}\n", label(loaded.activities[i]), one.why_not);
  }
}

}  // namespace

std::string compute_text(const LoadedSchedule& loaded, const Schedule& computed, const Agreement& agreement,
                         Wording language) {
  std::string out =
      fmt::format(fmt::runtime(say(language, "{}：{} 项工序，{} 条搭接，推算完成 {}（{} 规则）\n",
                                   "{}: {} activities, {} links, computed finish {} ({} rules)\n")),
                  loaded.project.empty() ? say(language, "未命名项目", "unnamed project") : loaded.project,
                  loaded.activities.size(), loaded.network.links.size(), shown(last_finish(computed)),
                  loaded.network.rules.policy == Policy::microsoft_project ? "Microsoft Project" : "Primavera");
  add_critical(out, loaded, computed, language);
  add_baseline(out, loaded, computed, language);
  add_agreement(out, loaded, agreement, language);
  return out;
}

std::string backward_text(const LoadedSchedule& loaded, const Schedule& computed, Moment finish, Wording language) {
  std::string out =
      fmt::format(fmt::runtime(say(language, "倒排：必须于 {} 完成\n", "Backward from {}\n")), shown(finish));
  out += say(language, "最迟开始 → 最迟完成，需压缩天数：\n", "Late start → late finish, days to compress:\n");
  for (Index i = 0; i < loaded.activities.size(); ++i) {
    if (loaded.activities[i].summary == Summary::yes || !computed.dates[i].late_finish.is_set()) continue;
    const WorkCalendar& calendar = calendar_of(loaded, i);
    out += fmt::format("  {}  {} → {}  {}\n", label(loaded.activities[i]), shown(computed.dates[i].late_start),
                       shown(computed.dates[i].late_finish), days_to_compress(calendar, computed.total_float[i]));
  }
  return out;
}

std::string simulation_text(const SimulationAnswer& answer, Wording language) {
  const SimulationResult& result = answer.result;
  std::string out = fmt::format(fmt::runtime(say(language, "模拟 {} 次（种子 {}）：确定性完成 {}，平均完成 {}\n",
                                                 "{} runs (seed {}): deterministic finish {}, mean finish {}\n")),
                                answer.request.runs, answer.request.seed, shown(result.deterministic_finish),
                                shown(result.mean_finish));
  for (const int share : {10, 50, 80, 90, 95})
    out += fmt::format("  P{:<3} {}\n", share, shown(result.percentile(share / 100.0)));
  if (answer.by.is_set())
    out += fmt::format(fmt::runtime(say(language, "按 {} 完成的概率 {}\n", "Probability of finishing by {}: {}\n")),
                       shown(answer.by), percent(result.probability_by(answer.by)));
  out += say(language, "工序：关键率，敏感度\n", "Activity: criticality, sensitivity\n");
  for (Index i = 0; i < answer.loaded.activities.size(); ++i) {
    if (answer.loaded.activities[i].summary == Summary::yes || result.activities[i].criticality == 0) continue;
    out += fmt::format("  {}  {}  {}\n", label(answer.loaded.activities[i]), percent(result.activities[i].criticality),
                       fixed(result.activities[i].sensitivity, 2));
  }
  return out;
}

std::string earned_text(const EarnedReport& report, Wording language) {
  std::string out = fmt::format(
      fmt::runtime(say(language, "总预算 {}，计划工期 {} 期\n", "Budget {}, planned duration {} periods\n")),
      report.budget, report.planned_duration);
  out += say(language, "期  PV  EV  AC  SPI  CPI  ES  SPI(t)  预计工期\n",
             "period  PV  EV  AC  SPI  CPI  ES  SPI(t)  IEAC(t)\n");
  const auto number = [](const auto& value) { return value ? fixed(value, 4) : std::string("—"); };
  for (std::size_t i = 0; i < report.periods.size(); ++i) {
    const EarnedPeriod& period = report.periods[i];
    out += fmt::format("{}  {}  {}  {}  {}  {}  {:.4f}  {:.4f}  {}\n", i + 1, period.planned, period.earned,
                       period.spent ? fmt::format("{}", *period.spent) : "—", number(period.schedule_index),
                       number(period.cost_index), period.earned_schedule, period.schedule_index_time,
                       number(period.duration_estimate));
  }
  return out;
}

}  // namespace guatu::schedule
