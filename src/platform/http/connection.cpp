// SPDX-License-Identifier: Apache-2.0
#include "platform/http/connection.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>

#include "base/text.hpp"
#include "platform/http/field.hpp"

namespace guatu::http {
namespace {

using Clock = std::chrono::steady_clock;
using Outcome = Transfer::Outcome;

constexpr std::uint64_t kSlowestBytesPerSecond = 8 * 1024;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
const Refusal kHandlerFailed{500, "http.handler_failed", {}};
constexpr std::string_view kHeartbeat = ":\n\n";
constexpr std::size_t kPrintedHost = 255;

// What a client wrote, as far as a reply may repeat it.
std::string printable(std::string_view host) {
  return host.size() <= kPrintedHost && is_valid_utf8(host) ? std::string(host) : std::string("?");
}

}  // namespace

Connection::Connection(Transport& transport, Descriptor socket, std::shared_ptr<ssl_st> tls, Endpoints endpoints)
    : transport_(transport),
      descriptor_(transport.io),
      channel_(socket.number(), std::move(tls)),
      endpoints_(std::move(endpoints)) {
  descriptor_.assign(socket.release());
}

void Connection::start() {
  enter(endpoints_.is_tls ? Phase::handshake : Phase::idle, transport_.options.limits.header_time);
  advance();
}

void Connection::enter(Phase phase, std::chrono::milliseconds time) {
  phase_ = phase;
  phase_began_ = Clock::now();
  deadline_ = phase_began_ + time;
}

void Connection::advance() {
  for (;;) {
    const Step outcome = step();
    if (outcome == Step::next) continue;
    if (outcome == Step::pause) {
      boost::asio::post(transport_.io, [self = shared_from_this()] { self->advance(); });
    } else if (outcome != Step::stop) {
      wait(outcome);
    }
    return;
  }
}

Connection::Step Connection::step() {
  switch (phase_) {
    case Phase::handshake:
      return shake_hands();
    case Phase::idle:
    case Phase::head:
      return read_head();
    case Phase::body:
      return read_body();
    case Phase::writing:
      return write();
    case Phase::streaming:
      return write_events();
    case Phase::lingering:
      return linger();
    case Phase::handling:
    case Phase::closed:
      return Step::stop;
  }
  return Step::stop;
}

void Connection::wait(Step readiness) {
  const bool to_read = readiness == Step::wants_read;
  bool& waits = to_read ? waits_to_read_ : waits_to_write_;
  if (std::exchange(waits, true)) return;
  using Side = boost::asio::posix::stream_descriptor;
  descriptor_.async_wait(to_read ? Side::wait_read : Side::wait_write,
                         [self = shared_from_this(), &waits](const boost::system::error_code&) {
                           waits = false;
                           self->advance();
                         });
}

Connection::Step Connection::step_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::moved:
      return Step::next;
    case Outcome::wants_read:
      return Step::wants_read;
    case Outcome::wants_write:
      return Step::wants_write;
    case Outcome::ended:
      break;
  }
  close();
  return Step::stop;
}

Connection::Step Connection::shake_hands() {
  const Step outcome = step_of(channel_.shake_hands().outcome);
  if (outcome == Step::next) enter(Phase::idle, transport_.options.limits.header_time);
  return outcome;
}

Connection::Step Connection::fill() {
  const std::size_t most = phase_ == Phase::body ? transport_.scratch.size() : kHeadPiece;
  const Transfer read = channel_.read({transport_.scratch.data(), most});
  if (read.outcome == Outcome::moved) in_.append(transport_.scratch.data(), read.bytes);
  return step_of(read.outcome);
}

Connection::Step Connection::read_head() {
  while (phase_ == Phase::idle && in_.starts_with("\r\n")) in_.erase(0, 2);  // left over by old clients
  if (in_.empty()) return fill();
  const auto& limits = transport_.options.limits;
  if (phase_ == Phase::idle) {
    enter(Phase::head, limits.header_time);
    method_.reset();
    reader_ = std::make_unique<RequestReader>(HeadLimits{limits.header_bytes, limits.target_bytes});
  }
  const auto taken = reader_->read_head(in_);
  if (!taken) return refuse(taken.error());
  if (!*taken) return fill();
  in_.erase(0, **taken);
  return head_is_read();
}

std::optional<Refusal> Connection::check_request() {
  Request& request = reader_->request();
  if (!transport_.hosts.answers(reader_->authority(), endpoints_))
    return Refusal{421, "http.host_not_served", {{"host", printable(reader_->authority())}}};
  request.peer = transport_.proxies.take_peer(request.headers, endpoints_);
  const std::uint64_t most = transport_.body_limit(request.method, request.path);
  if (reader_->body_size() > most) return Refusal{413, "http.body_too_large", {{"bytes_max", std::to_string(most)}}};
  if (transport_.pending_body_bytes + reader_->body_size() > transport_.options.limits.pending_body_bytes)
    return Refusal{503, "http.busy", {}};
  reader_->limit_body(most);
  if (reader_->expects_continue() && !same_name(request.header("expect"), "100-continue"))
    return Refusal{417, "http.expectation_unknown", {}};
  return std::nullopt;
}

