// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"
#include "feature/wallchart/pack_view.hpp"

namespace guatu::wallchart {
namespace {

std::string file_text(const TemplateSource& find, std::string_view name) {
  const auto text = find("data/template/pack/" + std::string(name));
  GUATU_ASSERT(text.has_value());
  return std::string(*text);
}

}  // namespace

PageTemplate page_template(const TemplateSource& find) {
  PageTemplate page{file_text(find, "pack.html"), {}, {}};
  for (const auto* name : {"pack.css", "phone.css", "print.css"}) page.css += file_text(find, name);
  // base first, app last; the others only add to what base has.
  for (const auto* name : {"base.js", "timeline.js", "chart.js", "drawer.js", "sections.js", "app.js"})
    page.js += file_text(find, name);
  return page;
}

}  // namespace guatu::wallchart
