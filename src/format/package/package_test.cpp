// SPDX-License-Identifier: Apache-2.0
#include "format/package/package.hpp"

#include <gtest/gtest.h>

#include "format/package/compound.hpp"
#include "format/package/file_kind.hpp"
#include "format/package/package_writer.hpp"

namespace guatu::package {
namespace {

using namespace std::string_view_literals;

const Instant kTime = Instant(date_of(2026, 9, 21)) + std::chrono::hours(1) + std::chrono::seconds(2);

const std::string& long_part() {
  static const std::string text = [] {
    std::string made(5'000, 'a');
    return made.append("挂图");
  }();
  return text;
}

std::string small_package() {
  PackageWriter writer(kTime);
  writer.add("mimetype", "text", Packing::stored);
  writer.add("xl/Workbook.xml", long_part());
  return writer.finish();
}

std::string code_of(const auto& result) { return result ? "" : result.error().problems.at(0).code; }

void set16(std::string& bytes, std::size_t at, unsigned value) {
  bytes[at] = static_cast<char>(value & 0xFF);
  bytes[at + 1] = static_cast<char>(value >> 8);
}

TEST(PackageTest, reads_what_was_written) {
  const std::string bytes = small_package();
  auto package = Package::open(bytes, "a.xlsx");
  ASSERT_TRUE(package);
  EXPECT_EQ(package->paths(), (std::vector<std::string>{"mimetype", "xl/Workbook.xml"}));
  EXPECT_EQ(*package->read("mimetype", 100), "text");
  for (const char* path : {"xl/Workbook.xml", "XL/workbook.XML", "/xl/workbook.xml", "xl\\workbook.xml"})
    EXPECT_EQ(package->read(path, 10'000)->size(), 5'006U) << path;
  EXPECT_FALSE(package->has("xl/workbook"));
  EXPECT_EQ(code_of(package->read("nothing.xml", 1)), "package.part_missing");
  EXPECT_EQ(code_of(package->read("xl/workbook.xml", 4'000)), "package.part_too_large");
}

TEST(PackageTest, same_parts_and_time_same_bytes) {
  EXPECT_EQ(small_package(), small_package());
  PackageWriter later(kTime + std::chrono::hours(24));
  later.add("mimetype", "text", Packing::stored);
  later.add("xl/Workbook.xml", long_part());
  std::string stamped = later.finish();
  EXPECT_NE(stamped, small_package());
  ASSERT_TRUE(stamp_times(stamped, kTime));
  EXPECT_EQ(stamped, small_package());
  std::string broken = stamped.substr(0, stamped.size() - 1);
  EXPECT_EQ(code_of(stamp_times(broken, kTime)), "package.damaged");
}

TEST(PackageTest, stops_when_told) {
  const std::string bytes = small_package();
  auto package = Package::open(bytes, "a.xlsx");
  int chunks = 0;
  EXPECT_TRUE(package->stream("xl/workbook.xml", [&](std::string_view) { return ++chunks, Flow::stop; }));
  EXPECT_EQ(chunks, 1);
}

TEST(PackageTest, refuses) {
  const std::string good = small_package();
  std::string encrypted = good;
  for (const auto at : {good.find("PK\x01\x02") + 8, std::size_t{6}}) set16(encrypted, at, 0x0801);
  PackageWriter many(kTime);
  for (int i = 0; i <= 1'000; ++i) many.add("part" + std::to_string(i), "x");
  PackageWriter doubled(kTime);
  doubled.add("xl/a.xml", "1");
  doubled.add("xl/A.xml", "2");
  PackageWriter bomb(kTime);
  bomb.add("xl/a.xml", std::string(30 << 20, ' '));
  const std::pair<std::string, const char*> rows[] = {{"", "package.empty"},
                                                      {"hello", "package.not_a_package"},
                                                      {good.substr(0, good.size() / 2), "package.truncated"},
                                                      {encrypted, "package.encrypted"},
                                                      {many.finish(), "package.too_many_entries"},
                                                      {doubled.finish(), "package.duplicate_part"},
                                                      {bomb.finish(), "package.bomb"}};
  for (const auto& [bytes, code] : rows) EXPECT_EQ(code_of(Package::open(bytes, "a.xlsx")), code);
}

TEST(PackageTest, sizes_are_counted_as_they_come_out) {
  PackageWriter writer(kTime);
  std::string noise;
  for (unsigned i = 0, seed = 1; i < 3'000'000; ++i)
    noise.push_back(static_cast<char>((seed = seed * 1'103'515'245 + 12'345) >> 16));
  writer.add("a", noise);
  writer.add("b", noise);
  std::string bytes = writer.finish();
  Limits limits;
  limits.part_bytes_max = 2 << 20;
  EXPECT_EQ(code_of(Package::open(bytes, "a.xlsx", limits)), "package.part_too_large");
  limits = {};
  limits.total_bytes_max = 4 << 20;
  EXPECT_EQ(code_of(Package::open(bytes, "a.xlsx", limits)), "package.total_too_large");
  // Reading one part again and again counts each time.
  limits.total_bytes_max = 7 << 20;
  auto package = Package::open(bytes, "a.xlsx", limits);
  EXPECT_TRUE(package->read("a", 4 << 20));
  EXPECT_TRUE(package->read("a", 4 << 20));
  EXPECT_EQ(code_of(package->read("a", 4 << 20)), "package.total_too_large");
  // A flipped byte inside the packed content is found by its checksum.
  bytes[1'000] = static_cast<char>(bytes[1'000] ^ 1);
  EXPECT_EQ(code_of(Package::open(bytes, "a.xlsx")->read("a", 4 << 20)), "package.damaged");
}

TEST(FileKindTest, looks_at_the_bytes) {
  const std::pair<std::string, FileKind> rows[] = {
      {"", FileKind::empty},
      {" \r\n\t", FileKind::empty},
      {small_package(), FileKind::zip},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx", FileKind::compound},
      {std::string("\x09\x08\x10\x00\x00\x06"sv), FileKind::biff},
      {"<html><table><tr><td>1</td></tr></table></html>", FileKind::html},
      {"\xEF\xBB\xBF\r\n<!DOCTYPE HTML PUBLIC>", FileKind::html},
      {"<?xml version='1.0'?><html xmlns='x'>", FileKind::html},
      {"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", FileKind::xml},
      {"MIME-Version: 1.0\r\nContent-Type: multipart", FileKind::mht},
      {"%PDF-1.7", FileKind::pdf},
      {"{\\rtf1", FileKind::rtf},
      {"\x89PNG\r\n", FileKind::picture},
      {"项目,投资\n一号,3.2\n", FileKind::text},
      {std::string("\xFF\xFE\x41\x00"sv), FileKind::text},
      {std::string("\xFF\xFE\x0D\x00"sv), FileKind::empty},
      {"<5 亿元,1\n", FileKind::text},
      {std::string("\x01\x02\x03\x00\x00"sv), FileKind::binary}};
  for (const auto& [bytes, kind] : rows) EXPECT_EQ(kind_of(bytes), kind) << bytes.substr(0, 20);
}

TEST(CompoundTest, refuses) {
  const std::string signature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::string no_sectors = signature + std::string(504, '\0');
  set16(no_sectors, 30, 9);
  set16(no_sectors, 32, 6);
  std::string far_directory = no_sectors + std::string(512, '\0');
  set16(far_directory, 48, 999);
  const std::pair<std::string, const char*> rows[] = {{"hello", "compound.damaged"},
                                                      {signature, "compound.truncated"},
                                                      {signature + std::string(600, '\0'), "compound.damaged"},
                                                      {no_sectors, "compound.truncated"},
                                                      {far_directory, "compound.damaged"}};
  for (const auto& [bytes, code] : rows) EXPECT_EQ(code_of(CompoundFile::open(bytes, "a.xls")), code);
}

}  // namespace
}  // namespace guatu::package
