// SPDX-License-Identifier: Apache-2.0
// Playing a story against a world, line by line.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "platform/crypto/base64.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

std::string shown(const ExpectJournal::Line& line) {
  return line.actor + " " + line.kind + " " + line.subject + " " + line.content;
}

constexpr std::string_view kFile = "\"file:";
constexpr std::string_view kText = "\"text:";

std::string bytes_of(const std::string& path) {
  std::ifstream file(std::filesystem::path(GUATU_SOURCE_DIR) / path, std::ios::binary);
  if (!file) throw std::runtime_error("no file " + path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

// "file:PATH" in a body stands for that file of the project, in Base64; "text:PATH" for its text.
std::string with_files(const std::string& json, std::string_view mark) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = json.find(mark); at != std::string::npos; at = json.find(mark, from)) {
    out += json.substr(from, at - from);
    from = json.find('"', at + mark.size()) + 1;
    const std::string bytes = bytes_of(json.substr(at + mark.size(), from - 1 - at - mark.size()));
    append_json_text(out, mark == kFile ? crypto::to_base64(bytes) : bytes);
  }
  return out + json.substr(from);
}

class Player {
 public:
  explicit Player(World& world) : world_(world) {}

  void operator()(const Today& today) { world_.set_today(today.day); }
  void operator()(const OpenAccount& account) { world_.open_account(account.name, account.posts); }
  void operator()(const Become& become) { world_.become(become.name); }
  void operator()(const UseCookie& use) { world_.use_cookie(with_variables(use.variable, variables_)); }
  void operator()(const TakeSetupLink& take) { variables_.push_back({take.variable, world_.take_setup_link()}); }
  void operator()(const Restart&) { world_.restart(); }

  void operator()(const ExpectJournal& expected) {
    const auto entries = world_.new_entries();
    for (std::size_t i = 0; i < std::max(entries.size(), expected.lines.size()); ++i) {
      if (i >= entries.size())
        say("the journal has no " + shown(expected.lines[i]));
      else if (i >= expected.lines.size())
        say("the journal has also " + shown(entries[i]));
      else
        compare(expected.lines[i], entries[i]);
    }
  }

  void operator()(const Ask& ask) {
    HeaderLines headers = ask.headers;
    for (auto& [name, value] : headers) value = with_variables(value, variables_);
    const auto reply = world_.ask(ask.method, with_variables(ask.path, variables_), headers,
                                  with_files(with_files(with_variables_in_json(ask.body, variables_), kFile), kText));
    for (std::string& complaint : world_.complaints) say(complaint);
    world_.complaints.clear();
    if (reply.status != ask.status) {
      say(ask.method + " " + ask.path + " was answered " + std::to_string(reply.status) + " and not " +
          std::to_string(ask.status) + ": " + reply.body.substr(0, 600));
      return;
    }
    for (const auto& [name, value] : ask.expected_headers) compare_header(name, value, reply);
    if (ask.expected.empty()) return;
    const auto members = ask.is_exact ? Members::all : Members::named;
    const auto differing = differences(ask.expected, reply.body, members, variables_);
    for (const std::string& one : differing) say(ask.method + " " + ask.path + ": " + one);
    if (!differing.empty()) say("it was " + reply.body.substr(0, 1200));
  }

  std::vector<std::string> found;
  int line = 0;

 private:
  void say(const std::string& what) { found.push_back("line " + std::to_string(line) + ": " + what); }

  void compare_header(const std::string& name, const std::string& expected, const http::Reply& reply) {
    std::string given(reply.header(name));
    if (name == "Set-Cookie") given = given.substr(0, given.find(';'));
    const std::string differs = difference(expected, given, variables_);
    if (!differs.empty()) say(name + " " + differs);
  }

  void compare(const ExpectJournal::Line& expected, const ExpectJournal::Line& given) {
    const auto same = [&](const std::string& wanted, const std::string& actual) {
      return difference(wanted, actual, variables_).empty();
    };
    if (!same(expected.actor, given.actor) || !same(expected.kind, given.kind) ||
        !same(expected.subject, given.subject))
      return say("the journal says " + shown(given) + " and not " + shown(expected));
    if (expected.content.empty()) return;
    for (const std::string& one : differences(expected.content, given.content, Members::named, variables_))
      say("entry " + given.kind + ": " + one + " in " + given.content);
  }

  World& world_;
  Variables variables_;
};

}  // namespace

std::vector<std::string> play(const Story& story, World& world, const std::function<void()>& after_each_step) {
  Player player(world);
  for (const Step& step : story.steps) {
    player.line = step.line;
    std::visit(player, step.what);
    if (after_each_step) after_each_step();
  }
  return player.found;
}

}  // namespace guatu::testing
