// SPDX-License-Identifier: Apache-2.0
// Reading<T>: how a value of the wire becomes a value of the program. Dates are YYYY-MM-DD, months YYYY-MM, money an
// exact decimal text in 元, statistics a decimal text, enums their code, ids and names text. The refusal names what
// was given and what would be accepted; its place is the reader's.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/named.hpp"
#include "base/result.hpp"
#include "platform/json/json.hpp"

namespace guatu::api {

inline constexpr std::size_t kTextMax = 4000;  // characters, where a field says nothing else
inline constexpr std::size_t kIdMax = 80;
inline constexpr std::size_t kListMax = 1000;

// Of a text that somebody asks with. Refuses api.text_too_long, api.control_character (all but line break and tab).
Result<void> check_text(std::string_view text, std::size_t characters_max);
// Of a text that is to be kept, wherever it comes in: also refuses api.secrecy_marking, with the marking.
Result<void> check_kept_text(std::string_view text, std::size_t characters_max);
// Of a body. Refuses api.wrong_type and what check_kept_text refuses.
Result<std::string_view> read_text(const json::Value& value, std::size_t characters_max);
std::unexpected<Error> wrong_type(std::string_view expected);

// from_text serves JSON strings and query parameters; from_json everything in a body.
template <class T>
struct Reading;

template <class T>
concept TextReading = requires(std::string_view text) {
  { Reading<T>::from_text(text) } -> std::same_as<Result<T>>;
};

template <class T>
Result<T> read_json(const json::Value& value) {
  if constexpr (TextReading<T> && !std::same_as<T, std::int64_t>) {
    GUATU_TRY(const std::string_view text, read_text(value, Reading<T>::characters_max));
    return Reading<T>::from_text(text);
  } else {
    return Reading<T>::from_json(value);
  }
}

template <>
struct Reading<std::string> {
  static constexpr std::size_t characters_max = kTextMax;
  static Result<std::string> from_text(std::string_view text);
};

template <>
struct Reading<std::int64_t> {
  static Result<std::int64_t> from_text(std::string_view text);
  static Result<std::int64_t> from_json(const json::Value& value);
};

template <>
struct Reading<Date> {
  static constexpr std::size_t characters_max = 40;
  static Result<Date> from_text(std::string_view text) { return parse_date(text); }
};

template <>
struct Reading<Month> {
  static constexpr std::size_t characters_max = 40;
  static Result<Month> from_text(std::string_view text) { return parse_month(text); }
};

template <>
struct Reading<Decimal> {
  static constexpr std::size_t characters_max = 40;
  static Result<Decimal> from_text(std::string_view text) { return parse_decimal(text); }
};

template <>
struct Reading<Money> {
  static constexpr std::size_t characters_max = 40;
  static Result<Money> from_text(std::string_view text) { return parse_money(text, MoneyUnit::yuan); }
};

template <class Entity>
struct Reading<Id<Entity>> {
  static constexpr std::size_t characters_max = kIdMax;
  static Result<Id<Entity>> from_text(std::string_view text) { return Id<Entity>{std::string(text)}; }
};

std::unexpected<Error> unknown_choice(std::string_view given, std::string_view choices);

template <NamedEnum E>
struct Reading<E> {
  static constexpr std::size_t characters_max = kTextMax;
  static Result<E> from_text(std::string_view text) {
    if (const auto value = from_code<E>(text)) return *value;
    std::string choices;
    for (const auto& entry : names_of(E{})) choices.append(choices.empty() ? "" : ", ").append(entry.code);
    return unknown_choice(text, choices);
  }
};

}  // namespace guatu::api
