// SPDX-License-Identifier: Apache-2.0
#include "platform/db/turn_lender.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include "base/assert.hpp"

namespace guatu::db {
namespace {

using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::string_view kRequest = "lend\n";
constexpr std::string_view kLent = "lent\n";
constexpr std::string_view kBusy = "busy\n";

int milliseconds_until(SteadyTime deadline) {
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  return left <= 0 ? 0 : static_cast<int>(left + 1);
}

// An address has room for 107 bytes and a store's path may be longer: the folder is named by its descriptor.
sockaddr_un address_in(int folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(folder) + "/" + kTurnSocket;
  GUATU_ASSERT(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

Descriptor open_folder(const std::filesystem::path& directory) {
  return Descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

// One short line, or what came until the deadline.
std::string read_line(int connection, SteadyTime deadline) {
  std::string line;
  while (line.size() < 16 && !line.ends_with('\n')) {
    pollfd waiting{connection, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, milliseconds_until(deadline));
    if (ready < 0 && errno == EINTR) continue;
    char letter = 0;
    if (ready <= 0 || ::recv(connection, &letter, 1, MSG_DONTWAIT) != 1) break;
    line.push_back(letter);
  }
  return line;
}

bool send_line(int connection, std::string_view line) {
  return ::send(connection, line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT) == static_cast<ssize_t>(line.size());
}

// Nobody else's process may stop this one from writing.
std::optional<int> trusted_peer(int connection) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return std::nullopt;
  if (peer.uid != 0 && peer.uid != ::geteuid()) return std::nullopt;
  return peer.pid;
}

}  // namespace

// ---- the server's side ----

TurnLender::TurnLender(GroupCommit& writers, std::filesystem::path directory, Limits limits)
    : writers_(writers), directory_(std::move(directory)), limits_(limits) {}

Result<std::unique_ptr<TurnLender>> TurnLender::start(GroupCommit& writers, const std::filesystem::path& directory,
                                                      Limits limits) {
  std::unique_ptr<TurnLender> lender(new TurnLender(writers, directory, limits));
  GUATU_CHECK(lender->listen());
  lender->thread_ = std::jthread([raw = lender.get()] { raw->serve(); });
  return lender;
}

Result<void> TurnLender::listen() {
  const auto refusal = [&] {
    return refuse(ErrorKind::unavailable, (directory_ / kTurnSocket).string(), "store.not_writable",
                  {{"reason", std::strerror(errno)}});
  };
  const Descriptor folder = open_folder(directory_);
  if (!folder.is_open()) return refusal();
  listener_ = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  stop_ = Descriptor(::eventfd(0, EFD_CLOEXEC));
  if (!listener_.is_open() || !stop_.is_open()) return refusal();
  if (::unlinkat(folder.number(), kTurnSocket, 0) != 0 && errno != ENOENT) return refusal();
  const sockaddr_un address = address_in(folder.number());
  // The mode of the socket's descriptor becomes that of its file: there is no moment in which it is open to others.
  if (::fchmod(listener_.number(), 0600) != 0 ||
      ::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_.number(), 16) != 0)
    return refusal();
  return {};
}

TurnLender::~TurnLender() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    if (::write(stop_.number(), &one, sizeof one) != sizeof one) std::terminate();  // the thread would never end
    thread_.join();
    std::error_code error;
    std::filesystem::remove(directory_ / kTurnSocket, error);
  }
}

void TurnLender::serve() {
  for (;;) {
    std::array<pollfd, 2> waiting{{{listener_.number(), POLLIN, 0}, {stop_.number(), POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
    if (waiting[1].revents != 0) return;
    const Descriptor connection(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.is_open()) lend_to(connection.number());
  }
}

bool TurnLender::is_asked(int connection) const {
  return read_line(connection, std::chrono::steady_clock::now() + limits_.request_time) == kRequest;
}

// True when the other side has closed; `also` ends the wait as well.
bool TurnLender::wait_for_end(int connection, milliseconds time, int also) const {
  const auto deadline = std::chrono::steady_clock::now() + time;
  for (;;) {
    std::array<pollfd, 2> waiting{{{connection, POLLIN, 0}, {also, POLLIN, 0}}};
    const int ready = ::poll(waiting.data(), also < 0 ? 1 : 2, milliseconds_until(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    if (waiting[0].revents != 0) {
      std::array<char, 64> ignored{};
      if (::recv(connection, ignored.data(), ignored.size(), MSG_DONTWAIT) <= 0) return true;
      continue;
    }
    return false;
  }
}

void TurnLender::lend_to(int connection) {
  const auto peer = trusted_peer(connection);
  if (!peer || !is_asked(connection)) return;
  try {
    const auto pause = writers_.pause(std::chrono::steady_clock::now() + limits_.turn_time);
    if (!pause) {
      send_line(connection, kBusy);
      return;
    }
    borrower_ = *peer;
    if (send_line(connection, kLent) && !wait_for_end(connection, limits_.lent_time, stop_.number()))
      // This process ends, or the time is up.
      wait_for_end(connection, limits_.farewell_time, -1);
    borrower_ = 0;
  } catch (const Failure&) {
    // The writers before it could not be committed, and have been told; it may ask again.
    send_line(connection, kBusy);
  }
}

// ---- the borrower's side ----

Result<std::optional<BorrowedTurn>> BorrowedTurn::ask(const std::filesystem::path& directory, milliseconds patience) {
  const Descriptor folder = open_folder(directory);
  Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!folder.is_open() || !connection.is_open()) return std::nullopt;
  const sockaddr_un address = address_in(folder.number());
  if (::connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      !send_line(connection.number(), kRequest))
    return std::nullopt;
  ucred lender{};
  socklen_t size = sizeof lender;
  ::getsockopt(connection.number(), SOL_SOCKET, SO_PEERCRED, &lender, &size);
  if (read_line(connection.number(), std::chrono::steady_clock::now() + patience) != kLent)
    return refuse(ErrorKind::unavailable, directory.string(), "store.locked", {{"holder", std::to_string(lender.pid)}});
  return BorrowedTurn(std::move(connection));
}

}  // namespace guatu::db
