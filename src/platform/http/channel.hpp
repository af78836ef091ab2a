// SPDX-License-Identifier: Apache-2.0
// Channel (通道): bytes over one non-blocking socket, plain or inside TLS 1.2 and 1.3. Nothing here waits: a call says
// how many bytes went or what the socket must be ready for. TlsContext is a certificate with its key; refuses
// http.bad_certificate.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace guatu::http {

class TlsContext {
 public:
  static Result<TlsContext> load(const std::filesystem::path& certificate, const std::filesystem::path& key);
  std::shared_ptr<ssl_st> session_on(int socket) const;

 private:
  std::shared_ptr<ssl_ctx_st> context_;
};

struct Transfer {
  enum class Outcome { moved, wants_read, wants_write, ended };
  Outcome outcome = Outcome::ended;
  std::size_t bytes = 0;
};

class Channel {
 public:
  // The socket stays its owner's.
  Channel(int socket, std::shared_ptr<ssl_st> tls) : socket_(socket), tls_(std::move(tls)) {}

  Transfer shake_hands();  // moved: done
  Transfer read(std::span<char> into);
  Transfer write(std::string_view bytes);
  void end_writing();

 private:
  Transfer outcome_of(int returned);

  int socket_;
  std::shared_ptr<ssl_st> tls_;
};

}  // namespace guatu::http
