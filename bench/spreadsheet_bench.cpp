// SPDX-License-Identifier: Apache-2.0
// Reading and writing spreadsheets of 100,000 × 8 cells: three texts, a date, three numbers, a percentage, a
// text that repeats. GUATU_BENCH_XLSX names a file of your own to read beside the made ones.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "base/sheet_out.hpp"
#include "format/csv/csv.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "format/xlsx/xlsx_writer.hpp"
#include "tests/support/xlsx_parts.hpp"

namespace guatu {
namespace {

constexpr int kRows = 100'000;

const sheet_out::Workbook& ledger() {
  static const sheet_out::Workbook made = [] {
    sheet_out::Workbook book;
    auto& page = book.sheets.emplace_back();
    page.name = "台账";
    for (int row = 0; row < kRows; ++row) {
      const std::string_view light = row % 3 == 0 ? "滞后" : "正常推进";
      page.rows.push_back({{fmt::format("GT-{:06}", row), {}},
                           {fmt::format("第{}号重点项目", row % 5'000), {}},
                           {fmt::format("责任单位{}", row % 24), {}},
                           {date_of(2026, 1 + row % 12, 1), {}},
                           {Decimal(row * 37 % 900'000, 2), {}},
                           {Decimal(row * 91 % 900'000, 2), {}},
                           {sheet_out::Percent{Decimal(row % 1'000, 1)}, {}},
                           {std::string(light), {}}});
    }
    return book;
  }();
  return made;
}

void read_bytes(benchmark::State& state, const std::string& bytes, const char* name) {
  std::size_t cells = 0;
  for (auto _ : state) {
    const auto book = spreadsheet::read_spreadsheet(bytes, name);
    if (!book) return state.SkipWithError(book.error().problems.at(0).code.c_str());
    cells = 0;
    for (const auto& page : book->sheets) cells += page.cells.size();
  }
  state.counters["cells"] = static_cast<double>(cells);
}

const Instant kCreated = Instant(date_of(2026, 9, 21));

// As Excel saves it: long texts once, in a table of their own.
void read_xlsx_shared_texts(benchmark::State& state) {
  sheet_out::Workbook book = ledger();
  book.sheets.at(0).merges = {{{{kRows, 0}, {kRows, 1}}}};  // a merge keeps the writer from inline texts
  read_bytes(state, *xlsx::write_xlsx(book, kCreated), "a.xlsx");
}
BENCHMARK(read_xlsx_shared_texts)->Unit(benchmark::kMillisecond);

// As libraries save it: each text in its cell.
void read_xlsx_inline_texts(benchmark::State& state) {
  read_bytes(state, *xlsx::write_xlsx(ledger(), kCreated), "a.xlsx");
}
BENCHMARK(read_xlsx_inline_texts)->Unit(benchmark::kMillisecond);

void read_csv(benchmark::State& state) { read_bytes(state, csv::write_csv(ledger().sheets.at(0)), "a.csv"); }
BENCHMARK(read_csv)->Unit(benchmark::kMillisecond);

// 1,048,576 rows of two styled and empty cells each.
void read_xlsx_styled_to_the_last_row(benchmark::State& state) {
  std::string rows;
  for (int row = 1; row <= 1'048'576; ++row)
    rows += fmt::format(R"(<row r="{0}" s="3"><c r="A{0}" s="3"/><c r="B{0}" s="3"/></row>)", row);
  read_bytes(state, testing::pack(testing::xlsx_parts(testing::sheet_rows(rows))), "a.xlsx");
}
BENCHMARK(read_xlsx_styled_to_the_last_row)->Unit(benchmark::kMillisecond);

void write_xlsx(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(xlsx::write_xlsx(ledger(), kCreated));
}
BENCHMARK(write_xlsx)->Unit(benchmark::kMillisecond);

void read_named_file(benchmark::State& state) {
  const char* path = std::getenv("GUATU_BENCH_XLSX");
  if (path == nullptr) return state.SkipWithError("GUATU_BENCH_XLSX is not set");
  std::ifstream file(path, std::ios::binary);
  read_bytes(state, std::string(std::istreambuf_iterator<char>(file), {}), path);
}
BENCHMARK(read_named_file)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace guatu
