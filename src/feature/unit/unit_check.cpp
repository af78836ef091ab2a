// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_check.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "feature/unit/phone.hpp"

namespace guatu::unit {
namespace {

bool exists(const std::vector<Unit>& units, const Id<Unit>& id) {
  return std::ranges::find(units, id, &Unit::id) != units.end();
}

void check_dates(const std::optional<Date>& from, const std::optional<Date>& until, std::vector<Problem>& problems) {
  if (from && until && *until < *from)
    problems.push_back(
        {"valid_until", "unit.dates_reversed", {{"from", format_date(*from)}, {"until", format_date(*until)}}});
}

Result<void> finish(std::vector<Problem> problems) {
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

}  // namespace

bool is_office_code(std::string_view code) {
  const std::u32string letters = decode_utf8(code);
  const auto is_allowed = [](char32_t letter) {
    return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z') ||
           (letter >= U'0' && letter <= U'9') || letter == U'-' || letter == U'_' || letter == U'.' ||
           (letter >= 0x4e00 && letter <= 0x9fff);
  };
  return !letters.empty() && letters.size() <= 40 && letters != U"." && letters != U".." &&
         std::ranges::all_of(letters, is_allowed);
}

Result<void> check_unit(const Unit& unit, const std::vector<Unit>& others) {
  std::vector<Problem> problems;
  if (!is_office_code(unit.id.value)) problems.push_back({"id", "unit.bad_code", {{"value", unit.id.value}}});
  if (unit.parent && *unit.parent != unit.id && !exists(others, *unit.parent))
    problems.push_back({"parent", "unit.no_such_parent", {{"value", unit.parent->value}}});
  const auto below = subtree(others, unit.id);
  if (unit.parent && (*unit.parent == unit.id || std::ranges::find(below, *unit.parent) != below.end()))
    problems.push_back({"parent", "unit.parent_circle", {{"value", unit.parent->value}, {"unit", unit.id.value}}});
  check_dates(unit.valid_from, unit.valid_until, problems);
  return finish(std::move(problems));
}

Result<void> check_person(const Person& person, const std::vector<Unit>& units) {
  std::vector<Problem> problems;
  if (!exists(units, person.unit)) problems.push_back({"unit", "unit.no_such_unit", {{"value", person.unit.value}}});
  if (person.name.empty() || person.name.find('/') != std::string::npos)
    problems.push_back({"name", "unit.bad_person_name", {{"value", person.name}}});
  if (const auto phone = check_phone(person.phone); !phone) problems.push_back(phone.error().problems.front());
  check_dates(person.valid_from, person.valid_until, problems);
  return finish(std::move(problems));
}

}  // namespace guatu::unit
