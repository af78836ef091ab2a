// SPDX-License-Identifier: Apache-2.0
// Listening sockets (监听): opened, bound and listening, never waiting. Refuses http.address_malformed,
// http.address_in_use, http.address_not_usable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "platform/descriptor/descriptor.hpp"
#include "platform/http/peer.hpp"

namespace guatu::http {

// An address in numbers, or "localhost".
Result<Descriptor> listen_on(const std::string& address, std::uint16_t port);
// A socket in the file system for this user only. One that a dead program left behind is replaced.
Result<Descriptor> listen_on(const std::filesystem::path& path);
std::uint16_t port_of(const Descriptor& listener);

struct Accepted {
  Descriptor socket;
  Endpoints endpoints;
};

enum class AcceptFailure { nobody_waits, no_room };  // no_room: of descriptors or memory; try later
std::expected<Accepted, AcceptFailure> accept_from(const Descriptor& listener);

}  // namespace guatu::http
