// SPDX-License-Identifier: Apache-2.0
// The journal as its reader asks for it (日志查阅): entries by who, what, about what and when; one entry with the rows
// it wrote; the signed checkpoint; proof that an entry is under it; recomputing the whole. Refuses
// journal.no_such_position, journal.no_checkpoint, journal.bad_key.
#pragma once

#include <string>
#include <vector>

#include "feature/journal/journal_store.hpp"
#include "platform/db/audit.hpp"
#include "platform/journal/entry.hpp"

namespace guatu::journal {

struct EntryPage {
  std::vector<Entry> entries;
  std::int64_t total = 0;
};
EntryPage load_entries(const db::Reader& reader, const EntryQuery& query);

struct EntryDetail {
  Entry entry;
  std::string bytes;    // what the tree hashes
  std::string leaf;     // hex
  std::string content;  // JSON
  std::vector<StampedRow> rows;
};
Result<EntryDetail> load_entry(const db::Reader& reader, db::Position position);

struct SignedCheckpoint {
  std::int64_t size = 0;
  std::string root;  // hex
  std::string note;
  std::string key;  // it verifies with
};
Result<SignedCheckpoint> load_checkpoint(const db::Database& database, const db::Reader& reader);
Result<SignedCheckpoint> issue_checkpoint(db::Database& database);

struct EntryProof {
  std::int64_t position = 0;
  SignedCheckpoint checkpoint;
  std::string proof;  // a document
};
Result<EntryProof> prove_entry(const db::Database& database, const db::Reader& reader, db::Position position);

Result<db::AuditReport> verify_journal(const db::Database& database, const db::Reader& reader);

}  // namespace guatu::journal
