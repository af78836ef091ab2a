// SPDX-License-Identifier: Apache-2.0
// For tests only: a scenario file (场景) as steps, docs/format/scenario.md. What is not of the language throws with its
// line.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace guatu::testing {

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

struct Today {
  Date day;
};
struct OpenAccount {
  std::string name;
  HeaderLines posts;  // role and unit
};
struct Become {
  std::string name;  // "nobody"
};
struct UseCookie {
  std::string variable;
};
struct TakeSetupLink {
  std::string variable;
};
struct Restart {};
struct ExpectJournal {
  struct Line {
    std::string actor, kind, subject, content;  // content empty: whatever
  };
  std::vector<Line> lines;
};
struct Ask {
  std::string method, path;
  HeaderLines headers;
  std::string body;
  int status = 0;
  bool is_exact = false;
  HeaderLines expected_headers;
  std::string expected;  // JSON; empty: whatever
};

struct Step {
  int line = 0;
  std::variant<Today, OpenAccount, Become, UseCookie, TakeSetupLink, Restart, ExpectJournal, Ask> what;
};

struct Story {
  std::string about;
  std::string from;
  std::vector<Step> steps;
};
Story parse_story(const std::string& text);

// Names taken from replies.
using Variables = std::vector<std::pair<std::string, std::string>>;
std::string with_variables(std::string text, const Variables& variables);
std::string with_variables_in_json(std::string json, const Variables& variables);  // inside its texts

// How `given` differs from what was expected; empty: it agrees. New variables are taken.
enum class Members { named, all };
std::vector<std::string> differences(const std::string& expected, const std::string& given, Members members,
                                     Variables& variables);
std::string difference(const std::string& expected, const std::string& given, Variables& variables);  // of one text

}  // namespace guatu::testing
