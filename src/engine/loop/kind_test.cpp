// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/kind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/loop/kind_toml.hpp"
#include "engine/loop/story_test.hpp"

namespace guatu::loop {
namespace {

constexpr const char* kSmallest = "[[kind]]\ncode = \"a\"\nword = \"甲\"\nsource = \"s\"\n";

TEST(LoopKinds, the_built_in_ones_say_what_the_rules_say) {
  const struct {
    const char* name;
    const char* grade;
    const char* limit;
  } rows[] = {
      {"会议交办", "", "20 days"},
      {"上级交办", "", "-"},
      {"年度重点任务", "", "-"},
      {"民生实事", "", "-"},
      {"建议提案", "", "3 months"},
      {"批示", "urgent", "5 days"},
      {"批示", "ordinary", "15 days"},
      {"批示", "hard", "30 days"},
      {"项目问题", "", "-"},
      {"环保整改", "immediate", "3 months"},
      {"审计整改", "staged", "6 months"},
      {"整改", "continuing", "-"},
      {"安全隐患（一般）", "", "-"},
      {"安全隐患（重大）", "", "12 months"},
      {"企业诉求", "ordinary", "7 workdays"},
      {"企业诉求", "complex", "15 workdays"},
      {"民声", "ordinary", "7 days"},
      {"民声", "hard", "15 days"},
      {"民声", "utilities", "1 days"},
      {"民声", "urgent", "0 days"},
      {"信访", "", "60 days"},
  };
  for (const auto& row : rows) {
    const Kind* kind = find_kind(built_in_kinds(), row.name);
    ASSERT_NE(kind, nullptr) << row.name;
    const auto limit = done_limit(*kind, row.grade);
    const char* const units[] = {"workdays", "days", "months"};
    EXPECT_EQ(limit ? std::to_string(limit->term.length) + " " + units[static_cast<int>(limit->term.unit)] : "-",
              row.limit)
        << row.name;
  }
  const Kind& urgent = *find_kind(built_in_kinds(), "citizen_case");
  EXPECT_EQ(done_limit(urgent, "urgent")->hours, 2);
  EXPECT_EQ(done_limit(urgent, "utilities")->hours, 24);
  EXPECT_EQ(find_kind(built_in_kinds(), "没有"), nullptr);
  EXPECT_EQ(find_grade(urgent, "none"), nullptr);
}

TEST(LoopKinds, settings_of_the_built_in_ones) {
  const auto& kinds = built_in_kinds();
  for (const auto& kind : kinds) {
    EXPECT_EQ(kind.settle->term.length, 1) << kind.code;  // reassignment is settled within one workday
    EXPECT_EQ(kind.settle->term.unit, calendar::TermUnit::workdays) << kind.code;
    EXPECT_EQ(kind.suspended_time, SuspendedTime::counts) << kind.code;
  }
  EXPECT_TRUE(find_kind(kinds, "meeting")->merges_replies);
  EXPECT_TRUE(find_kind(kinds, "year_task")->has_quarters);
  EXPECT_TRUE(find_kind(kinds, "rectification")->needs_publicity);
  EXPECT_TRUE(find_kind(kinds, "instruction")->needs_report_up);
  EXPECT_TRUE(find_kind(kinds, "proposal")->needs_call_back);
  EXPECT_EQ(find_kind(kinds, "project_problem")->levels.size(), 4U);
  const Kind& petition = *find_kind(kinds, "petition");
  EXPECT_EQ(petition.count_from, CountFrom::registered);
  EXPECT_EQ(petition.end, calendar::EndRule::roll_to_workday);
  EXPECT_EQ(petition.standing, calendar::Standing::legal);
  EXPECT_EQ(petition.extension.times, 1);
  const Kind& hazard = *find_kind(kinds, "major_hazard");
  EXPECT_TRUE(hazard.is_listed && hazard.needs_publicity);
  EXPECT_EQ(hazard.extension.ask_ahead_workdays, 20);
  EXPECT_EQ(hazard.extension.decide->term.length, 10);
  EXPECT_EQ(hazard.publicise->term.length, 5);
}

TEST(LoopKinds, reads_every_field) {
  const auto kinds = parse_kinds(std::string(kSmallest) + R"(
aliases = ["乙", "丙"]
register = "1 days"
accept = "2 workdays"
object = "3 days"
settle = "4 days"
feedback = "5 days"
feedback_every = "6 days"
reply = "7 days"
verify = "8 days"
publicise = "9 days"
done = "10 months"
count_from = "registered"
end = "roll"
standing = "legal"
suspended_time = "moves_due"
merges_replies = true
has_quarters = true
needs_publicity = true
needs_report_up = true
needs_call_back = true
is_listed = true
levels = ["一", "二"]
extension = { ask_ahead_workdays = 11, decide = "12 days", times = 2, longest = "13 days" }
grade = [{ code = "g", word = "级", done = "48 hours" }, { code = "h", word = "别" }]
)",
                                 "k.toml");
  ASSERT_TRUE(kinds) << text_of(kinds.error());
  const Kind& kind = kinds->front();
  const std::optional<Limit> limits[] = {kind.enter,          kind.accept, kind.object, kind.settle,    kind.feedback,
                                         kind.feedback_every, kind.reply,  kind.verify, kind.publicise, kind.done};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(limits[i]->term.length, i + 1);
  EXPECT_EQ(kind.accept->term.unit, calendar::TermUnit::workdays);
  EXPECT_EQ(kind.done->term.unit, calendar::TermUnit::months);
  EXPECT_EQ(kind.count_from, CountFrom::registered);
  EXPECT_EQ(kind.end, calendar::EndRule::roll_to_workday);
  EXPECT_EQ(kind.standing, calendar::Standing::legal);
  EXPECT_EQ(kind.suspended_time, SuspendedTime::moves_due);
  EXPECT_TRUE(kind.merges_replies && kind.has_quarters && kind.needs_publicity && kind.needs_report_up &&
              kind.needs_call_back && kind.is_listed);
  EXPECT_THAT(kind.levels, ::testing::ElementsAre("一", "二"));
  EXPECT_THAT(kind.aliases, ::testing::ElementsAre("乙", "丙"));
  EXPECT_EQ(kind.extension.ask_ahead_workdays, 11);
  EXPECT_EQ(kind.extension.decide->term.length, 12);
  EXPECT_EQ(kind.extension.times, 2);
  EXPECT_EQ(kind.extension.longest->term.length, 13);
  EXPECT_EQ(kind.grades[0].done->hours, 48);
  EXPECT_EQ(kind.grades[0].done->term.length, 2);
  EXPECT_FALSE(kind.grades[1].done);
  EXPECT_EQ(grade_choices(kind), "级（g）、别（h）");
}

TEST(LoopKinds, absent_fields_mean_the_milder_thing) {
  const Kind kind = parse_kinds(kSmallest, "k.toml")->front();
  EXPECT_FALSE(kind.done || kind.accept || kind.extension.longest || kind.extension.times);
  EXPECT_EQ(kind.count_from, CountFrom::assigned);
  EXPECT_EQ(kind.end, calendar::EndRule::stay);
  EXPECT_EQ(kind.standing, calendar::Standing::internal);
  EXPECT_EQ(kind.suspended_time, SuspendedTime::counts);
  EXPECT_FALSE(kind.merges_replies || kind.has_quarters || kind.needs_publicity || kind.needs_report_up ||
               kind.needs_call_back || kind.is_listed);
}

TEST(LoopKinds, refuses) {
  const std::string a = kSmallest;
  std::string many = a + "levels = [";
  for (int i = 0; i < 201; ++i) many += "\"x\",";
  std::string kinds_of_many;
  for (int i = 0; i < 201; ++i) kinds_of_many += "[[kind]]\n";
  const struct {
    std::string text;
    const char* told;
  } rows[] = {
      {"", "loop.field_missing field=kind"},
      {"kind = 3", "loop.field_wrong field=kind value=—"},
      {"kind = [3]", "loop.field_wrong field=kind value=—"},
      {"[[kind]\n", "loop.toml_syntax reason="},
      {"\xff", "loop.toml_syntax reason=UTF-8"},
      {"a" + std::string(50, '.'), "loop.toml_syntax reason=a.b.c…"},
      {std::string(kKindBytesMax + 1, ' '), "loop.file_too_long bytes_max=262144"},
      {"[[kind]]\ncode = \"a\"\nword = \"甲\"\n", "loop.field_missing field=source"},
      {"[[kind]]\ncode = \" \"\nword = \"甲\"\nsource = \"s\"\n", "loop.field_missing field=code"},
      {"[[kind]]\ncode = 1\nword = \"甲\"\nsource = \"s\"\n", "loop.field_missing field=code"},
      {a + "done = \"20 day\"", "loop.field_wrong field=done value=20 day"},
      {a + "done = \"x days\"", "loop.field_wrong field=done value=x days"},
      {a + "done = \"-1 days\"", "loop.field_wrong field=done value=-1 days"},
      {a + "done = \"10000 days\"", "loop.field_wrong field=done value=10000 days"},
      {a + "done = \"1201 months\"", "loop.field_wrong field=done value=1201 months"},
      {a + "done = \"0 hours\"", "loop.field_wrong field=done value=0 hours"},
      {a + "done = \"1x days\"", "loop.field_wrong field=done value=1x days"},
      {a + "done = \"days\"", "loop.field_wrong field=done value=days"},
      {a + "done = 20", "loop.field_wrong field=done value=—"},
      {a + "donne = \"20 days\"", "loop.field_unknown field=donne"},
      {a + "end = \"maybe\"", "loop.field_wrong field=end value=maybe"},
      {a + "standing = \"\"", "loop.field_wrong field=standing value=—"},
      {a + "is_listed = \"yes\"", "loop.field_wrong field=is_listed value=yes"},
      {a + "levels = \"x\"", "loop.field_wrong field=levels value=x"},
      {a + "levels = [\"\"]", "loop.field_wrong field=levels value=—"},
      {many + "]", "loop.too_many field=levels value=200"},
      {kinds_of_many, "loop.too_many field=kind value=200"},
      {a + "extension = 3", "loop.field_wrong field=extension value=—"},
      {a + "extension = { times = -1 }", "loop.field_wrong field=times value=—"},
      {a + "extension = { times = 1.5 }", "loop.field_wrong field=times value=—"},
      {a + "extension = { times = 10000 }", "loop.field_wrong field=times value=—"},
      {a + "extension = { time = 1 }", "loop.field_unknown field=time"},
      {a + "grade = [{ code = \"g\", word = \"级\", days = 1 }]", "loop.field_unknown field=days"},
      {a + "grade = [{ code = \"g\", word = \"级\" }, { code = \"g\", word = \"别\" }]",
       "loop.name_twice field=grade value=g"},
      {a + a, "loop.name_twice field=kind value=a"},
      {a + "aliases = [\"甲\"]", "loop.name_twice field=kind value=甲"},
      {a + "[other]\nx = 1", "loop.field_unknown field=other"},
  };
  for (const auto& row : rows) {
    const auto kinds = parse_kinds(row.text, "k.toml");
    ASSERT_FALSE(kinds) << row.text;
    EXPECT_TRUE(text_of(kinds.error()).starts_with(row.told)) << text_of(kinds.error()) << " for " << row.text;
    EXPECT_TRUE(kinds.error().problems[0].place.starts_with("k.toml"));
  }
  EXPECT_TRUE(parse_kinds(a + "done = \"9999 days\"", "k.toml"));
  EXPECT_TRUE(parse_kinds(a + "done = \"1200 months\"", "k.toml"));
  EXPECT_EQ(parse_kinds(a + "x = 1\ny = 2", "k.toml").error().problems.size(), 2U);
  EXPECT_EQ(parse_kinds("\n" + a + "x = 1", "k.toml").error().problems[0].place, "k.toml:2");
}

TEST(LoopKinds, survives_any_bytes) {
  const std::string whole = testing::read_whole(testing::source_path("data/matter/kinds.toml"));
  std::mt19937 random(4);
  for (int i = 0; i < 400; ++i) {
    std::string text = whole.substr(random() % whole.size(), 40 + random() % 600);
    for (int n = 0; n < 6; ++n) text[random() % text.size()] = static_cast<char>(random() % 256);
    const auto kinds = parse_kinds(text, "k.toml");
    EXPECT_TRUE(!kinds || !kinds->empty());
  }
}

}  // namespace
}  // namespace guatu::loop
