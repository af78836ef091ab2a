// SPDX-License-Identifier: Apache-2.0
// The Merkle tree of RFC 6962 section 2.1 over journal entries, with SHA-256 or SM3: leaf H(0x00‖entry),
// node H(0x01‖left‖right), the empty tree H(""). Frontier keeps the roots of the full subtrees, so that an
// append costs O(log n). Proofs follow sections 2.1.1 and 2.1.2; verification RFC 9162 2.1.3.2 and 2.1.4.2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/digest.hpp"

namespace guatu::journal {

using crypto::Algorithm;
using crypto::Digest;

Digest leaf_hash(Algorithm algorithm, std::string_view entry);
Digest node_hash(Algorithm algorithm, const Digest& left, const Digest& right);

class Frontier {
 public:
  explicit Frontier(Algorithm algorithm) : algorithm_(algorithm) {}
  // From text(); empty when the text does not fit the size.
  static std::optional<Frontier> parse(Algorithm algorithm, std::uint64_t size, std::string_view text);

  void append(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;
  std::string text() const;  // hex of the subtree roots, the largest first

 private:
  Algorithm algorithm_;
  std::uint64_t size_ = 0;
  std::vector<Digest> subtrees_;  // one for each 1 bit of size_, the largest first
};

Digest root_of(Algorithm algorithm, const std::vector<Digest>& leaves);

// The siblings from the leaf up. index < leaves.size().
std::vector<Digest> inclusion_proof(Algorithm algorithm, const std::vector<Digest>& leaves, std::size_t index);
bool is_included(Algorithm algorithm, const Digest& leaf, std::uint64_t index, std::uint64_t size,
                 const std::vector<Digest>& proof, const Digest& root);

// That the tree of `leaves` continues the one of its first `old_size` leaves; 0 < old_size ≤ leaves.size().
std::vector<Digest> consistency_proof(Algorithm algorithm, const std::vector<Digest>& leaves, std::size_t old_size);
bool is_consistent(Algorithm algorithm, std::uint64_t old_size, std::uint64_t size, const std::vector<Digest>& proof,
                   const Digest& old_root, const Digest& root);

}  // namespace guatu::journal
