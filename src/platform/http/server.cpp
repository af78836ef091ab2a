// SPDX-License-Identifier: Apache-2.0
#include "platform/http/server.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <mutex>
#include <thread>

#include "platform/http/connection.hpp"
#include "platform/http/listener.hpp"
#include "platform/http/transport.hpp"

namespace guatu::http {
namespace {

using Clock = std::chrono::steady_clock;
using Side = boost::asio::posix::stream_descriptor;

constexpr std::size_t kScratchBytes = 64 * 1024;
constexpr int kAcceptedInARow = 64;
constexpr std::chrono::milliseconds kTick{250};
constexpr std::chrono::milliseconds kDrainTick{5};
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr std::size_t kDescriptorsBeside = 256;  // files and databases of the rest of the program

// One soft limit for the whole program, raised as far as it may be.
void make_room_for(std::size_t connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::max(limit.rlim_cur, std::min<rlim_t>(limit.rlim_max, connections + kDescriptorsBeside));
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

Result<void> check_secrecy(const ServerOptions& options) {
  const bool is_local = options.address == "localhost" || is_loopback_address(options.address);
  if (is_local || !options.certificate.empty() || options.plain_http == PlainHttp::anywhere) return {};
  return refuse(ErrorKind::invalid, options.address, "http.insecure_address");
}

}  // namespace

Transport::Transport(ServerOptions chosen, Handler answers, BodyLimit limit)
    : options(std::move(chosen)),
      handler(std::move(answers)),
      body_limit(std::move(limit)),
      hosts(options.hosts),
      proxies(options.trusted_proxies),
      mailbox(std::make_shared<Mailbox>([this] { boost::asio::post(io, [this] { deliver(); }); })),
      scratch(kScratchBytes),
      workers(static_cast<std::size_t>(std::max(options.workers, 1)), running_jobs_max(),
              options.limits.queued_requests) {}

void Transport::log(std::string_view what) const {
  if (options.log) options.log(what);
}

void Transport::deliver() {
  for (auto& delivery : mailbox->take())
    if (delivery.reply)
      delivery.to->deliver(*std::move(delivery.reply));
    else
      delivery.to->stream_has_news();
}

void Transport::forget(Connection& connection) {
  const auto counted = per_source.find(source_of(connection.endpoints().peer));
  if (counted != per_source.end() && --counted->second == 0) per_source.erase(counted);
  connections.erase(connection.shared_from_this());
  counters.connections = connections.size();
}

struct Server::State {
  State(ServerOptions options, Handler handler, BodyLimit body_limit)
      : transport(std::move(options), std::move(handler), std::move(body_limit)), timer(transport.io) {}
  ~State() { drain(); }

  struct Listener {
    Descriptor socket;
    Side readiness;
    bool is_local = false;
    bool is_paused = false;
  };

  Result<void> open();
  void drain();
  void listen(Descriptor socket, bool is_local);
  void wait_for(Listener& listener);
  void accept(Listener& listener);
  void admit(Accepted accepted, const Listener& listener);
  void each_connection(const std::function<void(Connection&)>& visit);
  void tick();
  void begin_draining();
  void stop();

