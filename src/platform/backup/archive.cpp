// SPDX-License-Identifier: Apache-2.0
#include "platform/backup/archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "platform/blob/durable_file.hpp"

namespace guatu::backup {
namespace {

constexpr std::size_t kBlockBytes = 512;
constexpr std::size_t kNameBytes = 100;
constexpr std::size_t kSizeAt = 124;
constexpr std::size_t kSizeBytes = 12;
constexpr std::size_t kChecksumAt = 148;
constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kTypeAt = 156;
constexpr std::size_t kMagicAt = 257;
constexpr std::uint64_t kSizeMax = 8ULL * 1024 * 1024 * 1024 - 1;  // eleven octal digits
constexpr std::size_t kChunkBytes = 256 * 1024;

using Block = std::array<char, kBlockBytes>;

void put_text(Block& block, std::size_t at, std::string_view text) {
  std::ranges::copy(text, block.begin() + static_cast<std::ptrdiff_t>(at));
}

// The sum of the header's bytes, its own field counted as spaces.
unsigned checksum_of(const Block& block) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool own = i >= kChecksumAt && i < kChecksumAt + kChecksumBytes;
    sum += own ? 0x20U : static_cast<unsigned>(static_cast<unsigned char>(block[i]));
  }
  return sum;
}

Block header_for(const std::string& name, std::uint64_t size) {
  Block block{};
  put_text(block, 0, name);
  put_text(block, 100, "0000600");
  put_text(block, 108, "0000000");
  put_text(block, 116, "0000000");
  put_text(block, kSizeAt, fmt::format("{:011o}", size));
  put_text(block, 136, "00000000000");  // no time: the same store gives the same archive
  block[kTypeAt] = '0';
  put_text(block, kMagicAt,
           std::string_view("ustar\0"
                            "00",
                            8));
  put_text(block, kChecksumAt, fmt::format("{:06o}", checksum_of(block)));
  block[kChecksumAt + 7] = ' ';
  return block;
}

std::optional<std::uint64_t> octal(const Block& block, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (block[i] == '\0' || block[i] == ' ') return value;
    if (block[i] < '0' || block[i] > '7') return std::nullopt;
    value = value * 8 + static_cast<std::uint64_t>(block[i] - '0');
  }
  return value;
}

std::optional<Member> parse_header(const Block& block) {
  const auto size = octal(block, kSizeAt, kSizeBytes);
  const auto checksum = octal(block, kChecksumAt, kChecksumBytes);
  if (!size || !checksum || *checksum != checksum_of(block) || block[kTypeAt] != '0') return std::nullopt;
  if (std::string_view(block.data() + kMagicAt, 5) != "ustar") return std::nullopt;
  const auto end = std::find(block.begin(), block.begin() + kNameBytes, '\0');
  return Member{std::string(block.begin(), end), *size, {}};
}

std::unexpected<Error> not_writable(const std::filesystem::path& file) {
  return refuse(ErrorKind::unavailable, file.string(), "backup.not_writable", {{"reason", std::strerror(errno)}});
}

std::string padding_for(std::uint64_t size) {
  return std::string((kBlockBytes - size % kBlockBytes) % kBlockBytes, '\0');
}

// The member's bytes from the archive to their place, digested on the way.
Result<ReadMember> copy_member(std::ifstream& archive, const std::filesystem::path& file, Member member,
                               const std::filesystem::path& target) {
  ReadMember read{std::move(member), {}};
  std::ofstream out;
  if (!target.empty()) {
    out.open(target, std::ios::binary | std::ios::trunc);
    if (!out) return not_writable(target);
  }
  crypto::Hasher hasher(crypto::Algorithm::sha256);
  std::string chunk(kChunkBytes, '\0');
  for (std::uint64_t left = read.member.size; left > 0;) {
    const auto wanted = static_cast<std::streamsize>(std::min<std::uint64_t>(left, chunk.size()));
    if (!archive.read(chunk.data(), wanted)) return refuse(ErrorKind::invalid, file.string(), "backup.cut");
    const std::string_view bytes(chunk.data(), static_cast<std::size_t>(wanted));
    hasher.update(bytes);
    if (target.empty())
      read.bytes += bytes;
    else if (!out.write(bytes.data(), wanted))
      return not_writable(target);
    left -= static_cast<std::uint64_t>(wanted);
  }
  read.member.digest = hasher.finish();
  if (!archive.ignore(static_cast<std::streamsize>(padding_for(read.member.size).size())))
    return refuse(ErrorKind::invalid, file.string(), "backup.cut");
  if (target.empty()) return read;
  out.close();
  if (!out) return not_writable(target);
  GUATU_CHECK(blob::sync(target));
  return read;
}

}  // namespace

