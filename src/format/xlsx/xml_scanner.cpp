// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xml_scanner.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"

namespace guatu::xlsx {
namespace {

constexpr std::size_t kAttributesMax = 256;

enum Class : std::uint8_t { kPlain = 0, kSpace = 1, kNameEnd = 2, kSpecial = 4, kWide = 8, kIllegal = 16 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t i = 0; i < 0x20; ++i) classes[i] = kIllegal | kNameEnd;
  for (std::size_t i = 0x80; i < 256; ++i) classes[i] = kWide;
  for (const char c : {' ', '\t', '\n', '\r'}) classes[static_cast<unsigned char>(c)] = kSpace | kNameEnd;
  for (const char c : std::string_view("/>=<\"'!#$%()*+,;?@[\\]^`{|}~\x7F"))
    classes[static_cast<unsigned char>(c)] = kNameEnd;
  classes['&'] = kSpecial | kNameEnd;
  classes['\r'] |= kSpecial;
  return classes;
}
constexpr auto kClasses = make_classes();

std::uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

bool is_space(char c) { return (class_of(c) & kSpace) != 0; }

// All classes that occur in the text.
std::uint8_t classes_in(std::string_view text) {
  std::uint8_t found = 0;
  for (const char c : text) found = static_cast<std::uint8_t>(found | class_of(c));
  return found;
}

bool is_legal_text(std::string_view text) {
  const std::uint8_t found = classes_in(text);
  return (found & kIllegal) == 0 && ((found & kWide) == 0 || is_valid_utf8(text));
}

std::string with_plain_line_ends(std::string_view text) {
  std::string plain(text);
  if (plain.find('\r') == std::string::npos) return plain;
  return replace_all(replace_all(std::move(plain), "\r\n", "\n"), "\r", "\n");
}

bool can_start_name(char c) {
  return (class_of(c) & (kNameEnd | kIllegal)) == 0 && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}

bool is_legal_character(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

// What &name; stands for; nothing when XML without a DTD does not know it.
std::string entity(std::string_view name) {
  if (name == "lt") return "<";
  if (name == "gt") return ">";
  if (name == "amp") return "&";
  if (name == "quot") return "\"";
  if (name == "apos") return "'";
  if (!name.starts_with('#') || name.size() > 12) return {};
  const bool is_hex = name.starts_with("#x");
  const std::string_view digits = name.substr(is_hex ? 2 : 1);
  std::uint32_t character = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), character, is_hex ? 16 : 10);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || !is_legal_character(character))
    return {};
  return encode_utf8(static_cast<char32_t>(character));
}

}  // namespace

XmlFault XmlScanner::feed(std::string_view chunk) {
  if (fault_ != XmlFault::none || handler_.has_failed()) return fault_;
  lines_before_ +=
      static_cast<std::uint64_t>(std::count(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  buffer_.erase(0, at_);
  at_ = 0;
  buffer_ += chunk;
  if (!is_started_) {
    if (buffer_.size() < 3) return fault_;
    is_started_ = true;
    if (buffer_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  Step step = Step::done;
  while (step == Step::done && at_ < buffer_.size() && !handler_.has_failed()) step = next();
  if (step == Step::more && buffer_.size() - at_ > kXmlTagBytesMax) fault(XmlFault::tag_too_long, "");
  return fault_;
}

XmlFault XmlScanner::finish() {
  if (fault_ != XmlFault::none || handler_.has_failed()) return fault_;
  // At the end no more comes that could complete a tag, and text stands in no element.
  const bool only_space = std::all_of(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), buffer_.end(), is_space);
  if (!has_root_ || depth_ > 0 || !only_space) malformed("the text ends too early");
  return fault_;
}

std::uint64_t XmlScanner::line() const {
  const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, buffer_.size()));
  return lines_before_ + 1 + static_cast<std::uint64_t>(std::count(buffer_.begin(), end, '\n'));
}

XmlScanner::Step XmlScanner::fault(XmlFault fault, std::string_view reason) {
  fault_ = fault;
  reason_ = reason;
  return Step::fault;
}

XmlScanner::Step XmlScanner::next() { return buffer_[at_] == '<' ? markup() : text(); }

XmlScanner::Step XmlScanner::text() {
  auto end = buffer_.find('<', at_);
  const bool is_complete = end != std::string::npos;
  if (!is_complete) {
    if (buffer_.size() - at_ < kXmlTagBytesMax / 2) return Step::more;
    // A very long text goes on in pieces, cut where neither an entity nor a character is open.
    end = buffer_.size() - 16;
    while (end > at_ && (class_of(buffer_[end]) & (kWide | kSpecial)) != 0) --end;
    if (const auto open = buffer_.rfind('&', end); open != std::string::npos && open >= at_ && end - open < 16)
      end = open;
    if (end == at_) return malformed("entity not closed");
  }
  const std::string_view raw = std::string_view(buffer_).substr(at_, end - at_);
  if (depth_ == 0) {
    if (!std::all_of(raw.begin(), raw.end(), is_space)) return malformed("text outside the root");
  } else if (!emit_text(raw)) {
    return malformed("illegal character or entity");
  }
  has_prolog_ = true;
  at_ = end;
  return Step::done;
}

bool XmlScanner::emit_text(std::string_view raw) {
  const std::uint8_t found = classes_in(raw);
  if ((found & kIllegal) != 0 || ((found & kWide) != 0 && !is_valid_utf8(raw))) return false;
  if (raw.find("]]>") != std::string_view::npos) return false;
  if ((found & kSpecial) != 0) {
    text_.clear();
    if (!decode(raw, text_)) return false;
    raw = text_;
  }
  if (foreign_depth_ == 0) handler_.on_text(raw);
  return true;
}

// Entities, and line ends as XML wants them.
bool XmlScanner::decode(std::string_view raw, std::string& out) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\r') {
      out.push_back('\n');
      if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
    } else if (raw[i] == '&') {
      const auto end = raw.find(';', i);
      if (end == std::string_view::npos) return false;
      const std::string character = entity(raw.substr(i + 1, end - i - 1));
      if (character.empty()) return false;
      out += character;
      i = end;
    } else {
      out.push_back(raw[i]);
    }
  }
  return true;
}

