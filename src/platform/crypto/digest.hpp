// SPDX-License-Identifier: Apache-2.0
// Digests (摘要): SHA-256, and SM3 beside it for domestic cryptography reviews, as raw 32 bytes and as
// lower-case hex. A Hasher is fed piece by piece and can be started again; it is not for passwords.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace guatu::crypto {

enum class Algorithm { sha256, sm3 };

inline constexpr std::size_t kDigestBytes = 32;

struct Digest {
  std::array<unsigned char, kDigestBytes> bytes{};

  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

class Hasher {
 public:
  explicit Hasher(Algorithm algorithm);
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  Hasher& update(std::string_view bytes);
  Digest finish();  // and starts again

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

Digest digest_of(Algorithm algorithm, std::string_view bytes);
Digest sha256(std::string_view bytes);
Digest sm3(std::string_view bytes);

std::string to_hex(const Digest& digest);
void append_hex(std::string& out, const Digest& digest);
std::optional<Digest> parse_hex_digest(std::string_view hex);  // 64 lower-case digits, nothing else

}  // namespace guatu::crypto
