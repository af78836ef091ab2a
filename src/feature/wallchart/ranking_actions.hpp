// SPDX-License-Identifier: Apache-2.0
// The ranking of units (单位排名) on the wall chart: of the cycle that was published last, made from its snapshot and
// from nothing newer, and it says which cycle that is. Nobody is ranked by figures that are still coming in. Refuses
// cycle.not_a_snapshot, blob.*, and what an old rule set may be refused for.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

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

class PublishedRankings {
 public:
  // Of the cycle that was published last by the day; nullptr: none was. A snapshot never changes, so the last ranking
  // is kept for who asks next.
  Result<std::shared_ptr<const PublishedRanking>> on(const db::Reader& reader, const std::filesystem::path& store,
                                                     Date day);

 private:
  std::mutex guard_;
  std::shared_ptr<const PublishedRanking> known_;
};

}  // namespace guatu::wallchart
