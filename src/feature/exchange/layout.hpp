// SPDX-License-Identifier: Apache-2.0
// Layouts: which tables an office brings and what it calls their columns (data/template/layouts.toml), and
// how the columns of a found table are matched to the fields of one of them.
//
// Nothing is guessed silently: a table that fits two layouts, or a field that two columns claim, is refused;
// columns that nothing wants are listed. A mapping given by a person and remembered by the form's fingerprint
// goes before the names.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "feature/exchange/table_find.hpp"

namespace guatu::exchange {

enum class Axis { plain, by_month, by_indicator };

struct Field {
  std::string name;
  Axis axis = Axis::plain;
  std::vector<std::string> synonyms;
};

struct Layout {
  std::string id;
  std::string title;
  std::vector<std::string> required;
  std::vector<std::string> words;
  std::vector<std::string> ignored;
  std::vector<Field> fields;
  std::map<std::string, std::string> units;  // field → unit of measure in a template's header

  const Field* find(std::string_view name) const;
};

Result<std::vector<Layout>> parse_layouts(std::string_view toml);

// The headers that any layout knows; what a header row is recognised by.
class HeaderWords {
 public:
  HeaderWords() = default;
  HeaderWords(const std::vector<Layout>& layouts, const std::map<std::string, std::string>& indicators);
  void add(std::string label) { words_.insert(std::move(label)); }  // a name that a person gave
  HeaderWord kind_of(std::string_view label) const;
  // I03规上工业总产值 → I03: by code at the front, or by name.
  std::optional<std::string> indicator_in(std::string_view label) const;

 private:
  std::set<std::string, std::less<>> words_;
  std::map<std::string, std::string, std::less<>> indicators_;  // code and name → code
};

struct MappedColumn {
  const Column* column = nullptr;
  std::string field;
  Axis axis = Axis::plain;
  std::string indicator;  // by_indicator only
};

struct Mapping {
  const Layout* layout = nullptr;
  std::vector<MappedColumn> columns;
  std::vector<const Column*> unused;

  const MappedColumn* find(std::string_view field) const;  // the first plain or other column of the field
  bool has(std::string_view field) const { return find(field) != nullptr; }
};

using GivenNames = std::map<std::string, std::string>;  // column label → field, from a person or remembered

// `where` is what stands around the table: file name, sheet name and title. Refuses import.no_layout (with the
// nearest layout and what it misses), import.two_layouts, import.column_twice.
Result<Mapping> map_columns(const Table& table, std::string_view where, const std::vector<Layout>& layouts,
                            const HeaderWords& words, const GivenNames& given);

}  // namespace guatu::exchange
