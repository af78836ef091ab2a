// SPDX-License-Identifier: Apache-2.0
// Content-addressed files (附件库) under blob/ of a store: the name is the hex SHA-256 of the bytes, cut after
// two digits (blob/ab/cdef…). A file is on the disk before the row that names it is written, and what is read
// back is compared with its name. Refuses blob.missing, blob.altered, blob.not_writable.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guatu::blob {

class BlobStore {
 public:
  explicit BlobStore(const std::filesystem::path& store_directory) : folder_(store_directory / "blob") {}

  Result<std::string> put(std::string_view bytes) const;  // its name; the same bytes again are stored once
  Result<std::string> read(std::string_view name) const;
  bool has(std::string_view name) const;
  std::filesystem::path path_of(std::string_view name) const;

  // Every file under blob/, ordered by name; a file that is not where its name says, or is no blob at all, has
  // an empty name.
  void each(const std::function<void(const std::filesystem::path& file, const std::string& name)>& visit) const;

 private:
  std::filesystem::path folder_;
};

bool is_blob_name(std::string_view name);  // 64 lower-case hex digits

}  // namespace guatu::blob
