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
  EXPECT_EQ(codes({7, "project.edited", {{"project", "A", 3, 3}, {"project_year", "A/2026", 1, 1}}, ""}), Codes{});
  EXPECT_EQ(codes({7, "enterprise.edited", {{"enterprise", "E", 2, 2}}, "W2026-39"}), Codes{})
      << "no snapshot holds enterprises";
  EXPECT_EQ(codes({7, "exchange.imported", {{"import_run", "5", 2, 2}, {"cycle", "W2026-39", 1, 1}}, ""},
                  Asked::with_its_import),
            Codes{});
}

TEST(UndoTest, refuses) {
  EXPECT_EQ(codes({7, "exchange.imported", {{"project", "A", 1, 1}}, ""}), Codes{" undo.import"});
  EXPECT_EQ(codes({7, "account.locked", {{"account", "linyan", 2, 2}}, ""}),
            Codes{"account/linyan undo.administration"});
  EXPECT_EQ(codes({7, "form.approved", {{"form", "B1", 2, 2}}, ""}), Codes{"form/B1 undo.form"});
  EXPECT_EQ(codes({7, "light.rule_adopted", {{"rule_set", "R", 1, 1}}, ""}), Codes{"rule_set/R undo.rule"});
  EXPECT_EQ(codes({7, "trial.begun", {{"trial", "wall", 1, 1}}, ""}), Codes{"trial/wall undo.setting"});
  EXPECT_EQ(codes({7, "exchange.mapped", {{"import_run", "9", 2, 2}}, ""}), Codes{"import_run/9 undo.import_step"});
  EXPECT_EQ(codes({7, "x.y", {{"network", "N", 1, 1}}, ""}), Codes{"network/N undo.other_row"});
  EXPECT_EQ(codes({7, "cycle.frozen", {{"cycle", "W2026-39", 4, 4}}, ""}), Codes{"cycle/W2026-39 undo.cycle"});
  EXPECT_EQ(codes({7, "session.ended", {}, ""}), Codes{" undo.nothing"});
  EXPECT_EQ(codes({7, "person.phone_erased", {{"person", "U18/沈亦舟", 3, 3}}, ""}), Codes{" undo.erased"});
  EXPECT_EQ(codes({7, "exchange.imported", {{"import_run", "5", 2, 2}}, ""}, Asked::with_its_import),
            Codes{" undo.nothing"});
  // Every row is named, each with what speaks against it.
  EXPECT_EQ(
      codes({7,
             "exchange.imported",
             {{"observation", "I03", 1, 1}, {"project", "A", 1, 2}, {"project", "B", 1, 1}, {"person", "C", 1, 1}},
             "W2026-39"},
            Asked::with_its_import),
      (Codes{"observation/I03 undo.statistics", "project/A store.changed_since", "project/B undo.held_by_cycle"}));
}

}  // namespace
}  // namespace guatu::undo
