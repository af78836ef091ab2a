// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/password_hash.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "platform/crypto/one_time_password.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::crypto {
namespace {

using ::testing::StartsWith;

TEST(PasswordHashTest, accepts_the_password_and_no_other) {
  PasswordHasher hasher(kCostForTests);
  const std::string stored = *hasher.hash("挂图作战 correct");
  EXPECT_THAT(stored, StartsWith("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_TRUE(*hasher.matches(stored, "挂图作战 correct"));
  for (const std::string other : {"挂图作战 Correct", "挂图作战 correct ", "", "挂图作战"})
    EXPECT_FALSE(*hasher.matches(stored, other)) << other;
  EXPECT_NE(stored, *hasher.hash("挂图作战 correct"));  // salted
}

TEST(PasswordHashTest, a_text_that_is_no_hash_matches_nothing) {
  PasswordHasher hasher(kCostForTests);
  for (const std::string stored : {"", "*", "password", "$argon2id$v=19$m=8,t=1,p=1$"})
    EXPECT_FALSE(*hasher.matches(stored, "password")) << stored;
  EXPECT_FALSE(*hasher.matches(hasher.nobody(), ""));
}

TEST(PasswordHashTest, nobodys_hash_costs_what_a_real_one_costs) {
  PasswordHasher hasher(kCostForTests);
  const std::string real = *hasher.hash("x");
  EXPECT_EQ(hasher.nobody().substr(0, 26), real.substr(0, 26));
  EXPECT_EQ(hasher.nobody().size(), real.size());
  // A text that cannot be read as a hash would be refused in no time.
  PasswordHasher dear({8, 32UL * 1024 * 1024});
  const auto seconds = [&](const std::string& stored) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(*dear.matches(stored, "y"));
    return std::chrono::steady_clock::now() - begin;
  };
  const auto with_real = seconds(*dear.hash("x"));
  EXPECT_GT(seconds(dear.nobody()) * 10, with_real);
}

// One place, one may wait: of many at once at least one is refused, none is wrong, and all places come back.
TEST(PasswordHashTest, refuses_when_too_many_wait) {
  PasswordHasher hasher({3, 16UL * 1024 * 1024}, {1, 1, std::chrono::milliseconds(10'000)});
  std::atomic<int> hashed = 0;
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        const auto outcome = hasher.hash("x");
        if (outcome)
          ++hashed;
        else if (outcome.error().problems.front().code == "crypto.busy")
          ++refused;
      });
  }
  EXPECT_EQ(hashed + refused, 8);
  EXPECT_GE(hashed, 2);
  EXPECT_GE(refused, 1);
  EXPECT_TRUE(hasher.hash("x").has_value());
}

TEST(PasswordHashTest, waits_only_as_long_as_its_patience) {
  PasswordHasher hasher(kCostForTests, {0, 1, std::chrono::milliseconds(20)});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(hasher.matches("x", "x").error().kind, ErrorKind::unavailable);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(19));
}

// RFC 4226 appendix D and RFC 6238 appendix B (SHA-1).
TEST(OneTimePasswordTest, published_vectors) {
  const std::string secret = "12345678901234567890";
  const char* const counted[] = {"755224", "287082", "359152", "969429", "338314",
                                 "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t i = 0; i < std::size(counted); ++i) EXPECT_EQ(hotp(secret, i, 6), counted[i]) << i;
  const std::pair<std::int64_t, const char*> timed[] = {{59, "94287082"},         {1111111109, "07081804"},
                                                        {1111111111, "14050471"}, {1234567890, "89005924"},
                                                        {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : timed) {
    const auto step = totp_step(Instant(std::chrono::seconds(seconds)));
    EXPECT_EQ(hotp(secret, static_cast<std::uint64_t>(step), 8), code) << seconds;
    EXPECT_EQ(totp(secret, step), std::string(code).substr(2)) << seconds;
  }
}

// RFC 2202 test 1 and 2; RFC 4231 test 2.
TEST(OneTimePasswordTest, published_macs) {
  const auto hex = [](std::string_view bytes) {
    std::string out;
    for (const char byte : bytes) {
      out.push_back("0123456789abcdef"[static_cast<unsigned char>(byte) >> 4U]);
      out.push_back("0123456789abcdef"[static_cast<unsigned char>(byte) & 15U]);
    }
    return out;
  };
  EXPECT_EQ(hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hex(hmac_sha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(OneTimePasswordTest, a_code_is_good_for_a_step_either_way_and_only_once) {
  const std::string secret = random_bytes(kTotpSecretBytes);
  const Instant now{std::chrono::seconds(1'800'000'015)};
  const std::int64_t present = totp_step(now);
  EXPECT_EQ(match_totp(secret, totp(secret, present), now, 0), present);
  EXPECT_EQ(match_totp(secret, totp(secret, present - 1), now, 0), present - 1);
  EXPECT_EQ(match_totp(secret, totp(secret, present + 1), now, 0), present + 1);
  EXPECT_FALSE(match_totp(secret, totp(secret, present - 2), now, 0));
  EXPECT_FALSE(match_totp(secret, totp(secret, present + 2), now, 0));
  EXPECT_FALSE(match_totp(secret, totp(secret, present), now, present));
  EXPECT_FALSE(match_totp(secret, totp(secret, present - 1), now, present));
  EXPECT_FALSE(match_totp(secret, "", now, 0));
}

// RFC 4648 section 10.
TEST(OneTimePasswordTest, base32) {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"f", "MY"},
                                                      {"fo", "MZXQ"},
                                                      {"foo", "MZXW6"},
                                                      {"foob", "MZXW6YQ"},
                                                      {"fooba", "MZXW6YTB"},
                                                      {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : rows) EXPECT_EQ(to_base32(bytes), text);
}

TEST(RandomTest, tokens_differ_and_fit_into_a_url) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) tokens.insert(random_token());
  EXPECT_EQ(tokens.size(), 100U);
  for (const auto& token : tokens) {
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_of("+/="), std::string::npos);
  }
}

TEST(RandomTest, letters_come_from_the_whole_alphabet_and_from_nowhere_else) {
  const std::string letters = random_letters("abc", 3000);
  EXPECT_EQ(letters.size(), 3000U);
  EXPECT_EQ(letters.find_first_not_of("abc"), std::string::npos);
  for (const char letter : {'a', 'b', 'c'}) EXPECT_GT(std::count(letters.begin(), letters.end(), letter), 800);
  EXPECT_EQ(random_letters("x", 5), "xxxxx");
}

TEST(RandomTest, secrets_are_the_same_or_not) {
  EXPECT_TRUE(is_same_secret("", ""));
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_FALSE(is_same_secret("abc", "abd"));
  EXPECT_FALSE(is_same_secret("abc", "ab"));
}

}  // namespace
}  // namespace guatu::crypto
