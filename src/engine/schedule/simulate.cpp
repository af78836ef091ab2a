// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/simulate.hpp"

#include <algorithm>
#include <cmath>

#include "engine/schedule/blocks_parallel.hpp"
#include "engine/schedule/passes.hpp"
#include "engine/schedule/sampling.hpp"
#include "engine/schedule/timing.hpp"

namespace guatu::schedule {
namespace {

constexpr std::uint32_t kRunsMax = 10'000'000;
constexpr std::uint32_t kBlocksMax = 32;

struct Sums {  // of one activity over the runs of a block; durations and finishes less a fixed reference
  double duration = 0;
  double duration_squared = 0;
  double product = 0;
};

struct Block {
  std::vector<Sums> sampled;            // by three-point row
  std::vector<std::uint32_t> critical;  // by activity
  double finish = 0;
  double finish_squared = 0;
};

struct Plan {
  const Network& network;
  const Graph& graph;
  const std::vector<ThreePoint>& points;
  std::vector<DurationLaw> laws;
  SimulationRequest request;
  Moment start;
  Span reference;  // deterministic length, taken off before squaring

  const WorkCalendar& calendar() const { return network.calendars[network.frames.front().calendar]; }
};

bool from_start(LinkType type) { return type == LinkType::start_start || type == LinkType::start_finish; }
bool to_start(LinkType type) { return type == LinkType::start_start || type == LinkType::finish_start; }

// Runs one block after the other on its own copy of the network.
class Runner {
 public:
  explicit Runner(const Plan& plan) : plan_(plan), network_(plan.network), passes_(network_, plan.graph) {
    for (const ThreePoint& point : plan.points) network_.activities[point.activity].part_count = 0;
    marked_.assign(plan.graph.node_count(), 0);
  }

  Block run(std::uint64_t first, std::uint64_t last, std::vector<Moment>& finishes) {
    Block block;
    block.sampled.resize(plan_.points.size());
    block.critical.resize(network_.activities.size());
    std::vector<double> drawn(plan_.points.size());
    for (std::uint64_t run = first; run < last; ++run) {
      draw(run, drawn);
      run_passes(passes_, Extent::forward_only);
      const Moment finish = *std::max_element(passes_.frame_finish.begin(), passes_.frame_finish.end());
      finishes[run] = finish;
      const double length =
          static_cast<double>((plan_.calendar().work_between(plan_.start, finish) - plan_.reference).ticks);
      block.finish += length;
      block.finish_squared += length * length;
      for (std::size_t i = 0; i < drawn.size(); ++i) {
        Sums& sums = block.sampled[i];
        sums.duration += drawn[i];
        sums.duration_squared += drawn[i] * drawn[i];
        sums.product += drawn[i] * length;
      }
      count_critical(finish, block.critical);
    }
    return block;
  }

 private:
  void draw(std::uint64_t run, std::vector<double>& drawn) {
    RandomStream random({plan_.request.seed, run});
    for (std::size_t i = 0; i < plan_.points.size(); ++i) {
      const double ticks = plan_.laws[i].draw(random);
      drawn[i] = ticks - static_cast<double>(plan_.points[i].likely.ticks);
      Activity& activity = network_.activities[plan_.points[i].activity];
      const Span done = activity.is_started() ? activity.duration - activity.remaining : Span{};
      activity.remaining = {std::llround(ticks)};
      activity.duration = done + activity.remaining;
    }
  }

  // Back from what ends last over every arc that holds its node where it is.
  void count_critical(Moment finish, std::vector<std::uint32_t>& critical) {
    open_.clear();
    for (Index i = 0; i < network_.activities.size(); ++i)
      if (passes_.dates[i].early_finish == finish && network_.activities[i].kind != ActivityKind::summary) mark(i);
    for (std::size_t at = 0; at < open_.size(); ++at) {
      const Index node = open_[at];
      for (Index i = plan_.graph.first_arc[node]; i < plan_.graph.first_arc[node + std::size_t{1}]; ++i)
        if (holds(plan_.graph.arcs[i], node)) mark(plan_.graph.arcs[i].from);
    }
    for (const Index node : open_) {
      if (!plan_.graph.is_gate(node)) ++critical[node];
      marked_[node] = 0;
    }
  }

  void mark(Index node) {
    if (marked_[node] != 0) return;
    marked_[node] = 1;
    open_.push_back(node);
  }

  bool holds(const Arc& arc, Index node) const {
    const Dates& from = passes_.dates[arc.from];
    const Dates& to = passes_.dates[node];
    if (!from.early_start.is_set()) return false;
    if (arc.link == kNone) {  // a summary by the member that ends last, a member by its gate
      const bool summary = !plan_.graph.is_gate(node) && network_.activities[node].kind == ActivityKind::summary;
      return summary ? from.early_finish == to.early_finish : from.early_start == to.early_start;
    }
    const Link& link = arc.copy;
    const Moment asked = after_lag(network_, link, from_start(link.type) ? from.early_start : from.early_finish);
    const Moment placed = to_start(link.type) ? to.early_start : to.early_finish;
    return calendar_of(network_, network_.activities[link.to]).work_between(asked, placed).ticks <= 0;
  }

