// SPDX-License-Identifier: Apache-2.0
#include "engine/report/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "base/decimal.hpp"
#include "base/text.hpp"

namespace guatu::report {
namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// The head between `---` lines, table rows and Markdown marks are no words of the document's text.
std::size_t characters_of_text(std::string_view text) {
  std::size_t count = 0;
  bool in_head = false;
  bool is_first = true;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line == "---" && (is_first || in_head))
      in_head = !in_head;
    else if (!in_head && !line.starts_with('|')) {
      for (const char32_t character : decode_utf8(line))
        if (character > U' ' && character != U'#' && character != U'*' && character != 0x3000) ++count;
    }
    if (!line.empty()) is_first = false;
  }
  return count;
}

void check_length(std::vector<Finding>& findings, std::string_view text, Genre genre) {
  const auto most = genre == Genre::comprehensive ? kComprehensiveCharactersMax : kSpecialCharactersMax;
  const auto count = characters_of_text(text);
  if (count <= most) return;
  findings.push_back(
      {{"全文", "lint.too_long", {{"characters", std::to_string(count)}, {"characters_max", std::to_string(most)}}},
       0,
       text.size()});
}

std::string place_of_offset(std::string_view text, std::size_t at) {
  return fmt::format("第{}行", 1 + std::ranges::count(text.substr(0, at), '\n'));
}

std::size_t number_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  while (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
  }
  return at;
}

// 增长-5%, 下降了−3.2: the verb says the direction, the number its size.
void check_negative_growth(std::vector<Finding>& findings, std::string_view text) {
  for (const std::string_view verb : {"增长", "增加", "提高", "上升", "下降", "减少", "回落", "降低"}) {
    for (auto at = text.find(verb); at != std::string_view::npos; at = text.find(verb, at + verb.size())) {
      auto next = at + verb.size();
      for (const std::string_view filler : {"了", "约", "为", "：", ":", " "})
        if (text.substr(next).starts_with(filler)) next += filler.size();
      for (const std::string_view minus : {"-", "－", "−", "﹣"}) {
        if (!text.substr(next).starts_with(minus)) continue;
        const auto number = next + minus.size();
        if (number >= text.size() || !is_digit(text[number])) continue;
        const auto end = number_end(text, number);
        findings.push_back(
            {{place_of_offset(text, at), "lint.negative_growth", {{"value", std::string(text.substr(at, end - at))}}},
             at,
             end});
      }
    }
  }
}

// 满意率 is a share of people asked: never 分, never above 100%, never a bare number.
void check_satisfaction(std::vector<Finding>& findings, std::string_view text) {
  constexpr std::string_view kWord = "满意率";
  for (auto at = text.find(kWord); at != std::string_view::npos; at = text.find(kWord, at + kWord.size())) {
    auto next = at + kWord.size();
    for (const std::string_view filler : {"达到", "达", "为", "是", "：", ":", "（", " "})
      if (text.substr(next).starts_with(filler)) next += filler.size();
    if (next >= text.size() || !is_digit(text[next])) continue;
    const auto end = number_end(text, next);
    const auto rest = text.substr(end);
    const bool is_percent = rest.starts_with("%") || rest.starts_with("％");
    const auto value = parse_decimal(text.substr(next, end - next));
    if (is_percent && value && *value <= Decimal(100, 0)) continue;
    findings.push_back(
        {{place_of_offset(text, at), "lint.satisfaction", {{"value", std::string(text.substr(at, end - at))}}},
         at,
         end});
  }
}

// Numbers that are names, not figures: 2026年, 〔2026〕38号, 第3版, 附件2, 1. at the head of a line, 12345热线, A-07,
// 3#楼.
bool is_name_number(std::string_view text, std::size_t begin, std::size_t end) {
  const auto before = text.substr(0, begin);
  const auto after = text.substr(end);
  for (const std::string_view word : {"〔", "第", "附件", "〕", "G", "S", "GB/T ", "#"})
    if (before.ends_with(word)) return true;
  for (const std::string_view word : {"年", "月", "日", "号", "〕", "#", "热线", "时", "—", "季度", "版"})
    if (after.starts_with(word)) return true;
  const bool after_dash = before.ends_with('-') && before.size() > 1 &&
                          std::isalnum(static_cast<unsigned char>(before[before.size() - 2])) != 0;
  if (after_dash) return true;
  if (!before.empty() &&
      ((before.back() >= 'A' && before.back() <= 'Z') || (before.back() >= 'a' && before.back() <= 'z')))
    return true;
  const auto line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto head = trim(before.substr(line_begin));
  return (head.empty() || head.find_first_not_of("#- ") == std::string_view::npos) &&
         (after.starts_with(".") || after.starts_with("、"));
}

bool is_in_head(std::string_view text, std::size_t at) {
  if (!text.starts_with("---")) return false;
  const auto close = text.find("\n---", 3);
  return close != std::string_view::npos && at < close;
}

void check_support(std::vector<Finding>& findings, const Text& text) {
  const std::string_view all = text.text;
  auto use = text.uses.begin();
  for (std::size_t at = 0; at < all.size();) {
    if (!is_digit(all[at])) {
      ++at;
      continue;
    }
    const auto end = number_end(all, at);
    while (use != text.uses.end() && use->end <= at) ++use;
    const bool is_bound = use != text.uses.end() && use->begin < end && at < use->end;
    if (!is_bound && !is_in_head(all, at) && !is_name_number(all, at, end))
      findings.push_back(
          {{place_of_offset(all, at), "lint.unsupported_number", {{"value", std::string(all.substr(at, end - at))}}},
           at,
           end});
    at = end;
  }
}

}  // namespace

std::vector<Finding> lint(const Text& text, Genre genre) {
  std::vector<Finding> findings;
  check_length(findings, text.text, genre);
  check_negative_growth(findings, text.text);
  check_satisfaction(findings, text.text);
  check_support(findings, text);
  std::ranges::stable_sort(findings, {}, &Finding::begin);
  return findings;
}

}  // namespace guatu::report
