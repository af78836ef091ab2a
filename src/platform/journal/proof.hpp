// SPDX-License-Identifier: Apache-2.0
// Proof (证明): what is handed to a unit that disputes a number: one entry, its place in the tree and a signed
// checkpoint, or that one checkpoint continues another. One JSON document; it can be verified with nothing but
// the journal's public key. Refuses journal.bad_proof, journal.proof_fails, journal.no_such_position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/journal/checkpoint.hpp"
#include "platform/journal/merkle.hpp"

namespace guatu::journal {

// `leaves` of the whole tree that the checkpoint signs.
Result<std::string> make_inclusion_proof(const std::vector<Digest>& leaves, std::int64_t position,
                                         std::string_view entry, std::string_view note);
Result<std::string> make_consistency_proof(const std::vector<Digest>& leaves, std::int64_t old_size,
                                           std::string_view note);

struct Proven {
  Checkpoint checkpoint;
  std::int64_t position = 0;  // of the entry, or the older size
  std::string entry;          // empty in a consistency proof
  Digest old_root;            // of a consistency proof
};
Result<Proven> verify_proof(std::string_view proof, const Verifier& verifier);

}  // namespace guatu::journal
