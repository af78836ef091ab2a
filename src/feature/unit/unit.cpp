// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace guatu::unit {
namespace {

constexpr std::string_view kTownGroup = "镇街园区";
constexpr std::string_view kDepartmentGroup = "部门";

// The longest common run of characters: good enough to say "did you mean".
std::size_t common_run(const std::u32string& a, const std::u32string& b) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t length = 0;
      while (i + length < a.size() && j + length < b.size() && a[i + length] == b[j + length]) ++length;
      best = std::max(best, length);
    }
  return best;
}

bool stands_for_towns(std::string_view name) {
  return name == "各镇街" || name == "各街镇" || name == "各镇街园区" || name == "各街道(镇)" || name == "各镇(街道)";
}

bool stands_for_departments(std::string_view name) { return name == "各部门" || name == "各有关部门"; }

bool stands_for_all(std::string_view name) { return name == "各单位" || name == "各有关单位" || name == "全区各单位"; }

}  // namespace

bool Unit::is_valid_on(Date day) const {
  return (!valid_from || *valid_from <= day) && (!valid_until || day <= *valid_until);
}

Id<Person> person_id(const Id<Unit>& unit, std::string_view name) { return {unit.value + "/" + std::string(name)}; }

UnitNames::UnitNames(const std::vector<Unit>& units) : units_(units) {
  std::stable_sort(units_.begin(), units_.end(), [](const Unit& a, const Unit& b) { return a.sequence < b.sequence; });
  for (const auto& unit : units_) {
    add(unit.id.value, unit.id);
    add(unit.name, unit.id);
    add(unit.short_name, unit.id);
    for (const auto& alias : unit.aliases) add(alias, unit.id);
  }
}

void UnitNames::add(std::string_view name, const Id<Unit>& unit) {
  const std::string key = squeeze(name);
  if (key.empty()) return;
  auto& units = by_name_[key];
  if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
}

Result<Id<Unit>> UnitNames::find(std::string_view name) const {
  const std::string key = squeeze(name);
  if (const auto found = by_name_.find(key); found != by_name_.end()) {
    if (found->second.size() == 1) return found->second.front();
    std::vector<std::string> codes;
    for (const auto& id : found->second) codes.push_back(id.value);
    return refuse(ErrorKind::invalid, "", "unit.ambiguous",
                  {{"value", std::string(name)}, {"choices", join(codes, "、")}});
  }
  std::string nearest;
  std::size_t best = 1;
  const std::u32string wanted = decode_utf8(key);
  for (const auto& unit : units_) {
    const std::size_t run = common_run(wanted, decode_utf8(unit.shown_name()));
    if (run > best) best = run, nearest = unit.shown_name();
  }
  return refuse(ErrorKind::invalid, "", "unit.unknown",
                {{"value", std::string(name)}, {"nearest", nearest.empty() ? "—" : nearest}});
}

Result<std::vector<Id<Unit>>> UnitNames::find_all(std::string_view names) const {
  std::vector<Id<Unit>> found;
  const auto add_group = [&](auto wanted) {
    for (const auto& unit : units_)
      if (wanted(unit)) found.push_back(unit.id);
  };
  for (const auto& name : split(fold_width(names), "、,;/，；\n")) {
    const std::string key = squeeze(name);
    if (stands_for_towns(key))
      add_group([](const Unit& u) { return u.group == kTownGroup; });
    else if (stands_for_departments(key))
      add_group([](const Unit& u) { return u.group == kDepartmentGroup; });
    else if (stands_for_all(key))
      add_group([](const Unit& u) { return !u.group.empty(); });
    else {
      GUATU_TRY(Id<Unit> id, find(name));
      found.push_back(std::move(id));
    }
  }
  std::vector<Id<Unit>> unique;
  std::set<std::string> seen;
  for (auto& id : found)
    if (seen.insert(id.value).second) unique.push_back(std::move(id));
  return unique;
}

std::vector<Id<Unit>> subtree(const std::vector<Unit>& units, const Id<Unit>& root) {
  std::set<std::string> inside{root.value};
  // Parents may be listed after their children, so the pass repeats until nothing is added.
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& unit : units)
      if (unit.parent && inside.contains(unit.parent->value)) grew = inside.insert(unit.id.value).second || grew;
  }
  std::vector<Unit> ordered = units;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Unit& a, const Unit& b) { return a.sequence < b.sequence; });
  std::vector<Id<Unit>> ids;
  for (const auto& unit : ordered)
    if (inside.contains(unit.id.value)) ids.push_back(unit.id);
  return ids;
}

}  // namespace guatu::unit
