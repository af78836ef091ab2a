// SPDX-License-Identifier: Apache-2.0
// Hostile and odd spreadsheets through the API (methods: importing spreadsheets): whatever is uploaded is answered, a
// wrong cell is named, nothing is guessed and nothing crashes. The readers have their own rows and fuzzers.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/json/json.hpp"
#include "tests/scenario/world.hpp"
#include "tests/support/xlsx_parts.hpp"

namespace guatu::testing {
namespace {

class HostileTest : public ::testing::Test {
 protected:
  HostileTest() : world_(Way::in_process, db::testing::on_postgres() ? Place::postgres : Place::sqlite) {
    world_.open_account("linyan", {{"clerk", ""}});
    auto tx = *world_.open_store().begin({"test", ""}, Instant(date_of(2026, 9, 20)));
    std::vector<unit::Unit> units(1);
    units[0].id.value = units[0].name = "U18";
    unit::save(tx, units);
    std::vector<project::Project> projects(2);
    projects[0].id.value = "YT-1";
    projects[1].id.value = "YT-2";
    for (auto& project : projects) project.name = project.id.value, project.stage = project::Stage::continuing;
    project::save(tx, projects);
    tx.journal({"test.filled", "", "{}"});
    tx.commit();
    world_.become("linyan");
  }

  http::Reply upload(const std::string& name, const std::string& bytes) {
    JsonWriter json;
    json.begin_object().key("files").begin_array().begin_object().member("name", name);
    json.member("base64", crypto::to_base64(bytes)).end_object().end_array().end_object();
    http::Reply reply = world_.ask("POST", "/api/v1/imports", {}, json.take());
    for (const std::string& complaint : world_.complaints) ADD_FAILURE() << complaint;
    world_.complaints.clear();
    return reply;
  }

  // The state of the import, or the code of the refusal; then codes of cells and what would change.
  std::string told(const std::string& name, const std::string& bytes) {
    const http::Reply reply = upload(name, bytes);
    const auto document = json::parse(reply.body);
    if (reply.status != 201)
      return fmt::format("{} {}", reply.status, document->root().find("problems")->at(0).text("code").value());
    const auto item = document->root().find("items")->at(0);
    const std::string id(item.text("id").value());
    std::string text(item.text("state").value());
    const auto list = [&](const char* what) {
      return json::parse(world_.ask("GET", "/api/v1/imports/" + id + "/" + what + "?page_size=100", {}, "").body)
          .value();
    };
    const auto cells = list("cells");
    for (std::size_t i = 0; i < cells.root().find("items")->size(); ++i) {
      const auto cell = cells.root().find("items")->at(i);
      text += fmt::format("; {} {}", cell.text("cell").value(), cell.text("code").value());
    }
    const auto rows = list("rows");
    for (std::size_t i = 0; i < rows.root().find("items")->size(); ++i) {
      const auto columns = rows.root().find("items")->at(i).find("columns").value();
      for (std::size_t j = 0; j < columns.size(); ++j)
        text += fmt::format("; {}={}", columns.at(j).text("column").value(), columns.at(j).text("after").value_or(""));
    }
    return text;
  }

