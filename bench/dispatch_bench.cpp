// SPDX-License-Identifier: Apache-2.0
// The way from a workbook to the meeting pack, each step with the number of projects as argument. Stores are made on
// disk in a temporary folder; figures and the commands that made them stand in bench/README.md.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>

#include "engine/light/rule_toml.hpp"
#include "feature/bulletin/pack_actions.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/exchange/import_command.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "format/xlsx/xlsx_writer.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {
namespace {

const Date kToday = date_of(2026, 9, 21);

class TemporaryStore {
 public:
  TemporaryStore() : folder_(std::filesystem::temp_directory_path() / "guatu-bench-store") {
    std::filesystem::remove_all(folder_);
  }
  ~TemporaryStore() { std::filesystem::remove_all(folder_); }
  db::Database open() const { return *db::Database::open(folder_, db::Access::create); }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

db::Tx begin(db::Database& database) { return *database.begin(db::Actor{"bench", {}}, Clock::fixed(kToday)); }

project::Project project_of(std::int64_t number) {
  project::Project project;
  project.id.value = fmt::format("P{:06}", number);
  project.name = fmt::format("第{}号项目", number);
  project.sector = number % 3 == 0 ? "房地产" : number % 3 == 1 ? "工业和信息化" : "交通";
  project.responsible = Id<unit::Unit>{fmt::format("U{:02}", number % 24 + 1)};
  project.stage = project::Stage::continuing;
  project.sequence = number;
  project.started_on_site = date_of(2026, 2, 1);
  return project;
}

project::ProjectYear year_of_project(std::int64_t number) {
  project::ProjectYear year;
  year.project.value = fmt::format("P{:06}", number);
  year.year = 2026;
  year.year_plan = Money::of_fen(1'200'000'000);
  for (std::size_t month = 0; month < 12; ++month) {
    year.plan[month] = Money::of_fen(100'000'000);
    if (month < 8) year.actual[month] = Money::of_fen((number % 7 + 5) * 10'000'000);
  }
  return year;
}

void fill(db::Database& database, std::int64_t projects) {
  std::vector<unit::Unit> units;
  unit::Unit district;
  district.id.value = "D00";
  district.name = "区";
  district.kind = unit::UnitKind::district;
  units.push_back(district);
  for (int i = 1; i <= 24; ++i) {
    unit::Unit unit;
    unit.id.value = fmt::format("U{:02}", i);
    unit.name = fmt::format("单位{}", i);
    unit.group = "部门";
    unit.parent = district.id;
    unit.sequence = i;
    units.push_back(unit);
  }
  std::vector<project::Project> rows;
  std::vector<project::ProjectYear> years;
  std::vector<project::Milestone> milestones;
  for (std::int64_t i = 1; i <= projects; ++i) {
    rows.push_back(project_of(i));
    years.push_back(year_of_project(i));
    for (int k = 1; k <= 4 && projects <= 10'000; ++k)
      milestones.push_back(
          {rows.back().id, k, fmt::format("节点{}", k), Month(2026, 1 + 2 * k).last_day(), {}, {}, {}});
  }
  cycle::Cycle cycle;
  cycle.id.value = "W2026-39";
  cycle.number = "2026年第39周调度会";
  cycle.held_on = kToday;
  cycle.state = cycle::CycleState::collecting;
  db::Tx tx = begin(database);
  unit::save(tx, units);
  project::save(tx, rows);
  project::save(tx, years);
  project::save(tx, milestones);
  cycle::save(tx, std::vector<cycle::Cycle>{cycle});
  tx.journal({"bench.filled", "", "{}"});
  tx.commit();
  db::Tx rule = begin(database);
  const auto text = resource::find("data/rule/wuhan.toml");
  static_cast<void>(lights::adopt_rule_set(rule, std::string(*text), "wuhan", date_of(2026, 1, 1)).has_value());
  rule.commit();
}

// A ledger of months as an office sends it: 项目编号, 项目名称, 年度计划 and twelve months of 完成.
std::string month_workbook(std::int64_t projects) {
  sheet_out::Sheet sheet;
  sheet.name = "交通";
  sheet.rows.push_back({{std::string("2026年项目月度投资"), {}}});
  std::vector<sheet_out::Cell> header{
      {std::string("项目编号"), {}}, {std::string("项目名称"), {}}, {std::string("年度计划（万元）"), {}}};
  for (int month = 1; month <= 12; ++month) header.push_back({fmt::format("{}月完成（万元）", month), {}});
  sheet.rows.push_back(std::move(header));
  for (std::int64_t i = 1; i <= projects; ++i) {
    const auto project = project_of(i);
    std::vector<sheet_out::Cell> row{{project.id.value, {}}, {project.name, {}}, {Decimal(1200, 0), {}}};
    for (int month = 1; month <= 12; ++month) row.push_back({Decimal(9'000 + i % 1'000, 2), {}});
    sheet.rows.push_back(std::move(row));
  }
  sheet_out::Workbook workbook;
  workbook.sheets.push_back(std::move(sheet));
  return *xlsx::write_xlsx(workbook, Instant());
}

// argument: projects; twelve month cells each, from the bytes of the xlsx to the commit.
void import_project_months(benchmark::State& state) {
  const std::string bytes = month_workbook(state.range(0));
  exchange::ImportOptions options;
  options.layouts = *exchange::built_in_layouts();
  for (auto run : state) {
    state.PauseTiming();
    const TemporaryStore store;
    db::Database database = store.open();
    fill(database, state.range(0));
    state.ResumeTiming();
    const auto workbook = spreadsheet::read_spreadsheet(bytes, "项目月度投资_2026.xlsx");
    db::Tx tx = begin(database);
    const auto outcome = exchange::import_workbook(tx, blob::BlobStore(store.folder()), {bytes, &*workbook}, options);
    tx.commit();
    if (!outcome || outcome->result != exchange::ImportResult::applied) state.SkipWithError("not imported");
  }
  state.counters["cells"] = static_cast<double>(state.range(0)) * 12;
}
BENCHMARK(import_project_months)->Arg(834)->Arg(8334)->Unit(benchmark::kMillisecond);

// argument: projects; rows out of the store, one light each.
void lights_from_store(benchmark::State& state) {
  const TemporaryStore store;
  db::Database database = store.open();
  fill(database, state.range(0));
  for (auto run : state) {
    const db::Reader reader = database.reader();
    const auto rule = lights::load_rule_in_force(reader, kToday);
    const lights::Portfolio portfolio = lights::load_portfolio(reader);
    const lights::Board board(rule->rules, portfolio, Month(2026, 8), kToday);
    benchmark::DoNotOptimize(board.counts());
  }
}
BENCHMARK(lights_from_store)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// argument: projects; snapshot, file, html, docx, xlsx and the printed chart.
void freeze_and_pack(benchmark::State& state) {
  const TemporaryStore store;
  db::Database database = store.open();
  fill(database, state.range(0));
  const bulletin::PaperSources sources{std::string(*resource::find("data/template/notice.md")),
                                       wallchart::page_template(resource::find)};
  for (auto run : state) {
    db::Tx tx = begin(database);
    const auto frozen = cycle::freeze(tx, blob::BlobStore(store.folder()), {"W2026-39"}, "bench");
    const auto snapshot = cycle::snapshot_from_json(frozen->bytes);
    const auto papers = bulletin::render_pack(*snapshot, frozen->digest, sources);
    if (!papers) state.SkipWithError(papers.error().problems.front().code.c_str());
  }
}
BENCHMARK(freeze_and_pack)->Arg(200)->Arg(2'000)->Unit(benchmark::kMillisecond)->Iterations(3);

void open_existing_store(benchmark::State& state) {
  const TemporaryStore store;
  {
    db::Database database = store.open();
    fill(database, state.range(0));
  }
  for (auto run : state) benchmark::DoNotOptimize(db::Database::open(store.folder(), db::Access::write).has_value());
}
BENCHMARK(open_existing_store)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace guatu
