// SPDX-License-Identifier: Apache-2.0
// Who is asking and under which name (trust.md 1): the source of a request behind trusted proxies, and the list of
// Host values that are answered. A page of another site that points its own name at this server (DNS rebinding) is
// refused by the list.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace guatu::http {

bool is_loopback_address(std::string_view address);
// "::ffff:10.0.0.1" is 10.0.0.1; the rest in its shortest form. Empty: not an address.
std::string normal_address(std::string_view address);
// What one source is for counting connections: an IPv4 address, the /64 of an IPv6 address.
std::string source_of(std::string_view address);

// The two ends of a connection; addresses without ports, "local" on a socket of this machine's file system.
struct Endpoints {
  std::string peer;
  std::string own;
  bool is_tls = false;
};

class Hosts {
 public:
  explicit Hosts(const std::vector<std::string>& names);
  // Loopback names, the address the connection came to, and the configured names; case and port do not matter.
  bool answers(std::string_view authority, const Endpoints& endpoints) const;

 private:
  std::set<std::string, std::less<>> names_;
};

class Proxies {
 public:
  explicit Proxies(const std::vector<std::string>& addresses);
  bool trusts(std::string_view address) const { return addresses_.contains(address); }
  // Takes X-Forwarded-* and Forwarded out of the request: whoever answers it sees the peer and nothing forged.
  Peer take_peer(std::vector<Header>& headers, const Endpoints& endpoints) const;

 private:
  std::string client_of(std::string_view forwarded_for, std::string_view nearest) const;

  std::set<std::string, std::less<>> addresses_;
};

}  // namespace guatu::http
