// SPDX-License-Identifier: Apache-2.0
// The tokens of the documents that are too new for the file (新增文本): kept in memory until there are enough of them
// to be written together, because each of a document's hundred tokens has its own place in the file.
#pragma once

#include <unordered_map>
#include <vector>

#include "feature/search/search.hpp"

namespace guatu::search {

class FreshTokens {
 public:
  // Each number is larger than those before, and than `settled`, the largest one that is in the file.
  void add(DocumentNumber number, const std::vector<Token>& tokens);
  // Those that have all the tokens, ascending.
  std::vector<DocumentNumber> find(const std::vector<Token>& tokens) const;
  std::vector<Token> tokens() const;  // ascending

  DocumentNumber settled() const { return settled_; }
  std::int64_t documents() const { return documents_; }
  void clear(DocumentNumber settled);

 private:
  using Distance = std::uint32_t;  // after the settled one: half the memory of a number

  DocumentNumber settled_ = 0;
  std::int64_t documents_ = 0;
  std::unordered_map<Token, std::vector<Distance>> distances_;
};

}  // namespace guatu::search
