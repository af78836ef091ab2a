// SPDX-License-Identifier: Apache-2.0
// Words and tokens of the search (检索): how a text is cut so that one and two Chinese characters are found, and where
// a word stands in it. Case and full width are folded; punctuation and spaces part words.
//
// Tokens are single characters, pairs of neighbours, and triples of ASCII letters and digits. A word of one or two
// characters is a token, so that what has it holds the word; a longer one is sought by its tokens, and what is found is
// looked at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guatu::search {

// Its characters themselves, so that two tokens never share a number; below 2^42.
using Token = std::uint64_t;
inline constexpr unsigned kTokenBits = 42;

inline constexpr std::size_t kWordsMax = 8;
inline constexpr std::size_t kWordCharactersMax = 40;

// Letter for letter, so that places in the one are places in the other.
std::u32string fold(std::string_view text);

// The words of what somebody typed, each once, cut to the bounds above; none when there is only punctuation.
std::vector<std::u32string> words_in(std::string_view typed);

// Every token of the texts once, ascending.
std::vector<Token> tokens_of(const std::vector<std::string_view>& texts);
// The tokens that a text with this word must have.
std::vector<Token> tokens_of_word(const std::u32string& word);
// Whether having the tokens is having the word.
bool is_token(const std::u32string& word);

struct Piece {
  std::string text;
  bool is_hit = false;
};

bool has_word(const std::u32string& folded, const std::u32string& word);
// The text in pieces around the words in it; `characters_max` cuts it around the first one, with … where it was cut.
std::vector<Piece> pieces_of(std::string_view text, const std::vector<std::u32string>& words,
                             std::size_t characters_max);

}  // namespace guatu::search
