// SPDX-License-Identifier: Apache-2.0
#include "platform/backup/nightly.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace guatu::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBegin = "guatu-";
constexpr std::string_view kEnd = ".tar";

bool is_nightly(std::string_view name) {
  if (!name.starts_with(kBegin) || !name.ends_with(kEnd)) return false;
  return parse_date(name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size())).has_value();
}

// After the new one is there: a full disk must not cost the old ones.
void drop_oldest(const fs::path& folder, std::size_t keep) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error) && is_nightly(entry.path().filename().string())) files.push_back(entry.path());
  std::ranges::sort(files);
  for (std::size_t i = 0; i + keep < files.size(); ++i) fs::remove(files[i], error);
}

}  // namespace

Result<BackupReport> write_nightly_backup(const db::Database& database, const fs::path& folder, Date today,
                                          std::size_t keep) {
  const fs::path file = folder / (std::string(kBegin) + format_date(today) + std::string(kEnd));
  GUATU_TRY(auto report, write_backup(database, file));
  drop_oldest(folder, keep);
  return report;
}

}  // namespace guatu::backup
