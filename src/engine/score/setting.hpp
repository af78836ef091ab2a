// SPDX-License-Identifier: Apache-2.0
// The text of a scheme as a plain tree (设置), and a reader over one of its tables that remembers which keys were
// asked for: a key nobody asked for is a refusal with its line, because a misspelt option would
// otherwise change a ranking in silence. Numbers and texts only; dates are written as texts.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace guatu::score {

struct Setting {
  enum class Kind { table, list, text, number, truth } kind = Kind::table;
  std::string text;
  double number = 0;
  bool truth = false;
  std::vector<Setting> list;
  std::vector<std::pair<std::string, Setting>> members;
  unsigned line = 0;

  const Setting* find(std::string_view name) const;
};

// Refuses score.toml_syntax with line and column, score.toml_depth.
Result<Setting> read_settings(std::string_view toml);

class TableReader {
 public:
  // An absent table reads as an empty one.
  TableReader(const Setting* table, std::string place, std::vector<Problem>& problems);

  bool has(std::string_view name) const { return table_ != nullptr && table_->find(name) != nullptr; }
  const Setting* take(std::string_view name);
  std::string text(std::string_view name, std::string_view otherwise = "");
  std::string needed_text(std::string_view name);
  std::optional<double> number(std::string_view name);
  double number(std::string_view name, double otherwise) { return number(name).value_or(otherwise); }
  std::vector<std::string> texts(std::string_view name);
  std::vector<double> numbers(std::string_view name);
  // One of "a|b|c"; the index of the choice.
  std::size_t choice(std::string_view name, std::string_view choices, std::size_t otherwise);
  std::vector<const Setting*> tables(std::string_view name);  // an array of tables

  void report(std::string_view name, const char* code, ProblemArgs args = {});
  void refuse_the_rest();  // keys that nobody asked for
  const std::string& place() const { return place_; }

 private:
  const Setting* table_;
  std::string place_;
  std::vector<Problem>& problems_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace guatu::score
