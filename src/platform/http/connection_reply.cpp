// SPDX-License-Identifier: Apache-2.0
// The second half of a connection's life: writing a reply or a stream of events, and lingering before it closes.
#include <unistd.h>

#include <algorithm>

#include "platform/http/connection.hpp"

namespace guatu::http {
namespace {

using Clock = std::chrono::steady_clock;
using Outcome = Transfer::Outcome;

constexpr int kPiecesInARow = 16;  // then others have their turn
constexpr std::chrono::milliseconds kLingerTime{5000};

}  // namespace

void Connection::begin_writing(Outgoing reply) {
  release_body();
  report(reply.status);
  closes_ = closes_ || reply.closes;
  out_ = std::move(reply);
  sent_ = 0;
  enter(Phase::writing, transport_.options.limits.write_time);
}

std::string_view Connection::next_piece() {
  std::uint64_t at = sent_;
  for (const std::string_view part : {std::string_view(out_.head), std::string_view(out_.body), out_.fixed}) {
    if (at < part.size()) return part.substr(at);
    at -= part.size();
  }
  const auto most = std::min<std::uint64_t>(out_.file_bytes - at, transport_.scratch.size());
  const ssize_t read =
      ::pread(out_.file.number(), transport_.scratch.data(), most, static_cast<off_t>(out_.file_begin + at));
  return {transport_.scratch.data(), static_cast<std::size_t>(std::max<ssize_t>(read, 0))};
}

Connection::Step Connection::write() {
  for (int pieces = 0; sent_ < out_.size(); ++pieces) {
    if (pieces == kPiecesInARow) return Step::pause;
    const std::string_view piece = next_piece();
    if (piece.empty()) return step_of(Outcome::ended);  // the file became shorter
    const Transfer written = channel_.write(piece);
    if (written.outcome != Outcome::moved) return step_of(written.outcome);
    sent_ += written.bytes;
    deadline_ = Clock::now() + transport_.options.limits.write_time;
  }
  return finish_reply();
}

Connection::Step Connection::finish_reply() {
  stream_ = std::move(out_.stream);
  out_ = Outgoing();
  if (stream_) {
    ++transport_.counters.streams;
    if (transport_.is_draining) stream_->close();
    last_event_ = Clock::now();
    phase_ = Phase::streaming;
    deadline_ = Moment::max();
    sent_ = 0;
    return Step::next;
  }
  if (closes_ || transport_.is_draining) return begin_lingering();
  if (in_.empty()) in_.shrink_to_fit();
  enter(Phase::idle, transport_.options.limits.keep_alive);
  // What follows may be in a TLS record that was read already; a plain socket tells when more comes.
  return in_.empty() && !endpoints_.is_tls ? Step::wants_read : Step::next;
}

// `head` of the outgoing reply holds what was taken out of the stream.
Connection::Step Connection::write_events() {
  for (int pieces = 0; pieces < kPiecesInARow; ++pieces) {
    if (sent_ == out_.head.size()) {
      out_.head = stream_->take();
      sent_ = 0;
      deadline_ = Moment::max();
      if (stream_->is_overrun()) return step_of(Outcome::ended);
      if (out_.head.empty()) return stream_->is_finished() ? begin_lingering() : watch_reader();
      deadline_ = Clock::now() + transport_.options.limits.write_time;
    }
    const Transfer written = channel_.write(std::string_view(out_.head).substr(sent_));
    if (written.outcome != Outcome::moved) return step_of(written.outcome);
    sent_ += written.bytes;
    last_event_ = Clock::now();
  }
  return Step::pause;
}

// Who reads events sends nothing; the socket becomes readable when he goes.
Connection::Step Connection::watch_reader() {
  const Transfer read = channel_.read({transport_.scratch.data(), kHeadPiece});
  return step_of(read.outcome == Outcome::moved ? Outcome::ended : read.outcome);
}

void Connection::stream_has_news() {
  if (phase_ == Phase::streaming) advance();
}

// Closing with bytes unread would take the reply away from a client that is still sending.
Connection::Step Connection::begin_lingering() {
  if (stream_) {
    stream_->cut_off();
    --transport_.counters.streams;
    stream_.reset();
  }
  channel_.end_writing();
  in_ = std::string();
  out_ = Outgoing();
  enter(Phase::lingering, transport_.is_draining ? kLingerTimeDraining : kLingerTime);
  return Step::next;
}

Connection::Step Connection::linger() {
  for (int pieces = 0; pieces < kPiecesInARow; ++pieces) {
    const Transfer read = channel_.read({transport_.scratch.data(), transport_.scratch.size()});
    if (read.outcome != Outcome::moved) return step_of(read.outcome);
  }
  return Step::pause;
}

}  // namespace guatu::http
