// SPDX-License-Identifier: Apache-2.0
#include "platform/db/sql_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::db {
namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

}  // namespace

std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const auto after = [&](std::string_view closing, std::size_t from) {
    const auto end = sql.find(closing, from);
    return end == std::string_view::npos ? sql.size() : end + closing.size();
  };
  const char c = sql[at];
  if (c == '\'' || c == '"') return after(std::string_view(&c, 1), at + 1);
  if (sql.substr(at).starts_with("/*")) return after("*/", at + 2);
  if (!sql.substr(at).starts_with("--")) return at;
  const auto end = sql.find('\n', at);
  return end == std::string_view::npos ? sql.size() : end;
}

NumberedSql number_parameters(std::string_view sql) {
  NumberedSql numbered;
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t end = end_of_quoted(sql, at); end != at) {
      numbered.text += sql.substr(at, end - at);
      at = end;
      continue;
    }
    const bool is_cast = sql.substr(at).starts_with("::");
    if (is_cast || sql[at] != ':' || at + 1 == sql.size() || !starts_name(sql[at + 1])) {
      const std::size_t width = is_cast ? 2 : 1;
      numbered.text += sql.substr(at, width);
      at += width;
      continue;
    }
    std::size_t end = at + 1;
    while (end < sql.size() && is_name(sql[end])) ++end;
    const std::string name(sql.substr(at + 1, end - at - 1));
    auto found = std::ranges::find(numbered.names, name);
    if (found == numbered.names.end()) found = numbered.names.insert(found, name);
    numbered.text += '$' + std::to_string(found - numbered.names.begin() + 1);
    at = end;
  }
  return numbered;
}

bool is_preparable(std::string_view sql) {
  const auto text = trim(sql);
  std::string word;
  for (const char c : text.substr(0, 8)) {
    if (!starts_name(c)) break;
    word.push_back(c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return word == "SELECT" || word == "INSERT" || word == "UPDATE" || word == "DELETE" || word == "WITH" ||
         word == "VALUES";
}

}  // namespace guatu::db
