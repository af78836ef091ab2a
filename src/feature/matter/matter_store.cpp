// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter_store.hpp"

namespace guatu::matter {

const db::Table<Matter>& matter_table() {
  static const auto kTable = db::table<Matter>(
      "matter", db::key("id", &Matter::id), db::column("kind", &Matter::kind), db::column("text", &Matter::text),
      db::column("source_kind", &Matter::source_kind), db::column("source", &Matter::source),
      db::column("lead", &Matter::lead), db::column("assisting", &Matter::assisting),
      db::column("registered_on", &Matter::registered_on), db::column("assigned_on", &Matter::assigned_on),
      db::column("original_due", &Matter::original_due), db::column("due", &Matter::due),
      db::column("state", &Matter::state), db::column("side_state", &Matter::side_state),
      db::column("coordination_level", &Matter::coordination_level),
      db::column("latest_report", &Matter::latest_report), db::column("reported_on", &Matter::reported_on),
      db::column("done_on", &Matter::done_on), db::column("verifier", &Matter::verifier),
      db::column("return_count", &Matter::return_count), db::column("project", &Matter::project),
      db::column("indicator", &Matter::indicator), db::column("warning", &Matter::warning),
      db::column("satisfaction", &Matter::satisfaction), db::column("note", &Matter::note),
      db::column("parent", &Matter::parent), db::column("grade", &Matter::grade), db::column("acts", &Matter::acts),
      db::column("started_by", &Matter::started_by), db::column("milestone", &Matter::milestone));
  return kTable;
}

const db::Table<Report>& matter_report_table() {
  static const auto kTable =
      db::table<Report>("matter_report", db::key("matter", &Report::matter), db::key("sequence", &Report::sequence),
                        db::column("reported_on", &Report::reported_on), db::column("unit", &Report::unit),
                        db::column("text", &Report::text), db::column("progress_word", &Report::progress_word));
  return kTable;
}

const db::Table<Extension>& extension_table() {
  static const auto kTable = db::table<Extension>(
      "extension", db::key("matter", &Extension::matter), db::key("asked_on", &Extension::asked_on),
      db::column("unit", &Extension::unit), db::column("due_before", &Extension::due_before),
      db::column("due_asked", &Extension::due_asked), db::column("decision", &Extension::decision),
      db::column("decided_on", &Extension::decided_on), db::column("decided_by", &Extension::decided_by),
      db::column("reason", &Extension::reason));
  return kTable;
}

const db::Table<Letter>& letter_table() {
  static const auto kTable = db::table<Letter>(
      "letter", db::key("id", &Letter::id), db::column("matter", &Letter::matter), db::column("kind", &Letter::kind),
      db::column("warning", &Letter::warning), db::column("signed_on", &Letter::signed_on),
      db::column("signed_by", &Letter::signed_by), db::column("summary", &Letter::summary));
  return kTable;
}

}  // namespace guatu::matter
