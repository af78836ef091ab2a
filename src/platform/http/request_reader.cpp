// SPDX-License-Identifier: Apache-2.0
#include "platform/http/request_reader.hpp"

#include <algorithm>
#include <charconv>

#include "platform/http/field.hpp"
#include "platform/http/target.hpp"

namespace guatu::http {
namespace {

constexpr std::size_t kFieldsMax = 100;

Refusal bad(std::string code) { return {400, std::move(code), {}}; }

}  // namespace

// The head ends at the first empty line. Every line ends with CR LF and has no other control character but tabs.
std::optional<Refusal> RequestReader::check_line_ends(std::string_view bytes) {
  for (; scanned_ < bytes.size(); ++scanned_) {
    const auto letter = static_cast<unsigned char>(bytes[scanned_]);
    if (letter >= ' ' && letter != 0x7F) continue;
    const bool after_return = scanned_ > 0 && bytes[scanned_ - 1] == '\r';
    if (letter == '\n' ? !after_return : letter != '\r' && letter != '\t') return bad("http.malformed");
    if (letter == '\n' && bytes.substr(0, scanned_ + 1).ends_with("\r\n\r\n")) {
      head_size_ = scanned_ + 1;
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::expected<std::optional<std::size_t>, Refusal> RequestReader::read_head(std::string_view bytes) {
  if (auto refusal = check_line_ends(bytes.substr(0, limits_.header_bytes))) return std::unexpected(*refusal);
  if (head_size_ == 0) {
    if (bytes.size() < limits_.header_bytes) return std::nullopt;
    const bool in_first_line = !bytes.substr(0, limits_.header_bytes).contains('\n');
    return std::unexpected(in_first_line ? Refusal{414, "http.target_too_long", {}}
                                         : Refusal{431, "http.headers_too_large", {}});
  }
  const std::string_view head = bytes.substr(0, head_size_);
  if (auto refusal = check_lines(head)) return std::unexpected(*refusal);
  body_ = is_chunked_ ? BodyReader::of_chunks() : BodyReader::of_length(length_);
  return head.size();
}

std::optional<Refusal> RequestReader::check_lines(std::string_view head) {
  auto end = head.find("\r\n");
  if (auto refusal = take_request_line(head.substr(0, end))) return refusal;
  head.remove_prefix(end + 2);
  while (!head.starts_with("\r\n")) {
    end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.contains('\r')) return bad("http.malformed");
    if (line.front() == ' ' || line.front() == '\t') return bad("http.line_folded");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad("http.field_malformed");
    if (auto refusal = take_field(line.substr(0, colon), trim_field(line.substr(colon + 1)))) return refusal;
  }
  return check_meaning();
}

std::optional<Refusal> RequestReader::take_request_line(std::string_view line) {
  method_ = next_item(line, ' ');
  const std::string_view text = next_item(line, ' ');
  version_ = line;
  if (!is_token(method_) || text.empty() || line.contains(' ')) return bad("http.malformed");
  if (version_ != "HTTP/1.1" && version_ != "HTTP/1.0") {
    if (version_.starts_with("HTTP/")) return Refusal{505, "http.version_unknown", {}};
    return bad("http.malformed");
  }
  if (text.size() > limits_.target_bytes) return Refusal{414, "http.target_too_long", {}};
  auto target = parse_target(text);
  if (!target) return bad(target.error().problems.at(0).code);
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  target_authority_ = std::move(target->authority);
  return std::nullopt;
}

std::optional<Refusal> RequestReader::take_field(std::string_view name, std::string_view value) {
  if (request_.headers.size() == kFieldsMax) return Refusal{431, "http.headers_too_large", {}};
  if (same_name(name, "host")) {
    if (host_) return bad("http.host_malformed");
    host_ = value;
  }
  if (auto refusal = take_length(name, value)) return refusal;
  request_.headers.push_back({std::string(name), std::string(value)});
  return std::nullopt;
}

std::optional<Refusal> RequestReader::take_length(std::string_view name, std::string_view value) {
  const bool is_encoding = same_name(name, "transfer-encoding");
  if (!is_encoding && !same_name(name, "content-length")) return std::nullopt;
  if (std::exchange(has_length_, true)) return bad("http.length_ambiguous");
  if (is_encoding) {
    is_chunked_ = same_name(value, "chunked");
    return is_chunked_ ? std::nullopt : std::optional(Refusal{501, "http.encoding_unknown", {}});
  }
  const auto read = std::from_chars(value.data(), value.data() + value.size(), length_);
  const bool is_number = read.ec == std::errc() && read.ptr == value.data() + value.size();
  return is_number ? std::nullopt : std::optional(bad("http.length_ambiguous"));
}

std::optional<Refusal> RequestReader::check_meaning() {
  if (is_chunked_ && is_http_1_0()) return bad("http.length_ambiguous");
  if (!host_ && !is_http_1_0()) return bad("http.host_malformed");
  if (const auto method = parse_method(method_)) {
    request_.method = *method;
    return std::nullopt;
  }
  if (method_ == "OPTIONS" || method_ == "TRACE" || method_ == "CONNECT")
    return Refusal{405, "http.method_not_served", {}};
  return Refusal{501, "http.method_unknown", {}};
}

std::expected<std::size_t, Refusal> RequestReader::read_body(std::string_view bytes) {
  return body_->read(bytes, request_.body, body_limit_);
}

// Without further persistence for HTTP/1.0: its clients take the end of the connection for the end of the reply.
bool RequestReader::keeps_alive() const {
  if (is_http_1_0()) return false;
  for (const auto& [name, value] : request_.headers)
    for (auto rest = std::string_view(value); same_name(name, "connection") && !rest.empty();)
      if (same_name(trim_field(next_item(rest, ',')), "close")) return false;
  return true;
}

bool RequestReader::expects_continue() const { return !is_http_1_0() && !request_.header("expect").empty(); }

std::string_view RequestReader::authority() const {
  if (!target_authority_.empty()) return target_authority_;
  return host_ ? std::string_view(*host_) : std::string_view();
}

}  // namespace guatu::http
