// SPDX-License-Identifier: Apache-2.0
#include "main/running_server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include "feature/account/account_routes.hpp"
#include "feature/account/setup_actions.hpp"
#include "main/routes.hpp"
#include "main/searched.hpp"
#include "main/server_jobs.hpp"
#include "main/tables.hpp"
#include "platform/api/dispatcher.hpp"
#include "platform/http/static_pages.hpp"
#include "platform/log/log.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kDrainTime{10};
constexpr const char* kStoreFailed = "system.store_failed";
constexpr std::string_view kProgramActor = "guatu serve";  // in the journal, for what the program does by itself

http::ServerOptions options_for(const config::Settings& settings) {
  http::ServerOptions options;
  options.address = settings.address;
  options.port = settings.port;
  options.plain_http = settings.insecure_http ? http::PlainHttp::anywhere : http::PlainHttp::loopback_only;
  options.certificate = settings.tls_cert;
  options.key = settings.tls_key;
  options.hosts = settings.hosts;
  options.trusted_proxies = settings.trusted_proxies;
  options.workers = settings.workers;
  options.limits.drain_time = std::chrono::duration_cast<std::chrono::seconds>(kDrainTime);
  return options;
}

account::GateOptions gate_options() {
  account::GateOptions options;
  options.common_passwords = *resource::find("data/password/common.txt");
  return options;
}

bool is_answered_by_routes(std::string_view path) {
  return path.starts_with("/api/") || path == "/api" || path == "/healthz" || path == "/metrics";
}

// Where somebody without a session shows a secret. From where it was tried in vain is worth knowing; what was tried
// is nobody's business.
constexpr std::string_view kEntrances[] = {"/api/v1/session", "/api/v1/setup", "/api/v1/activation"};

void log_reply(const http::Request& request, const http::Reply& reply) {
  const std::string_view method = http::method_name(request.method);
  const auto entrance = std::ranges::find(kEntrances, request.path);
  if (reply.status == 507)
    log::error("store.failed", {{log::Key::method, method}, {log::Key::code, "store.full"}});
  else if (entrance != std::end(kEntrances) && request.method == http::Method::post && reply.status >= 400)
    log::info("entrance.refused", {{log::Key::route, *entrance},
                                   {log::Key::source, std::string_view(request.peer.address)},
                                   {log::Key::status, reply.status}});
  else
    log::debug("request.answered", {{log::Key::method, method}, {log::Key::status, reply.status}});
}

}  // namespace

// In the order in which the parts need each other; they end in the opposite one.
struct RunningServer::State {
  State(const config::Settings& chosen, db::Database opened, Clock given_clock)
      : settings(chosen), database(std::move(opened)), clock(given_clock) {}

  Result<void> assemble();
  http::Reply answer(const http::Request& request) const;
  Result<void> listen();

  config::Settings settings;
  db::Database database;
  Clock clock;
  metric::RequestCounts requests;
  std::unique_ptr<account::Gate> gate;
  std::unique_ptr<search::Index> index;
  std::unique_ptr<api::EventHub> events;
  std::unique_ptr<job::Runner> jobs;
  std::unique_ptr<system::Running> running;
  std::unique_ptr<api::Dispatcher> dispatcher;
  std::atomic<const http::Server*> listening{nullptr};  // requests are answered before `transport` is there to be read
  std::optional<http::Server> transport;
};

Result<void> RunningServer::State::assemble() {
  GUATU_TRY(index, search::Index::open(settings.store / "search", searched_registers(), all_tables()));
  gate = std::make_unique<account::Gate>(database, clock, gate_options());
  const api::Authenticate authenticate = account::authenticator(*gate);
  events = std::make_unique<api::EventHub>(database, authenticate, right_to_read);
  jobs = std::make_unique<job::Runner>(
      database,
      server_jobs(database, *index, settings, clock, [this](db::Position position) { events->committed(position); }));
  const auto load = [this] {
    const http::Server* server = listening;
    return server == nullptr ? http::Load{} : server->load();
  };
  running = std::make_unique<system::Running>(
      system::Running{database, *jobs, requests, *events, load, settings.metrics_token, Clock::system().now()});
  dispatcher =
      std::make_unique<api::Dispatcher>(api::Parts{database, clock, all_routes({*running, *gate, *index}), authenticate,
                                                   [this](db::Position position) { events->committed(position); }});
  return {};
}

