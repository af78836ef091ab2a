// SPDX-License-Identifier: Apache-2.0
// RunningServer (运行中的服务): the store, jobs, event hub, routes and transport of one `guatu serve`, put together and
// taken apart in the right order. Nothing is decided here. Refuses what the store, the settings and the transport
// refuse.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/api/route.hpp"
#include "platform/config/config.hpp"

namespace guatu {

class RunningServer {
 public:
  // The log has been started, signals are held. When it returns, requests are answered.
  static Result<std::unique_ptr<RunningServer>> start(const config::Settings& settings);
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer();

  std::uint16_t port() const;
  // As the transport asks it: the same in process and behind a socket.
  http::Reply answer(const http::Request& request) const;
  const std::vector<api::Route>& routes() const;
  std::string address() const;  // https://10.1.2.3:443/, for people
  // The page on which the administrators are created, with a new one-time token; empty when there are some.
  Result<std::string> setup_link();
  Result<void> reload();  // certificate and log file anew
  // Answers what has begun and ends; at most ten seconds. False: a job is still running.
  bool drain();

 private:
  struct State;
  explicit RunningServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace guatu
