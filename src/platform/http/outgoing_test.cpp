// SPDX-License-Identifier: Apache-2.0
#include "platform/http/outgoing.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <fstream>

#include "platform/db/store_test.hpp"
#include "platform/http/compression.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/event_stream.hpp"
#include "platform/http/field.hpp"
#include "platform/http/refusal.hpp"

namespace guatu::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Request asking(std::vector<Header> fields = {}, Method method = Method::get) {
  Request request;
  request.method = method;
  request.path = "/x";
  request.headers = std::move(fields);
  return request;
}

std::string unpacked(std::string_view bytes) {
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, 15 + 16), Z_OK);
  std::string text(1'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  ::inflateEnd(&stream);
  return text;
}

TEST(Quality, is_read_in_thousandths) {
  const std::pair<std::string_view, int> rows[] = {
      {"gzip", 1000},  {"gzip;q=0", 0},      {"gzip; q=0.5", 500}, {"gzip;Q=0.001", 1}, {"gzip;q=1.000", 1000},
      {"gzip;q=2", 0}, {"gzip;x=y;q=.5", 0}, {"gzip;q=0.0001", 0}, {"gzip;q=", 0},      {"gzip;q=1.5", 1000}};
  for (const auto& [item, quality] : rows) EXPECT_EQ(quality_of(item), quality) << item;
}

