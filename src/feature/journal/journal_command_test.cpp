// SPDX-License-Identifier: Apache-2.0
#include "feature/journal/journal_command.hpp"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "platform/db/store_test.hpp"
#include "platform/json/json.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::journal {
namespace {

using namespace db::testing;

struct Printed {
  int status = 0;
  std::string out;
  std::string err;
};

class JournalCommandTest : public ::testing::Test {
 protected:
  JournalCommandTest() {
    auto database = make_store(store);
    for (int i = 1; i <= 4; ++i) {
      auto tx = *database.begin(kClerk, kNow);
      db::put(tx, kBridges, make_bridge(i));
      tx.journal({"bridge.imported", "", "{}"});
      tx.commit();
    }
  }
  Printed run(std::vector<std::string> words, ui::OutputFormat format = ui::OutputFormat::text) const {
    CLI::App app;
    ui::Shell shell;
    shell.format = format;
    shell.language = message::Language::english;
    add_journal_command(app, shell);
    add_check_command(app, shell, {kBridges.shape()});
    std::ranges::reverse(words);  // CLI11 takes them from the back
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    try {
      app.parse(words);
    } catch (const CLI::ParseError& error) {
      ADD_FAILURE() << error.what();
    }
    return {shell.exit_status(), ::testing::internal::GetCapturedStdout(), ::testing::internal::GetCapturedStderr()};
  }
  std::string file(const char* name, const std::string& bytes) const {
    const auto path = directory.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  TemporaryDirectory directory;
  std::string store = (directory.path() / "store").string();
};

TEST_F(JournalCommandTest, verify_and_check_find_a_sound_store_sound) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"journal", "verify", "--data", store}, {"check", "--data", store}}) {
    const Printed text = run(words);
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_NE(text.out.find("sound: no alteration found"), std::string::npos);
    const auto json = json::parse(run(words, ui::OutputFormat::json).out);
    ASSERT_TRUE(json);
    EXPECT_EQ(json->root().text("result"), "sound");
    EXPECT_EQ(json->root().integer("entries"), 5);
    EXPECT_EQ(json->root().text("root")->size(), 64U);
  }
}

TEST_F(JournalCommandTest, an_altered_row_is_named_and_the_status_says_so) {
  run_raw(store, "UPDATE bridge SET name = 'x' WHERE id = 'B-2'");
  const Printed text = run({"check", "--data", store});
  EXPECT_EQ(text.status, 1);
  EXPECT_NE(text.out.find("bridge/B-2: the row was altered behind the program's back: name"), std::string::npos)
      << text.out;
  const auto json = json::parse(run({"check", "--data", store}, ui::OutputFormat::json).out);
  EXPECT_EQ(json->root().text("result"), "faulty");
  EXPECT_EQ(json->root().find("problems")->at(0).text("code"), "check.row_altered");
}

TEST_F(JournalCommandTest, a_checkpoint_and_entries_taken_out_verify_without_the_store) {
  const std::string entries = (directory.path() / "entries.jsonl").string();
  const Printed exported = run({"journal", "export", "--data", store, "--entries", entries});
  ASSERT_EQ(exported.status, 0) << exported.err;
  const std::string note = file("checkpoint.txt", exported.out);
  const std::string key = store + "/journal.vkey";
  EXPECT_EQ(run({"journal", "verify", "--data", store, "--checkpoint", note}).status, 0);
  EXPECT_EQ(run({"journal", "verify", "--entries", entries, "--checkpoint", note, "--key", key}).status, 0);

  std::ifstream stream(entries, std::ios::binary);
  const std::string lines(std::istreambuf_iterator<char>(stream), {});
  EXPECT_EQ(std::ranges::count(lines, '\n'), 5);
  const std::string forged = file("forged.jsonl", replace_all(lines, "clerk", "cleric"));
  const Printed refused = run({"journal", "verify", "--entries", forged, "--checkpoint", note, "--key", key});
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.out.find("checkpoint.txt: the first 5 entries do not give this root"), std::string::npos)
      << refused.out;
  const Printed cut = run({"journal", "verify", "--entries", file("cut.jsonl", lines.substr(0, lines.size() / 2)),
                           "--checkpoint", note, "--key", key});
  EXPECT_EQ(cut.status, 1);
}

TEST_F(JournalCommandTest, a_proof_convinces_without_the_store) {
  const std::string key = store + "/journal.vkey";
  const std::string proof = run({"journal", "prove", "3", "--data", store}).out;
  const Printed holds = run({"journal", "verify", "--proof", file("proof.json", proof), "--key", key});
  EXPECT_EQ(holds.status, 0) << holds.err;
  EXPECT_NE(holds.out.find("of 5 journal entries this is number 3"), std::string::npos) << holds.out;
  const std::string forged = file("forged.json", replace_all(proof, "clerk", "cleric"));
  const Printed fails = run({"journal", "verify", "--proof", forged, "--key", key});
  EXPECT_EQ(fails.status, 1);
  EXPECT_NE(fails.err.find("the proof does not hold"), std::string::npos);
  const std::string since = run({"journal", "prove", "--since", "2", "--data", store}).out;
  EXPECT_EQ(run({"journal", "verify", "--proof", file("since.json", since), "--key", key}).status, 0);
}

TEST_F(JournalCommandTest, refuses) {
  EXPECT_NE(run({"journal", "prove", "6", "--data", store}).err.find("accepted: 1 to 5"), std::string::npos);
  EXPECT_EQ(run({"journal", "prove", "--data", store}).status, 1);
  EXPECT_EQ(run({"journal", "verify", "--data", store, "--checkpoint", file("x", "x")}).status, 1);
  EXPECT_EQ(run({"journal", "verify", "--data", store, "--key", file("x", "x")}).status, 1);
  EXPECT_EQ(run({"check", "--data", store + "/none"}).status, 1);
}

}  // namespace
}  // namespace guatu::journal
