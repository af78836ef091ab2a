// SPDX-License-Identifier: Apache-2.0
#include "platform/http/outgoing.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <system_error>

#include "platform/http/compression.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/field.hpp"
#include "platform/http/refusal.hpp"

namespace guatu::http {
namespace {

constexpr std::size_t kWorthPacking = 1024;
constexpr std::size_t kJoinedBody = 64 * 1024;  // a body up to here is sent with its head

// Where a handler says nothing of its own (trust.md 1).
constexpr std::pair<std::string_view, std::string_view> kSecurityFields[] = {
    {"Content-Security-Policy",
     "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"}};
// Browsers know it on secure connections only, and complain of it on others.
constexpr std::pair<std::string_view, std::string_view> kSecureField = {"Cross-Origin-Opener-Policy", "same-origin"};

std::string_view reason_of(int status) {
  constexpr std::pair<int, std::string_view> kReasons[] = {{200, "OK"},
                                                           {201, "Created"},
                                                           {202, "Accepted"},
                                                           {204, "No Content"},
                                                           {206, "Partial Content"},
                                                           {301, "Moved Permanently"},
                                                           {302, "Found"},
                                                           {303, "See Other"},
                                                           {304, "Not Modified"},
                                                           {307, "Temporary Redirect"},
                                                           {308, "Permanent Redirect"},
                                                           {400, "Bad Request"},
                                                           {401, "Unauthorized"},
                                                           {403, "Forbidden"},
                                                           {404, "Not Found"},
                                                           {405, "Method Not Allowed"},
                                                           {406, "Not Acceptable"},
                                                           {408, "Request Timeout"},
                                                           {409, "Conflict"},
                                                           {410, "Gone"},
                                                           {412, "Precondition Failed"},
                                                           {413, "Content Too Large"},
                                                           {414, "URI Too Long"},
                                                           {415, "Unsupported Media Type"},
                                                           {416, "Range Not Satisfiable"},
                                                           {417, "Expectation Failed"},
                                                           {421, "Misdirected Request"},
                                                           {422, "Unprocessable Content"},
                                                           {428, "Precondition Required"},
                                                           {429, "Too Many Requests"},
                                                           {431, "Request Header Fields Too Large"},
                                                           {500, "Internal Server Error"},
                                                           {501, "Not Implemented"},
                                                           {503, "Service Unavailable"},
                                                           {505, "HTTP Version Not Supported"},
                                                           {507, "Insufficient Storage"}};
  const auto* found = std::ranges::find(kReasons, status, &std::pair<int, std::string_view>::first);
  return found == std::end(kReasons) ? std::string_view("Status") : found->second;
}

std::string http_date(std::time_t time) {
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

const std::string& date_now() {
  thread_local std::time_t told = 0;
  thread_local std::string text;
  if (const std::time_t now = std::time(nullptr); now != told) {
    told = now;
    text = http_date(now);
  }
  return text;
}

void set(Reply& reply, std::string_view name, std::string value) {
  std::erase_if(reply.headers, [&](const Header& header) { return same_name(header.name, name); });
  reply.with(std::string(name), std::move(value));
}

void set_if_absent(Reply& reply, std::string_view name, std::string_view value) {
  if (reply.header(name).empty()) reply.with(std::string(name), std::string(value));
}

bool is_reading(const Request& request) { return request.method == Method::get || request.method == Method::head; }

void drop_body(Reply& reply) {
  reply.body.clear();
  reply.fixed = reply.fixed_gzip = {};
  reply.file.reset();
}

struct OpenFile {
  Descriptor descriptor;
  ByteRange range;
};

[[noreturn]] void unreadable(const std::filesystem::path& file) {
  throw std::system_error(errno, std::generic_category(), file.string());
}

// Opens the reply's file and narrows the reply to the range that was asked for.
OpenFile open_file(const Request& request, Reply& reply) {
  OpenFile open{Descriptor(::open(reply.file->file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)), {}};
  struct stat facts {};
  if (!open.descriptor.is_open() || ::fstat(open.descriptor.number(), &facts) != 0) unreadable(reply.file->file);
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  open.range = {0, size};
  set_if_absent(reply, "Content-Type", reply.file->content_type);
  set_if_absent(reply, "ETag", fmt::format("\"{:x}-{:x}.{:x}\"", size, facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec));
  set(reply, "Last-Modified", http_date(facts.st_mtim.tv_sec));
  set(reply, "Accept-Ranges", "bytes");
  const std::string_view condition = request.header("if-range");
  const bool still_same =
      condition.empty() || condition == reply.header("etag") || condition == reply.header("last-modified");
  if (request.method != Method::get || reply.status != 200 || !still_same || condition.starts_with("W/")) return open;
  const RangeAnswer answer = answer_range(request.header("range"), size);
  if (answer.kind == RangeAnswer::Kind::not_satisfiable) {
    reply = refusal_reply({416, "http.range_not_satisfiable", {{"bytes", std::to_string(size)}}},
                          preferred_language(request.header("accept-language")));
    reply.with("Content-Range", fmt::format("bytes */{}", size));
    open.range = {0, 0};
  } else if (answer.kind == RangeAnswer::Kind::part) {
    open.range = answer.part;
    reply.status = 206;
    set(reply, "Content-Range",
        fmt::format("bytes {}-{}/{}", open.range.begin, open.range.begin + open.range.bytes - 1, size));
  }
  return open;
}

// Entity tags stay as the handler gave them: If-Match names a version, whatever its bytes were packed with.
void pack(const Request& request, Reply& reply) {
  if (!reply.header("content-encoding").empty() || !is_compressible(reply.header("content-type"))) return;
  const bool has_packed = !reply.fixed_gzip.empty();
  if (!has_packed && reply.body.size() < kWorthPacking) return;
  set_if_absent(reply, "Vary", "Accept-Encoding");
  if (!accepts_gzip(request.header("accept-encoding"))) return;
  if (has_packed)
    reply.fixed = reply.fixed_gzip;
  else
    reply.body = gzip(reply.body);
  reply.with("Content-Encoding", "gzip");
}

// The transport's own; and nothing that a value holds can start another line.
bool is_ours(std::string_view name) {
  constexpr std::string_view kOurs[] = {"content-length", "transfer-encoding", "connection", "date", "keep-alive"};
  return std::ranges::any_of(kOurs, [&](std::string_view own) { return same_name(own, name); });
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (const char letter : value) head += static_cast<unsigned char>(letter) < ' ' || letter == '\x7F' ? ' ' : letter;
  head += "\r\n";
}

struct Body {
  enum class Kind { none, sized, goes_on };
  Kind kind = Kind::sized;
  std::uint64_t bytes = 0;
};

std::string head_of(const Request& request, const Reply& reply, const Outgoing& out, Body body) {
  std::string head;
  head.reserve(768);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", reply.status, reason_of(reply.status));
  append_field(head, "Date", date_now());
  for (const auto& [name, value] : reply.headers)
    if (!is_ours(name) && is_token(name)) append_field(head, name, value);
  for (const auto& [name, value] : kSecurityFields)
    if (reply.header(name).empty()) append_field(head, name, value);
  if (request.peer.is_secure && reply.header(kSecureField.first).empty())
    append_field(head, kSecureField.first, kSecureField.second);
  if (reply.header("cache-control").empty() && (request.path.starts_with("/api/") || request.path == "/api"))
    append_field(head, "Cache-Control", "no-store");
  if (body.kind == Body::Kind::sized) append_field(head, "Content-Length", std::to_string(body.bytes));
  if (body.kind == Body::Kind::goes_on && !out.closes) append_field(head, "Transfer-Encoding", "chunked");
  if (out.closes) append_field(head, "Connection", "close");
  return head.append("\r\n");
}

}  // namespace

Outgoing prepare(const Request& request, Reply reply, Ending ending) {
  Outgoing out;
  out.closes = ending == Ending::closes;
  OpenFile file;
  if (reply.file) file = open_file(request, reply);
  if (is_reading(request) && reply.status == 200 && names_tag(request.header("if-none-match"), reply.header("etag"))) {
    reply.status = 304;
    reply.stream = nullptr;
  }
  const bool has_no_body = reply.status == 204 || reply.status == 304 || reply.status < 200;
  if (has_no_body) {
    drop_body(reply);
    file.range = {0, 0};
  }
  if (!reply.stream) pack(request, reply);
  const auto kind = has_no_body ? Body::Kind::none : reply.stream ? Body::Kind::goes_on : Body::Kind::sized;
  out.status = reply.status;
  out.head = head_of(request, reply, out, {kind, reply.body.size() + reply.fixed.size() + file.range.bytes});
  if (request.method == Method::head || reply.stream) return out;
  if (reply.body.size() <= kJoinedBody)
    out.head += reply.body;
  else
    out.body = std::move(reply.body);
  out.fixed = reply.fixed;
  out.file = std::move(file.descriptor);
  out.file_begin = file.range.begin;
  out.file_bytes = file.range.bytes;
  return out;
}

}  // namespace guatu::http
