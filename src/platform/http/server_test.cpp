// SPDX-License-Identifier: Apache-2.0
#include "platform/http/server.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>

#include "platform/http/server_test.hpp"

namespace guatu::http {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

class ServerTest : public ::testing::Test {
 protected:
  Server server = started(local_options());

  std::string ask(std::string_view request) { return Client(server.port()).send(request).read_reply(); }
};

TEST_F(ServerTest, answers_a_request) {
  const std::string reply = ask(get("/a%20b?x=1&y=%E6%8C%82"));
  EXPECT_THAT(reply, HasSubstr("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(body_of(reply), "GET /a b \nx=1\ny=挂");
  for (const auto* field : {"Date: ", "Content-Length: ", "X-Content-Type-Options: nosniff", "frame-ancestors 'none'",
                            "default-src 'self'", "Referrer-Policy: same-origin"})
    EXPECT_THAT(reply, HasSubstr(field));
  EXPECT_THAT(reply, Not(HasSubstr("Connection: close")));
  EXPECT_EQ(server.load().requests, 1U);
}

TEST_F(ServerTest, private_replies_are_not_stored) {
  EXPECT_THAT(ask(get("/api/v1/units")), HasSubstr("Cache-Control: no-store"));
  EXPECT_THAT(ask(get("/units")), Not(HasSubstr("no-store")));
}

TEST_F(ServerTest, reads_bodies) {
  EXPECT_EQ(body_of(ask("POST /p HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")), "POST /p hello");
  EXPECT_EQ(body_of(ask("PUT /p HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nTrailer: t\r\n\r\n")),
            "PUT /p hello!");
}

TEST_F(ServerTest, the_order_of_pipelined_requests_is_kept) {
  std::string all;
  for (int index = 0; index < 100; ++index) all += get("/" + std::to_string(index));
  Client client(server.port());
  client.send(all);
  for (int index = 0; index < 100; ++index)
    EXPECT_EQ(body_of(client.read_reply()), "GET /" + std::to_string(index) + " ");
}

TEST_F(ServerTest, a_request_in_single_bytes_is_one_request) {
  Client client(server.port());
  for (const char letter : std::string("PATCH /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab"))
    client.send({&letter, 1});
  EXPECT_EQ(body_of(client.read_reply()), "PATCH /x ab");
}

TEST_F(ServerTest, the_connection_ends_when_the_client_wants_it) {
  for (const auto& request :
       {get("/", "Connection: close\r\n"), std::string("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")}) {
    const std::string reply = Client(server.port()).send(request).read_all();
    EXPECT_THAT(reply, HasSubstr("Connection: close"));
  }
}

TEST_F(ServerTest, a_head_has_no_body) {
  Client client(server.port());
  client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string reply = client.read_until("\r\n\r\n");
  EXPECT_THAT(reply, HasSubstr("Content-Length: 8\r\n"));
  EXPECT_EQ(body_of(reply), "");
  EXPECT_EQ(body_of(client.send(get("/y")).read_reply()), "GET /y ");
}

TEST(ServerStartTest, refuses) {
  const auto code_of = [](const ServerOptions& options) {
    const auto server = Server::start(options, echo, mebibyte);
    return server ? std::string() : server.error().problems.at(0).code;
  };
  ServerOptions options = local_options();
  options.address = "0.0.0.0";
  EXPECT_EQ(code_of(options), "http.insecure_address");
  options.plain_http = PlainHttp::anywhere;
  EXPECT_EQ(code_of(options), "");
  options.address = "guatu.example";
  EXPECT_EQ(code_of(options), "http.address_malformed");
  options.address = "192.0.2.1";
  EXPECT_EQ(code_of(options), "http.address_not_usable");
  options = local_options();
  options.certificate = "/nonexistent.pem";
  EXPECT_EQ(code_of(options), "http.bad_certificate");
  const Server first = started(local_options());
  options = local_options();
  options.port = first.port();
  EXPECT_EQ(code_of(options), "http.address_in_use");
}

}  // namespace
}  // namespace guatu::http
