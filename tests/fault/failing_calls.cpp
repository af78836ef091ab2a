// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/failing_calls.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstring>

namespace guatu::fault {
namespace {

// SQLite passes over a folder that cannot be synced; the store syncs its own when it opens.
enum class Call { write, sync_file, sync_folder, other };

constexpr std::size_t kDescriptors = 4096;
std::array<std::atomic<bool>, kDescriptors> g_watched{};
Plan g_plan;
std::atomic<std::int64_t> g_calls{0};
std::atomic<std::int64_t> g_room{-1};
std::atomic<bool> g_failed_a_sync{false};

bool is_watched(const char* path) {
  return !g_plan.folder.empty() && std::strncmp(path, g_plan.folder.c_str(), g_plan.folder.size()) == 0;
}
bool is_watched(int descriptor) {
  return descriptor >= 0 && static_cast<std::size_t>(descriptor) < kDescriptors &&
         g_watched[static_cast<std::size_t>(descriptor)];
}
void watch(int descriptor, bool is_ours) {
  if (descriptor >= 0 && static_cast<std::size_t>(descriptor) < kDescriptors)
    g_watched[static_cast<std::size_t>(descriptor)] = is_ours;
}

// Whether this call fails, with errno set. `half`: it does half of its work instead.
bool fails(Call call, bool& half) {
  half = false;
  const std::int64_t number = ++g_calls;
  if (g_plan.first == 0 || number < g_plan.first || number >= g_plan.first + g_plan.length) {
    // What follows a short write is the full disk that made it short.
    const bool follows = g_plan.first != 0 && g_plan.kind == Kind::short_write && call == Call::write &&
                         number == g_plan.first + g_plan.length;
    if (follows) errno = ENOSPC;
    return follows;
  }
  if (g_plan.kind == Kind::input_output) {
    if (call == Call::sync_file) g_failed_a_sync = true;
    errno = EIO;
    return true;
  }
  if (call == Call::sync_file || call == Call::sync_folder) return false;  // it needs no room
  half = call == Call::write && g_plan.kind == Kind::short_write;
  errno = ENOSPC;
  return !half;
}

// How much of a write there is room for.
std::size_t room_for(int descriptor, std::size_t size, off_t offset) {
  if (g_room < 0) return size;
  struct stat file {};
  if (::fstat(descriptor, &file) != 0) return size;
  const std::int64_t growth = static_cast<std::int64_t>(offset) + static_cast<std::int64_t>(size) - file.st_size;
  if (growth <= 0) return size;
  const std::int64_t given = growth <= g_room ? growth : g_room.load();
  g_room -= given;
  return size - static_cast<std::size_t>(growth - given);
}

template <class Real>
ssize_t write_or_fail(int descriptor, std::size_t size, off_t offset, const Real& real) {
  if (!is_watched(descriptor)) return real(size);
  bool half = false;
  if (fails(Call::write, half)) return -1;
  if (half) return real(size / 2 == 0 ? 1 : size / 2);
  const std::size_t possible = room_for(descriptor, size, offset);
  if (possible == 0 && size != 0) {
    errno = ENOSPC;
    return -1;
  }
  return real(possible);
}

template <class Real>
int other_or_fail(bool watched, Call call, const Real& real) {
  bool half = false;
  if (watched && fails(call, half)) return -1;
  return static_cast<int>(real());
}

Call sync_of(int descriptor) {
  struct stat file {};
  return ::fstat(descriptor, &file) == 0 && S_ISDIR(file.st_mode) ? Call::sync_folder : Call::sync_file;
}

int open_or_fail(const char* path, int flags, mode_t mode) {
  const bool watched = is_watched(path);
  const int descriptor = other_or_fail(watched && (flags & O_CREAT) != 0, Call::other,
                                       [&] { return ::syscall(SYS_openat, AT_FDCWD, path, flags, mode); });
  watch(descriptor, watched);
  return descriptor;
}

}  // namespace

void set_plan(const Plan& plan) {
  g_plan = plan;
  g_calls = 0;
  g_room = plan.room;
  g_failed_a_sync = false;
}
void add_room(std::int64_t bytes) { g_room += bytes; }
std::int64_t calls_counted() { return g_calls; }
bool has_failed_a_sync() { return g_failed_a_sync; }

}  // namespace guatu::fault

// ---- in front of the C library ----

using namespace guatu::fault;

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
  return write_or_fail(descriptor, size, is_watched(descriptor) ? ::lseek(descriptor, 0, SEEK_CUR) : 0,
                       [&](std::size_t part) { return ::syscall(SYS_write, descriptor, bytes, part); });
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  return write_or_fail(descriptor, size, offset,
                       [&](std::size_t part) { return ::syscall(SYS_pwrite64, descriptor, bytes, part, offset); });
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  return ::pwrite(descriptor, bytes, size, offset);
}
int fsync(int descriptor) {
  return other_or_fail(is_watched(descriptor), sync_of(descriptor), [&] { return ::syscall(SYS_fsync, descriptor); });
}
int fdatasync(int descriptor) {
  return other_or_fail(is_watched(descriptor), sync_of(descriptor),
                       [&] { return ::syscall(SYS_fdatasync, descriptor); });
}
int ftruncate(int descriptor, off_t size) noexcept {
  return other_or_fail(is_watched(descriptor), Call::other, [&] { return ::syscall(SYS_ftruncate, descriptor, size); });
}
int ftruncate64(int descriptor, off64_t size) noexcept { return ::ftruncate(descriptor, size); }
int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_or_fail(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_or_fail(path, flags, mode);
}
int close(int descriptor) {
  watch(descriptor, false);
  return static_cast<int>(::syscall(SYS_close, descriptor));
}
int unlink(const char* path) noexcept {
  return other_or_fail(is_watched(path), Call::other, [&] { return ::syscall(SYS_unlink, path); });
}
int rename(const char* from, const char* to) noexcept {
  return other_or_fail(is_watched(to), Call::other, [&] { return ::syscall(SYS_rename, from, to); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  return other_or_fail(is_watched(path), Call::other, [&] { return ::syscall(SYS_mkdir, path, mode); });
}
}