Result<ArchiveWriter> ArchiveWriter::create(const std::filesystem::path& file) {
  ArchiveWriter writer(file);
  writer.stream_.open(file, std::ios::binary | std::ios::trunc);
  if (!writer.stream_) return not_writable(file);
  std::error_code error;
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
  return writer;
}

Result<void> ArchiveWriter::write(std::string_view bytes) {
  if (!stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return not_writable(file_);
  return {};
}

Result<Member> ArchiveWriter::add_bytes(const std::string& name, std::string_view bytes) {
  const Block header = header_for(name, bytes.size());
  GUATU_CHECK(write({header.data(), header.size()}));
  GUATU_CHECK(write(bytes));
  GUATU_CHECK(write(padding_for(bytes.size())));
  return Member{name, bytes.size(), crypto::sha256(bytes)};
}

Result<Member> ArchiveWriter::add_file(const std::string& name, const std::filesystem::path& source) {
  std::ifstream stream(source, std::ios::binary);
  std::error_code error;
  const auto size = std::filesystem::file_size(source, error);
  if (!stream || error) return refuse(ErrorKind::unavailable, source.string(), "backup.not_readable");
  if (size > kSizeMax) return refuse(ErrorKind::too_large, source.string(), "backup.too_large");
  const Block header = header_for(name, size);
  GUATU_CHECK(write({header.data(), header.size()}));
  crypto::Hasher hasher(crypto::Algorithm::sha256);
  std::string chunk(kChunkBytes, '\0');
  std::uint64_t copied = 0;
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0) {
    const std::string_view bytes(chunk.data(), static_cast<std::size_t>(stream.gcount()));
    hasher.update(bytes);
    copied += bytes.size();
    GUATU_CHECK(write(bytes));
  }
  // A file that changes under the backup is not one of ours: all of them are written once.
  if (copied != size) return refuse(ErrorKind::unavailable, source.string(), "backup.not_readable");
  GUATU_CHECK(write(padding_for(size)));
  return Member{name, size, hasher.finish()};
}

Result<void> ArchiveWriter::close() {
  GUATU_CHECK(write(std::string(2 * kBlockBytes, '\0')));
  stream_.close();
  if (!stream_) return not_writable(file_);
  return blob::sync(file_);
}

Result<void> read_archive(const std::filesystem::path& file,
                          const std::function<Result<std::filesystem::path>(const Member&)>& target_for,
                          const std::function<Result<void>(ReadMember&&)>& visit) {
  std::ifstream archive(file, std::ios::binary);
  if (!archive) return refuse(ErrorKind::not_found, file.string(), "backup.not_readable");
  for (Block block{}; archive.read(block.data(), block.size());) {
    if (block == Block{}) return {};
    auto member = parse_header(block);
    if (!member) return refuse(ErrorKind::invalid, file.string(), "backup.not_an_archive");
    GUATU_TRY(const auto target, target_for(*member));
    if (target.empty() && member->size > kInlineBytesMax)
      return refuse(ErrorKind::invalid, file.string(), "backup.not_an_archive");
    GUATU_TRY(auto read, copy_member(archive, file, std::move(*member), target));
    GUATU_CHECK(visit(std::move(read)));
  }
  return refuse(ErrorKind::invalid, file.string(), archive.gcount() == 0 ? "backup.cut" : "backup.not_an_archive");
}

}  // namespace guatu::backup
