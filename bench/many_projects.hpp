// SPDX-License-Identifier: Apache-2.0
// Projects by the hundred thousand, all different and the same in every run: what lists are measured on.
#pragma once

#include <string>

#include "feature/project/project.hpp"

namespace guatu::bench {

inline constexpr std::size_t kProjects = 100'000;

inline project::Project make_project(std::size_t number) {
  static const std::string kSectors[] = {"交通", "水利", "产业", "民生", "生态",
                                         "能源", "文旅", "城建", "农业", "教育"};
  static const std::string kWorks[] = {"道路提升改造工程", "产业园标准厂房", "水厂扩建", "老旧小区改造", "中学新建"};
  const auto names = names_of(project::Stage{});
  project::Project project;
  project.id = {"XM-2026-" + std::to_string(1'000'000 + number).substr(1)};
  project.national_code =
      "2603-" + std::to_string(330'000 + number % 7919) + "-04-01-" + std::to_string(100'000 + number);
  project.name = kSectors[number % 10] + "第" + std::to_string(number % 977) + "号" + kWorks[number % 5] + "（" +
                 std::to_string(number / 977) + "期）";
  project.sector = kSectors[number % 10];
  project.cluster = "片区" + std::to_string(number % 13);
  project.level = number % 3 == 0 ? "省级" : "市级";
  project.construction_kind = "新建";
  project.stage = names[number * 7919 % names.size()].value;
  project.scale_text = "建设规模约 12 万平方米，含道路、管线、绿化及配套设施";
  project.years_text = "2025-2027";
  if (number % 20 != 0)
    project.total_investment = Money::of_fen(static_cast<std::int64_t>(number * 7919 % 1'000'003) * 10'000);
  project.owner = "建设单位" + std::to_string(number % 300);
  project.responsible = Id<unit::Unit>{"U" + std::to_string(number % 120)};
  project.department = Id<unit::Unit>{"U" + std::to_string(number % 17)};
  project.contact_leader = "领导" + std::to_string(number % 11);
  project.planned_start = date_of(2025, 1 + static_cast<int>(number % 12), 1);
  project.progress_text = "主体结构施工，完成总工程量的百分之四十，正在进行二次结构和机电安装";
  project.sequence = static_cast<std::int64_t>(number * 7919 % kProjects);
  return project;
}

}  // namespace guatu::bench
