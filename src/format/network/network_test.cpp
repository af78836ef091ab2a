// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "format/network/network_cells.hpp"

namespace guatu::network {
namespace {

constexpr Tenths kDay = 4800;

struct LengthCase {
  const char* text;
  std::int64_t amount;
  Unit unit;
};

TEST(NetworkCells, ReadsDurations) {
  for (const LengthCase& row : {LengthCase{"10", 10 * kDay, Unit::working},
                                {"10d", 10 * kDay, Unit::working},
                                {"1.5d", 7200, Unit::working},
                                {"4h", 2400, Unit::working},
                                {"30m", 300, Unit::working},
                                {"2w", 10 * kDay, Unit::working},
                                {"3ed", 43'200, Unit::elapsed},
                                {"6eh", 3600, Unit::elapsed},
                                {"-2d", -2 * kDay, Unit::working},
                                {"50%", 5000, Unit::percent},
                                {" 3 天 ", 3 * kDay, Unit::working}}) {
    const auto length = parse_length(row.text, kDay);
    ASSERT_TRUE(length) << row.text;
    EXPECT_EQ(length->amount, row.amount) << row.text;
    EXPECT_EQ(length->unit, row.unit) << row.text;
  }
  for (const char* text : {"", "d", "10x", "1e5d", "--2d", "9999999999999999d"})
    EXPECT_FALSE(parse_length(text, kDay)) << text;
}

TEST(NetworkCells, ReadsLinks) {
  EXPECT_EQ(parse_link("A 1", kDay)->from, "A 1");  // an id may hold a space
  EXPECT_EQ(parse_link("A SS", kDay)->type, "SS");
  EXPECT_EQ(parse_link("A FF-2d", kDay)->lag.amount, -2 * kDay);
  EXPECT_EQ(parse_link("FS", kDay)->from, "FS");
  EXPECT_FALSE(parse_link("", kDay));
  EXPECT_FALSE(parse_link("A SS+x", kDay));
}

TEST(NetworkCells, ADayIsItsBeginningOrItsEnd) {
  EXPECT_EQ(*parse_moment("1970-01-02", DateSide::start), 14'400);
  EXPECT_EQ(*parse_moment("1970-01-02", DateSide::finish), 28'800);
  EXPECT_EQ(*parse_moment("1970-01-01 08:30", DateSide::finish), 5100);
  for (const char* text : {"1970-02-30", "1970-01-01 25:00", "soon", "1970-01-01x08:00"})
    EXPECT_FALSE(parse_moment(text, DateSide::start)) << text;
}

TEST(NetworkCells, SplitsQuotedFields) {
  EXPECT_EQ(split_csv_line("a,\"b, \"\"c\"\"\",,d"), (std::vector<std::string>{"a", "b, \"c\"", "", "d"}));
}

struct Refusal {
  const char* text;
  const char* place;
  const char* code;
};

TEST(NetworkCsv, Refuses) {
  for (const Refusal& row : {
           Refusal{"\xff\xfe", "", "network.not_utf8"},
           Refusal{"", "line 0", "network.no_header"},
           Refusal{"name,duration\nA,1d", "line 1", "network.no_header"},
           Refusal{"# colour: red\nid\n", "line 1", "network.no_such_setting"},
           Refusal{"# start: 2026-13-01\nid\n", "line 1", "network.not_a_date"},
           Refusal{"# calendar a: mon-xyz 08:00-12:00\nid\n", "line 1", "network.not_working_time"},
           Refusal{"# off b: 2026-01-01\nid\n", "line 1", "network.no_such_calendar"},
           Refusal{"id,duration\nA,long\n", "line 2, duration", "network.not_a_duration"},
           Refusal{"id,duration\nA,-1d\n", "line 2, duration", "network.not_a_duration"},
           Refusal{"id,predecessors\nA,B SS+q\n", "line 2, predecessors", "network.not_a_link"},
           Refusal{"id,predecessors\nA,B\n", "line 2, predecessors", "network.no_such_activity"},
           Refusal{"id,parent\nA,B\n", "line 2, parent", "network.no_such_activity"},
           Refusal{"id,calendar\nA,night\n", "line 2, calendar", "network.no_such_calendar"},
           Refusal{"id,constraint\nA,maybe\n", "line 2, constraint", "network.no_such_constraint"},
           Refusal{"id,deadline\nA,soon\n", "line 2, deadline", "network.not_a_date"},
           Refusal{"id,name\n,x\n", "line 2, id", "network.id_missing"},
           Refusal{"id\nA\nA\n", "line 3, id", "network.id_twice"},
       }) {
    const auto file = read_network_csv(row.text);
    ASSERT_FALSE(file) << row.text;
    EXPECT_EQ(file.error().problems.front().code, row.code) << row.text;
    EXPECT_EQ(file.error().problems.front().place, row.place) << row.text;
  }
}

TEST(NetworkCsv, RefusesMoreActivitiesThanItsLimit) {
  std::string text = "id\n";
  for (int i = 0; i <= 1'000'000; ++i) text += std::to_string(i) + "\n";
  EXPECT_EQ(read_network_csv(text).error().problems.front().code, "network.too_many");
}

TEST(Psplib, RefusesWhatIsCutOff) {
  const std::string whole =
      "PRECEDENCE RELATIONS:\n1 1 1 2\n2 1 0\n****\nREQUESTS/DURATIONS:\n1 1 3 0\n2 1 0 0\n****\n";
  EXPECT_EQ(read_psplib(whole)->activities.size(), 2U);
  for (const std::size_t cut : {std::size_t{0}, std::size_t{10}, whole.find("REQUESTS")})
    EXPECT_EQ(read_psplib(whole.substr(0, cut)).error().problems.front().code, "network.not_psplib") << cut;
  EXPECT_FALSE(read_psplib("PRECEDENCE RELATIONS:\n1 1 1 999999999\nREQUESTS/DURATIONS:\n1 1 3 0\n"));
}

}  // namespace
}  // namespace guatu::network
