// SPDX-License-Identifier: Apache-2.0
// Enumerations with names: each value has a code (store, API) and a Chinese word (screen, workbooks).
// A topic lists its values once: `constexpr auto names_of(Stage) { return std::span(kStages); }`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/assert.hpp"

namespace guatu {

template <class Enum>
struct Named {
  Enum value;
  std::string_view code;
  std::string_view chinese;
};

template <class Enum>
concept NamedEnum = requires(Enum value) {
  names_of(value);
};

template <NamedEnum Enum>
constexpr const Named<Enum>& named(Enum value) {
  for (const auto& entry : names_of(value))
    if (entry.value == value) return entry;
  GUATU_ASSERT(!"every value has a name");
}

template <NamedEnum Enum>
constexpr std::string_view code_of(Enum value) {
  return named(value).code;
}

template <NamedEnum Enum>
constexpr std::string_view chinese_of(Enum value) {
  return named(value).chinese;
}

template <NamedEnum Enum>
std::optional<Enum> from_code(std::string_view code) {
  for (const auto& entry : names_of(Enum{}))
    if (entry.code == code) return entry.value;
  return std::nullopt;
}

template <NamedEnum Enum>
std::optional<Enum> from_chinese(std::string_view word) {
  for (const auto& entry : names_of(Enum{}))
    if (entry.chinese == word) return entry.value;
  return std::nullopt;
}

// 谋划、储备、前期 … for a refusal that says what would be accepted.
template <NamedEnum Enum>
std::string chinese_choices() {
  std::string choices;
  for (const auto& entry : names_of(Enum{})) {
    if (!choices.empty()) choices += "、";
    choices += entry.chinese;
  }
  return choices;
}

}  // namespace guatu
