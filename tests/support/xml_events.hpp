// SPDX-License-Identifier: Apache-2.0
// What a handler is told about an XML text, as one text: two engines can be compared by it.
#pragma once

#include <string>
#include <string_view>

#include "format/xlsx/xml_reader.hpp"

namespace guatu::testing {

class EventListHandler : public xlsx::XmlHandler {
 public:
  void on_start(std::string_view name, xlsx::XmlAttributes attributes) override {
    finish_text();
    events += "<" + std::string(name);
    for (const auto& one : attributes.all())
      events += " " + std::string(one.name) + "=[" + std::string(one.value) + "]";
    events += ">\n";
  }
  void on_end(std::string_view name) override {
    finish_text();
    events += "</" + std::string(name) + ">\n";
  }
  void on_text(std::string_view text) override { text_ += text; }  // pieces differ between engines
  std::string events;

 private:
  void finish_text() {
    if (!text_.empty()) events += "[" + text_ + "]\n";
    text_.clear();
  }
  std::string text_;
};

inline std::string xml_events(std::string_view xml, xlsx::XmlEngine engine) {
  EventListHandler handler;
  const auto read = xlsx::read_xml_text(xml, {"a.xlsx", "x.xml"}, handler, engine);
  return read ? handler.events : "refused " + read.error().problems.at(0).code;
}

}  // namespace guatu::testing
