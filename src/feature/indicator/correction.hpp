// SPDX-License-Identifier: Apache-2.0
// Correction (更正): a later vintage of figures that are there, as the bureau revised them. One person proposes it with
// source and reason, another confirms it; the figure before stays. Refuses what was never published, a confirmation by
// the proposer, and deciding twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/indicator/figure_row.hpp"

namespace guatu::indicator {

enum class CorrectionState { proposed, confirmed, refused };
inline constexpr Named<CorrectionState> kCorrectionStates[] = {{CorrectionState::proposed, "proposed", "待确认"},
                                                               {CorrectionState::confirmed, "confirmed", "已确认"},
                                                               {CorrectionState::refused, "refused", "未采纳"}};
constexpr std::span<const Named<CorrectionState>> names_of(CorrectionState) { return kCorrectionStates; }

struct Correction {
  Id<Correction> id;
  std::string source;
  std::string vintage;
  Date released_on;
  std::optional<std::string> released_time;
  std::string document;
  std::string reason;
  CorrectionState state = CorrectionState::proposed;
  std::string proposed_by;
  Date proposed_on;
  std::string decided_by;
  std::optional<Date> decided_on;
  std::string refusal;  // why it was refused

  ReleaseNote release() const { return {source, vintage, released_on, released_time}; }
};

struct CorrectionRow {
  Id<Correction> correction;
  std::int64_t sequence = 0;  // from 0
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  Month first;
  Month last;
  Basis basis = Basis::cumulative;
  Measure measure = Measure::level;
  std::string note;
  std::optional<Decimal> value;

  FigureRow figure() const { return {indicator, unit, first, last, basis, measure, value, note}; }
};

struct ProposedCorrection {
  Correction correction;
  std::vector<CorrectionRow> rows;
};

// The vintage that a row corrects: the one that supersedes all others there; none when nothing is there.
const Observation* corrected_by(const FigureRow& row, const std::vector<Observation>& observations);

// Refuses indicator.nothing_to_correct, indicator.earlier_vintage, and what check_figures refuses.
Result<ProposedCorrection> propose(Correction correction, const std::vector<FigureRow>& rows,
                                   const FigureRegister& registers, std::string_view actor, Date today);
// Refuse indicator.confirmed_by_proposer, indicator.correction_decided. Whoever proposed it may take it back.
Result<Correction> confirm(Correction correction, std::string_view actor, Date today);
Result<Correction> turn_down(Correction correction, std::string refusal, std::string_view actor, Date today);

}  // namespace guatu::indicator
