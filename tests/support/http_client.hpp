// SPDX-License-Identifier: Apache-2.0
// A plain HTTP/1.1 client for tests: one connection, blocking, by content length or chunks. It keeps the session's
// cookie and token once log_in() has them, and reconnects when the server has closed an idle connection.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_writer.hpp"
#include "platform/json/json.hpp"

namespace guatu::testing {

struct HttpReply {
  int status = 0;                                            // 0: the connection ended without a reply
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  std::string header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, std::string source = "127.0.0.1") : port_(port), source_(std::move(source)) {}
  HttpClient(HttpClient&& other) noexcept
      : port_(other.port_),
        source_(std::move(other.source_)),
        socket_(std::exchange(other.socket_, -1)),
        cookie_(std::move(other.cookie_)),
        token_(std::move(other.token_)) {}
  HttpClient& operator=(HttpClient&&) = delete;
  ~HttpClient() { disconnect(); }

  // A write that was sent may have been done even when no reply came: status 0, and it is not sent again.
  HttpReply send(std::string_view method, std::string_view path, std::string_view body = {},
                 const HttpHeaders& more = {}) {
    return exchange(method, head_of(method, path, body, more) + std::string(body));
  }
  // The whole request as text, without anything added to it.
  HttpReply exchange(std::string_view method, const std::string& text) {
    for (int attempt = 0; attempt < 2; ++attempt) {
      const bool is_fresh = socket_ < 0;
      if (is_fresh && !connect()) return {};
      if (write_all(text)) {
        HttpReply reply = read_reply(method);
        if (reply.status != 0) return reply;
      }
      disconnect();
      if (is_fresh || method != "GET") return {};
    }
    return {};
  }
  HttpReply get(std::string_view path, const HttpHeaders& more = {}) { return send("GET", path, {}, more); }
  // Sends and goes away without waiting for the reply.
  void send_and_leave(std::string_view method, std::string_view path, std::string_view body,
                      const HttpHeaders& more = {}) {
    if (socket_ >= 0 || connect()) write_all(head_of(method, path, body, more) + std::string(body));
    disconnect();
  }

  // True when the server has let this account in; cookie and token are kept for what follows.
  bool log_in(std::string_view account, std::string_view password) { return is_in(try_to_log_in(account, password)); }
  static bool is_in(const HttpReply& reply) { return reply.status == 200 || reply.status == 201; }
  HttpReply try_to_log_in(std::string_view account, std::string_view password) {
    keep_session(get("/api/v1/session"));
    JsonWriter json;
    json.begin_object().member("account", account).member("password", password).end_object();
    HttpReply reply = send("POST", "/api/v1/session", json.str());
    if (is_in(reply)) keep_session(reply);
    return reply;
  }
  // Works in the session that another client has logged in to.
  void share_session_of(const HttpClient& other) {
    cookie_ = other.cookie_;
    token_ = other.token_;
  }
  const std::string& cookie() const { return cookie_; }
  const std::string& token() const { return token_; }
  void disconnect() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    buffer_.clear();
  }

 private:
  std::string head_of(std::string_view method, std::string_view path, std::string_view body,
                      const HttpHeaders& more) const {
    std::string head = std::string(method) + ' ' + std::string(path) +
                       " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n";
    if (!cookie_.empty()) head += "Cookie: " + cookie_ + "\r\n";
    if (method != "GET" && method != "HEAD") {
      head += "Origin: http://127.0.0.1:" + std::to_string(port_) + "\r\n";
      head += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
      if (!token_.empty()) head += "X-Guatu-Token: " + token_ + "\r\n";
    }
    for (const auto& [name, value] : more) head += name + ": " + value + "\r\n";
    return head + "\r\n";
  }

  void keep_session(const HttpReply& reply) {
    const std::string set = reply.header("set-cookie");
    if (!set.empty()) cookie_ = set.substr(0, set.find(';'));
    const auto document = json::parse(reply.body);
    if (!document) return;
    if (const auto token = document->root().text("token")) token_ = *token;
  }

  bool connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in from{};
    from.sin_family = AF_INET;
    ::inet_pton(AF_INET, source_.c_str(), &from.sin_addr);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port_);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&from), sizeof from) == 0 &&
        ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0)
      return true;
    disconnect();
    return false;
  }

  bool write_all(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  bool fill() {
    char bytes[16384];
    const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }
  bool fill_until(std::size_t size) {
    while (buffer_.size() < size)
      if (!fill()) return false;
    return true;
  }
  std::string take(std::size_t size) {
    std::string taken = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return taken;
  }
  std::string take_line() {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n")) == std::string::npos)
      if (!fill()) return {};
    std::string line = take(end);
    take(2);
    return line;
  }

  HttpReply read_reply(std::string_view method) {
    HttpReply reply;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
      if (!fill()) return {};
    read_head(take(end + 4), reply);
    if (method == "HEAD" || reply.status == 204 || reply.status == 304) return reply;
    if (reply.header("transfer-encoding") == "chunked") {
      while (true) {
        const auto size = std::strtoull(take_line().c_str(), nullptr, 16);
        if (!fill_until(size + 2)) return {};
        reply.body += take(size);
        take(2);
        if (size == 0) break;
      }
    } else {
      const auto size = std::strtoull(reply.header("content-length").c_str(), nullptr, 10);
      if (!fill_until(size)) return {};
      reply.body = take(size);
    }
    if (reply.header("connection") == "close") disconnect();
    return reply;
  }

  static void read_head(const std::string& head, HttpReply& reply) {
    reply.status = std::atoi(head.c_str() + std::min<std::size_t>(head.size(), 9));
    std::size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
      const std::size_t end = head.find("\r\n", at);
      const std::string line = head.substr(at, end - at);
      at = end + 2;
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      std::string name = line.substr(0, colon);
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const std::size_t begin = line.find_first_not_of(' ', colon + 1);
      reply.headers.emplace_back(std::move(name), begin == std::string::npos ? "" : line.substr(begin));
    }
  }

  std::uint16_t port_;
  std::string source_;
  int socket_ = -1;
  std::string buffer_;
  std::string cookie_;
  std::string token_;
};

}  // namespace guatu::testing
