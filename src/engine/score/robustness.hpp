// SPDX-License-Identifier: Apache-2.0
// How firm a rank is (名次稳健性): the computation repeated with noisy weights w·(1 ± f·U), other normalisations and
// aggregates, or without one item. Gives rank intervals, the mean absolute rank shift and Sobol indices
// (Saltelli 2010) of what the shift comes from. The same seed gives the same bytes on any number of threads;
// every replication can be written out and replayed elsewhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/score/compute.hpp"

namespace guatu::score {

inline constexpr int kRunsMax = 1'000'000;

// One replication: which normalisation and aggregate (0 is the scheme's own), and the weight of each node.
struct Replication {
  int normalise = 0;
  int aggregate = 0;
  std::vector<double> weights;
};

struct RunResult {
  std::vector<double> total;
  std::vector<float> place;  // NaN: none
  bool failed = false;       // the combination has no answer, such as a geometric mean of zeros
};

struct UnitRobustness {
  double nominal = 0;
  double mean = 0;
  double median = 0;
  double q5 = 0;
  double q95 = 0;
  double best = 0;
  double worst = 0;
  double same = 0;  // share of runs that give the nominal place
};

struct LeftOut {
  int node = 0;
  std::vector<double> place;
  double mean_shift = 0;
};

struct SobolIndex {
  std::string factor;
  double first = 0;
  double total = 0;
};

struct Robustness {
  int runs = 0;
  int failed = 0;
  std::vector<UnitRobustness> units;
  double mean_shift = 0;  // mean over runs and units of |place − nominal place|
  std::vector<LeftOut> left_out;
  std::vector<SobolIndex> sobol;  // empty unless asked for
};

struct RobustnessInput {
  const ComputeInput& input;
  const Computed& computed;
};

struct Factors {
  std::vector<int> levels;             // with noisy weights
  std::vector<std::string> normalise;  // the first is the scheme's own
  std::vector<std::string> aggregate;
  std::vector<std::string> names() const;
};

Factors factors_of(const Scheme& scheme);

// Scores of all items under each alternative normalisation; the first are the computed ones.
class Replicator {
 public:
  static Result<Replicator> make(const RobustnessInput& input);

  RunResult run(const Replication& replication) const;
  const Factors& factors() const { return factors_; }

 private:
  explicit Replicator(const RobustnessInput& input)
      : input_(input.input), computed_(input.computed), factors_(factors_of(input.computed.scheme)) {}

  struct Alternative {
    NodeColumns scores;
    NodeColumns fractions;
    std::vector<double> full;
  };
  const ComputeInput& input_;
  const Computed& computed_;
  Factors factors_;
  std::vector<Alternative> alternatives_;  // those after the scheme's own
};

enum class Design { monte_carlo, sobol };

// The replications of a design: runs for Monte Carlo, runs · (factors + 2) for Sobol.
Result<std::vector<Replication>> draw_replications(const Scheme& scheme, const Factors& factors, Design design,
                                                   int runs, std::uint64_t seed);

std::vector<RunResult> run_all(const Replicator& replicator, const std::vector<Replication>& replications,
                               int threads);  // robustness_parallel.cpp

Robustness summarise(const Computed& computed, const std::vector<RunResult>& results, std::size_t counted);
std::vector<SobolIndex> sobol_indices(const Computed& computed, const Factors& factors,
                                      const std::vector<RunResult>& results, std::size_t runs);
Result<std::vector<LeftOut>> leave_one_out(const ComputeInput& input, const Computed& computed);

// Replications as csv and back: run, normalise, aggregate, one column a node.
std::string write_replications(const Computed& computed, const Factors& factors,
                               const std::vector<Replication>& replications);
Result<std::vector<Replication>> read_replications(const SheetText& sheet, const Computed& computed,
                                                   const Factors& factors);
std::string write_run_results(const Computed& computed,
                              const std::vector<RunResult>& results);  // run, unit, total, place

}  // namespace guatu::score
