// SPDX-License-Identifier: Apache-2.0
// Undo (撤销) of every kind of entry that the stories make. A story is played, then a clerk takes its entries back from
// the last to the first: what may go goes, and what may not says why, by its kind. A kind without a row here is a
// failure, so that whoever adds one decides.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "platform/db/database.hpp"
#include "platform/json/json.hpp"
#include "tests/scenario/undo_tale.hpp"

namespace guatu::testing {
namespace {

struct Kind {
  std::string_view kind;
  std::string_view verdict;  // the code that speaks against it when nothing came after; empty: it is taken back
};
constexpr Kind kKinds[] = {
    {"account.appointed", "undo.administration"},
    {"calendar.notice_loaded", "undo.setting"},
    {"chain.contribution_set", ""},
    {"cycle.agenda_edited", ""},
    {"cycle.collecting", "undo.cycle"},
    {"cycle.created", "undo.cycle"},
    {"cycle.edited", "undo.cycle"},
    {"cycle.frozen", "undo.cycle"},
    {"cycle.open", "undo.cycle"},
    {"cycle.plan_edited", "undo.setting"},
    {"cycle.planned", "undo.cycle"},
    {"cycle.published", "undo.cycle"},
    {"cycle.reminded", "undo.cycle"},
    {"enterprise.created", ""},
    {"enterprise.edited", ""},
    {"enterprise.phone_erased", "undo.erased"},
    {"enterprise.phone_revealed", "undo.nothing"},
    {"exchange.corrected", "undo.import_step"},
    {"exchange.dropped", "undo.import_step"},
    {"exchange.imported", "undo.import"},
    {"exchange.mapped", "undo.import_step"},
    {"exchange.undone", "undo.import_step"},
    {"exchange.uploaded", "undo.import_step"},
    {"form.approved", "undo.form"},
    {"form.closed", "undo.form"},
    {"form.edited", "undo.form"},
    {"form.proposed", "undo.form"},
    {"grant.given", "undo.administration"},
    {"indicator.created", ""},
    {"indicator.edited", ""},
    {"indicator.estimate_entered", ""},
    {"indicator.peers_chosen", ""},
    {"indicator.shares_set", ""},
    {"indicator.target_adjusted", ""},
    {"indicator.target_edited", ""},
    {"indicator.target_set", ""},
    {"job.asked_for", "undo.nothing"},
    {"light.rule_adopted", "undo.rule"},
    {"light.rule_proposed", "undo.rule"},
    {"matter.accept", ""},
    {"matter.ask_extension", ""},
    {"matter.ask_reassignment", ""},
    {"matter.assign", ""},
    {"matter.close", ""},
    {"matter.confirm", ""},
    {"matter.decide_extension", ""},
    {"matter.draft", ""},
    {"matter.edited", ""},
    {"matter.hold_back", ""},
    {"matter.instruct", ""},
    {"matter.merge", ""},
    {"matter.merge_replies", ""},
    {"matter.register", ""},
    {"matter.remind", ""},
    {"matter.report", ""},
    {"matter.request_completion", ""},
    {"matter.resume", ""},
    {"matter.send_back", ""},
    {"matter.settle_reassignment", ""},
    {"matter.sign", ""},
    {"matter.split", ""},
    {"matter.suspend", ""},
    {"matter.verify", ""},
    {"matter.withdraw", ""},
    {"matter.work", ""},
    {"person.created", ""},
    {"person.edited", ""},
    {"person.phone_erased", "undo.erased"},
    {"person.phone_revealed", "undo.nothing"},
    {"project.adjustment_approved", ""},
    {"project.adjustment_asked", ""},
    {"project.adjustment_refused", ""},
    {"project.cells_pasted", ""},
    {"project.created", ""},
    {"project.edited", ""},
    {"project.light_ended", ""},
    {"project.light_set", ""},
    {"project.milestone_added", ""},
    {"project.milestone_edited", ""},
    {"project.milestone_withdrawn", ""},
    {"project.moved", ""},
    {"project.noted", ""},
    {"project.photo_added", ""},
    {"project.photo_withdrawn", ""},
    {"project.planned", ""},
    {"project.report_corrected", ""},
    {"project.reported", ""},
    {"project.visited", ""},
    {"screen.ended", "undo.administration"},
    {"screen.issued", "undo.administration"},
    {"session.acting_begun", "undo.nothing"},
    {"session.acting_ended", "undo.nothing"},
    {"statistics.corrected", "undo.statistics"},
    {"statistics.correction_proposed", "undo.statistics"},
    {"statistics.correction_refused", "undo.statistics"},
    {"statistics.stored", "undo.statistics"},
    {"statistics.typed", "undo.statistics"},
    {"statistics.typed_again", "undo.statistics"},
    {"statistics.withdrawn", "undo.statistics"},
    {"test.account_opened", "undo.administration"},
    {"trial.begun", "undo.setting"},
    {"trial.ended", "undo.setting"},
    {"undo.done", ""},
    {"unit.created", ""},
    {"unit.edited", ""},
    {"unit.signing_set", ""},
};

// Why an entry that could go does not: something after it stands on it.
bool is_of_what_came_after(const std::string& code) {
  return code == "store.changed_since" || code == "undo.held_by_cycle";
}

Story story_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return parse_story(text.str());
}

std::string clerk_of(const Story& story) {
  for (const Step& step : story.steps)
    if (const auto* account = std::get_if<OpenAccount>(&step.what))
      for (const auto& [role, unit] : account->posts)
        if (role == "clerk") return account->name;
  return {};
}

class UndoKinds : public ::testing::Test {
 protected:
  using Verdicts = std::map<std::string, std::set<std::string>>;

