// SPDX-License-Identifier: Apache-2.0
// What a file really is (文件真实类型), from its first bytes and not from its name. A zip or compound file may
// still be many things: its parts or streams decide. Refuses nothing.
#pragma once

#include <cstdint>
#include <string_view>

namespace guatu::package {

enum class FileKind : std::uint8_t {
  empty,
  zip,       // xlsx, docx, ods and others: the parts decide
  compound,  // xls, doc, et, wps and encrypted xlsx: the streams decide
  biff,      // an xls of the nineties without the compound file around it
  html,
  xml,  // also Excel 2003 XML
  mht,  // a web page saved as one file
  pdf,
  rtf,
  picture,
  archive,  // rar, 7z, gz
  text,     // csv or other plain text, in any encoding
  binary,   // anything else: not text either
};

FileKind kind_of(std::string_view bytes);

}  // namespace guatu::package
