// SPDX-License-Identifier: Apache-2.0
// The ranking of units (单位排名) on the wall chart: of the cycle that was published last, made from its snapshot and
// from nothing newer, and it says which cycle that is. Nobody is ranked by figures that are still coming in. Where that
// snapshot or its rule set cannot be read any more there is no ranking, and why is found: wallchart.ranking_unreadable
// with the cause, which is cycle.not_a_snapshot, blob.*, or what the rule set is refused for. The chart needs none.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "feature/cycle/cycle.hpp"
#include "feature/wallchart/portfolio.hpp"
#include "platform/db/database.hpp"

namespace guatu::wallchart {

struct PublishedRanking {
  cycle::Cycle cycle;
  Date day;     // on which it was frozen
  Month month;  // whose figures are compared
  std::optional<Ratio> expected;
  std::vector<UnitSum> units;  // with their ranks
};

struct RankingFound {
  std::shared_ptr<const PublishedRanking> ranking;  // nullptr: no cycle was published, or
  std::vector<Problem> problems;                    // why there is none though one was
};

class PublishedRankings {
 public:
  // Of the cycle that was published last by the day. A snapshot never changes, so the last ranking is kept for who asks
  // next.
  RankingFound on(const db::Reader& reader, const std::filesystem::path& store, Date day);

 private:
  std::mutex guard_;
  std::shared_ptr<const PublishedRanking> known_;
};

}  // namespace guatu::wallchart
