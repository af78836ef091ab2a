// SPDX-License-Identifier: Apache-2.0
#include "platform/http/target.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "platform/http/field.hpp"
#include "platform/http/percent.hpp"

namespace guatu::http {
namespace {

constexpr std::size_t kPairsMax = 256;

auto malformed() { return refuse(ErrorKind::invalid, "", "http.target_malformed"); }

bool is_visible(char letter) { return letter > ' ' && letter < '\x7F'; }

bool is_control(char letter) { return static_cast<unsigned char>(letter) < ' ' || letter == '\x7F'; }

bool has_encoded_slash(std::string_view raw) {
  const std::string lowered = lower_case(raw);
  return lowered.contains("%2f") || lowered.contains("%5c") || raw.contains('\\');
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    const std::string_view segment = next_item(path, '/');
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

// "http://host:port/path" → its authority; the rest stays in `text`.
std::optional<std::string> take_authority(std::string_view& text) {
  const auto colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  if (!same_name(scheme, "http") && !same_name(scheme, "https")) return std::nullopt;
  text.remove_prefix(colon + 3);
  const auto end = std::min(text.find_first_of("/?"), text.size());
  std::string authority(text.substr(0, end));
  text.remove_prefix(end);
  if (authority.empty() || authority.contains('@')) return std::nullopt;
  return authority;
}

}  // namespace

Result<Pairs> parse_form(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    std::string_view item = next_item(text, '&');
    if (item.empty()) continue;
    if (pairs.size() == kPairsMax) return refuse(ErrorKind::invalid, "", "http.query_malformed");
    auto name = decode_percent(next_item(item, '='), Plus::is_space);
    auto value = decode_percent(item, Plus::is_space);
    const auto unreadable = [](const std::optional<std::string>& part) {
      return !part || part->contains('\0') || !is_valid_utf8(*part);
    };
    if (unreadable(name) || unreadable(value)) return refuse(ErrorKind::invalid, "", "http.query_malformed");
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

Result<Target> parse_target(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, is_visible) || text.contains('#')) return malformed();
  Target target;
  if (text.front() != '/') {
    auto authority = take_authority(text);
    if (!authority) return malformed();
    target.authority = *std::move(authority);
  }
  const std::string_view raw = next_item(text, '?');
  if (has_encoded_slash(raw)) return malformed();
  auto path = decode_percent(raw.empty() ? "/" : raw, Plus::is_plus);
  if (!path || path->front() != '/' || std::ranges::any_of(*path, is_control) || has_dot_segment(*path) ||
      !is_valid_utf8(*path))
    return malformed();
  target.path = *std::move(path);
  GUATU_TRY(target.query, parse_form(text));
  return target;
}

}  // namespace guatu::http
