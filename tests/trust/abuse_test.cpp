// SPDX-License-Identifier: Apache-2.0
// People who mean harm, against the real server, while a calm client goes on working: slow clients, oversized and
// malformed requests, smuggling, traversal, forged Host and Origin, guessed passwords (trust.md 4, bars 9 to 11). The
// bars' figures are made by hand with GUATU_SLOW=1000 and GUATU_GUESSES=100000 (GUATU_SOURCES: from how many
// addresses); without them everything is smaller, and a shared machine may be slow.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>

#include "platform/db/store_test.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/served_program.hpp"
#include "tests/trust/store.hpp"

namespace guatu {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr Milliseconds kGenerous{3000};  // the bar is 300, on a machine of its own

int wanted(const char* variable, int small) {
  const char* text = std::getenv(variable);
  return text == nullptr ? small : std::atoi(text);
}

// A connection that says what it is given, byte for byte.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int narrow = 4096;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &narrow, sizeof narrow);
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
  }
  RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }
  // False: the server has ended the connection.
  bool say(std::string_view text) const {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT) > 0 || errno == EAGAIN;
  }
  std::string hear_until_the_end() const {
    std::string heard;
    char bytes[16384];
    for (ssize_t got = 0; (got = ::recv(socket_, bytes, sizeof bytes, 0)) > 0;)
      heard.append(bytes, static_cast<std::size_t>(got));
    return heard;
  }

 private:
  int socket_;
};

// Somebody at work: reads lists and a record, again and again, and notes how long each answer takes.
class CalmClient {
 public:
  CalmClient(std::uint16_t port, const HttpClient& session) : client_(port, "127.0.0.3") {
    client_.share_session_of(session);
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }
  // Ends the work and says how it went.
  void report(const char* during) {
    while (count_ < kEnough) std::this_thread::sleep_for(10ms);
    thread_ = {};
    ASSERT_FALSE(times_.empty());
    std::ranges::sort(times_);
    const Milliseconds p99 = times_[times_.size() * 99 / 100];
    fmt::print("{}: {} calm requests, median {:.2f} ms, p99 {:.1f} ms, longest {:.1f} ms\n", during, times_.size(),
               times_[times_.size() / 2].count(), p99.count(), times_.back().count());
    EXPECT_EQ(failures_, 0) << last_failure_;
    EXPECT_LE(p99, kGenerous);
  }

 private:
  void work(const std::stop_token& stop) {
    constexpr const char* kPaths[] = {"/api/v1/enterprises", "/api/v1/units", "/api/v1/units/T01", "/healthz"};
    for (std::size_t at = 0; !stop.stop_requested(); ++at) {
      const auto begin = std::chrono::steady_clock::now();
      const auto reply = client_.get(kPaths[at % std::size(kPaths)]);
      times_.push_back(std::chrono::steady_clock::now() - begin);
      ++count_;
      if (reply.status != 200) {
        ++failures_;
        last_failure_ = std::to_string(reply.status) + reply.body;
      }
      std::this_thread::sleep_for(2ms);
    }
  }

  static constexpr int kEnough = 100;

  HttpClient client_;
  std::vector<Milliseconds> times_;
  std::atomic<int> count_ = 0;
  int failures_ = 0;
  std::string last_failure_;
  std::jthread thread_;
};

class Abuse : public ::testing::Test {
 protected:
  explicit Abuse(Hashing hashing = Hashing::cheap) : store_(filled(hashing)), server_(arguments()), clerk_(port()) {
    EXPECT_TRUE(clerk_.log_in("clerk", kClerkPassword)) << server_.text();
  }
  std::uint16_t port() { return server_.port(); }
  std::string heard(const std::string& request) {
    const RawClient client(port());
    client.say(request);
    return client.hear_until_the_end();
  }
  std::string host() { return fmt::format("Host: 127.0.0.1:{}\r\n", port()); }
  std::string session() { return fmt::format("Cookie: {}\r\n", clerk_.cookie()); }

 private:
  std::filesystem::path filled(Hashing hashing) const {
    fill_store(folder_.path() / "store", hashing);
    return folder_.path() / "store";
  }
  std::vector<std::string> arguments() const {
    return {"--data",      store_.string(), "--listen",
            "127.0.0.1:0", "--log-file",    (folder_.path() / "guatu.log").string()};
  }

 protected:
  db::testing::TemporaryDirectory folder_;
  std::filesystem::path store_;
  ServedProgram server_;
  HttpClient clerk_;
};

int status_of(const std::string& reply) { return reply.size() < 12 ? 0 : std::atoi(reply.c_str() + 9); }

// ---- slow ----

