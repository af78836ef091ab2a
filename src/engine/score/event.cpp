// SPDX-License-Identifier: Apache-2.0
#include "engine/score/event.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "base/date.hpp"
#include "base/text.hpp"

namespace guatu::score {
namespace {

constexpr std::array<std::string_view, 8> kColumns{"unit", "kind",  "source", "evidence",
                                                   "date", "count", "item",   "note"};
constexpr std::size_t kNeededColumns = 5;

std::optional<EventKind> kind_of(std::string_view text) {
  if (text == "bonus" || text == "加分") return EventKind::bonus;
  if (text == "deduction" || text == "扣分") return EventKind::deduction;
  if (text == "veto" || text == "否决" || text == "一票否决") return EventKind::veto;
  if (text == "exemption" || text == "免责" || text == "容错") return EventKind::exemption;
  return std::nullopt;
}

bool source_is_known(const Scheme& scheme, const Event& event) {
  const auto has = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.code == event.source; });
  };
  switch (event.kind) {
    case EventKind::bonus:
      return has(scheme.bonus.sources);
    case EventKind::deduction:
      return has(scheme.deduction.sources);
    case EventKind::veto:
      return has(scheme.vetoes);
    case EventKind::exemption:
      return !event.source.empty();
  }
  return false;
}

class EventReader {
 public:
  EventReader(const SheetText& sheet, const Scheme& scheme, const Table& table)
      : sheet_(sheet), scheme_(scheme), table_(table) {}

  Result<std::vector<Event>> read() {
    GUATU_CHECK(find_columns());
    std::vector<Event> events;
    for (std::size_t row = 1; row < sheet_.row_count(); ++row) events.push_back(read_row(row));
    if (!problems_.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems_)});
    return events;
  }

 private:
  Result<void> find_columns() {
    for (std::size_t column = 0; column < sheet_.columns && sheet_.row_count() > 0; ++column) {
      const auto known = std::find(kColumns.begin(), kColumns.end(), trim(sheet_.at(0, column)));
      if (known == kColumns.end())
        problems_.push_back(
            {sheet_.name, "score.column_unknown", {{"column", std::string(trim(sheet_.at(0, column)))}}});
      else
        position_[*known] = column;
    }
    for (std::size_t i = 0; i < kNeededColumns; ++i)
      if (!position_.contains(kColumns[i]))
        problems_.push_back({sheet_.name, "score.column_needed", {{"column", std::string(kColumns[i])}}});
    if (!problems_.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems_)});
    return {};
  }

  std::string text(std::size_t row, std::string_view column) const {
    const auto found = position_.find(column);
    return found == position_.end() ? std::string() : std::string(trim(sheet_.at(row, found->second)));
  }

  void report(std::size_t row, std::string_view column, const char* code, std::string value) {
    const auto found = position_.find(column);
    const std::size_t at = found == position_.end() ? 0 : found->second;
    problems_.push_back(
        {sheet_.name + "!" + column_letters(at) + std::to_string(number(row)), code, {{"value", std::move(value)}}});
  }

  std::size_t number(std::size_t row) const { return row < sheet_.rows.size() ? sheet_.rows[row] : row + 1; }

  Event read_row(std::size_t row) {
    Event event{text(row, "unit"),
                EventKind::bonus,
                text(row, "source"),
                1,
                text(row, "evidence"),
                text(row, "date"),
                text(row, "item"),
                text(row, "note"),
                sheet_.name + "!A" + std::to_string(number(row))};
    const auto kind = kind_of(text(row, "kind"));
    if (!kind) report(row, "kind", "score.event_kind_unknown", text(row, "kind"));
    event.kind = kind.value_or(EventKind::bonus);
    if (table_.unit_index(event.unit) < 0) report(row, "unit", "score.unit_unknown", event.unit);
    if (kind && !source_is_known(scheme_, event)) report(row, "source", "score.event_source_unknown", event.source);
    if (event.evidence.empty()) report(row, "evidence", "score.evidence_needed", "");
    if (!parse_date(event.date)) report(row, "date", "score.event_date", event.date);
    if (!event.item.empty() && scheme_.find(event.item) < 0) report(row, "item", "score.item_unknown_here", event.item);
    const Cell count = read_cell(text(row, "count"), {});
    if (count.kind == CellKind::number) event.count = count.value;
    if (count.kind == CellKind::bad || (count.kind == CellKind::number && count.value <= 0))
      report(row, "count", "score.event_count", text(row, "count"));
    return event;
  }

  const SheetText& sheet_;
  const Scheme& scheme_;
  const Table& table_;
  std::map<std::string_view, std::size_t> position_;
  std::vector<Problem> problems_;
};

const AdjustmentSource& source_named(const AdjustmentRule& rule, std::string_view code) {
  return *std::find_if(rule.sources.begin(), rule.sources.end(),
                       [&](const AdjustmentSource& source) { return source.code == code; });
}

// The order of the file must not decide which event is cut.
auto order_of(const AdjustmentLine& line) {
  return std::tuple(-line.points, std::string_view(line.event->source), std::string_view(line.event->date),
                    std::string_view(line.event->evidence));
}

}  // namespace

Result<std::vector<Event>> read_events(const SheetText& sheet, const Scheme& scheme, const Table& table) {
  return EventReader(sheet, scheme, table).read();
}

Adjustment adjust(const AdjustmentRule& rule, AdjustmentKind kind, const std::vector<Event>& events,
                  std::string_view unit) {
  const EventKind wanted = kind == AdjustmentKind::bonus ? EventKind::bonus : EventKind::deduction;
  Adjustment result;
  for (const Event& event : events)
    if (event.kind == wanted && event.unit == unit)
      result.lines.push_back({&event, event.count * source_named(rule, event.source).points, 0, ""});
  std::sort(result.lines.begin(), result.lines.end(),
            [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  std::map<std::string_view, double> by_source;
  std::map<std::string_view, int> seen;
  for (AdjustmentLine& line : result.lines) {
    if (seen[line.event->evidence]++ > 0) {
      line.cut = "same_evidence";
      continue;
    }
    const AdjustmentSource& source = source_named(rule, line.event->source);
    double& used = by_source[source.code];
    line.counted = line.points;
    if (source.cap && used + line.counted > *source.cap) {
      line.counted = std::max(0.0, *source.cap - used);
      line.cut = "source_cap";
    }
    used += line.counted;
    if (rule.cap && result.points + line.counted > *rule.cap) {
      line.counted = std::max(0.0, *rule.cap - result.points);
      line.cut = "total_cap";
    }
    result.points += line.counted;
  }
  return result;
}

std::string_view name_of(EventKind kind) {
  constexpr std::array<std::string_view, 4> kNames{"bonus", "deduction", "veto", "exemption"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace guatu::score
