// SPDX-License-Identifier: Apache-2.0
// Server (服务): HTTP/1.1 on TCP, TLS and a local socket, for synchronous handlers on a pool of workers. Slow, silent,
// oversized and malformed clients are answered or cut off without a worker ever waiting for them. Refuses
// http.address_malformed, http.address_in_use, http.address_not_usable, http.bad_certificate, http.insecure_address
// (plain http beyond loopback needs consent).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace guatu::http {

enum class PlainHttp { loopback_only, anywhere };

struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t connections = 10'000;
  std::size_t connections_per_source = 2'000;
  std::size_t target_bytes = 8 * 1024;
  std::size_t queued_requests = 1'024;                      // beyond it: 503 with Retry-After
  std::uint64_t pending_body_bytes = 256ULL * 1024 * 1024;  // of all requests together; beyond it: 503
  std::size_t stream_bytes = 256 * 1024;                    // that wait for one reader of events; beyond it: cut off
  std::chrono::seconds header_time{10};
  std::chrono::seconds body_time{60};
  std::chrono::seconds write_time{60};
  std::chrono::seconds keep_alive{75};
  std::chrono::seconds drain_time{10};
  std::chrono::seconds heartbeat{20};  // a comment on a silent event stream, so that proxies keep it
};

// One answered request, for metrics; a request that could not be read has no method.
struct Served {
  std::optional<Method> method;
  int status = 0;
  std::chrono::microseconds duration{0};  // until the reply was ready
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  PlainHttp plain_http = PlainHttp::loopback_only;
  std::filesystem::path certificate;  // PEM chain; with the key: TLS
  std::filesystem::path key;
  std::filesystem::path local_socket;        // empty: none; mode 0600
  std::vector<std::string> hosts;            // Host values believed beside loopback names and the address itself
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and -Proto are believed
  int workers = 16;
  Limits limits;
  std::function<void(std::string_view)> log;          // what an operator should know; from any thread
  std::function<void(const Served&)> request_served;  // from the thread of the sockets: must be quick
};

struct Load {
  std::size_t connections = 0;
  std::size_t streams = 0;
  std::size_t queued = 0;
  std::uint64_t requests = 0;  // answered since the start
};

class Server {
 public:
  static Result<Server> start(ServerOptions options, Handler handler, BodyLimit body_limit);
  Server(Server&&) noexcept;
  ~Server();  // drains

  std::uint16_t port() const;
  Load load() const;
  // Reads certificate and key again; connections that are open keep theirs. What is refused changes nothing.
  Result<void> reload_certificate();
  // Takes no new connection, ends streams, answers what has begun, within limits.drain_time.
  void drain();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace guatu::http
