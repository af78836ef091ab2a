// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/transcription.hpp"

#include <array>

namespace guatu::indicator {
namespace {

// 85.2 and 85.20 are not typed alike: the printed precision decides ranks.
bool is_typed_alike(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  if (!a || !b) return !a && !b;
  return *a == *b && a->scale() == b->scale();
}

Result<void> check_open(const Transcription& transcription) {
  if (transcription.state == TranscriptionState::keyed || transcription.state == TranscriptionState::differs) return {};
  return refuse(ErrorKind::conflict, "", "indicator.transcription_over",
                {{"id", transcription.id.value}, {"state", std::string(chinese_of(transcription.state))}});
}

Result<void> check_count(const KeyedTranscription& keyed, const KeyedValues& values) {
  if (values.size() == keyed.rows.size()) return {};
  return refuse(ErrorKind::invalid, "values", "indicator.count_of_values",
                {{"value", std::to_string(values.size())}, {"expected", std::to_string(keyed.rows.size())}});
}

void settle(KeyedTranscription& keyed) {
  keyed.transcription.state = differences(keyed).empty() ? TranscriptionState::stored : TranscriptionState::differs;
}

}  // namespace

Result<std::string> scan_type_of(std::string_view bytes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kKinds{
      {{"%PDF-", "application/pdf"}, {"\xFF\xD8\xFF", "image/jpeg"}, {"\x89PNG\r\n\x1A\n", "image/png"}}};
  for (const auto& [beginning, type] : kKinds)
    if (bytes.starts_with(beginning)) return std::string(type);
  return refuse(ErrorKind::invalid, "scan.content", "indicator.scan_of_other_kind");
}

std::vector<std::int64_t> differences(const KeyedTranscription& keyed) {
  std::vector<std::int64_t> found;
  if (keyed.transcription.second_by.empty()) return found;
  for (const auto& row : keyed.rows)
    if (!is_typed_alike(row.first_value, row.second_value)) found.push_back(row.sequence);
  return found;
}

KeyedTranscription begin(Transcription transcription, const std::vector<FigureRow>& rows, std::string_view actor,
                         Date today) {
  KeyedTranscription keyed{std::move(transcription), {}};
  keyed.transcription.state = TranscriptionState::keyed;
  keyed.transcription.first_by = actor;
  keyed.transcription.first_on = today;
  keyed.transcription.typings = 1;
  for (const auto& row : rows)
    keyed.rows.push_back({keyed.transcription.id, static_cast<std::int64_t>(keyed.rows.size()), row.indicator, row.unit,
                          row.first, row.last, row.basis, row.measure, row.note, row.value, std::nullopt});
  return keyed;
}

Result<KeyedTranscription> type_second(KeyedTranscription keyed, const KeyedValues& values, std::string_view actor,
                                       Date today) {
  GUATU_CHECK(check_open(keyed.transcription));
  if (keyed.transcription.first_by == actor)
    return refuse(ErrorKind::forbidden, "", "indicator.second_is_first", {{"name", keyed.transcription.first_by}});
  GUATU_CHECK(check_count(keyed, values));
  keyed.transcription.second_by = actor;
  keyed.transcription.second_on = today;
  ++keyed.transcription.typings;
  for (std::size_t i = 0; i < values.size(); ++i) keyed.rows[i].second_value = values[i];
  settle(keyed);
  return keyed;
}

Result<KeyedTranscription> type_first_again(KeyedTranscription keyed, const KeyedValues& values,
                                            std::string_view actor) {
  GUATU_CHECK(check_open(keyed.transcription));
  if (keyed.transcription.first_by != actor)
    return refuse(ErrorKind::forbidden, "", "indicator.first_is_another", {{"name", keyed.transcription.first_by}});
  GUATU_CHECK(check_count(keyed, values));
  for (std::size_t i = 0; i < values.size(); ++i) keyed.rows[i].first_value = values[i];
  ++keyed.transcription.typings;
  if (!keyed.transcription.second_by.empty()) settle(keyed);
  return keyed;
}

Result<KeyedTranscription> withdraw(KeyedTranscription keyed, std::string reason) {
  GUATU_CHECK(check_open(keyed.transcription));
  keyed.transcription.state = TranscriptionState::withdrawn;
  keyed.transcription.reason = std::move(reason);
  return keyed;
}

}  // namespace guatu::indicator
