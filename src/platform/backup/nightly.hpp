// SPDX-License-Identifier: Apache-2.0
// Nightly backup (每夜备份): one file a day in a folder of its own, guatu-2026-09-21.tar, and only the newest ones
// kept. Files of any other name are somebody else's and are never touched. Refuses what backup.hpp refuses.
#pragma once

#include <filesystem>

#include "base/date.hpp"
#include "platform/backup/backup.hpp"

namespace guatu::backup {

// A second one on the same day takes the place of the first.
Result<BackupReport> write_nightly_backup(const db::Database& database, const std::filesystem::path& folder, Date today,
                                          std::size_t keep);

}  // namespace guatu::backup
