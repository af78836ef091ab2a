// SPDX-License-Identifier: Apache-2.0
// Request and Reply (请求、应答): one HTTP exchange as plain values. Whoever answers a request sees no socket and no
// thread; tests make a Request by hand. A path is decoded and without dot segments before it gets here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guatu::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del };

std::string_view method_name(Method method);  // "GET" … "DELETE"
std::optional<Method> parse_method(std::string_view name);

struct Header {
  std::string name;  // any case
  std::string value;
};

// Where a request comes from, after trusted proxies were believed (trust.md 1).
struct Peer {
  std::string address;     // without port; "local" on the store's own socket
  bool is_secure = false;  // TLS here or at a trusted proxy
  bool is_loopback = false;
};

struct Request {
  Method method = Method::get;
  std::string path;                                        // "/api/v1/units/U01", percent-decoded, always from the root
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::vector<Header> headers;
  std::string body;
  Peer peer;

  std::string_view header(std::string_view name) const;  // empty: none
  std::optional<std::string_view> query_value(std::string_view name) const;
  std::optional<std::string_view> cookie(std::string_view name) const;
};

// A reply that goes on: server-sent events. The writer side never blocks; a reader that is too slow is cut off.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void send(std::string_view chunk) = 0;  // from any thread
  virtual bool is_open() const = 0;
  virtual void close() = 0;
};

struct FileRange {
  std::filesystem::path file;
  std::string content_type;
};

struct Reply {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  // Instead of a body: bytes that live as long as the program (pages built in), perhaps already gzipped.
  std::string_view fixed;
  std::string_view fixed_gzip;
  std::optional<FileRange> file;  // Range is served
  // Called once the head of the reply is on its way; the sink lives as long as somebody holds it.
  std::function<void(std::shared_ptr<EventSink>)> stream;

  Reply& with(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
  std::string_view header(std::string_view name) const;
};

Reply text_reply(int status, std::string body);        // text/plain; charset=utf-8
Reply json_reply(int status, std::string body);        // application/json, no-store
using Handler = std::function<Reply(const Request&)>;  // called on a worker thread; what it throws becomes a 500

// Answers 413 before the body is read: the most bytes a request with this method and path may bring.
using BodyLimit = std::function<std::uint64_t(Method, std::string_view path)>;

}  // namespace guatu::http
