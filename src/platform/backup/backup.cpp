// SPDX-License-Identifier: Apache-2.0
#include "platform/backup/backup.hpp"

#include <unistd.h>

#include <map>
#include <utility>
#include <vector>

#include "base/json_writer.hpp"
#include "platform/backup/archive.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/blob/durable_file.hpp"
#include "platform/db/store_copy.hpp"
#include "platform/db/store_key.hpp"
#include "platform/json/json.hpp"

namespace guatu::backup {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDatabase = "guatu.db";
constexpr const char* kManifest = "manifest.json";
constexpr std::string_view kFormat = "guatu backup 1";

// A file that is gone at the end, however that is reached.
class Temporary {
 public:
  explicit Temporary(fs::path path) : path_(std::move(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  const fs::path& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  fs::path path_;
};

std::string manifest_of(const std::vector<Member>& members, db::Position position) {
  JsonWriter json;
  json.begin_object().member("format", kFormat).member("position", position).key("files").begin_array();
  for (const Member& member : members) {
    json.begin_object().member("name", member.name).member("size", static_cast<std::int64_t>(member.size));
    json.member("sha256", crypto::to_hex(member.digest)).end_object();
  }
  return json.end_array().end_object().take();
}

// The copy holds whatever was committed when it ended; its own tree head says which position that is.
Result<db::Position> position_of(const fs::path& database) {
  GUATU_TRY(db::Connection connection, db::Connection::open(database, db::Mode::read));
  db::Cursor cursor = connection.prepare("SELECT size FROM tree_head");
  return cursor.next() ? db::integer_in(cursor.cell(0)) : 0;
}

Result<std::vector<Member>> add_members(ArchiveWriter& archive, const fs::path& copy, const fs::path& directory) {
  std::vector<Member> members;
  GUATU_TRY(auto database, archive.add_file(kDatabase, copy));
  members.push_back(std::move(database));
  for (const char* name : {db::kVerifierFile, db::kKeyFile}) {
    GUATU_TRY(auto member, archive.add_file(name, directory / name));
    members.push_back(std::move(member));
  }
  // After the database: a row is written after the file it names, so no row of the copy misses its file.
  std::vector<std::pair<fs::path, std::string>> blobs;
  blob::BlobStore(directory).each([&](const fs::path& file, const std::string& name) {
    if (!name.empty()) blobs.emplace_back(file, name);
  });
  for (const auto& [file, name] : blobs) {
    GUATU_TRY(auto member, archive.add_file("blob/" + name.substr(0, 2) + "/" + name.substr(2), file));
    members.push_back(std::move(member));
  }
  return members;
}

bool is_expected_name(const std::string& name) {
  if (name == kDatabase || name == db::kVerifierFile || name == db::kKeyFile || name == kManifest) return true;
  return name.size() == 70 && name.starts_with("blob/") && name[7] == '/' &&
         blob::is_blob_name(name.substr(5, 2) + name.substr(8));
}

Result<void> compare_with_manifest(std::string_view manifest, const std::map<std::string, Member>& members) {
  const auto document = json::parse(manifest, kInlineBytesMax);
  const auto files = document ? document->root().find("files") : std::nullopt;
  if (!document || document->root().text("format") != kFormat || !files)
    return refuse(ErrorKind::invalid, kManifest, "backup.not_an_archive");
  Error error{ErrorKind::conflict, {}};
  for (std::size_t i = 0; i < files->size(); ++i) {
    const std::string name(files->at(i).text("name").value_or(""));
    const auto found = members.find(name);
    if (found == members.end())
      error.problems.push_back({name, "backup.member_missing", {}});
    else if (files->at(i).text("sha256") != crypto::to_hex(found->second.digest))
      error.problems.push_back({name, "backup.member_altered", {}});
  }
  if (files->size() != members.size()) error.problems.push_back({kManifest, "backup.foreign_member", {}});
  if (!error.problems.empty()) return refuse(std::move(error));
  return {};
}

Result<void> require_empty(const fs::path& directory) {
  std::error_code error;
  if (fs::exists(directory, error) && !(fs::is_directory(directory, error) && fs::is_empty(directory, error)))
    return refuse(ErrorKind::conflict, directory.string(), "backup.not_empty");
  return {};
}

Result<BackupReport> unpack(const fs::path& file, const fs::path& directory) {
  BackupReport report{file, 0, 0, 0};
  std::map<std::string, Member> members;
  std::string manifest;
  const auto target_for = [&](const Member& member) -> Result<fs::path> {
    if (!is_expected_name(member.name) || members.contains(member.name))
      return refuse(ErrorKind::invalid, member.name, "backup.foreign_member");
    if (member.name == kManifest) return fs::path();
    std::error_code error;
    fs::create_directories((directory / member.name).parent_path(), error);
    return directory / member.name;
  };
  GUATU_CHECK(read_archive(file, target_for, [&](ReadMember&& read) -> Result<void> {
    if (read.member.name == kManifest) {
      manifest = std::move(read.bytes);
      return {};
    }
    ++report.files;
    report.bytes += read.member.size;
    members[read.member.name] = std::move(read.member);
    return {};
  }));
  if (manifest.empty()) return refuse(ErrorKind::invalid, file.string(), "backup.cut");
  GUATU_CHECK(compare_with_manifest(manifest, members));
  std::error_code error;
  fs::permissions(directory / db::kKeyFile, fs::perms::owner_read | fs::perms::owner_write, error);
  GUATU_TRY(report.position, position_of(directory / kDatabase));
  return report;
}

}  // namespace

Result<BackupReport> write_backup(const db::Database& database, const fs::path& target) {
  std::error_code error;
  const fs::path folder = fs::is_directory(target, error) ? target : target.parent_path();
  if (!folder.empty()) fs::create_directories(folder, error);
  const Temporary workshop(folder / (".guatu-backup-" + std::to_string(::getpid())));
  fs::create_directory(workshop.path(), error);
  if (error)
    return refuse(ErrorKind::unavailable, folder.string(), "backup.not_writable", {{"reason", error.message()}});
  fs::permissions(workshop.path(), fs::perms::owner_all, error);
  const fs::path copy = workshop.path() / kDatabase;
  const fs::path archive_file = workshop.path() / "archive.tar";
  db::copy_to_file(database.reader(), copy);
  GUATU_TRY(const db::Position position, position_of(copy));
  BackupReport report{target, position, 0, 0};
  if (fs::is_directory(target, error)) report.file = target / ("guatu-" + std::to_string(position) + ".tar");
  GUATU_TRY(ArchiveWriter archive, ArchiveWriter::create(archive_file));
  GUATU_TRY(const auto members, add_members(archive, copy, database.directory()));
  GUATU_TRY([[maybe_unused]] const auto manifest, archive.add_bytes(kManifest, manifest_of(members, position)));
  GUATU_CHECK(archive.close());
  for (const Member& member : members) report.bytes += member.size;
  report.files = static_cast<std::int64_t>(members.size());
  fs::rename(archive_file, report.file, error);
  if (error)
    return refuse(ErrorKind::unavailable, report.file.string(), "backup.not_writable", {{"reason", error.message()}});
  GUATU_CHECK(blob::sync(folder.empty() ? fs::path(".") : folder));
  return report;
}

Result<BackupReport> restore_backup(const fs::path& file, const fs::path& directory) {
  GUATU_CHECK(require_empty(directory));
  // Beside the target, so that a restore that fails or is killed never looks like a store.
  const fs::path place = directory.has_filename() ? directory : directory.parent_path();
  Temporary unpacked(place.string() + ".restore");
  std::error_code error;
  fs::remove_all(unpacked.path(), error);
  fs::create_directories(unpacked.path(), error);
  if (error)
    return refuse(ErrorKind::unavailable, place.string(), "backup.not_writable", {{"reason", error.message()}});
  fs::permissions(unpacked.path(), fs::perms::owner_all, error);
  GUATU_TRY(const auto report, unpack(file, unpacked.path()));
  for (const char* leftover : {"guatu.db-wal", "guatu.db-shm"}) fs::remove(unpacked.path() / leftover, error);
  GUATU_CHECK(blob::sync(unpacked.path()));
  fs::rename(unpacked.path(), place, error);
  if (error)
    return refuse(ErrorKind::unavailable, place.string(), "backup.not_writable", {{"reason", error.message()}});
  unpacked.keep();
  GUATU_CHECK(blob::sync(place.has_parent_path() ? place.parent_path() : fs::path(".")));
  return report;
}

}  // namespace guatu::backup
