// SPDX-License-Identifier: Apache-2.0
#include "platform/api/exporting.hpp"

#include <gtest/gtest.h>

namespace guatu::api {
namespace {

TEST(ExportingTest, refuses_more_than_a_workbook_is_good_for) {
  EXPECT_TRUE(check_exported(0));
  EXPECT_TRUE(check_exported(kExportedMax));
  const auto refused = check_exported(kExportedMax + 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
  EXPECT_EQ(refused.error().problems.at(0).code, "api.too_many_to_export");
  EXPECT_EQ(refused.error().problems.at(0).args.at("rows"), "10001");
}

TEST(ExportingTest, takes_the_whole_of_a_list_and_keeps_its_filters) {
  db::PageQuery page;
  page.offset = 100;
  page.limit = 50;
  page.search = "厂房";
  page.filters = {{"unit", {"U01"}}};
  const db::PageQuery whole = whole_of(page);
  EXPECT_EQ(whole.offset, 0);
  EXPECT_EQ(whole.limit, kExportedMax);
  EXPECT_EQ(whole.search, "厂房");
  EXPECT_EQ(whole.filters.size(), 1U);
}

}  // namespace
}  // namespace guatu::api
