// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_proposal.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace guatu::lights {
namespace {

const Date kMonday = date_of(2026, 9, 21);

std::string contractor() {
  std::ostringstream text;
  text << std::ifstream(GUATU_SOURCE_DIR "/data/rule/contractor.toml", std::ios::binary).rdbuf();
  return text.str();
}

TEST(RuleProposalTest, is_confirmed_by_another_person) {
  const auto proposal = propose(contractor(), date_of(2026, 10, 1), "linyan", kMonday);
  ASSERT_TRUE(proposal);
  EXPECT_EQ(proposal->id.value, "contractor@1");
  EXPECT_EQ(proposal->proposed_by, "linyan");
  EXPECT_EQ(proposal->effective_from, date_of(2026, 10, 1));
  const auto confirmed = confirm(*proposal, "guning", kMonday + std::chrono::days(1));
  ASSERT_TRUE(confirmed);
  EXPECT_EQ(confirmed->confirmed_by, "guning");
  EXPECT_EQ(confirmed->confirmed_on, date_of(2026, 9, 22));
}

TEST(RuleProposalTest, refuses) {
  const auto proposal = propose(contractor(), kMonday, "linyan", kMonday);
  const auto code = [](const Result<RuleProposal>& result) { return result.error().problems.front().code; };
  EXPECT_EQ(code(confirm(*proposal, "linyan", kMonday)), "light.confirmed_by_proposer");
  EXPECT_EQ(code(confirm(*confirm(*proposal, "guning", kMonday), "shenyi", kMonday)), "light.already_confirmed");
  EXPECT_EQ(code(propose("name = ", kMonday, "linyan", kMonday)), "light.toml_syntax");
}

TEST(RuleCheckTest, finds_what_keeps_a_text_from_being_proposed) {
  EXPECT_TRUE(check_rule_text(contractor()).rules);
  const RuleCheck checked =
      check_rule_text(contractor() + "\n[[metric.clause]]\ninterval = \"[15,15]\"\nlight = \"red\"\nsource = \"x\"\n");
  EXPECT_FALSE(checked.rules);
  ASSERT_FALSE(checked.problems.empty());
  EXPECT_EQ(checked.problems.front().code, "light.overlap");
}

}  // namespace
}  // namespace guatu::lights
