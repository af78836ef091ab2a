// SPDX-License-Identifier: Apache-2.0
// A server with a handler that does nothing, for load generators: bench_http_server [port] [workers]. It ends with its
// standard input. Figures and the commands that made them stand in bench/notes/http.md.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "platform/http/server.hpp"

int main(int count, char** arguments) {
  using namespace guatu::http;
  ServerOptions options;
  options.port = static_cast<std::uint16_t>(count > 1 ? std::atoi(arguments[1]) : 8080);
  options.workers = count > 2 ? std::atoi(arguments[2]) : options.workers;
  if (count > 4) {
    options.certificate = arguments[3];
    options.key = arguments[4];
  }
  options.limits.connections_per_source = options.limits.connections;
  const auto hello = [](const Request&) { return json_reply(200, R"({"hello":"world"})"); };
  const auto server = Server::start(std::move(options), hello, [](Method, std::string_view) { return 1024U * 1024U; });
  if (!server) return fmt::print(stderr, "{}\n", server.error().problems.at(0).code), 1;
  for (std::string line; std::getline(std::cin, line);) {
    std::ifstream status("/proc/self/status");
    for (std::string field; std::getline(status, field);)
      if (field.starts_with("VmRSS")) fmt::print("{} connections, {}\n", server->load().connections, field);
    std::fflush(stdout);
  }
}