TEST_F(Abuse, slow_clients_slow_nobody_else) {
  const int count = wanted("GUATU_SLOW", 200);
  const std::string pages = [&] {
    std::string text;
    for (int page = 0; page < 50; ++page) text += "GET /api/v1/enterprises HTTP/1.1\r\n" + host() + session() + "\r\n";
    return text;
  }();
  const std::string beginnings[] = {
      "",                                                       // says nothing
      "GET /api/v1/units HTTP/1.1\r\n" + host() + "X-Slow: ",   // a head without an end
      "POST /api/v1/units HTTP/1.1\r\n" + host() + session() +  // a body that never comes
          "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
      pages,  // asks for much and reads nothing
  };
  CalmClient calm(port(), clerk_);
  std::vector<RawClient> slow;
  for (int number = 0; number < count; ++number) {
    slow.emplace_back(port());
    slow.back().say(beginnings[static_cast<std::size_t>(number) % std::size(beginnings)]);
  }
  for (int drip = 0; drip < 40; ++drip) {
    for (std::size_t number = 0; number < slow.size(); ++number)
      if (number % 4 == 1 || number % 4 == 2) slow[number].say("x");
    std::this_thread::sleep_for(count > 200 ? 500ms : 75ms);
  }
  calm.report(fmt::format("{} slow clients", count).c_str());
}

// ---- wrong ----

struct Wrong {
  const char* what;
  std::string request;
  int status;
};

