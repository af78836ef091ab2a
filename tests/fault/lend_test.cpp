// SPDX-License-Identifier: Apache-2.0
// The turn lent between real processes: a server that stays, commands that come, wait, die and hang.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <thread>

#include "platform/db/audit.hpp"
#include "platform/db/store_lock.hpp"
#include "platform/db/store_test.hpp"
#include "platform/db/turn_lender.hpp"

namespace guatu::db {
namespace {

using namespace testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class Borrower {
 public:
  Borrower(const fs::path& store, std::vector<std::string> what) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    std::vector<std::string> words{GUATU_TURN_BORROWER, store.string()};
    words.insert(words.end(), what.begin(), what.end());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  Borrower(const Borrower&) = delete;
  Borrower& operator=(const Borrower&) = delete;
  ~Borrower() {
    if (child_ > 0) kill();
    ::close(output_);
  }

  std::string line() const {
    std::string text;
    for (char letter = 0; ::read(output_, &letter, 1) == 1 && letter != '\n';) text.push_back(letter);
    return text;
  }
  int wait() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void kill() {
    ::kill(child_, SIGKILL);
    wait();
  }
  pid_t pid() const { return child_; }

 private:
  pid_t child_ = 0;
  int output_ = -1;
};

class LendTest : public ::testing::Test {
 protected:
  LendTest() { make_store(directory.path()); }
  static void add_bridge(Database& database, int number) {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(number));
    tx.journal({"bridge.imported", "", "{}"});
    tx.commit();
  }
  static void expect_sound(const Database& database, std::size_t bridges) {
    EXPECT_EQ(load(database.reader(), kBridges).size(), bridges);
    const auto report = audit_store(database, {kBridges.shape(), kBridgeYears.shape()});
    for (const auto& problem : report.problems) ADD_FAILURE() << problem.place << ' ' << problem.code;
  }

  TemporaryDirectory directory;
};

TEST_F(LendTest, a_command_writes_while_the_server_runs) {
  auto server = *Database::open(directory.path(), Access::serve);
  struct stat status {};
  ASSERT_EQ(::stat((directory.path() / kTurnSocket).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  add_bridge(server, 1);
  Borrower command(directory.path(), {"write", "2", "6"});
  EXPECT_EQ(command.line(), "open");
  EXPECT_EQ(command.line(), "written");
  EXPECT_EQ(command.wait(), 0);
  add_bridge(server, 7);
  expect_sound(server, 7);
}

TEST_F(LendTest, servers_and_commands_take_turns) {
  auto server = *Database::open(directory.path(), Access::serve);
  std::vector<std::unique_ptr<Borrower>> commands;
  for (int i = 1; i <= 4; ++i)
    commands.push_back(std::make_unique<Borrower>(
        directory.path(), std::vector<std::string>{"write", std::to_string(1000 * i), std::to_string(1000 * i + 24)}));
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 3; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 25; ++i) add_bridge(server, 100 * thread + i);
    });
  threads.clear();
  for (auto& command : commands) EXPECT_EQ(command->wait(), 0);
  expect_sound(server, 4 * 25 + 3 * 25);
}

TEST_F(LendTest, who_waits_too_long_is_refused_and_reading_goes_on) {
  auto server = *Database::open(directory.path(), Access::serve);
  Borrower command(directory.path(), {"hang"});
  EXPECT_EQ(command.line(), "open");
  EXPECT_EQ(command.line(), "hanging");
  const auto refused = server.begin(kClerk, kNow);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problems.front().code, "store.locked");
  EXPECT_EQ(refused.error().problems.front().args.at("holder"), std::to_string(command.pid()));
  EXPECT_TRUE(load(server.reader(), kBridges).empty());
  command.kill();  // in the middle of its transaction
  add_bridge(server, 2);
  expect_sound(server, 1);
}

TEST_F(LendTest, who_keeps_the_turn_too_long_loses_it) {
  const StoreLock lock = *StoreLock::take(directory.path());
  GroupCommit writers(*Connection::open(directory.path() / "guatu.db", Mode::write), nullptr);
  const auto lender = *TurnLender::start(
      writers, directory.path(), {.request_time = 2s, .turn_time = 2s, .lent_time = 100ms, .farewell_time = 100ms});
  const auto begin = std::chrono::steady_clock::now();
  const auto turn = *BorrowedTurn::ask(directory.path());
  ASSERT_TRUE(turn);
  EXPECT_TRUE(writers.take(begin + 5s, Expected::small));  // although the borrower has not ended
}

TEST_F(LendTest, silence_and_nonsense_are_not_lent_to) {
  auto server = *Database::open(directory.path(), Access::serve);
  const auto connected = [&] {
    const int connection = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, (directory.path() / kTurnSocket).c_str(), sizeof address.sun_path - 1);
    EXPECT_EQ(::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return connection;
  };
  for (const std::string_view words : {"lent\n", "\n", "GET / HTTP/1.1\r\n\r\n"}) {
    const int connection = connected();
    EXPECT_EQ(::send(connection, words.data(), words.size(), MSG_NOSIGNAL), static_cast<ssize_t>(words.size()));
    char answer = 0;
    EXPECT_LE(::recv(connection, &answer, 1, 0), 0) << words;
    ::close(connection);
  }
  const int silent = connected();
  add_bridge(server, 1);
  Borrower command(directory.path(), {"write", "2", "2"});
  EXPECT_EQ(command.line(), "open");  // after the silent one was given up
  EXPECT_EQ(command.wait(), 0);
  ::close(silent);
  expect_sound(server, 2);
}

TEST_F(LendTest, a_server_does_not_borrow_and_a_dead_one_is_no_hindrance) {
  {
    Borrower first(directory.path(), {"serve"});
    EXPECT_EQ(first.line(), "open");
    EXPECT_EQ(first.wait(), 0);
  }
  const auto server = *Database::open(directory.path(), Access::serve);
  Borrower second(directory.path(), {"serve"});
  EXPECT_EQ(second.line(), "store.locked");
  EXPECT_EQ(second.wait(), 1);
}

TEST_F(LendTest, a_socket_that_nobody_listens_on_is_no_hindrance) {
  {
    const auto server = *Database::open(directory.path(), Access::serve);
    fs::create_hard_link(directory.path() / kTurnSocket, directory.path() / "kept");
  }
  fs::rename(directory.path() / "kept", directory.path() / kTurnSocket);  // as after kill −9
  Borrower command(directory.path(), {"write", "1", "1"});
  EXPECT_EQ(command.line(), "open");
  EXPECT_EQ(command.wait(), 0);
  const auto server = *Database::open(directory.path(), Access::serve);
  Borrower other(directory.path(), {"write", "2", "2"});
  EXPECT_EQ(other.line(), "open");
}

TEST_F(LendTest, a_lock_holder_that_does_not_lend_refuses) {
  const auto writer = *Database::open(directory.path(), Access::write);
  Borrower command(directory.path(), {"write", "1", "1"});
  EXPECT_EQ(command.line(), "store.locked");
  EXPECT_EQ(command.wait(), 1);
}

TEST_F(LendTest, an_older_server_is_not_written_under) {
  const auto server = *Database::open(directory.path(), Access::serve);
  run_raw(directory.path(), "DELETE FROM migration WHERE number = (SELECT max(number) FROM migration)");
  Borrower command(directory.path(), {"write", "1", "1"});
  EXPECT_EQ(command.line(), "store.server_is_older");
}

}  // namespace
}  // namespace guatu::db
