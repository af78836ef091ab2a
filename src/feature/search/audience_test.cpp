// SPDX-License-Identifier: Apache-2.0
#include "feature/search/audience.hpp"

#include <gtest/gtest.h>

namespace guatu::search {
namespace {

TEST(AudienceTest, of_a_document_and_of_none) {
  Audiences audiences;
  EXPECT_EQ(audiences.now().of(0), 0U);
  EXPECT_EQ(audiences.now().of(5'000'000'000), 0U);
  const auto first = audiences.add({3, {{"lead", "U01"}}});
  EXPECT_EQ(first, 1U);
  audiences.set(200'000, first);
  EXPECT_EQ(audiences.now().of(200'000), first);
  EXPECT_EQ(audiences.now().of(199'999), 0U);
  EXPECT_EQ(audiences.now().at(first).source, 3U);
  EXPECT_EQ(audiences.documents(), 1);
  audiences.set(200'000, first);
  EXPECT_EQ(audiences.documents(), 1);
  audiences.set(200'000, 0);
  EXPECT_EQ(audiences.documents(), 0);
}

// Somebody searches while documents come: he sees those that change, not those that are new.
TEST(AudienceTest, what_was_taken_stays) {
  Audiences audiences;
  const auto first = audiences.add({1, {}});
  audiences.set(10, first);
  const AudienceView taken = audiences.take();
  const auto second = audiences.add({2, {}});
  audiences.set(11, first);
  audiences.set(12, second);
  audiences.set(70'000, first);
  EXPECT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken.of(10), first);
  EXPECT_EQ(taken.of(11), first);  // its file has no such document yet
  EXPECT_EQ(taken.of(12), 0U);     // an audience he does not know
  EXPECT_EQ(taken.of(70'000), 0U);
  audiences.set(10, 0);
  EXPECT_EQ(taken.of(10), 0U);
  EXPECT_EQ(audiences.take().of(12), second);
}

}  // namespace
}  // namespace guatu::search
