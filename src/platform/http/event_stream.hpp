// SPDX-License-Identifier: Apache-2.0
// EventStream (事件流): what waits to be sent on one connection that goes on. Writers add from any thread and never
// wait; when too much waits, the reader is too slow and is cut off. Mailbox carries word from other threads to the
// thread of the sockets.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"
#include "platform/http/outgoing.hpp"

namespace guatu::http {

class Connection;

struct Delivery {
  std::shared_ptr<Connection> to;
  std::optional<Outgoing> reply;  // none: its stream has news
};

class Mailbox {
 public:
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}
  void put(Delivery delivery);
  std::vector<Delivery> take();
  void close();  // what comes later is dropped

 private:
  std::mutex mutex_;
  std::function<void()> wake_;
  std::vector<Delivery> waiting_;
};

enum class ChunkFraming { chunked, none };  // HTTP/1.0 ends a body by closing

class EventStream final : public EventSink {
 public:
  EventStream(std::weak_ptr<Connection> reader, std::shared_ptr<Mailbox> mailbox, ChunkFraming framing,
              std::size_t waiting_max);

  void send(std::string_view chunk) override;
  bool is_open() const override;
  void close() override;

  std::string take();        // by the connection: what is to be sent now
  bool is_finished() const;  // closed, and nothing waits
  void cut_off();            // by the connection: nobody reads any more
  bool is_overrun() const;

 private:
  void tell();

  const std::weak_ptr<Connection> reader_;
  const std::shared_ptr<Mailbox> mailbox_;
  const ChunkFraming framing_;
  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::string waiting_;
  bool is_open_ = true;
  bool is_overrun_ = false;
  bool is_told_ = false;  // the connection will look
};

}  // namespace guatu::http
