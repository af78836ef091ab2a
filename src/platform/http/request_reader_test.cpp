// SPDX-License-Identifier: Apache-2.0
#include "platform/http/request_reader.hpp"

#include <gmock/gmock.h>

#include <random>

namespace guatu::http {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kBodyMax = 1024;

struct Outcome {
  int status = 0;  // of the refusal; 0: none
  std::string code;
  bool is_done = false;
  std::size_t taken = 0;
  Request request;
};

// Gives the bytes in pieces, as a connection does.
Outcome read(std::string_view bytes, std::size_t piece = SIZE_MAX, HeadLimits limits = {}) {
  RequestReader reader(limits);
  reader.limit_body(kBodyMax);
  Outcome outcome;
  std::string waiting;
  bool has_head = false;
  for (std::size_t given = 0; given < bytes.size() && !reader.is_done();) {
    const auto next = bytes.substr(given, piece);
    given += next.size();
    waiting += next;
    if (!has_head) {
      const auto taken = reader.read_head(waiting);
      if (!taken) return {taken.error().status, taken.error().code, false, 0, {}};
      if (!*taken) continue;
      has_head = true;
      waiting.erase(0, **taken);
      outcome.taken += **taken;
    }
    const auto taken = reader.read_body(waiting);
    if (!taken) return {taken.error().status, taken.error().code, false, 0, {}};
    waiting.erase(0, *taken);
    outcome.taken += *taken;
  }
  outcome.is_done = reader.is_done();
  outcome.request = std::move(reader.request());
  return outcome;
}

std::string with_line(std::string_view line, std::string_view body = "") {
  return "POST /p HTTP/1.1\r\nHost: h\r\n" + std::string(line) + "\r\n\r\n" + std::string(body);
}

std::string chunked(std::string_view body) { return with_line("Transfer-Encoding: chunked", body); }

TEST(RequestReader, accepts) {
  struct Row {
    std::string bytes;
    std::string body;
  };
  const Row rows[] = {
      {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", ""},
      {"GET / HTTP/1.0\r\n\r\n", ""},
      {"GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n", ""},
      {with_line("Content-Length: 0"), ""},
      {with_line("content-LENGTH:\t3 ", "abc"), "abc"},
      {with_line("Content-Length: 3", std::string("\0\r\n", 3)), std::string("\0\r\n", 3)},
      {chunked("0\r\n\r\n"), ""},
      {chunked("3\r\nabc\r\n0A;n=\"v\"\r\n0123456789\r\n0\r\n\r\n"), "abc0123456789"},
      {chunked("1\r\na\r\n0\r\nX-Checksum: 1\r\n\r\n"), "a"},
      {with_line("X: \x80\xFF"), ""},  // obs-text is only passed on
  };
  for (const auto& row : rows)
    for (const std::size_t piece : {SIZE_MAX, std::size_t{1}, std::size_t{7}}) {
      const auto outcome = read(row.bytes, piece);
      EXPECT_EQ(outcome.code, "") << row.bytes;
      EXPECT_TRUE(outcome.is_done) << row.bytes;
      EXPECT_EQ(outcome.request.body, row.body) << row.bytes;
      EXPECT_EQ(outcome.taken, row.bytes.size()) << row.bytes;
    }
}

TEST(RequestReader, takes_one_request_only) {
  const std::string one = with_line("Content-Length: 3", "abc");
  EXPECT_EQ(read(one + one).taken, one.size());
  const std::string other = chunked("1\r\na\r\n0\r\n\r\n");
  EXPECT_EQ(read(other + one).taken, other.size());
}

struct Refused {
  std::string bytes;
  int status;
  std::string code;
};

const Refused kRefused[] = {
    {"GET / HTTP/1.1\nHost: h\n\n", 400, "http.malformed"},
    {"GET / HTTP/1.1\r\nHost: h\n\r\n", 400, "http.malformed"},
    {"GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400, "http.malformed"},
    {std::string("GET /\0 HTTP/1.1\r\n", 17), 400, "http.malformed"},
    {"GET / HTTP/1.1\r\nHost: h\r\nX: a\x01\r\n\r\n", 400, "http.malformed"},
    {"GET / HTTP/1.1\r\nHost: h\r\nX: a\x7F\r\n\r\n", 400, "http.malformed"},
    {"\x16\x03\x01\x02", 400, "http.malformed"},
    {"GET /\r\n\r\n", 400, "http.malformed"},
    {"GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.malformed"},
    {"GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400, "http.malformed"},
    {" GET / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.malformed"},
    {"GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.malformed"},
    {"G(T / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.malformed"},
    {"GET / http/1.1\r\nHost: h\r\n\r\n", 400, "http.malformed"},
    {with_line(" folded: yes"), 400, "http.line_folded"},
    {with_line("X: a\r\n\tb"), 400, "http.line_folded"},
    {with_line("Content-Length : 3"), 400, "http.field_malformed"},
    {with_line(": x"), 400, "http.field_malformed"},
    {with_line("no colon"), 400, "http.field_malformed"},
    {with_line("X\x80: y"), 400, "http.field_malformed"},
    {with_line("Content-Length: 3\r\nContent-Length: 3"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: 3\r\nContent-Length: 4"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: 3, 3"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: +3"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: -1"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: 0x3"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: 3a"), 400, "http.length_ambiguous"},
    {with_line("Content-Length:"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: 99999999999999999999"), 400, "http.length_ambiguous"},
    {with_line("Content-Length: 3\r\nTransfer-Encoding: chunked"), 400, "http.length_ambiguous"},
    {with_line("Transfer-Encoding: chunked\r\nContent-Length: 3"), 400, "http.length_ambiguous"},
    {with_line("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400, "http.length_ambiguous"},
    {"POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "http.length_ambiguous"},
    {with_line("Transfer-Encoding: gzip, chunked"), 501, "http.encoding_unknown"},
    {with_line("Transfer-Encoding: chunked, identity"), 501, "http.encoding_unknown"},
    {with_line("Transfer-Encoding: xchunked"), 501, "http.encoding_unknown"},
    {with_line("Transfer-Encoding: \"chunked\""), 501, "http.encoding_unknown"},
    {"GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505, "http.version_unknown"},
    {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http.version_unknown"},
    {"GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505, "http.version_unknown"},
    {"BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 501, "http.method_unknown"},
    {"get / HTTP/1.1\r\nHost: h\r\n\r\n", 501, "http.method_unknown"},
    {"TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 405, "http.method_not_served"},
    {"OPTIONS / HTTP/1.1\r\nHost: h\r\n\r\n", 405, "http.method_not_served"},
    {"CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.target_malformed"},
    {"GET /../x HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.target_malformed"},
    {"GET /?a=%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400, "http.query_malformed"},
    {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414, "http.target_too_long"},
    {"GET /" + std::string(20'000, 'a'), 414, "http.target_too_long"},
    {with_line("X: " + std::string(20'000, 'a')), 431, "http.headers_too_large"},
    {"GET / HTTP/1.1\r\n\r\n", 400, "http.host_malformed"},
    {with_line("Host: h"), 400, "http.host_malformed"},
    {with_line("Content-Length: 1025"), 413, "http.body_too_large"},
    {chunked("401\r\n"), 413, "http.body_too_large"},
    {chunked("400\r\n" + std::string(1024, 'x') + "\r\n1\r\nx"), 413, "http.body_too_large"},
    {chunked("x\r\n"), 400, "http.chunk_malformed"},
    {chunked("\r\n\r\n"), 400, "http.chunk_malformed"},
    {chunked("-1\r\n"), 400, "http.chunk_malformed"},
    {chunked("0x1\r\na\r\n0\r\n\r\n"), 400, "http.chunk_malformed"},
    {chunked("1 \r\na\r\n0\r\n\r\n"), 400, "http.chunk_malformed"},
    {chunked("11111111111111111\r\n"), 400, "http.chunk_malformed"},
    {chunked("1\r\nab\r\n0\r\n\r\n"), 400, "http.chunk_malformed"},
    {chunked("1;\nx\r\na\r\n0\r\n\r\n"), 400, "http.chunk_malformed"},
    {chunked("1\na\n0\n\n"), 400, "http.chunk_malformed"},
    {chunked("1;" + std::string(20'000, 'x')), 400, "http.chunk_malformed"},
    {chunked("0\r\n" + std::string(20'000, 'x')), 400, "http.chunk_malformed"},
    {chunked("0\r\nX : y\r\n\r\n"), 400, "http.chunk_malformed"},
};

TEST(RequestReader, refuses) {
  for (const auto& row : kRefused)
    for (const std::size_t piece : {SIZE_MAX, std::size_t{1}, std::size_t{1000}}) {
      const auto outcome = read(row.bytes, piece);
      EXPECT_EQ(outcome.code, row.code) << row.bytes.substr(0, 200) << "\nin pieces of " << piece;
      EXPECT_EQ(outcome.status, row.status) << row.bytes.substr(0, 200);
    }
  std::string many;
  for (int index = 0; index < 101; ++index) many += "X: y\r\n";
  EXPECT_EQ(read(with_line(many)).code, "http.headers_too_large");
}

TEST(RequestReader, waits_for_more) {
  for (const std::string& bytes :
       {std::string("GET / HTTP/1.1\r\nHost: h\r\n"), with_line("Content-Length: 3", "ab"), chunked("3\r\nab"),
        chunked("3\r\nabc\r\n0\r\n"), chunked("3\r\nabc\r\n0\r\nX: y\r\n")}) {
    const auto outcome = read(bytes);
    EXPECT_EQ(outcome.code, "") << bytes;
    EXPECT_FALSE(outcome.is_done) << bytes;
  }
}

// However the bytes are cut into pieces, the outcome is the same; and no bytes harm.
TEST(RequestReader, survives_any_bytes) {
  std::mt19937 random(20260921);
  const std::string seeds[] = {with_line("Content-Length: 3", "abc"),
                               chunked("3\r\nabc\r\n0A;n=\"v\"\r\n0123456789\r\n0\r\nT: x\r\n\r\n")};
  constexpr auto kLetters = "\r\n \t:;,=0129afx\"\\\0\x7F\xFF-"sv;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = seeds[random() % 2];
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t at = random() % bytes.size();
      if (random() % 3 == 0)
        bytes.erase(at, 1 + random() % 3);
      else
        bytes.insert(at, 1 + random() % 2, kLetters[random() % kLetters.size()]);
    }
    const auto whole = read(bytes);
    const auto pieces = read(bytes, 1 + random() % 5);
    ASSERT_EQ(whole.is_done, pieces.is_done) << bytes;
    if (!whole.is_done) continue;
    ASSERT_EQ(whole.request.body, pieces.request.body) << bytes;
  }
}

}  // namespace
}  // namespace guatu::http
