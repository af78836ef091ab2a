// SPDX-License-Identifier: Apache-2.0
#include "engine/score/robustness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/score/random.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::uint64_t kDesignStream = 1;
constexpr std::uint64_t kWeightStream = 1000;  // + level

// The noisy weights of one level; the same index always gives the same set.
void add_noise(const Scheme& scheme, int level, std::uint64_t seed, std::uint64_t index, std::vector<double>& weights) {
  Random draw(seed, kWeightStream + static_cast<std::uint64_t>(level), index);
  for (std::size_t node = 0; node + 1 < scheme.nodes.size(); ++node)
    if (scheme.nodes[node].level == level) weights[node] *= 1 + scheme.robustness.noise * (2 * draw.uniform() - 1);
}

int pick(double u, std::size_t count) {
  return std::min(static_cast<int>(u * static_cast<double>(count)), static_cast<int>(count) - 1);
}

// One row of uniforms becomes a replication: first the levels, then normalisation, then aggregate.
Replication replication_of(const Scheme& scheme, const Factors& factors, std::uint64_t seed,
                           const std::vector<double>& row, std::uint64_t sets) {
  Replication replication;
  for (const Node& node : scheme.nodes) replication.weights.push_back(node.weight);
  std::size_t at = 0;
  for (const int level : factors.levels) {
    const auto set = static_cast<std::uint64_t>(pick(row[at++], static_cast<std::size_t>(sets)));
    add_noise(scheme, level, seed, set, replication.weights);
  }
  if (factors.normalise.size() > 1) replication.normalise = pick(row[at++], factors.normalise.size());
  if (factors.aggregate.size() > 1) replication.aggregate = pick(row[at++], factors.aggregate.size());
  return replication;
}

double shift_of(const Computed& computed, const RunResult& result) {
  double sum = 0;
  int n = 0;
  for (std::size_t unit = 0; unit < computed.place.size(); ++unit) {
    if (result.failed || !is_present(computed.place[unit]) || std::isnan(result.place[unit])) continue;
    sum += std::abs(static_cast<double>(result.place[unit]) - computed.place[unit]);
    ++n;
  }
  return n > 0 ? sum / n : kMissing;
}

}  // namespace

std::vector<std::string> Factors::names() const {
  std::vector<std::string> result;
  for (const int level : levels) result.push_back(fmt::format("weights_level_{}", level));
  if (normalise.size() > 1) result.emplace_back("normalise");
  if (aggregate.size() > 1) result.emplace_back("aggregate");
  return result;
}

Factors factors_of(const Scheme& scheme) {
  Factors factors{scheme.robustness.noise_levels, {"scheme"}, {"scheme"}};
  if (factors.levels.empty())
    for (int level = 1; level < scheme.nodes.back().level; ++level) factors.levels.push_back(level);
  if (scheme.robustness.noise == 0) factors.levels.clear();
  factors.normalise.insert(factors.normalise.end(), scheme.robustness.normalise.begin(),
                           scheme.robustness.normalise.end());
  factors.aggregate.insert(factors.aggregate.end(), scheme.robustness.aggregate.begin(),
                           scheme.robustness.aggregate.end());
  return factors;
}

Result<Replicator> Replicator::make(const RobustnessInput& input) {
  Replicator replicator(input);
  for (std::size_t i = 1; i < replicator.factors_.normalise.size(); ++i) {
    Alternative alternative{input.computed.scores, input.computed.fractions, input.computed.full};
    for (const int index : input.computed.scheme.items()) {
      const auto node = static_cast<std::size_t>(index);
      Node item = input.computed.scheme.nodes[node];
      if (item.method.method >= Method::completion) continue;  // rules that give points keep them
      item.method = MethodRule{find_method(replicator.factors_.normalise[i])->method, {}};
      GUATU_TRY(auto scored, score_column(item, input.input.table, input.computed.columns.scopes,
                                          input.computed.columns.items[node].value));
      alternative.scores[node] = std::move(scored.score);
      if (!alternative.fractions[node].empty()) alternative.fractions[node] = std::move(scored.fraction);
      alternative.full[node] = 0;
      for (const ScopeParameters& scope : scored.scopes)
        alternative.full[node] = std::max(alternative.full[node], scope.full);
    }
    full_marks(input.computed.scheme, alternative.full);
    replicator.alternatives_.push_back(std::move(alternative));
  }
  return replicator;
}

