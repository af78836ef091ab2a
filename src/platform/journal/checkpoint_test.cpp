// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/checkpoint.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "platform/journal/merkle.hpp"

namespace guatu::journal {
namespace {

Checkpoint sample() { return {"", 7, crypto::sha256("root"), crypto::sm3("root")}; }

TEST(CheckpointTest, a_signed_note_opens_with_its_own_key_only) {
  const Signer signer = Signer::generate();
  const std::string note = signer.sign(sample());
  const auto opened = open_checkpoint(note, signer.verifier());
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->origin, signer.verifier().name());
  EXPECT_EQ(opened->size, 7U);
  EXPECT_EQ(opened->root, sample().root);
  EXPECT_EQ(opened->sm3_root, sample().sm3_root);
  EXPECT_EQ(open_checkpoint(note, Signer::generate().verifier()).error().problems.at(0).code,
            "journal.foreign_checkpoint");
}

TEST(CheckpointTest, what_a_note_says_is_read_without_a_key) {
  const Signer signer = Signer::generate();
  const std::string note = signer.sign(sample());
  EXPECT_EQ(*read_checkpoint(note), *open_checkpoint(note, signer.verifier()));
  for (const std::string& damaged : {std::string(), note.substr(0, note.find("sm3")), "x\n7\n\n" + note.substr(9)})
    EXPECT_EQ(read_checkpoint(damaged).error().problems.at(0).code, "journal.bad_checkpoint");
}

TEST(CheckpointTest, the_note_is_c2sp_text) {
  const Signer signer = Signer::generate();
  const auto lines = split(signer.sign(sample()), "\n");
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0], signer.verifier().name());
  EXPECT_EQ(lines[1], "7");
  EXPECT_EQ(lines[2], "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=");
  EXPECT_TRUE(lines[3].starts_with("sm3 "));
  EXPECT_TRUE(lines[4].starts_with("— " + signer.verifier().name() + " "));
}

TEST(CheckpointTest, every_altered_byte_is_refused) {
  const Signer signer = Signer::generate();
  const std::string note = signer.sign(sample());
  for (std::size_t i = 0; i < note.size(); ++i) {
    std::string altered = note;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(open_checkpoint(altered, signer.verifier())) << i;
    // A lost line break at the very end is forgiven: checkpoints travel by copy and paste.
    if (i + 1 < note.size()) {
      EXPECT_FALSE(open_checkpoint(note.substr(0, i), signer.verifier())) << i;
    }
  }
}

TEST(CheckpointTest, refuses) {
  const Signer signer = Signer::generate();
  std::string forged = signer.sign(sample());
  forged.replace(forged.find("\n7\n"), 3, "\n8\n");
  const std::pair<std::string, const char*> rows[] = {
      {"", "journal.bad_checkpoint"}, {"no note", "journal.bad_checkpoint"}, {forged, "journal.bad_signature"}};
  for (const auto& [note, code] : rows)
    EXPECT_EQ(open_checkpoint(note, signer.verifier()).error().problems.at(0).code, code) << note;
}

TEST(SignerTest, keys_come_back_from_their_text) {
  const Signer signer = Signer::generate();
  const auto again = Signer::parse(signer.text() + "\n");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->verifier().text(), signer.verifier().text());
  EXPECT_EQ(Verifier::parse(signer.verifier().text())->name(), signer.verifier().name());
  EXPECT_TRUE(open_checkpoint(again->sign(sample()), signer.verifier()));
}

TEST(SignerTest, refuses) {
  const std::string good = Signer::generate().verifier().text();
  for (const std::string& text : {std::string(), std::string("PRIVATE+KEY+guatu/test+"), good.substr(1),
                                  good.substr(0, good.size() - 4), "x" + good, good.substr(0, good.find('+'))}) {
    EXPECT_EQ(Verifier::parse(text).error().problems.at(0).code, "journal.bad_key") << text;
    EXPECT_EQ(Signer::parse(text).error().problems.at(0).code, "journal.bad_key") << text;
  }
}

}  // namespace
}  // namespace guatu::journal
