// SPDX-License-Identifier: Apache-2.0
// StaticPages (静态页面): the files of the web application as they were built in, packed beforehand. Files under
// /assets/ carry a digest in their name and are kept for ever; the rest is asked for again by its tag. An address
// without a file is the application's own and gets its one page. Answers http.page_missing, http.method_not_served.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace guatu::http {

struct Page {
  std::string_view path;  // "/index.html"
  std::string_view tag;
  std::string_view bytes;
  std::string_view gzip;  // may be empty
};

class StaticPages {
 public:
  // All of it lives as long as the program.
  explicit StaticPages(const std::vector<Page>& pages);
  static const StaticPages& built_in();

  Reply answer(const Request& request) const;

 private:
  std::map<std::string_view, Page> pages_;
};

std::string_view content_type_of(std::string_view path);  // by the end of the name

}  // namespace guatu::http
