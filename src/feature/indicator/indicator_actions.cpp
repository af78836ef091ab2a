// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_actions.hpp"

#include "feature/indicator/indicator_store.hpp"
#include "feature/indicator/statistic_store.hpp"

namespace guatu::indicator {
namespace {

// What two people brought in, one does not take out.
Result<void> check_undoable(const db::Reader& reader, db::Position position) {
  for (const auto& change : db::load_changes_at(reader, observation_table(), position))
    if (change.after && change.after->evidence)
      return refuse(ErrorKind::conflict, "observation/" + change.id, "indicator.statistics_not_undone",
                    {{"value", *change.after->evidence}});
  return {};
}

}  // namespace

std::vector<Indicator> load_indicators(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, indicator_table(), "ORDER BY sequence, id", as_of);
}

std::vector<Target> load_targets(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, target_table(), "ORDER BY indicator, unit, year", as_of);
}

std::vector<MonthShares> load_month_shares(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, month_shares_table(), "ORDER BY indicator, unit, year", as_of);
}

std::vector<Observation> load_observations(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, observation_table(), "ORDER BY indicator, unit, last_month, first_month", as_of);
}

std::vector<Observation> load_observations_between(const db::Reader& reader, Month first, Month last) {
  return db::load(
      reader, observation_table(),
      "WHERE last_month >= :first AND last_month <= :last ORDER BY indicator, unit, last_month, first_month",
      {{"first", first}, {"last", last}});
}

std::vector<Observation> load_observations_of(const db::Reader& reader, const Id<Indicator>& indicator,
                                              const Id<unit::Unit>& unit) {
  return db::load(reader, observation_table(),
                  "WHERE indicator = :indicator AND unit = :unit ORDER BY last_month, first_month",
                  {{"indicator", indicator}, {"unit", unit}});
}

db::PutCounts save(db::Tx& tx, const std::vector<Indicator>& rows) { return db::put(tx, indicator_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Target>& rows) { return db::put(tx, target_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<MonthShares>& rows) { return db::put(tx, month_shares_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Observation>& rows) { return db::put(tx, observation_table(), rows); }

void write(JsonWriter& json, const std::vector<Indicator>& rows) { db::write_rows(json, indicator_table(), rows); }

void write(JsonWriter& json, const std::vector<Target>& rows) { db::write_rows(json, target_table(), rows); }

void write(JsonWriter& json, const std::vector<MonthShares>& rows) { db::write_rows(json, month_shares_table(), rows); }

void write(JsonWriter& json, const std::vector<Observation>& rows) { db::write_rows(json, observation_table(), rows); }

Result<void> read(const json::Value& document, std::vector<Indicator>& rows) {
  GUATU_TRY(rows, db::read_rows(document, indicator_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Target>& rows) {
  GUATU_TRY(rows, db::read_rows(document, target_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<MonthShares>& rows) {
  GUATU_TRY(rows, db::read_rows(document, month_shares_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Observation>& rows) {
  GUATU_TRY(rows, db::read_rows(document, observation_table()));
  return {};
}

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  GUATU_CHECK(check_undoable(tx, position));
  db::PutCounts counts;
  GUATU_TRY(const auto indicator, db::undo_at(tx, indicator_table(), position));
  counts += indicator;
  GUATU_TRY(const auto target, db::undo_at(tx, target_table(), position));
  counts += target;
  GUATU_TRY(const auto month_shares, db::undo_at(tx, month_shares_table(), position));
  counts += month_shares;
  GUATU_TRY(const auto observation, db::undo_at(tx, observation_table(), position));
  counts += observation;
  GUATU_TRY(const auto adjustment, db::undo_at(tx, target_adjustment_table(), position));
  counts += adjustment;
  GUATU_TRY(const auto estimate, db::undo_at(tx, estimate_table(), position));
  counts += estimate;
  GUATU_TRY(const auto peers, db::undo_at(tx, peer_set_table(), position));
  counts += peers;
  return counts;
}

}  // namespace guatu::indicator
