// SPDX-License-Identifier: Apache-2.0
#include "platform/http/peer.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "platform/http/field.hpp"

namespace guatu::http {
namespace {

constexpr std::string_view kLocal = "local";
using Ipv6 = std::array<unsigned char, 16>;
constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);  // RFC 4291 2.5.5.2

std::string_view bytes_of(const Ipv6& address) {
  return {reinterpret_cast<const char*>(address.data()), address.size()};
}

// Both families as sixteen bytes.
std::optional<Ipv6> parse_address(std::string_view text) {
  const std::string address(text);
  Ipv6 bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  std::ranges::copy(kMapped, bytes.begin());
  if (::inet_pton(AF_INET, address.c_str(), bytes.data() + kMapped.size()) == 1) return bytes;
  return std::nullopt;
}

bool is_ipv4(const Ipv6& address) { return bytes_of(address).starts_with(kMapped); }

std::string text_of(const Ipv6& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_ipv4(address))
    ::inet_ntop(AF_INET, address.data() + kMapped.size(), text.data(), text.size());
  else
    ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  return text.data();
}

// "[::1]:8080" → "::1", "Guatu.example.:80" → "guatu.example"; nothing when it is no host and port.
std::optional<std::string> host_in(std::string_view authority) {
  std::string_view host = authority;
  std::string_view port;
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    host = authority.substr(1, end - 1);
    port = authority.substr(end + 1);
    if (!parse_address(host) || !host.contains(':')) return std::nullopt;
  } else if (const auto colon = authority.find(':'); colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon);
  }
  const bool is_port = port.empty() || (port.front() == ':' && port.size() <= 6 &&
                                        port.find_first_not_of("0123456789", 1) == std::string_view::npos);
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || !is_port) return std::nullopt;
  return lower_case(host);
}

bool is_forwarding(const Header& header) {
  const std::string_view name = header.name;
  return same_name(name.substr(0, 12), "x-forwarded-") || same_name(name, "forwarded") || same_name(name, "x-real-ip");
}

// Several lines are one list.
std::string joined_values(const std::vector<Header>& headers, std::string_view name) {
  std::string joined;
  for (const auto& header : headers)
    if (same_name(header.name, name)) joined += (joined.empty() ? "" : ",") + header.value;
  return joined;
}

}  // namespace

std::string normal_address(std::string_view address) {
  const auto bytes = parse_address(address);
  return bytes ? text_of(*bytes) : std::string();
}

bool is_loopback_address(std::string_view address) {
  const auto bytes = parse_address(address);
  return bytes && (is_ipv4(*bytes) ? (*bytes)[12] == 127 : text_of(*bytes) == "::1");
}

std::string source_of(std::string_view address) {
  auto bytes = parse_address(address);
  if (!bytes) return std::string(address);
  if (!is_ipv4(*bytes)) std::fill(bytes->begin() + 8, bytes->end(), static_cast<unsigned char>(0));
  return text_of(*bytes);
}

Hosts::Hosts(const std::vector<std::string>& names) {
  for (const auto& name : names) names_.insert(host_in(name).value_or(lower_case(name)));
}

bool Hosts::answers(std::string_view authority, const Endpoints& endpoints) const {
  if (endpoints.peer == kLocal) return true;
  const auto host = host_in(authority);
  if (!host) return false;
  if (*host == "localhost" || names_.contains(*host)) return true;
  const std::string address = normal_address(*host);
  return !address.empty() && (is_loopback_address(address) || address == endpoints.own || names_.contains(address));
}

Proxies::Proxies(const std::vector<std::string>& addresses) {
  for (const auto& address : addresses) addresses_.insert(normal_address(address));
}

// From the right: as long as the reporter is trusted, what he reports is believed.
std::string Proxies::client_of(std::string_view forwarded_for, std::string_view nearest) const {
  std::string client(nearest);
  while (trusts(client) && !forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string address = normal_address(trim_field(forwarded_for.substr(begin)));
    if (address.empty()) return client;
    client = address;
    forwarded_for = forwarded_for.substr(0, begin == 0 ? 0 : comma);
  }
  return client;
}

Peer Proxies::take_peer(std::vector<Header>& headers, const Endpoints& endpoints) const {
  Peer peer{endpoints.peer, endpoints.is_tls, is_loopback_address(endpoints.peer)};
  if (std::ranges::none_of(headers, is_forwarding)) return peer;
  if (trusts(endpoints.peer)) {
    peer.address = client_of(joined_values(headers, "x-forwarded-for"), endpoints.peer);
    const std::string protocols = joined_values(headers, "x-forwarded-proto");
    const auto last = protocols.rfind(',');  // npos + 1 is 0
    peer.is_secure = same_name(trim_field(std::string_view(protocols).substr(last + 1)), "https");
  }
  // A proxy that nobody told us of: its neighbours are not loopback.
  peer.is_loopback = trusts(endpoints.peer) && is_loopback_address(peer.address) && peer.address != endpoints.peer;
  std::erase_if(headers, is_forwarding);
  return peer;
}

}  // namespace guatu::http
