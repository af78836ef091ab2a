// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/merkle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace guatu::journal {
namespace {

std::string bytes_of(const std::vector<int>& values) {
  std::string bytes;
  for (const int value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

// The eight leaves of the reference tests of Certificate Transparency (google/certificate-transparency, merkletree
// tests).
std::vector<std::string> reference_entries() {
  return {"",
          bytes_of({0x00}),
          bytes_of({0x10}),
          bytes_of({0x20, 0x21}),
          bytes_of({0x30, 0x31}),
          bytes_of({0x40, 0x41, 0x42, 0x43}),
          bytes_of({0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57}),
          bytes_of({0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f})};
}

std::vector<Digest> leaves_of(const std::vector<std::string>& entries) {
  std::vector<Digest> leaves;
  for (const auto& entry : entries) leaves.push_back(leaf_hash(Algorithm::sha256, entry));
  return leaves;
}

std::vector<Digest> numbered_leaves(std::size_t count, Algorithm algorithm = Algorithm::sha256) {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(algorithm, std::to_string(i)));
  return leaves;
}

TEST(MerkleTest, roots_of_the_reference_tree) {
  const char* roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const auto leaves = leaves_of(reference_entries());
  Frontier frontier(Algorithm::sha256);
  EXPECT_EQ(crypto::to_hex(frontier.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    frontier.append(leaves[i]);
    EXPECT_EQ(crypto::to_hex(frontier.root()), roots[i]) << i + 1;
  }
}

TEST(MerkleTest, a_frontier_goes_on_from_its_text) {
  const auto leaves = numbered_leaves(70, Algorithm::sm3);
  for (std::size_t size = 0; size < leaves.size(); ++size) {
    Frontier whole(Algorithm::sm3);
    for (std::size_t i = 0; i < size; ++i) whole.append(leaves[i]);
    auto again = Frontier::parse(Algorithm::sm3, size, whole.text());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->root(), whole.root());
    again->append(leaves[size]);
    whole.append(leaves[size]);
    EXPECT_EQ(again->root(), whole.root()) << size;
  }
  EXPECT_FALSE(Frontier::parse(Algorithm::sm3, 1, ""));
  EXPECT_FALSE(Frontier::parse(Algorithm::sm3, 1, std::string(64, 'G')));
  EXPECT_FALSE(Frontier::parse(Algorithm::sm3, 3, std::string(64, '0')));
}

TEST(MerkleTest, every_leaf_of_every_small_tree_is_proved_and_nothing_else) {
  const auto leaves = numbered_leaves(20);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const std::vector<Digest> tree(leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(size));
    const Digest root = root_of(Algorithm::sha256, tree);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(Algorithm::sha256, tree, index);
      EXPECT_TRUE(is_included(Algorithm::sha256, tree[index], index, size, proof, root));
      for (std::size_t other = 0; other < size; ++other)
        EXPECT_EQ(is_included(Algorithm::sha256, tree[index], other, size, proof, root), other == index);
      EXPECT_FALSE(is_included(Algorithm::sha256, leaf_hash(Algorithm::sha256, "no"), index, size, proof, root));
      auto longer = proof;
      longer.push_back(root);
      EXPECT_FALSE(is_included(Algorithm::sha256, tree[index], index, size, longer, root));
      if (!proof.empty()) {
        auto shorter = proof;
        shorter.pop_back();
        EXPECT_FALSE(is_included(Algorithm::sha256, tree[index], index, size, shorter, root));
      }
    }
    EXPECT_FALSE(is_included(Algorithm::sha256, tree[0], size, size, {}, root));
  }
}

TEST(MerkleTest, every_small_tree_continues_its_beginnings_and_no_other) {
  const auto leaves = numbered_leaves(20);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const std::vector<Digest> tree(leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(size));
    const Digest root = root_of(Algorithm::sha256, tree);
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      std::vector<Digest> old_tree(tree.begin(), tree.begin() + static_cast<std::ptrdiff_t>(old_size));
      const Digest old_root = root_of(Algorithm::sha256, old_tree);
      const auto proof = consistency_proof(Algorithm::sha256, tree, old_size);
      EXPECT_TRUE(is_consistent(Algorithm::sha256, old_size, size, proof, old_root, root))
          << old_size << " in " << size;
      old_tree.back() = leaf_hash(Algorithm::sha256, "rewritten");
      EXPECT_FALSE(is_consistent(Algorithm::sha256, old_size, size, proof, root_of(Algorithm::sha256, old_tree), root));
      if (!proof.empty()) {
        auto shorter = proof;
        shorter.pop_back();
        EXPECT_FALSE(is_consistent(Algorithm::sha256, old_size, size, shorter, old_root, root));
      }
    }
  }
  EXPECT_FALSE(is_consistent(Algorithm::sha256, 0, 1, {}, leaves[0], leaves[0]));
  EXPECT_FALSE(is_consistent(Algorithm::sha256, 2, 1, {}, leaves[0], leaves[0]));
}

// RFC 6962 section 2.1.3: the seven-leaf example, PATH(3) = [c, g, l] and PROOF(3) = [c, d, g, l], by its own formulas.
TEST(MerkleTest, the_proofs_of_the_rfc_example) {
  const auto leaves = numbered_leaves(7);
  const auto node = [](const Digest& left, const Digest& right) { return node_hash(Algorithm::sha256, left, right); };
  const Digest g = node(leaves[0], leaves[1]);
  const Digest h = node(leaves[2], leaves[3]);
  const Digest i = node(leaves[4], leaves[5]);
  const Digest l = node(i, leaves[6]);
  EXPECT_EQ(inclusion_proof(Algorithm::sha256, leaves, 3), (std::vector<Digest>{leaves[2], g, l}));
  EXPECT_EQ(inclusion_proof(Algorithm::sha256, leaves, 6), (std::vector<Digest>{i, node(g, h)}));
  EXPECT_EQ(consistency_proof(Algorithm::sha256, leaves, 3), (std::vector<Digest>{leaves[2], leaves[3], g, l}));
  EXPECT_EQ(consistency_proof(Algorithm::sha256, leaves, 4), (std::vector<Digest>{l}));
  EXPECT_EQ(consistency_proof(Algorithm::sha256, leaves, 6), (std::vector<Digest>{i, leaves[6], node(g, h)}));
}

}  // namespace
}  // namespace guatu::journal
