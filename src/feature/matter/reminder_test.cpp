// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/reminder.hpp"

#include <gtest/gtest.h>

namespace guatu::matter {
namespace {

TEST(ReminderTest, says_what_is_asked_until_when_and_how_late) {
  const auto day = [](int d) { return date_of(2026, 9, d); };
  EXPECT_EQ(reminder_text("听澜街道",
                          {{"M-1", "征拆方案", "反馈", day(18)},
                           {"M-2", "值守", "签收", day(21)},
                           {"M-3", "清单", "申请办结", day(24)}},
                          day(21)),
            "听澜街道：以下3项督办事项请抓紧办理（2026年9月21日）：\n"
            "1. 征拆方案（M-1）请反馈，期限9月18日，已逾期3天。\n"
            "2. 值守（M-2）请签收，期限9月21日，今天到期。\n"
            "3. 清单（M-3）请申请办结，期限9月24日，还有3天。");
}

}  // namespace
}  // namespace guatu::matter
