// SPDX-License-Identifier: Apache-2.0
// Log (运行日志): what the program tells who runs it, one JSON object a line, to standard error or a file that is
// rotated. The keys are a closed list, so that no body, query value, password, name or phone can get in by
// accident; a person appears by account id, where that is needed, and otherwise not. Writing never waits: when the
// disk is slower than the program the oldest waiting lines are dropped and counted. The journal is something else
// (platform/journal). Refuses log.not_writable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/named.hpp"
#include "base/result.hpp"

namespace guatu::log {

enum class Level : std::uint8_t { debug, info, warning, error };
inline constexpr Named<Level> kLevels[] = {{Level::debug, "debug", "细节"},
                                           {Level::info, "info", "消息"},
                                           {Level::warning, "warning", "警告"},
                                           {Level::error, "error", "错误"}};
constexpr auto names_of(Level) { return std::span(kLevels); }

// Everything that may stand in the log, with what it may hold; docs/guide lists it for data protection officers.
enum class Key : std::uint8_t {
  account,   // id of an account, never its name
  source,    // network address of the other side
  method,    // of a request
  route,     // pattern of the route table; never the path as it was asked for
  status,    // of the reply
  micros,    // how long it took
  bytes,     // size of something
  count,     // number of something
  position,  // of the journal
  job,       // name of a timed job
  outcome,   // what came of it, a code or a figure
  code,      // of a refusal
  reason,    // what the operating system or database said
  address,   // this server listens on
  file,      // of this machine
  version,   // of the program
  signal,    // that was received
};

struct Field {
  Field(Key field_key, std::string_view value) : key(field_key), text(value) {}
  Field(Key field_key, std::integral auto value) : key(field_key), number(static_cast<std::int64_t>(value)) {}

  Key key;
  std::string_view text{};
  std::int64_t number = 0;
};

struct Options {
  Level level = Level::info;
  std::filesystem::path file;  // empty: standard error
  std::size_t file_bytes = 10 * 1024 * 1024;
  std::size_t files = 10;  // rotated ones that are kept
};

// Until it is started, and after it was stopped, the log swallows everything.
Result<void> start(const Options& options);
Result<void> reopen();  // the same file anew, after somebody moved it away
void stop();            // writes what is waiting

void write(Level level, std::string_view event, std::initializer_list<Field> fields);
inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}

bool is_on(Level level);        // for callers that would have to compute something first
std::uint64_t dropped_lines();  // since the start

// One line, without its end.
std::string line_of(std::string_view time, Level level, std::string_view event, std::initializer_list<Field> fields);

}  // namespace guatu::log
