// SPDX-License-Identifier: Apache-2.0
// Layout of the records: PKWARE APPNOTE 6.3.3, sections 4.3.7, 4.3.12 and 4.3.16.
#include "format/package/package_writer.hpp"

#include <zlib.h>

#include <algorithm>

#include "base/assert.hpp"

namespace guatu::package {
namespace {

constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::uint32_t kCentralSignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::size_t kEndBytes = 22;
constexpr std::uint16_t kVersionNeeded = 20;
constexpr std::uint16_t kUtf8Names = 0x0800;
constexpr std::uint16_t kDeflated = 8;

void put16(std::string& out, std::uint32_t value) {
  out.push_back(static_cast<char>(value & 0xFF));
  out.push_back(static_cast<char>((value >> 8) & 0xFF));
}

void put32(std::string& out, std::uint32_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16);
}

std::uint32_t get16(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  return byte(at) | (byte(at + 1) << 8);
}

std::uint32_t get32(std::string_view bytes, std::size_t at) { return get16(bytes, at) | (get16(bytes, at + 2) << 16); }

void set32(std::string& bytes, std::size_t at, std::uint32_t value) {
  std::string field;
  put32(field, value);
  bytes.replace(at, 4, field);
}

// Low half the time, high half the date, as the records have them next to each other.
std::uint32_t dos_time_of(Instant time) {
  const Date date = local_date(time);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time + kChinaOffset - Instant(date)).count();
  if (year_of(date) < 1980) return (1U << 21) | (1U << 16);
  const auto field = [](auto value, int shift) { return static_cast<std::uint32_t>(value) << shift; };
  return field(year_of(date) - 1980, 25) | field(month_of(date), 21) | field(day_of(date), 16) |
         field(seconds / 3600, 11) | field(seconds / 60 % 60, 5) | field(seconds % 60 / 2, 0);
}

std::string deflate_raw(std::string_view bytes) {
  z_stream stream{};
  GUATU_ASSERT(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  GUATU_ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace

PackageWriter::PackageWriter(Instant time) : dos_time_(dos_time_of(time)) {}

void PackageWriter::put_fields(const Entry& entry) {
  put16(out_, kVersionNeeded);
  put16(out_, kUtf8Names);
  put16(out_, entry.method);
  put32(out_, dos_time_);
  put32(out_, entry.checksum);
  put32(out_, entry.packed_bytes);
  put32(out_, entry.unpacked_bytes);
  put16(out_, static_cast<std::uint32_t>(entry.path.size()));
  put16(out_, 0);  // no extra field: that is where machine traces would stand
}

void PackageWriter::add(std::string_view path, std::string_view bytes, Packing packing) {
  GUATU_ASSERT(!path.empty() && path.front() != '/' && path.find('\\') == std::string_view::npos);
  GUATU_ASSERT(bytes.size() < (1ULL << 31) && out_.size() < (1ULL << 31));
  GUATU_ASSERT(std::none_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.path == path; }));
  const std::string packed = packing == Packing::deflated ? deflate_raw(bytes) : std::string(bytes);
  Entry entry;
  entry.path = path;
  entry.method = packing == Packing::deflated ? kDeflated : 0;
  entry.checksum = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  entry.packed_bytes = static_cast<std::uint32_t>(packed.size());
  entry.unpacked_bytes = static_cast<std::uint32_t>(bytes.size());
  entry.offset = static_cast<std::uint32_t>(out_.size());
  put32(out_, kLocalSignature);
  put_fields(entry);
  out_ += entry.path;
  out_ += packed;
  entries_.push_back(std::move(entry));
}

std::string PackageWriter::finish() {
  const auto directory_at = static_cast<std::uint32_t>(out_.size());
  for (const Entry& entry : entries_) {
    put32(out_, kCentralSignature);
    put16(out_, kVersionNeeded);  // made by: DOS, so no Unix modes
    put_fields(entry);
    put16(out_, 0);  // comment
    put16(out_, 0);  // disk
    put16(out_, 0);  // internal attributes
    put32(out_, 0);  // external attributes
    put32(out_, entry.offset);
    out_ += entry.path;
  }
  const auto directory_bytes = static_cast<std::uint32_t>(out_.size()) - directory_at;
  put32(out_, kEndSignature);
  put32(out_, 0);  // disks
  put16(out_, static_cast<std::uint32_t>(entries_.size()));
  put16(out_, static_cast<std::uint32_t>(entries_.size()));
  put32(out_, directory_bytes);
  put32(out_, directory_at);
  put16(out_, 0);
  entries_.clear();
  return std::move(out_);
}

Result<void> stamp_times(std::string& bytes, Instant time) {
  const auto damaged = [] { return refuse(ErrorKind::invalid, "", "package.damaged", {{"part", "zip"}}); };
  const std::size_t end = bytes.size() < kEndBytes ? 0 : bytes.size() - kEndBytes;  // ours carry no comment
  if (bytes.size() < kEndBytes || get32(bytes, end) != kEndSignature) return damaged();
  const std::uint32_t dos_time = dos_time_of(time);
  std::size_t at = get32(bytes, end + 16);
  for (std::uint32_t left = get16(bytes, end + 10); left > 0; --left) {
    if (at + 46 > end || get32(bytes, at) != kCentralSignature) return damaged();
    const std::size_t local = get32(bytes, at + 42);
    if (local + 30 > end || get32(bytes, local) != kLocalSignature) return damaged();
    set32(bytes, at + 12, dos_time);
    set32(bytes, local + 10, dos_time);
    at += 46 + get16(bytes, at + 28) + get16(bytes, at + 30) + get16(bytes, at + 32);
  }
  return {};
}

}  // namespace guatu::package
