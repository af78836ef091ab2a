// SPDX-License-Identifier: Apache-2.0
// Reading and writing spreadsheets. GUATU_BENCH_XLSX names a file to read beside the made ones.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "format/xlsx/xlsx_reader.hpp"

namespace guatu {
namespace {

void read_named_file(benchmark::State& state) {
  const char* path = std::getenv("GUATU_BENCH_XLSX");
  if (path == nullptr) return state.SkipWithError("GUATU_BENCH_XLSX is not set");
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  std::size_t cells = 0;
  for (auto _ : state) {
    const auto book = xlsx::read_xlsx(bytes, path);
    if (!book) return state.SkipWithError(book.error().problems.at(0).code.c_str());
    cells = 0;
    for (const auto& page : book->sheets) cells += page.cells.size();
  }
  state.counters["cells"] = static_cast<double>(cells);
}
BENCHMARK(read_named_file)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace guatu
