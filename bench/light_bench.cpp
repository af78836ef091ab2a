// SPDX-License-Identifier: Apache-2.0
// Lights of 100,000 projects: once, and for each of the twelve months. The rule sets are the presets; a project has a
// month plan, reported months, a start, a library entry and six nodes. Figures: bench/notes/light.md.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <random>

#include "base/assert.hpp"
#include "engine/light/light.hpp"
#include "engine/light/rule_toml.hpp"

namespace {

using namespace guatu;
using namespace guatu::light;

RuleSet preset(const std::string& name) {
  std::ifstream file("data/rule/" + name + ".toml", std::ios::binary);
  auto rules = parse_rule_set(std::string(std::istreambuf_iterator<char>(file), {}), name);
  GUATU_ASSERT(rules.has_value());  // run from the project's root
  return *std::move(rules);
}

struct Portfolio {
  std::vector<ProjectFacts> projects;
  std::vector<Milestone> milestones;
};

Portfolio made_up(std::size_t count) {
  constexpr std::size_t nodes = 6;
  std::mt19937 random(20260921);
  Portfolio portfolio;
  portfolio.projects.resize(count);
  portfolio.milestones.resize(count * nodes);
  for (std::size_t i = 0; i < count; ++i) {
    auto& facts = portfolio.projects[i];
    facts.year = 2026;
    facts.planned_months = 0xFFF;
    facts.reported_months = 0xFFF;
    Money plan;
    Money actual;
    for (std::size_t m = 0; m < 12; ++m) {
      plan += Money::of_fen(static_cast<std::int64_t>(random() % 1'000'000'000));
      actual += Money::of_fen(static_cast<std::int64_t>(random() % 900'000'000));
      facts.plan[m] = plan;
      facts.actual[m] = actual;
    }
    facts.year_plan = plan;
    facts.planned_start = Month(2026, 1 + static_cast<int>(random() % 12));
    if (random() % 2 == 0) facts.started = date_of(2026, 1 + static_cast<int>(random() % 12), 5);
    if (random() % 2 == 0) facts.entered_library = date_of(2026, 1 + static_cast<int>(random() % 12), 25);
    for (std::size_t n = 0; n < nodes; ++n) {
      auto& node = portfolio.milestones[i * nodes + n];
      node.baseline = date_of(2026, 1 + static_cast<int>(2 * n), 15);
      if (random() % 3 != 0) node.actual = node.baseline + std::chrono::days(random() % 40);
    }
    facts.milestones = std::span(portfolio.milestones).subspan(i * nodes, nodes);
  }
  return portfolio;
}

void lights_of_projects(benchmark::State& state, const std::string& name) {
  const RuleSet rules = preset(name);
  Portfolio portfolio = made_up(static_cast<std::size_t>(state.range(0)));
  const int months = static_cast<int>(state.range(1));
  std::vector<Date> days;
  for (int month = 1; month <= 12; ++month) days.push_back(date_of(2026, month, 21));
  for (auto run : state) {
    static_cast<void>(run);
    std::size_t red = 0;
    for (auto& facts : portfolio.projects) {
      for (int month = 13 - months; month <= 12; ++month) {
        facts.month = Month(2026, month);
        facts.day = days[static_cast<std::size_t>(month - 1)];
        red += evaluate_overall(rules, facts).light == 2 ? 1U : 0U;
      }
    }
    benchmark::DoNotOptimize(red);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * months);
}

BENCHMARK_CAPTURE(lights_of_projects, yinchuan, "yinchuan-2025")
    ->Args({1'000, 1})
    ->Args({100'000, 1})
    ->Args({100'000, 12})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(lights_of_projects, wuhan, "wuhan")
    ->Args({1'000, 12})
    ->Args({100'000, 1})
    ->Args({100'000, 12})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(lights_of_projects, contractor, "contractor")->Args({100'000, 12})->Unit(benchmark::kMillisecond);

}  // namespace
