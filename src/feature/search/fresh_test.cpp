// SPDX-License-Identifier: Apache-2.0
#include "feature/search/fresh.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guatu::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FreshTest, has_documents_by_all_of_the_tokens) {
  FreshTokens fresh;
  fresh.clear(100);
  fresh.add(101, {1, 2});
  fresh.add(103, {2, 3});
  fresh.add(5'000, {1, 2, 3});
  EXPECT_EQ(fresh.documents(), 3);
  EXPECT_THAT(fresh.find({2}), ElementsAre(101, 103, 5'000));
  EXPECT_THAT(fresh.find({3, 2}), ElementsAre(103, 5'000));
  EXPECT_THAT(fresh.find({1, 2, 3}), ElementsAre(5'000));
  EXPECT_THAT(fresh.find({1, 9}), IsEmpty());
  EXPECT_THAT(fresh.find({}), IsEmpty());
  EXPECT_THAT(fresh.tokens(), ElementsAre(1, 2, 3));
  fresh.clear(5'000);
  EXPECT_EQ(fresh.settled(), 5'000);
  EXPECT_EQ(fresh.documents(), 0);
  EXPECT_THAT(fresh.find({2}), IsEmpty());
}

}  // namespace
}  // namespace guatu::search
