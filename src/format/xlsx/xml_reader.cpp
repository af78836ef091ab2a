// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <type_traits>
#include <vector>

#include "format/xlsx/xml_scanner.hpp"

namespace guatu::xlsx {
namespace {

using package::Flow;

struct Name {
  std::string_view prefix;
  std::string_view local;
};

Name name_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return {{}, text};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

Error fault_at(const XmlPlace& place, std::string code, ProblemArgs args = {}) {
  args.emplace("part", place.part);
  return Error{ErrorKind::invalid, {Problem{place.file, std::move(code), std::move(args)}}};
}

Error too_deep(const XmlPlace& place) {
  return fault_at(place, "xlsx.too_deep", {{"depth_max", std::to_string(kXmlDepthMax)}});
}

struct ParserFree {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class ExpatReading {
 public:
  ExpatReading(const XmlPlace& place, XmlHandler& handler)
      : place_(place), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  Flow take(std::string_view chunk) { return parse(chunk, XML_FALSE); }
  void finish() { parse({}, XML_TRUE); }

 private:
  static ExpatReading& self(void* user) { return *static_cast<ExpatReading*>(user); }
  static void on_start(void* user, const char* name, const char** attributes) { self(user).start(name, attributes); }
  static void on_end(void* user, const char* name) { self(user).end(name); }
  static void on_text(void* user, const char* text, int length) {
    if (self(user).foreign_depth_ == 0 && !self(user).handler_.has_failed())
      self(user).handler_.on_text(std::string_view(text, static_cast<std::size_t>(length)));
    self(user).stop_if_failed();
  }
  static void on_doctype(void* user, const char*, const char*, const char*, int) {
    self(user).handler_.fail(fault_at(self(user).place_, "xlsx.has_dtd"));
    self(user).stop_if_failed();
  }

  void start(std::string_view qualified, const char** pairs) {
    if (handler_.has_failed()) return;
    const Name name = name_of(qualified);
    if (depth_ == 0) root_prefix_ = name.prefix;
    if (++depth_ > kXmlDepthMax) {
      handler_.fail(too_deep(place_));
    } else if (foreign_depth_ > 0 || name.prefix != root_prefix_) {
      ++foreign_depth_;
    } else {
      attributes_.clear();
      for (; *pairs != nullptr; pairs += 2) attributes_.push_back({pairs[0], pairs[1]});
      handler_.on_start(name.local, XmlAttributes(attributes_));
    }
    stop_if_failed();
  }

  void end(std::string_view qualified) {
    if (handler_.has_failed()) return;
    --depth_;
    if (foreign_depth_ > 0) {
      --foreign_depth_;
    } else {
      handler_.on_end(name_of(qualified).local);
    }
    stop_if_failed();
  }

  void stop_if_failed() {
    if (handler_.has_failed()) XML_StopParser(parser_.get(), XML_FALSE);
  }

  Flow parse(std::string_view chunk, XML_Bool is_last) {
    if (handler_.has_failed()) return Flow::stop;
    bytes_ += static_cast<std::int64_t>(chunk.size());
    const XML_Status status = XML_Parse(parser_.get(), chunk.data(), static_cast<int>(chunk.size()), is_last);
    if (status != XML_STATUS_OK)
      handler_.fail(fault_at(place_, "xlsx.not_well_formed",
                             {{"line", std::to_string(XML_GetCurrentLineNumber(parser_.get()))},
                              {"reason", XML_ErrorString(XML_GetErrorCode(parser_.get()))}}));
    // What expat holds back is one unfinished tag; only an attack makes it long.
    if (bytes_ - XML_GetCurrentByteIndex(parser_.get()) > static_cast<std::int64_t>(kXmlTagBytesMax) &&
        is_last == XML_FALSE)
      handler_.fail(fault_at(place_, "xlsx.tag_too_long"));
    return handler_.has_failed() ? Flow::stop : Flow::go_on;
  }

  const XmlPlace& place_;
  XmlHandler& handler_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserFree> parser_;
  std::string root_prefix_;
  std::vector<XmlAttribute> attributes_;
  std::size_t depth_ = 0;
  std::size_t foreign_depth_ = 0;
  std::int64_t bytes_ = 0;
};

class ScannerReading {
 public:
  ScannerReading(const XmlPlace& place, XmlHandler& handler) : place_(place), handler_(handler), scanner_(handler) {}

