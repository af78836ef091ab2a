// SPDX-License-Identifier: Apache-2.0
// Writes a zip container (压缩包) into memory: parts in the order given, one time for all of them, no names
// or machine traces, so the same parts and time give the same bytes. Also re-stamps a finished package.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace guatu::package {

enum class Packing { deflated, stored };  // ofd and odf want some parts stored

class PackageWriter {
 public:
  explicit PackageWriter(Instant time);  // written as China local time, from 1980 on

  // Paths are given once each, with forward slashes and no leading one; a violation asserts.
  void add(std::string_view path, std::string_view bytes, Packing packing = Packing::deflated);
  std::string finish();

 private:
  struct Entry {
    std::string path;
    std::uint32_t checksum = 0;
    std::uint32_t packed_bytes = 0;
    std::uint32_t unpacked_bytes = 0;
    std::uint32_t offset = 0;
    std::uint16_t method = 0;
  };
  void put_fields(const Entry& entry);

  std::uint32_t dos_time_;
  std::string out_;
  std::vector<Entry> entries_;
};

// Sets the time of every part in place. Refuses package.damaged when the bytes are no plain zip.
Result<void> stamp_times(std::string& bytes, Instant time);

}  // namespace guatu::package
