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

Result<std::shared_ptr<const PublishedRanking>> load_ranking(const db::Reader& reader,
                                                             const std::filesystem::path& store, const Cycle& cycle) {
  GUATU_TRY(const auto snapshot, cycle::load_snapshot(reader, blob::BlobStore(store), cycle.id));
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

RankingFound without(const Cycle& cycle, Error error) {
  RankingFound found;
  found.problems.push_back(
      {"ranking", "wallchart.ranking_unreadable", {{"cycle", cycle.number.empty() ? cycle.id.value : cycle.number}}});
  for (Problem& problem : error.problems) found.problems.push_back(std::move(problem));
  return found;
}

}  // namespace

RankingFound PublishedRankings::on(const db::Reader& reader, const std::filesystem::path& store, Date day) {
  const auto cycle = last_published(reader, day);
  if (!cycle) return {};
  {
    const std::scoped_lock lock(guard_);
    if (known_ && known_->cycle.id == cycle->id && known_->cycle.snapshot == cycle->snapshot) return {known_, {}};
  }
  auto ranking = load_ranking(reader, store, *cycle);
  if (!ranking) return without(*cycle, std::move(ranking.error()));
  const std::scoped_lock lock(guard_);
  known_ = std::move(*ranking);
  return {known_, {}};
}

}  // namespace guatu::wallchart
