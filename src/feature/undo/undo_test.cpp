// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/undo.hpp"

#include <gtest/gtest.h>

namespace guatu::undo {
namespace {

using Codes = std::vector<std::string>;

Codes codes(const EntryFacts& facts, Asked asked = Asked::alone) {
  Codes found;
  for (const Problem& problem : judge(facts, asked)) found.push_back(problem.place + " " + problem.code);
  return found;
}

TEST(UndoTest, accepts) {
  EXPECT_EQ(codes({7, "project.edited", {{"project", "A", {}}, {"project_year", "A/2026", {}}}, ""}), Codes{});
  EXPECT_EQ(codes({7, "enterprise.edited", {{"enterprise", "E", {}}}, "W2026-39"}), Codes{})
      << "no snapshot holds enterprises";
  EXPECT_EQ(codes({7, "unit.signing_set", {{"unit_signing", "U18", {}}}, "W2026-39"}), Codes{});
  EXPECT_EQ(codes({7, "chain.contribution_set", {{"contribution", "P-001/I01", {}}}, "W2026-39"}), Codes{});
  EXPECT_EQ(
      codes({7, "exchange.imported", {{"import_run", "5", {}}, {"cycle", "W2026-39", {}}}, ""}, Asked::with_its_import),
      Codes{});
}

TEST(UndoTest, refuses) {
  EXPECT_EQ(codes({7, "exchange.imported", {{"project", "A", {}}}, ""}), Codes{" undo.import"});
  EXPECT_EQ(codes({7, "account.locked", {{"account", "linyan", {}}}, ""}), Codes{"account/linyan undo.administration"});
  EXPECT_EQ(codes({7, "form.approved", {{"form", "B1", {}}}, ""}), Codes{"form/B1 undo.form"});
  EXPECT_EQ(codes({7, "light.rule_adopted", {{"rule_set", "R", {}}}, ""}), Codes{"rule_set/R undo.rule"});
  EXPECT_EQ(codes({7, "trial.begun", {{"trial", "wall", {}}}, ""}), Codes{"trial/wall undo.setting"});
  EXPECT_EQ(codes({7, "chain.contribution_set", {{"contribution", "P-001/I01", 2}}, ""}),
            Codes{"contribution/P-001/I01 store.changed_since"});
  EXPECT_EQ(codes({7, "exchange.mapped", {{"import_run", "9", {}}}, ""}), Codes{"import_run/9 undo.import_step"});
  EXPECT_EQ(codes({7, "x.y", {{"network", "N", {}}}, ""}), Codes{"network/N undo.other_row"});
  EXPECT_EQ(codes({7, "cycle.frozen", {{"cycle", "W2026-39", {}}}, ""}), Codes{"cycle/W2026-39 undo.cycle"});
  EXPECT_EQ(codes({7, "session.ended", {}, ""}), Codes{" undo.nothing"});
  EXPECT_EQ(codes({7, "person.phone_erased", {{"person", "U18/沈亦舟", {}}}, ""}), Codes{" undo.erased"});
  EXPECT_EQ(codes({7, "exchange.imported", {{"import_run", "5", {}}}, ""}, Asked::with_its_import),
            Codes{" undo.nothing"});
  // Every row is named, each with what speaks against it.
  EXPECT_EQ(
      codes({7,
             "exchange.imported",
             {{"observation", "I03", {}}, {"project", "A", 2}, {"project", "B", {}}, {"person", "C", {}}},
             "W2026-39"},
            Asked::with_its_import),
      (Codes{"observation/I03 undo.statistics", "project/A store.changed_since", "project/B undo.held_by_cycle"}));
}

}  // namespace
}  // namespace guatu::undo
