// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/json_writer.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/indicator/statistic_actions.hpp"
#include "feature/indicator/statistic_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/crypto/base64.hpp"

namespace guatu::indicator {
namespace {

std::unexpected<Error> no_such(std::string_view id) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(id)}});
}

Result<void> check_rows(const db::Reader& reader, const std::vector<FigureRow>& rows, const ReleaseNote& release) {
  const auto indicators = load_indicators(reader);
  const auto units = unit::load_units(reader);
  const auto observations = load_observations(reader);
  return check_figures(rows, release, {indicators, units, observations});
}

void journal(db::Tx& tx, std::string kind, const KeyedTranscription& keyed) {
  const Transcription& transcription = keyed.transcription;
  JsonWriter json;
  json.begin_object().member("source", transcription.source).member("vintage", transcription.vintage);
  json.member("released_on", format_date(transcription.released_on)).member("document", transcription.document);
  json.member("scan", transcription.scan).member("figures", static_cast<std::int64_t>(keyed.rows.size()));
  json.member("state", code_of(transcription.state)).member("first_by", transcription.first_by);
  json.member("second_by", transcription.second_by).key("differences").begin_array();
  for (const std::int64_t row : differences(keyed)) json.integer(row);
  json.end_array();
  if (!transcription.reason.empty()) json.member("reason", transcription.reason);
  tx.journal({std::move(kind), transcription.id.value, json.end_object().take()});
}

// What agrees becomes statistics; they are checked again, as another way in may have brought the vintage meanwhile.
Result<void> store_figures(db::Tx& tx, const KeyedTranscription& keyed) {
  std::vector<FigureRow> figures;
  for (const auto& row : keyed.rows) figures.push_back(row.figure());
  const ReleaseNote release = keyed.transcription.release();
  GUATU_CHECK(check_rows(tx, figures, release));
  std::vector<Observation> observations;
  for (const auto& figure : figures)
    observations.push_back(observation_of(figure, release, keyed.transcription.id.value));
  save(tx, observations);
  return {};
}

Result<ToldTranscription> save_typed(db::Tx& tx, KeyedTranscription keyed, std::int64_t expected_version) {
  if (keyed.transcription.state == TranscriptionState::stored) GUATU_CHECK(store_figures(tx, keyed));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, transcription_table(), keyed.transcription, expected_version));
  db::put(tx, transcription_row_table(), keyed.rows);
  const bool is_stored = keyed.transcription.state == TranscriptionState::stored;
  journal(tx, is_stored ? "statistics.stored" : "statistics.typed_again", keyed);
  return ToldTranscription{std::move(keyed), version};
}

Result<ToldTranscription> load_for(const db::Reader& reader, std::string_view id, std::int64_t expected_version) {
  GUATU_TRY(ToldTranscription told, find_transcription(reader, id));
  if (told.version == expected_version) return told;
  return refuse(ErrorKind::conflict, "transcription/" + std::string(id), "store.version_conflict",
                {{"expected", std::to_string(expected_version)}, {"version", std::to_string(told.version)}});
}

}  // namespace

std::vector<Transcription> load_waiting_transcriptions(const db::Reader& reader) {
  return db::load(reader, transcription_table(), "WHERE state IN ('keyed', 'differs') ORDER BY first_on, id");
}

std::vector<ToldTranscription> load_transcriptions(const db::Reader& reader) {
  std::map<std::string, std::vector<TranscriptionRow>> rows;
  for (auto& row : db::load(reader, transcription_row_table(), "ORDER BY transcription, sequence"))
    rows[row.transcription.value].push_back(std::move(row));
  std::vector<ToldTranscription> told;
  for (auto& found : db::load_versioned(reader, transcription_table(), "ORDER BY first_on DESC, id DESC")) {
    auto own = std::move(rows[found.row.id.value]);
    told.push_back({{std::move(found.row), std::move(own)}, found.version});
  }
  return told;
}

Result<ToldTranscription> find_transcription(const db::Reader& reader, std::string_view id) {
  auto found = db::find_versioned(reader, transcription_table(), Id<Transcription>{std::string(id)});
  if (!found) return no_such(id);
  auto rows = db::load(reader, transcription_row_table(), "WHERE transcription = :id ORDER BY sequence",
                       {{"id", found->row.id}});
  return ToldTranscription{{std::move(found->row), std::move(rows)}, found->version};
}

Result<std::string> load_scan(const db::Reader& reader, const std::filesystem::path& store, std::string_view id) {
  GUATU_TRY(const ToldTranscription told, find_transcription(reader, id));
  return blob::BlobStore(store).read(told.keyed.transcription.scan);
}

Result<ToldTranscription> begin_transcription(db::Tx& tx, const std::filesystem::path& store,
                                              Transcription transcription, const std::vector<FigureRow>& rows,
                                              const ScanGiven& scan) {
  GUATU_CHECK(check_rows(tx, rows, transcription.release()));
  const auto bytes = crypto::parse_base64(scan.base64);
  if (!bytes) return refuse(ErrorKind::invalid, "scan.content", "indicator.scan_not_base64");
  if (bytes->size() > kScanBytesMax)
    return refuse(ErrorKind::too_large, "scan.content", "indicator.scan_too_large",
                  {{"max", std::to_string(kScanBytesMax / 1024 / 1024)}});
  GUATU_TRY(transcription.scan_type, scan_type_of(*bytes));
  GUATU_TRY(transcription.scan, blob::BlobStore(store).put(*bytes));
  transcription.scan_name = scan.name;
  transcription.scan_bytes = static_cast<std::int64_t>(bytes->size());
  transcription.id.value = "T" + std::to_string(tx.entry_position());
  KeyedTranscription keyed = begin(std::move(transcription), rows, tx.actor().name, tx.today());
  GUATU_TRY(const std::int64_t version, db::put_new(tx, transcription_table(), keyed.transcription));
  db::put(tx, transcription_row_table(), keyed.rows);
  journal(tx, "statistics.typed", keyed);
  return ToldTranscription{std::move(keyed), version};
}

Result<ToldTranscription> type_second_time(db::Tx& tx, std::string_view id, const KeyedValues& values,
                                           std::int64_t expected_version) {
  GUATU_TRY(ToldTranscription told, load_for(tx, id, expected_version));
  GUATU_TRY(KeyedTranscription keyed, type_second(std::move(told.keyed), values, tx.actor().name, tx.today()));
  return save_typed(tx, std::move(keyed), expected_version);
}

Result<ToldTranscription> type_first_time_again(db::Tx& tx, std::string_view id, const KeyedValues& values,
                                                std::int64_t expected_version) {
  GUATU_TRY(ToldTranscription told, load_for(tx, id, expected_version));
  GUATU_TRY(KeyedTranscription keyed, type_first_again(std::move(told.keyed), values, tx.actor().name));
  return save_typed(tx, std::move(keyed), expected_version);
}

Result<ToldTranscription> withdraw_transcription(db::Tx& tx, std::string_view id, std::string reason,
                                                 std::int64_t expected_version) {
  GUATU_TRY(ToldTranscription told, load_for(tx, id, expected_version));
  GUATU_TRY(KeyedTranscription keyed, withdraw(std::move(told.keyed), std::move(reason)));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, transcription_table(), keyed.transcription, expected_version));
  journal(tx, "statistics.withdrawn", keyed);
  return ToldTranscription{std::move(keyed), version};
}

}  // namespace guatu::indicator
