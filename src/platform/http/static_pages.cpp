// SPDX-License-Identifier: Apache-2.0
#include "platform/http/static_pages.hpp"

#include <algorithm>

#include "platform/http/page_table.hpp"
#include "platform/http/refusal.hpp"

namespace guatu::http {
namespace {

constexpr std::string_view kIndex = "/index.html";
constexpr std::string_view kWithoutPages =
    "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>挂图 Guatu</title>"
    "<h1>挂图 Guatu</h1><p>服务在运行，但本程序编译时没有带上网页（web/dist）。接口在 <code>/api/v1</code>。</p>"
    "<p lang=\"en\">The server runs, but this program was built without the pages of web/dist. "
    "The interface is at <code>/api/v1</code>.</p></html>\n";

std::vector<Page> embedded_pages() {
  std::vector<Page> pages;
  for (unsigned long index = 0; index < kEmbeddedPageCount; ++index) {
    const EmbeddedPage& page = kEmbeddedPages[index];
    pages.push_back({page.path, page.tag, {page.begin, page.end}, {page.gzip_begin, page.gzip_end}});
  }
  if (pages.empty()) pages.push_back({kIndex, "without-pages", kWithoutPages, {}});
  return pages;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {{".html", "text/html; charset=utf-8"},
                                                                      {".js", "text/javascript; charset=utf-8"},
                                                                      {".mjs", "text/javascript; charset=utf-8"},
                                                                      {".css", "text/css; charset=utf-8"},
                                                                      {".json", "application/json"},
                                                                      {".webmanifest", "application/manifest+json"},
                                                                      {".svg", "image/svg+xml"},
                                                                      {".png", "image/png"},
                                                                      {".jpg", "image/jpeg"},
                                                                      {".webp", "image/webp"},
                                                                      {".ico", "image/x-icon"},
                                                                      {".woff2", "font/woff2"},
                                                                      {".woff", "font/woff"},
                                                                      {".txt", "text/plain; charset=utf-8"},
                                                                      {".map", "application/json"},
                                                                      {".wasm", "application/wasm"}};
  const auto* found = std::ranges::find_if(kTypes, [&](const auto& type) { return path.ends_with(type.first); });
  return found == std::end(kTypes) ? std::string_view("application/octet-stream") : found->second;
}

StaticPages::StaticPages(const std::vector<Page>& pages) {
  for (const auto& page : pages) pages_.emplace(page.path, page);
}

const StaticPages& StaticPages::built_in() {
  static const StaticPages pages(embedded_pages());
  return pages;
}

Reply StaticPages::answer(const Request& request) const {
  const auto language = preferred_language(request.header("accept-language"));
  if (request.method != Method::get && request.method != Method::head) {
    Reply reply = refusal_reply({405, "http.method_not_served", {}}, language);
    std::ranges::find(reply.headers, "Allow", &Header::name)->value = "GET, HEAD";
    return reply;
  }
  auto found = pages_.find(request.path);
  const bool wants_page = request.path == "/" || request.header("accept").contains("text/html");
  if (found == pages_.end() && wants_page && !request.path.starts_with("/api/")) found = pages_.find(kIndex);
  if (found == pages_.end()) return refusal_reply({404, "http.page_missing", {}}, language);
  const Page& page = found->second;
  Reply reply;
  reply.fixed = page.bytes;
  reply.fixed_gzip = page.gzip;
  reply.with("Content-Type", std::string(content_type_of(page.path)));
  reply.with("ETag", '"' + std::string(page.tag) + '"');
  const bool never_changes = page.path.starts_with("/assets/");
  reply.with("Cache-Control", never_changes ? "public, max-age=31536000, immutable" : "no-cache");
  return reply;
}

}  // namespace guatu::http
