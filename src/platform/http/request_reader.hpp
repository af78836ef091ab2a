// SPDX-License-Identifier: Apache-2.0
// RequestReader (请求读取): one request from the bytes of a connection, piece by piece. Strict, because a proxy in
// front may read a doubtful request differently (request smuggling): refuses folded lines, bare line ends, control
// characters, spaces before a colon, two lengths, any encoding but chunked.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "platform/http/body_reader.hpp"
#include "platform/http/message.hpp"
#include "platform/http/refusal.hpp"

namespace guatu::http {

struct HeadLimits {
  std::size_t header_bytes = 16 * 1024;  // request line and fields: 431
  std::size_t target_bytes = 8 * 1024;   // beyond it: 414
};

class RequestReader {
 public:
  explicit RequestReader(HeadLimits limits) : limits_(limits) {}

  // The bytes from the start of the request; empty while its head is not complete, then how many the head took.
  std::expected<std::optional<std::size_t>, Refusal> read_head(std::string_view bytes);
  // What comes after the head; how many bytes it took. What it leaves comes again with more behind.
  std::expected<std::size_t, Refusal> read_body(std::string_view bytes);
  void limit_body(std::uint64_t bytes) { body_limit_ = bytes; }

  bool is_done() const { return body_ && body_->is_done(); }  // head and body
  bool keeps_alive() const;                                   // the client would like to send more on this connection
  bool expects_continue() const;                              // "Expect: 100-continue"
  std::uint64_t body_size() const { return length_; }         // as announced; 0 when chunked
  std::string_view authority() const;  // the host that counts: of the target, else of the field Host
  Request& request() { return request_; }

 private:
  bool is_http_1_0() const { return version_ == "HTTP/1.0"; }
  std::optional<Refusal> check_line_ends(std::string_view bytes);
  std::optional<Refusal> check_lines(std::string_view head);
  std::optional<Refusal> take_request_line(std::string_view line);
  std::optional<Refusal> take_field(std::string_view name, std::string_view value);
  std::optional<Refusal> take_length(std::string_view name, std::string_view value);
  std::optional<Refusal> check_meaning();

  HeadLimits limits_;
  std::uint64_t body_limit_ = 0;
  std::size_t scanned_ = 0;    // of the head
  std::size_t head_size_ = 0;  // once its end is found
  std::string method_;
  std::string version_;
  std::string target_authority_;
  std::optional<std::string> host_;
  bool has_length_ = false;  // Content-Length or Transfer-Encoding was there
  bool is_chunked_ = false;
  std::uint64_t length_ = 0;
  Request request_;
  std::optional<BodyReader> body_;  // once the head is read
};

}  // namespace guatu::http
