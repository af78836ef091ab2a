// SPDX-License-Identifier: Apache-2.0
// The papers of a cycle: one HTML page of 2,000 projects, its sheets, and a notice with a table of as many rows.
#include <benchmark/benchmark.h>

#include "format/docx/docx.hpp"
#include "platform/resource/resource.hpp"
#include "tests/support/demo_pack.hpp"

namespace {

using namespace guatu;

void html_page(benchmark::State& state) {
  const auto view = testing::demo_pack(static_cast<int>(state.range(0)));
  const auto page = wallchart::page_template(resource::find);
  std::size_t bytes = 0;
  for (auto _ : state) bytes = wallchart::render_html(view, page).value().size();
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(html_page)->Arg(81)->Arg(2000)->Unit(benchmark::kMillisecond);

void svg_sheets(benchmark::State& state) {
  const auto chart = testing::demo_chart(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(wallchart::render_svg_pages(chart, {}));
}
BENCHMARK(svg_sheets)->Arg(81)->Arg(2000)->Unit(benchmark::kMillisecond);

void notice(benchmark::State& state) {
  document::Official notice;
  notice.title = "关于重点项目推进情况的通报";
  notice.issuers = {"云汀区发展和改革局"};
  document::Table table;
  for (int i = 0; i < 9; ++i) table.columns.push_back({"列名", document::Alignment::right});
  for (std::int64_t i = 0; i < state.range(0); ++i) table.rows.push_back({std::vector<std::string>(9, "12.60")});
  notice.annexes.push_back({"重点项目", document::Orientation::landscape, {table}});
  for (auto _ : state) benchmark::DoNotOptimize(docx::render(notice));
}
BENCHMARK(notice)->Arg(81)->Arg(2000)->Unit(benchmark::kMillisecond);

}  // namespace
