// SPDX-License-Identifier: Apache-2.0
#include "tests/scenario/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "base/text.hpp"
#include "feature/account/account_store.hpp"
#include "feature/account/gate_actions.hpp"
#include "main/matters.hpp"
#include "main/tables.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/journal_read.hpp"
#include "platform/http/field.hpp"
#include "platform/http/target.hpp"
#include "platform/journal/entry.hpp"
#include "tests/contract/contract.hpp"
#include "tests/support/http_client.hpp"

namespace guatu::testing {
namespace {

constexpr const char* kHost = "127.0.0.1";
const Instant kBeforeTheStory = Instant(date_of(2026, 1, 1));

template <class T>
T sound(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().problems.front().code);
  return std::move(*result);
}

config::Settings settings_for(const std::filesystem::path& store) {
  config::Settings settings;
  settings.store = store;
  settings.address = kHost;
  settings.workers = 2;
  settings.backup_keep = 1;
  settings.checkpoint_minutes = 1440;
  return settings;
}

std::string content_in(const std::string& bytes) {
  constexpr std::string_view kName = "\"content\":";
  const std::size_t at = bytes.find(kName) + kName.size();
  return bytes.substr(at, bytes.size() - at - 1);
}

// Stories write Chinese as it is; on the wire it is percent-encoded.
std::string encoded(const std::string& path) {
  std::string out;
  for (const char letter : path) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte > 0x7e || byte == ' ')
      out += fmt::format("%{:02X}", byte);
    else
      out += letter;
  }
  return out;
}

bool names(const HeaderLines& headers, std::string_view name) {
  return std::ranges::any_of(headers, [&](const auto& header) { return http::same_name(header.first, name); });
}

}  // namespace

World::World(Way way, Place place) : way_(way) {
  if (place == Place::postgres) db::testing::place_store_on_server(directory_.path());
  set_today(date_of(2026, 9, 21));
}

World::~World() {
  server_.reset();
  store_.reset();
}

void World::set_today(Date day) {
  ::setenv("GUATU_TODAY", format_date(day).c_str(), 1);
  if (server_) restart();
}

db::Database& World::open_store() {
  if (server_) throw std::runtime_error("the server runs already");
  if (!store_) store_.emplace(sound(db::Database::open(directory_.path(), db::Access::create)));
  return *store_;
}

void World::open_account(const std::string& name, const HeaderLines& posts) {
  account::Account account;
  account.id.value = account.name = name;
  account.state = account::AccountState::open;
  account.created_on = local_date(kBeforeTheStory);
  for (const auto& [role, unit] : posts) {
    const auto known = from_code<account::Role>(role);
    if (!known) throw std::runtime_error("no role " + role);
    account.posts.push_back({*known, {unit}});
    if (*known == account::Role::lead) account.person = Id<unit::Person>{unit + "/" + name};
  }
  const std::string token = "token-of-" + name + std::string(32, 'x');
  const Instant now = Clock::system().now();
  auto tx = sound(open_store().begin({"test", ""}, kBeforeTheStory));
  db::put(tx, account::account_table(), account);
  account::insert_session(tx, {crypto::to_hex(crypto::sha256(token)), name, now, now, kHost, ""});
  tx.journal({"test.account_opened", name, "{}"});
  told_ = tx.commit();
  tokens_.push_back({name, token});
}

RunningServer& World::server() {
  if (!server_) {
    store_.reset();
    server_ = sound(RunningServer::start(settings_for(directory_.path())));
  }
  return *server_;
}

void World::restart() {
  server_.reset();
  server();
}

void World::become(const std::string& name) {
  if (name == "nobody") {
    cookie_.clear();
    const auto reply = ask("GET", "/api/v1/session", {}, "");
    return use_cookie(std::string(reply.header("Set-Cookie")));
  }
  const auto found = std::ranges::find(tokens_, name, &std::pair<std::string, std::string>::first);
  if (found == tokens_.end()) throw std::runtime_error("no account " + name);
  cookie_ = found->second;
}

void World::use_cookie(const std::string& cookie) {
  const std::string pair = cookie.substr(0, cookie.find(';'));
  cookie_ = pair.substr(pair.find('=') + 1);
}