RunResult Replicator::run(const Replication& replication) const {
  const Scheme& scheme = computed_.scheme;
  TreeRules rules = rules_of(scheme);
  rules.weights = replication.weights;
  if (replication.aggregate > 0) {
    const Aggregate method = *find_aggregate(factors_.aggregate[static_cast<std::size_t>(replication.aggregate)]);
    for (AggregateRule& rule : rules.aggregates) rule.method = method;
  }
  const auto at = static_cast<std::size_t>(replication.normalise);
  const NodeColumns& scores = at == 0 ? computed_.scores : alternatives_[at - 1].scores;
  const NodeColumns& fractions = at == 0 ? computed_.fractions : alternatives_[at - 1].fractions;
  const std::vector<double>& full = at == 0 ? computed_.full : alternatives_[at - 1].full;
  NodeColumns columns;
  RunResult result;
  result.place.assign(computed_.units.size(), std::numeric_limits<float>::quiet_NaN());
  if (!aggregate_tree({scheme, scores, fractions, full, computed_.units}, rules, columns)) {
    result.failed = true;
    result.total.assign(computed_.units.size(), kMissing);
    return result;
  }
  result.total = ranked_totals(computed_, columns.back());
  const auto place = places_of(scheme, input_.table, result.total, scores);
  std::transform(place.begin(), place.end(), result.place.begin(), [](double one) { return static_cast<float>(one); });
  return result;
}

Result<std::vector<Replication>> draw_replications(const Scheme& scheme, const Factors& factors, Design design,
                                                   int runs, std::uint64_t seed) {
  const std::size_t d = factors.names().size();
  if (runs < 1 || runs > kRunsMax)
    return refuse(ErrorKind::invalid, "runs", "score.runs_out_of_range", {{"runs_max", std::to_string(kRunsMax)}});
  if (d == 0) return refuse(ErrorKind::invalid, "robustness", "score.nothing_varies");
  if (design == Design::sobol && d < 2) return refuse(ErrorKind::invalid, "robustness", "score.sobol_needs_two");
  const auto n = static_cast<std::size_t>(runs);
  if (n * (d + 2) * scheme.nodes.size() > 400'000'000)
    return refuse(ErrorKind::too_large, "runs", "score.runs_out_of_range",
                  {{"runs_max", std::to_string(400'000'000 / (d + 2) / scheme.nodes.size())}});
  std::vector<Replication> replications;
  std::vector<std::vector<double>> a(n, std::vector<double>(d));
  std::vector<std::vector<double>> b = a;
  for (std::size_t run = 0; run < n; ++run) {
    Random draw(seed, kDesignStream, run);
    for (double& u : a[run]) u = draw.uniform();
    for (double& u : b[run]) u = draw.uniform();
  }
  const auto add = [&](const std::vector<double>& row) {
    replications.push_back(replication_of(scheme, factors, seed, row, n));
  };
  if (design == Design::monte_carlo) {
    // Every run has weights of its own.
    for (std::size_t run = 0; run < n; ++run) {
      for (std::size_t level = 0; level < factors.levels.size(); ++level)
        a[run][level] = (static_cast<double>(run) + 0.5) / static_cast<double>(n);
      add(a[run]);
    }
    return replications;
  }
  for (const auto& row : a) add(row);
  for (const auto& row : b) add(row);
  for (std::size_t factor = 0; factor < d; ++factor)
    for (std::size_t run = 0; run < n; ++run) {
      auto row = a[run];
      row[factor] = b[run][factor];
      add(row);
    }
  return replications;
}

