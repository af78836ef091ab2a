// SPDX-License-Identifier: Apache-2.0
// Outgoing (待发应答): a reply as the bytes that go on the wire. Everything that costs time happens here, on a worker:
// If-None-Match, Range, gzip, the head with its security fields.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/descriptor/descriptor.hpp"
#include "platform/http/message.hpp"

namespace guatu::http {

class EventStream;

enum class Ending { keeps_open, closes };  // of the connection, after the reply

struct Outgoing {
  int status = 0;
  std::string head;  // a small body is part of it
  std::string body;
  std::string_view fixed;
  Descriptor file;
  std::uint64_t file_begin = 0;
  std::uint64_t file_bytes = 0;
  std::shared_ptr<EventStream> stream;  // goes on after the head
  bool closes = false;                  // the connection ends after it

  std::uint64_t size() const { return head.size() + body.size() + fixed.size() + file_bytes; }
};

// Throws std::system_error when the reply's file cannot be read.
Outgoing prepare(const Request& request, Reply reply, Ending ending);

}  // namespace guatu::http
