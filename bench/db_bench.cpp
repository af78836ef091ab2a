// SPDX-License-Identifier: Apache-2.0
// Many at once on one store: durable single writes by group commit beside one commit each, and taking readers.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/db/table.hpp"

namespace guatu::db {
namespace {

struct Item {
  std::string id;
  std::string name;
  std::int64_t amount = 0;
};

const auto kItems =
    table<Item>("bench_item", key("id", &Item::id), column("name", &Item::name), column("amount", &Item::amount));
const Instant kNow = Instant(date_of(2026, 9, 21));

class Store {
 public:
  Store() : path_(make_directory()), database_(*Database::open(path_, Access::create)) {
    auto tx = *database_.begin({"bench", ""}, kNow);
    tx.exec(
        "CREATE TABLE bench_item (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, amount BIGINT NOT NULL, "
        "version BIGINT NOT NULL, digest TEXT NOT NULL)");
    tx.journal({"bench.started", "", "{}"});
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
  std::filesystem::path path_;
  Database database_;
};

void write_one(Database& database, Item& item) {
  ++item.amount;
  auto tx = *database.begin({"bench", ""}, kNow);
  put(tx, kItems, item);
  tx.journal({"item.changed", item.id, R"({"amount":1})"});
  tx.commit();
}

Store* g_store = nullptr;
std::mutex g_one_at_a_time;

Item item_of(const benchmark::State& state) {
  return {"I-" + std::to_string(state.thread_index()), "道路提升改造工程", 0};
}

void durable_writes(benchmark::State& state) {
  if (state.thread_index() == 0) g_store = new Store;
  Item item = item_of(state);
  for (auto _ : state) write_one(g_store->database(), item);
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) delete g_store;
}
BENCHMARK(durable_writes)->Threads(1)->Threads(2)->Threads(16)->Threads(32)->UseRealTime();

// A new row beside so many that were withdrawn once.
void new_row_beside_withdrawn(benchmark::State& state) {
  Store store;
  std::vector<Item> gone;
  for (std::int64_t i = 0; i < state.range(0); ++i) gone.push_back({"W-" + std::to_string(i), "撤销的一行", 0});
  auto tx = *store.database().begin({"bench", ""}, kNow);
  put(tx, kItems, gone);
  withdraw(tx, kItems, gone);
  tx.journal({"item.prepared", "", "{}"});
  tx.commit();
  Item item{"", "道路提升改造工程", 0};
  auto long_tx = *store.database().begin({"bench", ""}, kNow);
  std::int64_t number = 0;
  for (auto _ : state) {
    item.id = "N-" + std::to_string(++number);
    put(long_tx, kItems, item);
  }
  long_tx.journal({"item.changed", "", "{}"});
  long_tx.commit();
}
BENCHMARK(new_row_beside_withdrawn)->Arg(0)->Arg(1'000)->Arg(100'000);

// What the same threads reach when each commits alone.
void durable_writes_one_by_one(benchmark::State& state) {
  if (state.thread_index() == 0) g_store = new Store;
  Item item = item_of(state);
  for (auto _ : state) {
    const std::lock_guard guard(g_one_at_a_time);
    write_one(g_store->database(), item);
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) delete g_store;
}
BENCHMARK(durable_writes_one_by_one)->Threads(1)->Threads(16)->Threads(32)->UseRealTime();

void take_a_reader(benchmark::State& state) {
  if (state.thread_index() == 0) g_store = new Store;
  for (auto _ : state) benchmark::DoNotOptimize(g_store->database().reader().position());
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) delete g_store;
}
BENCHMARK(take_a_reader)->Threads(1)->Threads(2)->Threads(16)->UseRealTime();

}  // namespace
}  // namespace guatu::db
