// SPDX-License-Identifier: Apache-2.0
// System calls that fail when a test says so. A program that links failing_calls.cpp has its own write, pwrite, fsync,
// fdatasync, ftruncate, open, unlink, rename and mkdir in front of the C library's, for SQLite's shared library too.
// Only calls on files below one folder are counted, and the n-th of them fails, or all of a stretch, or those for which
// there is no room.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace guatu::fault {

enum class Kind {
  input_output,  // EIO
  no_space,      // ENOSPC on what takes room
  short_write,   // half of it, then ENOSPC
};

struct Plan {
  std::string folder;
  Kind kind = Kind::input_output;
  std::int64_t first = 0;   // the first call that fails, from 1; 0: none
  std::int64_t length = 1;  // how many calls fail
  std::int64_t room = -1;   // bytes that files may still grow by; below 0: no limit
};

void set_plan(const Plan& plan);
void add_room(std::int64_t bytes);
std::int64_t calls_counted();
bool has_failed_a_sync();

}  // namespace guatu::fault
