// SPDX-License-Identifier: Apache-2.0
#include "format/image/image_kind.hpp"

#include "format/image/exif.hpp"

namespace guatu::image {
namespace {

using namespace std::string_literals;

enum Marker : unsigned {
  kStuffed = 0x00,
  kTemporary = 0x01,
  kFirstRestart = 0xD0,
  kLastRestart = 0xD7,
  kStart = 0xD8,
  kEnd = 0xD9,
  kScan = 0xDA,
  kFirstFrame = 0xC0,
  kLastFrame = 0xCF,
  kHuffman = 0xC4,
  kExtension = 0xC8,
  kArithmetic = 0xCC,
  kQuantisation = 0xDB,
  kLines = 0xDC,
  kRestartInterval = 0xDD,
  kFirstApplication = 0xE0,
  kExifApplication = 0xE1,
  kAdobeApplication = 0xEE,
  kLastApplication = 0xEF,
};
constexpr std::size_t kAdobeBytes = 12;  // version, flags, and how colours are to be read

bool is_frame(unsigned marker) {
  return marker >= kFirstFrame && marker <= kLastFrame && marker != kHuffman && marker != kExtension &&
         marker != kArithmetic;
}

bool belongs_to_picture(unsigned marker) {
  return is_frame(marker) || marker == kHuffman || marker == kArithmetic || marker == kQuantisation ||
         marker == kLines || marker == kRestartInterval;
}

class Jpeg {
 public:
  explicit Jpeg(std::string_view bytes) : bytes_(bytes) {}

  Result<Photo> strip() {
    at_ = 2;
    while (!has_ended_) GUATU_CHECK(take_segment());
    photo_.kind = Kind::jpeg;
    photo_.bytes = "\xFF\xD8"s;
    if (photo_.orientation != 1) {
      const std::string tiff = "Exif\0\0"s + orientation_tiff(photo_.orientation);
      append_segment(photo_.bytes, kExifApplication, tiff);
    }
    photo_.bytes += kept_ + "\xFF\xD9";
    return std::move(photo_);
  }

 private:
  unsigned byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }
  std::unexpected<Error> damaged() const {
    return refuse(ErrorKind::invalid, "", "image.damaged", {{"byte", std::to_string(at_)}});
  }
  static void append_segment(std::string& out, unsigned marker, std::string_view content) {
    const std::size_t length = content.size() + 2;
    out += '\xFF';
    out += static_cast<char>(marker);
    out += static_cast<char>(length >> 8);
    out += static_cast<char>(length & 0xFF);
    out += content;
  }

  Result<void> take_segment() {
    if (at_ >= bytes_.size() || byte(at_) != 0xFF) return damaged();
    while (at_ < bytes_.size() && byte(at_) == 0xFF) ++at_;  // fill bytes
    if (at_ >= bytes_.size()) return damaged();
    const unsigned marker = byte(at_++);
    if (marker == kEnd) {
      if (!has_scan_) return damaged();
      has_ended_ = true;
      return {};
    }
    if (bytes_.size() - at_ < 2) return damaged();
    const std::size_t length = byte(at_) << 8 | byte(at_ + 1);
    if (length < 2 || bytes_.size() - at_ < length) return damaged();
    const std::string_view content = bytes_.substr(at_ + 2, length - 2);
    GUATU_CHECK(take(marker, content));
    at_ += length;
    if (marker == kScan) take_entropy();
    return {};
  }

  Result<void> take(unsigned marker, std::string_view content) {
    if (marker == kExifApplication && content.starts_with("Exif\0\0"s) && !has_exif_) {
      const Exif exif = read_exif(content.substr(6));
      photo_.orientation = exif.orientation;
      photo_.taken_on = exif.taken_on;
      has_exif_ = true;
      return {};
    }
    if (marker == kAdobeApplication && content.size() == kAdobeBytes && content.starts_with("Adobe")) {
      append_segment(kept_, marker, content);
      return {};
    }
    if (is_frame(marker)) GUATU_CHECK(take_frame(content));
    if (marker == kScan) {
      if (photo_.width == 0) return damaged();
      has_scan_ = true;
    }
    if (marker == kScan || belongs_to_picture(marker)) append_segment(kept_, marker, content);
    return {};  // comments, applications' segments and what nobody knows are left out
  }

  Result<void> take_frame(std::string_view content) {
    if (content.size() < 6 || photo_.width != 0) return damaged();
    const auto number = [&](std::size_t at) {
      return static_cast<int>(static_cast<unsigned char>(content[at])) << 8 |
             static_cast<int>(static_cast<unsigned char>(content[at + 1]));
    };
    photo_.height = number(1);
    photo_.width = number(3);
    if (photo_.width == 0 || photo_.height == 0) return damaged();
    return check_size(photo_.width, photo_.height);
  }

  // Coded data up to the next marker that is none of its own.
  void take_entropy() {
    const std::size_t begin = at_;
    while (at_ + 1 < bytes_.size()) {
      if (byte(at_) != 0xFF) {
        ++at_;
        continue;
      }
      const unsigned next = byte(at_ + 1);
      if (next != kStuffed && (next < kFirstRestart || next > kLastRestart)) break;
      at_ += 2;
    }
    kept_ += bytes_.substr(begin, at_ - begin);
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string kept_;
  Photo photo_;
  bool has_exif_ = false;
  bool has_scan_ = false;
  bool has_ended_ = false;
};

}  // namespace

Result<Photo> strip_jpeg(std::string_view bytes) { return Jpeg(bytes).strip(); }

}  // namespace guatu::image
