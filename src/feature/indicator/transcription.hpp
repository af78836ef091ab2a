// SPDX-License-Identifier: Apache-2.0
// Transcription (双人录入): statistics typed from paper by two people, the second one blind, with the scan beside. A
// difference is named row by row without either value; both may type again; what agrees to the printed digit becomes
// statistics. Refuses a second typing by the first person, a typing by somebody else, a wrong number of values, and
// any act on what is stored or withdrawn.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/indicator/figure_row.hpp"

namespace guatu::indicator {

enum class TranscriptionState { keyed, differs, stored, withdrawn };
inline constexpr Named<TranscriptionState> kTranscriptionStates[] = {
    {TranscriptionState::keyed, "keyed", "待复录"},
    {TranscriptionState::differs, "differs", "两次不一致"},
    {TranscriptionState::stored, "stored", "已入库"},
    {TranscriptionState::withdrawn, "withdrawn", "已撤回"}};
constexpr std::span<const Named<TranscriptionState>> names_of(TranscriptionState) { return kTranscriptionStates; }

struct Transcription {
  Id<Transcription> id;
  std::string source;
  std::string vintage;
  Date released_on;
  std::optional<std::string> released_time;
  std::string document;  // title and number of what was typed from
  std::string note;
  std::string scan;  // SHA-256 of the file
  std::string scan_name;
  std::string scan_type;  // application/pdf, image/jpeg, image/png
  std::int64_t scan_bytes = 0;
  TranscriptionState state = TranscriptionState::keyed;
  std::string first_by;
  Date first_on;
  std::string second_by;  // empty: not yet
  std::optional<Date> second_on;
  std::string reason;        // of the withdrawal
  std::int64_t typings = 0;  // by both: each makes a version

  ReleaseNote release() const { return {source, vintage, released_on, released_time}; }
};

struct TranscriptionRow {
  Id<Transcription> transcription;
  std::int64_t sequence = 0;  // from 0
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  Month first;
  Month last;
  Basis basis = Basis::cumulative;
  Measure measure = Measure::level;
  std::string note;
  std::optional<Decimal> first_value;
  std::optional<Decimal> second_value;

  FigureRow figure() const { return {indicator, unit, first, last, basis, measure, first_value, note}; }
};

using KeyedValues = std::vector<std::optional<Decimal>>;  // one a row; none: not applicable

struct KeyedTranscription {
  Transcription transcription;
  std::vector<TranscriptionRow> rows;
};

// What a file is by its bytes: application/pdf, image/jpeg or image/png. Refuses indicator.scan_of_other_kind.
Result<std::string> scan_type_of(std::string_view bytes);

// Rows, by place in the list, in which the typings differ; none before the second one.
std::vector<std::int64_t> differences(const KeyedTranscription& keyed);

KeyedTranscription begin(Transcription transcription, const std::vector<FigureRow>& rows, std::string_view actor,
                         Date today);
// Refuse indicator.second_is_first, indicator.first_is_another, indicator.count_of_values,
// indicator.transcription_over. The state afterwards is stored, or differs.
Result<KeyedTranscription> type_second(KeyedTranscription keyed, const KeyedValues& values, std::string_view actor,
                                       Date today);
Result<KeyedTranscription> type_first_again(KeyedTranscription keyed, const KeyedValues& values,
                                            std::string_view actor);
Result<KeyedTranscription> withdraw(KeyedTranscription keyed, std::string reason);

}  // namespace guatu::indicator
