// SPDX-License-Identifier: Apache-2.0
// The index against a plain reading of every text: which rows, in which order, how many, for whom; over more documents
// than one place of the file holds, while rows are put, changed, given to others and withdrawn.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/text.hpp"
#include "feature/search/index_store_test.hpp"

namespace guatu::search {
namespace {

using db::testing::Bridge;
using db::testing::kBridges;
using testing::kNotes;
using testing::Note;

// Beyond one chunk of 65,536, so that there are lists, bitmaps, and documents that are still in memory.
constexpr int kFilled = 66'000;
constexpr int kMore = 9'000;  // more than stay in memory: added to what is in the file
constexpr int kRounds = 60;
constexpr int kEntities = 40;  // that are changed again and again
const std::vector<std::string> kUnits{"U01", "U02", "U03"};

class IndexAgreementTest : public testing::IndexTest {
 protected:
  struct Told {
    std::string bridge;
    std::u32string text;  // name, or feedback
    std::u32string id;    // of a bridge, which is searched too
    std::int64_t order = 0;
    bool operator==(const Told&) const = default;
  };

  std::string text_of(std::size_t length) {
    static const std::vector<std::string> kLetters{"滨", "河", "路", "桥", "G", "2", "0", " ", "，", "城", "ｇ"};
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += kLetters[random_() % kLetters.size()];
    return text;
  }
  std::vector<std::string> some_units() {
    std::vector<std::string> some;
    for (const auto& unit : kUnits)
      if (random_() % 3 == 0) some.push_back(unit);
    return some;
  }

  void tell(const Bridge& bridge) {
    std::vector<std::string> leads;
    for (const auto& id : bridge.next_to) leads.push_back(id.value);
    const std::string& key = bridge.id.value;
    Told told{key, fold(bridge.name), fold(key), 0};
    const auto before = told_.find(key);
    const bool is_same = before != told_.end() && before->second.text == told.text && leads_[key] == leads;
    leads_[key] = leads;
    if (is_same) return;
    told.order = ++order_;
    told_[key] = told;
  }
  void tell(const Note& note) {
    const std::string key = note.bridge.value + "/" + std::to_string(note.sequence);
    told_[key] = {note.bridge.value, fold(note.text), U"", ++order_};
  }

  void fill(int from, int until) {
    std::vector<Bridge> bridges;
    for (int i = from; i < until; ++i)
      bridges.push_back(bridge_of(("B" + std::to_string(100'000 + i)).c_str(), text_of(1 + random_() % 6).c_str(),
                                  i % 9 == 0 ? some_units() : std::vector<std::string>()));
    write([&](db::Tx& tx) { db::put(tx, kBridges, bridges); });
    for (const Bridge& bridge : bridges) tell(bridge);
  }

  void change() {
    const std::string id = "B" + std::to_string(100'000 + static_cast<int>(random_() % kEntities) * 1'600);
    const auto what = random_() % 6;
    if (what == 0) {
      write([&](db::Tx& tx) { db::withdraw(tx, kBridges, std::vector<Bridge>{bridge_of(id.c_str(), "")}); });
      told_.erase(id);
      leads_.erase(id);  // its feedback stays, and concerns nobody
      return;
    }
    if (what == 1) {
      const Note note{{id}, static_cast<std::int64_t>(++notes_), text_of(1 + random_() % 12)};
      put(note);
      return tell(note);
    }
    const Bridge bridge = bridge_of(id.c_str(), text_of(1 + random_() % 12).c_str(), some_units());
    put(bridge);
    tell(bridge);
  }

  std::vector<std::string> expected(const std::vector<std::u32string>& words, const std::string& unit) const {
    std::vector<std::pair<std::int64_t, std::string>> found;
    for (const auto& [key, told] : told_) {
      if (!unit.empty()) {
        const auto leads = leads_.find(told.bridge);
        if (leads == leads_.end() || std::ranges::find(leads->second, unit) == leads->second.end()) continue;
      }
      if (std::ranges::all_of(words,
                              [&](const auto& word) { return has_word(told.text, word) || has_word(told.id, word); }))
        found.emplace_back(-told.order, key);
    }
    std::ranges::sort(found);
    std::vector<std::string> keys;
    for (auto& [order, key] : found) keys.push_back(std::move(key));
    return keys;
  }

  // One page, and what is said of the others.
  void compare(const std::string& typed, const std::string& unit) {
    const auto words = words_in(typed);
    if (words.empty()) return;
    const auto keys = expected(words, unit);
    const auto offset = static_cast<std::int64_t>(random_() % 3 * 20);
    const Found found =
        find(typed.c_str(), unit.empty() ? std::vector<Concern>() : std::vector<Concern>{{"lead", unit}}, offset, 20);
    std::vector<std::string> page;
    for (const Hit& hit : found.hits) page.push_back(hit.part.empty() ? hit.id : hit.part);
    const auto count = static_cast<std::int64_t>(keys.size());
    const auto at = [&](std::int64_t place) { return keys.begin() + std::min(place, count); };
    EXPECT_EQ(page, std::vector<std::string>(at(offset), at(offset + 20))) << typed << " of " << unit;
    EXPECT_EQ(found.is_total_exact, found.total == count) << typed;
    EXPECT_LE(found.total, count) << typed;
    EXPECT_GE(found.total, std::min(count, offset + 20)) << typed;
  }

  std::mt19937 random_{20260921};
  std::map<std::string, Told> told_;  // by id
  std::map<std::string, std::vector<std::string>> leads_;
  std::int64_t order_ = 0;
  int notes_ = 0;
};

TEST_F(IndexAgreementTest, over_more_than_a_chunk) {
  fill(0, kFilled);
  for (int round = 0; round < kRounds; ++round) {
    if (round == kRounds / 2) fill(kFilled, kFilled + kMore);
    if (round % 2 == 0) compare("桥", "");  // so that what was filled in is there before what comes then
    change();
    if (round % 20 == 19) open();  // and goes on where it was
    const std::string typed = text_of(1 + random_() % 5);
    compare(typed, "");
    compare(typed, kUnits[random_() % kUnits.size()]);
    if (round % 5 == 0) compare("B1" + std::to_string(10'000 + random_() % kFilled), "");
    if (HasFailure()) return;
  }
  compare("桥", "");
  EXPECT_EQ(index_->documents(), static_cast<std::int64_t>(told_.size()));
}

}  // namespace
}  // namespace guatu::search
