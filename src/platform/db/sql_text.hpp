// SPDX-License-Identifier: Apache-2.0
// SQL as text: where quoted parts and comments end, and :name parameters as PostgreSQL's $1. It knows no more of
// SQL than that. A name stands for one value, however often it is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guatu::db {

// Where a quoted text or a comment that starts at `at` ends; `at` when neither starts there.
std::size_t end_of_quoted(std::string_view sql, std::size_t at);

struct NumberedSql {
  std::string text;                // … WHERE id = $1
  std::vector<std::string> names;  // by number; the first is $1
};
NumberedSql number_parameters(std::string_view sql);

// SELECT, INSERT, UPDATE, DELETE, WITH, VALUES: what a server may prepare. Everything else (transactions,
// definitions) runs once.
bool is_preparable(std::string_view sql);

}  // namespace guatu::db
