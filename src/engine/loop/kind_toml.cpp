// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/kind_toml.hpp"

// The library's own assertions judge input, which must never stop the program.
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"

namespace guatu::loop {
namespace {

constexpr std::size_t kDotsOnALineMax = 40;
constexpr std::size_t kRowsMax = 200;  // of any list
constexpr int kLengthMax = 9999;

std::optional<int> parse_length(std::string_view text, int most) {
  int length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || end != text.data() + text.size() || length < 0 || length > most) return std::nullopt;
  return length;
}

std::optional<Limit> parse_limit(const std::string& text) {
  const auto words = split(text, " ");
  if (words.size() != 2) return std::nullopt;
  const auto length = parse_length(words[0], kLengthMax);
  if (!length) return std::nullopt;
  using calendar::TermUnit;
  if (words[1] == "workdays") return Limit{{*length, TermUnit::workdays}, 0};
  if (words[1] == "days") return Limit{{*length, TermUnit::calendar_days}, 0};
  if (words[1] == "months" && *length <= 1200) return Limit{{*length, TermUnit::months}, 0};
  if (words[1] == "hours" && *length > 0) return Limit{{*length / 24, TermUnit::calendar_days}, *length};
  return std::nullopt;
}

// One table of the document. Every read takes a field's name; what nobody took is unknown.
class Fields {
 public:
  Fields(const toml::table& table, std::string_view place, std::vector<Problem>& problems)
      : table_(table), place_(place), problems_(problems) {}

  void report(const char* code, std::string_view field, std::string value = {}) {
    ProblemArgs args{{"field", std::string(field)}};
    if (!value.empty()) args.emplace("value", std::move(value));
    problems_.push_back({fmt::format("{}:{}", place_, table_.source().begin.line), code, std::move(args)});
  }
  const toml::node* take(std::string_view field) {
    taken_.emplace(field);
    return table_.get(field);
  }
  std::string text(std::string_view field) {
    const auto* node = take(field);
    const auto value = node == nullptr ? std::nullopt : node->value<std::string>();
    if (!value || trim(*value).empty()) report("loop.field_missing", field);
    return value.value_or("");
  }
  std::vector<std::string> texts(std::string_view field) {
    std::vector<std::string> values;
    const auto* node = take(field);
    if (node == nullptr) return values;
    const auto* array = node->as_array();
    if (array == nullptr) {
      wrong(field, *node);
      return values;
    }
    if (is_too_many(field, *array)) return values;
    for (const auto& entry : *array) {
      const auto value = entry.value<std::string>();
      if (value && !trim(*value).empty())
        values.push_back(*value);
      else
        wrong(field, entry);
    }
    return values;
  }
  std::optional<Limit> limit(std::string_view field) {
    const auto* node = take(field);
    if (node == nullptr) return std::nullopt;
    auto found = parse_limit(node->value<std::string>().value_or(""));
    if (!found) wrong(field, *node);
    return found;
  }
  bool flag(std::string_view field) {
    const auto* node = take(field);
    if (node == nullptr) return false;
    if (!node->is_boolean()) wrong(field, *node);
    return node->value<bool>().value_or(false);
  }
  std::optional<int> number(std::string_view field) {
    const auto* node = take(field);
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
    if (value && *value >= 0 && *value <= kLengthMax) return static_cast<int>(*value);
    wrong(field, *node);
    return std::nullopt;
  }
  // One of two words; the first is meant when the field is absent.
  template <class Enum>
  Enum choice(std::string_view field, std::pair<const char*, Enum> first, std::pair<const char*, Enum> second) {
    const auto* node = take(field);
    if (node == nullptr) return first.second;
    const auto value = node->value<std::string>().value_or("");
    if (value == second.first) return second.second;
    if (value != first.first) wrong(field, *node);
    return first.second;
  }
  // Every table of an array of tables.
  template <class Visit>
  void each(std::string_view field, Visit visit) {
    const auto* node = take(field);
    if (node == nullptr) return;
    const auto* array = node->as_array();
    if (array == nullptr) return wrong(field, *node);
    if (is_too_many(field, *array)) return;
    for (const auto& entry : *array) {
      if (const auto* row = entry.as_table())
        visit(Fields(*row, place_, problems_));
      else
        wrong(field, entry);
    }
  }
  void refuse_unknown() {
    for (const auto& [key, value] : table_)
      if (!taken_.contains(key.str())) report("loop.field_unknown", key.str());
  }
  void wrong(std::string_view field, const toml::node& node) {
    const auto value = node.value<std::string>().value_or("—");
    report("loop.field_wrong", field, value.empty() ? "—" : value);
  }
  Fields inside(const toml::table& table) const { return Fields(table, place_, problems_); }

 private:
  bool is_too_many(std::string_view field, const toml::array& array) {
    if (array.size() <= kRowsMax) return false;
    report("loop.too_many", field, std::to_string(kRowsMax));
    return true;
  }

