// SPDX-License-Identifier: Apache-2.0
// BodyReader (正文读取): where the body of a request ends, by its length or by its chunks (RFC 9112 section 7.1), and
// its bytes. Extensions and trailers are checked and dropped. Refuses http.chunk_malformed, http.body_too_large.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "platform/http/refusal.hpp"

namespace guatu::http {

class BodyReader {
 public:
  static BodyReader of_length(std::uint64_t bytes);
  static BodyReader of_chunks();

  // Adds to the body; how many bytes it took. What it leaves comes again with more behind.
  std::expected<std::size_t, Refusal> read(std::string_view bytes, std::string& body, std::uint64_t bytes_max);
  bool is_done() const { return place_ == Place::end; }

 private:
  enum class Place { sized, size_line, chunk, chunk_end, trailer, end };
  BodyReader(Place place, std::uint64_t left) : place_(place), left_(left) {}
  std::size_t take(std::string_view bytes, std::string& body);
  bool take_line(std::string_view line);
  bool take_size(std::string_view line);
  bool take_trailer(std::string_view line);

  Place place_;
  std::uint64_t left_;  // of the body, or of this chunk
  std::size_t trailer_bytes_ = 0;
};

}  // namespace guatu::http
