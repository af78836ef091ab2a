// SPDX-License-Identifier: Apache-2.0
// For tests only: small photos as cameras write them, made byte by byte, with a position and a device in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace guatu::testing {

inline std::string be16(unsigned value) {
  return {static_cast<char>(value >> 8 & 0xFF), static_cast<char>(value & 0xFF)};
}
inline std::string be32(std::uint32_t value) { return be16(value >> 16) + be16(value & 0xFFFF); }

// Big endian TIFF: orientation, a position folder, the day it was taken, the camera's name.
inline std::string exif_tiff(int orientation, std::string_view taken = "2026:09:18 10:20:30") {
  using namespace std::string_literals;
  const auto entry = [](unsigned tag, unsigned type, std::uint32_t count, const std::string& value) {
    return be16(tag) + be16(type) + be32(count) + value;
  };
  const std::uint32_t folder_bytes = 2 + 4 * 12 + 4;
  const std::uint32_t exif_at = 8 + folder_bytes;
  const std::uint32_t gps_at = exif_at + 2 + 12 + 4;
  const std::uint32_t texts_at = gps_at + 2 + 2 * 12 + 4;
  std::string tiff = "MM\0\x2A"s + be32(8) + be16(4);
  tiff += entry(0x0110, 2, 12, be32(texts_at + 20));
  tiff += entry(0x0112, 3, 1, be16(static_cast<unsigned>(orientation)) + be16(0));
  tiff += entry(0x8769, 4, 1, be32(exif_at)) + entry(0x8825, 4, 1, be32(gps_at)) + be32(0);
  tiff += be16(1) + entry(0x9003, 2, 20, be32(texts_at)) + be32(0);
  tiff += be16(2) + entry(1, 2, 2, "N\0\0\0"s) + entry(2, 5, 3, be32(texts_at + 32)) + be32(0);
  tiff += std::string(taken) + "\0"s + "GUATUCAMERA\0"s;
  return tiff + be32(38) + be32(1) + be32(28) + be32(1) + be32(4242) + be32(100);
}

inline std::string jpeg_segment(unsigned marker, std::string_view content) {
  return std::string("\xFF") + static_cast<char>(marker) + be16(static_cast<unsigned>(content.size() + 2)) +
         std::string(content);
}

// 3 × 2 pixels, one scan; what stands between the beginning and the frame is `before`.
inline std::string jpeg_photo(const std::string& before) {
  using namespace std::string_literals;
  std::string photo = "\xFF\xD8"s + jpeg_segment(0xE0, "JFIF\0\1\1\0\0\1\0\1\0\0"s) + before;
  photo += jpeg_segment(0xDB, "\0"s + std::string(64, '\1'));
  photo += jpeg_segment(0xC0, "\x08\0\2\0\3\1\1\x11\0"s);
  photo += jpeg_segment(0xC4, "\0"s + std::string(16, '\1') + std::string(16, '\2'));
  return photo + jpeg_segment(0xDA, "\1\1\0\0\x3F\0"s) + "\x12\xFF\0\x34\xFF\xD0\x56"s + "\xFF\xD9"s;
}

inline std::string jpeg_with_position(int orientation = 6) {
  using namespace std::string_literals;
  return jpeg_photo(jpeg_segment(0xE1, "Exif\0\0"s + exif_tiff(orientation)) +
                    jpeg_segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>38.47 GUATUCAMERA</x:xmpmeta>"s) +
                    jpeg_segment(0xE2, "ICC_PROFILE\0\1\1profile"s) +
                    jpeg_segment(0xED, "Photoshop 3.0\0 GUATUCAMERA"s) + jpeg_segment(0xFE, "GUATUCAMERA")) +
         "\0\0ftypmp42 a film after the photo"s;
}

inline std::uint32_t png_check(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? 0xEDB88320U ^ (sum >> 1) : sum >> 1;
  }
  return ~sum;
}
inline std::string png_chunk(std::string_view type, std::string_view content) {
  const std::string checked = std::string(type) + std::string(content);
  return be32(static_cast<std::uint32_t>(content.size())) + checked + be32(png_check(checked));
}
inline std::string png_photo(const std::string& between) {
  using namespace std::string_literals;
  return "\x89PNG\r\n\x1A\n"s + png_chunk("IHDR", be32(4) + be32(3) + "\x08\2\0\0\0"s) + between +
         png_chunk("IDAT", "\x78\x9C\x63\0\0\0\1\0\1"s) + png_chunk("IEND", "");
}
inline std::string png_with_position() {
  using namespace std::string_literals;
  return png_photo(png_chunk("eXIf", exif_tiff(3)) + png_chunk("tEXt", "Comment\0GUATUCAMERA"s) +
                   png_chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>38.47</x:xmpmeta>"s) +
                   png_chunk("tIME", "\x07\xEA\x09\x12\x0A\0\0"s) + png_chunk("gAMA", be32(45455)) +
                   png_chunk("acTL", be32(1) + be32(0)) + png_chunk("tRNS", "\0\0\0\0\0\0"s)) +
         "after the end";
}

}  // namespace guatu::testing
