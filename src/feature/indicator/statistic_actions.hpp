// SPDX-License-Identifier: Apache-2.0
// Statistics brought in by two people (双人录入、更正): begun, typed again, stored with the scan; corrected by a new
// vintage. These and the import are the only ways in; an observation is never edited. Who is the second person is
// decided here, from whoever acts, over the API as on the command line. Journal entries name no value: some are
// embargoed. Refuses what transcription.hpp and correction.hpp refuse, records that are not there, versions that are
// not the stored ones.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "feature/indicator/correction.hpp"
#include "feature/indicator/transcription.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::indicator {

inline constexpr std::size_t kScanBytesMax = 8 * 1024 * 1024;

struct ScanGiven {
  std::string name;
  std::string_view base64;
};

struct ToldTranscription {
  KeyedTranscription keyed;
  std::int64_t version = 0;
};
struct ToldCorrection {
  ProposedCorrection proposed;
  std::vector<std::optional<Observation>> before;  // what counts without it, one a row
  std::int64_t version = 0;
};

std::vector<ToldTranscription> load_transcriptions(const db::Reader& reader);      // the newest first
std::vector<Transcription> load_waiting_transcriptions(const db::Reader& reader);  // typed once, or not agreeing
Result<ToldTranscription> find_transcription(const db::Reader& reader, std::string_view id);
Result<std::string> load_scan(const db::Reader& reader, const std::filesystem::path& store, std::string_view id);

// Refuses indicator.scan_not_base64, indicator.scan_too_large, indicator.scan_of_other_kind.
Result<ToldTranscription> begin_transcription(db::Tx& tx, const std::filesystem::path& store,
                                              Transcription transcription, const std::vector<FigureRow>& rows,
                                              const ScanGiven& scan);
Result<ToldTranscription> type_second_time(db::Tx& tx, std::string_view id, const KeyedValues& values,
                                           std::int64_t expected_version);
Result<ToldTranscription> type_first_time_again(db::Tx& tx, std::string_view id, const KeyedValues& values,
                                                std::int64_t expected_version);
Result<ToldTranscription> withdraw_transcription(db::Tx& tx, std::string_view id, std::string reason,
                                                 std::int64_t expected_version);

std::vector<ToldCorrection> load_corrections(const db::Reader& reader);      // the newest first
std::vector<Correction> load_waiting_corrections(const db::Reader& reader);  // proposed, the oldest first
Result<ToldCorrection> find_correction(const db::Reader& reader, std::string_view id);
Result<ToldCorrection> propose_correction(db::Tx& tx, Correction correction, const std::vector<FigureRow>& rows);
Result<ToldCorrection> confirm_correction(db::Tx& tx, std::string_view id, std::int64_t expected_version);
Result<ToldCorrection> refuse_correction(db::Tx& tx, std::string_view id, std::string refusal,
                                         std::int64_t expected_version);

}  // namespace guatu::indicator
