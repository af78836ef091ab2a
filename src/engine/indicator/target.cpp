// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/target.hpp"

#include <array>
#include <vector>

#include "base/text.hpp"

namespace guatu::figures {
namespace {

constexpr std::size_t kTextBytesMax = 400;

struct Word {
  std::string_view text;
  Strictness strictness;
};

// Longer words before the shorter ones they contain: 不低于 before 低于.
constexpr Word kBefore[] = {
    {"不低于", Strictness::at_least}, {"不少于", Strictness::at_least}, {"不小于", Strictness::at_least},
    {"不慢于", Strictness::at_least}, {"至少", Strictness::at_least},   {"≥", Strictness::at_least},
    {"≧", Strictness::at_least},      {">=", Strictness::at_least},     {"不超过", Strictness::at_most},
    {"不高于", Strictness::at_most},  {"不大于", Strictness::at_most},  {"不多于", Strictness::at_most},
    {"≤", Strictness::at_most},       {"≦", Strictness::at_most},       {"<=", Strictness::at_most},
    {"至多", Strictness::at_most},    {"高于", Strictness::more_than},  {"超过", Strictness::more_than},
    {"大于", Strictness::more_than},  {"多于", Strictness::more_than},  {"快于", Strictness::more_than},
    {"高出", Strictness::more_than},  {">", Strictness::more_than},     {"低于", Strictness::less_than},
    {"小于", Strictness::less_than},  {"少于", Strictness::less_than},  {"<", Strictness::less_than},
    {"约", Strictness::about},
};
constexpr Word kAfter[] = {
    {"以上", Strictness::at_least}, {"以内", Strictness::at_most}, {"之内", Strictness::at_most},
    {"以下", Strictness::at_most},  {"左右", Strictness::about},   {"上下", Strictness::about},
};

struct ReferenceWord {
  std::string_view text;
  Reference reference;
};
constexpr ReferenceWord kReferences[] = {
    {"经济增长", Reference::economic_growth},
    {"经济增速", Reference::economic_growth},
    {"地区生产总值", Reference::economic_growth},
    {"GDP", Reference::economic_growth},
    {"全国", Reference::national},
    {"全省", Reference::provincial},
    {"全区平均", Reference::provincial},
    {"全市", Reference::city},
    {"上年", Reference::last_year},
    {"去年", Reference::last_year},
};
constexpr std::string_view kFallingWords[] = {"下降", "降低", "减少", "压减", "负增长"};
constexpr std::string_view kStrivingWords[] = {"力争", "争取", "奋斗目标", "冲刺"};
constexpr std::string_view kSameWords[] = {"同步", "一致", "持平", "相当", "水平以上"};
constexpr std::string_view kRangeMarks[] = {"——", "—", "–", "~", "～", "至", "到", "-", "－"};

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

template <std::size_t n>
bool contains_one(std::string_view text, const std::string_view (&words)[n]) {
  for (const auto word : words)
    if (contains(text, word)) return true;
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A comma between digits with three of them after it groups a number; any other comma separates clauses.
bool groups_digits(std::string_view text, std::size_t comma) {
  if (comma == 0 || !is_digit(text[comma - 1])) return false;
  for (std::size_t i = 1; i <= 3; ++i)
    if (comma + i >= text.size() || !is_digit(text[comma + i])) return false;
  return comma + 4 >= text.size() || !is_digit(text[comma + 4]);
}

std::vector<std::string> clauses_of(std::string_view text) {
  std::vector<std::string> clauses(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool separates = text[i] == ';' || (text[i] == ',' && !groups_digits(text, i));
    if (separates)
      clauses.emplace_back();
    else
      clauses.back().push_back(text[i]);
  }
  std::erase_if(clauses, [](const std::string& clause) { return clause.empty(); });
  return clauses;
}

struct Number {
  Decimal value;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The next number at or after `from`; a minus counts as a sign only at the start of the text or after a comparison.
Result<std::optional<Number>> find_number(std::string_view text, std::size_t from) {
  std::size_t begin = from;
  while (begin < text.size() && !is_digit(text[begin])) ++begin;
  if (begin >= text.size()) return std::optional<Number>();
  std::size_t end = begin;
  while (end < text.size() &&
         (is_digit(text[end]) || text[end] == '.' || (text[end] == ',' && groups_digits(text, end))))
    ++end;
  if (text[end - 1] == '.') --end;
  GUATU_TRY(Decimal value, parse_decimal(text.substr(begin, end - begin)));
  const bool signed_at_start = from == 0 && begin > 0 && text[begin - 1] == '-';
  const bool typographic = from == 0 && begin >= 3 && text.substr(begin - 3, 3) == "−";
  if (signed_at_start || typographic) value = -value;
  return std::optional<Number>(Number{value, begin, end});
}

// The first number that is not part of a date: “2026年增长5%” speaks of 5.
Result<std::optional<Number>> find_figure(std::string_view text) {
  GUATU_TRY(auto number, find_number(text, 0));
  while (number) {
    const std::string_view after = text.substr(number->end);
    const bool is_date =
        after.starts_with("年") || after.starts_with("月") || after.starts_with("日") || after.starts_with("季度");
    if (!is_date) break;
    GUATU_TRY(number, find_number(text, number->end));
  }
  return number;
}

std::string_view range_mark_at_end(std::string_view text) {
  for (const auto mark : kRangeMarks)
    if (text.ends_with(mark)) return mark;
  return {};
}

std::optional<Strictness> strictness_before(std::string_view text) {
  for (const auto& word : kBefore)
    if (contains(text, word.text)) return word.strictness;
  return std::nullopt;
}

std::optional<Strictness> strictness_after(std::string_view text) {
  for (const auto& word : kAfter)
    if (contains(text, word.text)) return word.strictness;
  return std::nullopt;
}

std::string unit_of(std::string_view after) {
  std::size_t end = after.size();
  for (const auto& word : kAfter) end = std::min(end, after.find(word.text));
  for (const std::string_view word : {"(", "及以上", "及以下"}) end = std::min(end, after.find(word));
  return std::string(after.substr(0, end));
}

// A fall is written as a positive number: “下降3%以上” bounds the growth from above by −3.
Strictness mirrored(Strictness strictness) {
  switch (strictness) {
    case Strictness::at_least:
      return Strictness::at_most;
    case Strictness::more_than:
      return Strictness::less_than;
    case Strictness::at_most:
      return Strictness::at_least;
    case Strictness::less_than:
      return Strictness::more_than;
    default:
      return strictness;
  }
}

void set_bounds(Target& target, const Decimal& number) {
  switch (target.strictness) {
    case Strictness::at_least:
    case Strictness::more_than:
      target.low = number;
      break;
    case Strictness::at_most:
    case Strictness::less_than:
      target.high = number;
      break;
    default:
      target.low = target.high = number;
  }
}

Result<Target> reference_target(std::string_view clause, Reference reference, const std::optional<Number>& number) {
  Target target;
  target.reference = reference;
  target.strictness = strictness_before(clause).value_or(Strictness::about);
  if (contains(clause, "以上")) target.strictness = Strictness::at_least;
  if (!number) return target;
  const bool is_below = target.strictness == Strictness::less_than || target.strictness == Strictness::at_most;
  target.offset = is_below ? -number->value : number->value;
  if (target.strictness == Strictness::more_than) target.strictness = Strictness::at_least;
  if (target.strictness == Strictness::less_than) target.strictness = Strictness::at_most;
  target.unit = unit_of(clause.substr(number->end));
  return target;
}

Result<Target> range_target(std::string_view clause, const Number& first, const Number& second, bool falls) {
  Target target;
  target.strictness = Strictness::between;
  target.low = falls ? -second.value : first.value;
  target.high = falls ? -first.value : second.value;
  target.unit = unit_of(clause.substr(second.end));
  if (*target.high < *target.low)
    return refuse(ErrorKind::invalid, "", "indicator.target_reversed", {{"value", std::string(clause)}});
  return target;
}

Result<Target> parse_clause(std::string_view clause) {
  GUATU_TRY(const auto first, find_figure(clause));
  const std::string_view before = clause.substr(0, first ? first->begin : clause.size());
  // “地区生产总值增长5%” names the indicator; only a comparison makes it the bar.
  const bool compares = strictness_before(before) || contains_one(clause, kSameWords);
  for (const auto& word : kReferences)
    if (compares && contains(before, word.text)) return reference_target(clause, word.reference, first);
  Target target;
  if (!first) {
    if (!contains(clause, "正增长"))
      return refuse(ErrorKind::invalid, "", "indicator.target_without_number", {{"value", std::string(clause)}});
    target.strictness = Strictness::more_than;
    target.low = Decimal(0, 0);
    return target;
  }
  const bool falls = contains_one(before, kFallingWords);
  GUATU_TRY(const auto second, find_number(clause, first->end));
  if (second && !range_mark_at_end(clause.substr(0, second->begin)).empty())
    return range_target(clause, *first, *second, falls);
  const std::string_view after = clause.substr(first->end);
  target.unit = unit_of(after);
  const auto by_prefix = strictness_before(before);
  target.strictness = by_prefix ? *by_prefix : strictness_after(after).value_or(Strictness::exact);
  if (falls) target.strictness = mirrored(target.strictness);
  set_bounds(target, falls ? -first->value : first->value);
  return target;
}

}  // namespace

std::optional<Decimal> Target::bar() const {
  if (reference != Reference::none) return std::nullopt;
  return low ? low : high;
}

Result<Target> parse_target(std::string_view text) {
  const std::string written(trim(text));
  // 、 separates clauses as a comma does; inside a number it never stands.
  const std::string squeezed = replace_all(squeeze(text), "、", ";");
  if (squeezed.empty()) return refuse(ErrorKind::invalid, "", "indicator.target_empty", {});
  if (squeezed.size() > kTextBytesMax)
    return refuse(ErrorKind::too_large, "", "indicator.target_too_long",
                  {{"bytes_max", std::to_string(kTextBytesMax)}});
  std::optional<Target> committed;
  std::optional<Decimal> striving;
  for (const auto& clause : clauses_of(squeezed)) {
    GUATU_TRY(Target parsed, parse_clause(clause));
    parsed.ambition = contains_one(clause, kStrivingWords) ? Ambition::striving : Ambition::committed;
    if (!committed)
      committed = std::move(parsed);
    else if (parsed.ambition == Ambition::striving && !striving)
      striving = parsed.bar();
  }
  if (!committed) return refuse(ErrorKind::invalid, "", "indicator.target_without_number", {{"value", written}});
  committed->striving = striving;
  committed->text = written;
  return *std::move(committed);
}

Met compare(const Target& target, const Decimal& value, Direction direction, const Decimal& tolerance,
            const std::optional<Decimal>& reference) {
  const auto met_when = [](bool holds) { return holds ? Met::met : Met::missed; };
  if (target.reference != Reference::none) {
    if (!reference) return Met::undecided;
    Target known = target;
    known.reference = Reference::none;
    known.low.reset();
    known.high.reset();
    set_bounds(known, *reference + target.offset);
    return compare(known, value, direction, tolerance, std::nullopt);
  }
  const bool higher = direction == Direction::higher_is_better;
  switch (target.strictness) {
    case Strictness::at_least:
      return met_when(value >= *target.low);
    case Strictness::more_than:
      return met_when(value > *target.low);
    case Strictness::at_most:
      return met_when(value <= *target.high);
    case Strictness::less_than:
      return met_when(value < *target.high);
    case Strictness::between:
    case Strictness::exact:
      return met_when(higher ? value >= *target.low : value <= *target.high);
    case Strictness::about:
      return met_when(higher ? value >= *target.low - tolerance : value <= *target.high + tolerance);
  }
  return Met::undecided;
}

}  // namespace guatu::figures
