// SPDX-License-Identifier: Apache-2.0
#include "feature/score/score_actions.hpp"

#include <utility>

#include "engine/score/bundle.hpp"
#include "engine/score/report.hpp"
#include "engine/score/scheme_reader.hpp"
#include "format/scoredata/wide_csv.hpp"

namespace guatu::score {
namespace {

Error in_file(Error error, const std::string& name) {
  for (Problem& problem : error.problems)
    if (!problem.place.starts_with(name)) problem.place = problem.place.empty() ? name : name + ": " + problem.place;
  return error;
}

// Every trace is part of a bundle's result: a recomputation must agree down to the cells.
std::string result_of(const ScoreSession& session) {
  std::vector<std::size_t> all;
  for (std::size_t unit = 0; unit < session.computed.units.size(); ++unit) all.push_back(unit);
  return compute_json(session.input(), session.computed, all);
}

std::optional<NamedBytes> part_of(const Bundle& bundle, std::string_view kind) {
  const BundlePart* part = bundle.find(kind);
  if (part == nullptr) return std::nullopt;
  return NamedBytes{part->name, part->bytes};
}

}  // namespace

struct LoadedSheet::Store {
  std::string name;
  std::string bytes;
  scoredata::WideCsv csv;
};

Result<LoadedSheet> LoadedSheet::load(const NamedBytes& file) {
  auto store = std::make_shared<Store>();
  store->name = file.name;
  store->bytes = file.bytes;
  GUATU_TRY(store->csv, scoredata::read_wide_csv(store->bytes, store->name));
  LoadedSheet sheet;
  sheet.store_ = std::move(store);
  return sheet;
}

SheetText LoadedSheet::text() const { return {store_->name, store_->csv.columns, store_->csv.cells, store_->csv.rows}; }

Result<std::unique_ptr<ScoreSession>> open_session(ScoreFiles files) {
  auto session = std::make_unique<ScoreSession>();
  session->files = std::move(files);
  auto scheme = read_scheme(session->files.scheme.bytes);
  if (!scheme) return refuse(in_file(scheme.error(), session->files.scheme.name));
  session->scheme = *std::move(scheme);
  GUATU_TRY(session->data, LoadedSheet::load(session->files.data));
  const Marks marks{session->scheme.missing_marks, session->scheme.not_applicable_marks};
  GUATU_TRY(session->table, Table::make(session->data.text(), session->scheme.columns, marks, session->scheme.period));
  if (session->files.events) {
    GUATU_TRY(const auto sheet, LoadedSheet::load(*session->files.events));
    GUATU_TRY(session->events, read_events(sheet.text(), session->scheme, session->table));
  }
  if (session->files.ballots) {
    GUATU_TRY(const auto sheet, LoadedSheet::load(*session->files.ballots));
    GUATU_TRY(session->ballots, read_ballots(sheet.text(), session->scheme, session->table));
  }
  GUATU_TRY(session->computed, compute(session->input()));
  return session;
}

Result<std::size_t> find_unit(const ScoreSession& session, std::string_view code) {
  const int index = session.table.unit_index(code);
  if (index >= 0) return static_cast<std::size_t>(index);
  return refuse(ErrorKind::not_found, "unit", "score.unit_unknown", {{"value", std::string(code)}});
}

Result<std::string> bundle_of(const ScoreSession& session) {
  const ScoreFiles& files = session.files;
  Bundle bundle{{{"scheme", files.scheme.name, files.scheme.bytes}, {"data", files.data.name, files.data.bytes}}};
  if (files.events) bundle.parts.push_back({"events", files.events->name, files.events->bytes});
  if (files.ballots) bundle.parts.push_back({"ballots", files.ballots->name, files.ballots->bytes});
  bundle.parts.push_back({"result", "result.json", result_of(session)});
  return write_bundle(bundle);
}

Result<Verdict> verify_bundle(std::string_view bytes) {
  GUATU_TRY(const Bundle bundle, read_bundle(bytes));
  GUATU_TRY(const auto session, open_session({*part_of(bundle, "scheme"), *part_of(bundle, "data"), part_of(bundle, "events"), part_of(bundle, "ballots")}));
  const std::string result = result_of(*session);
  return Verdict{first_difference(bundle.find("result")->bytes, result), result.size()};
}

}  // namespace guatu::score
