// SPDX-License-Identifier: Apache-2.0
// Backup and restore (备份、恢复) of a whole store: database, stored files and journal key in one archive whose
// last member is a manifest with the digest of every other. Taken while others write; a restore goes into an
// empty directory and is compared with the manifest before it counts. Refuses backup.not_empty,
// backup.member_altered, backup.member_missing, backup.foreign_member, and what archive.hpp refuses.
#pragma once

#include <cstdint>
#include <filesystem>

#include "platform/db/database.hpp"

namespace guatu::backup {

struct BackupReport {
  std::filesystem::path file;
  db::Position position = 0;
  std::int64_t files = 0;  // with the database and the keys
  std::uint64_t bytes = 0;
};

// `target` is the file to write, or an existing directory that gets guatu-POSITION.tar.
Result<BackupReport> write_backup(const db::Database& database, const std::filesystem::path& target);

Result<BackupReport> restore_backup(const std::filesystem::path& file, const std::filesystem::path& directory);

}  // namespace guatu::backup
