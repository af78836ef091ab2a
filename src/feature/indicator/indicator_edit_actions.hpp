// SPDX-License-Identifier: Apache-2.0
// Creating and editing indicators, their targets, month shares, estimates and peers one by one (指标维护), each with
// its journal entry. Statistics are not among them: nobody edits one. Refuses what indicator_check.hpp and
// target_edit.hpp refuse, records that are not there (api.no_such_record), and a version that is not the stored one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "feature/indicator/indicator_check.hpp"
#include "feature/indicator/target_edit.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::indicator {

std::vector<unit::Unit> load_units(const db::Reader& reader);  // in official order

using ExpectedVersion = std::optional<std::int64_t>;  // none: the record must be new

Result<db::Versioned<Indicator>> find_indicator(const db::Reader& reader, const Id<Indicator>& id);
// In register order; `as_of` not inside a transaction.
std::vector<db::Versioned<Indicator>> load_versioned_indicators(const db::Reader& reader, db::AsOf as_of = {});
Result<std::vector<db::ToldVersion<Indicator>>> load_indicator_history(const db::Reader& reader,
                                                                       const Id<Indicator>& id);
Result<db::Versioned<Indicator>> create_indicator(db::Tx& tx, const Indicator& indicator);
Result<db::Versioned<Indicator>> edit_indicator(db::Tx& tx, const Indicator& indicator, std::int64_t expected_version);

// Whose a figure, target or estimate is.
struct TargetKey {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  std::int64_t year = 0;
};
struct ToldTarget {
  db::Versioned<Target> target;
  std::vector<TargetAdjustment> adjustments;  // the oldest first
};
Result<ToldTarget> find_target(const db::Reader& reader, const TargetKey& key);
std::vector<ToldTarget> load_targets_of(const db::Reader& reader, const Id<Indicator>& indicator);
// What a workbook changes of targets is adjusted as on a page: their adjustments are kept, before the targets
// themselves are saved. A reason of its own goes before the one of the whole import. Refuses what adjust_target
// refuses.
std::vector<TargetAdjustment> load_target_adjustments(const db::Reader& reader);
Result<void> keep_adjustments(db::Tx& tx, const std::vector<Target>& targets,
                              const std::map<std::string, std::string>& own_reasons, const std::string& reason);
Result<ToldTarget> put_target(db::Tx& tx, const TargetKey& key, const TargetWish& wish, ExpectedVersion expected);

Result<db::Versioned<MonthShares>> find_month_shares(const db::Reader& reader, const TargetKey& key);
Result<db::Versioned<MonthShares>> put_month_shares(db::Tx& tx, const MonthShares& shares, ExpectedVersion expected);

std::vector<Estimate> load_estimates(const db::Reader& reader);
std::vector<db::Versioned<Estimate>> load_estimates_of(const db::Reader& reader, const Id<Indicator>& indicator);
Result<db::Versioned<Estimate>> find_estimate(const db::Reader& reader, const Id<Indicator>& indicator,
                                              const Id<unit::Unit>& unit, Month month);
// Who entered it and when are filled in.
Result<db::Versioned<Estimate>> put_estimate(db::Tx& tx, Estimate estimate, ExpectedVersion expected);

std::vector<PeerSet> load_peer_sets(const db::Reader& reader);
// Version 0 and no peers where none were chosen.
Result<db::Versioned<PeerSet>> find_peers(const db::Reader& reader, const Id<unit::Unit>& unit);
Result<db::Versioned<PeerSet>> put_peers(db::Tx& tx, const PeerSet& peers, ExpectedVersion expected);

}  // namespace guatu::indicator
