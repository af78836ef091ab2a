// SPDX-License-Identifier: Apache-2.0
#include "platform/http/static_pages.hpp"

#include <gmock/gmock.h>

namespace guatu::http {
namespace {

using ::testing::HasSubstr;

const StaticPages kPages({{"/index.html", "aa", "<html>", "packed"},
                          {"/assets/app-1a2b3c4d.js", "bb", "js", {}},
                          {"/favicon.svg", "cc", "<svg/>", {}}});

Reply ask(std::string path, std::string accept = "*/*", Method method = Method::get) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  request.headers = {{"Accept", std::move(accept)}};
  return kPages.answer(request);
}

TEST(StaticPages, accepts) {
  const Reply asset = ask("/assets/app-1a2b3c4d.js");
  EXPECT_EQ(asset.fixed, "js");
  EXPECT_EQ(asset.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(asset.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(ask("/favicon.svg").header("cache-control"), "no-cache");
  for (const auto& page : {ask("/"), ask("/index.html"), ask("/units/U01", "text/html,*/*;q=0.8")}) {
    EXPECT_EQ(page.fixed, "<html>");
    EXPECT_EQ(page.fixed_gzip, "packed");
    EXPECT_EQ(page.header("cache-control"), "no-cache");
    EXPECT_EQ(page.header("etag"), "\"aa\"");
    EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  }
  EXPECT_EQ(ask("/", "text/html", Method::head).status, 200);
}

TEST(StaticPages, refuses) {
  for (const auto& missing : {ask("/assets/gone.js"), ask("/api/v1/none", "text/html"), ask("/assets/../index.html")}) {
    EXPECT_EQ(missing.status, 404);
    EXPECT_THAT(missing.body, HasSubstr("http.page_missing"));
  }
  const Reply posted = ask("/", "text/html", Method::post);
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(posted.header("allow"), "GET, HEAD");
  EXPECT_THAT(posted.body, HasSubstr("http.method_not_served"));
}

// Whether web/dist was there or not.
TEST(StaticPages, the_program_has_a_page) {
  Request request;
  request.path = "/";
  const Reply page = StaticPages::built_in().answer(request);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(std::string(page.fixed), HasSubstr("<!doctype html>"));
}

}  // namespace
}  // namespace guatu::http
