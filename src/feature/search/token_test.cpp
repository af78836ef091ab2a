// SPDX-License-Identifier: Apache-2.0
#include "feature/search/token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"

namespace guatu::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words(const char* typed) {
  std::vector<std::string> found;
  for (const auto& word : words_in(typed)) found.push_back(encode_utf8(word));
  return found;
}

// What has the tokens of a word, as the index asks.
bool is_candidate(const std::string& text, const char* word) {
  const auto having = tokens_of({text});
  return std::ranges::all_of(tokens_of_word(fold(word)),
                             [&](Token token) { return std::ranges::binary_search(having, token); });
}

std::string marked(std::string_view text, const char* typed, std::size_t max = 1000) {
  std::string shown;
  for (const auto& piece : pieces_of(text, words_in(typed), max))
    shown += piece.is_hit ? "[" + piece.text + "]" : piece.text;
  return shown;
}

TEST(TokenTest, words_are_parted_by_punctuation_and_folded) {
  EXPECT_THAT(words("　滨河路，城管 "), ElementsAre("滨河路", "城管"));
  EXPECT_THAT(words("Ｇ２０ g20 G20"), ElementsAre("g20"));
  EXPECT_THAT(words("2026-39 U18/沈亦舟"), ElementsAre("2026", "39", "u18", "沈亦舟"));
  EXPECT_THAT(words("〇"), ElementsAre("〇"));
  EXPECT_THAT(words("，。！ …《》"), IsEmpty());
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_EQ(words("a b c d e f g h i").size(), kWordsMax);
  EXPECT_EQ(words_in(std::string(500, 'x')).front().size(), kWordCharactersMax);
}

TEST(TokenTest, a_word_of_any_length_is_found_where_it_is) {
  const std::string text = "滨河路改造（一期）工程G20国道段，代码91640100MA7ABCDE1X";
  for (const char* word : {"滨", "河路", "滨河路", "改造", "工程G20国道", "20国", "g20", "G", "2", "91640100ma7abcde1x",
                           "640100", "MA7", "0m", "1x", "一期"})
    EXPECT_TRUE(is_candidate(text, word)) << word;
  for (const char* word : {"路滨", "造一", "期工", "桥", "段代", "g21", "x1", "1xx"})
    EXPECT_FALSE(is_candidate(text, word)) << word;
}

TEST(TokenTest, words_of_one_and_two_characters_need_no_second_look) {
  EXPECT_TRUE(is_token(fold("桥")));
  EXPECT_TRUE(is_token(fold("城管")));
  EXPECT_TRUE(is_token(fold("G20")));
  EXPECT_FALSE(is_token(fold("滨河路")));
  EXPECT_FALSE(is_token(fold("G20国")));
  // All its pairs are there, and it is not.
  EXPECT_TRUE(is_candidate("城管局管城", "城管城"));
  EXPECT_FALSE(has_word(fold("城管局管城"), fold("城管城")));
}

TEST(TokenTest, tokens_of_one_two_and_three_characters_are_never_the_same) {
  std::vector<Token> all;
  for (const char* word : {"a", "aa", "aaa", "ab", "ba", "桥", "桥桥", "桥a", "a桥", "\xF4\x8F\xBF\xBF", "z9", "z99"}) {
    const auto tokens = tokens_of_word(fold(word));
    ASSERT_EQ(tokens.size(), 1U) << word;
    EXPECT_LT(tokens.front(), Token{1} << kTokenBits) << word;
    all.push_back(tokens.front());
  }
  std::ranges::sort(all);
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST(TokenTest, any_bytes_have_tokens_once_and_in_order) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 131 + i / 7) % 256);
  const auto tokens = tokens_of({bytes, bytes});
  EXPECT_FALSE(tokens.empty());
  EXPECT_EQ(std::ranges::adjacent_find(tokens, std::greater_equal<>()), tokens.end());
  for (const Token token : tokens) EXPECT_LT(token, Token{1} << kTokenBits);
}

TEST(TokenTest, pieces_are_the_text_with_its_hits) {
  EXPECT_EQ(marked("滨河路改造工程", "河路"), "滨[河路]改造工程");
  EXPECT_EQ(marked("Ｇ20国道G20", "g20"), "[Ｇ20]国道[G20]");
  EXPECT_EQ(marked("城管城管", "城管 管城"), "[城管城管]");
  EXPECT_EQ(marked("滨河路", "桥"), "滨河路");
  EXPECT_EQ(marked("", "桥"), "");
  EXPECT_EQ(marked("一二三四五六七八九十", "八", 4), "…七[八]九十");
  EXPECT_EQ(marked("一二三四五六七八九十", "一", 4), "[一]二三四…");
  EXPECT_EQ(marked("一二三四五六七八九十", "无", 4), "一二三四…");
}

}  // namespace
}  // namespace guatu::search
