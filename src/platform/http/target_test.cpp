// SPDX-License-Identifier: Apache-2.0
#include "platform/http/target.hpp"

#include <gmock/gmock.h>

#include "platform/http/message.hpp"

namespace guatu::http {
namespace {

TEST(Target, accepts) {
  struct Row {
    std::string text;
    std::string path;
    Pairs query;
  };
  const Row rows[] = {
      {"/", "/", {}},
      {"/a/b.c", "/a/b.c", {}},
      {"/%E6%8C%82%20x", "/挂 x", {}},
      {"/a+b", "/a+b", {}},
      {"/%252e%252e", "/%2e%2e", {}},  // decoded once
      {"/.well-known/x", "/.well-known/x", {}},
      {"/...", "/...", {}},
      {"/x?", "/x", {}},
      {"/x?a=1&a=2&b", "/x", {{"a", "1"}, {"a", "2"}, {"b", ""}}},
      {"/x?q=a+b%2Bc%26", "/x", {{"q", "a b+c&"}}},
      {"/x?&&a=b=c?d", "/x", {{"a", "b=c?d"}}},
      {"/x?p=%2F..%5C", "/x", {{"p", "/..\\"}}},
      {"http://h:80/x?y=1", "/x", {{"y", "1"}}},
      {"https://h", "/", {}},
  };
  for (const auto& row : rows) {
    const auto target = parse_target(row.text);
    ASSERT_TRUE(target) << row.text;
    EXPECT_EQ(target->path, row.path) << row.text;
    EXPECT_EQ(target->query, row.query) << row.text;
  }
  EXPECT_EQ(parse_target("HTTP://Host:81/x")->authority, "Host:81");
}

TEST(Target, refuses) {
  for (const std::string text :
       {"",     "x",         "*",       "h:80",    "ftp://h/", "http:///x", "http://user@h/", "/..", "/../x", "/a/../b",
        "/a/.", "/%2e%2e/x", "/%2E./x", "/a%2fb",  "/a%2Fb",   "/a%5cb",    "/a\\b",          "/%",  "/%4",   "/%4g",
        "/%00", "/%0a",      "/%7f",    "/%C0%AF", "/%ff",     "/x#y",      "/\x80",          "/a b"}) {
    const auto target = parse_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_EQ(target.error().problems.at(0).code, "http.target_malformed") << text;
  }
  std::string many = "/?";
  for (int index = 0; index < 300; ++index) many += "a&";
  for (const std::string& text : {std::string("/?%zz"), std::string("/?a=%"), std::string("/?a=%00"),
                                  std::string("/?%ff=1"), std::string("/?a=%C0%AF"), many}) {
    const auto target = parse_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_EQ(target.error().problems.at(0).code, "http.query_malformed") << text;
  }
}

TEST(Cookie, is_found_by_its_whole_name) {
  Request request;
  request.headers = {{"cookie", "guatu_session_old=1; guatu_session=a=b ;x="}, {"Cookie", "other=2"}};
  EXPECT_EQ(request.cookie("guatu_session"), "a=b");
  EXPECT_EQ(request.cookie("other"), "2");
  EXPECT_EQ(request.cookie("x"), "");
  EXPECT_EQ(request.cookie("session"), std::nullopt);
  EXPECT_EQ(request.cookie(""), std::nullopt);
}

TEST(Request, fields_have_no_case) {
  Request request;
  request.headers = {{"Accept", "a"}, {"ACCEPT", "b"}};
  EXPECT_EQ(request.header("accept"), "a");
  EXPECT_EQ(request.header("accep"), "");
}

}  // namespace
}  // namespace guatu::http
