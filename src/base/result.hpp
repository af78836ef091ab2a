// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value, or the refusal that names every problem found.
//
// A problem says where (a field, or `file!sheet!cell`), which rule (a stable code `topic.reason`,
// translated in data/message) and with which values. Refusals are expected outcomes; a broken
// environment throws, a bug asserts.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace guatu {

enum class ErrorKind {
  invalid,      // the input itself is wrong
  conflict,     // right in itself, but not against what is stored
  not_found,    // names something that does not exist
  forbidden,    // exists, but not for this person
  too_large,    // beyond a stated limit
  unavailable,  // the machine cannot do it now (disk full, lock held)
};

using ProblemArgs = std::map<std::string, std::string>;

struct Problem {
  std::string place;
  std::string code;
  ProblemArgs args;

  friend bool operator==(const Problem&, const Problem&) = default;
};

struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::vector<Problem> problems;

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
};

inline std::unexpected<Error> refuse(ErrorKind kind, std::string place, std::string code, ProblemArgs args = {}) {
  return std::unexpected(Error{kind, {Problem{std::move(place), std::move(code), std::move(args)}}});
}

inline std::unexpected<Error> refuse(Error error) { return std::unexpected(std::move(error)); }

}  // namespace guatu

#define GUATU_CONCAT_(a, b) a##b
#define GUATU_CONCAT(a, b) GUATU_CONCAT_(a, b)
#define GUATU_TRY_(result, variable, ...)                         \
  auto result = (__VA_ARGS__);                                    \
  if (!result) return std::unexpected(std::move(result).error()); \
  variable = *std::move(result)

// GUATU_TRY(auto month, parse_month(text)); leaves the function with the refusal, or has the value.
#define GUATU_TRY(variable, ...) GUATU_TRY_(GUATU_CONCAT(guatu_result_, __LINE__), variable, __VA_ARGS__)
// The same for a Result<void>.
#define GUATU_CHECK(...)                                                                                           \
  do {                                                                                                             \
    if (auto guatu_result = (__VA_ARGS__); !guatu_result) return std::unexpected(std::move(guatu_result).error()); \
  } while (false)
