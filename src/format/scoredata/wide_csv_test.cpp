// SPDX-License-Identifier: Apache-2.0
#include "format/scoredata/wide_csv.hpp"

#include <gmock/gmock.h>

namespace guatu::scoredata {
namespace {

using ::testing::ElementsAre;

std::string code_of(std::string_view bytes) {
  const auto csv = read_wide_csv(bytes, "d.csv");
  return csv ? "accepted" : csv.error().problems.front().code;
}

TEST(WideCsvTest, accepts) {
  const auto plain = read_wide_csv("a,b\n1,2\r\n\n3,\n", "d.csv");
  ASSERT_TRUE(plain.has_value());
  EXPECT_EQ(plain->columns, 2U);
  EXPECT_THAT(plain->cells, ElementsAre("a", "b", "1", "2", "3", ""));
  EXPECT_THAT(plain->rows, ElementsAre(1U, 2U, 4U));
  EXPECT_THAT(read_wide_csv("\xEF\xBB\xBF单位,值\n甲,1", "d.csv")->cells, ElementsAre("单位", "值", "甲", "1"));
  EXPECT_THAT(read_wide_csv("a\tb\n1,5\t2\n", "d.csv")->cells, ElementsAre("a", "b", "1,5", "2"));
  EXPECT_THAT(read_wide_csv("a,b\n1,", "d.csv")->cells, ElementsAre("a", "b", "1", ""));
  const auto quoted = read_wide_csv("a,b\n\"x,\"\"y\"\"\nz\",\"\" \nlast,3\n", "d.csv");
  EXPECT_THAT(quoted->cells, ElementsAre("a", "b", "x,\"y\"\nz", "", "last", "3"));
  EXPECT_THAT(quoted->rows, ElementsAre(1U, 2U, 4U));
}

TEST(WideCsvTest, refuses) {
  EXPECT_EQ(code_of(""), "scoredata.empty");
  EXPECT_EQ(code_of("\n\n"), "scoredata.empty");
  EXPECT_EQ(code_of("a,b\n1\n"), "scoredata.row_length");
  EXPECT_EQ(code_of("a,b\n1,2,3\n"), "scoredata.row_length");
  EXPECT_EQ(code_of("a,b\n\"1,2\n"), "scoredata.open_quote");
  EXPECT_EQ(code_of("a,b\n\"1\"x,2\n"), "scoredata.text_after_quote");
  EXPECT_EQ(code_of("a,b\nlong enough to be read by eights,\xB5\xA5\n"), "scoredata.not_utf8");
  EXPECT_EQ(code_of("abcdefg\xE5"), "scoredata.not_utf8");
  EXPECT_EQ(code_of("abcdefgh\xE5\x8D\x95,b\n1,2"), "accepted");
}

TEST(WideCsvTest, any_bytes_are_survived) {
  std::string bytes = "unit,\"a\"\"b\",甲\nu,1,2\n\"v\",,\r\n";
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const char with : {'"', ',', '\n', '\0', '\xFF', '\r'}) {
      std::string changed = bytes;
      changed[at] = with;
      static_cast<void>(code_of(changed));
      static_cast<void>(code_of(changed.substr(0, at)));
    }
}

}  // namespace
}  // namespace guatu::scoredata
