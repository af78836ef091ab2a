// SPDX-License-Identifier: Apache-2.0
#include "feature/account/attempts.hpp"

#include <gtest/gtest.h>

namespace guatu::account {
namespace {

using namespace std::chrono_literals;

const Instant kStart{std::chrono::seconds(1'800'000'000)};

Verdict try_wrong(Attempts& attempts, const char* account, const char* source, Instant now) {
  const Verdict verdict = attempts.begin(account, source, now);
  if (verdict == Verdict::allowed) attempts.failed(account, source, now);
  return verdict;
}

TEST(AttemptsTest, five_failures_lock_for_a_quarter_of_an_hour) {
  struct Row {
    std::chrono::seconds after;
    Verdict verdict;
  };
  // Every try of the table fails. The lock counts from the fifth, and trying meanwhile does not make it longer.
  const Row rows[] = {{0s, Verdict::allowed},     {1s, Verdict::allowed},      {2s, Verdict::allowed},
                      {3s, Verdict::allowed},     {4s, Verdict::allowed},      {5s, Verdict::locked_out},
                      {60s, Verdict::locked_out}, {903s, Verdict::locked_out}, {904s, Verdict::allowed},
                      {905s, Verdict::allowed},   {906s, Verdict::allowed},    {907s, Verdict::allowed},
                      {908s, Verdict::allowed},   {909s, Verdict::locked_out}};
  Attempts attempts;
  for (const Row& row : rows)
    EXPECT_EQ(try_wrong(attempts, "zhao", "10.0.0.1", kStart + row.after), row.verdict) << row.after.count();
}

TEST(AttemptsTest, says_which_failure_locks_and_until_when) {
  Attempts attempts;
  for (int i = 1; i <= 5; ++i) {
    ASSERT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::allowed);
    EXPECT_EQ(attempts.failed("zhao", "10.0.0.1", kStart), i == 5) << i;
  }
  EXPECT_EQ(attempts.free_at("zhao", "10.0.0.1", kStart), kStart + 15min);
  EXPECT_EQ(attempts.free_at("zhao", "10.0.0.2", kStart), kStart);
}

TEST(AttemptsTest, nobody_is_locked_out_from_elsewhere) {
  Attempts attempts;
  for (int i = 0; i < 5; ++i) try_wrong(attempts, "zhao", "10.0.0.1", kStart);
  EXPECT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::locked_out);
  EXPECT_EQ(attempts.begin("zhao", "10.0.0.2", kStart), Verdict::allowed);
  EXPECT_EQ(attempts.begin("qian", "10.0.0.1", kStart), Verdict::allowed);
}

TEST(AttemptsTest, a_success_or_a_quarter_of_an_hour_begins_the_count_anew) {
  Attempts attempts;
  for (int i = 0; i < 4; ++i) try_wrong(attempts, "zhao", "10.0.0.1", kStart);
  ASSERT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::allowed);
  attempts.succeeded("zhao", "10.0.0.1");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(try_wrong(attempts, "zhao", "10.0.0.1", kStart), Verdict::allowed) << i;
  EXPECT_EQ(try_wrong(attempts, "zhao", "10.0.0.1", kStart + 15min), Verdict::allowed);
  EXPECT_EQ(try_wrong(attempts, "zhao", "10.0.0.1", kStart + 15min), Verdict::allowed);
}

TEST(AttemptsTest, many_at_once_are_not_more_than_one_by_one) {
  AttemptLimits limits;
  limits.pending = 20;
  Attempts attempts(limits);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::allowed);
  EXPECT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::too_many);
  attempts.abandoned("zhao", "10.0.0.1");
  EXPECT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::allowed);
}

TEST(AttemptsTest, sources_that_guessed_wrong_share_a_few_places) {
  Attempts attempts;
  const auto source = [](int number) { return "10.0.1." + std::to_string(number); };
  for (int number = 0; number < 5; ++number) {
    EXPECT_EQ(attempts.begin("zhao", source(number), kStart), Verdict::allowed);
    attempts.failed("zhao", source(number), kStart);
  }
  for (int number = 0; number < 4; ++number)
    EXPECT_EQ(attempts.begin("zhao", source(number), kStart), Verdict::allowed) << number;
  EXPECT_EQ(attempts.begin("zhao", source(4), kStart), Verdict::too_many);
  EXPECT_EQ(attempts.begin("zhao", "10.0.2.1", kStart), Verdict::allowed) << "somebody who has not guessed";
  attempts.succeeded("zhao", "10.0.2.1");
  EXPECT_EQ(attempts.begin("zhao", source(4), kStart), Verdict::too_many);
  attempts.failed("zhao", source(0), kStart);
  EXPECT_EQ(attempts.begin("zhao", source(4), kStart), Verdict::allowed);
  // A wrong guess is forgotten when its chance has come back.
  EXPECT_EQ(attempts.begin("qian", source(0), kStart + std::chrono::seconds(30)), Verdict::allowed);
}