  const Plan& plan_;
  Network network_;
  Passes passes_;
  std::vector<std::uint8_t> marked_;
  std::vector<Index> open_;
};

Result<void> check(const Network& network, const std::vector<ThreePoint>& points, const SimulationRequest& request) {
  if (network.activities.empty() || network.frames.empty()) return refuse(ErrorKind::invalid, "", "schedule.empty");
  if (request.runs == 0 || request.runs > kRunsMax)
    return refuse(ErrorKind::invalid, "runs", "schedule.too_many_runs", {{"runs_max", std::to_string(kRunsMax)}});
  for (const ThreePoint& point : points) {
    const std::string place = "activity " + std::to_string(point.activity);
    if (point.activity >= network.activities.size())
      return refuse(ErrorKind::invalid, place, "schedule.no_such_activity");
    if (point.optimistic.ticks < 0 || point.likely < point.optimistic || point.pessimistic < point.likely)
      return refuse(ErrorKind::invalid, place, "schedule.three_points_unordered");
  }
  return {};
}

double correlation(const Sums& sums, double finish, double finish_squared, double runs) {
  const double spread = sums.duration_squared - sums.duration * sums.duration / runs;
  const double finish_spread = finish_squared - finish * finish / runs;
  if (spread <= 0 || finish_spread <= 0) return 0;
  return (sums.product - sums.duration * finish / runs) / std::sqrt(spread * finish_spread);
}

// In block order, so that rounding does not depend on the number of threads.
void put_together(const Plan& plan, const std::vector<Block>& blocks, SimulationResult& result) {
  const double runs = plan.request.runs;
  Block total;
  total.sampled.resize(plan.points.size());
  total.critical.resize(plan.network.activities.size());
  for (const Block& block : blocks) {
    total.finish += block.finish;
    total.finish_squared += block.finish_squared;
    for (std::size_t i = 0; i < total.sampled.size(); ++i) {
      total.sampled[i].duration += block.sampled[i].duration;
      total.sampled[i].duration_squared += block.sampled[i].duration_squared;
      total.sampled[i].product += block.sampled[i].product;
    }
    for (std::size_t i = 0; i < total.critical.size(); ++i) total.critical[i] += block.critical[i];
  }
  const double mean = total.finish / runs;
  result.mean_duration = static_cast<double>(plan.reference.ticks) + mean;
  result.deviation = runs > 1 ? std::sqrt(std::max(0.0, (total.finish_squared - runs * mean * mean) / (runs - 1))) : 0;
  result.mean_finish = plan.calendar().add(plan.start, {std::llround(result.mean_duration)});
  result.activities.resize(plan.network.activities.size());
  for (std::size_t i = 0; i < result.activities.size(); ++i) {
    result.activities[i].criticality = total.critical[i] / runs;
    result.activities[i].mean_duration = static_cast<double>(plan.network.activities[i].duration.ticks);
  }
  for (std::size_t i = 0; i < plan.points.size(); ++i) {
    ActivityOutcome& outcome = result.activities[plan.points[i].activity];
    outcome.sensitivity = correlation(total.sampled[i], total.finish, total.finish_squared, runs);
    outcome.mean_duration = static_cast<double>(plan.points[i].likely.ticks) + total.sampled[i].duration / runs;
  }
}

}  // namespace

Moment SimulationResult::percentile(double share) const {
  const double rank = std::ceil(share * static_cast<double>(finishes.size()));
  const auto at = static_cast<std::size_t>(std::clamp(rank, 1.0, static_cast<double>(finishes.size()))) - 1;
  return finishes[at];
}

double SimulationResult::probability_by(Moment date) const {
  const auto after = std::upper_bound(finishes.begin(), finishes.end(), date);
  return static_cast<double>(after - finishes.begin()) / static_cast<double>(finishes.size());
}

Result<SimulationResult> simulate(const Network& network, const std::vector<ThreePoint>& points,
                                  SimulationRequest request) {
  GUATU_CHECK(check(network, points, request));
  GUATU_TRY(const Graph graph, build_graph(network));
  Passes likely(network, graph);
  run_passes(likely, Extent::forward_only);
  SimulationResult result;
  result.deterministic_finish = *std::max_element(likely.frame_finish.begin(), likely.frame_finish.end());
  Plan plan{network, graph, points, {}, request, network.frames.front().start, {}};
  for (const ThreePoint& point : points) plan.laws.emplace_back(point);
  plan.reference = plan.calendar().work_between(plan.start, result.deterministic_finish);
  result.finishes.resize(request.runs);
  std::vector<Block> blocks(std::min(kBlocksMax, request.runs));
  run_blocks(blocks.size(), request.threads, [&](std::size_t i) {
    const std::uint64_t first = std::uint64_t{request.runs} * i / blocks.size();
    const std::uint64_t last = std::uint64_t{request.runs} * (i + 1) / blocks.size();
    Runner runner(plan);
    blocks[i] = runner.run(first, last, result.finishes);
  });
  put_together(plan, blocks, result);
  std::sort(result.finishes.begin(), result.finishes.end());
  return result;
}

}  // namespace guatu::schedule
