// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/draft.hpp"

#include <algorithm>
#include <set>

namespace guatu::exchange {
namespace {

template <class... Parts>
std::string joined(const Parts&... parts) {
  std::string key;
  ((key += parts, key += '\n'), ...);
  return key;
}

}  // namespace

std::string key_of(const unit::Unit& row) { return row.id.value; }
std::string key_of(const unit::Person& row) { return row.id.value; }
std::string key_of(const enterprise::Enterprise& row) { return row.id.value; }
std::string key_of(const indicator::Indicator& row) { return row.id.value; }
std::string key_of(const indicator::Target& row) {
  return joined(row.indicator.value, row.unit.value, std::to_string(row.year));
}
std::string key_of(const indicator::MonthShares& row) {
  return joined(row.indicator.value, row.unit.value, std::to_string(row.year));
}
std::string key_of(const indicator::Observation& row) {
  return joined(row.indicator.value, row.unit.value, format_month(row.first), format_month(row.last),
                code_of(row.basis), code_of(row.measure), row.vintage);
}
std::string key_of(const project::Project& row) { return row.id.value; }
std::string key_of(const project::ProjectYear& row) { return joined(row.project.value, std::to_string(row.year)); }
std::string key_of(const project::Milestone& row) { return joined(row.project.value, std::to_string(row.sequence)); }
std::string key_of(const project::Adjustment& row) {
  return joined(row.project.value, code_of(row.kind), row.approval_number);
}
std::string key_of(const matter::Matter& row) { return row.id.value; }
std::string key_of(const matter::Report& row) { return joined(row.matter.value, std::to_string(row.sequence)); }
std::string key_of(const matter::Extension& row) { return joined(row.matter.value, format_date(row.asked_on)); }
std::string key_of(const matter::Letter& row) { return row.id.value; }
std::string key_of(const cycle::Cycle& row) { return row.id.value; }
std::string key_of(const cycle::AgendaItem& row) { return joined(row.cycle.value, std::to_string(row.sequence)); }

std::optional<Id<unit::Unit>> Draft::home() const {
  const auto all = units.all();
  for (const auto& candidate : all) {
    if (candidate.kind != unit::UnitKind::district && candidate.kind != unit::UnitKind::city) continue;
    const bool has_compared_units = std::any_of(all.begin(), all.end(), [&](const unit::Unit& unit) {
      return !unit.group.empty() && unit.parent == candidate.id;
    });
    if (has_compared_units) return candidate.id;
  }
  return std::nullopt;
}

bool Draft::corrects_statistics() const {
  const auto figure_of = [](indicator::Observation row) {
    row.vintage.clear();
    return key_of(row);
  };
  std::set<std::string> brought;
  for (const auto& row : observations.touched())
    if (observations.find_stored(key_of(row)) == nullptr) brought.insert(figure_of(row));
  return std::any_of(observations.stored().begin(), observations.stored().end(),
                     [&](const indicator::Observation& row) { return brought.contains(figure_of(row)); });
}

void Draft::forget_stored() {
  each_register(*this, [](auto& rows) { rows.forget_stored(); });
}

}  // namespace guatu::exchange
