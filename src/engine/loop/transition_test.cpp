// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/transition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/loop/model_test.hpp"
#include "engine/loop/story_test.hpp"

namespace guatu::loop {
namespace {

// The table again, written state by state from the rules and not act by act as the code has it.
TEST(LoopTransition, the_table_is_the_one_of_the_rules) {
  for (const auto& state : kStates)
    for (const auto& act : kActs)
      for (const auto& role : kRoles) {
        Course course;
        course.state = state.value;
        course.lead = UnitId{"U01"};
        course.assisting = {{{"U02"}, {}, {}, {}}};
        Actor actor;
        actor.person.value = "p";
        if (role.value == Role::lead) actor.unit = UnitId{"U01"};
        if (role.value == Role::assisting) actor.unit = UnitId{"U02"};
        if (role.value == Role::signer) {
          actor.unit = UnitId{"U01"};
          actor.sign_level = SignLevel::head;
        }
        actor.is_office = role.value == Role::office;
        actor.is_verifier = role.value == Role::verifier;
        actor.is_leader = role.value == Role::leader;
        const auto* row = find_transition(course, act.value, actor);
        // A signer belongs to the unit, so what the lead may do it may too.
        std::string expected = model_target(state.code, act.code, role.code);
        if (expected.empty() && role.value == Role::signer) expected = model_target(state.code, act.code, "lead");
        EXPECT_EQ(row == nullptr ? "" : std::string(code_of(row->after(state.value))), expected)
            << state.code << " " << act.code << " " << role.code;
      }
}

TEST(LoopTransition, every_act_has_a_row_and_every_state_a_way_in) {
  for (const auto& act : kActs)
    EXPECT_TRUE(std::ranges::any_of(transitions(), [&](const auto& row) { return row.act == act.value; })) << act.code;
  for (const auto& state : kStates)
    EXPECT_TRUE(state.value == State::draft ||
                std::ranges::any_of(transitions(),
                                    [&](const auto& row) { return row.move == Move::go && row.to == state.value; }))
        << state.code;
}

TEST(LoopTransition, only_verification_leads_to_done_and_only_done_to_closed) {
  for (const auto& row : transitions()) {
    if (row.move != Move::go) continue;
    if (row.to == State::done) {
      EXPECT_EQ(row.act, Act::confirm);
      EXPECT_TRUE(row.needs.has(Need::other_hand));
    }
    for (const auto& state : kStates)
      if (row.from.has(state.value) && is_open(state.value)) {
        EXPECT_TRUE(is_open(row.to) || row.to == State::done);
      }
  }
}

TEST(LoopTransition, says_what_is_possible_now) {
  Story story;
  story.must(way_to(State::assigned) + "2026-03-02 office suspend reason=flood");
  EXPECT_EQ(words_of(acts_now(story.course())), "恢复、撤销、合并、摘牌");
  story.must("2026-03-03 office resume");
  EXPECT_THAT(
      acts_now(story.course(), actor_of("lead")),
      ::testing::ElementsAre(Act::accept, Act::ask_reassignment, Act::ask_extension, Act::escalate, Act::hold_back));
  EXPECT_THAT(acts_now(story.course(), actor_of("someone@U77")), ::testing::IsEmpty());
  story.must("2026-03-03 office withdraw reason=void");
  EXPECT_EQ(words_of(acts_now(story.course())), "无");
}

TEST(LoopTransition, a_designated_unit_verifies_and_nobody_else) {
  Story story;
  story.must("2026-03-02 office draft verifier=U50; 2026-03-02 office register; 2026-03-02 office assign lead=U01");
  EXPECT_FALSE(has_role(story.course(), actor_of("verifier"), Role::verifier));
  EXPECT_TRUE(has_role(story.course(), actor_of("wu@U50?"), Role::verifier));
  EXPECT_FALSE(has_role(story.course(), actor_of("wu@U50"), Role::verifier));
}

TEST(LoopTransition, nobody_is_lead_of_a_matter_without_one) {
  EXPECT_FALSE(has_role(Course{}, actor_of("nobody"), Role::lead));
  EXPECT_FALSE(has_role(Course{}, actor_of("lin@U01^head"), Role::signer));
}

TEST(LoopTransition, names_go_both_ways) {
  for (const auto& act : kActs) EXPECT_EQ(from_code<Act>(act.code), act.value);
  for (const auto& state : kStates) EXPECT_EQ(from_chinese<State>(state.chinese), state.value);
  EXPECT_EQ(chinese_of(Act::enter), "立项");
}

}  // namespace
}  // namespace guatu::loop
