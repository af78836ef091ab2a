// SPDX-License-Identifier: Apache-2.0
// The zip container (压缩包) that xlsx, docx and ofd share, read from memory. Parts are streamed, never
// unpacked as a whole, and found as Office finds them: without regard to case, leading or reverse slashes.
// Refuses what is no zip, cut off, damaged, encrypted or packed as a bomb.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::package {

struct Limits {
  std::size_t entries_max = 1'000;
  std::uint64_t part_bytes_max = 256ULL << 20;   // unpacked, each
  std::uint64_t total_bytes_max = 512ULL << 20;  // unpacked, as declared and as read
  std::uint64_t ratio_max = 200;                 // unpacked ÷ packed, counted above ratio_from_bytes
  std::uint64_t ratio_from_bytes = 1ULL << 20;
};

enum class Flow { go_on, stop };
using Sink = std::function<Flow(std::string_view chunk)>;

class Package {
 public:
  // `place` is the file name of the refusals; the bytes must outlive the package. Refuses package.empty,
  // .not_a_package, .truncated, .damaged, .encrypted, .too_many_entries, .duplicate_part, .part_too_large,
  // .total_too_large, .bomb.
  static Result<Package> open(std::string_view bytes, std::string place, Limits limits = {});
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();

  bool has(std::string_view path) const;
  std::vector<std::string> paths() const;  // as written in the package
  // Unpacks piece by piece until the end or Flow::stop. Refuses package.part_missing besides.
  Result<void> stream(std::string_view path, const Sink& sink);
  Result<std::string> read(std::string_view path, std::size_t bytes_max);

 private:
  struct Open;
  explicit Package(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;
};

}  // namespace guatu::package
