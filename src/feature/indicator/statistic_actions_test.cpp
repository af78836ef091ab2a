// SPDX-License-Identifier: Apache-2.0
// The wall around statistics holds wherever somebody acts from: the actions know who it is, and nothing else.
#include "feature/indicator/statistic_actions.hpp"

#include <gtest/gtest.h>

#include "feature/indicator/indicator_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::indicator {
namespace {

const Instant kMonday = Instant(date_of(2026, 9, 21)) - kChinaOffset + std::chrono::hours(9);

class StatisticActionsTest : public ::testing::Test {
 protected:
  StatisticActionsTest() : store_(db::testing::open_store(directory_.path())) {
    const auto filled = as("linyan", [](db::Tx& tx) -> Result<int> {
      unit::Unit unit;
      unit.id.value = "U30";
      unit::save(tx, std::vector{unit});
      Indicator indicator;
      indicator.id.value = "I01";
      indicator.source = "U30";
      save(tx, std::vector{indicator});
      tx.journal({"test.filled", "", "{}"});
      return 0;
    });
    EXPECT_TRUE(filled);
  }

  template <class Act>
  std::invoke_result_t<const Act&, db::Tx&> as(const std::string& name, const Act& act) {
    auto tx = *store_.begin({name, ""}, kMonday);
    auto result = act(tx);
    if (result) tx.commit();
    return result;
  }

  static std::vector<FigureRow> rows() {
    return {{{"I01"},
             {"U30"},
             Month(2026, 1),
             Month(2026, 8),
             Basis::cumulative,
             Measure::level,
             *parse_decimal("85.2"),
             ""}};
  }
  Result<ToldTranscription> typed(const std::string& bytes) {
    Transcription transcription;
    transcription.source = "U30";
    transcription.vintage = "初步";
    transcription.released_on = date_of(2026, 9, 18);
    return as("linyan", [&](db::Tx& tx) {
      return begin_transcription(tx, store_.directory(), transcription, rows(), {"月报.pdf", crypto::to_base64(bytes)});
    });
  }
  Result<ToldTranscription> second(const std::string& name, const std::string& id) {
    return as(name, [&](db::Tx& tx) { return type_second_time(tx, id, {*parse_decimal("85.2")}, 1); });
  }
  Result<ToldCorrection> revision() {
    Correction correction;
    correction.source = "U30";
    correction.vintage = "修订";
    correction.released_on = date_of(2026, 9, 20);
    return as("linyan", [&](db::Tx& tx) { return propose_correction(tx, correction, rows()); });
  }
  template <class T>
  static std::string code(const Result<T>& result) {
    return result ? "" : result.error().problems.front().code;
  }

  db::testing::TemporaryDirectory directory_;
  db::Database store_;
};

TEST_F(StatisticActionsTest, nobody_is_his_own_second) {
  const std::string id = typed("%PDF-1.7")->keyed.transcription.id.value;
  EXPECT_EQ(code(second("linyan", id)), "indicator.second_is_first");
  EXPECT_TRUE(load_observations(store_.reader()).empty());
  EXPECT_EQ(code(second("guning", id)), "");
  ASSERT_EQ(load_observations(store_.reader()).size(), 1U);
  EXPECT_EQ(load_observations(store_.reader()).front().evidence, id);
  EXPECT_EQ(*load_scan(store_.reader(), store_.directory(), id), "%PDF-1.7");

  const std::string correction = revision()->proposed.correction.id.value;
  const auto confirmed_by = [&](const char* name) {
    return code(as(name, [&](db::Tx& tx) { return confirm_correction(tx, correction, 1); }));
  };
  EXPECT_EQ(confirmed_by("linyan"), "indicator.confirmed_by_proposer");
  EXPECT_EQ(load_observations(store_.reader()).size(), 1U);
  EXPECT_EQ(confirmed_by("guning"), "");
  EXPECT_EQ(load_observations(store_.reader()).size(), 2U);
}

TEST_F(StatisticActionsTest, one_person_does_not_undo_what_two_brought_in) {
  const std::string id = typed("%PDF-1.7")->keyed.transcription.id.value;
  ASSERT_TRUE(second("guning", id));
  const db::Position stored = store_.reader().position();
  EXPECT_EQ(code(as("guning", [&](db::Tx& tx) { return undo_entry(tx, stored); })), "indicator.statistics_not_undone");
  EXPECT_EQ(load_observations(store_.reader()).size(), 1U);
}

TEST_F(StatisticActionsTest, a_vintage_that_came_another_way_meanwhile_is_not_overwritten) {
  const std::string id = typed("%PDF-1.7")->keyed.transcription.id.value;
  ASSERT_TRUE(as("linyan", [&](db::Tx& tx) -> Result<int> {
    Observation imported = observation_of(rows().front(), {"U30", "初步", date_of(2026, 9, 18), {}}, "");
    imported.evidence.reset();
    imported.value = *parse_decimal("85.3");
    save(tx, std::vector{imported});
    tx.journal({"exchange.imported", "", "{}"});
    return 0;
  }));
  EXPECT_EQ(code(second("guning", id)), "indicator.vintage_taken");
  EXPECT_EQ(load_observations(store_.reader()).front().value, *parse_decimal("85.3"));
}

TEST_F(StatisticActionsTest, a_scan_has_its_bounds) {
  const std::string most = "%PDF-" + std::string(kScanBytesMax - 5, 'x');
  EXPECT_EQ(code(typed(most + "x")), "indicator.scan_too_large");
  EXPECT_EQ(code(typed(most)), "");
  EXPECT_EQ(code(typed("GIF89a")), "indicator.scan_of_other_kind");
}

}  // namespace
}  // namespace guatu::indicator
