// SPDX-License-Identifier: Apache-2.0
#include "feature/search/fresh.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace guatu::search {

void FreshTokens::add(DocumentNumber number, const std::vector<Token>& tokens) {
  GUATU_ASSERT(number > settled_ && number - settled_ <= std::int64_t{UINT32_MAX});
  const auto distance = static_cast<Distance>(number - settled_);
  for (const Token token : tokens) distances_[token].push_back(distance);
  ++documents_;
}

std::vector<DocumentNumber> FreshTokens::find(const std::vector<Token>& tokens) const {
  std::vector<const std::vector<Distance>*> lists;
  for (const Token token : tokens) {
    const auto found = distances_.find(token);
    if (found == distances_.end()) return {};
    lists.push_back(&found->second);
  }
  if (lists.empty()) return {};
  std::ranges::sort(lists, {}, [](const auto* list) { return list->size(); });
  std::vector<DocumentNumber> numbers;
  for (const Distance distance : *lists.front())
    if (std::all_of(lists.begin() + 1, lists.end(),
                    [&](const auto* list) { return std::ranges::binary_search(*list, distance); }))
      numbers.push_back(settled_ + distance);
  return numbers;
}

std::vector<Token> FreshTokens::tokens() const {
  std::vector<Token> tokens;
  for (const auto& [token, distances] : distances_) tokens.push_back(token);
  std::ranges::sort(tokens);
  return tokens;
}

void FreshTokens::clear(DocumentNumber settled) {
  settled_ = settled;
  documents_ = 0;
  distances_.clear();
}

}  // namespace guatu::search
