// SPDX-License-Identifier: Apache-2.0
// Files that survive a power cut: written beside their place, synced, renamed, and the folder synced. A failed
// fsync ends the program, because what is on the disk is then unknown. Refuses blob.not_writable, store.full.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace guatu::blob {

Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes,
                           std::filesystem::perms perms = std::filesystem::perms::owner_read |
                                                          std::filesystem::perms::owner_write);
// What another writer has put there (an open file, a folder's names) reaches the disk.
Result<void> sync(const std::filesystem::path& path);

}  // namespace guatu::blob
