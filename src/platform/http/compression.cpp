// SPDX-License-Identifier: Apache-2.0
#include "platform/http/compression.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>
#include <optional>

#include "platform/http/field.hpp"

namespace guatu::http {
namespace {

constexpr int kLevel = 5;
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemoryLevel = 8;

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<int> named;
  std::optional<int> any;
  while (!accept_encoding.empty()) {
    const std::string_view item = next_item(accept_encoding, ',');
    std::string_view rest = item;
    const std::string_view coding = trim_field(next_item(rest, ';'));
    if (same_name(coding, "gzip") || same_name(coding, "x-gzip")) named = quality_of(item);
    if (coding == "*") any = quality_of(item);
  }
  return named.value_or(any.value_or(0)) > 0;
}

bool is_compressible(std::string_view content_type) {
  const std::string type = lower_case(trim_field(content_type.substr(0, content_type.find(';'))));
  constexpr std::string_view kTypes[] = {"application/json",          "application/javascript", "application/xml",
                                         "application/manifest+json", "application/yaml",       "image/svg+xml"};
  if (type == "text/event-stream") return false;
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         std::ranges::find(kTypes, type) != std::end(kTypes);
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (::deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string packed(::deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = ::deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::bad_alloc();
  return packed;
}

}  // namespace guatu::http
