// SPDX-License-Identifier: Apache-2.0
#include "platform/backup/nightly.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "platform/db/store_test.hpp"

namespace guatu::backup {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

TEST(NightlyBackup, keeps_the_newest_and_touches_nothing_else) {
  const db::testing::TemporaryDirectory home;
  const auto database = db::testing::make_store(home.path() / "store");
  const auto folder = home.path() / "backups";
  for (int day = 19; day <= 23; ++day)
    ASSERT_TRUE(write_nightly_backup(database, folder, date_of(2026, 9, day), 2).has_value());
  EXPECT_THAT(names_in(folder), ElementsAre("guatu-2026-09-22.tar", "guatu-2026-09-23.tar"));
  for (const char* other : {"guatu-17.tar", "guatu-2026-09-01.tar.part", "guatu-2026-02-30.tar", "notes.txt"})
    std::ofstream(folder / other) << "mine";
  ASSERT_TRUE(write_nightly_backup(database, folder, date_of(2026, 9, 23), 1).has_value());
  EXPECT_THAT(names_in(folder), ElementsAre("guatu-17.tar", "guatu-2026-02-30.tar", "guatu-2026-09-01.tar.part",
                                            "guatu-2026-09-23.tar", "notes.txt"));
  EXPECT_TRUE(restore_backup(folder / "guatu-2026-09-23.tar", home.path() / "again").has_value());
}

TEST(NightlyBackup, one_that_cannot_be_written_costs_no_older_one) {
  const db::testing::TemporaryDirectory home;
  const auto database = db::testing::make_store(home.path() / "store");
  const auto folder = home.path() / "backups";
  ASSERT_TRUE(write_nightly_backup(database, folder, date_of(2026, 9, 21), 1).has_value());
  // A folder stands where the file should go.
  std::filesystem::create_directories(folder / "guatu-2026-09-22.tar" / "inside");
  const auto refused = write_nightly_backup(database, folder, date_of(2026, 9, 22), 1);
  EXPECT_TRUE(std::filesystem::exists(folder / "guatu-2026-09-21.tar"));
  EXPECT_TRUE(!refused || refused->file != folder / "guatu-2026-09-22.tar");
}

}  // namespace
}  // namespace guatu::backup
