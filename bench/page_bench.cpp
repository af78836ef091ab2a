// SPDX-License-Identifier: Apache-2.0
// Pages of 100,000 projects beside raw SQL of the same answer (rows and total). GUATU_BENCH_URL=… puts the store on a
// PostgreSQL server with an empty schema.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "bench/many_projects.hpp"
#include "feature/project/project_store.hpp"
#include "platform/db/page.hpp"

namespace guatu::db {
namespace {

class Store {
 public:
  Store() : path_(make_directory()), database_(open(path_)) {
    std::vector<project::Project> projects;
    for (std::size_t i = 0; i < bench::kProjects; ++i) projects.push_back(bench::make_project(i));
    auto tx = *database_.begin({"bench", ""}, Instant(date_of(2026, 9, 21)));
    put(tx, project::project_table(), projects);
    tx.journal({"bench.imported", "", "{}"});
    tx.commit();
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() { std::filesystem::remove_all(path_); }
  Database& database() { return database_; }

 private:
  static std::filesystem::path make_directory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "guatu-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    return pattern;
  }
  static Database open(const std::filesystem::path& path) {
    const char* url = std::getenv("GUATU_BENCH_URL");
    auto database = url == nullptr ? Database::open(path, Access::create) : Database::create(path, url);
    if (!database) throw std::runtime_error(database.error().problems.front().code);
    return std::move(*database);
  }
  std::filesystem::path path_;
  Database database_;
};

Store& store() {
  static Store the_store;
  return the_store;
}

const PageQuery kBySequence{.sort = "sequence"};
const PageQuery kDeep{.sort = "sequence", .offset = 50'000};
const PageQuery kByInvestment{.sort = "total_investment", .order = SortOrder::descending};
const PageQuery kTwoFilters{.filters = {{"sector", {"交通", "水利"}}, {"stage", {"continuing"}}}, .sort = "sequence"};
const PageQuery kFewOfTwo{.filters = {{"responsible", {"U7"}}, {"sector", {"城建"}}}, .sort = "name"};
const PageQuery kCommonName{.search_columns = {"name", "id", "national_code"}, .search = "水厂", .sort = "sequence"};
const PageQuery kRareName{.search_columns = {"name", "id", "national_code"}, .search = "第976号", .sort = "sequence"};
const PageQuery kLatin{.search_columns = {"name", "id", "national_code"}, .search = "xm-2026-0777", .sort = "sequence"};

void page(benchmark::State& state, const PageQuery& query) {
  std::int64_t total = 0;
  const Database& database = store().database();
  for (auto _ : state) {
    const Reader reader = database.reader();
    total = load_page(reader, project::project_table(), query).total;
  }
  state.SetLabel(std::to_string(total) + " in all");
}

// The same with the total counted each time, as when every request meets a changed register.
void page_counted_anew(benchmark::State& state, const PageQuery& query) {
  auto tx = *store().database().begin({"bench", ""}, Instant(date_of(2026, 9, 21)));
  for (auto _ : state) benchmark::DoNotOptimize(load_page(tx, project::project_table(), query).total);
}

// What somebody would write by hand: the columns and the count, values in the text's place, rows stepped through.
void raw(benchmark::State& state, const std::string& where, const std::string& order) {
  const auto& shape = project::project_table().shape();
  const std::string list = select_versioned(shape, where + " ORDER BY " + order + " LIMIT 50");
  const Database& database = store().database();
  for (auto _ : state) {
    const Reader reader = database.reader();
    benchmark::DoNotOptimize(reader.query_value<std::int64_t>("SELECT count(*) FROM project " + where));
    reader.rows(list, {}, [&](const Cursor& cursor) {
      for (int i = 0; i < cursor.width(); ++i) benchmark::DoNotOptimize(cursor.cell(i));
    });
  }
}

#define GUATU_BENCH_PAGE(name, query, where, order)                                                \
  BENCHMARK_CAPTURE(page, name, query)->Unit(benchmark::kMicrosecond)->UseRealTime();              \
  BENCHMARK_CAPTURE(page_counted_anew, name, query)->Unit(benchmark::kMicrosecond)->UseRealTime(); \
  BENCHMARK_CAPTURE(raw, name, where, order)->Unit(benchmark::kMicrosecond)->UseRealTime()

GUATU_BENCH_PAGE(by_sequence, kBySequence, "", "sequence, id");
GUATU_BENCH_PAGE(page_1000, kDeep, "", "sequence, id");
GUATU_BENCH_PAGE(by_investment, kByInvestment, "", "total_investment DESC, id DESC");
GUATU_BENCH_PAGE(two_filters, kTwoFilters, "WHERE sector IN ('交通', '水利') AND stage = 'continuing'", "sequence, id");
GUATU_BENCH_PAGE(few_of_two_filters, kFewOfTwo, "WHERE responsible = 'U7' AND sector = '城建'", "name, id");
GUATU_BENCH_PAGE(common_name, kCommonName,
                 "WHERE name LIKE '%水厂%' OR id LIKE '%水厂%' OR national_code LIKE '%水厂%'", "sequence, id");
GUATU_BENCH_PAGE(rare_name, kRareName,
                 "WHERE name LIKE '%第976号%' OR id LIKE '%第976号%' OR national_code LIKE '%第976号%'",
                 "sequence, id");
GUATU_BENCH_PAGE(latin, kLatin,
                 "WHERE name LIKE '%XM-2026-0777%' OR id LIKE '%XM-2026-0777%' OR national_code LIKE '%XM-2026-0777%'",
                 "sequence, id");

}  // namespace
}  // namespace guatu::db
