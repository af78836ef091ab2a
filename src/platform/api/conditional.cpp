// SPDX-License-Identifier: Apache-2.0
#include "platform/api/conditional.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "base/version.hpp"

namespace guatu::api {
namespace {

// FNV-1a: says that something differs, defends against nobody.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (const char byte : text) add_byte(static_cast<unsigned char>(byte));
    add_byte(0);
  }
  std::uint64_t value() const { return value_; }

 private:
  void add_byte(unsigned char byte) { value_ = (value_ ^ byte) * 1099511628211ULL; }
  std::uint64_t value_ = 14695981039346656037ULL;
};

}  // namespace

std::string entity_etag(std::int64_t version) { return fmt::format("\"{}\"", version); }

Result<std::int64_t> version_in_if_match(std::string_view if_match) {
  const std::string_view tag = trim(if_match);
  if (tag.empty()) return refuse(ErrorKind::conflict, "If-Match", "api.if_match_missing");
  std::int64_t version = 0;
  if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') {
    const char* end = tag.data() + tag.size() - 1;
    const auto [rest, fault] = std::from_chars(tag.data() + 1, end, version);
    if (fault == std::errc() && rest == end && version >= 0) return version;
  }
  return refuse(ErrorKind::invalid, "If-Match", "api.if_match_malformed", {{"value", std::string(tag.substr(0, 40))}});
}

std::string view_etag(db::Position position, Date today, const Caller& caller, message::Language language) {
  Fingerprint print;
  print.add(kProgramVersion);
  print.add(format_date(today));
  print.add(language == message::Language::chinese ? "zh" : "en");
  for (const Holding& holding : caller.held()) {
    print.add(holding.right);
    for (const std::string& relation : holding.relations) print.add(relation);
    print.add("/");
    for (const std::string& unit : holding.units) print.add(unit);
  }
  return fmt::format("W/\"{}-{:x}\"", position, print.value());
}

}  // namespace guatu::api
