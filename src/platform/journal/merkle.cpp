// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/merkle.hpp"

#include <bit>
#include <span>

#include "base/assert.hpp"

namespace guatu::journal {
namespace {

using Leaves = std::span<const Digest>;

// The largest power of two smaller than n (k of RFC 6962); n > 1.
std::size_t split_of(std::size_t n) { return std::bit_floor(n - 1); }

Digest subtree_root(Algorithm algorithm, Leaves leaves) {
  Frontier frontier(algorithm);
  for (const Digest& leaf : leaves) frontier.append(leaf);
  return frontier.root();
}

void add_path(Algorithm algorithm, Leaves leaves, std::size_t index, std::vector<Digest>& proof) {
  if (leaves.size() == 1) return;
  const std::size_t split = split_of(leaves.size());
  if (index < split) {
    add_path(algorithm, leaves.first(split), index, proof);
    proof.push_back(subtree_root(algorithm, leaves.subspan(split)));
  } else {
    add_path(algorithm, leaves.subspan(split), index - split, proof);
    proof.push_back(subtree_root(algorithm, leaves.first(split)));
  }
}

// SUBPROOF(m, D[n], b) of RFC 6962; `known` says that the old root itself covers these leaves.
enum class OldRoot { known, unknown };
void add_subproof(Algorithm algorithm, Leaves leaves, std::size_t old_size, OldRoot old_root,
                  std::vector<Digest>& proof) {
  if (old_size == leaves.size()) {
    if (old_root == OldRoot::unknown) proof.push_back(subtree_root(algorithm, leaves));
    return;
  }
  const std::size_t split = split_of(leaves.size());
  if (old_size <= split) {
    add_subproof(algorithm, leaves.first(split), old_size, old_root, proof);
    proof.push_back(subtree_root(algorithm, leaves.subspan(split)));
  } else {
    add_subproof(algorithm, leaves.subspan(split), old_size - split, OldRoot::unknown, proof);
    proof.push_back(subtree_root(algorithm, leaves.first(split)));
  }
}

}  // namespace

Digest leaf_hash(Algorithm algorithm, std::string_view entry) {
  crypto::Hasher hasher(algorithm);
  return hasher.update(std::string_view("\0", 1)).update(entry).finish();
}

Digest node_hash(Algorithm algorithm, const Digest& left, const Digest& right) {
  thread_local crypto::Hasher sha(Algorithm::sha256);
  thread_local crypto::Hasher sm(Algorithm::sm3);
  crypto::Hasher& hasher = algorithm == Algorithm::sha256 ? sha : sm;
  return hasher.update("\x01").update(left.view()).update(right.view()).finish();
}

std::optional<Frontier> Frontier::parse(Algorithm algorithm, std::uint64_t size, std::string_view text) {
  constexpr std::size_t width = 2 * crypto::kDigestBytes;
  const auto subtrees = static_cast<std::size_t>(std::popcount(size));
  if (text.size() != subtrees * width) return std::nullopt;
  Frontier frontier(algorithm);
  frontier.size_ = size;
  for (std::size_t i = 0; i < subtrees; ++i) {
    const auto digest = crypto::parse_hex_digest(text.substr(i * width, width));
    if (!digest) return std::nullopt;
    frontier.subtrees_.push_back(*digest);
  }
  return frontier;
}

void Frontier::append(const Digest& leaf) {
  Digest subtree = leaf;
  // Every trailing 1 bit of the old size is a full subtree that the new leaf completes into a larger one.
  for (std::uint64_t bits = size_; (bits & 1U) != 0; bits >>= 1U) {
    subtree = node_hash(algorithm_, subtrees_.back(), subtree);
    subtrees_.pop_back();
  }
  subtrees_.push_back(subtree);
  ++size_;
}

Digest Frontier::root() const {
  if (subtrees_.empty()) return crypto::digest_of(algorithm_, "");
  Digest root = subtrees_.back();
  for (std::size_t i = subtrees_.size() - 1; i-- > 0;) root = node_hash(algorithm_, subtrees_[i], root);
  return root;
}

std::string Frontier::text() const {
  std::string text;
  for (const Digest& subtree : subtrees_) crypto::append_hex(text, subtree);
  return text;
}

Digest root_of(Algorithm algorithm, const std::vector<Digest>& leaves) { return subtree_root(algorithm, leaves); }

std::vector<Digest> inclusion_proof(Algorithm algorithm, const std::vector<Digest>& leaves, std::size_t index) {
  GUATU_ASSERT(index < leaves.size());
  std::vector<Digest> proof;
  add_path(algorithm, leaves, index, proof);
  return proof;
}

bool is_included(Algorithm algorithm, const Digest& leaf, std::uint64_t index, std::uint64_t size,
                 const std::vector<Digest>& proof, const Digest& root) {
  if (index >= size) return false;
  std::uint64_t at = index;
  std::uint64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      hash = node_hash(algorithm, sibling, hash);
      // A right edge node without a sibling was promoted: climb to where it has one.
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(algorithm, hash, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

std::vector<Digest> consistency_proof(Algorithm algorithm, const std::vector<Digest>& leaves, std::size_t old_size) {
  GUATU_ASSERT(old_size > 0 && old_size <= leaves.size());
  std::vector<Digest> proof;
  add_subproof(algorithm, leaves, old_size, OldRoot::known, proof);
  return proof;
}

bool is_consistent(Algorithm algorithm, std::uint64_t old_size, std::uint64_t size, const std::vector<Digest>& proof,
                   const Digest& old_root, const Digest& root) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  std::vector<Digest> path = proof;
  if (std::has_single_bit(old_size)) path.insert(path.begin(), old_root);
  if (path.empty()) return false;
  std::uint64_t at = old_size - 1;
  std::uint64_t last = size - 1;
  while ((at & 1U) != 0) {
    at >>= 1U;
    last >>= 1U;
  }
  Digest old_hash = path.front();
  Digest new_hash = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      old_hash = node_hash(algorithm, path[i], old_hash);
      new_hash = node_hash(algorithm, path[i], new_hash);
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      new_hash = node_hash(algorithm, new_hash, path[i]);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && old_hash == old_root && new_hash == root;
}

}  // namespace guatu::journal
