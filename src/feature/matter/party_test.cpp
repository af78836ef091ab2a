// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/party.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace guatu::matter {
namespace {

using loop::Act;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

loop::Course working_course() {
  loop::Course course;
  course.id.value = "M-1";
  course.state = loop::State::working;
  course.lead = loop::UnitId{"U01"};
  course.assisting = {{{"U02"}, {}, {}, {}}, {{"U03"}, {}, {}, {}}};
  course.registered_on = course.round_began_on = course.assigned_on = date_of(2026, 9, 1);
  course.original_due = course.due = date_of(2026, 9, 30);
  return course;
}

Party contact_of(const char* unit) {
  Party party;
  party.account = "li";
  party.own_unit = Id<unit::Unit>{unit};
  party.works_for = {unit};
  return party;
}

std::string chair(const loop::Course& course, Act act, const Party& party, const char* wanted = "",
                  const std::vector<Signing>& signings = {}) {
  const auto unit = *wanted == '\0' ? std::nullopt : std::optional(loop::UnitId{wanted});
  const auto actor = actor_for(course, act, party, unit, signings);
  if (!actor) return actor.error().problems.front().code;
  std::string text = actor->unit ? actor->unit->value : "-";
  if (actor->sign_level) text += " " + std::string(code_of(*actor->sign_level));
  if (actor->is_office) text += " office";
  if (actor->is_verifier) text += " verifier";
  if (actor->is_leader) text += " leader";
  return text;
}

TEST(PartyTest, sits_in_the_chair_of_the_unit_on_duty) {
  const auto course = working_course();
  EXPECT_EQ(chair(course, Act::report, contact_of("U01")), "U01");
  EXPECT_EQ(chair(course, Act::report, contact_of("U03")), "U03");
  EXPECT_EQ(chair(course, Act::report, contact_of("U09")), "-");
  EXPECT_EQ(chair(course, Act::report, contact_of("U09"), "U01"), "matter.not_your_unit");
  Party both = contact_of("U01");
  both.works_for.insert("U02");
  EXPECT_EQ(chair(course, Act::report, both), "U01");  // the lead goes first
  EXPECT_EQ(chair(course, Act::report, both, "U02"), "U02");
  both.works_for.insert("U09");
  EXPECT_EQ(chair(course, Act::report, both, "U09"), "matter.not_your_unit");  // his, but not on duty
}

TEST(PartyTest, judges_from_his_own_unit_or_the_one_that_verifies) {
  auto course = working_course();
  Party judge = contact_of("U08");
  judge.is_office = judge.is_verifier = true;
  for (const Act act : {Act::verify, Act::send_back, Act::confirm, Act::settle_reassignment, Act::decide_extension})
    EXPECT_EQ(chair(course, act, judge), "U08 office verifier") << code_of(act);
  // An office's person of the lead unit does not get the lead's chair by sitting in the office.
  Party inside = judge;
  inside.own_unit = Id<unit::Unit>{"U01"};
  inside.works_for.clear();
  EXPECT_EQ(chair(course, Act::report, inside), "- office verifier");
  EXPECT_EQ(chair(course, Act::verify, inside), "U01 office verifier");
  course.verifier = loop::UnitId{"U07"};
  Party verifier;
  verifier.account = "wu";
  verifier.verifies_for = {"U07"};
  EXPECT_EQ(chair(course, Act::verify, verifier), "U07 verifier");
  EXPECT_EQ(chair(course, Act::report, verifier), "-");
  verifier.verifies_for = {"U06"};
  EXPECT_EQ(chair(course, Act::verify, verifier), "-");
}

TEST(PartyTest, instructs_where_he_looks_after_a_unit) {
  Party leader;
  leader.account = "guan";
  leader.instructs = {"U02"};
  EXPECT_EQ(chair(working_course(), Act::instruct, leader), "- leader");
  leader.instructs = {"U09"};
  EXPECT_EQ(chair(working_course(), Act::instruct, leader), "-");
}

loop::Course held_course() {
  auto course = working_course();
  loop::Held held;
  held.request.act = Act::report;
  held.request.actor.person.value = "li";
  held.request.actor.unit = loop::UnitId{"U01"};
  held.chain = {loop::SignLevel::section, loop::SignLevel::head};
  course.held.push_back(held);
  return course;
}

TEST(PartyTest, signs_where_the_next_level_names_him) {
  auto course = held_course();
  const std::vector<Signing> signings{{{"U01"}, {"U01/颜琪"}, {}, {"U01/沈亦舟"}}};
  Party section;
  section.account = "yan";
  section.signs_as = {"U01", "U01/颜琪"};
  EXPECT_EQ(chair(course, Act::sign, section, "", signings), "U01 section");
  EXPECT_EQ(chair(course, Act::hold_back, section, "", signings), "U01 section");
  Party head = section;
  head.signs_as = {"U01", "U01/沈亦舟"};
  EXPECT_EQ(chair(course, Act::sign, head, "", signings), "-");  // not his turn yet
  course.held.front().signatures.push_back({loop::SignLevel::section, {"yan"}, date_of(2026, 9, 2)});
  EXPECT_EQ(chair(course, Act::sign, head, "", signings), "U01 head");
  EXPECT_EQ(chair(course, Act::sign, section, "", signings), "-");
  Party elsewhere = head;
  elsewhere.signs_as = {"U05", "U01/沈亦舟"};  // named, and moved to another unit since
  EXPECT_EQ(chair(course, Act::sign, elsewhere, "", signings), "-");
}

std::vector<std::string> may(const loop::Course& course, const Party& party) {
  std::vector<std::string> words;
  loop::Kind kind;
  for (const auto& one : possible_acts(course, kind, party, {})) words.emplace_back(code_of(one.act));
  return words;
}

TEST(PartyTest, is_offered_what_he_may_do_and_nothing_that_would_be_refused_for_who_he_is) {
  auto course = working_course();
  EXPECT_THAT(may(course, contact_of("U01")), ElementsAre("report", "ask_extension", "request_completion"));
  EXPECT_THAT(may(course, contact_of("U02")), ElementsAre("accept", "report"));
  EXPECT_THAT(may(course, contact_of("U09")), IsEmpty());
  EXPECT_THAT(may(held_course(), contact_of("U01")), ElementsAre("hold_back"));
  auto replied = course;
  replied.assisting[0].accepted_on = replied.assisting[0].replied_on = date_of(2026, 9, 3);
  EXPECT_THAT(may(replied, contact_of("U02")), ElementsAre("report"));
  EXPECT_THAT(may(replied, contact_of("U01")),
              ElementsAre("report", "merge_replies", "ask_extension", "request_completion"));
  course.state = loop::State::verifying;
  Party judge = contact_of("U08");
  judge.is_verifier = true;
  EXPECT_THAT(may(course, judge), ElementsAre("send_back", "confirm"));
  course.hands.push_back({{"li"}, loop::UnitId{"U01"}});
  EXPECT_THAT(may(course, judge), IsEmpty());
  course.hands = {{{"zhao"}, loop::UnitId{"U08"}}};
  EXPECT_THAT(may(course, judge), IsEmpty());
  course.hands = {{{"zhao"}, loop::UnitId{"U01"}}};
  judge.on_behalf_of = "zhao";
  EXPECT_THAT(may(course, judge), IsEmpty());
}

TEST(PartyTest, is_not_offered_what_the_kind_would_refuse) {
  auto course = working_course();
  Party office;
  office.account = "lin";
  office.is_office = true;
  const auto offers = [&](const loop::Kind& kind, Act act) {
    return std::ranges::count(possible_acts(course, kind, office, {}), act, &Possible::act) > 0;
  };
  loop::Kind plain;
  loop::Kind strict;
  strict.needs_publicity = strict.needs_report_up = strict.needs_call_back = strict.is_listed = true;
  strict.levels = {"a", "b"};
  EXPECT_FALSE(offers(plain, Act::escalate));
  EXPECT_TRUE(offers(strict, Act::escalate));
  EXPECT_TRUE(offers(plain, Act::put_on_list));
  EXPECT_FALSE(offers(plain, Act::take_off_list));
  EXPECT_FALSE(offers(plain, Act::decide_extension));
  course.is_listed = true;
  course.level = 1;
  course.extension = loop::ExtensionAsk{};
  EXPECT_FALSE(offers(strict, Act::escalate));
  EXPECT_FALSE(offers(plain, Act::put_on_list));
  EXPECT_TRUE(offers(plain, Act::take_off_list));
  EXPECT_FALSE(offers(strict, Act::take_off_list));
  EXPECT_TRUE(offers(plain, Act::decide_extension));
  course.state = State::done;
  EXPECT_TRUE(offers(plain, Act::close));
  EXPECT_FALSE(offers(plain, Act::publicise));
  EXPECT_TRUE(offers(strict, Act::publicise));
  course.state = State::publicised;
  for (auto* date : {&course.reported_up_on, &course.called_back_on}) {
    EXPECT_FALSE(offers(strict, Act::close));
    *date = date_of(2026, 9, 20);
  }
  EXPECT_TRUE(offers(strict, Act::close));
}

std::vector<std::string> codes(const std::vector<SigningLevel>& levels) {
  const auto decided = decide_signing({"U01"}, levels, {"U01/颜琪", "U01/沈亦舟"});
  std::vector<std::string> found;
  if (!decided)
    for (const auto& problem : decided.error().problems) found.push_back(problem.place + " " + problem.code);
  return found;
}

TEST(SigningTest, accepts) {
  using loop::SignLevel;
  const auto signing = decide_signing({"U01"}, {{SignLevel::head, {"U01/沈亦舟"}}, {SignLevel::section, {"U01/颜琪"}}},
                                      {"U01/颜琪", "U01/沈亦舟"});
  ASSERT_TRUE(signing);
  EXPECT_THAT(signing->chain(), ElementsAre(SignLevel::section, SignLevel::head));  // in signing order, however given
  EXPECT_THAT(signing->people(SignLevel::deputy), IsEmpty());
  EXPECT_THAT(decide_signing({"U01"}, {}, {})->chain(), IsEmpty());
}

TEST(SigningTest, refuses) {
  using loop::SignLevel;
  EXPECT_THAT(codes({{SignLevel::head, {"U01/沈亦舟"}}, {SignLevel::head, {"U01/颜琪"}}}),
              ElementsAre("levels[1].level matter.level_twice"));
  EXPECT_THAT(codes({{SignLevel::deputy, {}}}), ElementsAre("levels[0].people matter.signer_missing"));
  EXPECT_THAT(codes({{SignLevel::deputy, {"U02/某"}}}), ElementsAre("levels[0].people matter.unknown_signer"));
}

}  // namespace
}  // namespace guatu::matter
