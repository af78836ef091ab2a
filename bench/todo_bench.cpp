// SPDX-License-Identifier: Apache-2.0
// The to-do list of one person out of 1,000,000 matters, in process: what the server asks the store for one request,
// by one thread and by 64. GUATU_BENCH_URL=… puts the store on a PostgreSQL server with an empty schema.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/many_matters.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/matter/todo_actions.hpp"

namespace guatu::matter {
namespace {

constexpr std::size_t kAtOnce = 20'000;

class Store {
 public:
  Store() : path_(make_directory()), database_(open(path_)) {
    auto tx = *database_.begin({"bench", ""}, Instant(date_of(2026, 9, 21)), db::Expected::bulk);
    for (std::size_t from = 0; from < bench::kMatters; from += kAtOnce) {
      std::vector<Matter> rows;
      for (std::size_t i = from; i < from + kAtOnce; ++i) rows.push_back(bench::make_matter(i));
      save(tx, rows);
    }
    tx.journal({"bench.filled", "", "{}"});
    tx.commit();
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() { std::filesystem::remove_all(path_); }
  const db::Database& database() const { return database_; }

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

const Store& store() {
  static const Store kStore;
  return kStore;
}

Party contact_of(std::size_t unit) {
  Party party;
  party.account = "contact";
  party.works_for = {bench::matter_unit(unit).value};
  return party;
}

Party office() {
  Party party;
  party.account = "clerk";
  party.is_office = party.is_verifier = true;
  return party;
}

std::mutex guard;
std::vector<double> waited;  // of all threads, ms

void label(benchmark::State& state, std::int64_t total) {
  const std::scoped_lock lock(guard);
  if (waited.empty()) return;
  std::ranges::sort(waited);
  const auto at = [&](double share) {
    return waited[static_cast<std::size_t>(static_cast<double>(waited.size() - 1) * share)];
  };
  state.counters["p50_ms"] = benchmark::Counter(at(0.5), benchmark::Counter::kAvgThreads);
  state.counters["p99_ms"] = benchmark::Counter(at(0.99), benchmark::Counter::kAvgThreads);
  if (state.thread_index() == 0) state.SetLabel(std::to_string(total) + " in all");
}

void todos(benchmark::State& state, const Party& party, std::int64_t offset) {
  const db::Database& database = store().database();
  if (state.thread_index() == 0) waited.clear();
  std::vector<double> own;
  std::int64_t total = 0;
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    total = load_todos(database.reader(), party, Box::waiting, offset, 50).total;
    own.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  {
    const std::scoped_lock lock(guard);
    waited.insert(waited.end(), own.begin(), own.end());
  }
  label(state, total);
}

BENCHMARK_CAPTURE(todos, contact, contact_of(7), 0)->Unit(benchmark::kMicrosecond)->UseRealTime()->ThreadRange(1, 64);
BENCHMARK_CAPTURE(todos, contact_page_20, contact_of(7), 950)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(todos, office, office(), 0)->Unit(benchmark::kMicrosecond)->UseRealTime()->ThreadRange(1, 64);

}  // namespace
}  // namespace guatu::matter
