// SPDX-License-Identifier: Apache-2.0
#include "platform/blob/blob_store.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include "platform/blob/durable_file.hpp"
#include "platform/crypto/digest.hpp"

namespace guatu::blob {
namespace {

std::optional<std::string> bytes_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return std::nullopt;
  return bytes;
}

std::vector<std::filesystem::path> sorted_entries(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

bool is_blob_name(std::string_view name) { return crypto::parse_hex_digest(name).has_value(); }

std::filesystem::path BlobStore::path_of(std::string_view name) const {
  return folder_ / name.substr(0, 2) / name.substr(std::min<std::size_t>(2, name.size()));
}

bool BlobStore::has(std::string_view name) const {
  std::error_code error;
  return is_blob_name(name) && std::filesystem::is_regular_file(path_of(name), error);
}

Result<std::string> BlobStore::put(std::string_view bytes) const {
  const std::string name = crypto::to_hex(crypto::sha256(bytes));
  const auto path = path_of(name);
  if (const auto stored = bytes_in(path); stored && *stored == bytes) return name;
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return refuse(ErrorKind::unavailable, path.string(), "blob.not_writable", {{"reason", error.message()}});
  GUATU_CHECK(write_durably(path, bytes));
  // The two folders above may be new as well.
  GUATU_CHECK(sync(folder_));
  GUATU_CHECK(sync(folder_.parent_path()));
  return name;
}

Result<std::string> BlobStore::read(std::string_view name) const {
  auto bytes = is_blob_name(name) ? bytes_in(path_of(name)) : std::nullopt;
  if (!bytes) return refuse(ErrorKind::not_found, std::string(name), "blob.missing");
  if (crypto::to_hex(crypto::sha256(*bytes)) != name)
    return refuse(ErrorKind::conflict, std::string(name), "blob.altered");
  return std::move(*bytes);
}

void BlobStore::each(const std::function<void(const std::filesystem::path&, const std::string&)>& visit) const {
  for (const auto& folder : sorted_entries(folder_)) {
    if (!std::filesystem::is_directory(folder)) {
      visit(folder, {});
      continue;
    }
    for (const auto& file : sorted_entries(folder)) {
      const std::string name = folder.filename().string() + file.filename().string();
      const bool is_blob =
          is_blob_name(name) && folder.filename().string().size() == 2 && std::filesystem::is_regular_file(file);
      visit(file, is_blob ? name : std::string());
    }
  }
}

}  // namespace guatu::blob
