// SPDX-License-Identifier: Apache-2.0
// Units (单位) and the people who hold posts in them.
//
// Units form a tree 市 → 区 → 部门 / 街道 / 镇 / 园区 with valid dates; owners (业主) and statistical sources
// stand beside it. They are always listed in their official order, never by spelling. A name in a workbook
// is resolved by code, full name, short name or alias; a name that fits several units is refused.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "base/result.hpp"

namespace guatu::unit {

enum class UnitKind { city, district, office, department, agency, park, street, town, community, owner, source };

inline constexpr Named<UnitKind> kUnitKinds[] = {
    {UnitKind::city, "city", "市"},
    {UnitKind::district, "district", "区"},
    {UnitKind::office, "office", "党政机关"},
    {UnitKind::department, "department", "部门"},
    {UnitKind::agency, "agency", "派出机构"},
    {UnitKind::park, "park", "园区"},
    {UnitKind::street, "street", "街道"},
    {UnitKind::town, "town", "镇"},
    {UnitKind::community, "community", "社区"},
    {UnitKind::owner, "owner", "业主"},
    {UnitKind::source, "source", "数据来源"},
};
constexpr std::span<const Named<UnitKind>> names_of(UnitKind) { return kUnitKinds; }

struct Unit {
  Id<Unit> id;  // the office's code, U01
  std::string name;
  std::string short_name;
  std::vector<std::string> aliases;
  UnitKind kind = UnitKind::department;
  std::optional<Id<Unit>> parent;
  std::int64_t sequence = 0;  // official order
  std::string group;          // 部门 | 镇街园区: who is compared with whom
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;  // last day
  std::string note;

  bool is_valid_on(Date day) const;
  const std::string& shown_name() const { return short_name.empty() ? name : short_name; }
};

struct Person {
  Id<Person> id;  // unit code and name, which is how ledgers refer to people
  std::string name;
  Id<Unit> unit;
  std::string post;
  std::string role;  // 联系领导 | 主要负责人 | 分管领导 | 联络员 | 项目长 …
  std::string phone;
  std::int64_t sequence = 0;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string note;
};

Id<Person> person_id(const Id<Unit>& unit, std::string_view name);

// Finds units by any name an office uses. Built once for a run over many rows.
class UnitNames {
 public:
  UnitNames() = default;
  explicit UnitNames(const std::vector<Unit>& units);

  // Refuses unit.unknown (with the nearest name) and unit.ambiguous.
  Result<Id<Unit>> find(std::string_view name) const;
  // Several names separated by 、 , ； or /; 各镇街 and 各单位 stand for their whole group.
  Result<std::vector<Id<Unit>>> find_all(std::string_view names) const;

 private:
  void add(std::string_view name, const Id<Unit>& unit);

  std::map<std::string, std::vector<Id<Unit>>, std::less<>> by_name_;
  std::vector<Unit> units_;  // in official order
};

// Every unit below `root` and itself, in official order.
std::vector<Id<Unit>> subtree(const std::vector<Unit>& units, const Id<Unit>& root);

}  // namespace guatu::unit
