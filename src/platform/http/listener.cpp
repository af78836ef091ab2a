// SPDX-License-Identifier: Apache-2.0
#include "platform/http/listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace guatu::http {
namespace {

constexpr int kBacklog = 4096;

union SocketAddress {
  sockaddr_storage storage;
  sockaddr common;
  sockaddr_in v4;
  sockaddr_in6 v6;
  sockaddr_un local;
};

std::unexpected<Error> not_usable(const std::string& place) {
  if (errno == EADDRINUSE) return refuse(ErrorKind::unavailable, place, "http.address_in_use");
  return refuse(ErrorKind::unavailable, place, "http.address_not_usable",
                {{"reason", std::generic_category().message(errno)}});
}

Descriptor open_socket(int family) {
  return Descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

void set_option(const Descriptor& socket, int level, int option, int value) {
  ::setsockopt(socket.number(), level, option, &value, sizeof value);
}

bool somebody_listens(const SocketAddress& address) {
  const Descriptor probe = open_socket(AF_UNIX);
  return ::connect(probe.number(), &address.common, sizeof(sockaddr_un)) == 0 || errno == EAGAIN;
}

std::string text_of(const SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.common.sa_family == AF_INET) ::inet_ntop(AF_INET, &address.v4.sin_addr, text.data(), text.size());
  if (address.common.sa_family == AF_INET6) ::inet_ntop(AF_INET6, &address.v6.sin6_addr, text.data(), text.size());
  return normal_address(text.data());
}

}  // namespace

Result<Descriptor> listen_on(const std::string& address, std::uint16_t port) {
  const std::string numbers = address == "localhost" ? "127.0.0.1" : address;
  SocketAddress bound{};
  socklen_t size = sizeof bound.v4;
  if (::inet_pton(AF_INET, numbers.c_str(), &bound.v4.sin_addr) == 1) {
    bound.v4.sin_family = AF_INET;
    bound.v4.sin_port = htons(port);
  } else if (::inet_pton(AF_INET6, numbers.c_str(), &bound.v6.sin6_addr) == 1) {
    bound.v6.sin6_family = AF_INET6;
    bound.v6.sin6_port = htons(port);
    size = sizeof bound.v6;
  } else {
    return refuse(ErrorKind::invalid, address, "http.address_malformed");
  }
  const std::string place = address + ":" + std::to_string(port);
  Descriptor socket = open_socket(bound.common.sa_family);
  if (!socket.is_open()) return not_usable(place);
  set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1);
  if (bound.common.sa_family == AF_INET6) set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(socket.number(), &bound.common, size) != 0 || ::listen(socket.number(), kBacklog) != 0)
    return not_usable(place);
  return socket;
}

Result<Descriptor> listen_on(const std::filesystem::path& path) {
  SocketAddress bound{};
  const std::string text = path.string();
  if (text.size() >= sizeof bound.local.sun_path) return refuse(ErrorKind::invalid, text, "http.address_malformed");
  bound.local.sun_family = AF_UNIX;
  std::ranges::copy(text, bound.local.sun_path);
  std::error_code error;
  if (std::filesystem::is_socket(path, error) && !somebody_listens(bound)) std::filesystem::remove(path, error);
  Descriptor socket = open_socket(AF_UNIX);
  // Nobody can connect before listen, so there is no moment at which others may.
  if (!socket.is_open() || ::bind(socket.number(), &bound.common, sizeof bound.local) != 0 ||
      ::chmod(text.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(socket.number(), kBacklog) != 0)
    return not_usable(text);
  return socket;
}

std::uint16_t port_of(const Descriptor& listener) {
  SocketAddress address{};
  socklen_t size = sizeof address;
  ::getsockname(listener.number(), &address.common, &size);
  return ntohs(address.common.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

std::expected<Accepted, AcceptFailure> accept_from(const Descriptor& listener) {
  SocketAddress peer{};
  socklen_t size = sizeof peer;
  Descriptor socket(::accept4(listener.number(), &peer.common, &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!socket.is_open()) {
    const bool is_full = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    return std::unexpected(is_full ? AcceptFailure::no_room : AcceptFailure::nobody_waits);
  }
  if (peer.common.sa_family == AF_UNIX) return Accepted{std::move(socket), {"local", "local"}};
  set_option(socket, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
  SocketAddress own{};
  size = sizeof own;
  ::getsockname(socket.number(), &own.common, &size);
  return Accepted{std::move(socket), {text_of(peer), text_of(own)}};
}

}  // namespace guatu::http
