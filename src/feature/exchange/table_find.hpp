// SPDX-License-Identifier: Apache-2.0
// Finds the tables of a sheet: where the header band is (one to three rows, merged or not), what each
// column is called, which unit of measure rules it, and which rows are records, totals or notes.
//
// It knows no register: it is given a vocabulary of words that headers use. Sheets may carry titles above,
// notes below, blank rows and several tables. What is left out is said, never dropped silently.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sheet.hpp"
#include "feature/exchange/span.hpp"

namespace guatu::exchange {

struct Column {
  std::uint16_t index = 0;
  std::vector<std::string> path;  // header texts from top to bottom, as written
  std::string label;              // what is left of them without unit, span and year, joined by /
  std::string unit_of_measure;    // 亿元, %, …; empty when the header names none
  std::optional<LabelSpan> span;
  std::optional<int> year;
};

enum class RowRole { record, total, note, heading, repeated_header };  // heading: 一、房地产 over the rows of a group

struct TableRow {
  std::uint32_t row = 0;
  RowRole role = RowRole::record;
};

struct Table {
  std::string title;            // the texts above the header, joined
  std::string unit_of_measure;  // 单位：万元 above the header
  std::uint32_t header_row = 0;
  std::uint32_t header_rows = 0;
  std::vector<Column> columns;
  std::vector<TableRow> rows;

  std::string fingerprint() const;  // of the labels and units in order: the same form has the same one
};

// What a squeezed header text is: a word that headers of some register use, or the code or name of an indicator,
// which stands in headers and in records alike.
enum class HeaderWord { none, word, indicator };
using Vocabulary = std::function<HeaderWord(std::string_view)>;

std::vector<Table> find_tables(const sheet::Sheet& sheet, const Vocabulary& vocabulary);

// The unit in brackets at the end of a header, taken out of it: 总投资（亿元）→ 总投资, 亿元.
std::optional<std::string> take_unit(std::string& label);

}  // namespace guatu::exchange
