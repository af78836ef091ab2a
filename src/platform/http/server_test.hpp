// SPDX-License-Identifier: Apache-2.0
// For tests only: a server with a small handler, and a client that sends any bytes and reads what comes back.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "platform/descriptor/descriptor.hpp"
#include "platform/http/server.hpp"

namespace guatu::http::testing {

using namespace std::chrono_literals;

inline Reply echo(const Request& request) {
  Reply reply = text_reply(200, std::string(method_name(request.method)) + " " + request.path + " " + request.body);
  for (const auto& [name, value] : request.query) reply.body += "\n" + name + "=" + value;
  return reply;
}

inline std::uint64_t mebibyte(Method, std::string_view) { return 1024 * 1024; }

inline ServerOptions local_options() {
  ServerOptions options;
  options.port = 0;
  options.workers = 4;
  return options;
}

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  explicit Client(Descriptor socket) : socket_(std::move(socket)) {}

  Client& send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
  }

  // Everything up to the end of the connection, or what came within the time.
  std::string read_all(std::chrono::milliseconds time = 10s) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (receive(end)) {
    }
    return std::exchange(received_, {});
  }

  // One reply with a Content-Length; empty when the connection ended before.
  std::string read_reply(std::chrono::milliseconds time = 10s) {
    const auto end = std::chrono::steady_clock::now() + time;
    for (;;) {
      if (const auto size = reply_size(); size != std::string::npos && received_.size() >= size) {
        std::string reply = received_.substr(0, size);
        received_.erase(0, size);
        return reply;
      }
      if (!receive(end)) return {};
    }
  }

  std::string read_until(std::string_view text, std::chrono::milliseconds time = 10s) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!received_.contains(text) && receive(end)) {
    }
    return std::exchange(received_, {});
  }

  bool is_closed_within(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (receive(end)) {
    }
    return is_closed_;
  }

  void end_writing() { ::shutdown(socket_.number(), SHUT_WR); }
  int number() const { return socket_.number(); }

 private:
  std::size_t reply_size() const {
    const auto head = received_.find("\r\n\r\n");
    if (head == std::string::npos) return head;
    constexpr std::string_view kLength = "\r\nContent-Length: ";
    const auto length = received_.find(kLength);
    return head + 4 + (length < head ? std::stoul(received_.substr(length + kLength.size(), 20)) : 0);
  }

  bool receive(std::chrono::steady_clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    pollfd waiting{socket_.number(), POLLIN, 0};
    if (is_closed_ || left <= 0ms || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 16 * 1024> piece;
    const auto size = ::recv(socket_.number(), piece.data(), piece.size(), 0);
    is_closed_ = size <= 0;
    if (size > 0) received_.append(piece.data(), static_cast<std::size_t>(size));
    return size > 0;
  }

  Descriptor socket_;
  std::string received_;
  bool is_closed_ = false;
};

inline int status_of(std::string_view reply) {
  return reply.size() > 12 && reply.starts_with("HTTP/1.1 ") ? std::stoi(std::string(reply.substr(9, 3))) : 0;
}

inline std::string body_of(std::string_view reply) {
  const auto head = reply.find("\r\n\r\n");
  return head == std::string_view::npos ? std::string() : std::string(reply.substr(head + 4));
}

inline std::string get(std::string_view path, std::string_view fields = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

inline Server started(ServerOptions options, Handler handler = echo, BodyLimit limit = mebibyte) {
  auto server = Server::start(std::move(options), std::move(handler), std::move(limit));
  if (!server) throw std::runtime_error(server.error().problems.at(0).code);
  return *std::move(server);
}

}  // namespace guatu::http::testing
