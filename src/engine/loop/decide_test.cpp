// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/decide.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/loop/story_test.hpp"

namespace guatu::loop {
namespace {

// A meeting item with two assisting units, on the lead's desk.
constexpr const char* kWithAssisting =
    "2026-03-02 office draft; 2026-03-02 office register; 2026-03-02 office assign lead=U01 assisting=U02,U03;"
    "2026-03-03 lead accept; 2026-03-03 lead work;";

std::string on(const char* kind, const std::string& lines) { return "kind " + std::string(kind) + ";" + lines; }

// Registered and assigned on 2026-03-02, and being worked on.
std::string working(const char* kind, const char* registering = "", const char* assigning = "") {
  return on(kind, "2026-03-02 office register " + std::string(registering) + ";2026-03-02 office assign lead=U01 " +
                      assigning + ";2026-03-03 lead accept;2026-03-03 lead work;");
}

std::string finished(const char* kind, const char* registering = "", const char* assigning = "") {
  return working(kind, registering, assigning) +
         "2026-03-05 lead request_completion text=all;2026-03-06 verifier verify;2026-03-09 verifier confirm "
         "text=seen;";
}

TEST(LoopDecide, accepts) {
  const struct {
    std::string before;
    const char* line;
    const char* told;
  } rows[] = {
      {"", "2026-03-02 office draft", "draft"},
      {"", "2026-03-02 office register", "registered"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01", "assigned due 2026-03-22"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 date=2026-03-02", "assigned due 2026-03-02"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 date=2026-05-01", "assigned due 2026-05-01"},
      {way_to(State::assigned), "2026-03-03 lead accept", "accepted due 2026-03-22"},
      {way_to(State::assigned), "2026-03-03 lead ask_reassignment reason=r", "reassignment_asked due 2026-03-22"},
      {way_to(State::reassignment_asked), "2026-03-03 office settle_reassignment verdict=granted lead=U05",
       "assigned due 2026-03-22"},
      {way_to(State::reassignment_asked), "2026-03-03 office settle_reassignment verdict=refused reason=yours",
       "assigned due 2026-03-22"},
      {way_to(State::accepted), "2026-03-03 lead report text=t", "reported due 2026-03-22"},
      {way_to(State::reported), "2026-03-05 lead report text=t", "reported due 2026-03-22"},
      {way_to(State::reported), "2026-03-05 lead work", "working due 2026-03-22"},
      {way_to(State::working), "2026-03-05 lead request_completion text=t", "completion_requested due 2026-03-22"},
      {way_to(State::verifying), "2026-03-30 verifier send_back reason=half", "returned due 2026-03-22"},
      {way_to(State::returned), "2026-03-30 lead work", "working due 2026-03-22"},
      {way_to(State::working), "2026-03-21 lead ask_extension date=2026-03-23 reason=r", "working due 2026-03-22"},
      {way_to(State::done), "2026-03-10 boss@U90* instruct text=again",
       "assigned due 2026-03-30 originally 2026-03-22"},
      {way_to(State::done), "2026-03-10 office instruct text=again lead=U07 date=2026-03-15",
       "assigned due 2026-03-15 originally 2026-03-22"},
      {way_to(State::working), "2026-03-10 leader instruct text=quick", "working due 2026-03-22"},
      {way_to(State::archived), "2026-06-01 verifier relapse reason=again", "registered originally 2026-03-22"},
      {way_to(State::done), "2026-06-01 office relapse reason=unhappy", "registered originally 2026-03-22"},
      {kWithAssisting, "2026-03-04 assist report text=t", "working due 2026-03-22"},
      {kWithAssisting, "2026-03-04 assist accept", "working due 2026-03-22"},
      {on("citizen_case", "2026-03-02 office register grade=urgent"), "2026-03-02 office assign lead=U01",
       "assigned due 2026-03-02"},
      {on("citizen_case", "2026-03-02 office register grade=utilities"), "2026-03-02 office assign lead=U01",
       "assigned due 2026-03-03"},
      {on("citizen_case", "2026-03-02 office draft grade=hard;2026-03-02 office register"),
       "2026-03-02 office assign lead=U01", "assigned due 2026-03-17"},
      {on("instruction", "2026-03-02 office register grade=urgent"),
       "2026-03-02 office assign lead=U01 date=2026-03-03", "assigned due 2026-03-03"},
      {on("from_above", "2026-03-02 office register"), "2026-03-02 office assign lead=U01 date=2026-09-30",
       "assigned due 2026-09-30"},
  };
  for (const auto& row : rows) {
    Story story;
    story.must(row.before);
    EXPECT_EQ(story.tell(row.line), row.told) << row.line;
  }
}

TEST(LoopDecide, refuses_by_place_and_person) {
  const struct {
    std::string before;
    const char* line;
    const char* told;
  } rows[] = {
      {way_to(State::assigned), "2026-03-03 lead work",
       "loop.not_now "
       "accepted=分解、签收、申请改派、反馈、申请延期、延期审定、批示、中止、撤销、合并、挂牌、摘牌、催办、升级、"
       "签批、退回修改 act=办理 state=交办"},
      {way_to(State::archived), "2026-03-12 office close", "loop.not_now accepted=反弹 act=销号 state=归档"},
      {way_to(State::assigned), "2026-03-01 lead accept", "loop.back_in_time last=2026-03-02 today=2026-03-01"},
      {way_to(State::assigned), "2026-03-03 office accept", "loop.not_yours act=签收 who=牵头单位、配合单位"},
      {way_to(State::verifying), "2026-03-09 office confirm text=t", "loop.not_yours act=办结 who=审核人"},
      {way_to(State::assigned), "2026-03-03 @U01 accept", "loop.person_missing"},
      {way_to(State::working) + "2026-03-04 office withdraw reason=void", "2026-03-05 lead report text=t",
       "loop.ended act=反馈 ending=撤销 on=2026-03-04"},
      {way_to(State::working) + "2026-03-04 office merge reason=same target=M2", "2026-03-05 office resume",
       "loop.ended act=恢复 ending=合并 on=2026-03-04"},
      {way_to(State::working) + "2026-03-04 office suspend reason=flood", "2026-03-05 lead report text=t",
       "loop.suspended accepted=恢复、撤销、合并、摘牌 act=反馈 since=2026-03-04"},
      {way_to(State::working), "2026-03-05 office resume",
       "loop.not_now "
       "accepted=分解、签收、反馈、汇总、申请延期、延期审定、申请办结、批示、中止、撤销、合并、挂牌、摘牌、催办、"
       "升级、签批、退回修改 act=恢复 state=办理"},
  };
  for (const auto& row : rows) {
    Story story;
    story.must(row.before);
    const Course before = story.course();
    EXPECT_EQ(story.tell(row.line), row.told) << row.line;
    EXPECT_EQ(story.course(), before) << row.line;
  }
}

// Whoever worked on it: under their own name, for somebody, for somebody by a secretary, through their unit, before a
// relapse, as a signer, in an assisting unit, in a unit that led before.
TEST(LoopDecide, nobody_verifies_what_they_worked_on) {
  const std::string requested = way_to(State::completion_requested);
  const struct {
    std::string before;
    const char* line;
    const char* told;
  } rows[] = {
      {requested, "2026-03-06 lin@U50? verify", "loop.worked_on_it person=lin"},
      {requested, "2026-03-06 lin? verify", "loop.worked_on_it person=lin"},
      {requested, "2026-03-06 clerk@U50?/lin verify", "loop.worked_on_it person=lin"},
      {requested, "2026-03-06 other@U01? verify", "loop.unit_on_duty unit=U01"},
      {requested, "2026-03-06 other@U50? verify", ""},
      {requested, "2026-03-06 other? verify", ""},
      {way_to(State::verifying), "2026-03-09 lin@U50? confirm text=t", "loop.worked_on_it person=lin"},
      {way_to(State::verifying), "2026-03-09 lin@U50? send_back reason=r", "loop.worked_on_it person=lin"},
      {way_to(State::working) + "2026-03-05 clerk@U01/chief request_completion text=all",
       "2026-03-06 chief@U50? verify", "loop.worked_on_it person=chief"},
      {way_to(State::working) + "2026-03-05 clerk@U01/chief request_completion text=all",
       "2026-03-06 clerk@U50? verify", "loop.worked_on_it person=clerk"},
      {way_to(State::reassignment_asked) +
           "2026-03-03 office settle_reassignment verdict=granted lead=U05; 2026-03-03 qi@U05 accept;"
           "2026-03-03 qi@U05 work; 2026-03-04 qi@U05 request_completion text=all",
       "2026-03-05 another@U01? verify", "loop.unit_on_duty unit=U01"},
      {std::string(kWithAssisting) + "2026-03-04 assist report text=t;2026-03-04 second report text=t;"
                                     "2026-03-04 lead merge_replies text=t;2026-03-04 lead request_completion text=all",
       "2026-03-06 an@U50? verify", "loop.worked_on_it person=an"},
      {way_to(State::archived) +
           "2026-06-01 office relapse reason=again;2026-06-01 office assign lead=U06 date=2026-07-01;"
           "2026-06-02 qi@U06 accept;2026-06-02 qi@U06 work;2026-06-03 qi@U06 request_completion text=all",
       "2026-06-04 lin@U50? verify", "loop.worked_on_it person=lin"},
      {way_to(State::working) + "chain head;2026-03-05 lead request_completion text=all;2026-03-05 hu@U01^head sign",
       "2026-03-06 hu@U50? verify", "loop.worked_on_it person=hu"},
      {way_to(State::working) + "2026-03-05 lead ask_extension date=2026-05-01 reason=r",
       "2026-03-06 lin@U00! decide_extension verdict=granted", "loop.worked_on_it person=lin"},
      {way_to(State::reassignment_asked), "2026-03-06 lin@U00! settle_reassignment verdict=refused reason=r",
       "loop.worked_on_it person=lin"},
      // Assigning, chasing and listing is no work on it.
      {requested + "2026-03-05 office remind text=call", "2026-03-06 office@U00? verify", ""},
  };
  for (const auto& row : rows) {
    Story story;
    story.must(row.before);
    const std::string told = story.tell(row.line);
    EXPECT_EQ(told.starts_with("loop.") ? told : "", row.told) << row.line;
  }
}

TEST(LoopDecide, refuses_what_lacks_something) {
  const struct {
    State state;
    const char* line;
    const char* told;
  } rows[] = {
      {State::registered, "2026-03-11 office assign", "loop.lead_missing act=交办"},
      {State::assigned, "2026-03-11 lead ask_reassignment", "loop.reason_missing act=申请改派"},
      {State::assigned, "2026-03-11 office split", "loop.lead_missing act=分解"},
      {State::reassignment_asked, "2026-03-11 office settle_reassignment", "loop.verdict_missing act=改派审定"},
      {State::reassignment_asked, "2026-03-11 office settle_reassignment verdict=refused",
       "loop.reason_missing act=改派审定"},
      {State::reassignment_asked, "2026-03-11 office settle_reassignment verdict=granted",
       "loop.lead_missing act=改派审定"},
      {State::reassignment_asked, "2026-03-11 office settle_reassignment verdict=granted lead=U01",
       "loop.same_lead unit=U01"},
      {State::working, "2026-03-11 lead report", "loop.text_missing act=反馈"},
      {State::working, "2026-03-11 lead merge_replies", "loop.text_missing act=汇总"},
      {State::working, "2026-03-11 lead ask_extension date=2026-05-01", "loop.reason_missing act=申请延期"},
      {State::working, "2026-03-11 lead ask_extension reason=r", "loop.date_missing act=申请延期"},
      {State::working, "2026-03-11 lead request_completion", "loop.text_missing act=申请办结"},
      {State::verifying, "2026-03-11 verifier send_back text=t", "loop.reason_missing act=退回"},
      {State::verifying, "2026-03-11 verifier confirm reason=r", "loop.text_missing act=办结"},
      {State::done, "2026-03-11 leader instruct", "loop.text_missing act=批示"},
      {State::done, "2026-03-11 office call_back", "loop.text_missing act=回访"},
      {State::closed, "2026-03-11 office relapse", "loop.reason_missing act=反弹"},
      {State::working, "2026-03-11 office suspend", "loop.reason_missing act=中止"},
      {State::working, "2026-03-11 office withdraw", "loop.reason_missing act=撤销"},
      {State::working, "2026-03-11 office merge reason=r", "loop.target_missing act=合并"},
      {State::working, "2026-03-11 office merge target=M2", "loop.reason_missing act=合并"},
      {State::working, "2026-03-11 office put_on_list", "loop.reason_missing act=挂牌"},
      {State::working, "2026-03-11 office take_off_list", "loop.reason_missing act=摘牌"},
      {State::working, "2026-03-11 office remind", "loop.text_missing act=催办"},
      {State::working, "2026-03-11 office escalate", "loop.reason_missing act=升级"},
      {State::working, "2026-03-11 lead hold_back", "loop.reason_missing act=退回修改"},
      {State::working, "2026-03-11 office decide_extension", "loop.verdict_missing act=延期审定"},
  };
  for (const auto& row : rows) {
    Story story;
    std::string way = way_to(row.state);
    if (row.state == State::publicised) way = finished("rectification");
    story.must(way);
    EXPECT_EQ(story.tell(row.line), row.told) << row.line;
  }
}

struct Row {
  std::string before;
  const char* line;
  const char* told;
};

void expect_told(const Row& row) {
  Story story;
  story.must(row.before);
  EXPECT_EQ(story.tell(row.line), row.told) << row.line;
}

TEST(LoopDecide, refuses_duties_and_due_dates) {
  const Row rows[] = {
      {"", "2026-03-02 office register grade=big", "loop.unknown_grade accepted=— grade=big kind=会议交办"},
      {"kind instruction", "2026-03-02 office register",
       "loop.unknown_grade accepted=紧急（urgent）、一般（ordinary）、疑难（hard） grade=— kind=批示"},
      {"kind instruction", "2026-03-02 office draft grade=big",
       "loop.unknown_grade accepted=紧急（urgent）、一般（ordinary）、疑难（hard） grade=big kind=批示"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 assisting=U02,U01", "loop.unit_twice unit=U01"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 assisting=U02,U02", "loop.unit_twice unit=U02"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 assisting=U02 verifier=U02",
       "loop.unit_on_duty unit=U02"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 verifier=U01", "loop.unit_on_duty unit=U01"},
      {way_to(State::registered), "2026-03-02 office assign lead=U01 date=2026-03-01",
       "loop.due_passed due=2026-03-01 today=2026-03-02"},
      {on("from_above", "2026-03-02 office register"), "2026-03-02 office assign lead=U01",
       "loop.due_missing kind=上级交办"},
      {on("petition", "2026-03-02 office register"), "2026-03-09 office assign lead=U01 date=2026-05-07",
       "loop.due_beyond_limit due=2026-05-07 kind=信访 limit=2026-05-06"},
      {on("enterprise_case", "2026-03-02 office register grade=complex"),
       "2026-03-02 office assign lead=U01 date=2026-04-15",
       "loop.due_beyond_limit due=2026-04-15 kind=企业诉求 limit=2026-04-14"},
      {on("petition", "2026-12-01 office register"), "2026-12-01 office assign lead=U01",
       "calendar.provisional date=2027-02-01"},
      {way_to(State::assigned), "2026-03-02 office split parts=U05:2026-03-23,U06",
       "loop.part_after_due due=2026-03-22 unit=U05"},
      {way_to(State::assigned), "2026-03-02 office split parts=U05,U06,U05", "loop.unit_twice unit=U05"},
      {on("petition", "2026-03-02 office register;2026-03-02 office assign lead=U01"),
       "2026-03-10 lead ask_reassignment reason=r", "loop.objection_late due=2026-03-09"},
      {std::string(kWithAssisting) + "2026-03-04 assist accept", "2026-03-05 assist accept",
       "loop.accepted_already on=2026-03-04"},
  };
  for (const auto& row : rows) expect_told(row);
}

TEST(LoopDecide, refuses_replies_and_parts) {
  const Row rows[] = {
      {working("year_task", "quarters=2026:a,b,c,d", "date=2026-12-31"), "2026-03-30 lead report text=t quarter=5",
       "loop.unknown_quarter quarter=5"},
      {way_to(State::working), "2026-03-05 lead merge_replies text=t", "loop.nothing_to_merge"},
      {kWithAssisting, "2026-03-05 lead request_completion text=t", "loop.reply_missing units=U02、U03"},
      {std::string(kWithAssisting) + "2026-03-04 assist report text=t;2026-03-04 second report text=t",
       "2026-03-05 lead request_completion text=t", "loop.reply_unmerged units=U02、U03"},
      {std::string(kWithAssisting) + "2026-03-04 assist report text=t;2026-03-04 second report text=t;"
                                     "2026-03-04 lead merge_replies text=t;2026-03-05 assist report text=more",
       "2026-03-05 lead request_completion text=t", "loop.reply_unmerged units=U02"},
      {way_to(State::working) + "2026-03-04 office split parts=U05,U06;parts over,open",
       "2026-03-05 lead request_completion text=t", "loop.parts_open count=1"},
      {way_to(State::working) + "2026-03-04 office split parts=U05,U06;parts over,over;"
                                "2026-03-05 lead request_completion text=t;2026-03-05 verifier verify;parts open,open",
       "2026-03-06 verifier confirm text=t", "loop.parts_open count=2"},
  };
  for (const auto& row : rows) expect_told(row);
}

TEST(LoopDecide, refuses_extensions) {
  const std::string asked = way_to(State::working) + "2026-03-05 lead ask_extension date=2026-05-01 reason=r";
  const Row rows[] = {
      {asked, "2026-03-06 lead ask_extension date=2026-05-02 reason=r", "loop.extension_waits on=2026-03-05"},
      {asked, "2026-03-06 office decide_extension verdict=granted date=2026-05-02",
       "loop.date_beyond_asked asked=2026-05-01 date=2026-05-02"},
      {asked, "2026-03-06 office decide_extension verdict=granted date=2026-03-22",
       "loop.date_not_later date=2026-03-22 due=2026-03-22"},
      {asked, "2026-03-06 office decide_extension verdict=refused", "loop.reason_missing act=延期审定"},
      {way_to(State::working), "2026-03-06 office decide_extension verdict=granted", "loop.no_extension_asked"},
      {way_to(State::working), "2026-03-06 lead ask_extension date=2026-03-22 reason=r",
       "loop.date_not_later date=2026-03-22 due=2026-03-22"},
      {way_to(State::working), "2026-03-22 lead ask_extension date=2026-05-01 reason=r",
       "loop.asked_too_late due=2026-03-22 workdays=0"},
      {working("petition") + "2026-03-05 lead ask_extension date=2026-05-20 reason=r;"
                             "2026-03-06 office decide_extension verdict=granted",
       "2026-03-09 lead ask_extension date=2026-05-25 reason=r", "loop.extensions_used_up times=1"},
      {working("petition"), "2026-03-05 lead ask_extension date=2026-06-02 reason=r",
       "loop.due_beyond_limit due=2026-06-02 kind=信访 limit=2026-06-01"},
  };
  for (const auto& row : rows) expect_told(row);
}

TEST(LoopDecide, refuses_closing_and_what_stands_beside) {
  const Row rows[] = {
      {finished("meeting"), "2026-03-10 office publicise", "loop.publicity_not_asked kind=会议交办"},
      {finished("rectification", "grade=staged"), "2026-03-10 office close", "loop.publicity_missing kind=整改"},
      {finished("instruction", "grade=hard"), "2026-03-10 office close", "loop.report_up_missing kind=批示"},
      {finished("proposal"), "2026-03-10 office close", "loop.call_back_missing kind=建议提案"},
      {way_to(State::working), "2026-03-10 office escalate reason=r", "loop.top_level level=—"},
      {working("project_problem", "", "date=2026-09-30") + "2026-03-04 lead escalate reason=r;2026-03-05 office "
                                                           "escalate reason=r;2026-03-06 office escalate reason=r",
       "2026-03-10 office escalate reason=r", "loop.top_level level=主要领导"},
      {way_to(State::working) + "2026-03-05 office put_on_list reason=r", "2026-03-10 office put_on_list reason=r",
       "loop.already_listed"},
      {way_to(State::working), "2026-03-10 office take_off_list reason=r", "loop.not_listed"},
      {working("major_hazard"), "2026-03-10 office take_off_list reason=r", "loop.stays_listed kind=重大隐患"},
      {working("major_hazard"), "2026-03-10 office put_on_list reason=r", "loop.already_listed"},
      {way_to(State::working), "2026-03-10 office merge reason=r target=M1", "loop.merged_into_itself matter=M1"},
  };
  for (const auto& row : rows) expect_told(row);
}

TEST(LoopDecide, nothing_leaves_a_unit_before_its_last_approver_signs) {
  Story story;
  story.must(way_to(State::working) + "chain section,deputy,head");
  EXPECT_EQ(story.tell("2026-03-04 lead report text=t"), "working due 2026-03-22, waits for signatures");
  EXPECT_EQ(story.event().act, Act::report);
  EXPECT_FALSE(story.course().reported_on);
  EXPECT_EQ(story.course().step_since, day("2026-03-03"));  // no clock stops for it
  EXPECT_EQ(story.code("2026-03-04 lead report text=u"), "loop.waits_for_signature");
  EXPECT_EQ(story.code("2026-03-04 lead request_completion text=u"), "loop.waits_for_signature");
  EXPECT_EQ(story.tell("2026-03-04 hu@U01^head sign"), "loop.not_your_level act=反馈 level=科室");
  EXPECT_EQ(story.tell("2026-03-04 lin@U01^section sign"), "loop.own_signature person=lin");
  EXPECT_EQ(story.tell("2026-03-05 ke@U01^section sign"), "working due 2026-03-22, waits for signatures");
  EXPECT_EQ(story.tell("2026-03-05 ke@U01^deputy sign"), "loop.own_signature person=ke");
  EXPECT_EQ(story.tell("2026-03-05 fu@U01^deputy sign"), "working due 2026-03-22, waits for signatures");
  EXPECT_EQ(story.tell("2026-03-06 zhu@U01^head sign"), "reported due 2026-03-22");
  EXPECT_EQ(story.event().act, Act::sign);
  EXPECT_EQ(story.event().signed_act, Act::report);
  EXPECT_EQ(story.event().from, State::working);
  EXPECT_EQ(story.event().request.text, "t");
  EXPECT_EQ(story.event().held->signatures.size(), 3U);
  EXPECT_EQ(story.course().reported_on, day("2026-03-06"));  // the day it left, not the day it was written
  EXPECT_EQ(story.course().step_since, day("2026-03-06"));
  EXPECT_TRUE(story.course().held.empty());
  EXPECT_EQ(story.tell("2026-03-06 zhu@U01^head sign"), "loop.nothing_to_sign act=签批");
}

TEST(LoopDecide, a_held_act_is_judged_again_on_the_day_it_leaves) {
  Story story;
  story.must(way_to(State::working) + "chain head;2026-03-20 lead ask_extension date=2026-05-01 reason=r");
  EXPECT_EQ(story.code("2026-03-22 hu@U01^head sign"), "loop.asked_too_late");
  EXPECT_EQ(story.course().held.size(), 1U);
  EXPECT_EQ(story.code("2026-03-22 office hold_back reason=r"), "loop.not_yours");
  EXPECT_EQ(story.code("2026-03-22 assist hold_back reason=r"), "loop.not_yours");
  story.must("2026-03-22 lead hold_back reason=late");
  EXPECT_TRUE(story.course().held.empty());
  EXPECT_EQ(story.code("2026-03-22 lead hold_back reason=late"), "loop.nothing_to_sign");
  // What could not be done is not held either.
  EXPECT_EQ(story.code("2026-03-22 lead ask_extension date=2026-05-01 reason=r"), "loop.asked_too_late");
}

TEST(LoopDecide, each_unit_signs_its_own) {
  Story story;
  story.must(
      std::string(kWithAssisting) +
      "chain head;2026-03-04 assist report text=t;2026-03-04 lead report text=u;2026-03-04 second report text=v");
  EXPECT_EQ(story.course().held.size(), 3U);
  story.must("2026-03-05 hu@U03^head sign");
  EXPECT_EQ(story.course().assisting[1].replied_on, day("2026-03-05"));
  EXPECT_FALSE(story.course().assisting[0].replied_on);
  EXPECT_EQ(story.course().state, State::working);
  story.must("2026-03-05 hu@U01^head sign");
  EXPECT_EQ(story.course().state, State::reported);
  EXPECT_EQ(story.course().held.size(), 1U);
  EXPECT_EQ(story.course().held[0].request.actor.unit, UnitId{"U02"});
}

TEST(LoopDecide, what_waits_inside_a_unit_ends_with_its_duty) {
  const char* rows[] = {"2026-03-05 office withdraw reason=r", "2026-03-05 office merge reason=r target=M2"};
  for (const char* line : rows) {
    Story story;
    story.must(way_to(State::working) + "chain head;2026-03-04 lead report text=t;" + line);
    EXPECT_TRUE(story.course().held.empty()) << line;
  }
  Story reassigned;
  reassigned.must(
      "2026-03-02 office register;2026-03-02 office assign lead=U01 assisting=U02;chain head;"
      "2026-03-02 assist report text=t;chain -;2026-03-02 lead ask_reassignment reason=r;"
      "2026-03-03 office settle_reassignment verdict=granted lead=U05");
  EXPECT_TRUE(reassigned.course().held.empty());
  Story done;
  done.must(
      "kind proposal;2026-03-02 office register;2026-03-02 office assign lead=U01 assisting=U02;"
      "2026-03-02 lead accept;2026-03-02 lead work;chain head;2026-03-02 assist report text=t;chain -;"
      "2026-03-03 lead request_completion text=t;2026-03-03 verifier verify;2026-03-03 verifier confirm text=t");
  EXPECT_TRUE(done.course().held.empty());
}

TEST(LoopDecide, reassignment_moves_the_duty_and_no_deadline) {
  Story story;
  story.must(
      "2026-03-02 office register;2026-03-02 office assign lead=U01 assisting=U02,U03 verifier=U50;"
      "2026-03-03 lead ask_reassignment reason=not-ours");
  EXPECT_EQ(story.code("2026-03-04 office settle_reassignment verdict=granted lead=U50"), "loop.unit_on_duty");
  story.must("2026-03-04 office settle_reassignment verdict=granted lead=U02");
  const Course& course = story.course();
  EXPECT_EQ(course.lead, UnitId{"U02"});
  ASSERT_EQ(course.assisting.size(), 1U);
  EXPECT_EQ(course.assisting[0].unit, UnitId{"U03"});
  EXPECT_EQ(course.assigned_on, day("2026-03-02"));
  EXPECT_EQ(course.step_since, day("2026-03-04"));
  EXPECT_EQ(course.due, day("2026-03-22"));
  EXPECT_EQ(story.code("2026-03-04 lead accept"), "loop.not_yours");
  story.must("2026-03-04 assist accept");
  EXPECT_EQ(story.course().state, State::accepted);
}

TEST(LoopDecide, a_relapse_keeps_number_history_and_first_promise) {
  Story story;
  story.must(way_to(State::archived) + "2026-06-01 office relapse reason=again");
  const Course& course = story.course();
  EXPECT_EQ(course.id, MatterId{"M1"});
  EXPECT_EQ(course.original_due, day("2026-03-22"));
  EXPECT_EQ(course.registered_on, day("2026-03-02"));
  EXPECT_FALSE(course.due || course.verified_by || course.done_on || course.closed_on || course.assigned_on ||
               course.reported_on || course.requested_on);
  ASSERT_EQ(course.earlier.size(), 1U);
  EXPECT_EQ(course.earlier[0], (Round{day("2026-03-02"), day("2026-03-22"), day("2026-03-09"), PersonId{"vera"},
                                      day("2026-03-10"), RoundEnd::relapse}));
  EXPECT_EQ(story.tell("2026-06-02 office assign lead=U01"), "assigned due 2026-06-22 originally 2026-03-22");
  // Done once does not close it twice.
  EXPECT_EQ(story.code("2026-06-02 office close"), "loop.not_now");
}

TEST(LoopDecide, a_new_instruction_assigns_again) {
  Story story;
  story.must(finished("instruction", "grade=ordinary", "assisting=U02") +
             "2026-03-10 office report_up;2026-03-11 leader instruct text=deeper");
  const Course& course = story.course();
  EXPECT_EQ(course.lead, UnitId{"U01"});
  ASSERT_EQ(course.assisting.size(), 1U);
  EXPECT_EQ(course.due, day("2026-03-26"));
  EXPECT_EQ(course.original_due, day("2026-03-17"));
  EXPECT_FALSE(course.reported_up_on);
  EXPECT_EQ(course.earlier[0].end, RoundEnd::instruction);
  Story other;
  other.must(finished("instruction", "grade=ordinary", "assisting=U02") + "2026-03-11 leader instruct text=t lead=U07");
  EXPECT_EQ(other.course().lead, UnitId{"U07"});
  EXPECT_TRUE(other.course().assisting.empty());
  // A unit that worked on it cannot verify it in the next round either.
  EXPECT_EQ(other.code("2026-03-12 office relapse reason=r"), "loop.not_now");
}

TEST(LoopDecide, extensions_move_the_current_date_only) {
  Story story;
  story.must(way_to(State::working) + "2026-03-05 lead ask_extension date=2026-05-01 reason=rain");
  EXPECT_EQ(story.course().extension, (ExtensionAsk{day("2026-03-05"), day("2026-05-01"), "rain", PersonId{"lin"}}));
  EXPECT_EQ(story.tell("2026-03-30 office decide_extension verdict=granted date=2026-04-10"),
            "working due 2026-04-10 originally 2026-03-22");
  EXPECT_EQ(story.course().extensions, 1);
  EXPECT_FALSE(story.course().extension);
  story.must("2026-04-09 lead ask_extension date=2026-05-01 reason=rain");
  EXPECT_EQ(story.tell("2026-04-09 office decide_extension verdict=refused reason=enough"),
            "working due 2026-04-10 originally 2026-03-22");
  EXPECT_EQ(story.course().extensions, 1);
}

TEST(LoopDecide, a_major_hazard_asks_twenty_workdays_ahead_and_is_listed) {
  Story story;
  story.must(
      "kind major_hazard;2026-03-02 office register;2026-03-02 office assign lead=U01 date=2026-03-31;"
      "2026-03-02 lead accept");
  EXPECT_TRUE(story.course().is_listed);
  // 3 … 31 March has 21 workdays, 4 … 31 March twenty.
  EXPECT_EQ(story.tell("2026-03-04 lead ask_extension date=2026-06-30 reason=r"),
            "loop.asked_too_late due=2026-03-31 workdays=20");
  Story earlier;
  earlier.must(
      "kind major_hazard;2026-03-02 office register;2026-03-02 office assign lead=U01 date=2026-03-31;"
      "2026-03-02 lead accept;2026-03-03 lead ask_extension date=2026-06-30 reason=r");
  EXPECT_EQ(earlier.code("2026-03-04 office assign lead=U01"), "loop.not_now");
  Story late;
  late.must("kind major_hazard;2026-03-02 office register");
  EXPECT_EQ(late.tell("2026-03-02 office assign lead=U01 date=2027-03-03"),
            "loop.due_beyond_limit due=2027-03-03 kind=重大隐患 limit=2027-03-02");
  EXPECT_EQ(late.tell("2026-03-02 office assign lead=U01"), "assigned due 2027-03-02");
  Story done;
  done.must(finished("major_hazard") +
            "2026-03-10 office take_off_list reason=done;2026-03-10 office publicise;"
            "2026-03-11 office close");
  EXPECT_FALSE(done.course().is_listed);
  EXPECT_EQ(done.course().publicised_on, day("2026-03-10"));
  done.must("2026-06-01 office relapse reason=again");
  EXPECT_TRUE(done.course().is_listed);
}

// Before the notice of next year is known, a day within the plain limit can still be promised.
TEST(LoopDecide, a_legal_limit_waits_for_the_notice_unless_a_safe_day_is_given) {
  Story story;
  story.must("kind petition;2026-12-01 office register");
  EXPECT_EQ(story.tell("2026-12-01 office assign lead=U01 date=2027-01-30"), "assigned due 2027-01-30");
  Story later;
  later.must("kind petition;2026-12-01 office register");
  EXPECT_EQ(later.code("2026-12-01 office assign lead=U01 date=2027-01-31"), "loop.due_beyond_limit");
}

TEST(LoopDecide, suspension_moves_nothing_unless_the_kind_says_so) {
  Story story;
  story.must(way_to(State::working) + "2026-03-05 office suspend reason=flood;2026-03-15 office resume");
  EXPECT_EQ(story.course().due, day("2026-03-22"));
  EXPECT_EQ(story.course().suspensions, (std::vector<Suspension>{{day("2026-03-05"), "flood", day("2026-03-15")}}));
  Story ended;
  ended.must(way_to(State::working) + "2026-03-05 office suspend reason=flood;2026-03-15 office withdraw reason=r");
  EXPECT_FALSE(is_suspended(ended.course()));
}

TEST(LoopDecide, extensions_are_counted_by_round) {
  Story story;
  story.must(
      "kind petition;2026-03-02 office register;2026-03-02 office assign lead=U01;2026-03-03 lead accept;"
      "2026-03-03 lead work;2026-03-04 lead ask_extension date=2026-05-20 reason=r;"
      "2026-03-05 office decide_extension verdict=granted;2026-03-05 lead request_completion text=t;"
      "2026-03-06 verifier verify;2026-03-09 verifier confirm text=t;2026-03-10 office relapse reason=again");
  EXPECT_EQ(story.course().extensions, 0);
}

// Somebody of the supervising office, whose own unit leads: what they do as the office is no work on the matter, and
// they cannot verify it all the same.
TEST(LoopDecide, the_office_chases_its_own_unit_without_becoming_a_hand) {
  Story story;
  story.must(way_to(State::working) + "2026-03-05 du@U01! remind text=t");
  EXPECT_THAT(story.course().hands, ::testing::ElementsAre(Hand{{"lin"}, UnitId{"U01"}}));
  story.must("2026-03-05 du@U01! report text=t");
  EXPECT_THAT(story.course().hands, ::testing::ElementsAre(Hand{{"lin"}, UnitId{"U01"}}, Hand{{"du"}, UnitId{"U01"}}));
}

TEST(LoopDecide, counts_what_happened_beside_the_steps) {
  Story story;
  story.must(way_to(State::verifying) +
             "2026-03-07 office remind text=call;2026-03-08 office remind text=call;"
             "2026-03-09 verifier send_back reason=half;2026-03-10 lead work");
  EXPECT_EQ(story.course().reminders, 2);
  EXPECT_EQ(story.course().returns, 1);
  Story problem;
  problem.must(working("project_problem", "", "date=2026-09-30") + "2026-03-04 lead escalate reason=r");
  EXPECT_EQ(problem.course().level, 1);
}

TEST(LoopDecide, parts_of_a_matter_have_their_own_course) {
  Story story;
  story.must(way_to(State::assigned) + "2026-03-02 office split parts=U05:2026-03-15,U06");
  EXPECT_EQ(story.course().parts, 2);
  EXPECT_EQ(story.event().request.parts.size(), 2U);
  const Course part = part_of(story.course(), {"M1-1"}, day("2026-03-02"));
  EXPECT_EQ(part.parent, MatterId{"M1"});
  EXPECT_EQ(part.state, State::registered);
  EXPECT_EQ(part.kind, "meeting");
  EXPECT_FALSE(part.lead || part.original_due);
  EXPECT_EQ(part.registered_on, day("2026-03-02"));
  EXPECT_EQ(part.step_since, day("2026-03-02"));
  Request assign;
  assign.act = Act::assign;
  assign.actor = actor_of("office");
  assign.lead = UnitId{"U05"};
  const auto event = decide(part, assign, {day("2026-03-02"), story.kind(), china(), {}, {}});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->after.due, day("2026-03-22"));
  // Withdrawn, merged or done, a part no longer holds the whole up.
  EXPECT_FALSE(is_over(part));
  EXPECT_FALSE(is_running(Story().must(way_to(State::closed)).course()));
  EXPECT_TRUE(is_over(Story().must(way_to(State::done)).course()));
  EXPECT_TRUE(is_over(Story().must(way_to(State::assigned) + "2026-03-02 office withdraw reason=r").course()));
}

TEST(LoopDecide, the_draft_is_rewritten_until_it_is_registered) {
  Story story;
  story.must(
      "kind year_task;2026-01-05 office draft verifier=U50 quarters=2026:a,b;2026-01-06 office draft "
      "quarters=2026:a,b,c;2026-01-07 office register");
  EXPECT_FALSE(story.course().verifier);
  EXPECT_EQ(story.course().quarters.size(), 3U);
  EXPECT_EQ(story.course().drafted_on, day("2026-01-05"));
  EXPECT_EQ(story.course().kind, "year_task");
  EXPECT_EQ(story.code("2026-01-08 office draft"), "loop.not_now");
}

}  // namespace
}  // namespace guatu::loop