XmlScanner::Step XmlScanner::markup() {
  if (at_ + 1 >= buffer_.size()) return Step::more;
  switch (buffer_[at_ + 1]) {
    case '/':
      return end_tag();
    case '?':
      return instruction();
    case '!':
      return declaration();
    default:
      return start_tag();
  }
}

XmlScanner::Step XmlScanner::instruction() {
  const auto end = buffer_.find("?>", at_ + 2);
  if (end == std::string::npos) return Step::more;
  std::size_t at = at_ + 2;
  while (at < end && (class_of(buffer_[at]) & kNameEnd) == 0) ++at;
  const std::string_view inside = std::string_view(buffer_).substr(at_ + 2, end - at_ - 2);
  const bool is_named = at > at_ + 2 && can_start_name(inside.front()) && (at == end || is_space(buffer_[at]));
  // <?xml …?> is the declaration: it stands at the very beginning and nowhere else.
  const bool is_misplaced = inside.starts_with("xml") && (at == at_ + 5) && (has_root_ || has_prolog_);
  if (!is_named || is_misplaced || !is_legal_text(inside)) return malformed("processing instruction");
  has_prolog_ = true;
  at_ = end + 2;
  return Step::done;
}

XmlScanner::Step XmlScanner::comment() {
  const auto end = buffer_.find("--", at_ + 4);
  if (end == std::string::npos || end + 2 >= buffer_.size()) return Step::more;
  const std::string_view inside = std::string_view(buffer_).substr(at_ + 4, end - at_ - 4);
  if (buffer_[end + 2] != '>' || !is_legal_text(inside)) return malformed("comment");
  has_prolog_ = true;
  at_ = end + 3;
  return Step::done;
}

XmlScanner::Step XmlScanner::declaration() {
  const std::string_view rest = std::string_view(buffer_).substr(at_, 9);
  if (rest.starts_with("<!--")) return comment();
  if (rest == "<![CDATA[") {
    const auto end = buffer_.find("]]>", at_ + 9);
    if (end == std::string::npos) return Step::more;
    const std::string_view raw = std::string_view(buffer_).substr(at_ + 9, end - at_ - 9);
    if (depth_ == 0 || !is_legal_text(raw)) return malformed("CDATA");
    if (foreign_depth_ == 0) handler_.on_text(with_plain_line_ends(raw));
    at_ = end + 3;
    return Step::done;
  }
  if (rest == "<!DOCTYPE") return fault(XmlFault::has_dtd, "");
  const bool may_become_one = std::string_view("<!--").starts_with(rest) ||
                              std::string_view("<![CDATA[").starts_with(rest) ||
                              std::string_view("<!DOCTYPE").starts_with(rest);
  return may_become_one ? Step::more : malformed("declaration");
}