TEST(AttemptsTest, one_source_leaves_the_others_a_place_to_be_compared) {
  Attempts attempts;
  for (const char* name : {"zhao", "qian", "sun", "li"})
    EXPECT_EQ(attempts.begin(name, "10.0.0.1", kStart), Verdict::allowed) << name;
  EXPECT_EQ(attempts.begin("zhou", "10.0.0.1", kStart), Verdict::too_many);
  EXPECT_EQ(attempts.begin("zhao", "10.0.0.2", kStart), Verdict::allowed);
  for (const auto& decide : {+[](Attempts& all) { all.succeeded("zhao", "10.0.0.1"); },
                             +[](Attempts& all) { all.abandoned("zhou", "10.0.0.1"); },
                             +[](Attempts& all) { static_cast<void>(all.failed("zhou", "10.0.0.1", kStart)); }}) {
    decide(attempts);
    EXPECT_EQ(attempts.begin("zhou", "10.0.0.1", kStart), Verdict::allowed);
    EXPECT_EQ(attempts.begin("wu", "10.0.0.1", kStart), Verdict::too_many);
  }
}

TEST(AttemptsTest, a_source_has_twenty_chances_and_gets_one_back_in_ten_seconds) {
  Attempts attempts;
  int allowed = 0;
  for (int i = 0; i < 100; ++i)
    allowed += try_wrong(attempts, ("name" + std::to_string(i)).c_str(), "10.0.0.1", kStart) == Verdict::allowed;
  EXPECT_EQ(allowed, 20);
  EXPECT_EQ(attempts.free_at("other", "10.0.0.1", kStart), kStart + 10s);
  EXPECT_EQ(attempts.begin("other", "10.0.0.1", kStart + 9s), Verdict::too_many);
  EXPECT_EQ(attempts.begin("other", "10.0.0.1", kStart + 10s), Verdict::allowed);
  EXPECT_EQ(attempts.begin("more", "10.0.0.1", kStart + 19s), Verdict::too_many);
  EXPECT_EQ(attempts.begin("more", "10.0.0.2", kStart), Verdict::allowed);
}

TEST(AttemptsTest, success_costs_no_chance) {
  Attempts attempts;
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(attempts.begin("zhao", "10.0.0.1", kStart), Verdict::allowed) << i;
    attempts.succeeded("zhao", "10.0.0.1");
  }
}

TEST(AttemptsTest, memory_is_bounded_and_the_newest_stay) {
  AttemptLimits limits;
  limits.entries = 100;
  Attempts attempts(limits);
  for (int i = 0; i < 10'000; ++i) try_wrong(attempts, "zhao", ("10.0.0." + std::to_string(i)).c_str(), kStart);
  EXPECT_LE(attempts.size(), 200U);
  for (int i = 0; i < 4; ++i) try_wrong(attempts, "zhao", "10.0.0.9999", kStart);
  EXPECT_EQ(attempts.begin("zhao", "10.0.0.9999", kStart), Verdict::locked_out);
}

TEST(AttemptsTest, sources) {
  const std::pair<const char*, const char*> rows[] = {
      {"10.0.0.1", "10.0.0.1"},
      {"local", "local"},
      {"::ffff:10.0.0.1", "10.0.0.1"},
      {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
      {"2001:0db8:0001:0002::6", "2001:db8:1:2::/64"},
      {"2001:db8:1:2::", "2001:db8:1:2::/64"},
      {"2001:db8::1", "2001:db8:0:0::/64"},
      {"::1", "0:0:0:0::/64"},
      {"", ""},
  };
  for (const auto& [address, source] : rows) EXPECT_EQ(source_of(address), source) << address;
  EXPECT_NE(source_of("2001:db8:1:2::1"), source_of("2001:db8:1:3::1"));
}

}  // namespace
}  // namespace guatu::account