  World world_;
};

// The months of two projects as an xlsx: `rows` are those below the header.
std::string months(const std::string& rows, const std::map<std::string, std::string>& more = {},
                   const std::string& header = "8月完成投资（万元）") {
  const std::string head =
      R"(<row r="1"><c r="A1" t="inlineStr"><is><t>2026年项目月度投资</t></is></c></row>)"
      R"(<row r="2"><c r="A2" t="inlineStr"><is><t>项目编号</t></is></c><c r="B2" t="inlineStr"><is><t>)" +
      header + R"(</t></is></c></row>)";
  auto parts = xlsx_parts(sheet_rows(head + rows));
  for (const auto& [path, bytes] : more) parts[path] = bytes;
  return pack(parts);
}

std::string line(int row, const std::string& id, const std::string& cell) {
  return fmt::format(R"(<row r="{}"><c r="A{}" t="inlineStr"><is><t>{}</t></is></c>{}</row>)", row, row, id, cell);
}

std::string text_cell(const std::string& at, const std::string& text) {
  return fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)", at, text);
}

TEST_F(HostileTest, every_file_has_its_answer) {
  const auto one = [](const std::string& cell) { return months(line(3, "YT-1", cell)); };
  const std::pair<std::string, const char*> rows[] = {
      {one("<c r=\"B3\"><v>100</v></c>"), "ready; project=YT-1; year=2026; actual_08=1000000.00"},
      {one(text_cell("B3", "１，２３４．５")), "ready; project=YT-1; year=2026; actual_08=12345000.00"},
      {one(text_cell("B3", "约3.2")), "faulty; B3 import.not_a_number; project=YT-1; year=2026"},
      {one(text_cell("B3", "—")), "faulty; B3 import.placeholder; project=YT-1; year=2026"},
      {one("<c r=\"B3\" t=\"e\"><v>#REF!</v></c>"), "faulty; B3 import.error_cell; project=YT-1; year=2026"},
      {one("<c r=\"B3\"><f>1+1</f></c>"), "faulty; B3 import.no_cached_value; project=YT-1; year=2026"},
      {one("<c r=\"B3\"><f>SUM(C1:C9)</f><v>7</v></c>"), "ready; project=YT-1; year=2026; actual_08=70000.00"},
      // A link to another workbook is a value like any other; the link itself is never followed.
      {one("<c r=\"B3\"><f>[1]Sheet1!A1</f><v>7</v></c>"), "ready; project=YT-1; year=2026; actual_08=70000.00"},
      {months(line(3, "YT-1", "<c r=\"B3\"><v>7</v></c>"),
              {{"xl/externalLinks/externalLink1.xml", "<externalLink/>"}, {"xl/vbaProject.bin", "macro"}}),
       "ready; project=YT-1; year=2026; actual_08=70000.00"},
      {months(line(3, "YT-1", "<c r=\"B3\"><v>1</v></c>") + line(4, "YT-1", "<c r=\"B4\"><v>2</v></c>")),
       "faulty; A4 import.duplicate_key; project=YT-1; year=2026; actual_08=10000.00"},
      {months(line(3, "YT-9", "<c r=\"B3\"><v>1</v></c>")), "faulty; A3 import.unknown_project"},
      {months(line(3, "=YT-1", "<c r=\"B3\"><v>1</v></c>")), "faulty; A3 import.unknown_project"},
      // Two columns that claim one field.
      {months(R"(<row r="3"><c r="A3" t="inlineStr"><is><t>YT-1</t></is></c></row>)", {},
              R"(8月完成投资（万元）</t></is></c><c r="C2" t="inlineStr"><is><t>8月完成投资（万元）)"),
       "faulty; A2 import.column_twice"},
      {one("<c r=\"B3\"><v>1e300</v></c>"), nullptr},
      {one("<c r=\"XFE3\"><v>1</v></c>"), nullptr},
      {one("<c r=\"B9999999\"><v>1</v></c>"), nullptr},
      {one("<c r=\"B3\"><v>1</v>"), nullptr},
  };
  int number = 0;
  for (const auto& [bytes, expected] : rows) {
    ++number;
    const std::string answer = told(fmt::format("{}.xlsx", number), bytes);
    if (expected != nullptr)
      EXPECT_EQ(answer, expected) << number;
    else
      EXPECT_TRUE(answer.starts_with("faulty") || answer.starts_with("422") || answer.starts_with("ready"))
          << number << " " << answer;
  }
}

TEST_F(HostileTest, what_is_no_workbook_is_refused_as_what_it_is) {
  const std::tuple<std::string, const char*, const char*> rows[] = {
      {"", "空.xlsx", "422 spreadsheet.empty"},
      {"<html><body><table></table></body></html>", "网页.xls", "422 spreadsheet.is_html"},
      {pack({{"xl/worksheets/sheet1.xml", std::string(100 << 20, ' ')}}), "炸弹.xlsx", "413 package.bomb"},
      {pack({{"word/document.xml", "x"}}), "文档.xlsx", "422 spreadsheet.is_text_document"},
      {pack({{"../../etc/passwd", "x"}}), "路径.xlsx", nullptr},
      {pack({{"xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><workbook/>"}}), "实体.xlsx",
       nullptr},
  };
  for (const auto& [bytes, name, expected] : rows) {
    const std::string answer = told(name, bytes);
    if (expected != nullptr)
      EXPECT_EQ(answer, expected) << name;
    else
      EXPECT_TRUE(answer.starts_with("4")) << name << " " << answer;
  }
}

// The highest the process has stood since the last call, in MiB.
long peak_memory() {
  std::ifstream status("/proc/self/status");
  long peak = 0;
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) peak = std::atol(line.c_str() + 6) / 1024;
  std::ofstream("/proc/self/clear_refs") << "5";
  return peak;
}

TEST_F(HostileTest, memory_stays_within_bounds) {
  std::string rows;  // one text that a million cells share
  for (int row = 3; row < 60'000; ++row)
    rows += "<row r=\"" + std::to_string(row) + "\"><c r=\"A" + std::to_string(row) +
            "\" t=\"inlineStr\"><is><t>YT-1</t></is></c></row>";
  const std::string repeated = months(rows);
  const std::string bomb = pack({{"xl/worksheets/sheet1.xml", std::string(100 << 20, ' ')}});
  const std::string nested = pack({{"xl/workbook.xml", std::string(50'000, '<') + "a"}});
  static_cast<void>(peak_memory());
  const long before = peak_memory();
  for (const std::string* bytes : {&bomb, &nested, &repeated}) {
    EXPECT_LT(upload("x.xlsx", *bytes).status, 500);
    EXPECT_LT(peak_memory() - before, 300);
  }
  EXPECT_EQ(world_.ask("GET", "/api/v1/projects/YT-1", {}, "").status, 200);
}

TEST_F(HostileTest, a_name_is_only_a_name) {
  for (const char* name : {"../../guatu.db", "C:\\x\\y.csv", "a\"b.csv", "很长很长很长很长很长很长很长.csv", "x"}) {
    const http::Reply reply = upload(name, "项目编号,8月完成投资（万元）\nYT-1,1\n");
    EXPECT_LT(reply.status, 500) << name;
  }
}

// Flipped, cut and doubled bytes of a good file: an answer every time, and a register that stays as it was.
TEST_F(HostileTest, any_bytes_are_answered) {
  const std::string good = months(line(3, "YT-1", "<c r=\"B3\"><v>100</v></c>"));
  std::mt19937 random(20260921);
  for (int round = 0; round < 150; ++round) {
    std::string bytes = good;
    const std::size_t changes = 1 + random() % 8;
    for (std::size_t i = 0; i < changes; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (round % 5 == 0) bytes.resize(random() % bytes.size());
    if (round % 7 == 0) bytes += bytes;
    const int status = upload("x.xlsx", bytes).status;
    EXPECT_TRUE(status == 201 || (status >= 400 && status < 500)) << round << ": " << status;
  }
  EXPECT_EQ(world_.ask("GET", "/api/v1/projects/YT-1", {}, "").status, 200);
}

}  // namespace
}  // namespace guatu::testing
