// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/json_writer.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/indicator/statistic_actions.hpp"
#include "feature/indicator/statistic_store.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::indicator {
namespace {

std::vector<FigureRow> figures_of(const std::vector<CorrectionRow>& rows) {
  std::vector<FigureRow> figures;
  for (const auto& row : rows) figures.push_back(row.figure());
  return figures;
}

void journal(db::Tx& tx, std::string kind, const ProposedCorrection& proposed) {
  const Correction& correction = proposed.correction;
  JsonWriter json;
  json.begin_object().member("source", correction.source).member("vintage", correction.vintage);
  json.member("released_on", format_date(correction.released_on)).member("reason", correction.reason);
  json.member("figures", static_cast<std::int64_t>(proposed.rows.size()));
  json.member("proposed_by", correction.proposed_by);
  if (!correction.refusal.empty()) json.member("refusal", correction.refusal);
  tx.journal({std::move(kind), correction.id.value, json.end_object().take()});
}

// Without the correction itself, which may be stored by now.
ToldCorrection told_of(ProposedCorrection proposed, std::int64_t version, const std::vector<Observation>& all) {
  ToldCorrection told{std::move(proposed), {}, version};
  std::vector<Observation> others;
  for (const auto& one : all)
    if (one.evidence != told.proposed.correction.id.value) others.push_back(one);
  for (const auto& row : told.proposed.rows) {
    const Observation* before = corrected_by(row.figure(), others);
    told.before.push_back(before == nullptr ? std::nullopt : std::optional(*before));
  }
  return told;
}

}  // namespace

std::vector<Correction> load_waiting_corrections(const db::Reader& reader) {
  return db::load(reader, correction_table(), "WHERE state = 'proposed' ORDER BY proposed_on, id");
}

std::vector<ToldCorrection> load_corrections(const db::Reader& reader) {
  std::map<std::string, std::vector<CorrectionRow>> rows;
  for (auto& row : db::load(reader, correction_row_table(), "ORDER BY correction, sequence"))
    rows[row.correction.value].push_back(std::move(row));
  const auto observations = load_observations(reader);
  std::vector<ToldCorrection> told;
  for (auto& found : db::load_versioned(reader, correction_table(), "ORDER BY proposed_on DESC, id DESC")) {
    auto own = std::move(rows[found.row.id.value]);
    told.push_back(told_of({std::move(found.row), std::move(own)}, found.version, observations));
  }
  return told;
}

Result<ToldCorrection> find_correction(const db::Reader& reader, std::string_view id) {
  auto found = db::find_versioned(reader, correction_table(), Id<Correction>{std::string(id)});
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(id)}});
  auto rows =
      db::load(reader, correction_row_table(), "WHERE correction = :id ORDER BY sequence", {{"id", found->row.id}});
  return told_of({std::move(found->row), std::move(rows)}, found->version, load_observations(reader));
}

Result<ToldCorrection> propose_correction(db::Tx& tx, Correction correction, const std::vector<FigureRow>& rows) {
  const auto indicators = load_indicators(tx);
  const auto units = unit::load_units(tx);
  const auto observations = load_observations(tx);
  correction.id.value = "C" + std::to_string(tx.entry_position());
  GUATU_TRY(ProposedCorrection proposed,
            propose(std::move(correction), rows, {indicators, units, observations}, tx.actor().name, tx.today()));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, correction_table(), proposed.correction));
  db::put(tx, correction_row_table(), proposed.rows);
  journal(tx, "statistics.correction_proposed", proposed);
  return told_of(std::move(proposed), version, observations);
}

Result<ToldCorrection> confirm_correction(db::Tx& tx, std::string_view id, std::int64_t expected_version) {
  GUATU_TRY(ToldCorrection told, find_correction(tx, id));
  GUATU_TRY(Correction confirmed, confirm(told.proposed.correction, tx.actor().name, tx.today()));
  GUATU_TRY(told.version, db::put_if(tx, correction_table(), confirmed, expected_version));
  // The vintage may have come by another way meanwhile.
  const auto indicators = load_indicators(tx);
  const auto units = unit::load_units(tx);
  const auto observations = load_observations(tx);
  const auto figures = figures_of(told.proposed.rows);
  GUATU_CHECK(check_figures(figures, confirmed.release(), {indicators, units, observations}));
  std::vector<Observation> vintages;
  for (const auto& figure : figures)
    vintages.push_back(observation_of(figure, confirmed.release(), confirmed.id.value));
  save(tx, vintages);
  told.proposed.correction = std::move(confirmed);
  journal(tx, "statistics.corrected", told.proposed);
  return told;
}

Result<ToldCorrection> refuse_correction(db::Tx& tx, std::string_view id, std::string refusal,
                                         std::int64_t expected_version) {
  GUATU_TRY(ToldCorrection told, find_correction(tx, id));
  GUATU_TRY(Correction refused, turn_down(told.proposed.correction, std::move(refusal), tx.actor().name, tx.today()));
  GUATU_TRY(told.version, db::put_if(tx, correction_table(), refused, expected_version));
  told.proposed.correction = std::move(refused);
  journal(tx, "statistics.correction_refused", told.proposed);
  return told;
}

}  // namespace guatu::indicator