XmlScanner::Step XmlScanner::start_tag() {
  if (depth_ == 0 && has_root_) return malformed("more than one root");
  const std::size_t size = buffer_.size();
  std::size_t at = at_ + 1;
  while (at < size && (class_of(buffer_[at]) & kNameEnd) == 0) ++at;
  if (at >= size) return Step::more;
  const std::string_view name = std::string_view(buffer_).substr(at_ + 1, at - at_ - 1);
  if (name.empty() || !can_start_name(name.front())) return malformed("name of a tag");
  attributes_.clear();
  decoded_count_ = 0;
  while (true) {
    const std::size_t before = at;
    while (at < size && is_space(buffer_[at])) ++at;
    if (at >= size) return Step::more;
    const char c = buffer_[at];
    if (c == '>' || c == '/') {
      if (c == '/' && at + 1 >= size) return Step::more;
      if (c == '/' && buffer_[at + 1] != '>') return malformed("/ inside a tag");
      if (const Step step = open(name); step != Step::done) return step;
      if (c == '/' && !handler_.has_failed()) close(name);
      at_ = at + (c == '/' ? 2 : 1);
      return fault_ == XmlFault::none ? Step::done : Step::fault;
    }
    if (before == at) return malformed("attributes without a space");
    if (const Step step = attribute(at); step != Step::done) return step;
  }
}

XmlScanner::Step XmlScanner::attribute(std::size_t& at) {
  const std::size_t size = buffer_.size();
  const std::size_t name_at = at;
  while (at < size && (class_of(buffer_[at]) & kNameEnd) == 0) ++at;
  const std::string_view name = std::string_view(buffer_).substr(name_at, at - name_at);
  while (at < size && is_space(buffer_[at])) ++at;
  if (at >= size) return Step::more;
  if (name.empty() || !can_start_name(name.front()) || buffer_[at] != '=') return malformed("name of an attribute");
  ++at;
  while (at < size && is_space(buffer_[at])) ++at;
  if (at >= size) return Step::more;
  std::string_view value;
  if (const Step step = attribute_value(at, value); step != Step::done) return step;
  for (const auto& other : attributes_)
    if (other.name == name) return malformed("attribute given twice");
  if (attributes_.size() >= kAttributesMax) return malformed("too many attributes");
  attributes_.push_back({name, value});
  return Step::done;
}

XmlScanner::Step XmlScanner::attribute_value(std::size_t& at, std::string_view& value) {
  const char quote = buffer_[at];
  if (quote != '"' && quote != '\'') return malformed("attribute without quotes");
  std::uint8_t found = 0;
  const std::size_t value_at = ++at;
  const std::size_t size = buffer_.size();
  for (; at < size && buffer_[at] != quote; ++at) {
    if (buffer_[at] == '<') return malformed("< in an attribute");
    found = static_cast<std::uint8_t>(found | class_of(buffer_[at]));
  }
  if (at >= size) return Step::more;
  value = std::string_view(buffer_).substr(value_at, at - value_at);
  ++at;
  if ((found & (kWide | kSpace | kSpecial | kIllegal)) == 0) return Step::done;
  if ((found & kIllegal) != 0 || ((found & kWide) != 0 && !is_valid_utf8(value))) return malformed("illegal character");
  if ((found & (kSpace | kSpecial)) == 0) return Step::done;
  std::string spaced(value);
  if (const auto crlf = spaced.find("\r\n"); crlf != std::string::npos)
    spaced = replace_all(std::move(spaced), "\r\n", " ");
  std::replace_if(spaced.begin(), spaced.end(), is_space, ' ');
  // All slots at once: views into them would not survive a growing list.
  if (decoded_.empty()) decoded_.resize(kAttributesMax + 1);
  std::string& slot = decoded_[decoded_count_++];
  slot.clear();
  if (!decode(spaced, slot)) return malformed("entity in an attribute");
  value = slot;
  return Step::done;
}

XmlScanner::Step XmlScanner::end_tag() {
  const auto end = buffer_.find('>', at_ + 2);
  if (end == std::string::npos) return Step::more;
  std::string_view name = std::string_view(buffer_).substr(at_ + 2, end - at_ - 2);
  while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
  at_ = end + 1;
  return close(name);
}

XmlScanner::Step XmlScanner::open(std::string_view name) {
  if (depth_ >= kXmlDepthMax) return fault(XmlFault::too_deep, "");
  const auto colon = name.find(':');
  const std::size_t prefix_bytes = colon == std::string_view::npos ? 0 : colon + 1;
  if (depth_ == 0) root_prefix_bytes_ = prefix_bytes;
  open_[depth_++].assign(name);
  has_root_ = true;
  const bool is_foreign = prefix_bytes != root_prefix_bytes_ ||
                          name.substr(0, prefix_bytes) != std::string_view(open_[0]).substr(0, prefix_bytes);
  if (foreign_depth_ > 0 || is_foreign) {
    ++foreign_depth_;
  } else {
    handler_.on_start(name.substr(prefix_bytes), XmlAttributes(attributes_));
  }
  return Step::done;
}

XmlScanner::Step XmlScanner::close(std::string_view name) {
  if (depth_ == 0 || open_[depth_ - 1] != name) return malformed("tags do not match");
  --depth_;
  if (foreign_depth_ > 0) {
    --foreign_depth_;
  } else {
    handler_.on_end(name.substr(root_prefix_bytes_));
  }
  return Step::done;
}

}  // namespace guatu::xlsx
