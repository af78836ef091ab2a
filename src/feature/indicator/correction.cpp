// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/correction.hpp"

namespace guatu::indicator {
namespace {

Result<void> check_undecided(const Correction& correction) {
  if (correction.state == CorrectionState::proposed) return {};
  return refuse(ErrorKind::conflict, "", "indicator.correction_decided",
                {{"id", correction.id.value}, {"name", correction.decided_by}});
}

// What was published stays first: a vintage that would never be read corrects nothing.
Result<void> check_against(const std::vector<FigureRow>& rows, const ReleaseNote& release,
                           const std::vector<Observation>& observations) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string place = "rows[" + std::to_string(i) + "]";
    const Observation* before = corrected_by(rows[i], observations);
    if (before == nullptr)
      problems.push_back({place, "indicator.nothing_to_correct", {{"month", format_month(rows[i].last)}}});
    else if (!supersedes(observation_of(rows[i], release, {}), *before))
      problems.push_back(
          {place,
           "indicator.earlier_vintage",
           {{"value", release.vintage}, {"before", before->vintage}, {"month", format_month(rows[i].last)}}});
  }
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

}  // namespace

const Observation* corrected_by(const FigureRow& row, const std::vector<Observation>& observations) {
  const Observation* newest = nullptr;
  for (const auto& observation : observations)
    if (is_same_figure(row, observation) && (newest == nullptr || supersedes(observation, *newest)))
      newest = &observation;
  return newest;
}

Result<ProposedCorrection> propose(Correction correction, const std::vector<FigureRow>& rows,
                                   const FigureRegister& registers, std::string_view actor, Date today) {
  GUATU_CHECK(check_figures(rows, correction.release(), registers));
  GUATU_CHECK(check_against(rows, correction.release(), registers.observations));
  correction.state = CorrectionState::proposed;
  correction.proposed_by = actor;
  correction.proposed_on = today;
  ProposedCorrection proposed{std::move(correction), {}};
  for (const auto& row : rows)
    proposed.rows.push_back({proposed.correction.id, static_cast<std::int64_t>(proposed.rows.size()), row.indicator,
                             row.unit, row.first, row.last, row.basis, row.measure, row.note, row.value});
  return proposed;
}

Result<Correction> confirm(Correction correction, std::string_view actor, Date today) {
  GUATU_CHECK(check_undecided(correction));
  if (correction.proposed_by == actor)
    return refuse(ErrorKind::forbidden, "", "indicator.confirmed_by_proposer", {{"name", correction.proposed_by}});
  correction.state = CorrectionState::confirmed;
  correction.decided_by = actor;
  correction.decided_on = today;
  return correction;
}

Result<Correction> turn_down(Correction correction, std::string refusal, std::string_view actor, Date today) {
  GUATU_CHECK(check_undecided(correction));
  correction.state = CorrectionState::refused;
  correction.decided_by = actor;
  correction.decided_on = today;
  correction.refusal = std::move(refusal);
  return correction;
}

}  // namespace guatu::indicator
