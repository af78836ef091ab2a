// SPDX-License-Identifier: Apache-2.0
// Transport (传输): what all connections of a server share. One thread runs `io` and touches connections; workers run
// handlers; word between them goes through the mailbox. Only server.cpp and connection.cpp see Asio.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "platform/http/event_stream.hpp"
#include "platform/http/peer.hpp"
#include "platform/http/server.hpp"
#include "platform/http/worker_pool.hpp"

namespace guatu::http {

using Moment = std::chrono::steady_clock::time_point;

struct Counters {
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::size_t> streams = 0;
  std::atomic<std::uint64_t> requests = 0;
};

struct Transport {
  Transport(ServerOptions chosen, Handler answers, BodyLimit limit);

  void log(std::string_view what) const;
  void forget(Connection& connection);
  // Hands replies from the mailbox to their connections.
  void deliver();

  ServerOptions options;
  Handler handler;
  BodyLimit body_limit;
  Hosts hosts;
  Proxies proxies;
  boost::asio::io_context io{1};
  std::shared_ptr<Mailbox> mailbox;
  std::vector<char> scratch;  // what is read or written right now, whoever does it
  std::set<std::shared_ptr<Connection>> connections;
  std::map<std::string, std::size_t, std::less<>> per_source;
  std::uint64_t pending_body_bytes = 0;
  Counters counters;
  std::atomic<bool> is_draining = false;
  WorkerPool workers;  // last: its threads end first
};

}  // namespace guatu::http
