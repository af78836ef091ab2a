// SPDX-License-Identifier: Apache-2.0
// Matters by the million, all different and the same in every run: what to-do lists are measured on.
#pragma once

#include <string>

#include "feature/matter/matter.hpp"

namespace guatu::bench {

inline constexpr std::size_t kMatters = 1'000'000;
inline constexpr std::size_t kMatterUnits = 40;  // T00 … T39

inline Id<unit::Unit> matter_unit(std::size_t number) {
  const std::string text = std::to_string(number % kMatterUnits + 100);
  return {"T" + text.substr(1)};
}

inline matter::Matter make_matter(std::size_t number) {
  static const std::string kKinds[] = {"会议交办", "上级交办", "批示", "企业诉求", "民声", "项目问题"};
  matter::Matter row;
  row.id = {"云调督〔2026〕" + std::to_string(number + 1) + "号"};
  row.kind = kKinds[number % 6];
  row.text = "第" + std::to_string(number % 9973) + "号片区道路、管线、征拆及配套设施建设事项协调推进情况";
  row.source_kind = "会议";
  row.source = "第" + std::to_string(number % 52 + 1) + "次调度会";
  row.lead = matter_unit(number * 7919 / 13);
  row.assisting = {matter_unit(number)};
  if (row.assisting.front() == row.lead) row.assisting.clear();
  row.registered_on = row.assigned_on = date_of(2026, 1, 5) + std::chrono::days(number * 31 % 250);
  row.original_due = row.due = *row.registered_on + std::chrono::days(20 + number % 90);
  constexpr matter::State kStates[] = {matter::State::assigned, matter::State::working, matter::State::reported,
                                       matter::State::completion_requested, matter::State::closed};
  row.state = kStates[number * 104'729 % 5];
  row.latest_report = "已召开协调会，明确责任分工，本周完成现场踏勘";
  row.reported_on = *row.registered_on + std::chrono::days(5);
  return row;
}

}  // namespace guatu::bench
