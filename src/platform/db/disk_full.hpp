// SPDX-License-Identifier: Apache-2.0
// DiskFull (磁盘已满): nothing was written because there is no room. Reading goes on, and writing goes on when there is
// room again; a server answers 507.
#pragma once

#include <cstdint>
#include <string>

#include "platform/db/cell.hpp"

namespace guatu::db {

class DiskFull : public Failure {
 public:
  explicit DiskFull(const std::string& reason) : Failure(reason) { ++count_; }

 private:
  friend std::int64_t disk_full_count();
  static inline thread_local std::int64_t count_ = 0;
};

// How often this thread has run out of room. One statement that does may undo the changes of others, who then learn
// why.
inline std::int64_t disk_full_count() { return DiskFull::count_; }

}  // namespace guatu::db
