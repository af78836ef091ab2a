// SPDX-License-Identifier: Apache-2.0
// Which of the encodings met in practice a file is in. The file does not say, so its bytes decide: valid UTF-8; pairs
// that are mostly everyday Chinese characters (GB 2312 level 1, lead bytes B0–D7); runs of Cyrillic letters; else
// Western European.
#include <unicode/ucnv.h>

#include "base/text.hpp"
#include "format/xer/xer.hpp"

namespace guatu::xer {
namespace {

struct HighBytes {
  std::size_t pairs = 0;
  std::size_t common_pairs = 0;
  std::size_t broken = 0;
  std::size_t letters = 0;  // C0–FF, where cp1251 has its letters
  std::size_t runs = 0;     // high bytes beside another
  std::size_t all = 0;
};

constexpr unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

HighBytes count_high_bytes(std::string_view text) {
  HighBytes counts;
  bool lead_open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned byte = byte_at(text, i);
    if (byte >= 0x80) {
      ++counts.all;
      counts.letters += byte >= 0xC0 ? 1U : 0U;
      const bool beside =
          (i > 0 && byte_at(text, i - 1) >= 0x80) || (i + 1 < text.size() && byte_at(text, i + 1) >= 0x80);
      counts.runs += beside ? 1U : 0U;
    }
    if (lead_open) {
      lead_open = false;
      if (byte < 0x40 || byte == 0x7F || byte == 0xFF)
        ++counts.broken;
      else
        ++counts.pairs;
      const unsigned lead = byte_at(text, i - 1);
      if (byte >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3))) ++counts.common_pairs;
    } else if (byte >= 0x80) {
      lead_open = true;
      if (byte == 0x80 || byte == 0xFF) ++counts.broken;
    }
  }
  return counts;
}

const char* encoding_of(std::string_view text) {
  const HighBytes counts = count_high_bytes(text);
  if (counts.broken == 0 && counts.pairs > 0 && counts.common_pairs * 10 >= counts.pairs * 7) return "gb18030";
  if (counts.letters * 10 >= counts.all * 8 && counts.runs * 10 >= counts.all * 7) return "windows-1251";
  return "windows-1252";
}

std::string convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const auto length = static_cast<std::int32_t>(bytes.size());
  const std::int32_t needed = ucnv_convert("UTF-8", encoding, nullptr, 0, bytes.data(), length, &status);
  if (status != U_BUFFER_OVERFLOW_ERROR || needed <= 0) return std::string(bytes);
  std::string text(static_cast<std::size_t>(needed), '\0');
  status = U_ZERO_ERROR;
  ucnv_convert("UTF-8", encoding, text.data(), needed, bytes.data(), length, &status);
  return U_FAILURE(status) ? std::string(bytes) : text;
}

constexpr std::size_t kConvertMax = std::size_t{1} << 30;

}  // namespace

std::string to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.size() > kConvertMax || bytes.empty()) return std::string(bytes);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return convert(bytes, "UTF-16");
  if (is_valid_utf8(bytes)) return std::string(bytes);
  return convert(bytes, encoding_of(bytes));
}

}  // namespace guatu::xer
