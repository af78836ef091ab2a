// SPDX-License-Identifier: Apache-2.0
// Conditional requests and ranges (RFC 9110 sections 13 and 14): entity tags, one byte range. Several ranges in one
// request are answered by the whole, which the standard allows.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace guatu::http {

// Whether If-None-Match names the tag; W/ does not matter here.
bool names_tag(std::string_view if_none_match, std::string_view tag);

struct ByteRange {
  std::uint64_t begin = 0;
  std::uint64_t bytes = 0;
};

struct RangeAnswer {
  enum class Kind { whole, part, not_satisfiable };
  Kind kind = Kind::whole;
  ByteRange part{};
};

RangeAnswer answer_range(std::string_view range, std::uint64_t size);

}  // namespace guatu::http
