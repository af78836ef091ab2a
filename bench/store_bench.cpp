// SPDX-License-Identifier: Apache-2.0
// The store's bars (architecture.md, issue 2): bulk put with history, load, opening, appending, checking.
#include <benchmark/benchmark.h>

#include <array>
#include <filesystem>
#include <string>

#include "platform/db/audit.hpp"
#include "platform/db/backend.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

struct Project {};
struct ProjectYear {
  Id<Project> project;
  int year = 0;
  std::array<std::optional<Money>, 12> plan;
  std::array<std::optional<Money>, 12> actual;
};

const auto kYears =
    table<ProjectYear>("bench_year", key("project_id", &ProjectYear::project), key("year", &ProjectYear::year),
                       column("plan", &ProjectYear::plan), column("actual", &ProjectYear::actual));
const Instant kNow = Instant(date_of(2026, 9, 21));

std::string create_sql() {
  std::string sql = "CREATE TABLE bench_year (";
  for (const auto& column : kYears.shape().columns)
    sql += column.name + (column.kind == CellKind::text ? " TEXT" : " BIGINT") +
           (column.role == ColumnRole::key ? " NOT NULL, " : ", ");
  return sql + "version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (project_id, year))";
}

std::vector<ProjectYear> make_years(std::int64_t count) {
  std::vector<ProjectYear> years(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < years.size(); ++i) {
    const std::string digits = std::to_string(1000000 + i);
    years[i].project = {"XM-2026-" + digits.substr(1)};
    years[i].year = 2026;
    for (std::size_t month = 0; month < 12; ++month) {
      years[i].plan[month] = Money::of_fen(static_cast<std::int64_t>((i % 977 + month) * 123456700));
      if (month < 9) years[i].actual[month] = Money::of_fen(static_cast<std::int64_t>((i % 877 + month) * 113456700));
    }
  }
  return years;
}

// On PostgreSQL when GUATU_TEST_DATABASE says so (platform/db/store_test.hpp).
class Scratch {
  testing::TemporaryDirectory directory_;

 public:
  const std::filesystem::path path = directory_.path() / "store";
};

Database make_store(const std::filesystem::path& directory) {
  auto database = testing::open_store(directory);
  auto tx = *database.begin({"bench", ""}, kNow);
  tx.exec(create_sql());
  tx.journal({"bench.started", "", "{}"});
  tx.commit();
  return database;
}

void put_all(Database& database, const std::vector<ProjectYear>& years) {
  auto tx = *database.begin({"bench", ""}, kNow);
  if (put(tx, kYears, years).written() > 0) tx.journal({"bench.imported", "", "{}"});
  tx.commit();
}

void put_new_rows(benchmark::State& state) {
  const auto years = make_years(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const Scratch scratch;
    auto database = make_store(scratch.path);
    state.ResumeTiming();
    put_all(database, years);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(put_new_rows)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

// The database's part of it: rows of one small table, without history.
void insert_rows_in_bulk(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  for (auto _ : state) {
    auto tx = *database.begin({"bench", ""}, kNow, Expected::bulk);
    tx.exec("CREATE TABLE bench_plain (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, amount BIGINT)");
    const auto rows = tx.connection().bulk_insert({"bench_plain", {"id", "name", "amount"}, {}});
    for (std::int64_t id = 0; id < state.range(0); ++id)
      rows->add(std::array{Cell::of(id), Cell::of(std::string_view("道路提升改造工程")), Cell::of(id * 100)});
    rows->flush();
    tx.exec("DROP TABLE bench_plain");
    tx.journal({"bench.inserted", "", "{}"});
    tx.commit();
  }
}
BENCHMARK(insert_rows_in_bulk)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void put_unchanged_rows(benchmark::State& state) {
  const auto years = make_years(state.range(0));
  const Scratch scratch;
  auto database = make_store(scratch.path);
  put_all(database, years);
  for (auto _ : state) put_all(database, years);
}
BENCHMARK(put_unchanged_rows)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void put_changed_rows(benchmark::State& state) {
  auto years = make_years(state.range(0));
  const Scratch scratch;
  auto database = make_store(scratch.path);
  put_all(database, years);
  for (auto _ : state) {
    for (auto& year : years) year.actual[9] = Money::of_fen(year.actual[9].value_or(Money()).fen() + 1);
    put_all(database, years);
  }
}
BENCHMARK(put_changed_rows)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

void load_rows(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  put_all(database, make_years(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(load(database.reader(), kYears));
}
BENCHMARK(load_rows)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

// One row by its key: a statement that is prepared already, in a view that is open already.
void find_row(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  const auto years = make_years(100000);
  put_all(database, years);
  const Reader reader = database.reader();
  std::size_t at = 0;
  for (auto _ : state) {
    at = (at + 7919) % years.size();
    benchmark::DoNotOptimize(find(reader, kYears, years[at].project, 2026));
  }
}
BENCHMARK(find_row)->Unit(benchmark::kMicrosecond)->UseRealTime();

void take_a_reader(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  for (auto _ : state) benchmark::DoNotOptimize(database.reader().position());
}
BENCHMARK(take_a_reader)->Unit(benchmark::kMicrosecond)->UseRealTime();

void load_rows_as_of(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  put_all(database, make_years(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(load_as_of(database.reader(), kYears, 2));
}
BENCHMARK(load_rows_as_of)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void open_existing_store(benchmark::State& state) {
  const Scratch scratch;
  {
    auto database = make_store(scratch.path);
    put_all(database, make_years(state.range(0)));
  }
  for (auto _ : state) {
    auto database = Database::open(scratch.path, Access::write);
    benchmark::DoNotOptimize(database->reader().position());
  }
}
BENCHMARK(open_existing_store)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void check_store(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  put_all(database, make_years(state.range(0)));
  for (auto _ : state) {
    if (!audit_store(database, {kYears.shape()}).is_clean()) state.SkipWithError("the store is not sound");
  }
}
BENCHMARK(check_store)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void commit_one_row(benchmark::State& state) {
  const Scratch scratch;
  auto database = make_store(scratch.path);
  auto years = make_years(1);
  for (auto _ : state) {
    years[0].plan[0] = Money::of_fen(years[0].plan[0]->fen() + 1);
    put_all(database, years);
  }
}
BENCHMARK(commit_one_row)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
}  // namespace guatu::db
