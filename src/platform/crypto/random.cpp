// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/random.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <stdexcept>

#include "base/assert.hpp"
#include "platform/crypto/base64.hpp"

namespace guatu::crypto {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (count != 0 && RAND_priv_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
    throw std::runtime_error("the machine gives no random bytes");
  return bytes;
}

std::string random_token() { return to_base64_url(random_bytes(kTokenBytes)); }

std::string random_letters(std::string_view alphabet, std::size_t count) {
  GUATU_ASSERT(!alphabet.empty() && alphabet.size() <= 256);
  const std::size_t usable = 256 - 256 % alphabet.size();  // beyond it the first letters would be likelier
  std::string letters;
  while (letters.size() < count)
    for (const char byte : random_bytes(count)) {
      const auto value = static_cast<unsigned char>(byte);
      if (value < usable && letters.size() < count) letters.push_back(alphabet[value % alphabet.size()]);
    }
  return letters;
}

bool is_same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_base64_url(std::string_view bytes) {
  std::string text = to_base64(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  for (char& letter : text) {
    if (letter == '+') letter = '-';
    if (letter == '/') letter = '_';
  }
  return text;
}

}  // namespace guatu::crypto