http::Reply RunningServer::State::answer(const http::Request& request) const {
  if (!is_answered_by_routes(request.path)) return http::StaticPages::built_in().answer(request);
  try {
    http::Reply reply = dispatcher->answer(request);
    log_reply(request, reply);
    return reply;
  } catch (const db::Failure& failure) {
    log::error("store.failed", {{log::Key::method, http::method_name(request.method)},
                                {log::Key::code, kStoreFailed},
                                {log::Key::reason, std::string_view(failure.what())}});
    return api::problem_reply(Error{ErrorKind::unavailable, {{"", kStoreFailed, {}}}}, api::language_of(request));
  }
}

Result<void> RunningServer::State::listen() {
  http::ServerOptions options = options_for(settings);
  options.log = [](std::string_view what) { log::warning("http.told", {{log::Key::reason, what}}); };
  options.request_served = [this](const http::Served& served) {
    requests.add(served.method, served.status, served.duration);
  };
  GUATU_TRY(auto server,
            http::Server::start(
                std::move(options), [this](const http::Request& request) { return answer(request); },
                [this](http::Method method, std::string_view path) { return dispatcher->body_limit(method, path); }));
  transport.emplace(std::move(server));
  listening = &*transport;
  return {};
}

RunningServer::RunningServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<RunningServer>> RunningServer::start(const config::Settings& settings) {
  GUATU_TRY(const Clock clock, Clock::from_environment());
  GUATU_TRY(db::Database database, db::Database::open(settings.store, db::Access::serve));
  auto state = std::make_unique<State>(settings, std::move(database), clock);
  GUATU_CHECK(state->assemble());
  GUATU_CHECK(state->listen());
  return std::unique_ptr<RunningServer>(new RunningServer(std::move(state)));
}

RunningServer::~RunningServer() { drain(); }

std::uint16_t RunningServer::port() const { return state_->transport->port(); }

http::Reply RunningServer::answer(const http::Request& request) const { return state_->answer(request); }

const std::vector<api::Route>& RunningServer::routes() const { return state_->dispatcher->routes(); }

std::string RunningServer::address() const {
  const auto& settings = state_->settings;
  const bool is_v6 = settings.address.find(':') != std::string::npos;
  const std::string host = settings.hosts.empty() ? settings.address : settings.hosts.front();
  return fmt::format("{}://{}:{}/", settings.tls_cert.empty() ? "http" : "https",
                     is_v6 && settings.hosts.empty() ? "[" + host + "]" : host, port());
}

Result<std::string> RunningServer::setup_link() {
  GUATU_TRY(db::Tx tx, state_->database.begin(db::Actor{std::string(kProgramActor), {}}, state_->clock));
  auto token = account::issue_setup_link(tx);
  if (!token) return token.error().problems.front().code == "account.already_set_up" ? Result<std::string>("") : token;
  tx.commit();
  return address() + "setup?token=" + *token;
}

Result<void> RunningServer::reload() {
  GUATU_CHECK(log::reopen());
  if (state_->settings.tls_cert.empty()) return {};
  return state_->transport->reload_certificate();
}

bool RunningServer::drain() {
  if (!state_->transport) return true;
  const auto deadline = std::chrono::steady_clock::now() + kDrainTime;
  state_->jobs->stop();
  state_->transport->drain();
  while (state_->jobs->is_busy() && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(20ms);
  return !state_->jobs->is_busy();
}

}  // namespace guatu