std::string World::take_setup_link() {
  const std::string link = sound(server().setup_link());
  return link.substr(link.find("token=") + 6);
}

http::Request World::request_for(const std::string& method, const std::string& path, const HeaderLines& headers,
                                 const std::string& body) const {
  http::Request request;
  request.method = http::parse_method(method).value();
  auto target = sound(http::parse_target(path));
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  request.peer = {kHost, false, true};
  const std::string host = std::string(kHost) + ":" + std::to_string(server_->port());
  HeaderLines given = headers;
  const auto add = [&](const char* name, const std::string& value) {
    if (!names(headers, name)) given.push_back({name, value});
  };
  add("Host", host);
  if (!cookie_.empty()) add("Cookie", "guatu_session=" + cookie_);
  if (request.method != http::Method::get && request.method != http::Method::head) {
    add("Origin", "http://" + host);
    add("Content-Type", "application/json");
    if (!cookie_.empty()) add("X-Guatu-Token", account::Gate::write_token_of(cookie_));
  }
  for (auto& [name, value] : given)
    if (!value.empty()) request.headers.push_back({name, value});
  request.body = body;
  return request;
}

http::Reply World::through_socket(const http::Request& request, const std::string& target) {
  HttpClient client(server_->port());
  const std::string method(http::method_name(request.method));
  std::string text = method + " " + target + " HTTP/1.1\r\n";
  for (const auto& header : request.headers) text += header.name + ": " + header.value + "\r\n";
  if (!request.body.empty() || method != "GET")
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  const HttpReply given = client.exchange(method, text + "\r\n" + request.body);
  http::Reply reply;
  reply.status = given.status;
  reply.body = given.body;
  for (const auto& [name, value] : given.headers) reply.headers.push_back({name, value});
  return reply;
}

http::Reply World::ask(const std::string& method, const std::string& path, const HeaderLines& headers,
                       const std::string& body) {
  server();
  const std::string target = encoded(path);
  const http::Request request = request_for(method, target, headers, body);
  http::Reply reply = way_ == Way::socket ? through_socket(request, target) : server_->answer(request);
  for (const std::string& violation : Contract::of_the_api().violations(request.method, request.path, reply))
    complaints.push_back(method + " " + path + " breaks the contract: " + violation);
  return reply;
}

http::Reply World::ask_as(const std::string& account, const std::string& method, const std::string& path) {
  const std::string before = cookie_;
  become(account);
  http::Reply reply = ask(method, path, {}, "");
  cookie_ = before;
  return reply;
}

void World::write_by_itself(const std::function<void(db::Tx&)>& write) {
  server_.reset();
  {
    auto database = sound(db::Database::open(directory_.path(), db::Access::write));
    auto tx = sound(database.begin({"guatu serve", ""}, sound(Clock::from_environment())));
    write(tx);
    tx.commit();
  }
  server();
}

db::Position World::position() {
  server();
  return sound(db::Database::open(directory_.path(), db::Access::read)).reader().position();
}

std::vector<ExpectJournal::Line> World::new_entries() {
  server();
  const auto database = sound(db::Database::open(directory_.path(), db::Access::read));
  const auto reader = database.reader();
  std::vector<ExpectJournal::Line> lines;
  for (; told_ < reader.position(); ++told_) {
    const std::string bytes = db::find_entry(reader, told_ + 1).value();
    const auto entry = journal::parse_entry(bytes).value();
    std::string actor = entry.actor + (entry.on_behalf_of.empty() ? "" : "/" + entry.on_behalf_of);
    std::ranges::replace(actor, ' ', '_');
    lines.push_back({actor, entry.kind, entry.subject.empty() ? "-" : entry.subject, content_in(bytes)});
  }
  return lines;
}

std::vector<std::string> World::unsound() {
  server();
  std::vector<std::string> found;
  const auto database = sound(db::Database::open(directory_.path(), db::Access::read));
  for (const auto& problem : db::audit_store(database, all_tables(), promises_of_matters()).problems)
    found.push_back("guatu check would say: " + problem.place + " " + problem.code);
  return found;
}

}  // namespace guatu::testing
