// SPDX-License-Identifier: Apache-2.0
// Codec<T>: how a value of the program becomes a cell and comes back. Instants are UTC microseconds,
// money whole fen, dates and months ISO text, decimals text with their printed scale, lists a JSON array,
// std::optional NULL, named enums (base/named.hpp) their code.
#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/named.hpp"
#include "platform/db/cell.hpp"

namespace guatu::db {

[[noreturn]] void throw_undecodable(const Cell& cell, std::string_view expected);
std::int64_t integer_in(const Cell& cell);
std::string_view text_in(const Cell& cell);
void append_text_list(std::string& out, const std::vector<std::string_view>& texts);  // ["a","b"]
std::vector<std::string> parse_text_list(std::string_view json);

// encode may borrow the text of the value or write it into `scratch`; the cell lives as long as both.
template <class T>
struct Codec;

template <>
struct Codec<std::int64_t> {
  static constexpr CellKind kind = CellKind::integer;
  static Cell encode(std::int64_t value, std::string&) { return Cell::of(value); }
  static std::int64_t decode(const Cell& cell) { return integer_in(cell); }
};

template <>
struct Codec<int> {
  static constexpr CellKind kind = CellKind::integer;
  static Cell encode(int value, std::string&) { return Cell::of(std::int64_t{value}); }
  static int decode(const Cell& cell);
};

template <>
struct Codec<bool> {
  static constexpr CellKind kind = CellKind::integer;
  static Cell encode(std::same_as<bool> auto value, std::string&) { return Cell::of(std::int64_t{value ? 1 : 0}); }
  static bool decode(const Cell& cell);
};

template <>
struct Codec<std::string> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(const std::string& value, std::string&) { return Cell::of(std::string_view(value)); }
  static std::string decode(const Cell& cell) { return std::string(text_in(cell)); }
};

template <>
struct Codec<Date> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(Date value, std::string& scratch);
  static Date decode(const Cell& cell);
};

template <>
struct Codec<Month> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(Month value, std::string& scratch);
  static Month decode(const Cell& cell);
};

template <>
struct Codec<Instant> {
  static constexpr CellKind kind = CellKind::integer;
  static Cell encode(Instant value, std::string&) { return Cell::of(std::int64_t{value.time_since_epoch().count()}); }
  static Instant decode(const Cell& cell) { return Instant(std::chrono::microseconds(integer_in(cell))); }
};

template <>
struct Codec<Money> {
  static constexpr CellKind kind = CellKind::integer;
  static Cell encode(Money value, std::string&) { return Cell::of(value.fen()); }
  static Money decode(const Cell& cell) { return Money::of_fen(integer_in(cell)); }
};

template <>
struct Codec<Decimal> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(const Decimal& value, std::string& scratch);
  static Decimal decode(const Cell& cell);
};

template <class Entity>
struct Codec<Id<Entity>> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(const Id<Entity>& value, std::string&) { return Cell::of(std::string_view(value.value)); }
  static Id<Entity> decode(const Cell& cell) { return {std::string(text_in(cell))}; }
};

template <NamedEnum E>
struct Codec<E> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(E value, std::string&) { return Cell::of(code_of(value)); }
  static E decode(const Cell& cell) {
    const std::optional<E> value = from_code<E>(text_in(cell));
    if (!value) throw_undecodable(cell, "a known code");
    return *value;
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static constexpr CellKind kind = Codec<T>::kind;
  static Cell encode(const std::optional<T>& value, std::string& scratch) {
    return value ? Codec<T>::encode(*value, scratch) : Cell{};
  }
  static std::optional<T> decode(const Cell& cell) {
    if (cell.is_null()) return std::nullopt;
    return Codec<T>::decode(cell);
  }
};

// Lists of anything whose own cell is text: words, ids, enums.
template <class T>
requires(Codec<T>::kind == CellKind::text) struct Codec<std::vector<T>> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(const std::vector<T>& values, std::string& scratch) {
    std::vector<std::string> owned(values.size());
    std::vector<std::string_view> texts(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) texts[i] = Codec<T>::encode(values[i], owned[i]).text;
    scratch.clear();
    append_text_list(scratch, texts);
    return Cell::of(std::string_view(scratch));
  }
  static std::vector<T> decode(const Cell& cell) {
    std::vector<T> values;
    for (const std::string& text : parse_text_list(text_in(cell)))
      values.push_back(Codec<T>::decode(Cell::of(std::string_view(text))));
    return values;
  }
};

}  // namespace guatu::db
