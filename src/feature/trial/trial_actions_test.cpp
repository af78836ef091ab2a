// SPDX-License-Identifier: Apache-2.0
// A list is put on trial and trusted again, on both databases.
#include "feature/trial/trial_actions.hpp"

#include <gtest/gtest.h>

#include "platform/db/store_test.hpp"

namespace guatu::trial {
namespace {

class TrialTest : public ::testing::Test {
 protected:
  TrialTest() : database_(db::testing::open_store(directory_.path() / "store")) {}

  Result<db::Versioned<Trial>> edit(List list, Standing standing, std::int64_t version) {
    auto tx = *database_.begin({"linyan", ""}, Clock::fixed(date_of(2026, 9, 21)));
    Trial trial;
    trial.list = list;
    trial.standing = standing;
    auto edited = edit_trial(tx, trial, version);
    if (edited) tx.commit();
    return edited;
  }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
};

TEST_F(TrialTest, everything_is_trusted_until_somebody_says_otherwise) {
  const auto trials = load_trials(database_.reader());
  ASSERT_EQ(trials.size(), std::size(kLists));
  for (const auto& trial : trials) {
    EXPECT_EQ(trial.row.standing, Standing::trusted);
    EXPECT_EQ(trial.version, 0);
  }
}

TEST_F(TrialTest, what_is_on_trial_is_hidden_from_all_but_the_office) {
  ASSERT_TRUE(edit(List::wall, Standing::on_trial, 0));
  const auto reader = database_.reader();
  EXPECT_TRUE(is_on_trial(reader, List::wall));
  EXPECT_FALSE(is_on_trial(reader, List::lights));
  EXPECT_TRUE(check_visible(reader, List::wall, Audience::office));
  EXPECT_TRUE(check_visible(reader, List::lights, Audience::everybody));
  const auto refused = check_visible(reader, List::wall, Audience::everybody);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problems.front().code, "trial.hidden");
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
}

TEST_F(TrialTest, is_edited_over_the_version_that_was_seen) {
  EXPECT_EQ(edit(List::wall, Standing::on_trial, 0)->version, 1);
  EXPECT_EQ(edit(List::wall, Standing::trusted, 0).error().problems.front().code, "store.version_conflict");
  EXPECT_EQ(edit(List::wall, Standing::on_trial, 1)->version, 1);  // nothing differs
  EXPECT_EQ(edit(List::wall, Standing::trusted, 1)->version, 2);
  EXPECT_FALSE(is_on_trial(database_.reader(), List::wall));
}

}  // namespace
}  // namespace guatu::trial
