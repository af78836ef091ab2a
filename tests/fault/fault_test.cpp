// SPDX-License-Identifier: Apache-2.0
// Disks that fail (trust.md 4, bars 2 and 3). The k-th write, sync, truncation, opening, removal or renaming of a story
// fails, for a sample of all k (GUATU_FAULTS=all: for every one); or there is no room for a while. After each: nothing
// acknowledged is lost, nothing is half there, the audit is clean, and the process went on or stopped as designed.
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <thread>

#include "platform/blob/blob_store.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/disk_full.hpp"
#include "tests/fault/failing_calls.hpp"
#include "tests/fault/story.hpp"

namespace guatu::fault {
namespace {

using namespace db::testing;
namespace fs = std::filesystem;

bool wants_all() { return std::getenv("GUATU_FAULTS") != nullptr; }

// In memory where there is such a folder: a failed disk is slow enough without a real one.
class StoreFolder {
 public:
  StoreFolder() {
    std::string pattern = (fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path().string()) + "/guatu-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = pattern;
  }
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;
  ~StoreFolder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

template <class T>
class Shared {
 public:
  Shared()
      : memory_(::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)),
        value_(new (memory_) T{}) {}
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  ~Shared() { ::munmap(memory_, sizeof(T)); }
  T& operator*() const { return *value_; }
  T* operator->() const { return value_; }

