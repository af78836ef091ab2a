// SPDX-License-Identifier: Apache-2.0
#include "tests/scenario/story.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace guatu::testing {
namespace {

class StoryReader {
 public:
  explicit StoryReader(const std::string& text) {
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines_.push_back(line);
  }

  Story read() {
    Story story;
    story.about = preamble("# about: ");
    story.from = preamble("# from: ");
    while (at_ < lines_.size()) {
      const std::string& line = lines_[at_];
      if (line.empty() || line.starts_with('#'))
        ++at_;
      else
        story.steps.push_back(read_step());
    }
    return story;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw std::runtime_error("line " + std::to_string(at_ + 1) + ": " + why);
  }

  std::string preamble(std::string_view name) {
    if (at_ == lines_.size() || !lines_[at_].starts_with(name)) fail("expected " + std::string(name));
    return lines_[at_++].substr(name.size());
  }

  bool in_block() const { return at_ < lines_.size() && !lines_[at_].empty(); }

  Step read_step() {
    Step step{static_cast<int>(at_) + 1, Restart{}};
    const auto words = split(lines_[at_], " ");
    const std::string& verb = words.front();
    if (verb == "GET" || verb == "HEAD" || verb == "POST" || verb == "PUT" || verb == "PATCH" || verb == "DELETE") {
      step.what = read_request(words);
      return step;
    }
    if (verb == "journal") {
      ++at_;
      step.what = read_journal();
      return step;
    }
    step.what = read_verb(words);
    ++at_;
    return step;
  }

  decltype(Step::what) read_verb(const std::vector<std::string>& words) const {
    const std::string& verb = words.front();
    if (verb == "restart" && words.size() == 1) return Restart{};
    if (verb == "today" && words.size() == 2) {
      const auto day = parse_date(words[1]);
      if (!day) fail("no date");
      return Today{*day};
    }
    if (verb == "as" && words.size() == 2) return Become{words[1]};
    if (verb == "with" && words.size() == 2) return UseCookie{words[1]};
    if (verb == "setup" && words.size() == 2) return TakeSetupLink{words[1]};
    if (verb == "account" && words.size() >= 3) {
      OpenAccount account{words[1], {}};
      for (std::size_t i = 2; i < words.size(); ++i) {
        const std::size_t at = words[i].find('@');
        account.posts.push_back({words[i].substr(0, at), at == std::string::npos ? "" : words[i].substr(at + 1)});
      }
      return account;
    }
    fail("not a line of the language: " + verb);
  }

  HeaderLines read_headers() {
    HeaderLines headers;
    while (in_block() && !lines_[at_].starts_with("=>") && lines_[at_].front() >= 'A' && lines_[at_].front() <= 'Z') {
      const std::size_t colon = lines_[at_].find(':');
      if (colon == std::string::npos) fail("a header has a colon");
      headers.push_back({lines_[at_].substr(0, colon), std::string(trim(lines_[at_].substr(colon + 1)))});
      ++at_;
    }
    return headers;
  }

  std::string read_json() {
    std::string text;
    while (in_block() && !lines_[at_].starts_with("=>")) text += lines_[at_++] + "\n";
    return text;
  }

  Ask read_request(const std::vector<std::string>& words) {
    if (words.size() != 2) fail("a request is METHOD PATH");
    Ask ask{words[0], words[1], {}, {}, 0, false, {}, {}};
    ++at_;
    ask.headers = read_headers();
    ask.body = read_json();
    if (!in_block()) fail("a request ends with => STATUS");
    const auto expected = split(lines_[at_], " ");
    ask.status = expected.size() > 1 ? std::atoi(expected[1].c_str()) : 0;
    ask.is_exact = expected.size() == 3 && expected[2] == "exactly";
    if (ask.status < 100 || expected.size() > (ask.is_exact ? 3U : 2U)) fail("=> STATUS, or => STATUS exactly");
    ++at_;
    ask.expected_headers = read_headers();
    ask.expected = read_json();
    return ask;
  }

