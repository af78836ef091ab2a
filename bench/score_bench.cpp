// SPDX-License-Identifier: Apache-2.0
// The score engine on a made-up table, stage by stage: 3,000 units × 200 items × 4 levels unless stated. What the
// figures were is in bench/notes/score.md.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>

#include "engine/forecast/smoothing.hpp"
#include "engine/score/random.hpp"
#include "engine/score/report.hpp"
#include "engine/score/scheme_reader.hpp"
#include "feature/score/robustness_actions.hpp"
#include "format/scoredata/wide_csv.hpp"

namespace guatu::score {
namespace {

std::string scheme_text(int items) {
  std::string text = "[scheme]\ncode = \"bench\"\n[robustness]\nnoise = 0.1\n[[node]]\ncode = \"TOTAL\"\n";
  for (int d = 0; d < 5; ++d)
    text += fmt::format("[[node]]\ncode = \"D{}\"\nparent = \"TOTAL\"\nweight = {}\n", d, d + 1);
  for (int p = 0; p < 25; ++p)
    text += fmt::format("[[node]]\ncode = \"P{}\"\nparent = \"D{}\"\nweight = {}\n", p, p / 5, 1 + p % 3);
  for (int i = 0; i < items; ++i)
    text += fmt::format("[[item]]\ncode = \"I{}\"\nparent = \"P{}\"\nweight = {}\ndirection = {}\n", i, i % 25,
                        1 + i % 4, i % 5 == 0 ? -1 : 1);
  return text;
}

std::string sheet_text(int units, int items) {
  Random draw(7, 0, 0);
  std::string text = "unit";
  for (int i = 0; i < items; ++i) text += fmt::format(",I{}", i);
  text += '\n';
  for (int u = 0; u < units; ++u) {
    text += fmt::format("U{}", u);
    for (int i = 0; i < items; ++i)
      text += draw.uniform() < 0.01 ? "," : fmt::format(",{}.{:02}", draw.next() % 1000, draw.next() % 100);
    text += '\n';
  }
  return text;
}

ScoreFiles files_of(int units, int items) {
  return {{"s.toml", scheme_text(items)}, {"d.csv", sheet_text(units, items)}, {}, {}};
}

void read_csv(benchmark::State& state) {
  const std::string text = sheet_text(3000, 200);
  for (auto _ : state) benchmark::DoNotOptimize(scoredata::read_wide_csv(text, "d.csv"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_csv)->Unit(benchmark::kMillisecond);

void csv_to_csv(benchmark::State& state) {
  const ScoreFiles files = files_of(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  for (auto _ : state) {
    const auto session = open_session(files);
    benchmark::DoNotOptimize(compute_csv((*session)->input(), (*session)->computed));
  }
}
BENCHMARK(csv_to_csv)
    ->Args({750, 200})
    ->Args({1500, 200})
    ->Args({3000, 200})
    ->Args({3000, 50})
    ->Args({3000, 100})
    ->Unit(benchmark::kMillisecond);

void compute_only(benchmark::State& state) {
  const auto session = open_session(files_of(3000, 200));
  for (auto _ : state) benchmark::DoNotOptimize(compute((*session)->input()));
}
BENCHMARK(compute_only)->Unit(benchmark::kMillisecond);

void write_csv(benchmark::State& state) {
  const auto session = open_session(files_of(3000, 200));
  for (auto _ : state) benchmark::DoNotOptimize(compute_csv((*session)->input(), (*session)->computed));
}
BENCHMARK(write_csv)->Unit(benchmark::kMillisecond);

void robustness(benchmark::State& state) {
  const auto session = open_session(files_of(3000, 200));
  RobustnessRequest request;
  request.runs = static_cast<int>(state.range(0));
  request.threads = 2;
  request.leave_one_out_of = LeaveOneOut::skip;
  for (auto _ : state) benchmark::DoNotOptimize(test_robustness(*session.value(), request));
}
BENCHMARK(robustness)->Arg(50)->Arg(100)->Arg(200)->Unit(benchmark::kMillisecond)->UseRealTime();

void holt_winters(benchmark::State& state) {
  std::vector<double> x;
  Random draw(3, 0, 0);
  for (int i = 0; i < 120; ++i) x.push_back(100 + i + 20 * (i % 12) + 5 * draw.uniform());
  for (auto _ : state)
    benchmark::DoNotOptimize(forecast::fit(x, 12, forecast::Seasonal::multiplicative, forecast::Trend::linear));
}
BENCHMARK(holt_winters)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace guatu::score
