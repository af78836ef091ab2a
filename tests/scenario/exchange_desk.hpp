// SPDX-License-Identifier: Apache-2.0
// For tests only: an office of 24 units at its desk, with registers of every kind, that sends workbooks out, edits them
// and uploads them again.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "base/sheet.hpp"
#include "base/sheet_out.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/json/json.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {

inline constexpr int kUnits = 24;
std::string unit_code(int number);
void fill_registers(db::Tx& tx);

struct Edit {
  std::string sheet;
  std::string cell;
  sheet_out::Value value;
};

sheet::Workbook read(const std::string& bytes);
std::string written(sheet_out::Workbook book);
sheet_out::Workbook copy_of(const std::string& bytes);
sheet_out::Sheet& sheet_in(sheet_out::Workbook& book, const std::string& name);
void put(sheet_out::Sheet& sheet, const std::string& cell, sheet_out::Value value);
std::string edited(const std::string& bytes, const std::vector<Edit>& edits);
// Where a text stands on a sheet.
std::string cell_with(const std::string& bytes, const std::string& sheet, const std::string& text);

struct Upload {
  std::string name;
  std::string bytes;
};

class ExchangeTest : public ::testing::Test {
 protected:
  ExchangeTest() : world_(Way::in_process, db::testing::on_postgres() ? Place::postgres : Place::sqlite) {
    world_.open_account("linyan", {{"clerk", ""}});
    world_.open_account("guning", {{"clerk", ""}});
    world_.open_account("zhouheng", {{"contact", "U01"}});
    world_.open_account("hebo", {{"contact", "U02"}});
    world_.open_account("tongji", {{"source", "S03"}});
    world_.open_account("caizheng", {{"source", "U05"}});
    auto tx = *world_.open_store().begin({"test", ""}, Instant(date_of(2026, 9, 20)));
    fill_registers(tx);
    tx.journal({"test.filled", "", "{}"});
    tx.commit();
    world_.become("linyan");
  }

  http::Reply ask(const std::string& method, const std::string& path, const std::string& body = {},
                  const HeaderLines& headers = {}) {
    http::Reply reply = world_.ask(method, path, headers, body);
    for (const std::string& complaint : world_.complaints) ADD_FAILURE() << complaint;
    world_.complaints.clear();
    return reply;
  }

  std::string download(const std::string& path) {
    const http::Reply reply = ask("GET", path);
    EXPECT_EQ(reply.status, 200) << path << " " << reply.body.substr(0, 400);
    return reply.body;
  }

  http::Reply upload(const std::vector<Upload>& files, const std::string& query = {}) {
    JsonWriter json;
    json.begin_object().key("files").begin_array();
    for (const Upload& file : files)
      json.begin_object().member("name", file.name).member("base64", crypto::to_base64(file.bytes)).end_object();
    json.end_array().end_object();
    return ask("POST", "/api/v1/imports" + query, json.take());
  }

  // "code place" of the first problem.
  static std::string refusal(const http::Reply& reply) {
    const auto document = json::parse(reply.body);
    if (reply.status < 400) return "accepted " + reply.body.substr(0, 300);
    const auto problem = document->root().find("problems")->at(0);
    return std::string(problem.text("code").value()) + " " + std::string(problem.text("place").value());
  }

  struct Made {
    std::string id, state, effect;
    std::int64_t version = 0, added = 0, changed = 0, wrong = 0;
  };
  static Made made(const http::Reply& reply) {
    EXPECT_EQ(reply.status, 201) << reply.body.substr(0, 1000);
    const auto document = json::parse(reply.body);
    const auto item = document->root().find("items")->at(0);
    const auto counts = item.find("counts").value();
    return {std::string(item.text("id").value()),
            std::string(item.text("state").value()),
            std::string(item.text("effect").value()),
            item.integer("version").value(),
            counts.integer("new").value(),
            counts.integer("changed").value(),
            counts.integer("wrong").value()};
  }

  void apply(const Made& import) {
    const auto reply = ask("POST", "/api/v1/imports/" + import.id + "/apply", "{\"effect\":\"" + import.effect + "\"}",
                           {{"If-Match", fmt::format("\"{}\"", import.version)}});
    EXPECT_EQ(reply.status, 200) << reply.body.substr(0, 1000);
  }

  // What an import would change: "id column before → after".
  std::vector<std::string> effects(const std::string& id) {
    const auto reply = ask("GET", "/api/v1/imports/" + id + "/rows?page_size=100");
    const auto document = json::parse(reply.body);
    std::vector<std::string> told;
    const auto items = document->root().find("items").value();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto columns = items.at(i).find("columns").value();
      for (std::size_t j = 0; j < columns.size(); ++j)
        told.push_back(fmt::format("{} {} {} → {}", items.at(i).text("id").value(),
                                   columns.at(j).text("column").value(), columns.at(j).text("before").value_or(""),
                                   columns.at(j).text("after").value_or("")));
    }
    return told;
  }

  std::string wrong_cells(const std::string& id) {
    return std::string(ask("GET", "/api/v1/imports/" + id + "/cells?severity=wrong").body);
  }

  void open_form(const std::string& layout = "project_year",
                 const std::string& fields = R"(["actual","progress_text"])") {
    std::string units;
    for (int number = 1; number <= kUnits; ++number) units += (number == 1 ? "\"" : ",\"") + unit_code(number) + "\"";
    const auto made = ask("POST", "/api/v1/forms",
                          fmt::format(R"({{"id":"B1","name":"月度投资","approver":"主任","basis":"云政办〔2026〕3号",)"
                                      R"("frequency":"month","ends_on":"2026-12-31","layout":"{}","fields":{},)"
                                      R"("units":[{}]}})",
                                      layout, fields, units));
    ASSERT_EQ(made.status, 201) << made.body;
    world_.become("guning");
    ASSERT_EQ(ask("POST", "/api/v1/forms/B1/approve", {}, {{"If-Match", "\"1\""}}).status, 200);
    world_.become("linyan");
  }

  std::string template_of(int unit) {
    return download("/api/v1/templates/B1.xlsx?period=2026-08&unit=" + unit_code(unit));
  }

  World world_;
};

inline const std::string kSheet = "项目月度投资";
inline const auto kHundred = sheet_out::Value(Decimal(100, 0));

}  // namespace guatu::testing
