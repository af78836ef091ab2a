// SPDX-License-Identifier: Apache-2.0
#include "platform/http/event_stream.hpp"

#include <fmt/format.h>

#include <utility>

namespace guatu::http {

void Mailbox::put(Delivery delivery) {
  const std::scoped_lock lock(mutex_);
  if (!wake_) return;
  waiting_.push_back(std::move(delivery));
  if (waiting_.size() == 1) wake_();
}

std::vector<Delivery> Mailbox::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(waiting_, {});
}

void Mailbox::close() {
  const std::scoped_lock lock(mutex_);
  wake_ = nullptr;
  waiting_.clear();
}

EventStream::EventStream(std::weak_ptr<Connection> reader, std::shared_ptr<Mailbox> mailbox, ChunkFraming framing,
                         std::size_t waiting_max)
    : reader_(std::move(reader)), mailbox_(std::move(mailbox)), framing_(framing), waiting_max_(waiting_max) {}

void EventStream::send(std::string_view chunk) {
  if (chunk.empty()) return;  // an empty chunk would end the body
  {
    const std::scoped_lock lock(mutex_);
    if (!is_open_) return;
    if (waiting_.size() + chunk.size() > waiting_max_) {
      is_open_ = false;
      is_overrun_ = true;
      waiting_.clear();
    } else if (framing_ == ChunkFraming::chunked) {
      fmt::format_to(std::back_inserter(waiting_), "{:x}\r\n{}\r\n", chunk.size(), chunk);
    } else {
      waiting_ += chunk;
    }
    if (std::exchange(is_told_, true)) return;
  }
  tell();
}

void EventStream::close() {
  {
    const std::scoped_lock lock(mutex_);
    if (!std::exchange(is_open_, false)) return;
    if (framing_ == ChunkFraming::chunked) waiting_ += "0\r\n\r\n";
    if (std::exchange(is_told_, true)) return;
  }
  tell();
}

void EventStream::tell() {
  if (auto reader = reader_.lock()) mailbox_->put({std::move(reader), std::nullopt});
}

bool EventStream::is_open() const {
  const std::scoped_lock lock(mutex_);
  return is_open_;
}

std::string EventStream::take() {
  const std::scoped_lock lock(mutex_);
  is_told_ = false;
  return std::exchange(waiting_, {});
}

bool EventStream::is_finished() const {
  const std::scoped_lock lock(mutex_);
  return !is_open_ && waiting_.empty();
}

bool EventStream::is_overrun() const {
  const std::scoped_lock lock(mutex_);
  return is_overrun_;
}

void EventStream::cut_off() {
  const std::scoped_lock lock(mutex_);
  is_open_ = false;
  waiting_.clear();
}

}  // namespace guatu::http
