// SPDX-License-Identifier: Apache-2.0
// A cycle of a large city: 2,000 projects with their year and twelve milestones, 5,000 matters, 24 indicators of 24
// units by month, and a cycle before it to compare with. Acceptance: it is frozen within a second.
#include <benchmark/benchmark.h>

#include "bench/many_projects.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/missing_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/store_test.hpp"
#include "platform/resource/resource.hpp"

namespace {

using namespace guatu;

constexpr int kProjects = 2000;
constexpr int kMatters = 5000;
constexpr int kIndicators = 24;
constexpr int kUnits = 24;
const Date kMonday = date_of(2026, 9, 21);

std::string numbered(const char* prefix, int number) { return prefix + std::to_string(number); }

std::vector<unit::Unit> units() {
  std::vector<unit::Unit> all(kUnits + 1);
  all[0].id.value = "D00";
  all[0].name = "云汀区";
  all[0].kind = unit::UnitKind::district;
  for (int i = 1; i <= kUnits; ++i) {
    auto& unit = all[static_cast<std::size_t>(i)];
    unit.id.value = numbered("U", i);
    unit.name = numbered("单位", i);
    unit.parent = all[0].id;
    unit.group = "部门";
    unit.sequence = i;
  }
  return all;
}

void put_projects(db::Tx& tx) {
  std::vector<project::Project> projects;
  std::vector<project::ProjectYear> years;
  std::vector<project::Milestone> milestones;
  for (int i = 0; i < kProjects; ++i) {
    projects.push_back(bench::make_project(static_cast<std::size_t>(i)));
    projects.back().responsible = Id<unit::Unit>{numbered("U", 1 + i % kUnits)};
    project::ProjectYear year;
    year.project = projects.back().id;
    year.year = 2026;
    year.year_plan = Money::of_fen(1'200'000'000);
    for (std::size_t month = 0; month < 12; ++month) {
      year.plan[month] = Money::of_fen(100'000'000);
      if (month < 8 && i % 9 != 0) year.actual[month] = Money::of_fen(60'000'000 + i * 40'000);
    }
    years.push_back(year);
    for (int at = 0; at < 12; ++at)
      milestones.push_back({projects.back().id, at + 1, numbered("节点", at), date_of(2026, at + 1, 20), std::nullopt,
                            at < 8 ? std::optional(date_of(2026, at + 1, 18)) : std::nullopt, ""});
  }
  project::save(tx, projects);
  project::save(tx, years);
  project::save(tx, milestones);
}

void put_matters(db::Tx& tx) {
  std::vector<matter::Matter> matters(kMatters);
  for (int i = 0; i < kMatters; ++i) {
    auto& matter = matters[static_cast<std::size_t>(i)];
    matter.id.value = numbered("2026-", 10'000 + i);
    matter.kind = "会议交办";
    matter.text = "推进" + numbered("第", i) + "号地块征收补偿协议签订，协调管线迁改和施工便道";
    matter.lead = Id<unit::Unit>{numbered("U", 1 + i % kUnits)};
    matter.assisting = {{numbered("U", 1 + (i + 5) % kUnits)}};
    matter.state = i % 3 == 0 ? matter::State::closed : matter::State::working;
    matter.registered_on = matter.assigned_on = date_of(2026, 8, 3);
    matter.original_due = matter.due = date_of(2026, 9, 1 + i % 30);
    matter.latest_report = "已完成前期测量，正在与三户居民协商，预计下月签订协议";
    matter.reported_on = date_of(2026, 9, 1 + i % 20);
  }
  matter::save(tx, matters);
}

void put_indicators(db::Tx& tx) {
  std::vector<indicator::Indicator> indicators(kIndicators);
  std::vector<indicator::Target> targets;
  std::vector<indicator::Observation> figures;
  for (int i = 0; i < kIndicators; ++i) {
    auto& one = indicators[static_cast<std::size_t>(i)];
    one.id.value = numbered("I", i);
    one.name = numbered("指标", i);
    one.unit_of_measure = "亿元";
    for (int u = 0; u <= kUnits; ++u) {
      indicator::Target target;
      target.indicator = one.id;
      target.unit.value = u == 0 ? "D00" : numbered("U", u);
      target.year = 2026;
      target.level = "1000";
      targets.push_back(target);
      for (int month = 1; month <= 20; ++month) {
        indicator::Observation figure;
        figure.indicator = one.id;
        figure.unit = target.unit;
        const Month last = Month(2025, 1) + (month - 1);
        figure.first = Month(last.year(), 1);
        figure.last = last;
        figure.vintage = "初步";
        figure.value = Decimal(10'000 + month * 37 + i * u, 1);
        figure.source = "统计局";
        figure.released_on = (last + 1).first_day() + std::chrono::days(17);
        figures.push_back(figure);
      }
    }
  }
  indicator::save(tx, indicators);
  indicator::save(tx, targets);
  indicator::save(tx, figures);
}

void commit(db::Database& database, Date day, const std::function<void(db::Tx&)>& work) {
  auto tx = *database.begin({"bench", ""}, Clock::fixed(day), db::Expected::bulk);
  work(tx);
  tx.journal({"bench.filled", "", "{}"});
  tx.commit();
}

std::string rule_text() { return std::string(*resource::find("data/rule/yinchuan-2025.toml")); }

class City {
 public:
  City() : database_(db::testing::open_store(directory_.path() / "store")) {
    auto tx = *database_.begin({"bench", ""}, Clock::fixed(date_of(2026, 9, 1)));
    static_cast<void>(lights::adopt_rule_set(tx, rule_text(), "rule.toml", date_of(2026, 1, 1)).value());
    tx.commit();
    commit(database_, date_of(2026, 9, 1), [](db::Tx& filling) {
      unit::save(filling, units());
      put_projects(filling);
      put_matters(filling);
      put_indicators(filling);
    });
    run("W2026-38", kMonday - std::chrono::days(7), cycle::Step::publish);
    run("W2026-39", kMonday, cycle::Step::freeze);
  }

  db::Database& database() { return database_; }

 private:
  // Up to the step, which is not taken any more.
  void run(const char* id, Date day, cycle::Step until) {
    commit(database_, day, [&](db::Tx& tx) {
      cycle::Cycle cycle;
      cycle.id.value = id;
      cycle.number = id;
      cycle.planned_on = day;
      cycle::save(tx, std::vector<cycle::Cycle>{cycle});
    });
    for (const auto step : {cycle::Step::open, cycle::Step::collect, cycle::Step::freeze}) {
      if (step == until) return;
      auto tx = *database_.begin({"bench", ""}, Clock::fixed(day));
      if (step == cycle::Step::freeze)
        static_cast<void>(cycle::freeze(tx, blob::BlobStore(database_.directory()), {id}, "bench").value());
      else
        static_cast<void>(cycle::advance(tx, {id}, step).value());
      tx.commit();
    }
  }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
};

City& city() {
  static City one;
  return one;
}

void freeze(benchmark::State& state) {
  auto& database = city().database();
  const blob::BlobStore blobs(database.directory());
  std::size_t bytes = 0;
  for (auto _ : state) {
    // With its commit: what the clerk waits for. Taken back afterwards, so that the next one can freeze it again.
    auto tx = *database.begin({"bench", ""}, Clock::system());
    const auto frozen = cycle::freeze(tx, blobs, {"W2026-39"}, "bench").value();
    bytes = frozen.bytes.size();
    tx.commit();
    state.PauseTiming();
    commit(database, kMonday, [&](db::Tx& back) {
      auto cycle = frozen.cycle;
      cycle.state = cycle::CycleState::collecting;
      cycle.snapshot.clear();
      cycle::save(back, std::vector<cycle::Cycle>{cycle});
    });
    state.ResumeTiming();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(freeze)->Unit(benchmark::kMillisecond)->Repetitions(5)->Iterations(3);

void missing(benchmark::State& state) {
  const auto reader = city().database().reader();
  for (auto _ : state) benchmark::DoNotOptimize(cycle::load_missing(reader, {"W2026-39"}, kMonday).value());
}
BENCHMARK(missing)->Unit(benchmark::kMillisecond);

void open_an_old_one(benchmark::State& state) {
  const auto reader = city().database().reader();
  const blob::BlobStore blobs(city().database().directory());
  for (auto _ : state) benchmark::DoNotOptimize(cycle::load_snapshot(reader, blobs, {"W2026-38"}).value());
}
BENCHMARK(open_an_old_one)->Unit(benchmark::kMillisecond);

}  // namespace
