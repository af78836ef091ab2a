// SPDX-License-Identifier: Apache-2.0
#include "engine/score/table.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/score/sheet_test.hpp"

namespace guatu::score {
namespace {

const Marks kMarks{{"NA"}, {"不适用"}};

Columns columns(std::string group = {}, std::string period = {}) {
  Columns result;
  result.group = std::move(group);
  result.period = std::move(period);
  return result;
}

TEST(TableTest, reads_cells) {
  struct Row {
    const char* text;
    CellKind kind;
    double value;
  };
  for (const Row& row : std::vector<Row>{{"12", CellKind::number, 12},
                                         {" 1.5 ", CellKind::number, 1.5},
                                         {"-3e2", CellKind::number, -300},
                                         {".5", CellKind::number, .5},
                                         {"+4", CellKind::number, 4},
                                         {"1,234.5", CellKind::number, 1234.5},
                                         {"１２．５", CellKind::number, 12.5},
                                         {"", CellKind::missing, 0},
                                         {" NA ", CellKind::missing, 0},
                                         {"不适用", CellKind::not_applicable, 0},
                                         {"5%", CellKind::bad, 0},
                                         {"inf", CellKind::bad, 0},
                                         {"-inf", CellKind::bad, 0},
                                         {"nan", CellKind::bad, 0},
                                         {"1e999", CellKind::bad, 0},
                                         {"3 t", CellKind::bad, 0}}) {
    const Cell cell = read_cell(row.text, kMarks);
    EXPECT_EQ(cell.kind, row.kind) << row.text;
    if (row.kind == CellKind::number) {
      EXPECT_EQ(cell.value, row.value) << row.text;
    }
  }
}

TEST(TableTest, names_columns_and_periods) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
  EXPECT_EQ(time_of_period("2026"), 2026);
  EXPECT_DOUBLE_EQ(time_of_period("2026-07"), 2026.5);
  EXPECT_DOUBLE_EQ(time_of_period("2026Q2"), 2026.25);
  EXPECT_DOUBLE_EQ(time_of_period("2026-01-01"), 2026);
  EXPECT_TRUE(std::isnan(time_of_period("2026Q5")));
  EXPECT_TRUE(std::isnan(time_of_period("May")));
}

TEST(TableTest, refuses) {
  const auto make = [](const char* text, const Columns& named, const char* period = "") {
    const SmallSheet sheet(text);
    return code_of(Table::make(sheet.text(), named, kMarks, period));
  };
  EXPECT_EQ(make("unit,a", {}), "score.no_rows");
  EXPECT_EQ(make("unit,a,a\nu,1,2", {}), "score.column_twice");
  EXPECT_EQ(make("unit,a\nu,1", columns("g")), "score.column_unknown");
  EXPECT_EQ(make("unit,a\nu,1\nu,2", {}), "score.unit_twice");
  EXPECT_EQ(make("unit,a\n ,1", {}), "score.unit_without_code");
  EXPECT_EQ(make("unit,p\nu,2026", columns({}, "p")), "score.period_needed");
  EXPECT_EQ(make("unit,p\nu,later", columns({}, "p"), "2026"), "score.period_unreadable");
  EXPECT_EQ(make("unit,p\nu,2025", columns({}, "p"), "2026"), "score.period_without_rows");
  EXPECT_EQ(make("unit,p\nu,2025\nu,2026", columns({}, "p"), "2026"), "accepted");
}

TEST(TableTest, gives_numbers_with_their_cells) {
  const SmallSheet sheet("unit,a,a@source,s\nu,1,book!B2,general\nv,不适用,,general\nw,x,,");
  Columns named;
  named.source = "s";
  const auto table = Table::make(sheet.text(), named, kMarks, "");
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(table->column_names(), std::vector<std::string>{"a"});
  EXPECT_EQ(table->source_of(0, "a"), "book!B2");
  EXPECT_EQ(table->source_of(1, "a"), "general");
  EXPECT_EQ(table->vintage_of(0, "a"), "");
  EXPECT_EQ(table->unit_index("w"), 2);
  EXPECT_EQ(table->unit_index("z"), -1);
  const auto numbers = table->numbers("a");
  ASSERT_FALSE(numbers.has_value());
  EXPECT_EQ(numbers.error().problems.at(0).place, "d.csv!B4");
  EXPECT_EQ(numbers.error().problems.at(0).code, "score.not_a_number");
  EXPECT_EQ(code_of(table->numbers("z")), "score.column_unknown");
}

TEST(TableTest, a_wrong_cell_in_the_history_is_refused_too) {
  const SmallSheet sheet("unit,p,a\nu,2025,x\nu,2026,1");
  const auto table = Table::make(sheet.text(), columns({}, "p"), kMarks, "2026");
  EXPECT_EQ(code_of(table->numbers("a")), "score.not_a_number");
}

TEST(EventTest, refuses) {
  const char* scheme = R"([scheme]
code = "s"
[bonus]
cap = 3
source = [ { code = "p", points = 1 } ]
[[item]]
code = "a"
)";
  const std::string head = "unit,kind,source,evidence,date,count,item\n";
  const auto code = [&](const std::string& events) {
    return code_of(compute_small(scheme, "unit,a\nu,1\nv,2", events));
  };
  EXPECT_EQ(code(head + "u,bonus,p,A,2026-01-01,1,"), "accepted");
  EXPECT_EQ(code(head + "u,exemption,flood,A,2026-01-01,1,a"), "accepted");  // the first item is an item, too
  EXPECT_EQ(code("unit,kind,source,evidence\nu,bonus,p,A"), "score.column_needed");
  EXPECT_EQ(code("unit,kind,source,evidence,date,who\nu,bonus,p,A,2026-01-01,me"), "score.column_unknown");
  EXPECT_EQ(code(head + "x,bonus,p,A,2026-01-01,1,"), "score.unit_unknown");
  EXPECT_EQ(code(head + "u,gift,p,A,2026-01-01,1,"), "score.event_kind_unknown");
  EXPECT_EQ(code(head + "u,bonus,q,A,2026-01-01,1,"), "score.event_source_unknown");
  EXPECT_EQ(code(head + "u,deduction,p,A,2026-01-01,1,"), "score.event_source_unknown");
  EXPECT_EQ(code(head + "u,exemption,,A,2026-01-01,1,"), "score.event_source_unknown");
  EXPECT_EQ(code(head + "u,bonus,p,,2026-01-01,1,"), "score.evidence_needed");
  EXPECT_EQ(code(head + "u,bonus,p,A,2026-02-30,1,"), "score.event_date");
  EXPECT_EQ(code(head + "u,bonus,p,A,2026-01-01,0,"), "score.event_count");
  EXPECT_EQ(code(head + "u,bonus,p,A,2026-01-01,two,"), "score.event_count");
  EXPECT_EQ(code(head + "u,bonus,p,A,2026-01-01,1,z"), "score.item_unknown_here");
}

TEST(BallotTest, refuses) {
  const char* scheme = R"([scheme]
code = "s"
[[item]]
code = "v"
method = { name = "vote", classes = ["A", "B"], class_weights = [1, 1] }
)";
  const std::string head = "class,unit,score,item\n";
  const auto code = [&](const std::string& ballots) { return code_of(compute_small(scheme, "unit\nu", {}, ballots)); };
  EXPECT_EQ(code(head + "A,u,90,\nB,u,0,v\nB,u,100,v"), "accepted");
  EXPECT_EQ(code(head + "A,u,90,"), "score.class_without_ballots");
  EXPECT_EQ(code("class,unit\nA,u"), "score.column_needed");
  EXPECT_EQ(code(head + "A,u,101,"), "score.ballot_out_of_range");
  EXPECT_EQ(code(head + "A,u,-1,"), "score.ballot_out_of_range");
  EXPECT_EQ(code(head + "A,x,90,"), "score.unit_unknown");
  EXPECT_EQ(code(head + "C,u,90,"), "score.class_unknown");
  EXPECT_EQ(code(head + "A,u,90,z"), "score.item_unknown_here");
}

}  // namespace
}  // namespace guatu::score