  ExpectJournal read_journal() {
    ExpectJournal journal;
    for (; in_block(); ++at_) {
      const std::string& line = lines_[at_];
      const std::size_t brace = line.find(" {");
      const auto words = split(line.substr(0, brace), " ");
      if (words.size() != 3) fail("ACTOR KIND SUBJECT");
      journal.lines.push_back({words[0], words[1], words[2], brace == std::string::npos ? "" : line.substr(brace + 1)});
    }
    return journal;
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
};

std::string shown(json::Value value) {
  if (value.is_null()) return "null";
  if (const auto text = value.as_text()) return "\"" + std::string(*text) + "\"";
  if (const auto number = value.as_integer()) return std::to_string(*number);
  if (const auto truth = value.as_boolean()) return *truth ? "true" : "false";
  return value.is_array() ? "a list of " + std::to_string(value.size()) : "an object";
}

class Comparison {
 public:
  Comparison(Members members, Variables& variables) : members_(members), variables_(variables) {}

  void compare(json::Value expected, std::optional<json::Value> given, const std::string& place) {
    if (expected.as_text() == "<absent>") {
      if (given) say(place, "is there");
      return;
    }
    if (!given) return say(place, "is missing");
    if (expected.is_object() && given->is_object()) return compare_objects(expected, *given, place);
    if (expected.is_array() && given->is_array()) return compare_lists(expected, *given, place);
    if (const auto text = expected.as_text()) {
      if (*text == "*") return;
      const std::string actual = given->as_text() ? std::string(*given->as_text()) : shown(*given);
      const std::string differs = difference(std::string(*text), actual, variables_);
      if (!differs.empty() || (!given->as_text() && !text->starts_with('$'))) say(place, "is " + shown(*given));
      return;
    }
    if (shown(expected) != shown(*given) || expected.is_object() || expected.is_array())
      say(place, "is " + shown(*given) + " and not " + shown(expected));
  }

  std::vector<std::string> found;

 private:
  void say(const std::string& place, const std::string& what) {
    found.push_back((place.empty() ? "the whole" : place) + " " + what);
  }

  void compare_objects(json::Value expected, json::Value given, const std::string& place) {
    const std::string prefix = place.empty() ? "" : place + ".";
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const std::string name(expected.key_at(i));
      compare(expected.at(i), given.find(name), prefix + name);
    }
    if (members_ == Members::named) return;
    for (std::size_t i = 0; i < given.size(); ++i)
      if (!expected.find(given.key_at(i))) say(prefix + std::string(given.key_at(i)), "was not expected");
  }

  void compare_lists(json::Value expected, json::Value given, const std::string& place) {
    if (expected.size() != given.size())
      return say(place, "has " + std::to_string(given.size()) + " elements and not " + std::to_string(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i)
      compare(expected.at(i), given.at(i), place + "[" + std::to_string(i) + "]");
  }

  Members members_;
  Variables& variables_;
};

}  // namespace

Story parse_story(const std::string& text) { return StoryReader(text).read(); }

std::string with_variables(std::string text, const Variables& variables) {
  Variables longest_first = variables;
  std::ranges::sort(longest_first, std::ranges::greater{}, [](const auto& one) { return one.first.size(); });
  for (const auto& [name, value] : longest_first) text = replace_all(std::move(text), name, value);
  return text;
}

std::string with_variables_in_json(std::string json, const Variables& variables) {
  Variables quoted = variables;
  for (auto& [name, value] : quoted) {
    std::string literal;
    append_json_text(literal, value);
    value = literal.substr(1, literal.size() - 2);
  }
  return with_variables(std::move(json), quoted);
}

std::string difference(const std::string& expected, const std::string& given, Variables& variables) {
  const bool is_variable = expected.starts_with('$') && expected.find_first_of(" /") == std::string::npos;
  if (is_variable && std::ranges::find(variables, expected, &Variables::value_type::first) == variables.end()) {
    variables.push_back({expected, given});
    return {};
  }
  const std::string wanted = with_variables(expected, variables);
  return wanted == given ? "" : "is \"" + given + "\" and not \"" + wanted + "\"";
}

std::vector<std::string> differences(const std::string& expected, const std::string& given, Members members,
                                     Variables& variables) {
  const auto wanted = json::parse(expected);
  if (!wanted) throw std::runtime_error("the expectation is not JSON: " + expected);
  const auto actual = json::parse(given);
  if (!actual) return {"the body is not JSON: " + given};
  Comparison comparison(members, variables);
  comparison.compare(wanted->root(), actual->root(), "");
  return comparison.found;
}

}  // namespace guatu::testing
