// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/statistic_store.hpp"

namespace guatu::indicator {

const db::Table<Transcription>& transcription_table() {
  using T = Transcription;
  static const auto kTable = db::table<T>(
      "transcription", db::key("id", &T::id), db::column("source", &T::source), db::column("vintage", &T::vintage),
      db::column("released_on", &T::released_on), db::column("released_time", &T::released_time),
      db::column("document", &T::document), db::column("note", &T::note), db::blob_column("scan", &T::scan),
      db::column("scan_name", &T::scan_name), db::column("scan_type", &T::scan_type),
      db::column("scan_bytes", &T::scan_bytes), db::column("state", &T::state), db::column("first_by", &T::first_by),
      db::column("first_on", &T::first_on), db::column("second_by", &T::second_by),
      db::column("second_on", &T::second_on), db::column("reason", &T::reason), db::column("typings", &T::typings));
  return kTable;
}

const db::Table<TranscriptionRow>& transcription_row_table() {
  using R = TranscriptionRow;
  static const auto kTable =
      db::table<R>("transcription_row", db::key("transcription", &R::transcription), db::key("sequence", &R::sequence),
                   db::column("indicator", &R::indicator), db::column("unit", &R::unit),
                   db::column("first_month", &R::first), db::column("last_month", &R::last),
                   db::column("basis", &R::basis), db::column("measure", &R::measure), db::column("note", &R::note),
                   db::column("first_value", &R::first_value), db::column("second_value", &R::second_value));
  return kTable;
}

const db::Table<Correction>& correction_table() {
  using C = Correction;
  static const auto kTable = db::table<C>(
      "correction", db::key("id", &C::id), db::column("source", &C::source), db::column("vintage", &C::vintage),
      db::column("released_on", &C::released_on), db::column("released_time", &C::released_time),
      db::column("document", &C::document), db::column("reason", &C::reason), db::column("state", &C::state),
      db::column("proposed_by", &C::proposed_by), db::column("proposed_on", &C::proposed_on),
      db::column("decided_by", &C::decided_by), db::column("decided_on", &C::decided_on),
      db::column("refusal", &C::refusal));
  return kTable;
}

const db::Table<CorrectionRow>& correction_row_table() {
  using R = CorrectionRow;
  static const auto kTable = db::table<R>(
      "correction_row", db::key("correction", &R::correction), db::key("sequence", &R::sequence),
      db::column("indicator", &R::indicator), db::column("unit", &R::unit), db::column("first_month", &R::first),
      db::column("last_month", &R::last), db::column("basis", &R::basis), db::column("measure", &R::measure),
      db::column("note", &R::note), db::column("value", &R::value));
  return kTable;
}

const db::Table<TargetAdjustment>& target_adjustment_table() {
  using A = TargetAdjustment;
  static const auto kTable =
      db::table<A>("target_adjustment", db::key("indicator", &A::indicator), db::key("unit", &A::unit),
                   db::key("year", &A::year), db::key("number", &A::number), db::column("adjusted_on", &A::adjusted_on),
                   db::column("level_before", &A::level_before), db::column("level_after", &A::level_after),
                   db::column("growth_before", &A::growth_before), db::column("growth_after", &A::growth_after),
                   db::column("reason", &A::reason), db::column("adjusted_by", &A::adjusted_by),
                   db::column("sequence", &A::sequence));
  return kTable;
}

const db::Table<Estimate>& estimate_table() {
  using E = Estimate;
  static const auto kTable = db::table<E>(
      "estimate", db::key("indicator", &E::indicator), db::key("unit", &E::unit), db::key("month", &E::month),
      db::column("value", &E::value), db::column("growth", &E::growth), db::column("note", &E::note),
      db::column("entered_by", &E::entered_by), db::column("entered_on", &E::entered_on));
  return kTable;
}

const db::Table<PeerSet>& peer_set_table() {
  static const auto kTable =
      db::table<PeerSet>("peer_set", db::key("unit", &PeerSet::unit), db::column("peers", &PeerSet::peers));
  return kTable;
}

}  // namespace guatu::indicator