  Flow take(std::string_view chunk) { return judge(scanner_.feed(chunk)); }
  void finish() { judge(scanner_.finish()); }

 private:
  Flow judge(XmlFault fault) {
    switch (fault) {
      case XmlFault::none:
        break;
      case XmlFault::not_well_formed:
        handler_.fail(
            fault_at(place_, "xlsx.not_well_formed",
                     {{"line", std::to_string(scanner_.line())}, {"reason", std::string(scanner_.reason())}}));
        break;
      case XmlFault::has_dtd:
        handler_.fail(fault_at(place_, "xlsx.has_dtd"));
        break;
      case XmlFault::too_deep:
        handler_.fail(too_deep(place_));
        break;
      case XmlFault::tag_too_long:
        handler_.fail(fault_at(place_, "xlsx.tag_too_long"));
        break;
    }
    return handler_.has_failed() ? Flow::stop : Flow::go_on;
  }

  const XmlPlace& place_;
  XmlHandler& handler_;
  XmlScanner scanner_;
};

// The encoding is UTF-8 unless a mark or the declaration in the first line says otherwise.
bool is_utf8(std::string_view beginning) {
  if (beginning.size() < 2 || beginning[0] == '\0' || beginning[1] == '\0') return false;
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return false;
  if (beginning.starts_with("\xEF\xBB\xBF")) return true;
  if (!beginning.starts_with("<?xml")) return true;
  const std::string_view declaration = beginning.substr(0, beginning.find("?>"));
  const auto at = declaration.find("encoding");
  if (at == std::string_view::npos) return true;
  std::string named(declaration.substr(at, 24));
  std::transform(named.begin(), named.end(), named.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return named.find("utf-8") != std::string::npos || named.find("us-ascii") != std::string::npos;
}

class Reading {
 public:
  Reading(XmlPlace place, XmlHandler& handler, XmlEngine engine)
      : place_(std::move(place)), handler_(handler), engine_(engine) {}

  Flow take(std::string_view chunk) {
    if (!scanner_ && !expat_) choose(chunk);
    return scanner_ ? scanner_->take(chunk) : expat_->take(chunk);
  }
  Result<void> finish() {
    if (!scanner_ && !expat_) choose({});
    if (scanner_) scanner_->finish();
    if (expat_) expat_->finish();
    if (auto error = handler_.take_error()) return refuse(std::move(*error));
    return {};
  }

 private:
  void choose(std::string_view beginning) {
    if (engine_ == XmlEngine::by_encoding && is_utf8(beginning)) {
      scanner_.emplace(place_, handler_);
    } else {
      expat_.emplace(place_, handler_);
    }
  }

  XmlPlace place_;
  XmlHandler& handler_;
  XmlEngine engine_;
  std::optional<ScannerReading> scanner_;
  std::optional<ExpatReading> expat_;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const XmlAttribute& attribute : all_)
    if (attribute.name == name) return attribute.value;
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::find_prefixed(std::string_view name) const {
  for (const XmlAttribute& attribute : all_) {
    const Name found = name_of(attribute.name);
    if (!found.prefix.empty() && found.local == name) return attribute.value;
  }
  return std::nullopt;
}

bool XmlAttributes::is_true(std::string_view name) const {
  const auto value = find(name);
  return value && (*value == "1" || *value == "true" || *value == "on");
}

Result<void> read_xml(package::Package& package, std::string_view path, std::string_view place, XmlHandler& handler) {
  Reading reading({std::string(place), std::string(path)}, handler, XmlEngine::by_encoding);
  GUATU_CHECK(package.stream(path, [&](std::string_view chunk) { return reading.take(chunk); }));
  return reading.finish();
}

Result<void> read_xml_text(std::string_view xml, const XmlPlace& place, XmlHandler& handler, XmlEngine engine) {
  constexpr std::size_t kChunkBytes = 64 * 1024;
  Reading reading(place, handler, engine);
  for (std::size_t at = 0; at < xml.size(); at += kChunkBytes)
    if (reading.take(xml.substr(at, kChunkBytes)) == Flow::stop) break;
  return reading.finish();
}

}  // namespace guatu::xlsx
