// SPDX-License-Identifier: Apache-2.0
#include "format/image/exif.hpp"

#include <charconv>

namespace guatu::image {
namespace {

constexpr std::uint32_t kOrientation = 0x0112;
constexpr std::uint32_t kDateTime = 0x0132;
constexpr std::uint32_t kExifFolder = 0x8769;
constexpr std::uint32_t kDateTimeOriginal = 0x9003;
constexpr std::uint32_t kAscii = 2;
constexpr std::uint32_t kShort = 3;
constexpr std::uint32_t kLong = 4;
constexpr std::size_t kEntryBytes = 12;
constexpr std::size_t kEntriesMax = 512;
constexpr std::size_t kDateTextBytes = 19;  // 2026:09:21 08:30:00

class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), is_big_(bytes.starts_with("MM")) {}

  std::optional<std::uint32_t> number(std::size_t at, std::size_t width) const {
    if (at > bytes_.size() || bytes_.size() - at < width) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const auto byte = static_cast<unsigned char>(bytes_[is_big_ ? at + i : at + width - 1 - i]);
      value = value << 8 | byte;
    }
    return value;
  }

  // Where the entry of the tag stands in the folder at `folder`.
  std::optional<std::size_t> find(std::size_t folder, std::uint32_t tag) const {
    const auto count = number(folder, 2);
    if (!count) return std::nullopt;
    for (std::size_t i = 0; i < *count && i < kEntriesMax; ++i) {
      const std::size_t at = folder + 2 + i * kEntryBytes;
      if (number(at, 2) == tag) return at;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> value(std::size_t folder, std::uint32_t tag) const {
    const auto at = find(folder, tag);
    if (!at) return std::nullopt;
    const auto type = number(*at + 2, 2);
    if (type != kShort && type != kLong) return std::nullopt;
    return number(*at + 8, type == kShort ? 2 : 4);
  }

  std::optional<Date> day(std::size_t folder, std::uint32_t tag) const {
    const auto at = find(folder, tag);
    if (!at || number(*at + 2, 2) != kAscii) return std::nullopt;
    const auto length = number(*at + 4, 4);
    const auto offset = number(*at + 8, 4);
    if (!length || !offset || *length < kDateTextBytes || *offset > bytes_.size()) return std::nullopt;
    const std::string_view text = bytes_.substr(*offset, kDateTextBytes);
    if (text.size() < kDateTextBytes || text[4] != ':' || text[7] != ':') return std::nullopt;
    int parts[3] = {};
    const std::string_view words[] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto read = std::from_chars(words[i].data(), words[i].data() + words[i].size(), parts[i]);
      if (read.ec != std::errc() || read.ptr != words[i].data() + words[i].size()) return std::nullopt;
    }
    const auto date = checked_date(parts[0], parts[1], parts[2]);
    if (!date || parts[0] < 1990) return std::nullopt;  // a camera whose clock was never set
    return *date;
  }

 private:
  std::string_view bytes_;
  bool is_big_;
};

}  // namespace

Exif read_exif(std::string_view bytes) {
  Exif exif;
  if (!bytes.starts_with("II") && !bytes.starts_with("MM")) return exif;
  const Tiff tiff(bytes);
  const auto first = tiff.number(4, 4);
  if (tiff.number(2, 2) != 42U || !first) return exif;
  const auto orientation = tiff.value(*first, kOrientation);
  if (orientation && *orientation >= 1 && *orientation <= 8) exif.orientation = static_cast<int>(*orientation);
  if (const auto folder = tiff.value(*first, kExifFolder)) exif.taken_on = tiff.day(*folder, kDateTimeOriginal);
  if (!exif.taken_on) exif.taken_on = tiff.day(*first, kDateTime);
  return exif;
}

std::string orientation_tiff(int orientation) {
  using namespace std::string_literals;
  std::string tiff = "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s;
  tiff += static_cast<char>(orientation);
  return tiff + "\0\0\0\0\0\0"s;  // the rest of the value, and no further folder
}

}  // namespace guatu::image
