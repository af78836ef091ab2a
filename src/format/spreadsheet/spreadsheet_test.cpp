// SPDX-License-Identifier: Apache-2.0
#include "format/spreadsheet/spreadsheet.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "tests/support/golden.hpp"
#include "tests/support/xls_maker.hpp"
#include "tests/support/xlsx_parts.hpp"

namespace guatu::spreadsheet {
namespace {

using namespace testing;

std::string good_xlsx() { return pack(xlsx_parts(sheet_rows(R"(<row r="1"><c r="A1"><v>1</v></c></row>)"))); }

std::string good_xls() {
  XlsBook book;
  book.sheets = {{"台账", xls_number(0, 0, 0, 1), 0}};
  return xls_file(book);
}

std::string code_of(const Result<sheet::Workbook>& book) { return book ? "" : book.error().problems.at(0).code; }

TEST(SpreadsheetTest, accepts_by_content) {
  const std::tuple<std::string, const char*, sheet::SourceFormat, const char*> rows[] = {
      {good_xlsx(), "台账.xlsx", sheet::SourceFormat::xlsx, ""},
      {good_xlsx(), "台账.XLSX", sheet::SourceFormat::xlsx, ""},
      {good_xlsx(), "台账.xls", sheet::SourceFormat::xlsx, "spreadsheet.named_otherwise"},
      {good_xls(), "台账.xls", sheet::SourceFormat::xls, ""},
      {good_xls(), "台账.xlsx", sheet::SourceFormat::xls, "spreadsheet.named_otherwise"},
      {"a,b\n1,2\n", "台账.csv", sheet::SourceFormat::csv, ""},
      {"a\tb\n1\t2\n", "台账.xls", sheet::SourceFormat::csv, "spreadsheet.named_otherwise"},
      {"a,b\n", "台账", sheet::SourceFormat::csv, "spreadsheet.named_otherwise"},
  };
  for (const auto& [bytes, name, format, finding] : rows) {
    const auto book = read_spreadsheet(bytes, name);
    ASSERT_TRUE(book) << name;
    EXPECT_EQ(book->format, format);
    EXPECT_EQ(book->file_name, name);
    EXPECT_EQ(book->findings.empty() ? "" : book->findings.at(0).code, finding) << name;
  }
}

TEST(SpreadsheetTest, refuses) {
  const std::string xlsx = good_xlsx();
  const std::string xls = good_xls();
  XlsBook locked;
  locked.sheets = {{"a", "", 0}};
  locked.globals = record(0x002F, le16(1));
  const std::tuple<std::string, const char*, const char*> rows[] = {
      {"", "a.xlsx", "spreadsheet.empty"},
      {"\xEF\xBB\xBF\r\n", "a.csv", "spreadsheet.empty"},
      {std::string(kFileBytesMax + 1, ','), "a.csv", "spreadsheet.too_large"},
      {xlsx.substr(0, xlsx.size() - 30), "a.xlsx", "package.truncated"},
      {xlsx.substr(0, 100), "a.xlsx", "package.truncated"},
      {xls.substr(0, 1600), "a.xls", "compound.truncated"},
      {compound_file("EncryptedPackage", "x"), "a.xlsx", "spreadsheet.has_password"},
      {xls_file(locked), "a.xls", "xls.encrypted"},
      {"<html><body><table><tr><td>1</td></tr></table></body></html>", "a.xls", "spreadsheet.is_html"},
      {"<?xml version=\"1.0\"?><Workbook/>", "a.xls", "spreadsheet.is_xml"},
      {"MIME-Version: 1.0\nX", "a.xls", "spreadsheet.is_mht"},
      {"%PDF-1.4", "a.xlsx", "spreadsheet.is_pdf"},
      {"\x89PNG", "a.xlsx", "spreadsheet.is_picture"},
      {"Rar!", "a.xlsx", "spreadsheet.is_archive"},
      {pack({{"台账.xlsx", "x"}}), "a.zip", "spreadsheet.is_archive"},
      {pack({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "a.ods", "spreadsheet.is_ods"},
      {pack({{"word/document.xml", "x"}}), "a.docx", "spreadsheet.is_text_document"},
      {pack({{"xl/workbook.bin", "x"}}), "a.xlsb", "spreadsheet.is_xlsb"},
      {compound_file("WordDocument", "x"), "a.doc", "spreadsheet.is_text_document"},
      {compound_file("WordDocument", "x"), "a.wps", "spreadsheet.is_wps"},
      {xls, "a.et", "spreadsheet.is_et"},
      {compound_file("Something", "x"), "a.xls", "spreadsheet.is_unknown"},
      {compound_file("Book", "x"), "a.xls", "xls.old_version"},
      {std::string("\x09\x08\x10\x00\x00\x05", 6), "a.xls", "xls.old_version"},
      {std::string("\x00\x01\x02\x03", 4), "a.xls", "spreadsheet.is_unknown"},
      {pack({{"xl/worksheets/sheet1.xml", std::string(100 << 20, ' ')}}), "a.xlsx", "package.bomb"},
  };
  for (const auto& [bytes, name, code] : rows) {
    const auto started = std::chrono::steady_clock::now();
    EXPECT_EQ(code_of(read_spreadsheet(bytes, name)), code) << name;
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(2)) << name;
  }
}

// Every code these folders can give has its sentences, and no sentence is left without a code.
TEST(SpreadsheetTest, every_code_has_its_sentence) {
  std::set<std::string> used;
  std::set<std::string> told;
  const auto collect = [](const std::string& text, std::string_view before, std::set<std::string>& codes) {
    for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
      const auto end = text.find('"', at + before.size());
      const std::string code = text.substr(at + before.size(), end - at - before.size());
      const bool is_ours = code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string::npos;
      for (const char* topic : {"package.", "compound.", "xlsx.", "xls.", "csv.", "spreadsheet."})
        if (is_ours && code.starts_with(topic) && code.size() > std::string_view(topic).size()) codes.insert(code);
    }
  };
  for (const char* folder : {"package", "xlsx", "xls", "csv", "spreadsheet"})
    for (const auto& entry : std::filesystem::directory_iterator(source_path("src/format/" + std::string(folder))))
      if (entry.path().extension() == ".cpp" && !entry.path().stem().string().ends_with("_test"))
        collect(read_whole(entry.path()), "\"", used);
  collect(read_whole(source_path("data/message/format.toml")), "[\"", told);
  EXPECT_EQ(used, told);
}

}  // namespace
}  // namespace guatu::spreadsheet
