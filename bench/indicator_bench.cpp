// SPDX-License-Identifier: Apache-2.0
// The matrix of 24 units × 24 indicators over two years of months, and the chain walked through 2,000 projects and
// 5,000 matters, out of a store. GUATU_BENCH_URL=… puts it on a PostgreSQL server with an empty schema.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "feature/chain/chain_actions.hpp"
#include "feature/chain/chain_store.hpp"
#include "feature/indicator/figure_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu {
namespace {

constexpr int kUnits = 24;
constexpr int kIndicators = 24;
constexpr int kProjects = 2000;
constexpr int kMatters = 5000;
const Date kToday = date_of(2026, 9, 21);
const Instant kNow = Instant(kToday) + std::chrono::hours(1);

std::string unit_id(int number) { return fmt::format("U{:02}", number); }
std::string indicator_id(int number) { return fmt::format("I{:02}", number); }
std::string project_id(int number) { return fmt::format("P-{:04}", number); }

std::vector<unit::Unit> units() {
  std::vector<unit::Unit> all(kUnits);
  for (int i = 0; i < kUnits; ++i) {
    auto& one = all[static_cast<std::size_t>(i)];
    one.id.value = one.name = unit_id(i);
    one.kind = unit::UnitKind::street;
    one.sequence = i;
  }
  return all;
}

void fill_indicators(db::Tx& tx) {
  std::vector<indicator::Indicator> indicators(kIndicators);
  std::vector<indicator::Target> targets;
  std::vector<indicator::Observation> figures;
  for (int i = 0; i < kIndicators; ++i) {
    auto& one = indicators[static_cast<std::size_t>(i)];
    one.id.value = one.name = indicator_id(i);
    one.responsible = Id<unit::Unit>{unit_id(i % kUnits)};
    one.sequence = i;
    for (int u = 0; u < kUnits; ++u) {
      indicator::Target target;
      target.indicator = one.id;
      target.unit.value = unit_id(u);
      target.year = 2026;
      target.level = "1200";
      targets.push_back(target);
      for (int m = 0; m < 20; ++m) {
        indicator::Observation figure;
        figure.indicator = one.id;
        figure.unit = target.unit;
        figure.last = Month(2025, 1) + m;
        figure.first = Month(figure.last.year(), 1);
        figure.vintage = "初步";
        figure.released_on = (figure.last + 1).first_day() + std::chrono::days(16);
        figure.value = Decimal((m % 12 + 1) * 1000 + i * u, 1);
        figures.push_back(figure);
        figure.measure = indicator::Measure::growth;
        figure.value = Decimal(50 + (i * 7 + u * 3 + m) % 40, 1);
        figures.push_back(figure);
      }
    }
  }
  indicator::save(tx, indicators);
  indicator::save(tx, targets);
  indicator::save(tx, figures);
}

void fill_projects(db::Tx& tx) {
  std::vector<project::Project> projects(kProjects);
  std::vector<project::Milestone> milestones;
  for (int i = 0; i < kProjects; ++i) {
    auto& one = projects[static_cast<std::size_t>(i)];
    one.id.value = one.name = project_id(i);
    one.responsible = Id<unit::Unit>{unit_id(i % kUnits)};
    one.sequence = i;
    for (int m = 1; m <= 4; ++m) {
      project::Milestone milestone;
      milestone.project = one.id;
      milestone.sequence = m;
      milestone.name = "节点";
      milestone.baseline = date_of(2026, m * 3, 1);
      if (m < 3) milestone.actual = milestone.baseline;
      milestones.push_back(milestone);
    }
  }
  project::save(tx, projects);
  project::save(tx, milestones);
  std::vector<matter::Matter> matters(kMatters);
  for (int i = 0; i < kMatters; ++i) {
    auto& one = matters[static_cast<std::size_t>(i)];
    one.id.value = fmt::format("M-{:05}", i);
    one.text = "协调事项";
    one.project = Id<project::Project>{project_id(i % kProjects)};
    one.lead = Id<unit::Unit>{unit_id(i % kUnits)};
    one.state = i % 3 == 0 ? matter::State::closed : matter::State::working;
    one.registered_on = one.assigned_on = date_of(2026, 8, 1);
  }
  matter::save(tx, matters);
  std::vector<chain::Contribution> contributions;
  for (int i = 0; i < kProjects; i += 10)
    contributions.push_back({{project_id(i)}, {indicator_id(i / 10 % kIndicators)}, {}, "", {}});
  db::put(tx, chain::contribution_table(), contributions);
  tx.journal({"bench.imported", "", "{}"});
}

class Store {
 public:
  Store() : path_(make_directory()), database_(open(path_)) {
    auto tx = *database_.begin({"bench", ""}, Instant(kToday));
    unit::save(tx, units());
    fill_indicators(tx);
    fill_projects(tx);
    tx.commit();
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() { std::filesystem::remove_all(path_); }
  db::Database& database() { return database_; }

 private:
  static std::filesystem::path make_directory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "guatu-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    return pattern;
  }
  static db::Database open(const std::filesystem::path& path) {
    const char* url = std::getenv("GUATU_BENCH_URL");
    auto database = url == nullptr ? db::Database::open(path, db::Access::create) : db::Database::create(path, url);
    if (!database) throw std::runtime_error(database.error().problems.front().code);
    return std::move(*database);
  }
  std::filesystem::path path_;
  db::Database database_;
};

db::Reader reader() {
  static Store the_store;
  return the_store.database().reader();
}

const indicator::ViewAsked kAsked{Month(2026, 8), std::nullopt, std::nullopt, kNow};

void load_view(benchmark::State& state) {
  const auto seen = reader();
  for (auto _ : state) benchmark::DoNotOptimize(indicator::load_view(seen, kAsked));
}
BENCHMARK(load_view)->Unit(benchmark::kMillisecond);

void matrix_of_24_by_24(benchmark::State& state) {
  const auto seen = reader();
  for (auto _ : state) {
    const auto view = indicator::load_view(seen, kAsked);
    const indicator::FigureBook book(view->registers, view->day);
    const auto cells = indicator::matrix_of(
        *view, book, [](const auto&, const auto&) { return true; }, kAsked.period);
    if (cells.size() != kUnits * kIndicators) state.SkipWithError("cells are missing");
    benchmark::DoNotOptimize(cells);
  }
}
BENCHMARK(matrix_of_24_by_24)->Unit(benchmark::kMillisecond);

void walk(benchmark::State& state, chain::Start start, const char* id, chain::Way way) {
  const auto seen = reader();
  for (auto _ : state) {
    const auto told = chain::walk_chain(seen, {start, id, way, kToday}, kNow);
    if (!told || told->chain.projects.empty()) state.SkipWithError("nothing was found");
    benchmark::DoNotOptimize(told);
  }
}
BENCHMARK_CAPTURE(walk, down_from_project, chain::Start::project, "P-0011", chain::Way::down)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walk, down_from_indicator, chain::Start::indicator, "I00", chain::Way::down)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walk, down_from_unit, chain::Start::unit, "U07", chain::Way::down)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walk, up_from_matter, chain::Start::matter, "M-00010", chain::Way::up)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace guatu
