// SPDX-License-Identifier: Apache-2.0
// Connection (连接): one client from accept to close, as a state machine that never waits. It reads a request, gives it
// to a worker, writes the reply, and reads the next one only then. An idle one owns no buffer.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <optional>
#include <string>

#include "platform/http/channel.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/transport.hpp"

namespace guatu::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Transport& transport, Descriptor socket, std::shared_ptr<ssl_st> tls, Endpoints endpoints);

  void start();
  void tick(Moment now);  // looks at the deadline
  void deliver(Outgoing reply);
  void stream_has_news();
  void drain();  // what has begun is answered
  void close();
  const Endpoints& endpoints() const { return endpoints_; }

 private:
  enum class Phase { handshake, idle, head, body, handling, writing, streaming, lingering, closed };
  enum class Step { next, wants_read, wants_write, pause, stop };
  static constexpr std::size_t kHeadPiece = 8 * 1024;
  static constexpr std::chrono::milliseconds kLingerTimeDraining{250};

  void advance();
  Step step();
  void wait(Step readiness);
  void enter(Phase phase, std::chrono::milliseconds time);

  Step shake_hands();
  Step read_head();
  Step head_is_read();
  Step read_body();
  Step hand_over();
  Step fill();
  Step refuse(const Refusal& refusal);
  Step write();
  Step finish_reply();
  Step write_events();
  Step watch_reader();
  Step linger();
  Step begin_lingering();

  std::optional<Refusal> check_request();
  void begin_writing(Outgoing reply);
  std::string_view next_piece();
  // On a worker.
  void work(const Request& request, Ending ending);
  Reply handle(const Request& request);
  void release_body();
  void report(int status);
  Step step_of(Transfer::Outcome outcome);

  Transport& transport_;
  boost::asio::posix::stream_descriptor descriptor_;
  Channel channel_;
  Endpoints endpoints_;
  Phase phase_ = Phase::handshake;
  Moment deadline_ = Moment::max();
  Moment phase_began_{};
  Moment request_began_{};
  bool waits_to_read_ = false;
  bool waits_to_write_ = false;
  bool closes_ = false;
  std::optional<Method> method_;
  std::string in_;
  std::unique_ptr<RequestReader> reader_;
  std::uint64_t charged_bytes_ = 0;  // of pending_body_bytes
  Outgoing out_;
  std::uint64_t sent_ = 0;  // of out_
  std::shared_ptr<EventStream> stream_;
  Moment last_event_{};
};

}  // namespace guatu::http
