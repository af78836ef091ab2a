// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/proof.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace guatu::journal {
namespace {

class ProofTest : public ::testing::Test {
 protected:
  ProofTest() {
    for (int i = 0; i < 11; ++i) leaves.push_back(leaf_hash(Algorithm::sha256, "entry " + std::to_string(i + 1)));
    note = signer.sign({"", leaves.size(), root_of(Algorithm::sha256, leaves), crypto::sm3("")});
  }
  std::string code_of(std::string_view proof) const {
    return verify_proof(proof, signer.verifier()).error().problems.at(0).code;
  }

  Signer signer = Signer::generate();
  std::vector<Digest> leaves;
  std::string note;
};

TEST_F(ProofTest, accepts) {
  for (int position = 1; position <= 11; ++position) {
    const auto proof = make_inclusion_proof(leaves, position, "entry " + std::to_string(position), note);
    const auto proven = verify_proof(*proof, signer.verifier());
    ASSERT_TRUE(proven) << *proof;
    EXPECT_EQ(proven->position, position);
    EXPECT_EQ(proven->entry, "entry " + std::to_string(position));
    const auto older = verify_proof(*make_consistency_proof(leaves, position, note), signer.verifier());
    ASSERT_TRUE(older);
    EXPECT_EQ(older->old_root, root_of(Algorithm::sha256, {leaves.begin(), leaves.begin() + position}));
  }
}

TEST_F(ProofTest, refuses) {
  for (const int position : {-1, 0, 12}) {
    EXPECT_EQ(make_inclusion_proof(leaves, position, "", note).error().problems.at(0).code, "journal.no_such_position");
    EXPECT_EQ(make_consistency_proof(leaves, position, note).error().problems.at(0).code, "journal.no_such_position");
  }
  const std::string proof = *make_inclusion_proof(leaves, 3, "entry 3", note);
  EXPECT_EQ(code_of(replace_all(proof, "entry 3", "entry 4")), "journal.proof_fails");
  EXPECT_EQ(code_of(replace_all(proof, "\"position\":3", "\"position\":4")), "journal.proof_fails");
  EXPECT_EQ(code_of(replace_all(proof, "\\n11\\n", "\\n12\\n")), "journal.bad_signature");
  const std::string older = *make_consistency_proof(leaves, 3, note);
  EXPECT_EQ(code_of(replace_all(older, "\"position\":3", "\"position\":4")), "journal.proof_fails");
  for (const std::string& bad :
       {std::string("{}"), std::string("x"), replace_all(proof, "inclusion", "consistency"),
        replace_all(proof, "\"position\":3", "\"position\":-3"), replace_all(proof, "path", "paths")})
    EXPECT_EQ(code_of(bad), "journal.bad_proof") << bad;
  EXPECT_EQ(verify_proof(proof, Signer::generate().verifier()).error().problems.at(0).code,
            "journal.foreign_checkpoint");
}

}  // namespace
}  // namespace guatu::journal
