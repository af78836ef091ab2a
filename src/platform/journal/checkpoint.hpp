// SPDX-License-Identifier: Apache-2.0
// Checkpoint (检查点): a signed statement "the journal had this size and this root", as C2SP tlog-checkpoint text
// in a signed note; the SM3 root stands in an extension line. Kept off the machine, it convicts anybody who
// rewrites what came before it. Refuses journal.bad_key, journal.bad_checkpoint, journal.foreign_checkpoint,
// journal.bad_signature.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/signature.hpp"

namespace guatu::journal {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  crypto::Digest root;
  crypto::Digest sm3_root;

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The public half: name+key id+key, one line, to be given to auditors.
class Verifier {
 public:
  static Result<Verifier> parse(std::string_view text);
  Verifier(std::string name, const crypto::KeyBytes& public_key);

  const std::string& name() const { return name_; }
  const crypto::KeyBytes& public_key() const { return public_key_; }
  std::string key_id() const;  // 4 bytes
  std::string text() const;

 private:
  std::string name_;
  crypto::KeyBytes public_key_;
};

class Signer {
 public:
  static Signer generate();  // its name is guatu/ and the beginning of the key's digest
  static Result<Signer> parse(std::string_view text);

  const Verifier& verifier() const { return verifier_; }
  std::string text() const;                              // secret
  std::string sign(const Checkpoint& checkpoint) const;  // the note; its origin is this signer's name

 private:
  Signer(std::string name, const crypto::KeyBytes& seed);
  crypto::KeyBytes seed_;
  Verifier verifier_;
};

Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier& verifier);
// What a note says, whoever signed it: the signature is not looked at.
Result<Checkpoint> read_checkpoint(std::string_view note);

}  // namespace guatu::journal
