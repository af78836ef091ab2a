// SPDX-License-Identifier: Apache-2.0
// Field offsets: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory entry).
#include "format/package/compound.hpp"

#include <algorithm>

namespace guatu::package {
namespace {

constexpr std::string_view kSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kHeaderBytes = 512;
constexpr std::uint32_t kSectorMax = 0xFFFFFFFA;  // from here on: end of chain, free, table sectors
constexpr std::size_t kMiniSectorBytes = 64;
constexpr std::uint64_t kMiniCutoff = 4096;
constexpr std::size_t kEntryBytes = 128;

std::uint32_t get16(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  return byte(at) | (byte(at + 1) << 8);
}

std::uint32_t get32(std::string_view bytes, std::size_t at) { return get16(bytes, at) | (get16(bytes, at + 2) << 16); }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

void append_sectors(std::vector<std::uint32_t>& table, std::string_view sector) {
  for (std::size_t at = 0; at + 4 <= sector.size(); at += 4) table.push_back(get32(sector, at));
}

}  // namespace

std::unexpected<Error> CompoundFile::damaged() const { return refuse(ErrorKind::invalid, place_, "compound.damaged"); }

Result<std::string_view> CompoundFile::sector(Sector number) const {
  const std::uint64_t at = (static_cast<std::uint64_t>(number) + 1) * sector_bytes_;
  // Some writers leave the last sector short.
  if (number >= kSectorMax) return damaged();
  if (at >= bytes_.size()) return refuse(ErrorKind::invalid, place_, "compound.truncated");
  return bytes_.substr(at, sector_bytes_);
}

Result<CompoundFile> CompoundFile::open(std::string_view bytes, std::string place) {
  CompoundFile file;
  file.bytes_ = bytes;
  file.place_ = std::move(place);
  GUATU_CHECK(file.read_header());
  GUATU_CHECK(file.read_allocation_table());
  GUATU_CHECK(file.read_directory());
  return file;
}

Result<void> CompoundFile::read_header() {
  if (!bytes_.starts_with(kSignature)) return damaged();
  if (bytes_.size() < kHeaderBytes) return refuse(ErrorKind::invalid, place_, "compound.truncated");
  const std::uint32_t shift = get16(bytes_, 30);
  if ((shift != 9 && shift != 12) || get16(bytes_, 32) != 6) return damaged();
  sector_bytes_ = std::size_t{1} << shift;
  directory_start_ = get32(bytes_, 48);
  mini_table_start_ = get32(bytes_, 60);
  extra_table_start_ = get32(bytes_, 68);
  return {};
}

Result<void> CompoundFile::read_allocation_table() {
  const std::size_t sectors_max = bytes_.size() / sector_bytes_ + 1;
  std::vector<Sector> table_sectors;
  for (std::size_t at = 76; at < kHeaderBytes; at += 4) table_sectors.push_back(get32(bytes_, at));
  std::size_t steps = 0;
  for (Sector next = extra_table_start_; next < kSectorMax; ++steps) {
    if (steps > sectors_max) return damaged();
    GUATU_TRY(const std::string_view content, sector(next));
    if (content.size() != sector_bytes_) return damaged();
    append_sectors(table_sectors, content);
    next = table_sectors.back();
    table_sectors.pop_back();
  }
  for (const Sector number : table_sectors) {
    if (number >= kSectorMax) continue;
    if (table_.size() > sectors_max + sector_bytes_ / 4) return damaged();
    GUATU_TRY(const std::string_view content, sector(number));
    append_sectors(table_, content);
  }
  return {};
}

Result<std::string> CompoundFile::read_chain(Sector start, std::uint64_t bytes) const {
  std::string content;
  for (Sector next = start; next < kSectorMax && content.size() < bytes;) {
    if (content.size() > bytes_.size() || next >= table_.size()) return damaged();
    GUATU_TRY(const std::string_view part, sector(next));
    content += part;
    next = table_[next];
  }
  if (content.size() > bytes) content.resize(bytes);
  return content;
}

Result<std::string> CompoundFile::read_mini_chain(Sector start, std::uint64_t bytes) const {
  std::string content;
  for (Sector next = start; next < kSectorMax && content.size() < bytes;) {
    const std::uint64_t at = static_cast<std::uint64_t>(next) * kMiniSectorBytes;
    if (content.size() > mini_stream_.size() || next >= mini_table_.size() || at >= mini_stream_.size())
      return damaged();
    content += std::string_view(mini_stream_).substr(at, kMiniSectorBytes);
    next = mini_table_[next];
  }
  if (content.size() > bytes) content.resize(bytes);
  return content;
}

Result<void> CompoundFile::read_directory() {
  GUATU_TRY(const std::string directory, read_chain(directory_start_, bytes_.size()));
  for (std::size_t at = 0; at + kEntryBytes <= directory.size(); at += kEntryBytes) {
    const std::string_view fields = std::string_view(directory).substr(at, kEntryBytes);
    const std::uint32_t name_bytes = get16(fields, 64);
    const auto type = static_cast<unsigned char>(fields[66]);
    if (type == 0 || name_bytes < 2 || name_bytes > 64) continue;
    Entry entry;
    for (std::size_t i = 0; i + 2 < name_bytes; i += 2) {
      const std::uint32_t unit = get16(fields, i);
      entry.name.push_back(unit < 0x80 ? static_cast<char>(unit) : '?');
    }
    entry.name = lower(entry.name);
    entry.start = get32(fields, 116);
    entry.bytes = get32(fields, 120);
    entry.is_root = type == 5;
    entries_.push_back(std::move(entry));
  }
  const auto root = std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.is_root; });
  if (root == entries_.end()) return damaged();
  if (root->start >= kSectorMax) return {};
  GUATU_TRY(mini_stream_, read_chain(root->start, root->bytes));
  GUATU_TRY(const std::string mini_table, read_chain(mini_table_start_, bytes_.size()));
  append_sectors(mini_table_, mini_table);
  return {};
}

bool CompoundFile::has(std::string_view name) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == lower(name); });
}

Result<std::string> CompoundFile::read(std::string_view name) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == lower(name); });
  if (found == entries_.end()) return damaged();
  GUATU_TRY(std::string content, found->bytes < kMiniCutoff ? read_mini_chain(found->start, found->bytes)
                                                            : read_chain(found->start, found->bytes));
  if (content.size() < found->bytes) return refuse(ErrorKind::invalid, place_, "compound.truncated");
  return content;
}

}  // namespace guatu::package
