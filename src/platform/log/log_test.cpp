// SPDX-License-Identifier: Apache-2.0
#include "platform/log/log.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/text.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::log {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

class LogTest : public ::testing::Test {
 protected:
  void TearDown() override { stop(); }
  Options options(Level level = Level::info) {
    Options made;
    made.level = level;
    made.file = folder_.path() / "guatu.log";
    return made;
  }
  std::string written() {
    stop();
    return read_whole(folder_.path() / "guatu.log");
  }

  db::testing::TemporaryDirectory folder_;
};

TEST(LogLine, is_one_json_object) {
  EXPECT_EQ(line_of("2026-09-21T00:00:00Z", Level::warning, "http.failed",
                    {{Key::method, "GET"}, {Key::status, 500}, {Key::route, "/api/v1/units/{id}"}}),
            R"({"time":"2026-09-21T00:00:00Z","level":"warning","event":"http.failed","method":"GET","status":500,)"
            R"("route":"/api/v1/units/{id}"})");
}

TEST(LogLine, keeps_a_forged_line_break_inside_its_text) {
  const std::string line = line_of("t", Level::info, "e", {{Key::source, "1.2.3.4\n{\"level\":\"info\"}"}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_THAT(line, HasSubstr(R"(1.2.3.4\n)"));
}

TEST(LogLine, an_overlong_text_is_cut) {
  EXPECT_LT(line_of("t", Level::info, "e", {{Key::reason, std::string(100'000, 'x')}}).size(), 600U);
}

TEST_F(LogTest, swallows_what_comes_before_its_start_and_below_its_level) {
  info("too.early");
  ASSERT_TRUE(start(options(Level::info)).has_value());
  debug("too.quiet");
  info("just.right", {{Key::count, 3}});
  error("loud.enough");
  EXPECT_FALSE(is_on(Level::debug));
  EXPECT_TRUE(is_on(Level::info));
  const std::string text = written();
  EXPECT_THAT(split(text, "\n"), SizeIs(2));
  EXPECT_THAT(text, HasSubstr(R"("event":"just.right","count":3})"));
  EXPECT_THAT(text, HasSubstr("loud.enough"));
}

TEST_F(LogTest, everybody_may_write_at_once_and_no_line_is_torn) {
  ASSERT_TRUE(start(options()).has_value());
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 8; ++writer)
    writers.emplace_back([] {
      for (int i = 0; i < 100; ++i) info("many.writers", {{Key::count, i}});
    });
  writers.clear();
  const auto lines = split(written(), "\n");
  EXPECT_THAT(lines, SizeIs(800));
  for (const auto& line : lines) EXPECT_TRUE(line.starts_with("{\"time\"") && line.ends_with("}")) << line;
}

TEST_F(LogTest, starts_a_new_file_when_the_old_one_is_full) {
  Options small = options();
  small.file_bytes = 2000;
  small.files = 2;
  ASSERT_TRUE(start(small).has_value());
  for (int i = 0; i < 200; ++i) info("fill.it", {{Key::count, i}});
  stop();
  EXPECT_LE(std::filesystem::file_size(folder_.path() / "guatu.log"), 2000U);
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "guatu.1.log"));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "guatu.2.log"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "guatu.3.log"));
}

TEST_F(LogTest, goes_on_in_a_new_file_after_somebody_moved_the_old_one) {
  ASSERT_TRUE(start(options()).has_value());
  info("before.it");
  std::filesystem::rename(folder_.path() / "guatu.log", folder_.path() / "moved.log");
  ASSERT_TRUE(reopen().has_value());
  info("after.it");
  EXPECT_THAT(written(), HasSubstr("after.it"));
  EXPECT_THAT(read_whole(folder_.path() / "moved.log"), HasSubstr("before.it"));
}

TEST_F(LogTest, is_closed_to_strangers) {
  ASSERT_TRUE(start(options()).has_value());
  struct stat status {};
  ASSERT_EQ(::stat((folder_.path() / "guatu.log").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07, 0U);
}

TEST_F(LogTest, refuses_a_file_it_cannot_write) {
  Options wrong;
  wrong.file = folder_.path() / "no" / "such" / "folder";
  const auto started = start(wrong);
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().problems.front().code, "log.not_writable");
}

// The guides tell data protection officers every key there is.
TEST(LogKeys, all_stand_in_both_guides) {
  for (const char* language : {"en", "zh"}) {
    const std::string guide = read_whole(fmt::format("{}/docs/guide/{}/server.md", GUATU_SOURCE_DIR, language));
    for (std::size_t key = 0; key <= static_cast<std::size_t>(Key::signal); ++key) {
      const std::string line = line_of("", Level::info, "", {{static_cast<Key>(key), 0}});
      const auto begin = line.find("\"event\":\"\",\"") + 12;
      EXPECT_THAT(guide, HasSubstr("`" + line.substr(begin, line.find('"', begin) - begin) + "`")) << language;
    }
  }
}

// A reader that stands still must not make a request wait.
TEST_F(LogTest, never_waits_for_a_slow_reader) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const auto pipe = folder_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::ifstream reader;
  std::jthread opening([&] { reader.open(pipe); });
  Options slow;
  slow.file = pipe;
  slow.file_bytes = 1ULL << 40;
  ASSERT_TRUE(start(slow).has_value());
  opening.join();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20'000; ++i) info("nobody.reads", {{Key::count, i}});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
  EXPECT_GT(dropped_lines(), 0U);
  reader.close();
  stop();
  std::signal(SIGPIPE, before);
}

}  // namespace
}  // namespace guatu::log
