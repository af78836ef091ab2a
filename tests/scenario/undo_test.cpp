// SPDX-License-Identifier: Apache-2.0
// Undo (撤销) of a photo, of its withdrawal, and of a reminder, with exactly what the journal says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/json/json.hpp"
#include "tests/scenario/undo_tale.hpp"

namespace guatu::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class UndoTest : public ::testing::TestWithParam<Way> {
 protected:
  UndoTest() : world_(GetParam(), db::testing::on_postgres() ? Place::postgres : Place::sqlite) {
    fill_undo_tale(world_);
    world_.new_entries();
  }
  ~UndoTest() override {
    for (const std::string& complaint : world_.complaints) ADD_FAILURE() << complaint;
    for (const std::string& fault : world_.unsound()) ADD_FAILURE() << fault;
  }

  // "put back/withdrawn" or what speaks against it.
  std::string undo(db::Position position) {
    const auto reply = world_.ask("POST", "/api/v1/undo/" + std::to_string(position), {}, R"({"reason": "误传"})");
    const auto document = json::parse(reply.body);
    const auto root = document->root();
    if (reply.status == 200)
      return std::to_string(root.integer("put_back").value()) + "/" + std::to_string(root.integer("withdrawn").value());
    const auto first = root.find("problems")->at(0);
    return std::to_string(reply.status) + " " + std::string(first.text("place").value()) + " " +
           std::string(first.text("code").value());
  }
  int status(const std::string& path) { return world_.ask("GET", path, {}, "").status; }
  std::vector<std::string> journal() {
    std::vector<std::string> lines;
    for (const auto& line : world_.new_entries()) lines.push_back(line.actor + " " + line.kind + " " + line.subject);
    return lines;
  }

  World world_;
};

TEST_P(UndoTest, a_photo_and_its_withdrawal_go_back_and_its_bytes_stay) {
  const std::string photo = "/api/v1/projects/P-1/photos/1";
  const db::Position added = add_photo_of_tale(world_);
  const db::Position withdrawn = withdraw_photo_of_tale(world_, "1");
  EXPECT_EQ(status(photo), 404);
  EXPECT_EQ(undo(added), "409 project_photo/P-1/1 store.changed_since");
  EXPECT_EQ(undo(withdrawn), "1/0");
  EXPECT_EQ(status(photo), 200) << "the file was never erased";
  EXPECT_EQ(undo(added), "0/1");
  EXPECT_THAT(world_.ask("GET", "/api/v1/projects/P-1/photos", {}, "").body, HasSubstr(R"({"items":[]})"));
  EXPECT_EQ(status(photo), 404);
  EXPECT_EQ(undo(withdrawn + 2), "1/0");
  EXPECT_EQ(status(photo), 200);
  const std::string first = std::to_string(added);
  const std::string second = std::to_string(withdrawn);
  EXPECT_THAT(journal(), ElementsAre("zhouheng project.photo_added P-1", "zhouheng project.photo_withdrawn P-1",
                                     "zhouheng undo.done " + second, "zhouheng undo.done " + first,
                                     "zhouheng undo.done " + std::to_string(withdrawn + 2)));
}

TEST_P(UndoTest, a_number_that_a_photo_had_is_not_given_again) {
  EXPECT_EQ(undo(add_photo_of_tale(world_)), "0/1");
  add_photo_of_tale(world_);
  EXPECT_EQ(status("/api/v1/projects/P-1/photos/1"), 404);
  EXPECT_EQ(status("/api/v1/projects/P-1/photos/2"), 200);
  EXPECT_THAT(journal(), ElementsAre("zhouheng project.photo_added P-1", HasSubstr("zhouheng undo.done "),
                                     "zhouheng project.photo_added P-1"));
}

TEST_P(UndoTest, what_was_reminded_of_stays_said) {
  const db::Position reminded = remind_in_tale(world_);
  world_.become("linyan");
  EXPECT_EQ(undo(reminded), "409 cycle_reminder/W2026-39/before_cut_off undo.cycle");
  EXPECT_THAT(journal(), ElementsAre("guatu_serve cycle.reminded W2026-39"));
}

INSTANTIATE_TEST_SUITE_P(Ways, UndoTest, ::testing::Values(Way::in_process, Way::socket));

}  // namespace
}  // namespace guatu::testing
