// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>

#include "feature/wallchart/pack_view.hpp"
#include "tests/support/demo_pack.hpp"
#include "tests/support/pack_page.hpp"

namespace guatu::wallchart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const PageTemplate& page() { return testing::page_of_sources(); }

std::string rendered(const PackView& view) { return render_html(view, page()).value(); }

std::string code_of(const PackView& view) {
  const auto html = render_html(view, page());
  return html ? "" : html.error().problems.at(0).code;
}

TEST(PackTest, is_one_file_without_outside_addresses) {
  const auto html = rendered(testing::demo_pack(81));
  for (const char* address : {"http://", "https://", "src=", "@import", "url(//", "fetch(", "XMLHttpRequest", "<link"})
    EXPECT_THAT(html, Not(HasSubstr(address)));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, HasSubstr("非涉密系统"));
  for (const char* mark : {"@title@", "@css@", "@data@", "@js@"}) EXPECT_THAT(html, Not(HasSubstr(mark)));
}

// Chromium 83 must run it: what came later is not used.
TEST(PackTest, uses_nothing_younger_than_chromium_83) {
  for (const char* word : {"replaceAll", ".at(", "structuredClone", "||=", "Object.hasOwn", "=>"})
    EXPECT_THAT(page().js, Not(HasSubstr(word)));
  for (const char* word : {" gap:", ":is(", ":where(", "aspect-ratio", "inset:", "@layer", "@container", ":has("})
    EXPECT_THAT(page().css, Not(HasSubstr(word)));
}

TEST(PackTest, same_view_same_bytes) { EXPECT_EQ(rendered(testing::demo_pack(81)), rendered(testing::demo_pack(81))); }

TEST(PackTest, two_thousand_projects_stay_under_six_megabytes) {
  EXPECT_LT(rendered(testing::demo_pack(2000)).size(), 6'000'000U);
}

TEST(PackTest, text_cannot_leave_its_place) {
  auto view = testing::demo_pack(12);
  view.title = "<b>@data@</b>";
  view.chart.rows[0].name = "</script><script>alert(1)</script><!--";
  const auto html = rendered(view);
  EXPECT_THAT(html, HasSubstr("<title>&lt;b&gt;@data@&lt;/b&gt;</title>"));
  EXPECT_THAT(html, Not(HasSubstr("</script><script>alert")));
  EXPECT_THAT(html, Not(HasSubstr("<!--")));
}

TEST(PackTest, refuses) {
  struct Fault {
    const char* code;
    void (*plant)(PackView&);
  };
  const Fault faults[] = {
      {"pack.unknown_light", [](PackView& view) { view.chart.rows[1].light = "purple"; }},
      {"pack.unknown_light", [](PackView& view) { view.chart.rows[1].light.clear(); }},
      {"pack.unknown_light", [](PackView& view) { view.chart.rows[1].previous_light = "purple"; }},
      {"pack.unknown_light", [](PackView& view) { view.chart.counts[0].light = "purple"; }},
      {"pack.not_a_colour", [](PackView& view) { view.chart.lights[0].colour = "red;}"; }},
      {"pack.same_row_twice", [](PackView& view) { view.chart.rows[1].id = view.chart.rows[0].id; }},
      {"pack.bad_section_id", [](PackView& view) { view.sections[0].id = "chart"; }},
      {"pack.bad_section_id", [](PackView& view) { view.sections[0].id = "a\"b"; }},
      {"pack.bad_section_id", [](PackView& view) { view.sections[0].id = ""; }},
      {"pack.unknown_row",
       [](PackView& view) { std::get<ItemList>(view.sections[0].blocks[0]).items[0].row = "P-999999"; }},
      {"pack.unknown_row",
       [](PackView& view) { std::get<DataTable>(view.sections[3].blocks[0]).rows[0].row = "P-999999"; }},
      {"pack.unknown_light",
       [](PackView& view) { std::get<DataTable>(view.sections[5].blocks[0]).rows[0].cells[9].text = "purple"; }},
      {"pack.ragged_table",
       [](PackView& view) { std::get<DataTable>(view.sections[5].blocks[0]).rows[0].cells.pop_back(); }}};
  EXPECT_EQ(code_of(testing::demo_pack(12)), "");
  for (const auto& fault : faults) {
    auto view = testing::demo_pack(12);
    fault.plant(view);
    EXPECT_EQ(code_of(view), fault.code);
  }
}

// GUATU_LOOK=folder test_feature_wallchart writes what a person should look at.
TEST(PackTest, writes_what_to_look_at) {
  const char* folder = std::getenv("GUATU_LOOK");
  if (folder == nullptr) GTEST_SKIP() << "GUATU_LOOK is not set";
  for (const int projects : {81, 2000})
    std::ofstream(fmt::format("{}/pack-{}.html", folder, projects), std::ios::binary)
        << rendered(testing::demo_pack(projects));
}

}  // namespace
}  // namespace guatu::wallchart
