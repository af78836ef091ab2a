// SPDX-License-Identifier: Apache-2.0
#include "feature/search/token.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::search {
namespace {

constexpr unsigned kBitsOfCharacter = 21;
constexpr unsigned kBitsOfAscii = 7;
// In the place of the first of two characters, where no character has it.
constexpr Token kTriple = (Token{1} << kBitsOfCharacter) - 1;

bool is_ascii(char32_t character) { return character < 0x80; }

bool is_between(char32_t character, char32_t first, char32_t last) { return first <= character && character <= last; }

// Letters, digits, ideographs and whatever else is written; not punctuation and spaces.
bool is_of_word(char32_t c) {
  if (is_ascii(c)) return is_between(c, 'a', 'z') || is_between(c, '0', '9') || is_between(c, 'A', 'Z');
  if (c == 0x3007) return true;  // 〇
  return !(is_between(c, 0x80, 0xBF) || is_between(c, 0x2000, 0x206F) || is_between(c, 0x3000, 0x303F) ||
           is_between(c, 0xFE30, 0xFE4F) || is_between(c, 0xFF00, 0xFFEF) || c == 0xFFFD);
}

// Of one or two characters.
Token token_of(std::u32string_view characters) {
  Token token = 0;
  for (const char32_t character : characters) token = token << kBitsOfCharacter | character;
  return token;
}

bool is_triple(std::u32string_view characters) { return std::ranges::all_of(characters, is_ascii); }

Token triple_of(std::u32string_view characters) {
  Token three = 0;
  for (const char32_t character : characters) three = three << kBitsOfAscii | character;
  return kTriple << kBitsOfCharacter | three;
}

// The runs of characters between what parts words.
template <class Each>
void each_run(std::u32string_view folded, const Each& each) {
  std::size_t begin = 0;
  while (begin < folded.size()) {
    while (begin < folded.size() && !is_of_word(folded[begin])) ++begin;
    std::size_t end = begin;
    while (end < folded.size() && is_of_word(folded[end])) ++end;
    if (end > begin) each(folded.substr(begin, end - begin));
    begin = end;
  }
}

std::u32string fold_letters(std::u32string characters) {
  for (char32_t& character : characters) {
    if (is_between(character, 0xFF01, 0xFF5E)) character -= 0xFEE0;  // full width
    if (is_between(character, 'A', 'Z')) character += 'a' - 'A';
  }
  return characters;
}

// [begin, end) of the hits, in order, overlapping ones joined.
std::vector<std::pair<std::size_t, std::size_t>> hits_in(const std::u32string& text,
                                                         const std::vector<std::u32string>& words) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const auto& word : words)
    for (std::size_t at = text.find(word); at != std::u32string::npos; at = text.find(word, at + 1))
      found.emplace_back(at, at + word.size());
  std::ranges::sort(found);
  std::vector<std::pair<std::size_t, std::size_t>> joined;
  for (const auto& hit : found) {
    if (!joined.empty() && hit.first <= joined.back().second)
      joined.back().second = std::max(joined.back().second, hit.second);
    else
      joined.push_back(hit);
  }
  return joined;
}

}  // namespace

std::u32string fold(std::string_view text) { return fold_letters(decode_utf8(text)); }

std::vector<std::u32string> words_in(std::string_view typed) {
  std::vector<std::u32string> words;
  each_run(fold(typed), [&](std::u32string_view run) {
    std::u32string word(run.substr(0, kWordCharactersMax));
    if (words.size() < kWordsMax && std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  });
  return words;
}

std::vector<Token> tokens_of(const std::vector<std::string_view>& texts) {
  std::vector<Token> tokens;
  for (const std::string_view text : texts)
    each_run(fold(text), [&](std::u32string_view run) {
      for (std::size_t at = 0; at < run.size(); ++at) {
        tokens.push_back(token_of(run.substr(at, 1)));
        if (at + 1 < run.size()) tokens.push_back(token_of(run.substr(at, 2)));
        if (at + 2 < run.size() && is_triple(run.substr(at, 3))) tokens.push_back(triple_of(run.substr(at, 3)));
      }
    });
  std::ranges::sort(tokens);
  tokens.erase(std::ranges::unique(tokens).begin(), tokens.end());
  return tokens;
}

std::vector<Token> tokens_of_word(const std::u32string& word) {
  const std::u32string_view run = word;
  if (run.size() <= 2) return {token_of(run)};
  std::vector<Token> tokens;
  std::size_t covered = 0;  // pairs up to here are inside a triple
  for (std::size_t at = 0; at + 1 < run.size(); ++at) {
    if (at + 2 < run.size() && is_triple(run.substr(at, 3))) {
      tokens.push_back(triple_of(run.substr(at, 3)));
      covered = at + 2;
    } else if (at + 1 > covered || covered == 0) {
      tokens.push_back(token_of(run.substr(at, 2)));
    }
  }
  return tokens;
}

bool is_token(const std::u32string& word) {
  return word.size() <= 2 || (word.size() == 3 && is_triple(std::u32string_view(word)));
}

bool has_word(const std::u32string& folded, const std::u32string& word) {
  return folded.find(word) != std::u32string::npos;
}

std::vector<Piece> pieces_of(std::string_view text, const std::vector<std::u32string>& words,
                             std::size_t characters_max) {
  const std::u32string shown = decode_utf8(text);
  const auto hits = hits_in(fold_letters(shown), words);
  std::size_t begin = 0;
  std::size_t end = shown.size();
  if (shown.size() > characters_max) {
    const std::size_t lead = characters_max / 4;
    begin = hits.empty() || hits.front().first < lead ? 0 : hits.front().first - lead;
    begin = std::min(begin, shown.size() - characters_max);
    end = begin + characters_max;
  }
  std::vector<Piece> pieces;
  const auto add = [&](std::size_t from, std::size_t until, Piece piece) {
    from = std::max(from, begin);
    until = std::min(until, end);
    if (from >= until) return;
    piece.text = encode_utf8(std::u32string_view(shown).substr(from, until - from));
    pieces.push_back(std::move(piece));
  };
  std::size_t at = 0;
  for (const auto& [first, beyond] : hits) {
    add(at, first, {{}, false});
    add(first, beyond, {{}, true});
    at = beyond;
  }
  add(at, shown.size(), {{}, false});
  if (begin > 0) pieces.insert(pieces.begin(), Piece{"…", false});
  if (end < shown.size()) pieces.push_back({"…", false});
  return pieces;
}

}  // namespace guatu::search
