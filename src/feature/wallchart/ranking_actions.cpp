// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/ranking_actions.hpp"

#include <tuple>

#include "engine/light/rule_toml.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"

namespace guatu::wallchart {
namespace {

using cycle::Cycle;

std::optional<Cycle> last_published(const db::Reader& reader, Date day) {
  const auto rank = [](const Cycle& one) { return std::tuple(*one.published_on, one.frozen_on, one.id.value); };
  std::optional<Cycle> last;
  for (Cycle& one : cycle::load_cycles(reader)) {
    if (one.state != cycle::CycleState::published || !one.published_on || *one.published_on > day) continue;
    if (!last || rank(*last) < rank(one)) last = std::move(one);
  }
  return last;
}

Result<std::shared_ptr<const PublishedRanking>> ranking_of(const Cycle& cycle, const cycle::Snapshot& snapshot) {
  GUATU_TRY(const auto rules, light::parse_rule_set(snapshot.rule_text, snapshot.rule_name));
  const lights::Board board(rules, snapshot.portfolio, snapshot.month, snapshot.day);
  auto ranking = std::make_shared<PublishedRanking>();
  ranking->cycle = cycle;
  ranking->day = snapshot.day;
  ranking->month = snapshot.month;
  const Sums sums = sums_of(board);
  if (!sums.plan.is_zero()) ranking->expected = ratio_of(sums.expected, sums.plan);
  ranking->units = ranked(unit_sums(board, snapshot.units));
  return std::shared_ptr<const PublishedRanking>(std::move(ranking));
}

}  // namespace

Result<std::shared_ptr<const PublishedRanking>> PublishedRankings::on(const db::Reader& reader,
                                                                      const std::filesystem::path& store, Date day) {
  const auto cycle = last_published(reader, day);
  if (!cycle) return std::shared_ptr<const PublishedRanking>();
  {
    const std::scoped_lock lock(guard_);
    if (known_ && known_->cycle.id == cycle->id && known_->cycle.snapshot == cycle->snapshot) return known_;
  }
  GUATU_TRY(const auto snapshot, cycle::load_snapshot(reader, blob::BlobStore(store), cycle->id));
  GUATU_TRY(auto ranking, ranking_of(*cycle, snapshot));
  const std::scoped_lock lock(guard_);
  return known_ = std::move(ranking);
}

}  // namespace guatu::wallchart
