// SPDX-License-Identifier: Apache-2.0
// Engine on generated networks: time per activity from 10⁴ to 10⁶, two links an activity; Monte Carlo of 1,000
// activities; reading and computing an XER file of 4,000 activities with 6,000 links.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <random>

#include "engine/schedule/compute.hpp"
#include "engine/schedule/simulate.hpp"
#include "feature/schedule/agreement.hpp"
#include "feature/schedule/answer.hpp"

namespace {

using namespace guatu::schedule;

Network generated(std::size_t count, std::size_t links) {
  Network network;
  CalendarPlan office;
  for (std::size_t i = 0; i < 5; ++i) office.week[i] = {{480, 720}, {780, 1020}};
  for (std::int32_t day = 20'500; day < 22'000; day += 97) office.exceptions.push_back({day, {}});
  network.calendars.push_back(*WorkCalendar::make(office));
  network.frames.push_back({{20'514 * kTicksPerDay + 4800}, {20'514 * kTicksPerDay + 4800}, {}, 0});
  std::mt19937 random(5);
  network.activities.resize(count);
  for (Activity& activity : network.activities)
    activity.duration = activity.remaining = minutes(60 * static_cast<std::int64_t>(1 + random() % 80));
  for (std::size_t i = 0; i < links; ++i) {
    const std::size_t to = 1 + random() % (count - 1);
    const std::size_t reach = std::min<std::size_t>(to, 1 + random() % 200);
    network.links.push_back({static_cast<Index>(to - reach), static_cast<Index>(to),
                             static_cast<LinkType>(random() % 20 == 0 ? 1 : 0), LagKind::working,
                             random() % 5 == 0 ? minutes(480).ticks : 0});
  }
  return network;
}

void engine(benchmark::State& state, Policy policy) {
  const auto count = static_cast<std::size_t>(state.range(0));
  Network network = generated(count, count * 2);
  network.rules.policy = policy;
  for (auto _ : state) benchmark::DoNotOptimize(compute(network));
  state.counters["per_activity"] = benchmark::Counter(
      static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(engine, project, Policy::microsoft_project)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(engine, primavera, Policy::primavera)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

void monte_carlo(benchmark::State& state, DurationShape shape) {
  const Network network = generated(1000, 1500);
  std::vector<ThreePoint> points;
  for (Index i = 0; i < network.activities.size(); ++i) {
    const std::int64_t likely = network.activities[i].duration.ticks;
    points.push_back({i, shape, {likely * 8 / 10}, {likely}, {likely * 15 / 10}});
  }
  for (auto _ : state) benchmark::DoNotOptimize(simulate(network, points, {1, 10'000, 2}));
}
BENCHMARK_CAPTURE(monte_carlo, triangular, DurationShape::triangular)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(monte_carlo, pert_beta, DurationShape::pert_beta)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

std::string xer_of(std::size_t count, std::size_t links) {
  const Network network = generated(count, links);
  std::string text =
      "ERMHDR\t19.12\t2026-03-02\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tclndr_id\tlast_recalc_date\tplan_start_"
      "date\n"
      "%R\t1\tP\t1\t2026-03-02 08:00\t2026-03-02 "
      "08:00\n%T\tCALENDAR\n%F\tclndr_id\tdefault_flag\tclndr_name\tclndr_data\n"
      "%R\t1\tY\toffice\t(0||CalendarData()((0||DaysOfWeek()((0||1()())";
  for (int day = 2; day <= 6; ++day)
    text += fmt::format("(0||{}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))", day);
  text +=
      "(0||7()())))))\n%T\tTASK\n%F\ttask_id\tproj_id\tclndr_id\ttask_type\tstatus_code\ttask_code\ttask_name\tremain_"
      "drtn_hr_cnt\ttarget_drtn_hr_cnt\n";
  for (std::size_t i = 0; i < count; ++i)
    text += fmt::format("%R\t{0}\t1\t1\tTT_Task\tTK_NotStart\tA{0}\tactivity {0}\t{1}\t{1}\n", i + 1,
                        network.activities[i].duration.ticks / 600);
  text += "%T\tTASKPRED\n%F\ttask_pred_id\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt\n";
  for (std::size_t i = 0; i < network.links.size(); ++i)
    text += fmt::format("%R\t{}\t{}\t{}\t{}\t{}\n", i + 1, network.links[i].to + 1, network.links[i].from + 1,
                        network.links[i].type == LinkType::start_start ? "PR_SS" : "PR_FS", network.links[i].lag / 600);
  return text + "%E\n";
}

void xer_to_answer(benchmark::State& state) {
  const std::string bytes = xer_of(4000, 6000);
  for (auto _ : state) {
    const LoadedSchedule loaded = *load_xer(bytes);
    const Schedule computed = *compute(loaded.network);
    benchmark::DoNotOptimize(compute_json(loaded, computed, compare_stored(loaded, computed)));
  }
}
BENCHMARK(xer_to_answer)->Unit(benchmark::kMillisecond);

}  // namespace
