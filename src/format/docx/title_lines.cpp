// SPDX-License-Identifier: Apache-2.0
// Breaks titles at words into a trapezium or a diamond (梯形或菱形): all sets of breaks into as few lines as fit are
// weighed, and the calmest outline wins.
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "base/text.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {
namespace {

constexpr std::u32string_view kNeverFirst = U"的了和与及或、，。；：）》”’〕】！？%％年月日周号个项家第次期区";
constexpr std::u32string_view kNeverLast = U"（《“‘〔【第在对向为";

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }
int halves(char32_t character) { return character < 0x2000 ? 1 : 2; }

int width_between(const std::u32string& text, std::size_t from, std::size_t to) {
  int width = 0;
  for (std::size_t i = from; i < to; ++i) width += halves(text[i]);
  return width;
}

// Inside 《…》, “…” and （…） nothing is broken as long as it fits on a line.
std::vector<bool> enclosed_places(const std::u32string& text, int halves_max) {
  std::vector<bool> enclosed(text.size() + 1, false);
  std::size_t open = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::u32string_view(U"《“（〔").contains(text[i]) && depth++ == 0) open = i;
    if (depth == 0 || !std::u32string_view(U"》”）〕").contains(text[i]) || --depth > 0) continue;
    if (width_between(text, open, i + 1) > halves_max) continue;
    for (std::size_t inside = open + 1; inside <= i; ++inside) enclosed[inside] = true;
  }
  return enclosed;
}

std::vector<std::size_t> break_places(const std::u32string& text, int halves_max) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getChina(), status));
  std::vector<std::size_t> places;
  if (U_FAILURE(status)) return places;
  const auto unicode =
      icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int32_t>(text.size()));
  words->setText(unicode);
  std::vector<std::size_t> ends{0};
  for (int32_t at = words->next(); at != icu::BreakIterator::DONE; at = words->next())
    ends.push_back(static_cast<std::size_t>(unicode.countChar32(0, at)));
  const auto enclosed = enclosed_places(text, halves_max);
  for (std::size_t i = 1; i + 1 < ends.size(); ++i) {
    const auto place = ends[i];
    const bool after_single = place - ends[i - 1] == 1;
    const bool before_single = ends[i + 1] - place == 1;
    // A name that the dictionary does not know falls into single characters, and 区发展和改革局 begins with 区.
    if (after_single && (before_single || std::u32string_view(U"省市区县镇").contains(text[place - 1]))) continue;
    if (before_single && std::u32string_view(U"局委办厅部院会所站处室").contains(text[place])) continue;
    if (enclosed[place] || kNeverFirst.contains(text[place]) || kNeverLast.contains(text[place - 1])) continue;
    if (is_digit(text[place - 1]) && text[place] < 0x2E80) continue;
    places.push_back(place);
  }
  return places;
}

// Lower is calmer: near-equal lines look like a block, a narrow waist like an hourglass.
int cost_of(const std::vector<int>& widths) {
  const int longest = *std::ranges::max_element(widths);
  int cost = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    cost += (longest - widths[i]) * (longest - widths[i]);
    if (i > 0 && widths[i] == widths[i - 1]) cost += 12;
    if (i > 0 && i + 1 < widths.size() && widths[i] < widths[i - 1] && widths[i] < widths[i + 1]) cost += 1000;
  }
  return cost;
}

class Breaker {
 public:
  Breaker(const std::u32string& text, int halves_max)
      : text_(text), places_(break_places(text, halves_max)), halves_max_(halves_max) {}

  std::vector<std::size_t> best(std::size_t lines) {
    best_cost_ = std::numeric_limits<int>::max();
    best_.clear();
    chosen_.clear();
    widths_.clear();
    search(0, 0, lines);
    return best_;
  }

 private:
  void search(std::size_t from, std::size_t next_place, std::size_t lines) {
    if (lines == 1) {
      const int width = width_between(text_, from, text_.size());
      if (width > halves_max_) return;
      widths_.push_back(width);
      if (const int cost = cost_of(widths_) + dangling(); cost < best_cost_) {
        best_cost_ = cost;
        best_ = chosen_;
      }
      widths_.pop_back();
      return;
    }
    for (std::size_t i = next_place; i < places_.size(); ++i) {
      const int width = width_between(text_, from, places_[i]);
      if (width > halves_max_) return;
      chosen_.push_back(places_[i]);
      widths_.push_back(width);
      search(places_[i], i + 1, lines - 1);
      widths_.pop_back();
      chosen_.pop_back();
    }
  }

  // 关于 belongs to what follows it.
  int dangling() const {
    return 40 * static_cast<int>(std::ranges::count_if(
                    chosen_, [&](std::size_t at) { return at >= 2 && text_.substr(at - 2, 2) == U"关于"; }));
  }

  const std::u32string& text_;
  std::vector<std::size_t> places_;
  int halves_max_;
  int best_cost_ = 0;
  std::vector<std::size_t> best_;
  std::vector<std::size_t> chosen_;
  std::vector<int> widths_;
};

std::vector<std::string> cut(const std::u32string& text, const std::vector<std::size_t>& breaks) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (const auto at : breaks) {
    lines.push_back(encode_utf8(std::u32string_view(text).substr(from, at - from)));
    from = at;
  }
  lines.push_back(encode_utf8(std::u32string_view(text).substr(from)));
  return lines;
}

// Where no set of word breaks fits (one long word, a title beyond four lines) lines are cut at their width.
std::vector<std::string> cut_by_width(const std::u32string& text, int halves_max) {
  std::vector<std::size_t> breaks;
  int width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (width + halves(text[i]) > halves_max) {
      breaks.push_back(i);
      width = 0;
    }
    width += halves(text[i]);
  }
  return cut(text, breaks);
}

}  // namespace

std::vector<std::string> title_lines(const std::string& title, int characters_max) {
  if (title.contains('\n')) return split(title, "\n");
  const auto text = decode_utf8(title);
  const int halves_max = 2 * characters_max;
  const int width = width_between(text, 0, text.size());
  if (width <= halves_max) return {title};
  Breaker breaker(text, halves_max);
  for (auto lines = static_cast<std::size_t>((width + halves_max - 1) / halves_max); lines <= 4; ++lines)
    if (const auto breaks = breaker.best(lines); !breaks.empty()) return cut(text, breaks);
  return cut_by_width(text, halves_max);
}

}  // namespace guatu::docx
