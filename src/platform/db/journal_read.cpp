// SPDX-License-Identifier: Apache-2.0
#include "platform/db/journal_read.hpp"

#include <fstream>
#include <iterator>

#include "platform/db/store_key.hpp"

namespace guatu::db {

Result<journal::Verifier> load_verifier(const std::filesystem::path& directory) {
  std::ifstream stream(directory / kVerifierFile, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  auto verifier = journal::Verifier::parse(text);
  if (!verifier) verifier.error().problems.front().place = (directory / kVerifierFile).string();
  return verifier;
}

Result<std::string> last_checkpoint(const Reader& reader) {
  auto note = reader.query_value<std::string>("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
  if (!note) return refuse(ErrorKind::not_found, "", "journal.no_checkpoint");
  return std::move(*note);
}

void each_entry(const Reader& reader, const std::function<void(std::string_view entry)>& each) {
  reader.rows("SELECT entry FROM journal ORDER BY position", {},
              [&](const Cursor& cursor) { each(text_in(cursor.cell(0))); });
}

std::vector<journal::Digest> load_leaves(const Reader& reader, Position size) {
  std::vector<journal::Digest> leaves;
  reader.rows("SELECT entry FROM journal WHERE position <= :size ORDER BY position", {{"size", size}},
              [&](const Cursor& cursor) {
                leaves.push_back(journal::leaf_hash(crypto::Algorithm::sha256, text_in(cursor.cell(0))));
              });
  return leaves;
}

std::optional<std::string> find_entry(const Reader& reader, Position position) {
  return reader.query_value<std::string>("SELECT entry FROM journal WHERE position = :position",
                                         {{"position", position}});
}

Position last_entry_before(const Reader& reader, Instant end) {
  Position before = 0;
  Position after = reader.position() + 1;
  while (after - before > 1) {
    const Position middle = before + (after - before) / 2;
    const auto recorded_at = reader.query_value<Instant>("SELECT recorded_at FROM journal WHERE position = :position",
                                                         {{"position", middle}});
    (recorded_at && *recorded_at < end ? before : after) = middle;
  }
  return before;
}

}  // namespace guatu::db