 private:
  void* memory_;
  T* value_;
};

struct Ending {
  int exit_code = -1;
  int signal = 0;
};

Ending in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(99);
    ::alarm(60);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? Ending{WEXITSTATUS(status), 0} : Ending{-1, WTERMSIG(status)};
}

constexpr int kSyncFailed = 7;  // the child should have stopped, and went on

Ending tell_story(const fs::path& store, const Plan& plan, Log& log) {
  return in_child([&] {
    set_plan(plan);
    {
      Teller teller(store, log);
      if (!teller.make()) {
        set_plan({});
        if (!teller.make()) return 1;
      }
      for (int number = 1; number < kOperations; ++number) teller.operate(number);
      log.calls = calls_counted();
      if (has_failed_a_sync()) return kSyncFailed;
      set_plan({});
      teller.operate(kOperations);  // the disk is well again, and so is the store
    }
    return 0;
  });
}

void expect_told(const fs::path& store, const Log& log) {
  const auto database = db::Database::open(store, db::Access::create);
  ASSERT_TRUE(database) << database.error().problems.front().code;
  const db::Reader reader = database->reader();
  if (log.is_made == 0 && reader.position() == 0) return;
  int also = 0;
  for (int number = 1; number <= kOperations; ++number)
    if (log.operations[static_cast<std::size_t>(number)] == Told::begun) also = number;
  Expected expected = expected_after(log, 0);
  if (also != 0 && reader.position() != expected.entries) expected = expected_after(log, also);
  EXPECT_EQ(reader.position(), expected.entries);
  std::map<int, int> bridges;
  for (const auto& bridge : load(reader, kBridges)) bridges[std::stoi(bridge.id.value.substr(2))] = bridge.lanes;
  EXPECT_EQ(bridges, expected.bridges);
  std::map<std::string, std::string> files;
  for (const auto& document : load(reader, documents()))
    files[document.id] = blob::BlobStore(store).read(document.file).value_or("gone");
  EXPECT_EQ(files, expected.documents);
  const auto report = audit_store(*database, {kBridges.shape(), documents().shape()});
  for (const auto& problem : report.problems) ADD_FAILURE() << problem.place << ' ' << problem.code;
}

// Whether the process stopped.
bool expect_survived(const Plan& plan) {
  const StoreFolder folder;
  const Shared<Log> log;
  Plan own = plan;
  own.folder = folder.path().string();
  const Ending ending = tell_story(folder.path() / "store", own, *log);
  if (ending.signal == SIGABRT) {
    EXPECT_EQ(plan.kind, Kind::input_output);  // it stops for a failed sync and for nothing else
  } else {
    EXPECT_EQ(ending.signal, 0);
    EXPECT_EQ(ending.exit_code, 0);
    EXPECT_EQ(log->operations[kOperations], Told::acknowledged);
    EXPECT_EQ(log->readings_failed, 0);
    EXPECT_EQ(log->undoings_refused, 0);
  }
  expect_told(folder.path() / "store", *log);
  return ending.signal == SIGABRT;
}

std::int64_t calls_of_story() {
  const StoreFolder folder;
  const Shared<Log> log;
  EXPECT_EQ(tell_story(folder.path() / "store", {.folder = folder.path().string()}, *log).exit_code, 0);
  for (int number = 1; number <= kOperations; ++number)
    EXPECT_EQ(log->operations[static_cast<std::size_t>(number)], Told::acknowledged) << number;
  expect_told(folder.path() / "store", *log);
  return log->calls;
}

class FaultTest : public ::testing::TestWithParam<std::pair<Kind, std::int64_t>> {};

TEST_P(FaultTest, nothing_acknowledged_is_lost) {
  const auto [kind, length] = GetParam();
  const std::int64_t calls = calls_of_story();
  ASSERT_GT(calls, 2000);
  const std::int64_t step = wants_all() ? 1 : calls / 14;
  int runs = 0;
  int stopped = 0;
  for (std::int64_t first = 1 + (wants_all() ? 0 : calls % 17); first <= calls; first += step) {
    SCOPED_TRACE("call " + std::to_string(first) + " of " + std::to_string(calls));
    if (expect_survived({.folder = {}, .kind = kind, .first = first, .length = length})) ++stopped;
    ++runs;
    if (HasFailure()) break;
  }
  std::printf("%d runs over %lld calls, %d stopped\n", runs, static_cast<long long>(calls), stopped);
  if (wants_all() && kind == Kind::input_output) {
    EXPECT_GT(stopped, 0);
  }
}

// One call, or a stretch of them as long as some twenty operations.
INSTANTIATE_TEST_SUITE_P(Kinds, FaultTest,
                         ::testing::Values(std::pair{Kind::input_output, 1}, std::pair{Kind::no_space, 1},
                                           std::pair{Kind::short_write, 1}, std::pair{Kind::input_output, 500},
                                           std::pair{Kind::no_space, 500}, std::pair{Kind::short_write, 500}));

// ---- many writers ----

struct Acknowledged {
  std::array<std::atomic<bool>, 400> numbers{};
};

TEST(FaultGroupTest, a_full_disk_fails_whole_groups_and_no_more) {
  constexpr int kThreads = 8;
  constexpr int kEach = 25;
  const int rounds = wants_all() ? 300 : 12;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round);
    const StoreFolder folder;
    { make_store(folder.path() / "store"); }
    const Shared<Acknowledged> told;
    const Ending ending = in_child([&] {
      auto database = *db::Database::open(folder.path() / "store", db::Access::write);
      set_plan({folder.path().string(), Kind::no_space, 20 + round * 37 % 1500, 1 + round % 40});
      std::vector<std::jthread> threads;
      for (int thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([&, thread] {
          for (int number = thread * kEach; number < (thread + 1) * kEach; ++number) try {
              auto tx = *database.begin(kClerk, kNow);
              put(tx, kBridges, make_bridge(number));
              tx.journal({"bridge.imported", "", "{}"});
              tx.commit();
              told->numbers[static_cast<std::size_t>(number)] = true;
            } catch (const db::DiskFull&) {
            }
        });
      threads.clear();
      return 0;
    });
    EXPECT_EQ(ending.exit_code, 0);
    const auto database = *db::Database::open(folder.path() / "store", db::Access::write);
    std::size_t count = 0;
    for (const bool is_told : told->numbers) count += is_told ? 1 : 0;
    const auto bridges = load(database.reader(), kBridges);
    EXPECT_EQ(bridges.size(), count);
    for (const auto& bridge : bridges)
      EXPECT_TRUE(told->numbers[static_cast<std::size_t>(std::stoi(bridge.id.value.substr(2)))]);
    EXPECT_TRUE(audit_store(database, {kBridges.shape(), kBridgeYears.shape()}).is_clean());
    if (HasFailure()) break;
  }
}

