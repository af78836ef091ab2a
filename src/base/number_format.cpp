// SPDX-License-Identifier: Apache-2.0
#include "base/number_format.hpp"

#include <algorithm>
#include <string>

namespace guatu::sheet {
namespace {

constexpr double kDaysFrom1900To1904 = 1462;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// What is left of a code when literals, colours, conditions and locales are taken out: "ymd", "h:m", "0%".
// Runs of one letter become one; [h], [m] and [s] become E, an elapsed time.
class Skeleton {
 public:
  explicit Skeleton(std::string_view code) : code_(code) {
    while (at_ < code_.size() && code_[at_] != ';') step();
  }
  const std::string& letters() const { return letters_; }

 private:
  bool skip_word(std::string_view word) {
    if (code_.size() - at_ < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
      if (lower(code_[at_ + i]) != word[i]) return false;
    at_ += word.size();
    return true;
  }
  void put(char letter) {
    if (letters_.empty() || letters_.back() != letter || last_at_ + 1 != at_) letters_.push_back(letter);
    last_at_ = at_;
  }
  void step_bracket() {
    const auto end = std::min(code_.find(']', at_), code_.size());
    const std::string_view inside = code_.substr(at_ + 1, end - at_ - 1);
    const char first = inside.empty() ? '\0' : lower(inside.front());
    const bool one_letter = std::all_of(inside.begin(), inside.end(), [&](char c) { return lower(c) == first; });
    if (one_letter && (first == 'h' || first == 'm' || first == 's')) letters_.push_back('E');
    at_ = end + 1;
  }
  void step() {
    const char c = lower(code_[at_]);
    if (c == '"') {
      at_ = std::min(code_.find('"', at_ + 1), code_.size() - 1) + 1;
    } else if (c == '\\' || c == '_' || c == '*') {
      at_ += 2;
    } else if (c == '[') {
      step_bracket();
    } else if (skip_word("general") || skip_word("g/通用格式") || skip_word("am/pm") || skip_word("a/p")) {
    } else if (skip_word("e+") || skip_word("e-")) {  // 0.00E+00
    } else {
      if (c == 'e' || c == 'b') put('y');  // years of other calendars
      if (c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's' || c == '%') put(c);
      ++at_;
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t last_at_ = 0;
  std::string letters_;
};

}  // namespace

NumberStyle style_of_builtin(unsigned id) {
  switch (id) {
    case 9:
    case 10:
      return NumberStyle::percent;
    case 14:
    case 15:
    case 16:
    case 28:
    case 29:
    case 30:
    case 31:
    case 51:
    case 53:
    case 54:
    case 58:
      return NumberStyle::day;
    case 17:
    case 27:
    case 36:
    case 50:
    case 52:
    case 57:
      return NumberStyle::month;
    case 18:
    case 19:
    case 20:
    case 21:
    case 32:
    case 33:
    case 34:
    case 35:
    case 45:
    case 46:
    case 47:
    case 55:
    case 56:
      return NumberStyle::time;
    case 22:
      return NumberStyle::moment;
    default:
      return NumberStyle::plain;
  }
}

NumberStyle style_of_format(std::string_view format_code) {
  const std::string letters = Skeleton(format_code).letters();
  bool has_day = false;
  bool has_month = false;
  bool has_clock = false;
  bool has_percent = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char c = letters[i];
    // m stands for minutes after an hour or before seconds, and for months elsewhere.
    const bool is_minute = c == 'm' && ((i > 0 && (letters[i - 1] == 'h' || letters[i - 1] == 'E')) ||
                                        (i + 1 < letters.size() && letters[i + 1] == 's'));
    has_day = has_day || c == 'd';
    has_month = has_month || c == 'y' || (c == 'm' && !is_minute);
    has_clock = has_clock || is_minute || c == 'h' || c == 's' || c == 'E';
    has_percent = has_percent || c == '%';
  }
  if (has_clock) return has_day || has_month ? NumberStyle::moment : NumberStyle::time;
  if (has_day) return NumberStyle::day;
  if (has_month) return NumberStyle::month;
  return has_percent ? NumberStyle::percent : NumberStyle::plain;
}

void apply_style(Cell& cell, NumberStyle style, DayCount day_count) {
  if (cell.kind != CellKind::number) return;
  cell.style = style;
  if (style != NumberStyle::day && style != NumberStyle::month && style != NumberStyle::moment) return;
  const double serial = cell.number + (day_count == DayCount::from_1904 ? kDaysFrom1900To1904 : 0);
  if (!date_from_serial(serial)) return;
  cell.number = serial;
  cell.kind = CellKind::date;
}

}  // namespace guatu::sheet
