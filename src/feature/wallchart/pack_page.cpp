// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"
#include "feature/wallchart/pack_view.hpp"
#include "platform/resource/resource.hpp"

namespace guatu::wallchart {
namespace {

std::string built_in(std::string_view name) {
  const auto text = resource::find(std::string("data/template/pack/") + std::string(name));
  GUATU_ASSERT(text.has_value());
  return std::string(*text);
}

}  // namespace

PageTemplate built_in_page() {
  PageTemplate page{built_in("pack.html"), {}, {}};
  for (const auto* name : {"pack.css", "phone.css", "print.css"}) page.css += built_in(name);
  // base first, app last; the others only add to what base has.
  for (const auto* name : {"base.js", "timeline.js", "chart.js", "drawer.js", "sections.js", "app.js"})
    page.js += built_in(name);
  return page;
}

}  // namespace guatu::wallchart