  const toml::table& table_;
  std::string_view place_;
  std::vector<Problem>& problems_;
  std::set<std::string, std::less<>> taken_;
};

Grade read_grade(Fields fields) {
  Grade grade{fields.text("code"), fields.text("word"), fields.limit("done")};
  fields.refuse_unknown();
  return grade;
}

ExtensionRule read_extension(Fields fields) {
  ExtensionRule rule;
  rule.ask_ahead_workdays = fields.number("ask_ahead_workdays").value_or(0);
  rule.decide = fields.limit("decide");
  rule.times = fields.number("times");
  rule.longest = fields.limit("longest");
  fields.refuse_unknown();
  return rule;
}

void read_limits(Fields& fields, Kind& kind) {
  kind.enter = fields.limit("register");
  kind.accept = fields.limit("accept");
  kind.object = fields.limit("object");
  kind.settle = fields.limit("settle");
  kind.feedback = fields.limit("feedback");
  kind.feedback_every = fields.limit("feedback_every");
  kind.reply = fields.limit("reply");
  kind.verify = fields.limit("verify");
  kind.publicise = fields.limit("publicise");
  kind.done = fields.limit("done");
}

void read_settings(Fields& fields, Kind& kind) {
  kind.count_from =
      fields.choice<CountFrom>("count_from", {"assigned", CountFrom::assigned}, {"registered", CountFrom::registered});
  kind.end = fields.choice<calendar::EndRule>("end", {"stay", calendar::EndRule::stay},
                                              {"roll", calendar::EndRule::roll_to_workday});
  kind.standing = fields.choice<calendar::Standing>("standing", {"internal", calendar::Standing::internal},
                                                    {"legal", calendar::Standing::legal});
  kind.suspended_time = fields.choice<SuspendedTime>("suspended_time", {"counts", SuspendedTime::counts},
                                                     {"moves_due", SuspendedTime::moves_due});
  kind.merges_replies = fields.flag("merges_replies");
  kind.has_quarters = fields.flag("has_quarters");
  kind.needs_publicity = fields.flag("needs_publicity");
  kind.needs_report_up = fields.flag("needs_report_up");
  kind.needs_call_back = fields.flag("needs_call_back");
  kind.is_listed = fields.flag("is_listed");
  kind.levels = fields.texts("levels");
}

Kind read_kind(Fields fields) {
  Kind kind;
  kind.code = fields.text("code");
  kind.word = fields.text("word");
  kind.aliases = fields.texts("aliases");
  kind.source = fields.text("source");
  read_limits(fields, kind);
  fields.each("grade", [&](Fields row) {
    kind.grades.push_back(read_grade(std::move(row)));
    if (std::ranges::count(kind.grades, kind.grades.back().code, &Grade::code) > 1)
      fields.report("loop.name_twice", "grade", kind.grades.back().code);
  });
  if (const auto* node = fields.take("extension")) {
    if (const auto* table = node->as_table())
      kind.extension = read_extension(fields.inside(*table));
    else
      fields.wrong("extension", *node);
  }
  read_settings(fields, kind);
  fields.refuse_unknown();
  return kind;
}

// Code, word and aliases share one space: workbooks name a kind by any of them.
void check_names(Fields& fields, const std::vector<Kind>& kinds) {
  std::set<std::string_view> names;
  for (const auto& kind : kinds) {
    std::vector<std::string_view> own{kind.code, kind.word};
    own.insert(own.end(), kind.aliases.begin(), kind.aliases.end());
    for (const auto name : own)
      if (!name.empty() && !names.insert(name).second) fields.report("loop.name_twice", "kind", std::string(name));
  }
}

}  // namespace

Result<std::vector<Kind>> parse_kinds(std::string_view text, std::string_view place) {
  if (text.size() > kKindBytesMax)
    return refuse(ErrorKind::too_large, std::string(place), "loop.file_too_long",
                  {{"bytes_max", std::to_string(kKindBytesMax)}});
  if (!is_valid_utf8(text))
    return refuse(ErrorKind::invalid, std::string(place), "loop.toml_syntax", {{"reason", "UTF-8"}});
  // The parser recurses once for each part of a dotted key.
  if (most_on_a_line(text, '.') > kDotsOnALineMax)
    return refuse(ErrorKind::too_large, std::string(place), "loop.toml_syntax", {{"reason", "a.b.c…"}});
  const auto parsed = toml::parse(text);
  if (!parsed)
    return refuse(ErrorKind::invalid, fmt::format("{}:{}", place, parsed.error().source().begin.line),
                  "loop.toml_syntax", {{"reason", std::string(parsed.error().description())}});
  std::vector<Problem> problems;
  std::vector<Kind> kinds;
  Fields document(parsed.table(), place, problems);
  document.each("kind", [&](Fields row) { kinds.push_back(read_kind(std::move(row))); });
  if (kinds.empty() && problems.empty()) document.report("loop.field_missing", "kind");
  document.refuse_unknown();
  check_names(document, kinds);
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  return kinds;
}

}  // namespace guatu::loop