Connection::Step Connection::head_is_read() {
  request_began_ = Clock::now();
  method_ = reader_->request().method;
  closes_ = !reader_->keeps_alive();
  if (auto refusal = check_request()) return refuse(*refusal);
  if (reader_->is_done()) return hand_over();
  // So short that a fresh socket takes it whole; a client that sends without waiting for it loses nothing.
  if (reader_->expects_continue() && in_.empty()) channel_.write(kContinue);
  enter(Phase::body, transport_.options.limits.body_time);
  return Step::next;
}

Connection::Step Connection::read_body() {
  const auto taken = reader_->read_body(in_);
  if (!taken) return refuse(taken.error());
  in_.erase(0, *taken);
  const std::uint64_t size = reader_->request().body.size();
  transport_.pending_body_bytes += size - charged_bytes_;
  charged_bytes_ = size;
  if (transport_.pending_body_bytes > transport_.options.limits.pending_body_bytes)
    return refuse({503, "http.busy", {}});
  if (reader_->is_done()) return hand_over();
  deadline_ = phase_began_ + transport_.options.limits.body_time + std::chrono::seconds(size / kSlowestBytesPerSecond);
  return fill();
}

Connection::Step Connection::hand_over() {
  phase_ = Phase::handling;
  deadline_ = Moment::max();
  if (transport_.is_draining) closes_ = true;
  auto request = std::make_shared<Request>(std::move(reader_->request()));
  reader_.reset();
  const Ending ending = closes_ ? Ending::closes : Ending::keeps_open;
  const auto taken =
      transport_.workers.submit([self = shared_from_this(), request, ending] { self->work(*request, ending); });
  if (taken == Taken::yes) return Step::stop;
  const Refusal busy{503, "http.busy", {}};
  begin_writing(prepare(*request, refusal_reply(busy, preferred_language(request->header("accept-language"))), ending));
  return Step::next;
}

void Connection::work(const Request& request, Ending ending) {
  Reply reply = handle(request);
  const auto writer = reply.stream;
  Outgoing out;
  try {
    out = prepare(request, std::move(reply), ending);
  } catch (const std::exception& problem) {
    transport_.log(problem.what());
    out =
        prepare(request, refusal_reply(kHandlerFailed, preferred_language(request.header("accept-language"))), ending);
  }
  if (!writer || out.status != 200 || request.method != Method::get)
    return transport_.mailbox->put({shared_from_this(), std::move(out)});
  const auto stream = std::make_shared<EventStream>(weak_from_this(), transport_.mailbox,
                                                    out.closes ? ChunkFraming::none : ChunkFraming::chunked,
                                                    transport_.options.limits.stream_bytes);
  out.stream = stream;
  transport_.mailbox->put({shared_from_this(), std::move(out)});
  try {
    writer(stream);
  } catch (const std::exception& problem) {
    transport_.log(problem.what());
    stream->close();
  }
}

Reply Connection::handle(const Request& request) {
  try {
    return transport_.handler(request);
  } catch (const std::exception& problem) {
    transport_.log(problem.what());
  } catch (...) {
    transport_.log("a handler threw something that is no exception");
  }
  return refusal_reply(kHandlerFailed, preferred_language(request.header("accept-language")));
}

void Connection::deliver(Outgoing reply) {
  if (phase_ == Phase::closed) {
    if (reply.stream) reply.stream->cut_off();
    return;
  }
  begin_writing(std::move(reply));
  advance();
}

Connection::Step Connection::refuse(const Refusal& refusal) {
  const Request none;
  const Request& request = reader_ ? reader_->request() : none;
  const auto language = preferred_language(request.header("accept-language"));
  begin_writing(prepare(request, refusal_reply(refusal, language), Ending::closes));
  reader_.reset();
  in_.clear();
  return Step::next;
}

void Connection::release_body() { transport_.pending_body_bytes -= std::exchange(charged_bytes_, 0); }

void Connection::report(int status) {
  ++transport_.counters.requests;
  if (!transport_.options.request_served) return;
  const auto duration = method_ ? Clock::now() - request_began_ : Clock::duration::zero();
  transport_.options.request_served({method_, status, std::chrono::duration_cast<std::chrono::microseconds>(duration)});
}

void Connection::tick(Moment now) {
  if (phase_ == Phase::streaming && now - last_event_ >= transport_.options.limits.heartbeat) {
    last_event_ = now;
    stream_->send(kHeartbeat);
  }
  if (now < deadline_) return;
  if (phase_ != Phase::head && phase_ != Phase::body) return close();
  refuse({408, "http.too_slow", {}});
  advance();
}

void Connection::drain() {
  if (phase_ == Phase::handshake || phase_ == Phase::idle) return close();
  if (phase_ == Phase::lingering) deadline_ = std::min(deadline_, Clock::now() + kLingerTimeDraining);
  if (phase_ == Phase::streaming) stream_->close();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  release_body();
  if (out_.stream) out_.stream->cut_off();
  if (stream_) {
    stream_->cut_off();
    --transport_.counters.streams;
  }
  boost::system::error_code ignored;
  descriptor_.close(ignored);
  transport_.forget(*this);
}

}  // namespace guatu::http