TEST(Compression, is_done_for_who_takes_it) {
  for (const auto* field : {"gzip", "deflate, gzip;q=0.5", "*", "br, GZIP", "x-gzip", "*;q=0, gzip"})
    EXPECT_TRUE(accepts_gzip(field)) << field;
  for (const auto* field : {"", "identity", "gzip;q=0", "*;q=0", "br", "gzip;q=0, *", "gzipp"})
    EXPECT_FALSE(accepts_gzip(field)) << field;
  EXPECT_TRUE(is_compressible("application/json; charset=utf-8"));
  EXPECT_TRUE(is_compressible("application/problem+json"));
  EXPECT_FALSE(is_compressible("text/event-stream"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_FALSE(is_compressible("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
}

TEST(Outgoing, packs_what_gains) {
  const std::string body(5000, 'x');
  const Request willing = asking({{"Accept-Encoding", "gzip"}});
  const Outgoing packed = prepare(willing, json_reply(200, body), Ending::keeps_open);
  EXPECT_THAT(packed.head, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(packed.head, HasSubstr("Vary: Accept-Encoding"));
  EXPECT_EQ(unpacked(packed.head.substr(packed.head.find("\r\n\r\n") + 4)), body);
  const Outgoing plain = prepare(asking(), json_reply(200, body), Ending::keeps_open);
  EXPECT_THAT(plain.head, HasSubstr("Vary: Accept-Encoding"));
  EXPECT_THAT(plain.head, HasSubstr(body));
  for (auto reply : {json_reply(200, "short"), std::move(text_reply(200, body).with("Content-Encoding", "br"))})
    EXPECT_THAT(prepare(willing, std::move(reply), Ending::keeps_open).head, Not(HasSubstr("gzip")));
  Reply page;
  page.fixed = "whole";
  page.fixed_gzip = "packed";
  page.with("Content-Type", "text/html");
  EXPECT_EQ(prepare(willing, page, Ending::keeps_open).fixed, "packed");
  EXPECT_EQ(prepare(asking(), page, Ending::keeps_open).fixed, "whole");
}

TEST(Outgoing, an_unchanged_entity_is_not_sent_again) {
  const auto status_for = [](std::string tag, std::string known, Method method = Method::get) {
    auto reply = json_reply(200, "{}");
    reply.with("ETag", std::move(tag));
    return prepare(asking({{"If-None-Match", std::move(known)}}, method), reply, Ending::keeps_open).status;
  };
  EXPECT_EQ(status_for("\"3\"", "\"3\""), 304);
  EXPECT_EQ(status_for("W/\"3\"", "\"2\", W/\"3\""), 304);
  EXPECT_EQ(status_for("\"3\"", "*"), 304);
  EXPECT_EQ(status_for("\"3\"", "\"4\""), 200);
  EXPECT_EQ(status_for("\"3\"", "3"), 200);
  EXPECT_EQ(status_for("\"3\"", ""), 200);
  EXPECT_EQ(status_for("\"3\"", "\"3\"", Method::put), 200);
  EXPECT_EQ(status_for("\"3\"", "\"3\"", Method::head), 304);
  auto reply = json_reply(200, "{}");
  reply.with("ETag", "\"3\"");
  const Outgoing out = prepare(asking({{"If-None-Match", "\"3\""}}), reply, Ending::keeps_open);
  EXPECT_THAT(out.head, HasSubstr("ETag: \"3\"\r\n"));
  EXPECT_THAT(out.head, Not(HasSubstr("Content-Length")));
  EXPECT_TRUE(out.head.ends_with("\r\n\r\n"));
}

TEST(Outgoing, no_value_starts_another_line) {
  Reply reply = text_reply(200, "x");
  reply.with("X-Name", "a\r\nSet-Cookie: b").with("Bad Name", "x").with("Content-Length", "99");
  const std::string head = prepare(asking(), reply, Ending::keeps_open).head;
  EXPECT_THAT(head, HasSubstr("X-Name: a  Set-Cookie: b\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("Bad Name")));
  EXPECT_THAT(head, Not(HasSubstr("99")));
}

TEST(Outgoing, a_handler_may_choose_its_own_security_fields) {
  Reply reply = text_reply(200, "x");
  reply.with("Content-Security-Policy", "sandbox");
  const std::string head = prepare(asking(), reply, Ending::closes).head;
  EXPECT_THAT(head, HasSubstr("Content-Security-Policy: sandbox\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("default-src")));
  EXPECT_THAT(head, HasSubstr("Connection: close\r\n"));
}

TEST(Outgoing, a_field_for_secure_connections_goes_out_on_those_only) {
  Request request = asking();
  for (const bool is_secure : {false, true}) {
    request.peer.is_secure = is_secure;
    const std::string head = prepare(request, text_reply(200, "x"), Ending::closes).head;
    EXPECT_EQ(head.find("Cross-Origin-Opener-Policy: same-origin") != std::string::npos, is_secure);
  }
}

TEST(Range, accepts) {
  using Kind = RangeAnswer::Kind;
  struct Row {
    std::string_view text;
    Kind kind;
    ByteRange part;
  };
  const Row rows[] = {
      {"bytes=0-0", Kind::part, {0, 1}},
      {"bytes=2-", Kind::part, {2, 8}},
      {"bytes=-3", Kind::part, {7, 3}},
      {"bytes=-99", Kind::part, {0, 10}},
      {"bytes=5-99", Kind::part, {5, 5}},
      {"Bytes=9-9", Kind::part, {9, 1}},
      {"bytes=10-", Kind::not_satisfiable, {}},
      {"bytes=-0", Kind::not_satisfiable, {}},
      {"bytes=99999999999999999999-", Kind::not_satisfiable, {}},
      {"bytes=0-99999999999999999999", Kind::part, {0, 10}},
      {"", Kind::whole, {}},
      {"bytes=", Kind::whole, {}},
      {"bytes=-", Kind::whole, {}},
      {"bytes=3-2", Kind::whole, {}},
      {"bytes=0-1,3-4", Kind::whole, {}},
      {"lines=0-1", Kind::whole, {}},
      {"bytes=a-b", Kind::whole, {}},
      {"bytes=0x1-2", Kind::whole, {}},
      {"bytes=1-2x", Kind::whole, {}},
      {"bytes=--1", Kind::whole, {}},
  };
  for (const auto& row : rows) {
    const auto answer = answer_range(row.text, 10);
    EXPECT_EQ(answer.kind, row.kind) << row.text;
    EXPECT_EQ(answer.part.begin, row.part.begin) << row.text;
    EXPECT_EQ(answer.part.bytes, row.part.bytes) << row.text;
  }
}

class FileReplyTest : public ::testing::Test {
 protected:
  FileReplyTest() { std::ofstream(file) << "0123456789"; }

  Outgoing ask(std::vector<Header> fields) {
    Reply reply;
    reply.file = FileRange{file, "text/csv"};
    return prepare(asking(std::move(fields)), std::move(reply), Ending::keeps_open);
  }

  db::testing::TemporaryDirectory directory;
  std::filesystem::path file = directory.path() / "f.csv";
};

TEST_F(FileReplyTest, serves_the_whole_or_a_part) {
  const Outgoing whole = ask({});
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.file_bytes, 10U);
  EXPECT_THAT(whole.head, HasSubstr("Accept-Ranges: bytes\r\n"));
  EXPECT_THAT(whole.head, HasSubstr("Content-Type: text/csv\r\n"));
  const Outgoing part = ask({{"Range", "bytes=2-4"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.file_begin, 2U);
  EXPECT_EQ(part.file_bytes, 3U);
  EXPECT_THAT(part.head, AllOf(HasSubstr("Content-Range: bytes 2-4/10\r\n"), HasSubstr("Content-Length: 3\r\n")));
  const Outgoing beyond = ask({{"Range", "bytes=10-"}});
  EXPECT_EQ(beyond.status, 416);
  EXPECT_THAT(beyond.head, HasSubstr("Content-Range: bytes */10\r\n"));
  EXPECT_THAT(beyond.head, HasSubstr("http.range_not_satisfiable"));
}

TEST_F(FileReplyTest, a_part_belongs_to_the_version_that_was_asked_for) {
  const std::string head = ask({}).head;
  const auto begin = head.find("ETag: ") + 6;
  const std::string tag = head.substr(begin, head.find("\r\n", begin) - begin);
  EXPECT_EQ(ask({{"Range", "bytes=2-4"}, {"If-Range", tag}}).status, 206);
  EXPECT_EQ(ask({{"Range", "bytes=2-4"}, {"If-Range", "\"other\""}}).status, 200);
  EXPECT_EQ(ask({{"If-None-Match", tag}}).status, 304);
  EXPECT_EQ(ask({{"If-None-Match", tag}}).file_bytes, 0U);
  std::ofstream(file) << "01234567890";
  EXPECT_EQ(ask({{"Range", "bytes=2-4"}, {"If-Range", tag}}).status, 200);
}

TEST_F(FileReplyTest, a_missing_file_throws) {
  std::filesystem::remove(file);
  EXPECT_THROW(ask({}), std::system_error);
}

TEST(Refusal, speaks_the_language_that_is_preferred) {
  using message::Language;
  for (const auto* field : {"", "zh-CN,zh;q=0.9,en;q=0.8", "fr", "en;q=0.5, zh", "zh, en"})
    EXPECT_EQ(preferred_language(field), Language::chinese) << field;
  for (const auto* field : {"en", "en-GB, zh;q=0.5", "fr, EN-us;q=0.3"})
    EXPECT_EQ(preferred_language(field), Language::english) << field;
  const Reply reply = refusal_reply({413, "http.body_too_large", {{"bytes_max", "9"}}}, Language::english);
  EXPECT_EQ(reply.body,
            R"({"kind":"too_large","problems":[{"place":"","code":"http.body_too_large","args":{"bytes_max":"9"},)"
            R"("message":"the body has more than 9 bytes"}]})");
}

}  // namespace
}  // namespace guatu::http
