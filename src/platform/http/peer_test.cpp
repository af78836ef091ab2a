// SPDX-License-Identifier: Apache-2.0
#include "platform/http/peer.hpp"

#include <gmock/gmock.h>

namespace guatu::http {
namespace {

TEST(Hosts, answers_to_its_names_only) {
  const Hosts hosts({"Guatu.Example", "10.0.0.9", "[fd00::1]:8443"});
  const Endpoints far{"192.0.2.7", "10.0.0.5", false};
  for (const auto* name : {"localhost", "LocalHost:8080", "localhost.", "127.0.0.1", "127.1.2.3:1", "[::1]", "[::1]:80",
                           "guatu.example", "GUATU.example.:443", "10.0.0.9", "10.0.0.5:8080", "[fd00::1]"})
    EXPECT_TRUE(hosts.answers(name, far)) << name;
  for (const auto* name : {"", "evil.example", "guatu.example.evil.example", "evilguatu.example", "10.0.0.6",
                           "localhost.evil.example", "guatu.example:x", "guatu.example:80:80", "[::1", "::1", "[::2]",
                           "guatu.example@evil", "127.0.0.1.evil.example", "0x7f.1", "localhost/"})
    EXPECT_FALSE(hosts.answers(name, far)) << name;
  EXPECT_TRUE(hosts.answers("anything", {"local", "local", false}));
}

TEST(Proxies, are_believed_when_trusted) {
  struct Row {
    std::string peer;
    std::vector<Header> fields;
    Peer seen;
  };
  const Proxies proxies({"10.0.0.1", "10.0.0.2", "127.0.0.1"});
  const Row rows[] = {
      {"192.0.2.7", {}, {"192.0.2.7", false, false}},
      {"127.0.0.1", {}, {"127.0.0.1", false, true}},
      {"192.0.2.7", {{"X-Forwarded-For", "1.1.1.1"}, {"X-Forwarded-Proto", "https"}}, {"192.0.2.7", false, false}},
      {"10.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}, {"X-Forwarded-Proto", "https"}}, {"1.1.1.1", true, false}},
      // What the client wrote before the proxies does not count.
      {"10.0.0.1", {{"X-Forwarded-For", "6.6.6.6, 1.1.1.1, 10.0.0.2"}}, {"1.1.1.1", false, false}},
      {"10.0.0.1", {{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-For", "1.1.1.1"}}, {"1.1.1.1", false, false}},
      {"10.0.0.1", {{"X-Forwarded-Proto", "https, http"}}, {"10.0.0.1", false, false}},
      {"10.0.0.1", {{"X-Forwarded-For", "unknown"}}, {"10.0.0.1", false, false}},
      {"10.0.0.1", {{"X-Forwarded-For", "::ffff:1.1.1.1"}}, {"1.1.1.1", false, false}},
      // Behind a proxy on this machine nobody is here, unless the proxy says so.
      {"127.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}}, {"1.1.1.1", false, false}},
      {"::1", {{"X-Forwarded-For", "127.0.0.1"}}, {"::1", false, false}},
  };
  for (const auto& row : rows) {
    auto fields = row.fields;
    fields.push_back({"Accept", "x"});
    const Peer peer = proxies.take_peer(fields, {row.peer, "10.0.0.5", false});
    EXPECT_EQ(peer.address, row.seen.address) << row.peer;
    EXPECT_EQ(peer.is_secure, row.seen.is_secure) << row.peer;
    EXPECT_EQ(peer.is_loopback, row.seen.is_loopback) << row.peer;
    EXPECT_EQ(fields.size(), 1U);
  }
}

TEST(Source, is_an_address_or_a_network) {
  EXPECT_EQ(source_of("1.2.3.4"), "1.2.3.4");
  EXPECT_EQ(source_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(source_of("local"), "local");
  EXPECT_EQ(normal_address("::FFFF:10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(normal_address("10.0.0.256"), "");
}

}  // namespace
}  // namespace guatu::http
