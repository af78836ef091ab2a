// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_edit_actions.hpp"

#include "feature/indicator/indicator_store.hpp"
#include "feature/indicator/statistic_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/change_read.hpp"
#include "platform/db/past.hpp"

namespace guatu::indicator {
namespace {

constexpr std::string_view kInOrder = "ORDER BY sequence, id";

std::unexpected<Error> no_such(std::string id) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::move(id)}});
}

std::string name_of(const TargetKey& key) {
  return key.indicator.value + "/" + key.unit.value + "/" + std::to_string(key.year);
}

// A row that must be new, or over the version its writer has seen.
template <class Row>
Result<std::int64_t> put_over(db::Tx& tx, const db::Table<Row>& table, const Row& row, ExpectedVersion expected) {
  return expected ? db::put_if(tx, table, row, *expected) : db::put_new(tx, table, row);
}

Result<void> check_unit(const db::Reader& reader, const Id<unit::Unit>& id) {
  for (const auto& unit : unit::load_units(reader))
    if (unit.id == id) return {};
  return refuse(ErrorKind::invalid, "unit", "indicator.unknown_unit", {{"value", id.value}});
}

db::Args args_of(const TargetKey& key) {
  return {{"indicator", key.indicator}, {"unit", key.unit}, {"year", key.year}};
}

std::vector<TargetAdjustment> load_adjustments(const db::Reader& reader, const TargetKey& key) {
  return db::load(reader, target_adjustment_table(),
                  "WHERE indicator = :indicator AND unit = :unit AND year = :year ORDER BY sequence", args_of(key));
}

}  // namespace

std::vector<unit::Unit> load_units(const db::Reader& reader) { return unit::load_units(reader); }

Result<db::Versioned<Indicator>> find_indicator(const db::Reader& reader, const Id<Indicator>& id) {
  auto found = db::find_versioned(reader, indicator_table(), id);
  if (!found) return no_such(id.value);
  return std::move(*found);
}

std::vector<db::Versioned<Indicator>> load_versioned_indicators(const db::Reader& reader, db::AsOf as_of) {
  const db::TableShape& shape = indicator_table().shape();
  const bool is_past = as_of && db::has_changed(reader, {shape.entity}, *as_of, reader.position());
  if (!is_past) return db::load_versioned(reader, indicator_table(), kInOrder);
  return db::load_versioned(reader.pasts()->open(reader, shape, *as_of), indicator_table(), kInOrder);
}

Result<std::vector<db::ToldVersion<Indicator>>> load_indicator_history(const db::Reader& reader,
                                                                       const Id<Indicator>& id) {
  auto told = db::load_told_history(reader, indicator_table(), id.value);
  if (told.empty()) return no_such(id.value);
  return told;
}

Result<db::Versioned<Indicator>> create_indicator(db::Tx& tx, const Indicator& indicator) {
  GUATU_CHECK(check_indicator(indicator, unit::load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, indicator_table(), indicator));
  tx.journal(
      {"indicator.created", indicator.id.value, db::change_content<Indicator>(indicator_table(), nullptr, indicator)});
  return db::Versioned<Indicator>{indicator, version};
}

Result<db::Versioned<Indicator>> edit_indicator(db::Tx& tx, const Indicator& indicator, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_indicator(tx, indicator.id));
  GUATU_CHECK(check_indicator(indicator, unit::load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, indicator_table(), indicator, expected_version));
  if (version != before.version)
    tx.journal({"indicator.edited", indicator.id.value, db::change_content(indicator_table(), &before.row, indicator)});
  return db::Versioned<Indicator>{indicator, version};
}

Result<ToldTarget> find_target(const db::Reader& reader, const TargetKey& key) {
  auto found = db::find_versioned(reader, target_table(), key.indicator, key.unit, key.year);
  if (!found) return no_such(name_of(key));
  return ToldTarget{std::move(*found), load_adjustments(reader, key)};
}

std::vector<ToldTarget> load_targets_of(const db::Reader& reader, const Id<Indicator>& indicator) {
  std::vector<ToldTarget> told;
  for (auto& target : db::load_versioned(reader, target_table(), "WHERE indicator = :indicator ORDER BY unit, year",
                                         {{"indicator", indicator}})) {
    auto adjustments = load_adjustments(reader, {target.row.indicator, target.row.unit, target.row.year});
    told.push_back({std::move(target), std::move(adjustments)});
  }
  return told;
}

Result<ToldTarget> put_target(db::Tx& tx, const TargetKey& key, const TargetWish& wish, ExpectedVersion expected) {
  GUATU_TRY(const auto indicator, find_indicator(tx, key.indicator));
  GUATU_CHECK(check_unit(tx, key.unit));
  if (!expected) {
    Target fresh;
    fresh.indicator = indicator.row.id;
    fresh.unit = key.unit;
    fresh.year = key.year;
    GUATU_TRY(TargetEdit edit, set_target(std::move(fresh), wish));
    GUATU_TRY(const std::int64_t version, db::put_new(tx, target_table(), edit.target));
    tx.journal(
        {"indicator.target_set", name_of(key), db::change_content<Target>(target_table(), nullptr, edit.target)});
    return ToldTarget{{std::move(edit.target), version}, {}};
  }
  GUATU_TRY(ToldTarget told, find_target(tx, key));
  GUATU_TRY(TargetEdit edit, adjust_target(told.target.row, wish, told.adjustments, tx.actor().name));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, target_table(), edit.target, *expected));
  if (version != told.target.version)
    tx.journal({edit.adjustment ? "indicator.target_adjusted" : "indicator.target_edited", name_of(key),
                db::change_content(target_table(), &told.target.row, edit.target)});
  if (edit.adjustment) {
    db::put(tx, target_adjustment_table(), *edit.adjustment);
    told.adjustments.push_back(std::move(*edit.adjustment));
  }
  return ToldTarget{{std::move(edit.target), version}, std::move(told.adjustments)};
}

