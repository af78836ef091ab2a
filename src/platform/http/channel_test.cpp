// SPDX-License-Identifier: Apache-2.0
// TLS end to end: a certificate made here, a client over OpenSSL.
#include "platform/http/channel.hpp"

#include <gmock/gmock.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <fstream>
#include <list>

#include "platform/db/store_test.hpp"
#include "platform/http/server_test.hpp"

namespace guatu::http {
namespace {

using namespace testing;
using ::testing::HasSubstr;

void write_pem(const std::filesystem::path& path, const std::function<void(std::FILE*)>& write) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  write(file);
  std::fclose(file);
}

void make_certificate(const std::filesystem::path& folder, long serial) {
  const std::shared_ptr<EVP_PKEY> key(::EVP_EC_gen("P-256"), ::EVP_PKEY_free);
  const std::shared_ptr<X509> certificate(::X509_new(), ::X509_free);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate.get()), serial);
  ::X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  ::X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  ::X509_set_pubkey(certificate.get(), key.get());
  ::X509_sign(certificate.get(), key.get(), ::EVP_sha256());
  write_pem(folder / "cert.pem", [&](std::FILE* file) { ::PEM_write_X509(file, certificate.get()); });
  write_pem(folder / "key.pem",
            [&](std::FILE* file) { ::PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
}

class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int version = 0) : plain_(port) {
    SSL_CTX_set_max_proto_version(context_.get(), version);
    tls_ = {::SSL_new(context_.get()), ::SSL_free};
    ::SSL_set_fd(tls_.get(), plain_.number());
    is_connected_ = ::SSL_connect(tls_.get()) == 1;
    ::ERR_clear_error();
  }

  bool is_connected() const { return is_connected_; }
  std::string version() const { return ::SSL_get_version(tls_.get()); }
  long serial() const {
    const std::shared_ptr<X509> certificate(SSL_get1_peer_certificate(tls_.get()), ::X509_free);
    return ::ASN1_INTEGER_get(::X509_get_serialNumber(certificate.get()));
  }
  TlsClient& send(std::string_view bytes) {
    ::SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
    return *this;
  }
  std::string read_until(std::string_view text) {
    std::string received;
    std::array<char, 16 * 1024> piece;
    while (!std::string_view(received)
                .substr(received.size() - std::min(received.size(), 2 * piece.size()))
                .contains(text)) {
      const int size = ::SSL_read(tls_.get(), piece.data(), static_cast<int>(piece.size()));
      if (size <= 0) break;
      received.append(piece.data(), static_cast<std::size_t>(size));
    }
    return received;
  }

 private:
  Client plain_;
  std::shared_ptr<SSL_CTX> context_{::SSL_CTX_new(::TLS_client_method()), ::SSL_CTX_free};
  std::shared_ptr<SSL> tls_;
  bool is_connected_ = false;
};

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() { make_certificate(directory.path(), 1); }

  ServerOptions options() const {
    ServerOptions options = local_options();
    options.certificate = directory.path() / "cert.pem";
    options.key = directory.path() / "key.pem";
    options.limits.header_time = 1s;
    return options;
  }

  static Reply tell(const Request& request) {
    if (request.path == "/large") return text_reply(200, std::string(2'000'000, 'x') + "end");
    return text_reply(200, request.peer.is_secure ? "secure " + request.body : "plain");
  }

  db::testing::TemporaryDirectory directory;
};

TEST_F(TlsTest, serves_versions_1_2_and_1_3_only) {
  const Server server = started(options(), tell);
  EXPECT_EQ(TlsClient(server.port()).version(), "TLSv1.3");
  EXPECT_EQ(TlsClient(server.port(), TLS1_2_VERSION).version(), "TLSv1.2");
  EXPECT_FALSE(TlsClient(server.port(), TLS1_1_VERSION).is_connected());
}

TEST_F(TlsTest, carries_requests_and_replies) {
  const Server server = started(options(), tell);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server.port(), version);
    for (int round = 0; round < 3; ++round)
      EXPECT_THAT(client.send(get("/")).read_until("secure "), HasSubstr("\r\n\r\nsecure "));
    const std::string body(500'000, 'y');
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500003\r\n\r\n" + body + "end");
    EXPECT_THAT(client.read_until("end"), HasSubstr("secure " + body + "end"));
    EXPECT_GT(client.send(get("/large")).read_until("xend").size(), 2'000'000U);
  }
}

// The first request ends where a piece of its record was read; the socket itself has nothing more to tell.
TEST_F(TlsTest, pipelined_requests_in_one_record_are_answered) {
  const Server server = started(options(), tell);
  TlsClient client(server.port());
  std::string first = get("/first", "X-Filler: \r\n");
  first.insert(first.size() - 4, 8 * 1024 - first.size(), 'x');
  client.send(first + get("/large"));
  EXPECT_THAT(client.read_until("xend"), HasSubstr("xxxend"));
}

TEST_F(TlsTest, plain_and_silent_clients_are_cut_off) {
  const Server server = started(options(), tell);
  Client plain(server.port());
  plain.send(get("/"));
  EXPECT_TRUE(plain.is_closed_within(2s));
  Client silent(server.port());
  EXPECT_TRUE(silent.is_closed_within(3s));
}

TEST_F(TlsTest, a_new_certificate_is_used_without_a_restart) {
  Server server = started(options(), tell);
  TlsClient before(server.port());
  EXPECT_EQ(before.serial(), 1);
  make_certificate(directory.path(), 2);
  ASSERT_TRUE(server.reload_certificate());
  EXPECT_EQ(TlsClient(server.port()).serial(), 2);
  EXPECT_THAT(before.send(get("/")).read_until("secure "), HasSubstr("200 OK"));
  std::ofstream(directory.path() / "key.pem") << "broken";
  EXPECT_EQ(server.reload_certificate().error().problems.at(0).code, "http.bad_certificate");
  EXPECT_EQ(TlsClient(server.port()).serial(), 2);
}

TEST_F(TlsTest, refuses_a_key_that_is_not_the_certificates) {
  const auto key = directory.path() / "key.pem";
  std::filesystem::copy_file(key, directory.path() / "old.pem");
  make_certificate(directory.path(), 2);
  const auto loaded = TlsContext::load(directory.path() / "cert.pem", directory.path() / "old.pem");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().problems.at(0).code, "http.bad_certificate");
}

TEST_F(TlsTest, ends_cleanly) {
  Server server = started(options(), tell);
  TlsClient client(server.port());
  EXPECT_THAT(client.send(get("/", "Connection: close\r\n")).read_until("never"), HasSubstr("Connection: close"));
}

}  // namespace
}  // namespace guatu::http