  // What is said of an entry right after it was made.
  static void ask_of(World& world, const std::string& clerk, db::Position at, Verdicts& verdicts) {
    const auto shown = json::parse(world.ask_as(clerk, "GET", fmt::format("/api/v1/undo/{}", at)).body);
    note(shown->root(), verdicts);
  }

  static void note(json::Value entry, Verdicts& verdicts) {
    const std::string kind(entry.text("kind").value());
    const auto problems = entry.find("problems").value();
    if (problems.size() == 0) verdicts[kind].insert("");
    for (std::size_t i = 0; i < problems.size(); ++i)
      if (std::string code(problems.at(i).text("code").value()); !is_of_what_came_after(code))
        verdicts[kind].insert(std::move(code));
  }

  static void take_back_all(World& world, Verdicts& verdicts) {
    for (auto at = world.position(); at > 0; --at) {
      const std::string path = fmt::format("/api/v1/undo/{}", at);
      const auto shown = world.ask("GET", path, {}, "");
      ASSERT_EQ(shown.status, 200) << shown.body;
      const auto entry = json::parse(shown.body);
      const bool is_allowed = entry->root().find("allowed")->as_boolean().value();
      const auto taken = world.ask("POST", path, {}, R"({"reason":"试撤"})");
      EXPECT_EQ(taken.status, is_allowed ? 200 : 409) << shown.body << taken.body;
      note(entry->root(), verdicts);
    }
    for (const std::string& complaint : world.complaints) ADD_FAILURE() << complaint;
  }
};

TEST_F(UndoKinds, each_is_taken_back_or_says_why_not) {
  Verdicts verdicts;
  for (const auto& file : std::filesystem::directory_iterator(GUATU_SOURCE_DIR "/tests/scenario")) {
    if (file.path().extension() != ".scenario") continue;
    const Story story = story_of(file.path());
    const std::string clerk = clerk_of(story);
    if (clerk.empty()) continue;
    World world(Way::in_process, db::testing::on_postgres() ? Place::postgres : Place::sqlite);
    db::Position asked = 0;
    static_cast<void>(play(story, world, [&] {
      for (const auto last = world.is_running() ? world.position() : 0; asked < last;)
        ask_of(world, clerk, ++asked, verdicts);
    }));
    world.become(clerk);
    take_back_all(world, verdicts);
  }
  World world(Way::in_process, db::testing::on_postgres() ? Place::postgres : Place::sqlite);
  fill_undo_tale(world);
  ask_of(world, "linyan", add_photo_of_tale(world), verdicts);
  ask_of(world, "linyan", withdraw_photo_of_tale(world, "1"), verdicts);
  ask_of(world, "linyan", remind_in_tale(world), verdicts);
  std::map<std::string, std::set<std::string>> expected;
  for (const Kind& row : kKinds) expected[std::string(row.kind)].insert(std::string(row.verdict));
  for (const Kind& row : kKinds) EXPECT_TRUE(verdicts.contains(std::string(row.kind))) << row.kind << " is never told";
  for (const auto& [kind, codes] : verdicts) {
    std::string told;
    for (const std::string& code : codes) told += "\"" + code + "\" ";
    EXPECT_EQ(codes, expected[kind]) << kind << " " << told;
  }
}

}  // namespace
}  // namespace guatu::testing
