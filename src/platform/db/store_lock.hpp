// SPDX-License-Identifier: Apache-2.0
// The store's lock (独占锁): one process writes. It lies on the file `lock` in the store directory and goes
// away with the process, however that ends. Refuses store.locked after a short wait, naming the holder.
#pragma once

#include <chrono>
#include <filesystem>

#include "base/result.hpp"
#include "platform/descriptor/descriptor.hpp"

namespace guatu::db {

inline constexpr std::chrono::milliseconds kLockPatience{2000};

class StoreLock {
 public:
  static Result<StoreLock> take(const std::filesystem::path& directory,
                                std::chrono::milliseconds patience = kLockPatience);

 private:
  explicit StoreLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace guatu::db