Robustness summarise(const Computed& computed, const std::vector<RunResult>& results, std::size_t counted) {
  Robustness robustness;
  robustness.runs = static_cast<int>(counted);
  std::vector<double> shifts;
  for (std::size_t run = 0; run < counted; ++run) {
    robustness.failed += results[run].failed ? 1 : 0;
    shifts.push_back(shift_of(computed, results[run]));
  }
  robustness.mean_shift = mean(shifts);
  std::vector<double> places;
  for (std::size_t unit = 0; unit < computed.place.size(); ++unit) {
    places.clear();
    double same = 0;
    for (std::size_t run = 0; run < counted; ++run) {
      const auto place = static_cast<double>(results[run].place[unit]);
      if (!is_present(place)) continue;
      places.push_back(place);
      same += place == computed.place[unit] ? 1 : 0;
    }
    UnitRobustness one;
    one.nominal = computed.place[unit];
    one.mean = mean(places);
    one.best = minimum(places);
    one.worst = maximum(places);
    one.same = places.empty() ? kMissing : same / static_cast<double>(places.size());
    std::sort(places.begin(), places.end());
    one.median = quantile(places, 0.5);
    one.q5 = quantile(places, 0.05);
    one.q95 = quantile(places, 0.95);
    robustness.units.push_back(one);
  }
  return robustness;
}

std::vector<SobolIndex> sobol_indices(const Computed& computed, const Factors& factors,
                                      const std::vector<RunResult>& results, std::size_t runs) {
  std::vector<double> y;
  for (const RunResult& result : results) y.push_back(shift_of(computed, result));
  const std::vector<double> both(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(2 * runs));
  const double deviation = sample_deviation(both);
  const double variance = deviation * deviation;
  std::vector<SobolIndex> indices;
  const auto names = factors.names();
  for (std::size_t factor = 0; factor < names.size(); ++factor) {
    double first = 0;
    double total = 0;
    for (std::size_t run = 0; run < runs; ++run) {
      const double ab = y[(2 + factor) * runs + run];
      first += y[runs + run] * (ab - y[run]);
      total += (y[run] - ab) * (y[run] - ab);
    }
    const auto n = static_cast<double>(runs);
    indices.push_back({names[factor], first / n / variance, total / (2 * n) / variance});
  }
  return indices;
}

Result<std::vector<LeftOut>> leave_one_out(const ComputeInput& input, const Computed& computed) {
  std::vector<LeftOut> result;
  const Scheme& scheme = computed.scheme;
  for (std::size_t node = 0; node + 1 < scheme.nodes.size(); ++node) {
    TreeRules rules = rules_of(scheme);
    // Without its only child a node goes as well.
    for (int at = static_cast<int>(node); at >= 0;) {
      rules.weights[static_cast<std::size_t>(at)] = 0;
      const int parent = scheme.nodes[static_cast<std::size_t>(at)].parent;
      if (parent < 0) break;
      const auto& siblings = scheme.nodes[static_cast<std::size_t>(parent)].children;
      const bool empty = std::all_of(siblings.begin(), siblings.end(),
                                     [&](int one) { return rules.weights[static_cast<std::size_t>(one)] == 0; });
      if (!empty) break;
      // The weight of an emptied node must not matter above; its column is what is missing.
      at = parent;
    }
    NodeColumns columns;
    auto totals =
        aggregate_tree({scheme, computed.scores, computed.fractions, computed.full, computed.units}, rules, columns);
    if (!totals) continue;  // nothing is left, or the rest has no mean
    LeftOut one{static_cast<int>(node),
                places_of(scheme, input.table, ranked_totals(computed, columns.back()), computed.scores), 0};
    std::vector<double> shifts;
    for (std::size_t unit = 0; unit < one.place.size(); ++unit)
      if (is_present(one.place[unit]) && is_present(computed.place[unit]))
        shifts.push_back(std::abs(one.place[unit] - computed.place[unit]));
    one.mean_shift = mean(shifts);
    result.push_back(std::move(one));
  }
  return result;
}

}  // namespace guatu::score
