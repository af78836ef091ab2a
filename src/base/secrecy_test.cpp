// SPDX-License-Identifier: Apache-2.0
#include "base/secrecy.hpp"

#include <gtest/gtest.h>

namespace guatu {
namespace {

TEST(SecrecyTest, finds) {
  struct Row {
    const char* text;
    const char* found;
  };
  for (const Row& row : {Row{"机密★1年", "机密★"}, Row{"关于征拆的请示 绝密 ★", "绝密★"}, Row{"秘密", "秘密"},
                         Row{" 机 密 ", "机密"}, Row{"密级：秘密", "密级秘密"}, Row{"密级:绝密", "密级绝密"},
                         Row{"密级 机密", "密级机密"}, Row{"一、情况\n秘密\n二、建议", "秘密"},
                         Row{"一、情况\r\n密级：机密\r\n", "密级机密"}, Row{"请阅。秘密\n★10年", "秘密★"}})
    EXPECT_EQ(find_secrecy_marking(row.text), row.found) << row.text;
}

TEST(SecrecyTest, passes) {
  for (const char* text : {"", "保守商业秘密", "由秘书送达", "机密文件另行处理", "秘密和机密事项不得在本系统办理",
                           "★重点项目", "密级：无", "涉密人员培训", "密\n级"})
    EXPECT_FALSE(find_secrecy_marking(text)) << text;
}

TEST(SecrecyTest, survives_any_bytes) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 131) & 0xff);
  find_secrecy_marking(bytes);
  find_secrecy_marking("机密\xe2\x98");
}

}  // namespace
}  // namespace guatu
