// SPDX-License-Identifier: Apache-2.0
#include "feature/search/number_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace guatu::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<SmallNumber> numbers_in(const CommonNumbers& common) {
  std::vector<SmallNumber> numbers;
  common.each_descending([&](SmallNumber number) {
    numbers.push_back(number);
    return true;
  });
  std::ranges::reverse(numbers);
  return numbers;
}

std::vector<SmallNumber> every(int step) {
  std::vector<SmallNumber> numbers;
  for (int number = 0; number < static_cast<int>(kSmallNumbers); number += step)
    numbers.push_back(static_cast<SmallNumber>(number));
  return numbers;
}

TEST(NumberSetTest, few_are_a_list_and_many_a_bitmap) {
  EXPECT_EQ(packed_with("", {7}).size(), 2U);
  const auto many = every(16);  // 4,096
  const std::vector<SmallNumber> few(many.begin(), many.end() - 1);
  EXPECT_EQ(packed_with("", few).size(), 4095U * 2);
  EXPECT_EQ(packed_with("", many).size(), kBitmapBytes);
  EXPECT_EQ(packed_with(packed_with("", few), {many.back()}), packed_with("", many));
  EXPECT_EQ(packed_with("", every(1)), std::string(kBitmapBytes, '\xFF'));
  EXPECT_EQ(numbers_in(CommonNumbers(packed_with("", few))), few);
  EXPECT_EQ(numbers_in(CommonNumbers(packed_with("", many))), many);
}

TEST(NumberSetTest, more_come_in_between_and_twice) {
  const std::string packed = packed_with(packed_with("", {3, 9, 65535}), {0, 9, 10});
  EXPECT_THAT(numbers_in(CommonNumbers(packed)), ElementsAre(0, 3, 9, 10, 65535));
}

TEST(NumberSetTest, the_largest_come_first_until_it_is_enough) {
  for (const auto& packed : {packed_with("", {1, 2, 3}), packed_with("", every(2))}) {
    std::vector<SmallNumber> seen;
    EXPECT_FALSE(CommonNumbers(packed).each_descending([&](SmallNumber number) {
      seen.push_back(number);
      return seen.size() < 2;
    }));
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_GT(seen[0], seen[1]);
  }
}

TEST(NumberSetTest, what_is_no_set) {
  for (const std::size_t size : {0U, 1U, 3U, 8191U, 8193U, 8194U, 70000U})
    EXPECT_FALSE(is_packed(std::string(size, 'x'))) << size;
  for (const std::size_t size : {2U, 4U, 8190U, 8192U}) EXPECT_TRUE(is_packed(std::string(size, 'x'))) << size;
  // The right length and no order: something is found, and nothing breaks.
  CommonNumbers disordered("zzaazzbb");
  disordered.keep(packed_with("", every(3)));
  EXPECT_LE(disordered.size(), 4U);
}

// Against sets of the standard library, lists and bitmaps in every order.
TEST(NumberSetTest, agrees_with_plain_sets) {
  std::mt19937 random(20260921);
  const auto some = [&] {
    const std::size_t count = std::vector<std::size_t>{1, 40, 4000, 4096, 30000}[random() % 5];
    std::vector<bool> has(kSmallNumbers);
    for (std::size_t left = count; left > 0;) {
      auto one = has[random() % kSmallNumbers];
      if (!one) --left;
      one = true;
    }
    std::vector<SmallNumber> numbers;
    for (std::size_t number = 0; number < kSmallNumbers; ++number)
      if (has[number]) numbers.push_back(static_cast<SmallNumber>(number));
    return numbers;
  };
  for (int round = 0; round < 60; ++round) {
    std::vector<SmallNumber> expected = some();
    CommonNumbers common(packed_with("", expected));
    for (int more = 0; more < 3; ++more) {
      const auto other = some();
      std::vector<SmallNumber> both;
      std::ranges::set_intersection(expected, other, std::back_inserter(both));
      expected = both;
      common.keep(packed_with("", other));
      ASSERT_EQ(common.size(), expected.size()) << round;
      ASSERT_EQ(numbers_in(common), expected) << round;
    }
  }
}

}  // namespace
}  // namespace guatu::search
