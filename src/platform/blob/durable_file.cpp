// SPDX-License-Identifier: Apache-2.0
#include "platform/blob/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "platform/descriptor/descriptor.hpp"

namespace guatu::blob {
namespace {

std::unexpected<Error> refusal(const std::filesystem::path& path) {
  if (errno == ENOSPC || errno == EDQUOT) return refuse(ErrorKind::unavailable, path.string(), "store.full");
  return refuse(ErrorKind::unavailable, path.string(), "blob.not_writable", {{"reason", std::strerror(errno)}});
}

void sync_or_die(int descriptor, const std::filesystem::path& path) {
  if (::fsync(descriptor) == 0) return;
  std::fprintf(stderr, "guatu: the disk did not take a write (fsync of %s: %s); stopping\n", path.c_str(),
               std::strerror(errno));
  std::abort();
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<void> sync(const std::filesystem::path& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.is_open()) return refusal(path);
  sync_or_die(descriptor.number(), path);
  return {};
}

Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes, std::filesystem::perms perms) {
  const std::filesystem::path half_written = file.string() + ".part" + std::to_string(::getpid());
  {
    const Descriptor descriptor(
        ::open(half_written.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, static_cast<mode_t>(perms)));
    if (!descriptor.is_open()) return refusal(file);
    if (!write_all(descriptor.number(), bytes)) {
      const int reason = errno;
      ::unlink(half_written.c_str());
      errno = reason;
      return refusal(file);
    }
    sync_or_die(descriptor.number(), half_written);
  }
  if (::rename(half_written.c_str(), file.c_str()) != 0) return refusal(file);
  return sync(file.parent_path());
}

}  // namespace guatu::blob
