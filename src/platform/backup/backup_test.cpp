// SPDX-License-Identifier: Apache-2.0
#include "platform/backup/backup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "platform/backup/archive.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::backup {
namespace {

using namespace db::testing;
namespace fs = std::filesystem;

const std::vector<db::TableShape> kShapes{kBridges.shape(), kBridgeYears.shape()};

void put_bridge(db::Database& database, int number) {
  auto tx = *database.begin(kClerk, kNow);
  db::put(tx, kBridges, make_bridge(number));
  tx.journal({"bridge.imported", "", "{}"});
  tx.commit();
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

class BackupTest : public ::testing::Test {
 protected:
  TemporaryDirectory directory;
  fs::path store = directory.path() / "store";
  fs::path file = directory.path() / "backup.tar";
  fs::path restored = directory.path() / "restored";
};

TEST_F(BackupTest, a_restored_store_is_the_same_and_goes_on) {
  auto database = make_store(store);
  put_bridge(database, 1);
  const std::string name = *blob::BlobStore(store).put("paper");
  const auto report = write_backup(database, file);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->position, 2);
  EXPECT_EQ(report->files, 4);
  put_bridge(database, 2);
  EXPECT_EQ(names_in(directory.path()), (std::vector<std::string>{"backup.tar", "store"}));  // nothing left over

  ASSERT_TRUE(restore_backup(file, restored));
  EXPECT_EQ(names_in(directory.path()), (std::vector<std::string>{"backup.tar", "restored", "store"}));
  EXPECT_EQ(names_in(restored), (std::vector<std::string>{"blob", "guatu.db", "journal.key", "journal.vkey"}));
  EXPECT_EQ(fs::status(restored / "journal.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(*blob::BlobStore(restored).read(name), "paper");
  auto again = *db::Database::open(restored, db::Access::write);
  EXPECT_EQ(db::load(again.reader(), kBridges), std::vector<Bridge>{make_bridge(1)});
  put_bridge(again, 3);
  EXPECT_TRUE(db::audit_store(again, kShapes).is_clean());
}

TEST_F(BackupTest, a_directory_gets_a_file_named_by_position) {
  auto database = make_store(store);
  fs::create_directory(restored);
  EXPECT_EQ(write_backup(database, restored)->file, restored / "guatu-1.tar");
  EXPECT_EQ(names_in(restored), std::vector<std::string>{"guatu-1.tar"});
}

TEST_F(BackupTest, taken_under_writes_every_copy_is_whole) {
  auto database = make_store(store);
  std::atomic<bool> is_done = false;
  std::jthread writer([&] {
    for (int i = 1; !is_done; ++i) put_bridge(database, i);
  });
  for (int i = 0; i < 10; ++i) {
    const fs::path copy = directory.path() / ("copy" + std::to_string(i));
    const fs::path archive = copy.string() + ".tar";
    const auto report = write_backup(database, archive);
    ASSERT_TRUE(report);
    ASSERT_TRUE(restore_backup(archive, copy));
    const auto opened = *db::Database::open(copy, db::Access::read);
    EXPECT_TRUE(db::audit_store(opened, kShapes).is_clean());
    const auto reader = opened.reader();
    EXPECT_EQ(reader.position(), report->position);
    EXPECT_EQ(static_cast<std::int64_t>(db::load(reader, kBridges).size()), reader.position() - 1);
  }
  is_done = true;
}

TEST_F(BackupTest, refuses_what_was_altered_and_leaves_nothing_behind) {
  {
    auto database = make_store(store);
    ASSERT_TRUE(blob::BlobStore(store).put(std::string(700, 'x')));
    ASSERT_TRUE(write_backup(database, file));
  }
  const std::string sound = bytes_of(file);
  const auto code_after = [&](const std::string& bytes) {
    write_bytes(file, bytes);
    const auto result = restore_backup(file, restored);
    EXPECT_FALSE(fs::exists(restored));
    EXPECT_FALSE(fs::exists(restored.string() + ".restore"));
    return result ? std::string("restored") : result.error().problems.front().code;
  };
  const auto flipped = [&](std::size_t at) {
    std::string bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    return bytes;
  };
  EXPECT_EQ(code_after(flipped(5000)), "backup.member_altered");                                   // in the database
  EXPECT_EQ(code_after(flipped(sound.find(std::string(700, 'x')) + 9)), "backup.member_altered");  // in a stored file
  EXPECT_EQ(code_after(flipped(0)), "backup.not_an_archive");                                      // in a header
  EXPECT_EQ(code_after(sound.substr(0, sound.size() - 1024)), "backup.cut");
  EXPECT_EQ(code_after(sound.substr(0, sound.size() / 2)), "backup.cut");
  EXPECT_EQ(code_after(""), "backup.cut");
  EXPECT_EQ(code_after("a letter to a friend"), "backup.not_an_archive");
  const auto blob_at = sound.find("blob/");
  EXPECT_EQ(code_after(sound.substr(0, blob_at) + sound.substr(blob_at + 512 + 1024)), "backup.member_missing");
  EXPECT_EQ(code_after(sound.substr(0, blob_at) + sound.substr(blob_at, 512 + 1024) + sound.substr(blob_at)),
            "backup.foreign_member");
}

TEST_F(BackupTest, refuses) {
  const auto code_of = [](const auto& result) { return result.error().problems.front().code; };
  auto database = make_store(store);
  ASSERT_TRUE(write_backup(database, file));
  EXPECT_EQ(code_of(restore_backup(file, store)), "backup.not_empty");
  EXPECT_EQ(code_of(restore_backup(directory.path() / "none.tar", restored)), "backup.not_readable");
  EXPECT_EQ(code_of(write_backup(database, "/proc/none/backup.tar")), "backup.not_writable");
  fs::remove(store / "journal.vkey");
  EXPECT_EQ(code_of(write_backup(database, file)), "backup.not_readable");
}

TEST_F(BackupTest, a_file_beyond_the_format_is_refused_before_it_is_read) {
  write_bytes(restored, "");
  fs::resize_file(restored, 8ULL * 1024 * 1024 * 1024);  // sparse
  auto archive = *ArchiveWriter::create(file);
  EXPECT_EQ(archive.add_file("guatu.db", restored).error().problems.front().code, "backup.too_large");
}

TEST_F(BackupTest, an_archive_may_not_write_outside_its_directory) {
  for (const char* name : {"../escaped", "/tmp/escaped", "blob/../../escaped", "guatu.db-wal", "blob/ab/cd"}) {
    auto archive = *ArchiveWriter::create(file);
    ASSERT_TRUE(archive.add_bytes(name, "x"));
    ASSERT_TRUE(archive.close());
    EXPECT_EQ(restore_backup(file, restored).error().problems.front().code, "backup.foreign_member") << name;
  }
  EXPECT_FALSE(fs::exists(directory.path() / "escaped"));
}

}  // namespace
}  // namespace guatu::backup
