// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/pack_actions.hpp"

#include <fmt/format.h>

#include "feature/bulletin/pack_sheets.hpp"
#include "format/docx/docx.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::bulletin {
namespace {

using cycle::Paper;

constexpr const char* kHtml = "text/html; charset=utf-8";
constexpr const char* kSvg = "image/svg+xml";
constexpr const char* kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<void> add_chart_pages(const wallchart::Chart& chart, const std::string& cycle, std::vector<Paper>& papers) {
  const wallchart::Paper paper{wallchart::PageSize::a3, wallchart::Ink::grey, wallchart::GroupBy::sector};
  GUATU_TRY(const auto pages, wallchart::render_svg_pages(chart, paper));
  for (std::size_t i = 0; i < pages.size(); ++i)
    papers.push_back(
        {fmt::format("chart-a3-{}.svg", i + 1), fmt::format("{}-挂图-A3-{}.svg", cycle, i + 1), kSvg, pages[i]});
  return {};
}

}  // namespace

Result<std::vector<Paper>> render_pack(const cycle::Snapshot& snapshot, const std::string& digest,
                                       const PaperSources& sources) {
  const Masthead masthead{digest, snapshot.program_version};
  const PackFacts facts = pack_facts(snapshot);
  const wallchart::PackView page = make_page(snapshot, facts, masthead);
  const std::string& cycle = snapshot.cycle.id.value;
  std::vector<Paper> papers;
  GUATU_TRY(std::string html, wallchart::render_html(page, sources.page));
  papers.push_back({"page.html", cycle + "-调度材料.html", kHtml, std::move(html)});
  GUATU_TRY(const Notice notice, make_notice(snapshot, facts, masthead, sources.notice_template));
  GUATU_TRY(std::string docx, docx::render(notice.document));
  papers.push_back({"notice.docx", cycle + "-通报.docx", kDocx, std::move(docx)});
  GUATU_TRY(std::string xlsx, xlsx::write_xlsx(make_sheets(snapshot, page), snapshot.frozen_at));
  papers.push_back({"tables.xlsx", cycle + "-附表.xlsx", kXlsx, std::move(xlsx)});
  GUATU_CHECK(add_chart_pages(page.chart, cycle, papers));
  return papers;
}

}  // namespace guatu::bulletin