// ---- no room ----

struct Filling {
  int acknowledged = 0;
  int refused_writes = 0;
  int refused_files = 0;
  int read_while_full = 0;
  int acknowledged_after = 0;
};

void write_bridge(db::Database& database, int number) {
  auto tx = *database.begin(kClerk, kNow);
  Bridge bridge = make_bridge(number);
  bridge.name = std::string(3000, 'x');
  put(tx, kBridges, bridge);
  tx.journal({"bridge.imported", "", "{}"});
  tx.commit();
}

// Writes until there is no room and on for a while, then there is room again.
int fill(const fs::path& store, Filling& told, const std::function<void()>& make_room) {
  auto database = *db::Database::open(store, db::Access::write);
  int number = 0;
  for (int full = 0; full < 20 && number < 5000; ++number) try {
      write_bridge(database, number);
      ++told.acknowledged;
    } catch (const db::DiskFull&) {
      ++full;
      ++told.refused_writes;
      const auto file = blob::BlobStore(store).put(std::string(300'000, static_cast<char>('a' + full)));
      if (!file && file.error().problems.front().code == "store.full") ++told.refused_files;
      if (load(database.reader(), kBridges).size() == static_cast<std::size_t>(told.acknowledged))
        ++told.read_while_full;
    }
  make_room();
  for (int more = 0; more < 5; ++more) {
    write_bridge(database, 10'000 + more);
    ++told.acknowledged_after;
  }
  return 0;
}

void expect_filled(const fs::path& store, const Filling& told) {
  EXPECT_GT(told.acknowledged, 0);
  EXPECT_EQ(told.refused_writes, 20);
  EXPECT_GT(told.refused_files, 0);
  EXPECT_EQ(told.read_while_full, told.refused_writes);
  EXPECT_EQ(told.acknowledged_after, 5);
  const auto database = db::Database::open(store, db::Access::write);
  ASSERT_TRUE(database) << database.error().problems.front().code;
  EXPECT_EQ(load(database->reader(), kBridges).size(),
            static_cast<std::size_t>(told.acknowledged + told.acknowledged_after));
  EXPECT_TRUE(audit_store(*database, {kBridges.shape(), kBridgeYears.shape()}).is_clean());
}

TEST(DiskFullTest, what_has_no_room_is_refused_and_the_rest_goes_on) {
  for (const std::int64_t room : {300'000, 1'000'000, 1'234'567, 12'000'000}) {
    SCOPED_TRACE(room);
    const StoreFolder folder;
    const fs::path store = folder.path() / "store";
    { make_store(store); }
    const Shared<Filling> told;
    const Ending ending = in_child([&] {
      set_plan({.folder = folder.path().string(), .room = room});
      return fill(store, *told, [] { add_room(50'000'000); });
    });
    EXPECT_EQ(ending.exit_code, 0);
    expect_filled(store, *told);
  }
}

// The same on a real file system of 6 MB, where this process may mount one; above it is the counted room that is full.
TEST(DiskFullTest, a_small_disk) {
  const StoreFolder folder;
  const fs::path disk = folder.path() / "disk";
  fs::create_directory(disk);
  const Shared<Filling> told;
  constexpr int kNoMount = 55;
  const Ending ending = in_child([&] {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", disk.c_str(), "tmpfs", 0, "size=6m") != 0)
      return kNoMount;
    { make_store(disk / "store"); }
    std::ofstream(disk / "ballast") << std::string(2'000'000, 'b');
    const int filled = fill(disk / "store", *told, [&] { fs::remove(disk / "ballast"); });
    expect_filled(disk / "store", *told);
    return HasFailure() ? 1 : filled;
  });
  if (ending.exit_code == kNoMount) {
    std::printf("no right to mount: only the counted room was filled\n");
    return;
  }
  EXPECT_EQ(ending.exit_code, 0) << told->acknowledged << " acknowledged, " << told->refused_writes << " refused, "
                                 << told->read_while_full << " read, " << told->acknowledged_after << " after";
}

}  // namespace
}  // namespace guatu::fault
