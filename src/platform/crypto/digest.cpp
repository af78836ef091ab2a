// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/digest.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace guatu::crypto {
namespace {

// Fetched once: looking the algorithm up costs more than hashing a row.
const EVP_MD* fetched(Algorithm algorithm) {
  static EVP_MD* const sha = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static EVP_MD* const sm = EVP_MD_fetch(nullptr, "SM3", nullptr);
  const EVP_MD* chosen = algorithm == Algorithm::sha256 ? sha : sm;
  if (chosen == nullptr) throw std::runtime_error("OpenSSL has no SHA-256 or SM3 on this machine");
  return chosen;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

struct Hasher::Context {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const EVP_MD* algorithm = nullptr;

  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { EVP_MD_CTX_free(context); }
  void start() const {
    if (context == nullptr || EVP_DigestInit_ex2(context, algorithm, nullptr) != 1)
      throw std::runtime_error("OpenSSL cannot start a digest");
  }
};

Hasher::Hasher(Algorithm algorithm) : context_(std::make_unique<Context>()) {
  context_->algorithm = fetched(algorithm);
  context_->start();
}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hasher& Hasher::update(std::string_view bytes) {
  if (EVP_DigestUpdate(context_->context, bytes.data(), bytes.size()) != 1)
    throw std::runtime_error("OpenSSL cannot continue a digest");
  return *this;
}

Digest Hasher::finish() {
  Digest digest;
  if (EVP_DigestFinal_ex(context_->context, digest.bytes.data(), nullptr) != 1)
    throw std::runtime_error("OpenSSL cannot finish a digest");
  context_->start();
  return digest;
}

Digest digest_of(Algorithm algorithm, std::string_view bytes) {
  thread_local Hasher sha(Algorithm::sha256);
  thread_local Hasher sm(Algorithm::sm3);
  return (algorithm == Algorithm::sha256 ? sha : sm).update(bytes).finish();
}

Digest sha256(std::string_view bytes) { return digest_of(Algorithm::sha256, bytes); }
Digest sm3(std::string_view bytes) { return digest_of(Algorithm::sm3, bytes); }

void append_hex(std::string& out, const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const unsigned char byte : digest.bytes) {
    out.push_back(digits[byte >> 4U]);
    out.push_back(digits[byte & 15U]);
  }
}

std::string to_hex(const Digest& digest) {
  std::string hex;
  hex.reserve(2 * kDigestBytes);
  append_hex(hex, digest);
  return hex;
}

std::optional<Digest> parse_hex_digest(std::string_view hex) {
  if (hex.size() != 2 * kDigestBytes) return std::nullopt;
  Digest digest;
  for (std::size_t i = 0; i < kDigestBytes; ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest.bytes[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return digest;
}

}  // namespace guatu::crypto
