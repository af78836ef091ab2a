// SPDX-License-Identifier: Apache-2.0
#include "feature/score/robustness_actions.hpp"

namespace guatu::score {
namespace {

constexpr std::size_t kResultsMax = 400'000'000;  // runs × units held at once

Result<std::vector<Replication>> replications_for(const ScoreSession& session, const Factors& factors,
                                                  const RobustnessRequest& request) {
  if (!request.replay)
    return draw_replications(session.computed.scheme, factors, request.design, request.runs, request.seed);
  GUATU_TRY(const auto sheet, LoadedSheet::load(*request.replay));
  return read_replications(sheet.text(), session.computed, factors);
}

}  // namespace

Result<RobustnessOutcome> test_robustness(const ScoreSession& session, const RobustnessRequest& request) {
  const ComputeInput input = session.input();
  GUATU_TRY(const auto replicator, Replicator::make({input, session.computed}));
  RobustnessOutcome outcome;
  outcome.factors = replicator.factors();
  GUATU_TRY(outcome.replications, replications_for(session, outcome.factors, request));
  if (outcome.replications.size() * session.computed.units.size() > kResultsMax)
    return refuse(ErrorKind::too_large, "runs", "score.runs_out_of_range",
                  {{"runs_max", std::to_string(kResultsMax / session.computed.units.size())}});
  outcome.results = run_all(replicator, outcome.replications, request.threads);
  const bool sobol = request.design == Design::sobol && !request.replay;
  const auto runs = static_cast<std::size_t>(request.runs);
  // The first two blocks of a Sobol design are ordinary samples; the others differ from them in one factor.
  outcome.robustness = summarise(session.computed, outcome.results, sobol ? 2 * runs : outcome.results.size());
  if (sobol) outcome.robustness.sobol = sobol_indices(session.computed, outcome.factors, outcome.results, runs);
  if (request.leave_one_out_of == LeaveOneOut::run) {
    GUATU_TRY(outcome.robustness.left_out, leave_one_out(input, session.computed));
  }
  return outcome;
}

}  // namespace guatu::score
