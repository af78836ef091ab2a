// SPDX-License-Identifier: Apache-2.0
// A scanner for well-formed UTF-8 XML without DTD, fed in chunks. It checks what a reader of values relies
// on: tags that match, attributes that are quoted and unique, known entities, legal characters.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/xlsx/xml_reader.hpp"

namespace guatu::xlsx {

inline constexpr std::size_t kXmlDepthMax = 64;
inline constexpr std::size_t kXmlTagBytesMax = 1 << 20;

enum class XmlFault : std::uint8_t { none, not_well_formed, has_dtd, too_deep, tag_too_long };

class XmlScanner {
 public:
  explicit XmlScanner(XmlHandler& handler) : handler_(handler) {}

  XmlFault feed(std::string_view chunk);  // none also when the handler has failed: ask it
  XmlFault finish();
  std::uint64_t line() const;  // of the fault
  std::string_view reason() const { return reason_; }

 private:
  enum class Step : std::uint8_t { done, more, fault };

  Step next();
  Step text();
  Step markup();
  Step start_tag();
  Step attribute(std::size_t& at);
  Step attribute_value(std::size_t& at, std::string_view& value);
  Step end_tag();
  Step declaration();
  Step instruction();
  Step comment();
  Step open(std::string_view name);
  Step close(std::string_view name);
  bool emit_text(std::string_view raw);
  bool decode(std::string_view raw, std::string& out);
  Step fault(XmlFault fault, std::string_view reason);
  Step malformed(std::string_view reason) { return fault(XmlFault::not_well_formed, reason); }

  XmlHandler& handler_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t lines_before_ = 0;
  std::array<std::string, kXmlDepthMax> open_;
  std::size_t depth_ = 0;
  std::size_t foreign_depth_ = 0;
  std::size_t root_prefix_bytes_ = 0;  // with its colon
  bool has_root_ = false;
  bool has_prolog_ = false;  // anything before the root: no declaration may follow
  bool is_started_ = false;
  std::vector<XmlAttribute> attributes_;
  std::vector<std::string> decoded_;  // attribute values with entities, one slot each
  std::size_t decoded_count_ = 0;
  std::string text_;
  XmlFault fault_ = XmlFault::none;
  std::string_view reason_;
};

}  // namespace guatu::xlsx
