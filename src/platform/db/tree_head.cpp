// SPDX-License-Identifier: Apache-2.0
#include "platform/db/tree_head.hpp"

#include "base/assert.hpp"

namespace guatu::db {

std::optional<TreeHead> load_tree_head(const Reader& reader) {
  const auto rows = reader.query<std::int64_t, std::string, std::string, std::string, std::string>(
      "SELECT size, root, frontier, sm3_root, sm3_frontier FROM tree_head");
  if (rows.size() != 1) return std::nullopt;
  const auto& [size, root, frontier, sm3_root, sm3_frontier] = rows.front();
  if (size < 0) return std::nullopt;
  auto sha256 = journal::Frontier::parse(crypto::Algorithm::sha256, static_cast<std::uint64_t>(size), frontier);
  auto sm3 = journal::Frontier::parse(crypto::Algorithm::sm3, static_cast<std::uint64_t>(size), sm3_frontier);
  if (!sha256 || !sm3) return std::nullopt;
  return TreeHead{size, std::move(*sha256), std::move(*sm3), root, sm3_root};
}

void append_to_journal(Tx& tx, const journal::Entry& entry) {
  auto head = load_tree_head(tx);
  // Going on from a damaged head would bury the damage under new entries.
  if (!head || crypto::to_hex(head->sha256.root()) != head->stored_root ||
      crypto::to_hex(head->sm3.root()) != head->stored_sm3_root)
    throw Failure("the journal's tree head is damaged; nothing was written; run guatu check");
  GUATU_ASSERT(head->size + 1 == entry.position);
  const std::string bytes = journal::entry_bytes(entry);
  const auto leaf = journal::leaf_hash(crypto::Algorithm::sha256, bytes);
  head->sha256.append(leaf);
  head->sm3.append(journal::leaf_hash(crypto::Algorithm::sm3, bytes));
  tx.exec(
      "INSERT INTO journal (position, recorded_at, kind, subject, leaf, entry) "
      "VALUES (:position, :recorded_at, :kind, :subject, :leaf, :entry)",
      {{"position", entry.position},
       {"recorded_at", entry.recorded_at},
       {"kind", entry.kind},
       {"subject", entry.subject},
       {"leaf", crypto::to_hex(leaf)},
       {"entry", bytes}});
  tx.exec(
      "UPDATE tree_head SET size = :size, root = :root, frontier = :frontier, sm3_root = :sm3_root, "
      "sm3_frontier = :sm3_frontier",
      {{"size", entry.position},
       {"root", crypto::to_hex(head->sha256.root())},
       {"frontier", head->sha256.text()},
       {"sm3_root", crypto::to_hex(head->sm3.root())},
       {"sm3_frontier", head->sm3.text()}});
}

}  // namespace guatu::db
