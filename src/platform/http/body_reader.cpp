// SPDX-License-Identifier: Apache-2.0
#include "platform/http/body_reader.hpp"

#include <algorithm>
#include <charconv>

#include "platform/http/field.hpp"

namespace guatu::http {
namespace {

constexpr std::size_t kLineMax = 1024;
constexpr std::size_t kTrailerMax = 8 * 1024;
constexpr std::size_t kSizeDigits = 15;

std::unexpected<Refusal> malformed() { return std::unexpected(Refusal{400, "http.chunk_malformed", {}}); }

}  // namespace

BodyReader BodyReader::of_length(std::uint64_t bytes) { return {bytes == 0 ? Place::end : Place::sized, bytes}; }

BodyReader BodyReader::of_chunks() { return {Place::size_line, 0}; }

std::expected<std::size_t, Refusal> BodyReader::read(std::string_view bytes, std::string& body,
                                                     std::uint64_t bytes_max) {
  const std::size_t given = bytes.size();
  while (!is_done()) {
    if (place_ == Place::sized || place_ == Place::chunk) {
      if (left_ > bytes_max - std::min<std::uint64_t>(body.size(), bytes_max))
        return std::unexpected(Refusal{413, "http.body_too_large", {{"bytes_max", std::to_string(bytes_max)}}});
      if (bytes.empty()) break;
      bytes.remove_prefix(take(bytes, body));
      continue;
    }
    const auto end = bytes.find('\r');
    const std::string_view line = bytes.substr(0, end);
    if (line.size() > kLineMax || has_control(line)) return malformed();
    if (end == std::string_view::npos || end + 1 == bytes.size()) break;
    if (bytes[end + 1] != '\n' || !take_line(line)) return malformed();
    bytes.remove_prefix(end + 2);
  }
  return given - bytes.size();
}

std::size_t BodyReader::take(std::string_view bytes, std::string& body) {
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  body.append(bytes.substr(0, taken));
  left_ -= taken;
  if (left_ == 0) place_ = place_ == Place::sized ? Place::end : Place::chunk_end;
  return taken;
}

bool BodyReader::take_line(std::string_view line) {
  if (place_ == Place::size_line) return take_size(line);
  if (place_ == Place::trailer) return take_trailer(line);
  place_ = Place::size_line;
  return line.empty();
}

// The size in hexadecimal digits, and extensions of which nothing is used.
bool BodyReader::take_size(std::string_view line) {
  const std::string_view digits = next_item(line, ';');
  if (digits.empty() || digits.size() > kSizeDigits) return false;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
  place_ = left_ == 0 ? Place::trailer : Place::chunk;
  return read.ec == std::errc() && read.ptr == digits.data() + digits.size();
}

bool BodyReader::take_trailer(std::string_view line) {
  trailer_bytes_ += line.size() + 2;
  if (line.empty()) place_ = Place::end;
  return line.empty() ||
         (trailer_bytes_ <= kTrailerMax && is_token(line.substr(0, line.find(':'))) && line.contains(':'));
}

}  // namespace guatu::http
