// SPDX-License-Identifier: Apache-2.0
#include "platform/db/store_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <thread>

#include "base/text.hpp"

namespace guatu::db {
namespace {

std::string holder_in(int descriptor) {
  std::array<char, 32> text{};
  const auto length = ::pread(descriptor, text.data(), text.size(), 0);
  return length > 0 ? std::string(trim(std::string_view(text.data(), static_cast<std::size_t>(length)))) : "?";
}

}  // namespace

Result<StoreLock> StoreLock::take(const std::filesystem::path& directory, std::chrono::milliseconds patience) {
  const auto file = directory / "lock";
  StoreLock lock(Descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)));
  if (!lock.file_.is_open())
    return refuse(ErrorKind::unavailable, file.string(), "store.not_writable", {{"reason", std::strerror(errno)}});
  const int descriptor = lock.file_.number();
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= deadline)
      return refuse(ErrorKind::unavailable, directory.string(), "store.locked", {{"holder", holder_in(descriptor)}});
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const std::string holder = std::to_string(::getpid()) + "\n";
  // Only for the sentence another process shows; the lock itself does not need it.
  if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, holder.data(), holder.size(), 0) < 0) errno = 0;
  return lock;
}

}  // namespace guatu::db