std::vector<TargetAdjustment> load_target_adjustments(const db::Reader& reader) {
  return db::load(reader, target_adjustment_table(), "ORDER BY indicator, unit, year, sequence");
}

Result<void> keep_adjustments(db::Tx& tx, const std::vector<Target>& targets,
                              const std::map<std::string, std::string>& own_reasons, const std::string& reason) {
  for (const Target& target : targets) {
    const auto stored = db::find(tx, target_table(), target.indicator, target.unit, target.year);
    if (!stored || (stored->level == target.level && stored->growth == target.growth)) continue;
    const auto own = own_reasons.find(adjustment_key(target));
    const bool has_own = own != own_reasons.end() && !own->second.empty();
    GUATU_TRY(const TargetEdit edit,
              adjust_target(*stored,
                            {target.level, target.growth, target.internal_level, target.note, target.adjustment_number,
                             target.adjusted_on, has_own ? own->second : reason},
                            load_adjustments(tx, {target.indicator, target.unit, target.year}), tx.actor().name));
    db::put(tx, target_adjustment_table(), *edit.adjustment);
  }
  return {};
}

Result<db::Versioned<MonthShares>> find_month_shares(const db::Reader& reader, const TargetKey& key) {
  auto found = db::find_versioned(reader, month_shares_table(), key.indicator, key.unit, key.year);
  if (!found) return no_such(name_of(key));
  return std::move(*found);
}

Result<db::Versioned<MonthShares>> put_month_shares(db::Tx& tx, const MonthShares& shares, ExpectedVersion expected) {
  const TargetKey key{shares.indicator, shares.unit, shares.year};
  GUATU_TRY(const auto indicator, find_indicator(tx, key.indicator));
  GUATU_CHECK(check_unit(tx, key.unit));
  GUATU_CHECK(check_month_shares(shares));
  const auto before = db::find_versioned(tx, month_shares_table(), key.indicator, key.unit, key.year);
  GUATU_TRY(const std::int64_t version, put_over(tx, month_shares_table(), shares, expected));
  if (!before || before->version != version)
    tx.journal({"indicator.shares_set", name_of(key),
                db::change_content(month_shares_table(), before ? &before->row : nullptr, shares)});
  return db::Versioned<MonthShares>{shares, version};
}

std::vector<Estimate> load_estimates(const db::Reader& reader) {
  return db::load(reader, estimate_table(), "ORDER BY indicator, unit, month");
}

std::vector<db::Versioned<Estimate>> load_estimates_of(const db::Reader& reader, const Id<Indicator>& indicator) {
  return db::load_versioned(reader, estimate_table(), "WHERE indicator = :indicator ORDER BY unit, month",
                            {{"indicator", indicator}});
}

Result<db::Versioned<Estimate>> find_estimate(const db::Reader& reader, const Id<Indicator>& indicator,
                                              const Id<unit::Unit>& unit, Month month) {
  auto found = db::find_versioned(reader, estimate_table(), indicator, unit, month);
  if (!found) return no_such(indicator.value + "/" + unit.value + "/" + format_month(month));
  return std::move(*found);
}

Result<db::Versioned<Estimate>> put_estimate(db::Tx& tx, Estimate estimate, ExpectedVersion expected) {
  GUATU_TRY(const auto indicator, find_indicator(tx, estimate.indicator));
  GUATU_CHECK(check_estimate(estimate, unit::load_units(tx)));
  const auto before = db::find_versioned(tx, estimate_table(), estimate.indicator, estimate.unit, estimate.month);
  estimate.entered_by = tx.actor().name;
  estimate.entered_on = tx.today();
  GUATU_TRY(const std::int64_t version, put_over(tx, estimate_table(), estimate, expected));
  if (!before || before->version != version)
    tx.journal({"indicator.estimate_entered",
                estimate.indicator.value + "/" + estimate.unit.value + "/" + format_month(estimate.month),
                db::change_content(estimate_table(), before ? &before->row : nullptr, estimate)});
  return db::Versioned<Estimate>{std::move(estimate), version};
}

std::vector<PeerSet> load_peer_sets(const db::Reader& reader) { return db::load(reader, peer_set_table()); }

Result<db::Versioned<PeerSet>> find_peers(const db::Reader& reader, const Id<unit::Unit>& unit) {
  if (!check_unit(reader, unit)) return no_such(unit.value);
  auto found = db::find_versioned(reader, peer_set_table(), unit);
  return found ? std::move(*found) : db::Versioned<PeerSet>{{unit, {}}, 0};
}

Result<db::Versioned<PeerSet>> put_peers(db::Tx& tx, const PeerSet& peers, ExpectedVersion expected) {
  GUATU_TRY(const auto before, find_peers(tx, peers.unit));
  GUATU_CHECK(check_peers(peers, unit::load_units(tx)));
  GUATU_TRY(const std::int64_t version, put_over(tx, peer_set_table(), peers, expected));
  if (version != before.version)
    tx.journal({"indicator.peers_chosen", peers.unit.value,
                db::change_content(peer_set_table(), before.version == 0 ? nullptr : &before.row, peers)});
  return db::Versioned<PeerSet>{peers, version};
}

}  // namespace guatu::indicator
