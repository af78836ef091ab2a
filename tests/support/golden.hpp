// SPDX-License-Identifier: Apache-2.0
// Golden cases: one file holds a purpose (`# about:`), where the expectation comes from (`# from:`, required:
// hand work, a published set, an independent program), the input, a line `----` and the expected output.
// GUATU_UPDATE=1 rewrites the expectations; continuous integration fails on the difference.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace guatu::testing {

inline std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::filesystem::path source_path(const std::string& relative) {
  return std::filesystem::path(GUATU_SOURCE_DIR) / relative;
}

inline void check_golden_file(const std::filesystem::path& path,
                              const std::function<std::string(const std::string&)>& run) {
  SCOPED_TRACE(path.string());
  const std::string text = read_whole(path);
  const std::string mark = "\n----\n";
  const auto split_at = text.find(mark);
  ASSERT_NE(split_at, std::string::npos) << "no line ---- between input and expectation";
  EXPECT_EQ(text.rfind("# about:", 0), 0U) << "the first line says what the case is about";
  EXPECT_NE(text.find("\n# from:"), std::string::npos) << "a case without provenance only freezes today's bug";
  const std::string input = text.substr(0, split_at + 1);
  const std::string actual = run(input);
  if (std::getenv("GUATU_UPDATE") != nullptr) {
    std::ofstream(path, std::ios::binary) << text.substr(0, split_at) << mark << actual;
    return;
  }
  EXPECT_EQ(actual, text.substr(split_at + mark.size()));
}

// Runs every *.case under tests/golden/<topic>. `run` gets the input (comment lines included) and returns the output.
inline void check_golden(const std::string& topic, const std::function<std::string(const std::string&)>& run) {
  std::vector<std::filesystem::path> cases;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/golden/" + topic)))
    if (entry.path().extension() == ".case") cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  ASSERT_FALSE(cases.empty());
  for (const auto& path : cases) check_golden_file(path, run);
}

}  // namespace guatu::testing
