// SPDX-License-Identifier: Apache-2.0
#include "format/csv/text_encoding.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"

namespace guatu::csv {
namespace {

struct ConverterClose {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterClose>;

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

const char* name_of(Encoding encoding) {
  constexpr std::array names = {"UTF-8", "UTF-16LE", "UTF-16BE", "gb18030"};
  return names[static_cast<std::size_t>(encoding)];
}

// In a text of this kind every second byte is zero wherever it is Latin: separators, digits, line ends.
bool has_zero_bytes(std::string_view bytes, std::size_t first) {
  std::size_t zeros = 0;
  const std::string_view sample = bytes.substr(0, 4096);
  for (std::size_t at = first; at < sample.size(); at += 2) zeros += sample[at] == '\0' ? 1U : 0U;
  return zeros * 10 > sample.size();
}

Encoding guess(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16_le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16_be;
  if (has_zero_bytes(bytes, 1)) return Encoding::utf16_le;
  if (has_zero_bytes(bytes, 0)) return Encoding::utf16_be;
  return is_valid_utf8(bytes) ? Encoding::utf8 : Encoding::gb18030;
}

std::unexpected<Error> refuse_at(std::string_view place, const char* code, std::string_view bytes, std::size_t at) {
  const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return refuse(ErrorKind::invalid, std::string(place), code,
                {{"line", std::to_string(line)}, {"byte", std::to_string(at + 1)}});
}

bool is_chinese(char32_t c) { return (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF); }

enum class LineKind { ascii, utf8, other, unclear };

// GB18030 text practically never is valid UTF-8 that spells three Chinese characters and nothing strange.
LineKind kind_of(std::string_view line) {
  if (std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return LineKind::ascii;
  if (!is_valid_utf8(line)) return LineKind::other;
  std::size_t chinese = 0;
  for (const char32_t c : decode_utf8(line)) {
    if (c >= 0x80 && !is_chinese(c)) return LineKind::unclear;
    chinese += c >= 0x80 ? 1U : 0U;
  }
  return chinese >= 3 ? LineKind::utf8 : LineKind::unclear;
}

// Files glued together: some lines are surely UTF-8, others surely not. Points at the first of the fewer.
Result<void> check_unmixed(std::string_view bytes, std::string_view place) {
  std::size_t utf8_lines = 0;
  std::size_t other_lines = 0;
  std::size_t first_utf8 = 0;
  std::size_t first_other = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const LineKind kind = kind_of(bytes.substr(at, end - at));
    if (kind == LineKind::utf8 && utf8_lines++ == 0) first_utf8 = at;
    if (kind == LineKind::other && other_lines++ == 0) first_other = at;
    at = end + 1;
  }
  if (utf8_lines == 0 || other_lines == 0) return {};
  return refuse_at(place, "csv.mixed_encoding", bytes, utf8_lines < other_lines ? first_utf8 : first_other);
}

Result<std::string> convert(std::string_view bytes, Encoding encoding, std::string_view place) {
  const Converter from = open_converter(name_of(encoding));
  const Converter to = open_converter("UTF-8");
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  std::array<char, 16'384> chunk;
  std::array<UChar, 8'192> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    char* target = chunk.data();
    ucnv_convertEx(to.get(), from.get(), &target, chunk.data() + chunk.size(), &source, bytes.data() + bytes.size(),
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), text.empty() ? 1 : 0, 1,
                   &status);
    text.append(chunk.data(), target);
  }
  // ICU has consumed the offending bytes: point at the last one of them.
  if (U_FAILURE(status))
    return refuse_at(place, "csv.bad_encoding", bytes,
                     static_cast<std::size_t>(std::max(source - bytes.data(), std::ptrdiff_t{1})) - 1);
  return text;
}

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes, std::string_view place) {
  DecodedText decoded;
  decoded.encoding = guess(bytes);
  if (decoded.encoding == Encoding::utf8) {
    decoded.text = bytes;
  } else {
    if (decoded.encoding == Encoding::gb18030) GUATU_CHECK(check_unmixed(bytes, place));
    GUATU_TRY(decoded.text, convert(bytes, decoded.encoding, place));
  }
  if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
  return decoded;
}

}  // namespace guatu::csv
