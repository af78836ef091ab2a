// SPDX-License-Identifier: Apache-2.0
// kill −9 at random moments in the middle of importing 20,000 rows (trust.md 4, bar 1, in small): all of an import
// is there or nothing of it, what was acknowledged is there, the journal holds, and the store opens at once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include "platform/db/audit.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;

constexpr int kRows = 20'000;
constexpr int kKillsPerStore = 4;  // so that killed stores are killed again, and histories stay small
constexpr std::chrono::seconds kReadyWithin{2};

int kills_wanted() {
  const char* wanted = std::getenv("GUATU_KILLS");
  return wanted == nullptr ? 20 : std::atoi(wanted);
}

class Writer {
 public:
  explicit Writer(const std::filesystem::path& store) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      ::execl(GUATU_STORE_WRITER, GUATU_STORE_WRITER, store.c_str(), static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { ::close(output_); }

  void kill() const {
    ::kill(child_, SIGKILL);
    int status = 0;
    ::waitpid(child_, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
  }
  // The last round it said it had committed; 0 when none.
  int last_acknowledged() const {
    std::string text;
    char buffer[256];
    for (ssize_t length = 0; (length = ::read(output_, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<std::size_t>(length));
    const auto end = text.rfind('\n');
    if (end == std::string::npos) return 0;
    const auto begin = text.rfind('\n', end - 1);
    return std::atoi(text.c_str() + (begin == std::string::npos ? 0 : begin + 1));
  }

 private:
  pid_t child_ = 0;
  int output_ = -1;
};

void expect_all_or_nothing(const std::filesystem::path& store, int acknowledged) {
  const auto start = std::chrono::steady_clock::now();
  const auto database = Database::open(store, Access::create);
  ASSERT_TRUE(database) << database.error().problems.front().code;
  const Reader reader = database->reader();
  EXPECT_LE(std::chrono::steady_clock::now() - start, kReadyWithin);
  EXPECT_GE(reader.position(), acknowledged);
  if (reader.position() == 0) return;  // killed before the first entry
  const auto rounds = reader.query<std::int64_t, std::int64_t>("SELECT lanes, count(*) FROM bridge GROUP BY lanes");
  if (reader.position() == 1) {
    EXPECT_TRUE(rounds.empty());
  } else {
    ASSERT_EQ(rounds.size(), 1U) << "rows of two imports side by side";
    EXPECT_EQ(std::get<0>(rounds[0]), reader.position());
    EXPECT_EQ(std::get<1>(rounds[0]), kRows);
  }
  const auto report = audit_store(*database, {kBridges.shape()});
  for (const auto& problem : report.problems) ADD_FAILURE() << problem.place << ' ' << problem.code;
}

TEST(KillTest, an_import_is_there_in_full_or_not_at_all) {
  std::mt19937 random(std::random_device{}());
  std::unique_ptr<TemporaryDirectory> directory;
  int committed = 0;
  for (int kill = 0; kill < kills_wanted(); ++kill) {
    if (kill % kKillsPerStore == 0) directory = std::make_unique<TemporaryDirectory>();
    const auto store = directory->path() / "store";
    place_store(store);
    const Writer writer(store);
    const auto moment = std::chrono::milliseconds(1 + random() % 900);
    std::this_thread::sleep_for(moment);
    writer.kill();
    const int acknowledged = writer.last_acknowledged();
    SCOPED_TRACE("killed after " + std::to_string(moment.count()) + " ms, acknowledged " +
                 std::to_string(acknowledged));
    expect_all_or_nothing(store, acknowledged);
    if (acknowledged > 1) ++committed;
  }
  RecordProperty("kills_after_a_commit", committed);
}

}  // namespace
}  // namespace guatu::db
