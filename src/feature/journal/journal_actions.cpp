// SPDX-License-Identifier: Apache-2.0
#include "feature/journal/journal_actions.hpp"

#include "platform/db/journal_read.hpp"
#include "platform/journal/proof.hpp"

namespace guatu::journal {
namespace {

// The content is the last member of an entry.
std::string content_in(const std::string& bytes) {
  constexpr std::string_view kName = "\"content\":";
  const std::size_t at = bytes.find(kName);
  if (at == std::string::npos) return "{}";
  return bytes.substr(at + kName.size(), bytes.size() - at - kName.size() - 1);
}

std::unexpected<Error> no_such_position(db::Position position, db::Position last) {
  return refuse(ErrorKind::not_found, "", "journal.no_such_position",
                {{"position", std::to_string(position)}, {"size", std::to_string(last)}});
}

}  // namespace

EntryPage load_entries(const db::Reader& reader, const EntryQuery& query) {
  auto found = find_entries(reader, query);
  EntryPage page{{}, found.total};
  for (const std::string& bytes : found.entries)
    if (auto entry = parse_entry(bytes)) page.entries.push_back(std::move(*entry));
  return page;
}

Result<EntryDetail> load_entry(const db::Reader& reader, db::Position position) {
  auto bytes = db::find_entry(reader, position);
  auto entry = bytes ? parse_entry(*bytes) : std::nullopt;
  if (!entry) return no_such_position(position, reader.position());
  EntryDetail detail{std::move(*entry), std::move(*bytes), {}, {}, rows_of_entry(reader, position)};
  detail.leaf = crypto::to_hex(leaf_hash(crypto::Algorithm::sha256, detail.bytes));
  detail.content = content_in(detail.bytes);
  return detail;
}

Result<SignedCheckpoint> load_checkpoint(const db::Database& database, const db::Reader& reader) {
  GUATU_TRY(const std::string note, db::last_checkpoint(reader));
  GUATU_TRY(const Verifier verifier, db::load_verifier(database.directory()));
  GUATU_TRY(const Checkpoint checkpoint, open_checkpoint(note, verifier));
  return SignedCheckpoint{static_cast<std::int64_t>(checkpoint.size), crypto::to_hex(checkpoint.root), note,
                          verifier.text()};
}

Result<SignedCheckpoint> issue_checkpoint(db::Database& database) {
  GUATU_CHECK(database.issue_checkpoint());
  return load_checkpoint(database, database.reader());
}

Result<EntryProof> prove_entry(const db::Database& database, const db::Reader& reader, db::Position position) {
  const auto bytes = db::find_entry(reader, position);
  if (!bytes) return no_such_position(position, reader.position());
  GUATU_TRY(SignedCheckpoint checkpoint, load_checkpoint(database, reader));
  const auto leaves = db::load_leaves(reader, checkpoint.size);
  GUATU_TRY(std::string proof, make_inclusion_proof(leaves, position, *bytes, checkpoint.note));
  return EntryProof{position, std::move(checkpoint), std::move(proof)};
}

Result<db::AuditReport> verify_journal(const db::Database& database, const db::Reader& reader) {
  GUATU_TRY(const Verifier verifier, db::load_verifier(database.directory()));
  return db::audit_journal(reader, verifier);
}

}  // namespace guatu::journal
