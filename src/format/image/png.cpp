// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "format/image/exif.hpp"
#include "format/image/image_kind.hpp"

namespace guatu::image {
namespace {

constexpr std::size_t kHeaderBytes = 13;
constexpr std::size_t kChunkBytes = 12;  // length, type and check sum around the content
// How pixels are to be read; everything else is told by words, times, previews and profiles.
constexpr std::string_view kKept[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD"};

constexpr std::array<std::uint32_t, 256> check_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
    table[i] = value;
  }
  return table;
}
constexpr auto kCheckTable = check_table();

std::uint32_t check_sum(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char byte : bytes) sum = kCheckTable[(sum ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (sum >> 8);
  return ~sum;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void append_number(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFFU);
}

void append_chunk(std::string& out, std::string_view type, std::string_view content) {
  append_number(out, static_cast<std::uint32_t>(content.size()));
  const std::size_t from = out.size();
  out.append(type).append(content);
  append_number(out, check_sum(std::string_view(out).substr(from)));
}

class Png {
 public:
  explicit Png(std::string_view bytes) : bytes_(bytes), at_(kPngBegins.size()) {}

  Result<Photo> strip() {
    while (!has_ended_) GUATU_CHECK(take_chunk());
    photo_.kind = Kind::png;
    photo_.bytes = kPngBegins;
    append_chunk(photo_.bytes, "IHDR", header_);
    if (photo_.orientation != 1) append_chunk(photo_.bytes, "eXIf", orientation_tiff(photo_.orientation));
    photo_.bytes += kept_;
    return std::move(photo_);
  }

 private:
  std::unexpected<Error> damaged() const {
    return refuse(ErrorKind::invalid, "", "image.damaged", {{"byte", std::to_string(at_)}});
  }

  Result<void> take_chunk() {
    if (bytes_.size() - at_ < kChunkBytes) return damaged();
    const std::size_t length = number_at(bytes_, at_);
    if (length > bytes_.size() - at_ - kChunkBytes) return damaged();
    const std::string_view type = bytes_.substr(at_ + 4, 4);
    const std::string_view content = bytes_.substr(at_ + 8, length);
    if (check_sum(bytes_.substr(at_ + 4, 4 + length)) != number_at(bytes_, at_ + 8 + length)) return damaged();
    GUATU_CHECK(take(type, content));
    at_ += length + kChunkBytes;
    return {};
  }

  Result<void> take(std::string_view type, std::string_view content) {
    const bool is_known = std::ranges::find(kKept, type) != std::end(kKept);
    if (header_.empty() != (type == "IHDR")) return damaged();
    if (type == "IHDR") return take_header(content);
    if (type == "eXIf" && !has_exif_) {
      const Exif exif = read_exif(content);
      photo_.orientation = exif.orientation;
      photo_.taken_on = exif.taken_on;
      has_exif_ = true;
    }
    const bool is_critical = (static_cast<unsigned char>(type[0]) & 0x20U) == 0;
    if (is_critical && !is_known) return damaged();
    if (type == "IDAT") has_picture_ = true;
    if (type == "IEND") {
      if (!has_picture_ || !content.empty()) return damaged();
      has_ended_ = true;
    }
    if (is_known) append_chunk(kept_, type, content);
    return {};
  }

  Result<void> take_header(std::string_view content) {
    if (content.size() != kHeaderBytes) return damaged();
    const std::uint32_t width = number_at(content, 0);
    const std::uint32_t height = number_at(content, 4);
    if (width == 0 || height == 0) return damaged();
    header_ = content;
    photo_.width = static_cast<int>(std::min<std::uint32_t>(width, kSideMax + 1));
    photo_.height = static_cast<int>(std::min<std::uint32_t>(height, kSideMax + 1));
    return check_size(photo_.width, photo_.height);
  }

  std::string_view bytes_;
  std::size_t at_;
  std::string_view header_;
  std::string kept_;
  Photo photo_;
  bool has_exif_ = false;
  bool has_picture_ = false;
  bool has_ended_ = false;
};

}  // namespace

Result<Photo> strip_png(std::string_view bytes) { return Png(bytes).strip(); }

}  // namespace guatu::image
