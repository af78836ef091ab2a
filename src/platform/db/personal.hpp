// SPDX-License-Identifier: Apache-2.0
// Personal values (个人信息) of registers: telephone numbers, whatever register has a column of that name. The state
// has the number; a version has only a commitment to it, SHA-256 over a random salt and the number, and salt and number
// stand beside. When both are erased (清除), versions, digests and the journal stay to the byte what they were, and
// nobody can find the number by trying all there are. A version written before commitments came holds the number
// itself: erasing blanks it, and the entry that erases names the digest of what is left.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/shape.hpp"

namespace guatu::db {

std::optional<std::size_t> personal_column(const TableShape& shape);

struct SealedValue {
  std::string commitment;  // sha256: and 64 hex digits, as it stands in contents
  std::string salt;
  std::string value;
};
SealedValue seal_value(std::string_view value);

// The commitment in a content; empty: it holds none.
std::string_view commitment_in(std::string_view content);
// Nothing: erased.
std::optional<std::string> value_of_commitment(const Reader& reader, std::string_view commitment);
// A content with the number in the place of the commitment; an erased one is an empty text.
std::string opened_content(const Reader& reader, std::string_view content);

struct Erased {
  std::vector<std::int64_t> versions;
  std::vector<std::string> blanked;  // digests of what is left of versions that held the number itself
};
// The number in all versions of a row whose state has none any more. The entry's kind ends with .phone_erased, its
// subject is the row and its content this one: `guatu check` looks for it.
Erased erase_personal(Tx& tx, std::string_view entity, std::string_view id);
std::string erasure_content(const Erased& erased, std::string_view reason);
// The last entry that erased something; 0: none.
Position last_erasure(const Reader& reader);

// For `guatu check`: whether the entry that erased this version speaks of what is left of it.
bool is_blanked(const Reader& reader, std::string_view entity, std::string_view id, std::int64_t version,
                std::string_view content);
bool is_erased(const Reader& reader, std::string_view entity, std::string_view id, std::int64_t version);
// Commitments that salt and number do not give.
std::vector<std::string> altered_commitments(const Reader& reader);

}  // namespace guatu::db
