// SPDX-License-Identifier: Apache-2.0
#include "platform/http/multipart.hpp"

#include <gmock/gmock.h>

namespace guatu::http {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=XX";

std::string part(std::string_view disposition, std::string_view content = "c") {
  return "--XX\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n\r\n" + std::string(content) +
         "\r\n";
}

const std::string kEnd = "--XX--\r\n";

TEST(Multipart, accepts_names_of_files) {
  struct Row {
    std::string disposition;
    std::optional<std::string> file_name;
  };
  const Row rows[] = {
      {"name=\"f\"", std::nullopt},
      {"name=f", std::nullopt},
      {"name=\"f\"; filename=\"\"", ""},
      {"name=\"f\"; filename=\"a.xlsx\"", "a.xlsx"},
      {"name=\"f\"; filename=\"挂图 1.xlsx\"", "挂图 1.xlsx"},
      {"filename=a.xlsx; name=\"f\"", "a.xlsx"},
      {"NAME=\"f\"; FileName=\"a\"", "a"},
      {"name=\"f\"; filename=\"C:\\dir\\a.xlsx\"", "a.xlsx"},
      {"name=\"f\"; filename=\"../../etc/passwd\"", "passwd"},
      {"name=\"f\"; filename=\"a%22b\\\"c.txt\"", "a\"b\"c.txt"},
      {"name=\"f\"; filename=\"a;b=c.txt\"", "a;b=c.txt"},
      {"name=\"f\"; filename=\"x\"; filename*=UTF-8''%E6%8C%82.xlsx", "挂.xlsx"},
      {"name=\"f\"; filename*=utf-8'zh'%2Fa%2Fb", "b"},
  };
  for (const auto& row : rows) {
    const auto body = part(row.disposition) + kEnd;
    const auto parts = parse_multipart(kType, body);
    ASSERT_TRUE(parts) << row.disposition;
    ASSERT_EQ(parts->size(), 1U);
    EXPECT_EQ(parts->at(0).name, "f");
    EXPECT_EQ(parts->at(0).file_name, row.file_name) << row.disposition;
    EXPECT_EQ(parts->at(0).content, "c");
  }
}

TEST(Multipart, accepts_any_content) {
  for (const std::string& content :
       {std::string(), std::string("\r\n"), std::string("--XX"), std::string("\r\n--X"), std::string("\0\xFF", 2)}) {
    const auto body = part("name=\"a\"", content) + part("name=\"b\"", content) + kEnd;
    const auto parts = parse_multipart(kType, body);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ(parts->at(0).content, content);
    EXPECT_EQ(parts->at(1).name, "b");
  }
  EXPECT_TRUE(parse_multipart(kType, kEnd)->empty());
  EXPECT_TRUE(parse_multipart("Multipart/Form-Data;charset=utf-8; boundary=\"XX\"", kEnd));
  const std::string typed =
      "--XX\r\nContent-Type: text/csv\r\nX: y\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" + kEnd;
  EXPECT_EQ(parse_multipart(kType, typed)->at(0).content_type, "text/csv");
}

TEST(Multipart, refuses) {
  struct Row {
    std::string type;
    std::string body;
    std::string code;
  };
  const std::string type(kType);
  std::string many;
  for (int index = 0; index < 101; ++index) many += part("name=a");
  const Row rows[] = {
      {"", kEnd, "http.not_multipart"},
      {"application/json", kEnd, "http.not_multipart"},
      {"multipart/form-data", kEnd, "http.not_multipart"},
      {"multipart/form-data; boundary=", kEnd, "http.not_multipart"},
      {"multipart/form-data; boundary=\"XX", kEnd, "http.not_multipart"},
      {"multipart/form-data; boundary=" + std::string(71, 'X'), kEnd, "http.not_multipart"},
      {type, "", "http.multipart_malformed"},
      {type, "preamble\r\n" + kEnd, "http.multipart_malformed"},
      {type, "--XX", "http.multipart_malformed"},
      {type, "--XX\r\n", "http.multipart_malformed"},
      {type, "--XXX\r\n", "http.multipart_malformed"},
      {type, part("name=a"), "http.multipart_malformed"},
      {type, "--XX\r\n\r\nno head\r\n" + kEnd, "http.multipart_malformed"},
      {type, "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\ncut", "http.multipart_malformed"},
      {type, "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n" + kEnd, "http.multipart_malformed"},
      {type, "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n" + kEnd, "http.multipart_malformed"},
      {type, "--XX\r\nno colon\r\n\r\nx\r\n" + kEnd, "http.multipart_malformed"},
      {type, "--XX\r\nX: " + std::string(5000, 'x') + "\r\n\r\nx\r\n" + kEnd, "http.multipart_malformed"},
      {type, part("name=\"\"") + kEnd, "http.multipart_malformed"},
      {type, part("filename=a") + kEnd, "http.multipart_malformed"},
      {type, part("name=\"a") + kEnd, "http.multipart_malformed"},
      {type, part("name=a\r\nContent-Disposition: form-data; name=b") + kEnd, "http.multipart_malformed"},
      {type, part("name=\"\xFF\"") + kEnd, "http.multipart_malformed"},
      {type, part("name=a b=c; x") + kEnd, "http.multipart_malformed"},
      {type, many + kEnd, "http.multipart_too_many_parts"},
      {type, part("name=a; filename=\"\xFF\"") + kEnd, "http.file_name_malformed"},
      {type, part(std::string("name=a; filename=\"a\0b\"", 22)) + kEnd, "http.file_name_malformed"},
      {type, part("name=a; filename=\"..\"") + kEnd, "http.file_name_malformed"},
      {type, part("name=a; filename*=gbk''%B9%D2") + kEnd, "http.file_name_malformed"},
      {type, part("name=a; filename*=UTF-8''%zz") + kEnd, "http.file_name_malformed"},
      {type, part("name=a; filename*=UTF-8''a%00b") + kEnd, "http.file_name_malformed"},
      {type, part("name=a; filename=\"" + std::string(256, 'a') + "\"") + kEnd, "http.file_name_malformed"},
  };
  for (const auto& row : rows) {
    const auto parts = parse_multipart(row.type, row.body);
    ASSERT_FALSE(parts) << row.type << "\n" << row.body.substr(0, 200);
    EXPECT_EQ(parts.error().problems.at(0).code, row.code) << row.body.substr(0, 200);
  }
}

}  // namespace
}  // namespace guatu::http
