// SPDX-License-Identifier: Apache-2.0
#include "format/package/file_kind.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace guatu::package {
namespace {

using namespace std::string_view_literals;

constexpr std::pair<std::string_view, FileKind> kSignatures[] = {
    {"PK\x03\x04", FileKind::zip},
    {"PK\x05\x06", FileKind::zip},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::compound},
    {"\x09\x08\x10\x00"sv, FileKind::biff},
    {"\x09\x08\x08\x00"sv, FileKind::biff},
    {"\x09\x04\x06\x00"sv, FileKind::biff},
    {"%PDF-", FileKind::pdf},
    {"{\\rtf", FileKind::rtf},
    {"\x89PNG", FileKind::picture},
    {"\xFF\xD8\xFF", FileKind::picture},
    {"GIF8", FileKind::picture},
    {"Rar!", FileKind::archive},
    {"7z\xBC\xAF\x27\x1C", FileKind::archive},
    {"\x1F\x8B", FileKind::archive},
};

// The visible beginning in lower case, also of UTF-16 text, enough to know markup by.
std::string opening_of(std::string_view bytes) {
  std::string opening;
  for (const char c : bytes.substr(0, 4096)) {
    if (c == '\0' || c == '\xFF' || c == '\xFE') continue;
    opening.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return std::string(trim(opening));
}

bool is_html(std::string_view opening) {
  if (!opening.starts_with('<')) return false;
  constexpr std::string_view marks[] = {"<html", "<!doctype html", "<head", "<body", "<table", "<meta", "<style"};
  return std::any_of(std::begin(marks), std::end(marks),
                     [&](std::string_view mark) { return opening.find(mark) != std::string_view::npos; });
}

// NUL bytes are part of UTF-16 only; other control characters are part of no text.
bool looks_like_text(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 65536);
  const bool is_utf16 = sample.starts_with("\xFF\xFE") || sample.starts_with("\xFE\xFF");
  std::size_t zeros = 0;
  for (const char c : sample) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) ++zeros;
    if (!is_utf16 && byte != 0 && byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != 0x0C &&
        byte != 0x1A && byte != 0x0B)
      return false;
  }
  // UTF-16 without a mark still has a NUL in every second byte of its separators and digits.
  return is_utf16 || zeros == 0 || zeros * 5 > sample.size();
}

}  // namespace

FileKind kind_of(std::string_view bytes) {
  if (bytes.empty()) return FileKind::empty;
  for (const auto& [signature, kind] : kSignatures)
    if (bytes.starts_with(signature)) return kind;
  const std::string opening = opening_of(bytes);
  if (opening.empty() && bytes.size() <= 4096) return FileKind::empty;
  if (opening.starts_with("mime-version:")) return FileKind::mht;
  if (opening.starts_with("<?xml")) return is_html(opening) ? FileKind::html : FileKind::xml;
  if (is_html(opening)) return FileKind::html;
  return looks_like_text(bytes) ? FileKind::text : FileKind::binary;
}

}  // namespace guatu::package
