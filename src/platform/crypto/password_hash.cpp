// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/password_hash.hpp"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <optional>
#include <stdexcept>

#include "platform/crypto/base64.hpp"
#include "platform/crypto/random.hpp"
#include "platform/thread/waiting.hpp"

namespace guatu::crypto {
namespace {

constexpr std::size_t kArgonHashBytes = 32;

std::unexpected<Error> busy() { return refuse(ErrorKind::unavailable, "", "crypto.busy"); }

// Empty: the machine has not the memory now.
std::optional<std::string> hashed(std::string_view password, HashCost cost) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return std::nullopt;
  return std::string(text.data());
}

}  // namespace

// One of the places for computing, from its construction until its end.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    thread::about_to_wait();  // for others, or long for itself
    std::unique_lock lock(hasher_.guard_);
    if (hasher_.running_ >= hasher_.limits_.at_once) {
      if (hasher_.waiting_ >= hasher_.limits_.waiting) return;
      ++hasher_.waiting_;
      const bool is_free = hasher_.freed_.wait_for(lock, hasher_.limits_.patience,
                                                   [&] { return hasher_.running_ < hasher_.limits_.at_once; });
      --hasher_.waiting_;
      if (!is_free) return;
    }
    ++hasher_.running_;
    taken_ = true;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!taken_) return;
    {
      const std::lock_guard lock(hasher_.guard_);
      --hasher_.running_;
    }
    hasher_.freed_.notify_one();
  }
  bool is_taken() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

PasswordHasher::PasswordHasher(HashCost cost, HashLimits limits) : cost_(cost), limits_(limits) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start on this machine");
  // Random bytes in the place of salt and hash: nothing is computed for them, and comparing costs as much.
  const auto field = [](std::size_t bytes) {
    std::string text = to_base64(random_bytes(bytes));
    while (text.ends_with('=')) text.pop_back();
    return text;
  };
  nobody_ = "$argon2id$v=19$m=" + std::to_string(cost_.memory_bytes / 1024) + ",t=" + std::to_string(cost_.passes) +
            ",p=1$" + field(crypto_pwhash_SALTBYTES) + '$' + field(kArgonHashBytes);
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const Turn turn(*this);
  if (!turn.is_taken()) return busy();
  auto text = hashed(password, cost_);
  if (!text) return busy();
  return std::move(*text);
}

Result<bool> PasswordHasher::matches(const std::string& stored, std::string_view password) {
  const Turn turn(*this);
  if (!turn.is_taken()) return busy();
  errno = 0;
  if (crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0) return true;
  if (errno == ENOMEM) return busy();
  return false;
}

}  // namespace guatu::crypto