TEST_F(Abuse, malformed_oversized_and_smuggled_requests_are_refused_once_and_the_connection_ends) {
  CalmClient calm(port(), clerk_);
  const std::string hidden = "GET /healthz HTTP/1.1\r\n" + host() + "\r\n";
  const std::string get = "GET /api/v1/units HTTP/1.1\r\n";
  const std::string post = "POST /api/v1/session HTTP/1.1\r\n" + host();
  const Wrong rows[] = {
      {"length and chunks", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden, 400},
      {"chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + hidden, 400},
      {"two lengths", post + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + hidden, 400},
      {"a length of two", post + "Content-Length: 0, 44\r\n\r\n" + hidden, 400},
      {"signed length", post + "Content-Length: +44\r\n\r\n" + hidden, 400},
      {"negative length", post + "Content-Length: -1\r\n\r\n" + hidden, 400},
      {"hexadecimal length", post + "Content-Length: 0x2c\r\n\r\n" + hidden, 400},
      {"length beyond 64 bits", post + "Content-Length: 18446744073709551617\r\n\r\n" + hidden, 400},
      {"unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden, 501},
      {"coding after chunks", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + hidden, 501},
      {"chunk beyond 64 bits", post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + hidden, 400},
      {"chunk of nonsense", post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + hidden, 400},
      {"space before the colon", get + host() + "Content-Length : 44\r\n\r\n" + hidden, 400},
      {"folded head", get + host() + "X-A: b\r\n Content-Length: 44\r\n\r\n", 400},
      {"NUL in a head", get + host() + std::string("X-A: b\0c\r\n\r\n", 12) + hidden, 400},
      {"two hosts", get + host() + "Host: evil.example\r\n\r\n" + hidden, 400},
      {"no host", get + "\r\n" + hidden, 400},
      {"another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + hidden, 505},
      {"nonsense", "\x16\x03\x01\x02" + hidden, 400},
      {"head too large", get + host() + "X-A: " + std::string(20'000, 'a') + "\r\n\r\n" + hidden, 431},
      {"address too long", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n" + host() + "\r\n" + hidden, 414},
      {"body too large", post + "Content-Length: 999999999\r\n\r\n" + hidden, 413},
      {"host that is not served", get + "Host: evil.example\r\n\r\n" + hidden, 421},
      {"host in the address", "GET http://evil.example/ HTTP/1.1\r\n" + host() + "\r\n" + hidden, 421},
      {"host with a name in it", get + "Host: 127.0.0.1@evil.example\r\n\r\n" + hidden, 421},
  };
  for (const Wrong& row : rows) {
    const std::string reply = heard(row.request);
    EXPECT_EQ(status_of(reply), row.status) << row.what << '\n' << reply;
    EXPECT_EQ(reply.find("HTTP/1.1 200"), std::string::npos) << row.what << ": the hidden request was answered";
  }
  calm.report("malformed requests");
}

TEST_F(Abuse, no_address_leaves_the_pages) {
  CalmClient calm(port(), clerk_);
  for (const char* path : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2f..%2fetc/passwd",
                           "//etc/passwd", "/assets/%5c..%5c..%5cetc/passwd", "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
                           "/index.html%00.js", "/./../guatu.db", "/api/v1/../../etc/passwd",
                           "/api/v1/units/..%2f..%2fjournal.key", "/..;/etc/passwd", "file:///etc/passwd"}) {
    const std::string reply =
        heard(std::string("GET ") + path + " HTTP/1.1\r\n" + host() + session() + "Connection: close\r\n\r\n");
    EXPECT_NE(status_of(reply), 0) << path;
    EXPECT_LT(status_of(reply), 500) << path << '\n' << reply;
    EXPECT_THAT(reply, Not(HasSubstr("root:"))) << path;
    EXPECT_THAT(reply, Not(HasSubstr("SQLite format"))) << path;
    EXPECT_TRUE(status_of(reply) != 200 || reply.find("<html") != std::string::npos) << path << '\n' << reply;
  }
  calm.report("traversal");
}

TEST_F(Abuse, a_write_from_another_site_is_refused) {
  const std::string body = R"({"id":"X1","name":"某局","kind":"department"})";
  const std::string token = "X-Guatu-Token: " + clerk_.token() + "\r\n";
  const std::string own = fmt::format("Origin: http://127.0.0.1:{}\r\n", port());
  const auto post = [&](const std::string& more) {
    return heard("POST /api/v1/units HTTP/1.1\r\n" + host() + session() + more +
                 "Connection: close\r\nContent-Type: application/json\r\nContent-Length: " +
                 std::to_string(body.size()) + "\r\n\r\n" + body);
  };
  const std::pair<std::string, const char*> rows[] = {
      {token + "Origin: http://evil.example\r\n", "api.foreign_origin"},
      {token + "Origin: null\r\n", "api.foreign_origin"},
      {token + fmt::format("Origin: https://127.0.0.1:{}\r\n", port()), "api.foreign_origin"},
      {token + "Origin: http://127.0.0.1\r\n", "api.foreign_origin"},
      {token + fmt::format("Origin: http://127.0.0.1:{}.evil.example\r\n", port()), "api.foreign_origin"},
      {token + "Sec-Fetch-Site: cross-site\r\n", "api.foreign_origin"},
      {own, "api.token_mismatch"},
      {own + "X-Guatu-Token: " + std::string(clerk_.token().size(), 'a') + "\r\n", "api.token_mismatch"},
  };
  for (const auto& [more, code] : rows) {
    const std::string reply = post(more);
    EXPECT_EQ(status_of(reply), 403) << more << reply;
    EXPECT_THAT(reply, HasSubstr(code)) << more;
  }
  EXPECT_EQ(clerk_.get("/api/v1/units/X1").status, 404);
  EXPECT_EQ(status_of(post(token + own)), 201);
}

TEST_F(Abuse, a_write_of_an_ended_session_is_told_to_log_in) {
  const std::string body = R"({"id":"X2","name":"某局","kind":"department"})";
  const std::string request = fmt::format(
      "POST /api/v1/units HTTP/1.1\r\n{}{}X-Guatu-Token: {}\r\nOrigin: http://127.0.0.1:{}\r\nConnection: close\r\n"
      "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
      host(), session(), clerk_.token(), port(), body.size(), body);
  ASSERT_EQ(clerk_.send("DELETE", "/api/v1/session").status, 204);
  const std::string reply = heard(request);
  EXPECT_EQ(status_of(reply), 401) << reply;
  EXPECT_THAT(reply, HasSubstr("api.log_in_first"));
}

// ---- guesses ----

struct Guesses {
  std::atomic<int> left;
  std::atomic<int> let_in = 0;
  std::atomic<int> refused = 0;  // before or after the password was looked at
};

void guess(Guesses& guesses, std::uint16_t port, const std::string& source, const std::string& account) {
  HttpClient client(port, source);
  for (int number = guesses.left--; number > 0; number = guesses.left--) {
    const std::string name = number % 4 == 0 ? fmt::format("nobody{}", number) : account;
    ++(client.log_in(name, fmt::format("Guessed-{}-pass", number)) ? guesses.let_in : guesses.refused);
  }
}

class Guessing : public Abuse {
 protected:
  Guessing() : Abuse(Hashing::real) {}
};

TEST_F(Guessing, guessed_passwords_open_nothing_and_shut_nobody_out) {
  constexpr int kThreads = 8;
  const int sources = wanted("GUATU_SOURCES", 1);
  Guesses guesses{wanted("GUATU_GUESSES", 500)};
  const int count = guesses.left;
  CalmClient calm(port(), clerk_);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back(
        [&, thread] { guess(guesses, port(), fmt::format("127.0.{}.1", 1 + thread % sources), "clerk2"); });
  int victim = 0;
  int tries = 0;
  int busy = 0;
  const auto begin = std::chrono::steady_clock::now();
  do {
    HttpClient client(port(), "127.0.0.2");
    const auto reply = client.try_to_log_in("clerk2", kClerkPassword);
    ++tries;
    if (HttpClient::is_in(reply) && client.get("/api/v1/units").status == 200)
      ++victim;
    else if (reply.status == 503)
      ++busy;  // every place of the password hasher was taken for seconds: he is told to come back, and does
    else
      ADD_FAILURE() << "the victim was refused with " << reply.status << ": " << reply.body;
    std::this_thread::sleep_for(200ms);
  } while (guesses.left > 0);
  threads.clear();
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(guesses.let_in, 0);
  EXPECT_EQ(guesses.refused, count);
  EXPECT_GT(victim, 0);
  EXPECT_LE(busy * 10, tries) << "the victim was kept out from his own machine";
  fmt::print("{} guesses from {} addresses in {:.1f} s, {} let in; the victim logged in {} times of {}, {} busy\n",
             count, sources, time.count(), guesses.let_in.load(), victim, tries, busy);
  calm.report("guesses");
}

}  // namespace
}  // namespace guatu
