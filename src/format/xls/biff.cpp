// SPDX-License-Identifier: Apache-2.0
#include "format/xls/biff.hpp"

#include <algorithm>
#include <bit>

#include "base/text.hpp"

namespace guatu::xls {
namespace {

constexpr std::uint8_t kWideFlag = 0x01;
constexpr std::uint8_t kPhoneticFlag = 0x04;
constexpr std::uint8_t kRichFlag = 0x08;
constexpr std::uint32_t kRunBytes = 4;

std::uint32_t get16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) |
         (static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1])) << 8);
}

// UTF-16 in units; a half that stands alone becomes U+FFFD.
class UnitJoiner {
 public:
  void add(char16_t unit) {
    const bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_ != 0) {
      text_ += encode_utf8(is_low ? 0x10000 + ((static_cast<char32_t>(high_) - 0xD800) << 10) + (unit - 0xDC00U)
                                  : U'\uFFFD');
      high_ = 0;
      if (is_low) return;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else if (unit < 0x80) {
      text_.push_back(static_cast<char>(unit));
    } else {
      text_ += encode_utf8(is_low ? U'\uFFFD' : static_cast<char32_t>(unit));
    }
  }
  std::string take() {
    if (high_ != 0) text_ += encode_utf8(U'\uFFFD');
    return std::move(text_);
  }

 private:
  std::string text_;
  char16_t high_ = 0;
};

}  // namespace

bool RecordReader::read_one(std::uint16_t& type, std::string_view& content) {
  if (at_ + 4 > stream_.size()) return false;
  type = static_cast<std::uint16_t>(get16(stream_, at_));
  const std::size_t bytes = get16(stream_, at_ + 2);
  if (at_ + 4 + bytes > stream_.size()) {
    is_cut_ = true;
    return false;
  }
  content = stream_.substr(at_ + 4, bytes);
  at_ += 4 + bytes;
  return true;
}

bool RecordReader::next(Record& record) {
  record.pieces.clear();
  std::string_view content;
  if (!read_one(record.type, content)) return false;
  record.pieces.push_back(content);
  while (at_ + 4 <= stream_.size() && get16(stream_, at_) == kContinue) {
    std::uint16_t type = 0;
    if (!read_one(type, content)) break;
    record.pieces.push_back(content);
  }
  return true;
}

bool RecordCursor::settle() {
  while (piece_ < pieces_->size() && at_ >= (*pieces_)[piece_].size()) {
    at_ = 0;
    ++piece_;
  }
  return piece_ < pieces_->size();
}

std::uint8_t RecordCursor::read8() {
  if (!settle()) {
    is_overrun_ = true;
    return 0;
  }
  return static_cast<std::uint8_t>((*pieces_)[piece_][at_++]);
}

std::uint16_t RecordCursor::read16() {
  const std::uint32_t low = read8();
  return static_cast<std::uint16_t>(low | (static_cast<std::uint32_t>(read8()) << 8));
}

std::uint32_t RecordCursor::read32() {
  const std::uint32_t low = read16();
  return low | (static_cast<std::uint32_t>(read16()) << 16);
}

double RecordCursor::read_double() {
  const std::uint64_t low = read32();
  return std::bit_cast<double>(low | (static_cast<std::uint64_t>(read32()) << 32));
}

void RecordCursor::skip(std::size_t bytes) {
  while (bytes > 0) {
    if (!settle()) {
      is_overrun_ = true;
      return;
    }
    const std::size_t step = std::min(bytes, (*pieces_)[piece_].size() - at_);
    at_ += step;
    bytes -= step;
  }
}

std::size_t RecordCursor::left() const { return piece_ < pieces_->size() ? (*pieces_)[piece_].size() - at_ : 0; }

std::string RecordCursor::read_characters(std::size_t count, std::uint8_t flags) {
  UnitJoiner joiner;
  for (; count > 0 && !is_overrun_; --count) {
    const std::size_t piece_before = piece_;
    if (!settle()) {
      is_overrun_ = true;
      break;
    }
    if (piece_ != piece_before) flags = read8();
    joiner.add((flags & kWideFlag) != 0 ? read16() : read8());
  }
  return joiner.take();
}

std::string RecordCursor::read_text16() {
  const std::size_t count = read16();
  const std::uint8_t flags = read8();
  return read_characters(count, flags);
}

std::string RecordCursor::read_rich_text() {
  const std::size_t count = read16();
  const std::uint8_t flags = read8();
  const std::uint32_t runs = (flags & kRichFlag) != 0 ? read16() : 0;
  const std::uint32_t phonetic_bytes = (flags & kPhoneticFlag) != 0 ? read32() : 0;
  std::string text = read_characters(count, flags);
  skip(runs * kRunBytes);
  skip(phonetic_bytes);
  return text;
}

double decode_rk(std::uint32_t packed) {
  const bool is_hundredfold = (packed & 1) != 0;
  const bool is_integer = (packed & 2) != 0;
  const double value = is_integer ? static_cast<double>(static_cast<std::int32_t>(packed) >> 2)
                                  : std::bit_cast<double>(static_cast<std::uint64_t>(packed & 0xFFFFFFFC) << 32);
  return is_hundredfold ? value / 100 : value;
}

std::string_view error_name(std::uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
      return "#N/A";
    default:
      return "#ERROR!";
  }
}

}  // namespace guatu::xls
