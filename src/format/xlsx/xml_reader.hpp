// SPDX-License-Identifier: Apache-2.0
// Streams one XML part of a package through a handler. Names come without prefix; elements of other
// vocabularies than the root's (extLst content, mc:AlternateContent) are skipped whole. UTF-8 goes through
// our own scanner, which is three times as fast as expat on sheets; other encodings go through expat. Both
// refuse XML that is not well-formed, any DTD, nesting beyond 64 and single tags beyond 1 MB.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "format/package/package.hpp"

namespace guatu::xlsx {

struct XmlAttribute {
  std::string_view name;  // with its prefix
  std::string_view value;
};

class XmlAttributes {
 public:
  explicit XmlAttributes(std::span<const XmlAttribute> all) : all_(all) {}
  std::optional<std::string_view> find(std::string_view name) const;           // without prefix
  std::optional<std::string_view> find_prefixed(std::string_view name) const;  // with whatever prefix
  bool is_true(std::string_view name) const;                                   // 1 or true
  std::span<const XmlAttribute> all() const { return all_; }

 private:
  std::span<const XmlAttribute> all_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void on_start(std::string_view name, XmlAttributes attributes) = 0;
  virtual void on_end(std::string_view name) = 0;
  virtual void on_text(std::string_view text) = 0;  // one text may come in several pieces

  // Ends the reading with this refusal; the first one counts.
  void fail(Error error) {
    if (!error_) error_ = std::move(error);
  }
  bool has_failed() const { return error_.has_value(); }
  std::optional<Error> take_error() { return std::move(error_); }

 private:
  std::optional<Error> error_;
};

// Expat reads every encoding and is the measure that the scanner is tested against.
enum class XmlEngine { by_encoding, expat };

// Refuses xlsx.not_well_formed, xlsx.has_dtd, xlsx.too_deep, xlsx.tag_too_long, package.*, and what the handler fails
// with.
Result<void> read_xml(package::Package& package, std::string_view path, std::string_view place, XmlHandler& handler);

struct XmlPlace {
  std::string file;
  std::string part;
};
// The same for a text in memory, in chunks of any size.
Result<void> read_xml_text(std::string_view xml, const XmlPlace& place, XmlHandler& handler, XmlEngine engine);

}  // namespace guatu::xlsx
