// SPDX-License-Identifier: Apache-2.0
#include "platform/http/event_stream.hpp"

#include <gmock/gmock.h>

#include <mutex>

#include "platform/http/server_test.hpp"

namespace guatu::http {
namespace {

using namespace testing;
using ::testing::EndsWith;
using ::testing::HasSubstr;

// What a hub of the application would be.
class Hub {
 public:
  Reply answer(const Request& request) {
    if (request.path != "/events") return echo(request);
    Reply reply;
    reply.with("Content-Type", "text/event-stream");
    reply.stream = [this](std::shared_ptr<EventSink> sink) {
      sink->send("event: hello\n\n");
      const std::scoped_lock lock(mutex_);
      sinks_.push_back(std::move(sink));
    };
    return reply;
  }

  void send(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    for (const auto& sink : sinks_) sink->send(text);
  }

  std::size_t open() {
    const std::scoped_lock lock(mutex_);
    std::erase_if(sinks_, [](const auto& sink) { return !sink->is_open(); });
    return sinks_.size();
  }

  bool becomes(std::size_t count) {
    for (int waited = 0; waited < 500 && open() != count; ++waited) std::this_thread::sleep_for(10ms);
    return open() == count;
  }

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<EventSink>> sinks_;
};

class EventStreamTest : public ::testing::Test {
 protected:
  static ServerOptions options() {
    ServerOptions options = local_options();
    options.limits.heartbeat = 1s;
    options.limits.stream_bytes = 100'000;
    options.limits.write_time = 30s;
    return options;
  }

  Hub hub;
  Server server = started(options(), [this](const Request& request) { return hub.answer(request); });
};

TEST_F(EventStreamTest, carries_events_and_heartbeats) {
  Client client(server.port());
  client.send(get("/events"));
  const std::string first = client.read_until("hello\n\n\r\n");
  EXPECT_THAT(first, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(first, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(first, EndsWith("\r\n\r\ne\r\nevent: hello\n\n\r\n"));
  ASSERT_TRUE(hub.becomes(1));
  EXPECT_EQ(server.load().streams, 1U);
  hub.send("data: 1\n\n");
  EXPECT_EQ(client.read_until("\n\n\r\n"), "9\r\ndata: 1\n\n\r\n");
  EXPECT_EQ(client.read_until(":\n\n\r\n", 5s), "3\r\n:\n\n\r\n");
}

TEST_F(EventStreamTest, an_old_client_gets_them_unframed) {
  Client client(server.port());
  client.send("GET /events HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(client.read_until("hello\n\n"), EndsWith("Connection: close\r\n\r\nevent: hello\n\n"));
}

TEST_F(EventStreamTest, a_head_request_opens_none) {
  Client client(server.port());
  client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/x"));
  EXPECT_THAT(client.read_until("GET /x "), HasSubstr("GET /x "));
  EXPECT_EQ(hub.open(), 0U);
}

TEST_F(EventStreamTest, notices_a_reader_that_goes) {
  {
    Client client(server.port());
    client.send(get("/events")).read_until("hello\n\n\r\n");
    ASSERT_TRUE(hub.becomes(1));
  }
  EXPECT_TRUE(hub.becomes(0));
  EXPECT_EQ(server.load().streams, 0U);
}

TEST_F(EventStreamTest, cuts_off_a_reader_that_is_too_slow) {
  Client slow(server.port());
  Client good(server.port());
  slow.send(get("/events"));
  good.send(get("/events")).read_until("hello\n\n\r\n");
  ASSERT_TRUE(hub.becomes(2));
  const std::string event = "data: " + std::string(50'000, 'x') + "\n\n";
  for (int sent = 0; sent < 400 && hub.open() == 2; ++sent) {
    hub.send(event);
    good.read_until("x\n\n\r\n");
  }
  EXPECT_TRUE(hub.becomes(1));
  EXPECT_TRUE(slow.is_closed_within(5s));
}

TEST_F(EventStreamTest, ends_when_the_server_drains) {
  Client client(server.port());
  client.send(get("/events")).read_until("hello\n\n\r\n");
  server.drain();
  EXPECT_THAT(client.read_all(), EndsWith("0\r\n\r\n"));
  EXPECT_EQ(hub.open(), 0U);
  hub.send("after the end\n\n");  // harms nobody
}

TEST_F(EventStreamTest, many_from_many_threads) {
  std::vector<std::unique_ptr<Client>> clients;
  for (int index = 0; index < 100; ++index) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->send(get("/events"));
  }
  ASSERT_TRUE(hub.becomes(100));
  {
    std::vector<std::jthread> writers;
    for (int index = 0; index < 4; ++index)
      writers.emplace_back([this] {
        for (int sent = 0; sent < 25; ++sent) hub.send("data: x\n\n");
      });
  }
  hub.send("data: end\n\n");
  for (const auto& client : clients) {
    const std::string all = client->read_until("data: end\n\n");
    std::size_t count = 0;
    for (auto at = all.find("data: x\n\n"); at != std::string::npos; at = all.find("data: x\n\n", at + 1)) ++count;
    EXPECT_EQ(count, 100U);
  }
}

TEST_F(EventStreamTest, a_writer_that_throws_ends_its_stream) {
  const Server failing = started(local_options(), [](const Request&) {
    Reply reply;
    reply.stream = [](const std::shared_ptr<EventSink>&) { throw std::runtime_error("no"); };
    return reply;
  });
  EXPECT_THAT(Client(failing.port()).send(get("/")).read_all(), EndsWith("0\r\n\r\n"));
}

}  // namespace
}  // namespace guatu::http
