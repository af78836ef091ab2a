// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/digest.hpp"

#include <gtest/gtest.h>

namespace guatu::crypto {
namespace {

// FIPS 180-2 appendix B and GB/T 32905-2016 appendix A.
TEST(DigestTest, published_examples) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(to_hex(sm3("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd")),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(DigestTest, a_hasher_starts_again) {
  Hasher hasher(Algorithm::sha256);
  EXPECT_EQ(hasher.update("a").update("bc").finish(), sha256("abc"));
  EXPECT_EQ(hasher.update("abc").finish(), sha256("abc"));
}

TEST(DigestTest, hex_accepts) { EXPECT_EQ(parse_hex_digest(to_hex(sha256("x"))), sha256("x")); }

TEST(DigestTest, hex_refuses) {
  const std::string good = to_hex(sha256("x"));
  for (const std::string& hex : {std::string(), good.substr(1), good + "0", "G" + good.substr(1), "A" + good.substr(1)})
    EXPECT_FALSE(parse_hex_digest(hex)) << hex;
}

}  // namespace
}  // namespace guatu::crypto
