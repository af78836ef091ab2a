// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/signature.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "platform/crypto/base64.hpp"

namespace guatu::crypto {
namespace {

KeyBytes key_of(std::string_view base64) {
  const std::string bytes = parse_base64(base64).value();
  KeyBytes key{};
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

// RFC 8032 section 7.1, test 2 (one byte, 0x72).
TEST(SignatureTest, the_rfc_example) {  // its seed as base64
  const KeyBytes seed = key_of("TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=");
  const KeyBytes public_key = public_key_of(seed);
  EXPECT_EQ(guatu::to_hex({reinterpret_cast<const char*>(public_key.data()), public_key.size()}),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(guatu::to_hex(sign(seed, "r")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(SignatureTest, only_this_key_and_this_message) {
  const KeyBytes seed = random_key();
  const std::string signature = sign(seed, "message");
  EXPECT_TRUE(is_signed_by(public_key_of(seed), "message", signature));
  EXPECT_FALSE(is_signed_by(public_key_of(seed), "massage", signature));
  EXPECT_FALSE(is_signed_by(public_key_of(random_key()), "message", signature));
  EXPECT_FALSE(is_signed_by(public_key_of(seed), "message", signature.substr(1)));
  EXPECT_FALSE(is_signed_by(public_key_of(seed), "message", std::string(64, 'x')));
}

// RFC 4648 section 10.
TEST(Base64Test, accepts) {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"f", "Zg=="},
                                                      {"fo", "Zm8="},
                                                      {"foo", "Zm9v"},
                                                      {"foob", "Zm9vYg=="},
                                                      {"fooba", "Zm9vYmE="},
                                                      {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : rows) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(parse_base64(text), bytes);
  }
}

TEST(Base64Test, refuses) {
  for (const char* text : {"Zg", "Zg=", "Zh==", "Z===", "====", "Zm9v\n", "Zm 9v", "Zg==Zg==", "Zm9-"})
    EXPECT_FALSE(parse_base64(text)) << text;
}

}  // namespace
}  // namespace guatu::crypto
