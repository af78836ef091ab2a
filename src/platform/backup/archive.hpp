// SPDX-License-Identifier: Apache-2.0
// The file a backup is: a POSIX ustar archive, so that any tar lists and unpacks it. Written and read as a
// stream; a member's digest is taken while its bytes pass. Reads only what the writer writes: plain files with
// short relative names. Refuses backup.not_an_archive, backup.cut, backup.not_writable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/crypto/digest.hpp"

namespace guatu::backup {

struct Member {
  std::string name;
  std::uint64_t size = 0;
  crypto::Digest digest;
};

class ArchiveWriter {
 public:
  static Result<ArchiveWriter> create(const std::filesystem::path& file);

  Result<Member> add_file(const std::string& name, const std::filesystem::path& source);
  Result<Member> add_bytes(const std::string& name, std::string_view bytes);
  Result<void> close();  // and on the disk

 private:
  explicit ArchiveWriter(std::filesystem::path file) : file_(std::move(file)) {}
  Result<void> write(std::string_view bytes);

  std::filesystem::path file_;
  std::ofstream stream_;
};

// Visits every member in order; `open` says where its bytes go (an empty path: nowhere but the digest, and for a
// member small enough its bytes come back through `bytes`).
struct ReadMember {
  Member member;
  std::string bytes;  // of a member that was not written to a file; at most kInlineBytesMax are kept
};
inline constexpr std::uint64_t kInlineBytesMax = 64ULL * 1024 * 1024;

Result<void> read_archive(const std::filesystem::path& file,
                          const std::function<Result<std::filesystem::path>(const Member&)>& target_for,
                          const std::function<Result<void>(ReadMember&&)>& visit);

}  // namespace guatu::backup
