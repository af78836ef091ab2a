// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/signature.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace guatu::crypto {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Key private_key(const KeyBytes& seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()), EVP_PKEY_free);
  if (key == nullptr) throw std::runtime_error("OpenSSL cannot use an Ed25519 key");
  return key;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

KeyBytes random_key() {
  KeyBytes seed{};
  if (RAND_priv_bytes(seed.data(), static_cast<int>(seed.size())) != 1)
    throw std::runtime_error("the machine gives no random bytes");
  return seed;
}

KeyBytes public_key_of(const KeyBytes& seed) {
  KeyBytes bytes{};
  std::size_t length = bytes.size();
  if (EVP_PKEY_get_raw_public_key(private_key(seed).get(), bytes.data(), &length) != 1 || length != bytes.size())
    throw std::runtime_error("OpenSSL cannot derive an Ed25519 public key");
  return bytes;
}

std::string sign(const KeyBytes& seed, std::string_view message) {
  const Key key = private_key(seed);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(kSignatureBytes, '\0');
  std::size_t length = signature.size();
  if (context == nullptr || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes_of(message),
                     message.size()) != 1)
    throw std::runtime_error("OpenSSL cannot sign");
  return signature;
}

bool is_signed_by(const KeyBytes& public_key, std::string_view message, std::string_view signature) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size()),
                EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (key == nullptr || context == nullptr || signature.size() != kSignatureBytes) return false;
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

}  // namespace guatu::crypto
