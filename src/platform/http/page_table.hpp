// SPDX-License-Identifier: Apache-2.0
// The generated table of the pages inside the program; written by tools/embed_pages.py at build time. Only
// static_pages.cpp reads it.
#pragma once

namespace guatu::http {

struct EmbeddedPage {
  const char* path;  // "/index.html"
  const char* tag;   // of its content
  const char* begin;
  const char* end;
  const char* gzip_begin;  // empty when packing does not pay
  const char* gzip_end;
};

extern const EmbeddedPage kEmbeddedPages[];
extern const unsigned long kEmbeddedPageCount;

}  // namespace guatu::http
