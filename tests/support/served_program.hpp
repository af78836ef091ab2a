// SPDX-License-Identifier: Apache-2.0
// ServedProgram: `guatu serve` as a child of the test, on a free port of this machine, with what it printed and how
// it ended. GUATU_PROGRAM is the program's path.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace guatu::testing {

class ServedProgram {
 public:
  // `arguments` after `serve`; variables as NAME=VALUE. The log goes where the arguments say, else to /dev/null.
  explicit ServedProgram(std::vector<std::string> arguments, std::vector<std::string> variables = {}) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      for (std::string& variable : variables) ::putenv(variable.data());
      std::vector<char*> words{const_cast<char*>("guatu"), const_cast<char*>("serve")};
      for (std::string& argument : arguments) words.push_back(argument.data());
      words.push_back(nullptr);
      ::execv(GUATU_PROGRAM, words.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  ServedProgram(const ServedProgram&) = delete;
  ServedProgram& operator=(const ServedProgram&) = delete;
  ~ServedProgram() {
    if (child_ > 0) end_with(SIGKILL);
    ::close(output_);
  }

  // The port from the line that says the address; 0 when it ended or the time is up before that.
  std::uint16_t port(std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (port_ == 0) {
      const auto at = text_.find("://127.0.0.1:");
      if (at != std::string::npos && text_.find('/', at + 13) != std::string::npos)
        port_ = static_cast<std::uint16_t>(std::atoi(text_.c_str() + at + 13));
      else if (!read_until(deadline))
        break;
    }
    return port_;
  }
  // Everything it has printed until it ends, or until the deadline.
  const std::string& text(std::chrono::milliseconds patience = std::chrono::milliseconds(0)) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (read_until(deadline)) {
    }
    return text_;
  }
  void send(int signal) const { ::kill(child_, signal); }
  // The exit status; 128 + signal when that ended it.
  int end_with(int signal) {
    if (signal != 0) ::kill(child_, signal);
    return wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  bool read_until(std::chrono::steady_clock::time_point deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    pollfd waiting{output_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(left < 0 ? 0 : left)) <= 0) return false;
    char bytes[4096];
    const auto got = ::read(output_, bytes, sizeof bytes);
    if (got <= 0) return false;
    text_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  pid_t child_ = -1;
  int output_ = -1;
  std::string text_;
  std::uint16_t port_ = 0;
};

}  // namespace guatu::testing
