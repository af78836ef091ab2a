// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"
#include "engine/report/place.hpp"
#include "engine/report/template_node.hpp"

namespace guatu::report {
namespace {

using Node = Template::Node;

struct Token {
  std::string text;  // literal, or what stands between the braces
  std::size_t at = 0;
  bool is_tag = false;
};

bool starts_with_word(std::string_view tag, std::string_view word) {
  return tag == word || (tag.starts_with(word) && tag.size() > word.size() && tag[word.size()] == ' ');
}

bool is_block_tag(std::string_view tag) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"if", "else", "end", "each", "table"},
                             [&](auto word) { return starts_with_word(tag, word); });
}

bool is_name(std::string_view text) {
  if (text.empty()) return false;
  return text.find_first_of(" \t\r\n{}|:\"'") == std::string_view::npos;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  Result<std::vector<Token>> read() {
    while (at_ < text_.size()) {
      const char character = text_[at_];
      if (character != '{' && character != '}') {
        literal(text_.substr(at_, std::min(text_.find_first_of("{}", at_), text_.size()) - at_));
      } else if (text_.substr(at_, 2) == std::string(2, character)) {
        literal_.push_back(character);
        at_ += 2;
      } else if (character == '}') {
        return refuse(ErrorKind::invalid, place_of(text_, name_, at_), "report.unopened");
      } else {
        GUATU_CHECK(tag());
      }
    }
    flush();
    return std::move(tokens_);
  }

 private:
  void literal(std::string_view piece) {
    if (literal_.empty()) literal_at_ = at_;
    literal_ += piece;
    at_ += piece.size();
  }

  void flush() {
    if (!literal_.empty()) tokens_.push_back({literal_, literal_at_, false});
    literal_.clear();
  }

  Result<void> tag() {
    const auto end = text_.find_first_of("{}\n", at_ + 1);
    if (end == std::string_view::npos || text_[end] != '}')
      return refuse(ErrorKind::invalid, place_of(text_, name_, at_), "report.unclosed");
    const std::string inside(trim(text_.substr(at_ + 1, end - at_ - 1)));
    if (inside.empty()) return refuse(ErrorKind::invalid, place_of(text_, name_, at_), "report.empty_binding");
    const std::size_t begin = at_;
    at_ = end + 1;
    if (is_block_tag(inside)) swallow_line(begin);
    flush();
    tokens_.push_back({inside, begin, true});
    return {};
  }

  // A block tag alone on its line leaves no line behind.
  void swallow_line(std::size_t begin) {
    const auto line_begin = begin == 0 ? 0 : text_.rfind('\n', begin - 1) + 1;
    const auto line_end = std::min(text_.find('\n', at_), text_.size());
    const bool alone =
        trim(text_.substr(line_begin, begin - line_begin)).empty() && trim(text_.substr(at_, line_end - at_)).empty();
    if (!alone) return;
    while (!literal_.empty() && (literal_.back() == ' ' || literal_.back() == '\t')) literal_.pop_back();
    at_ = std::min(line_end + 1, text_.size());
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0;
  std::string literal_;
  std::size_t literal_at_ = 0;
  std::vector<Token> tokens_;
};

class Parser {
 public:
  Parser(std::string_view text, const std::string& name, std::vector<Token> tokens)
      : text_(text), name_(name), tokens_(std::move(tokens)) {}

  Result<std::vector<Node>> parse() {
    GUATU_TRY(auto nodes, sequence(0));
    if (next_ < tokens_.size()) return fail(tokens_[next_], "report.stray_end", {{"value", tokens_[next_].text}});
    return nodes;
  }

 private:
  std::unexpected<Error> fail(const Token& token, std::string code, ProblemArgs args = {}) const {
    return refuse(ErrorKind::invalid, place_of(text_, name_, token.at), std::move(code), std::move(args));
  }

  // Up to {else}, {end} or the end of the text.
  Result<std::vector<Node>> sequence(std::size_t depth) {
    std::vector<Node> nodes;
    while (next_ < tokens_.size()) {
      const auto& token = tokens_[next_];
      if (!token.is_tag) {
        nodes.push_back({.kind = NodeKind::text, .text = token.text, .at = token.at, .words = {}});
        ++next_;
        continue;
      }
      if (token.text == "end" || token.text == "else") break;
      GUATU_TRY(auto node, tag(token, depth));
      nodes.push_back(std::move(node));
    }
    GUATU_CHECK(check_verbs(nodes));
    return nodes;
  }

  Result<Node> tag(const Token& token, std::size_t depth) {
    ++next_;
    if (starts_with_word(token.text, "if")) return condition(token, depth);
    if (starts_with_word(token.text, "each")) return each(token, depth);
    if (starts_with_word(token.text, "table")) return table(token);
    if (token.text.contains('|')) return verb(token);
    return value(token);
  }

  Result<Node> value(const Token& token) const {
    Node node{.kind = NodeKind::value, .text = token.text, .at = token.at, .words = {}};
    if (const auto colon = token.text.find(':'); colon != std::string::npos) {
      node.text = std::string(trim(std::string_view(token.text).substr(0, colon)));
      std::string spec(trim(std::string_view(token.text).substr(colon + 1)));
      if (const auto dot = spec.find('.'); dot != std::string::npos) {
        const auto digits = spec.substr(dot + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), node.format.places);
        if (error != std::errc() || end != digits.data() + digits.size() || node.format.places < 0 ||
            node.format.places > kPlacesMax)
          return fail(token, "report.bad_format", {{"value", spec}});
        spec.resize(dot);
      }
      node.format.unit = spec;
    }
    if (!is_name(node.text)) return fail(token, "report.bad_name", {{"value", node.text}});
    return node;
  }

  Result<Node> verb(const Token& token) const {
    static const std::map<std::string, std::vector<std::string>, std::less<>> kPairs{
        {"up|down", {"增长", "下降", "与上年持平"}},
        {"rise|fall", {"上升", "下降", "与上年持平"}},
        {"more|fewer", {"增加", "减少", "与上年持平"}},
        {"ahead|behind", {"超", "落后", ""}},
        {"over|under", {"高于", "低于", "等于"}}};
    Node node{.kind = NodeKind::verb, .text = token.text, .at = token.at, .words = split(token.text, "|")};
    for (auto& word : node.words) word = trim(word);
    if (node.words.size() < 2 || node.words.size() > 3) return fail(token, "report.bad_verb", {{"value", token.text}});
    if (const auto known = kPairs.find(node.words[0] + "|" + node.words[1]); known != kPairs.end()) {
      auto words = known->second;
      if (node.words.size() == 3) words[2] = node.words[2];
      node.words = words;
    }
    if (node.words.size() == 2) node.words.emplace_back("持平");
    return node;
  }

  // A verb without the number whose sign it follows would stand there for ever as it was written.
  Result<void> check_verbs(const std::vector<Node>& nodes) const {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].kind != NodeKind::verb) continue;
      const bool direct = i + 1 < nodes.size() && nodes[i + 1].kind == NodeKind::value;
      const bool across = i + 2 < nodes.size() && nodes[i + 1].kind == NodeKind::text &&
                          nodes[i + 2].kind == NodeKind::value && !nodes[i + 1].text.contains("。") &&
                          !nodes[i + 1].text.contains('\n');
      if (!direct && !across)
        return refuse(ErrorKind::invalid, place_of(text_, name_, nodes[i].at), "report.verb_without_number",
                      {{"value", nodes[i].text}});
    }
    return {};
  }

  Result<Node> table(const Token& token) const {
    Node node{.kind = NodeKind::table,
              .text = std::string(trim(std::string_view(token.text).substr(5))),
              .at = token.at,
              .words = {}};
    if (!is_name(node.text)) return fail(token, "report.bad_name", {{"value", node.text}});
    return node;
  }

  Result<Node> condition(const Token& token, std::size_t depth) {
    std::string_view rest = trim(std::string_view(token.text).substr(2));
    Node node{.kind = NodeKind::condition, .text = {}, .at = token.at, .words = {}};
    if (starts_with_word(rest, "not")) {
      node.is_negated = true;
      rest = trim(rest.substr(3));
    }
    node.text = rest;
    if (!is_name(node.text)) return fail(token, "report.bad_name", {{"value", node.text}});
    return block(std::move(node), token, depth);
  }

  Result<Node> each(const Token& token, std::size_t depth) {
    Node node{.kind = NodeKind::each, .text = {}, .at = token.at, .words = {}};
    std::string_view rest = trim(std::string_view(token.text).substr(4));
    if (const auto sep = rest.find(" sep "); sep != std::string_view::npos) {
      const auto quoted = trim(rest.substr(sep + 5));
      if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"')
        return fail(token, "report.bad_each", {{"value", token.text}});
      node.separator = quoted.substr(1, quoted.size() - 2);
      rest = trim(rest.substr(0, sep));
    }
    if (const auto first = rest.find(" first "); first != std::string_view::npos) {
      const auto digits = trim(rest.substr(first + 7));
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), node.first);
      if (error != std::errc() || end != digits.data() + digits.size() || node.first == 0)
        return fail(token, "report.bad_each", {{"value", token.text}});
      rest = trim(rest.substr(0, first));
    }
    node.text = rest;
    if (!is_name(node.text)) return fail(token, "report.bad_each", {{"value", token.text}});
    return block(std::move(node), token, depth);
  }

  Result<Node> block(Node node, const Token& opening, std::size_t depth) {
    if (depth >= kNestingMax) return fail(opening, "report.too_deep", {{"depth_max", std::to_string(kNestingMax)}});
    GUATU_TRY(node.children, sequence(depth + 1));
    if (next_ < tokens_.size() && tokens_[next_].text == "else") {
      if (node.kind != NodeKind::condition) return fail(tokens_[next_], "report.stray_end", {{"value", "else"}});
      ++next_;
      GUATU_TRY(node.otherwise, sequence(depth + 1));
    }
    if (next_ >= tokens_.size() || tokens_[next_].text != "end")
      return fail(opening, "report.block_not_ended", {{"value", opening.text}});
    ++next_;
    return node;
  }

  std::string_view text_;
  const std::string& name_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

}  // namespace

Result<Template> Template::parse(std::string_view text, std::string_view name) {
  Template result;
  result.name_ = std::string(name);
  if (!is_valid_utf8(text)) return refuse(ErrorKind::invalid, result.name_, "report.not_utf8");
  if (text.size() > kTextBytesMax)
    return refuse(ErrorKind::too_large, result.name_, "report.too_long",
                  {{"bytes_max", std::to_string(kTextBytesMax)}});
  GUATU_TRY(auto tokens, Tokenizer(text, result.name_).read());
  GUATU_TRY(auto nodes, Parser(text, result.name_, std::move(tokens)).parse());
  result.nodes_ = std::make_shared<const std::vector<Node>>(std::move(nodes));
  result.source_ = std::string(text);
  return result;
}

Result<Text> fill_template(std::string_view text, std::string_view name, const Facts& facts) {
  GUATU_TRY(const auto parsed, Template::parse(text, name));
  return parsed.fill(facts);
}

}  // namespace guatu::report
