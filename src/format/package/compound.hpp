// SPDX-License-Identifier: Apache-2.0
// The compound file (复合文档, MS-CFB) that old Office formats and encrypted new ones share: a small file
// system of streams. Chains are followed no further than the file is long. Refuses compound.damaged and
// compound.truncated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::package {

class CompoundFile {
 public:
  // `place` is the file name of the refusals; the bytes must outlive the object.
  static Result<CompoundFile> open(std::string_view bytes, std::string place);

  bool has(std::string_view name) const;  // ASCII stream or storage name, without regard to case
  Result<std::string> read(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // lower case; characters beyond ASCII become ?
    std::uint32_t start = 0;
    std::uint64_t bytes = 0;
    bool is_root = false;
  };
  using Sector = std::uint32_t;

  CompoundFile() = default;
  Result<void> read_header();
  Result<void> read_allocation_table();
  Result<void> read_directory();
  Result<std::string> read_chain(Sector start, std::uint64_t bytes) const;
  Result<std::string> read_mini_chain(Sector start, std::uint64_t bytes) const;
  Result<std::string_view> sector(Sector number) const;
  std::unexpected<Error> damaged() const;

  std::string_view bytes_;
  std::string place_;
  std::size_t sector_bytes_ = 512;
  Sector directory_start_ = 0;
  Sector mini_table_start_ = 0;
  Sector extra_table_start_ = 0;
  std::vector<Sector> table_;  // next sector of each sector
  std::vector<Sector> mini_table_;
  std::string mini_stream_;
  std::vector<Entry> entries_;
};

}  // namespace guatu::package
