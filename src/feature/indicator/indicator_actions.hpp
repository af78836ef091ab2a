// SPDX-License-Identifier: Apache-2.0
// Indicators, targets and observations: loading now or as of a journal position, saving with history, undoing one
// entry.
#pragma once

#include <vector>

#include "feature/indicator/indicator.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_json.hpp"

namespace guatu::indicator {

std::vector<Indicator> load_indicators(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Target> load_targets(const db::Reader& reader, db::AsOf as_of = {});
std::vector<MonthShares> load_month_shares(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Observation> load_observations(const db::Reader& reader, db::AsOf as_of = {});
// Figures of these years only, the last one included.
std::vector<Observation> load_observations_between(const db::Reader& reader, Month first, Month last);
std::vector<Observation> load_observations_of(const db::Reader& reader, const Id<Indicator>& indicator,
                                              const Id<unit::Unit>& unit);
db::PutCounts save(db::Tx& tx, const std::vector<Indicator>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Target>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<MonthShares>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Observation>& rows);

// The rows inside a snapshot, under their table's name, and back.
void write(JsonWriter& json, const std::vector<Indicator>& rows);
void write(JsonWriter& json, const std::vector<Target>& rows);
void write(JsonWriter& json, const std::vector<MonthShares>& rows);
void write(JsonWriter& json, const std::vector<Observation>& rows);
Result<void> read(const json::Value& document, std::vector<Indicator>& rows);
Result<void> read(const json::Value& document, std::vector<Target>& rows);
Result<void> read(const json::Value& document, std::vector<MonthShares>& rows);
Result<void> read(const json::Value& document, std::vector<Observation>& rows);

// Takes back what the entry at `position` did to these tables. Refuses store.changed_since, and figures that two people
// brought in (indicator.statistics_not_undone): those are corrected by a later vintage.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

}  // namespace guatu::indicator
