// SPDX-License-Identifier: Apache-2.0
#include "format/package/package.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace guatu::package {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

// Office compares part names without case, and some writers put a slash in front or the wrong slash in between.
std::string key_of(std::string_view path) {
  while (path.starts_with('/') || path.starts_with('\\')) path.remove_prefix(1);
  std::string key(path);
  for (char& c : key) {
    if (c == '\\') c = '/';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

struct ZipClose {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct FileClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

struct Part {
  zip_uint64_t index = 0;
  std::string path;
  std::uint64_t packed_bytes = 0;
};

}  // namespace

struct Package::Open {
  std::unique_ptr<zip_t, ZipClose> zip;
  std::string place;
  Limits limits;
  std::unordered_map<std::string, Part> parts;
  std::uint64_t bytes_read = 0;

  std::unexpected<Error> refuse_here(ErrorKind kind, std::string code, ProblemArgs args = {}) const {
    return refuse(kind, place, std::move(code), std::move(args));
  }
  std::unexpected<Error> too_large(const char* code, const std::string& path, std::uint64_t bytes_max) const {
    return refuse_here(ErrorKind::too_large, code,
                       {{"part", path}, {"megabytes_max", std::to_string(bytes_max >> 20)}});
  }
  Result<void> list_parts();
  Result<void> admit(const zip_stat_t& entry, std::uint64_t& declared_total);
  Result<void> check_size(const Part& part, std::uint64_t unpacked) const;
};

Result<void> Package::Open::check_size(const Part& part, std::uint64_t unpacked) const {
  if (unpacked > limits.part_bytes_max) return too_large("package.part_too_large", part.path, limits.part_bytes_max);
  const bool is_counted = unpacked > limits.ratio_from_bytes;
  if (is_counted && unpacked / limits.ratio_max > part.packed_bytes)
    return refuse_here(ErrorKind::too_large, "package.bomb",
                       {{"part", part.path}, {"ratio_max", std::to_string(limits.ratio_max)}});
  return {};
}

Result<void> Package::Open::admit(const zip_stat_t& entry, std::uint64_t& declared_total) {
  const std::string path = entry.name;
  if (path.ends_with('/')) return {};
  if ((entry.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && entry.encryption_method != ZIP_EM_NONE)
    return refuse_here(ErrorKind::invalid, "package.encrypted");
  const Part part{entry.index, path, entry.comp_size};
  GUATU_CHECK(check_size(part, entry.size));
  declared_total += entry.size;
  if (declared_total > limits.total_bytes_max)
    return too_large("package.total_too_large", path, limits.total_bytes_max);
  // Two parts of one name: readers differ in which they take, so neither is trusted.
  if (!parts.emplace(key_of(path), part).second)
    return refuse_here(ErrorKind::invalid, "package.duplicate_part", {{"part", path}});
  return {};
}

Result<void> Package::Open::list_parts() {
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count > static_cast<zip_int64_t>(limits.entries_max))
    return refuse_here(ErrorKind::too_large, "package.too_many_entries",
                       {{"entries", std::to_string(count)}, {"entries_max", std::to_string(limits.entries_max)}});
  std::uint64_t declared_total = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t entry;
    zip_stat_init(&entry);
    constexpr auto needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_INDEX;
    if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW, &entry) != 0 ||
        (entry.valid & needed) != needed)
      return refuse_here(ErrorKind::invalid, "package.damaged", {{"part", std::to_string(i)}});
    GUATU_CHECK(admit(entry, declared_total));
  }
  return {};
}

Package::Package(std::unique_ptr<Open> open) : open_(std::move(open)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

Result<Package> Package::open(std::string_view bytes, std::string place, Limits limits) {
  auto open = std::make_unique<Open>();
  open->place = std::move(place);
  open->limits = limits;
  if (bytes.empty()) return open->refuse_here(ErrorKind::invalid, "package.empty");
  const bool starts_as_zip = bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
  if (!starts_as_zip) return open->refuse_here(ErrorKind::invalid, "package.not_a_package");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) open->zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  const int code = zip_error_code_zip(&error);
  zip_error_fini(&error);
  if (open->zip == nullptr) {
    if (source != nullptr) zip_source_free(source);
    // The list of parts stands at the end of a zip: without it the file was cut off.
    return open->refuse_here(ErrorKind::invalid, code == ZIP_ER_NOZIP ? "package.truncated" : "package.damaged",
                             {{"part", "zip"}});
  }
  GUATU_CHECK(open->list_parts());
  return Package(std::move(open));
}

bool Package::has(std::string_view path) const { return open_->parts.contains(key_of(path)); }

std::vector<std::string> Package::paths() const {
  std::vector<std::string> paths;
  for (const auto& [key, part] : open_->parts) paths.push_back(part.path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<void> Package::stream(std::string_view path, const Sink& sink) {
  const auto found = open_->parts.find(key_of(path));
  if (found == open_->parts.end())
    return open_->refuse_here(ErrorKind::invalid, "package.part_missing", {{"part", std::string(path)}});
  const Part& part = found->second;
  const std::unique_ptr<zip_file_t, FileClose> file(zip_fopen_index(open_->zip.get(), part.index, 0));
  if (file == nullptr) return open_->refuse_here(ErrorKind::invalid, "package.damaged", {{"part", part.path}});
  std::array<char, kChunkBytes> chunk;
  std::uint64_t unpacked = 0;
  while (true) {
    const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
    if (count < 0) return open_->refuse_here(ErrorKind::invalid, "package.damaged", {{"part", part.path}});
    if (count == 0) return {};
    unpacked += static_cast<std::uint64_t>(count);
    open_->bytes_read += static_cast<std::uint64_t>(count);
    // Declared sizes were checked on opening; what really comes out counts too.
    GUATU_CHECK(open_->check_size(part, unpacked));
    if (open_->bytes_read > open_->limits.total_bytes_max)
      return open_->too_large("package.total_too_large", part.path, open_->limits.total_bytes_max);
    if (sink(std::string_view(chunk.data(), static_cast<std::size_t>(count))) == Flow::stop) return {};
  }
}

Result<std::string> Package::read(std::string_view path, std::size_t bytes_max) {
  std::string bytes;
  bool is_too_large = false;
  GUATU_CHECK(stream(path, [&](std::string_view chunk) {
    is_too_large = bytes.size() + chunk.size() > bytes_max;
    if (is_too_large) return Flow::stop;
    bytes += chunk;
    return Flow::go_on;
  }));
  if (is_too_large) return open_->too_large("package.part_too_large", std::string(path), bytes_max);
  return bytes;
}

}  // namespace guatu::package
