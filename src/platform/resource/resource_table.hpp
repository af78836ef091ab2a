// SPDX-License-Identifier: Apache-2.0
// The generated table of files inside the program; written by tools/embed.py at build time. Only
// resource.cpp reads it.
#pragma once

namespace guatu::resource {

struct EmbeddedFile {
  const char* name;
  const char* begin;
  const char* end;
};

extern const EmbeddedFile kEmbeddedFiles[];
extern const unsigned long kEmbeddedFileCount;

}  // namespace guatu::resource
