// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "engine/report/markdown_table.hpp"
#include "engine/report/number_text.hpp"
#include "engine/report/place.hpp"
#include "engine/report/template_node.hpp"

namespace guatu::report {
namespace {

using Node = Template::Node;

constexpr std::string_view kPunctuation = "。，；、）\n";

// 一 … 九十九 for 一是…，二是….
std::string chinese_index(std::size_t index) {
  static constexpr std::array<const char*, 10> kDigits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (index > 99) return std::to_string(index);
  if (index < 10) return kDigits[index];
  return std::string(index < 20 ? "" : kDigits[index / 10]) + "十" + kDigits[index % 10];
}

bool is_yes(const Value& value) {
  struct Visitor {
    bool operator()(const Number& number) const { return !number.exact.is_zero(); }
    bool operator()(const std::string& text) const { return !trim(text).empty(); }
    bool operator()(Date) const { return true; }
    bool operator()(Month) const { return true; }
    bool operator()(const Records& records) const { return !records.empty(); }
    bool operator()(const document::Table& table) const { return !table.rows.empty(); }
  };
  return std::visit(Visitor{}, value);
}

// How far the clause of a verb reaches behind its number: the unit, or for counts the words up to the next mark.
std::size_t clause_end(std::string_view following, Dimension dimension) {
  if (const auto unit = unit_at_start(following); !unit.empty()) return unit.size();
  if (dimension != Dimension::count && dimension != Dimension::plain) return 0;
  std::size_t at = 0;
  while (at < following.size()) {
    const auto lead = static_cast<unsigned char>(following[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (kPunctuation.contains(following.substr(at, length))) break;
    at += length;
  }
  return at;
}

class Filler {
 public:
  Filler(const std::string& source, const std::string& name) : source_(source), name_(name) {}

  Result<void> fill(const std::vector<Node>& nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (out.text.size() > kTextBytesMax)
        return fail(nodes[i], "report.too_long", {{"bytes_max", std::to_string(kTextBytesMax)}});
      GUATU_CHECK(fill_one(nodes, i));
    }
    return {};
  }

  std::vector<const Record*> scopes;  // the innermost last
  std::vector<std::size_t> indexes;
  Text out;

 private:
  std::unexpected<Error> fail(const Node& node, std::string code, ProblemArgs args = {}) const {
    return refuse(ErrorKind::invalid, place_of(source_, name_, node.at), std::move(code), std::move(args));
  }

  Result<void> fill_one(const std::vector<Node>& nodes, std::size_t& i) {
    const Node& node = nodes[i];
    switch (node.kind) {
      case NodeKind::text:
        out.text.append(node.text, std::exchange(skip_, 0));
        return {};
      case NodeKind::value:
        return value(node, following(nodes, i));
      case NodeKind::verb:
        return verb(nodes, i);
      case NodeKind::condition:
        return condition(node);
      case NodeKind::each:
        return each(node);
      case NodeKind::table:
        return table(node);
    }
    return {};
  }

  static std::string_view following(const std::vector<Node>& nodes, std::size_t i) {
    return i + 1 < nodes.size() && nodes[i + 1].kind == NodeKind::text ? std::string_view(nodes[i + 1].text)
                                                                       : std::string_view();
  }

  const Fact* find(std::string_view name) const {
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope)
      if (const auto found = (*scope)->fields.find(name); found != (*scope)->fields.end()) return &found->second;
    return nullptr;
  }

  void use(const Fact& fact, std::string exact, const std::string& shown) {
    out.uses.push_back({fact.id, std::move(exact), shown, out.text.size(), out.text.size() + shown.size()});
    out.text += shown;
  }

  // {index} and {list.count} are not facts of their own.
  bool value_of_list(const Node& node) {
    if (node.text == "index" && !indexes.empty()) {
      out.text += node.format.unit == "一" ? chinese_index(indexes.back()) : std::to_string(indexes.back());
      return true;
    }
    if (!node.text.ends_with(".count")) return false;
    const auto* fact = find(std::string_view(node.text).substr(0, node.text.size() - 6));
    if (fact == nullptr || !std::holds_alternative<Records>(fact->value)) return false;
    const auto text = std::to_string(std::get<Records>(fact->value).size());
    use(*fact, text, text);
    return true;
  }

  Result<void> value(const Node& node, std::string_view next) {
    const auto* fact = find(node.text);
    if (fact == nullptr) {
      if (value_of_list(node)) return {};
      return fail(node, "report.unknown_binding", {{"value", node.text}});
    }
    if (const auto* number = std::get_if<Number>(&fact->value)) return number_value(node, *fact, *number, next);
    if (const auto* text = std::get_if<std::string>(&fact->value)) {
      use(*fact, *text, *text);
      return {};
    }
    if (const auto* date = std::get_if<Date>(&fact->value)) {
      const auto chinese = format_date_chinese(*date);
      if (node.format.unit != "" && node.format.unit != "月日")
        return fail(node, "report.bad_format", {{"value", node.format.unit}});
      use(*fact, format_date(*date), node.format.unit == "月日" ? chinese.substr(chinese.find("年") + 3) : chinese);
      return {};
    }
    if (const auto* month = std::get_if<Month>(&fact->value)) {
      const bool number_only = next.starts_with("月") || node.format.unit == "月";
      use(*fact, format_month(*month), number_only ? std::to_string(month->number()) : format_month_chinese(*month));
      return {};
    }
    return fail(node, "report.not_a_value", {{"value", node.text}});
  }

  Result<Shown> shown_number(const Node& node, const Number& number, std::string_view next) const {
    const auto unit = unit_at_start(next);
    if (const auto shown = show_number(number, node.format, unit)) return *shown;
    return fail(node, "report.unit_mismatch",
                {{"value", node.text}, {"unit", node.format.unit.empty() ? std::string(unit) : node.format.unit}});
  }

  Result<void> number_value(const Node& node, const Fact& fact, const Number& number, std::string_view next) {
    GUATU_TRY(const auto shown, shown_number(node, number, next));
    if (shown.sign < 0)
      for (const std::string_view word : {"增长", "增加", "提高", "上升", "超", "下降", "减少", "回落"})
        if (out.text.ends_with(word))
          return fail(node, "report.sign_after_verb",
                      {{"value", std::string(word)}, {"number", "-" + shown.magnitude}});
    use(fact, exact_text(number.exact), (shown.sign < 0 ? "-" : "") + shown.magnitude);
    out.text += shown.unit;
    return {};
  }

  Result<void> verb(const std::vector<Node>& nodes, std::size_t& i) {
    const Node& verb_node = nodes[i];
    const bool is_direct = nodes[i + 1].kind == NodeKind::value;
    const std::string object = is_direct ? "" : nodes[i + 1].text;
    i += is_direct ? 1 : 2;
    const Node& number_node = nodes[i];
    const auto* fact = find(number_node.text);
    if (fact == nullptr) return fail(number_node, "report.unknown_binding", {{"value", number_node.text}});
    const auto* number = std::get_if<Number>(&fact->value);
    if (number == nullptr) return fail(number_node, "report.not_a_number", {{"value", number_node.text}});
    const auto next = following(nodes, i);
    GUATU_TRY(const auto shown, shown_number(number_node, *number, next));
    if (shown.sign == 0) {
      const auto level = !verb_node.words[2].empty()
                             ? verb_node.words[2]
                             : "与" + (object.empty() ? std::string("序时进度") : object) + "持平";
      use(*fact, exact_text(number->exact), level);
      skip_ = clause_end(next, number->dimension);
      return {};
    }
    out.text += verb_node.words[shown.sign > 0 ? 0 : 1] + object;
    use(*fact, exact_text(number->exact), shown.magnitude);
    out.text += shown.unit;
    return {};
  }

  Result<void> condition(const Node& node) {
    const auto* fact = find(node.text);
    const bool holds = (fact != nullptr && is_yes(fact->value)) != node.is_negated;
    return fill(holds ? node.children : node.otherwise);
  }

  Result<void> each(const Node& node) {
    const auto* fact = find(node.text);
    if (fact == nullptr) return fail(node, "report.unknown_binding", {{"value", node.text}});
    const auto* records = std::get_if<Records>(&fact->value);
    if (records == nullptr) return fail(node, "report.not_a_list", {{"value", node.text}});
    const auto count = node.first == 0 ? records->size() : std::min(node.first, records->size());
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out.text += node.separator;
      scopes.push_back(&(*records)[i]);
      indexes.push_back(i + 1);
      const auto filled = fill(node.children);
      scopes.pop_back();
      indexes.pop_back();
      if (!filled) return filled;
    }
    return {};
  }

  Result<void> table(const Node& node) {
    const auto* fact = find(node.text);
    if (fact == nullptr) return fail(node, "report.unknown_binding", {{"value", node.text}});
    const auto* table = std::get_if<document::Table>(&fact->value);
    if (table == nullptr) return fail(node, "report.not_a_table", {{"value", node.text}});
    use(*fact, "table", markdown_of(*table));
    return {};
  }

  const std::string& source_;
  const std::string& name_;
  std::size_t skip_ = 0;  // bytes of the next literal that a level verb has said already
};

}  // namespace

Result<Text> Template::fill(const Facts& facts) const {
  Filler filler(source_, name_);
  filler.scopes.push_back(&facts);
  GUATU_CHECK(filler.fill(*nodes_));
  return std::move(filler.out);
}

}  // namespace guatu::report
