// SPDX-License-Identifier: Apache-2.0
// A request means the same however its bytes are cut; a form's parts lie inside its body; every other field of a
// request is only read.
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "platform/http/compression.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/multipart.hpp"
#include "platform/http/peer.hpp"
#include "platform/http/refusal.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

namespace {

using namespace guatu::http;

// The body of one request; nothing when it is refused or not complete.
std::optional<std::string> body_in(std::string_view bytes, std::size_t piece) {
  RequestReader reader(HeadLimits{});
  reader.limit_body(1024 * 1024);
  std::string waiting;
  bool has_head = false;
  for (std::size_t at = 0; at < bytes.size() && !reader.is_done(); at += piece) {
    waiting += bytes.substr(at, piece);
    if (!has_head) {
      const auto taken = reader.read_head(waiting);
      if (!taken) return std::nullopt;
      if (!*taken) continue;
      has_head = true;
      waiting.erase(0, **taken);
    }
    const auto taken = reader.read_body(waiting);
    if (!taken) return std::nullopt;
    waiting.erase(0, *taken);
  }
  if (!reader.is_done()) return std::nullopt;
  return std::move(reader.request().body);
}

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(start), size);
  expect(body_in(bytes, bytes.size() + 1) == body_in(bytes, size % 5 + 1));
  if (const auto target = parse_target(bytes)) {
    expect(target->path.starts_with('/') && guatu::is_valid_utf8(target->path) && !target->path.contains('\0'));
    expect(!("/" + target->path + "/").contains("/../"));
  }
  if (const auto pairs = parse_form(bytes))
    for (const auto& [name, value] : *pairs) expect(guatu::is_valid_utf8(name) && guatu::is_valid_utf8(value));
  if (const auto parts = parse_multipart("multipart/form-data; boundary=XX", bytes))
    for (const auto& part : *parts) {
      expect(part.content.data() >= bytes.data() && part.content.data() + part.content.size() <= bytes.data() + size);
      expect(!part.name.empty() && !part.file_name.value_or("").contains('/'));
    }
  static_cast<void>(parse_multipart(bytes, "--XX--\r\n"));
  const RangeAnswer range = answer_range(bytes, 1000);
  expect(range.part.begin + range.part.bytes <= 1000);
  Request request;
  request.headers = {{"Cookie", std::string(bytes)}, {"X-Forwarded-For", std::string(bytes)}};
  static_cast<void>(request.cookie("guatu_session"));
  const Proxies proxies({"127.0.0.1"});
  static_cast<void>(proxies.take_peer(request.headers, {"127.0.0.1", "127.0.0.1"}));
  static_cast<void>(Hosts({"guatu.example"}).answers(bytes, {"192.0.2.1", "192.0.2.2"}));
  static_cast<void>(accepts_gzip(bytes));
  static_cast<void>(names_tag(bytes, "\"3\""));
  static_cast<void>(preferred_language(bytes));
  return 0;
}
