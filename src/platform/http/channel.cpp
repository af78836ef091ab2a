// SPDX-License-Identifier: Apache-2.0
#include "platform/http/channel.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <string>

namespace guatu::http {
namespace {

using Outcome = Transfer::Outcome;

int int_size(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

std::unexpected<Error> bad_certificate(const std::filesystem::path& file) {
  std::array<char, 256> reason{};
  ::ERR_error_string_n(::ERR_get_error(), reason.data(), reason.size());
  ::ERR_clear_error();
  return refuse(ErrorKind::invalid, file.string(), "http.bad_certificate", {{"reason", reason.data()}});
}

int choose_http_1_1(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void*) {
  static constexpr unsigned char kServed[] = "\x08http/1.1";
  unsigned char* found = nullptr;
  const int outcome = ::SSL_select_next_proto(&found, size, kServed, sizeof(kServed) - 1, offered, offered_size);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

Transfer plain_outcome(ssize_t returned) {
  if (returned > 0) return {Outcome::moved, static_cast<std::size_t>(returned)};
  return {Outcome::ended, 0};
}

bool is_not_ready() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Result<TlsContext> TlsContext::load(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  TlsContext tls;
  tls.context_ = {::SSL_CTX_new(::TLS_server_method()), ::SSL_CTX_free};
  SSL_CTX* context = tls.context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  ::SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
  // An idle connection keeps no buffers; a write goes on with what is left, from wherever it lies by then.
  SSL_CTX_set_mode(context,
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  ::SSL_CTX_set_alpn_select_cb(context, choose_http_1_1, nullptr);
  ::ERR_clear_error();
  if (::SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) return bad_certificate(certificate);
  if (::SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) return bad_certificate(key);
  if (::SSL_CTX_check_private_key(context) != 1) return bad_certificate(key);
  return tls;
}

std::shared_ptr<ssl_st> TlsContext::session_on(int socket) const {
  std::shared_ptr<SSL> session(::SSL_new(context_.get()), ::SSL_free);
  ::SSL_set_fd(session.get(), socket);
  ::SSL_set_accept_state(session.get());
  return session;
}

Transfer Channel::outcome_of(int returned) {
  if (returned > 0) return {Outcome::moved, static_cast<std::size_t>(returned)};
  switch (::SSL_get_error(tls_.get(), returned)) {
    case SSL_ERROR_WANT_READ:
      return {Outcome::wants_read, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Outcome::wants_write, 0};
    default:
      ::ERR_clear_error();
      return {Outcome::ended, 0};
  }
}

Transfer Channel::shake_hands() {
  if (!tls_) return {Outcome::moved, 0};
  ::ERR_clear_error();
  return outcome_of(::SSL_do_handshake(tls_.get()));
}

Transfer Channel::read(std::span<char> into) {
  if (tls_) {
    ::ERR_clear_error();
    return outcome_of(::SSL_read(tls_.get(), into.data(), int_size(into.size())));
  }
  const ssize_t returned = ::recv(socket_, into.data(), into.size(), 0);
  return returned < 0 && is_not_ready() ? Transfer{Outcome::wants_read, 0} : plain_outcome(returned);
}

Transfer Channel::write(std::string_view bytes) {
  if (tls_) {
    ::ERR_clear_error();
    return outcome_of(::SSL_write(tls_.get(), bytes.data(), int_size(bytes.size())));
  }
  const ssize_t returned = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  return returned < 0 && is_not_ready() ? Transfer{Outcome::wants_write, 0} : plain_outcome(returned);
}

void Channel::end_writing() {
  if (tls_ && ::SSL_is_init_finished(tls_.get()) == 1) ::SSL_shutdown(tls_.get());
  ::ERR_clear_error();
  ::shutdown(socket_, SHUT_WR);
}

}  // namespace guatu::http
