// SPDX-License-Identifier: Apache-2.0
// Builds small BIFF8 .xls files record by record ([MS-XLS]) inside a compound file ([MS-CFB]).
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace guatu::testing {

inline std::string le16(std::uint32_t value) {
  return {static_cast<char>(value & 0xFF), static_cast<char>((value >> 8) & 0xFF)};
}
inline std::string le32(std::uint32_t value) { return le16(value & 0xFFFF) + le16(value >> 16); }
inline std::string le64(std::uint64_t value) {
  return le32(static_cast<std::uint32_t>(value)) + le32(static_cast<std::uint32_t>(value >> 32));
}
inline std::string xls_double(double value) { return le64(std::bit_cast<std::uint64_t>(value)); }

inline std::string record(std::uint32_t type, const std::string& content) {
  return le16(type) + le16(static_cast<std::uint32_t>(content.size())) + content;
}

inline std::string utf16le(std::string_view text) {
  std::string bytes;
  for (const char32_t c : decode_utf8(text)) bytes += le16(static_cast<std::uint32_t>(c));
  return bytes;
}
// A string with a 16-bit count, always in wide characters.
inline std::string xls_text(std::string_view text) {
  return le16(static_cast<std::uint32_t>(character_count(text))) + std::string("\x01", 1) + utf16le(text);
}

inline std::string cell_head(std::uint32_t row, std::uint32_t column, std::uint32_t style) {
  return le16(row) + le16(column) + le16(style);
}
inline std::string xls_number(std::uint32_t row, std::uint32_t column, std::uint32_t style, double value) {
  return record(0x0203, cell_head(row, column, style) + xls_double(value));
}
inline std::string xls_shared(std::uint32_t row, std::uint32_t column, std::uint32_t index) {
  return record(0x00FD, cell_head(row, column, 0) + le32(index));
}
inline std::string xls_formula(std::uint32_t row, std::uint32_t column, const std::string& result) {
  return record(0x0006,
                cell_head(row, column, 0) + result + le16(0) + le32(0) + le16(3) + std::string("\x1E\x01\x00", 3));
}

struct XlsSheet {
  std::string name;
  std::string records;           // between BOF and EOF
  std::uint32_t visibility = 0;  // 1 hidden, 2 very hidden
};

struct XlsBook {
  std::vector<XlsSheet> sheets;
  std::vector<std::uint32_t> formats = {0, 14, 10, 164};  // number format of each style
  std::vector<std::string> texts;
  std::string globals;  // more records
};

inline std::string xls_stream(const XlsBook& book) {
  const std::string bof = le16(0x0600);
  const std::string tail = le16(0x0DBB) + le16(0x07CC) + le32(0) + le32(6);
  std::string before = record(0x0809, bof + le16(5) + tail) + record(0x0042, le16(0x04B0)) + book.globals;
  before += record(0x041E, le16(164) + xls_text("yyyy\"年\"m\"月\""));
  for (const auto format : book.formats) before += record(0x00E0, le16(0) + le16(format) + std::string(16, '\0'));
  std::string sst =
      le32(static_cast<std::uint32_t>(book.texts.size())) + le32(static_cast<std::uint32_t>(book.texts.size()));
  for (const auto& text : book.texts) sst += xls_text(text);
  const std::string after = record(0x00FC, sst) + record(0x000A, "");
  std::size_t bounds_bytes = 0;
  for (const auto& sheet : book.sheets) bounds_bytes += 4 + 8 + 2 * character_count(sheet.name);
  std::size_t offset = before.size() + bounds_bytes + after.size();
  std::string bounds;
  std::string bodies;
  for (const auto& sheet : book.sheets) {
    const std::string body = record(0x0809, bof + le16(0x10) + tail) + sheet.records + record(0x000A, "");
    bounds +=
        record(0x0085, le32(static_cast<std::uint32_t>(offset)) + std::string(1, static_cast<char>(sheet.visibility)) +
                           std::string(1, '\0') + std::string(1, static_cast<char>(character_count(sheet.name))) +
                           std::string("\x01", 1) + utf16le(sheet.name));
    offset += body.size();
    bodies += body;
  }
  return before + bounds + after + bodies;
}

// One stream in sectors of 512 bytes: header, allocation table, directory, stream.
inline std::string compound_file(std::string_view stream_name, std::string stream) {
  stream.resize(std::max<std::size_t>((stream.size() + 511) / 512 * 512, 4096), '\0');
  const auto stream_sectors = static_cast<std::uint32_t>(stream.size() / 512);
  // The header has room for 109 table sectors; lists of 127 more each follow the tables.
  std::uint32_t tables = 1;
  std::uint32_t lists = 0;
  while (tables * 128 < tables + lists + 1 + stream_sectors) {
    ++tables;
    lists = tables <= 109 ? 0 : (tables - 109 + 126) / 127;
  }
  const std::uint32_t directory_at = tables + lists;
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + le16(0x3E) + le16(3) +
                       le16(0xFFFE) + le16(9) + le16(6) + std::string(10, '\0') + le32(tables) + le32(directory_at) +
                       le32(0) + le32(4096) + le32(0xFFFFFFFE) + le32(0) + le32(lists > 0 ? tables : 0xFFFFFFFE) +
                       le32(lists);
  for (std::uint32_t i = 0; i < 109; ++i) header += le32(i < tables ? i : 0xFFFFFFFF);
  std::string table;
  for (std::uint32_t i = 0; i < tables; ++i) table += le32(0xFFFFFFFD);
  for (std::uint32_t i = 0; i < lists; ++i) table += le32(0xFFFFFFFC);
  table += le32(0xFFFFFFFE);  // the directory is one sector
  for (std::uint32_t i = 1; i <= stream_sectors; ++i)
    table += le32(i == stream_sectors ? 0xFFFFFFFE : directory_at + 1 + i);
  while (table.size() < std::size_t{tables} * 512) table += le32(0xFFFFFFFF);
  for (std::uint32_t list = 0; list < lists; ++list) {
    for (std::uint32_t i = 0; i < 127; ++i) {
      const std::uint32_t number = 109 + list * 127 + i;
      table += le32(number < tables ? number : 0xFFFFFFFF);
    }
    table += le32(list + 1 < lists ? tables + list + 1 : 0xFFFFFFFE);
  }
  const auto entry = [](std::string_view name, char type, std::uint32_t start, std::uint32_t bytes,
                        std::uint32_t child) {
    std::string fields = utf16le(name);
    const auto name_bytes = static_cast<std::uint32_t>(fields.size() + 2);
    fields.resize(64, '\0');
    fields += le16(name_bytes) + std::string(1, type) + std::string("\x01", 1) + le32(0xFFFFFFFF) + le32(0xFFFFFFFF) +
              le32(child);
    fields.resize(116, '\0');
    return fields + le32(start) + le32(bytes) + le32(0);
  };
  std::string directory =
      entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) +
      entry(stream_name, 2, directory_at + 1, static_cast<std::uint32_t>(stream.size()), 0xFFFFFFFF);
  directory.resize(512, '\0');
  return header + table + directory + stream;
}

inline std::string xls_file(const XlsBook& book) { return compound_file("Workbook", xls_stream(book)); }

}  // namespace guatu::testing
