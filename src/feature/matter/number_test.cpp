// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/number.hpp"

#include <gtest/gtest.h>

namespace guatu::matter {
namespace {

TEST(NumberTest, goes_on_where_the_office_is) {
  struct Row {
    std::vector<std::string> latest;  // the newest first
    const char* next;
  };
  const Row rows[] = {
      {{}, "督办〔2026〕1号"},
      {{"云调督〔2026〕9号", "云调督〔2026〕10号"}, "云调督〔2026〕11号"},
      {{"云调督〔2025〕41号"}, "云调督〔2026〕1号"},
      {{"云调督〔2026〕7号-2", "M-1", "云调督〔2026〕7号"}, "云调督〔2026〕8号"},
      {{"云调督〔2026〕3号", "安整〔2026〕80号"}, "云调督〔2026〕4号"},  // another series is another's
      {{"〔2026〕号", "〕2026〔5号", "云〔年〕5号", "云〔2026〕-5号", "云〔2026〕99999999999号"}, "督办〔2026〕1号"},
  };
  for (const auto& row : rows) EXPECT_EQ(text_of(next_number(row.latest, 2026)), row.next);
}

TEST(NumberTest, parts_count_on) { EXPECT_EQ(part_number("云调督〔2026〕7号", 2), "云调督〔2026〕7号-2"); }

}  // namespace
}  // namespace guatu::matter
