// SPDX-License-Identifier: Apache-2.0
#include "platform/ui/shell.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <sstream>

namespace guatu::ui {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class ShellTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "guatu-shell-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string at(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

TEST_F(ShellTest, reads_back_what_it_wrote_and_makes_the_folders) {
  const std::string bytes("a\0\r\n挂图\n", 12);
  ASSERT_TRUE(write_file(at("new/folder/paper.txt"), bytes));
  EXPECT_EQ(*read_file(at("new/folder/paper.txt")), bytes);
  ASSERT_TRUE(write_file(at("new/folder/paper.txt"), "shorter"));
  EXPECT_EQ(*read_file(at("new/folder/paper.txt")), "shorter");
  EXPECT_FALSE(fs::exists(at("new/folder/paper.txt.part")));
  ASSERT_TRUE(write_file(at("empty"), ""));
  EXPECT_EQ(*read_file(at("empty")), "");
}

TEST_F(ShellTest, reads_past_one_block) {
  std::string bytes(3 * 1024 * 1024 + 7, 'x');
  bytes.back() = 'y';
  ASSERT_TRUE(write_file(at("long"), bytes));
  EXPECT_EQ(*read_file(at("long")), bytes);
}

TEST_F(ShellTest, refuses) {
  ASSERT_TRUE(write_file(at("file"), "x"));
  ASSERT_TRUE(write_file(at("huge"), ""));
  fs::resize_file(at("huge"), 512ULL * 1024 * 1024 + 1);  // sparse: nothing is written
  const auto code = [](const auto& outcome) { return outcome ? "accepted" : outcome.error().problems.at(0).code; };
  EXPECT_EQ(code(read_file(at("absent"))), "file.not_readable");
  EXPECT_EQ(code(read_file(at(""))), "file.not_readable");
  EXPECT_EQ(code(read_file(at("huge"))), "file.too_large");
  EXPECT_EQ(code(write_file(at("file/below"), "x")), "file.not_writable");
  EXPECT_EQ(code(write_file(at(""), "x")), "file.not_writable");

  const auto absent = read_file(at("absent")).error();
  EXPECT_EQ(absent.kind, ErrorKind::unavailable);
  EXPECT_EQ(absent.problems.at(0).place, at("absent"));
  EXPECT_EQ(absent.problems.at(0).args.at("reason"), std::strerror(ENOENT));
  EXPECT_EQ(read_file(at("huge")).error().problems.at(0).args.at("bytes_max"), "536870912");
}

TEST_F(ShellTest, a_failed_write_leaves_the_file_as_it_was) {
  ASSERT_TRUE(write_file(at("paper"), "before"));
  fs::create_directory(at("paper.part"));  // stands in the way of the half-written file
  EXPECT_FALSE(write_file(at("paper"), "after"));
  EXPECT_EQ(*read_file(at("paper")), "before");
}

TEST_F(ShellTest, says_every_problem_in_the_language_asked_for) {
  Shell shell;
  const Error error{ErrorKind::invalid, {{"表!A1", "date.not_a_date", {{"value", "9月"}}}, {"", "no.such_code", {}}}};
  ::testing::internal::CaptureStderr();
  shell.fail(error);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "表!A1：“9月”不是日期；应为 2026-09-21 这样的形式\nno.such_code\n");
  EXPECT_EQ(shell.exit_status(), 1);

  shell.language = message::Language::english;
  ::testing::internal::CaptureStderr();
  shell.fail(error);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("表!A1: “9月” is not a date; accepted: 2026-09-21"));
}

TEST_F(ShellTest, answers_a_program_with_one_document) {
  Shell shell;
  shell.format = OutputFormat::json;
  ::testing::internal::CaptureStderr();
  shell.finish(refuse(ErrorKind::invalid, "at", "no.such_code", {{"n", "1"}}));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            R"({"problems":[{"place":"at","code":"no.such_code","args":{"n":"1"},"message":"no.such_code"}]})"
            "\n");
  EXPECT_EQ(shell.exit_status(), 1);
}

TEST_F(ShellTest, prints_with_exactly_one_line_break) {
  Shell shell;
  ::testing::internal::CaptureStdout();
  shell.finish(std::string("once"));
  shell.print("twice\n");
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "once\ntwice\n");
  EXPECT_EQ(shell.exit_status(), 0);
}

TEST_F(ShellTest, a_dash_is_standard_input_and_output) {
  std::istringstream typed("typed in");
  auto* keyboard = std::cin.rdbuf(typed.rdbuf());
  EXPECT_EQ(*read_file("-"), "typed in");
  std::cin.rdbuf(keyboard);
  std::cin.clear();
  ::testing::internal::CaptureStdout();
  ASSERT_TRUE(write_file("-", "out"));
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "out");
}

}  // namespace
}  // namespace guatu::ui