  Transport transport;
  boost::asio::steady_timer timer;
  std::optional<TlsContext> tls;  // touched by the thread of the sockets once it runs
  std::list<Listener> listeners;
  std::uint16_t port = 0;
  Moment drained_by = Moment::max();
  std::mutex draining;
  std::thread thread;
};

Result<void> Server::State::open() {
  const ServerOptions& options = transport.options;
  GUATU_CHECK(check_secrecy(options));
  if (!options.certificate.empty()) {
    GUATU_TRY(tls, TlsContext::load(options.certificate, options.key));
  }
  GUATU_TRY(Descriptor socket, listen_on(options.address, options.port));
  port = port_of(socket);
  listen(std::move(socket), false);
  if (!options.local_socket.empty()) {
    GUATU_TRY(Descriptor local, listen_on(options.local_socket));
    listen(std::move(local), true);
  }
  make_room_for(options.limits.connections);
  tick();
  thread = std::thread([this] {
    block_signals();  // SIGPIPE among them: a socket that is gone is an error code here
    for (;;) try {
        transport.io.run();
        return;
      } catch (const std::exception& problem) {
        transport.log(problem.what());
      }
  });
  return {};
}

void Server::State::listen(Descriptor socket, bool is_local) {
  auto& listener = listeners.emplace_back(Listener{std::move(socket), Side(transport.io), is_local});
  listener.readiness.assign(::dup(listener.socket.number()));
  wait_for(listener);
}

void Server::State::wait_for(Listener& listener) {
  listener.readiness.async_wait(Side::wait_read, [this, &listener](const boost::system::error_code& problem) {
    if (!problem) accept(listener);
  });
}

void Server::State::accept(Listener& listener) {
  for (int accepted = 0; accepted < kAcceptedInARow; ++accepted) {
    auto next = accept_from(listener.socket);
    if (!next && next.error() == AcceptFailure::no_room) {
      listener.is_paused = true;  // until the next tick
      return transport.log("no room for another connection: too many open files");
    }
    if (!next) break;
    admit(*std::move(next), listener);
  }
  wait_for(listener);
}

void Server::State::admit(Accepted accepted, const Listener& listener) {
  const Limits& limits = transport.options.limits;
  const bool is_counted = !listener.is_local && !transport.proxies.trusts(accepted.endpoints.peer);
  const std::string source = source_of(accepted.endpoints.peer);
  const auto known = transport.per_source.find(source);
  const bool source_is_full =
      is_counted && known != transport.per_source.end() && known->second >= limits.connections_per_source;
  if (transport.connections.size() >= limits.connections || source_is_full) {
    if (!tls) ::send(accepted.socket.number(), kFull.data(), kFull.size(), MSG_NOSIGNAL);
    return;
  }
  ++transport.per_source[source];
  accepted.endpoints.is_tls = tls && !listener.is_local;
  auto session = accepted.endpoints.is_tls ? tls->session_on(accepted.socket.number()) : nullptr;
  const auto connection = std::make_shared<Connection>(transport, std::move(accepted.socket), std::move(session),
                                                       std::move(accepted.endpoints));
  transport.connections.insert(connection);
  transport.counters.connections = transport.connections.size();
  connection->start();
}

void Server::State::each_connection(const std::function<void(Connection&)>& visit) {
  for (auto next = transport.connections.begin(); next != transport.connections.end();) {
    const auto connection = *next++;  // it may close, and leave the set
    visit(*connection);
  }
}

void Server::State::tick() {
  const Moment now = Clock::now();
  each_connection([&](Connection& connection) { connection.tick(now); });
  for (auto& listener : listeners)
    if (std::exchange(listener.is_paused, false)) wait_for(listener);
  timer.expires_after(transport.is_draining ? kDrainTick : kTick);
  timer.async_wait([this](const boost::system::error_code&) {
    const bool is_done = transport.is_draining && (transport.connections.empty() || Clock::now() >= drained_by);
    is_done ? stop() : tick();
  });
}

void Server::State::begin_draining() {
  drained_by = Clock::now() + transport.options.limits.drain_time;
  listeners.clear();
  each_connection([](Connection& connection) { connection.drain(); });
  timer.cancel();
}

void Server::State::stop() {
  each_connection([](Connection& connection) { connection.close(); });
  transport.mailbox->close();
  transport.io.stop();
}

void Server::State::drain() {
  const std::scoped_lock lock(draining);
  if (!thread.joinable()) return;
  transport.is_draining = true;
  boost::asio::post(transport.io, [this] { begin_draining(); });
  thread.join();
  transport.workers.finish();
  if (!transport.options.local_socket.empty()) ::unlink(transport.options.local_socket.c_str());
}

Result<Server> Server::start(ServerOptions options, Handler handler, BodyLimit body_limit) {
  auto state = std::make_unique<State>(std::move(options), std::move(handler), std::move(body_limit));
  GUATU_CHECK(state->open());
  return Server(std::move(state));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server::~Server() = default;

std::uint16_t Server::port() const { return state_->port; }

Load Server::load() const {
  const Transport& transport = state_->transport;
  return {transport.counters.connections, transport.counters.streams, transport.workers.waiting(),
          transport.counters.requests};
}

Result<void> Server::reload_certificate() {
  const ServerOptions& options = state_->transport.options;
  if (options.certificate.empty()) return {};
  GUATU_TRY(auto fresh, TlsContext::load(options.certificate, options.key));
  boost::asio::post(state_->transport.io, [state = state_.get(), fresh] { state->tls = fresh; });
  return {};
}

void Server::drain() { state_->drain(); }

}  // namespace guatu::http
