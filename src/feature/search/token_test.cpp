// SPDX-License-Identifier: Apache-2.0
#include "feature/search/token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  const auto having = split(tokens_of({text}), " ");
  for (const auto& token : tokens_of_word(fold(word)))
    if (std::ranges::find(having, token) == having.end()) return false;
  return true;
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

TEST(TokenTest, marks_are_no_words) {
  const auto tokens = split(tokens_of({"1abcdefghijkl 8 9 matter register.read 矛"}), " ");
  for (const auto& mark : {mark('8', "matter"), mark('9', "register.read"), mark('1', "lead\nU01")})
    EXPECT_EQ(std::ranges::find(tokens, mark), tokens.end());
  EXPECT_NE(mark('1', "lead\nU01"), mark('1', "lead\nU02"));
}

TEST(TokenTest, any_bytes_have_tokens_of_letters_and_digits) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 131 + i / 7) % 256);
  for (const char c : tokens_of({bytes}))
    EXPECT_TRUE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ') << static_cast<int>(c);
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
