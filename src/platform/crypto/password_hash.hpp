// SPDX-License-Identifier: Apache-2.0
// Password hashes (口令散列): argon2id by libsodium, 64 MB each. At most two are computed at once and few wait, so that
// many log-ins at one moment cost neither the machine's memory nor its workers. Refuses crypto.busy.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guatu::crypto {

struct HashCost {
  unsigned long long passes = 4;  // about 90 ms on the two cores of bench/README.md
  std::size_t memory_bytes = 64UL * 1024 * 1024;
};
inline constexpr HashCost kCostForTests{1, 8UL * 1024};

struct HashLimits {
  int at_once = 2;
  int waiting = 6;
  std::chrono::milliseconds patience{3000};
};

class PasswordHasher {
 public:
  explicit PasswordHasher(HashCost cost = {}, HashLimits limits = {});

  Result<std::string> hash(std::string_view password);  // "$argon2id$v=19$…", which says its own cost
  // False as well for a stored text that is no hash.
  Result<bool> matches(const std::string& stored, std::string_view password);
  // The hash of nobody's password: whoever compares with it takes as long as with a real one.
  const std::string& nobody() const { return nobody_; }

 private:
  class Turn;

  HashCost cost_;
  HashLimits limits_;
  std::mutex guard_;
  std::condition_variable freed_;
  int running_ = 0;
  int waiting_ = 0;
  std::string nobody_;
};

}  // namespace guatu::crypto
