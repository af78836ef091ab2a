// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit.hpp"

#include <gtest/gtest.h>

namespace guatu::unit {
namespace {

Unit unit_of(const char* id, const char* name, const char* short_name, std::int64_t sequence, const char* group,
             const char* parent) {
  Unit unit;
  unit.id.value = id;
  unit.name = name;
  unit.short_name = short_name;
  unit.sequence = sequence;
  unit.group = group;
  if (*parent != '\0') unit.parent = Id<Unit>{parent};
  return unit;
}

std::vector<Unit> district() {
  std::vector<Unit> units{unit_of("U18", "听澜街道办事处", "听澜街道", 18, "镇街园区", "D00"),
                          unit_of("U02", "云汀区发展和改革局", "区发改局", 2, "部门", "D00"),
                          unit_of("D00", "云汀区", "", 0, "", "C00"),
                          unit_of("U03", "云汀区工业和信息化局", "区工信局", 3, "部门", "D00"),
                          unit_of("U19", "柏舟街道办事处", "柏舟街道", 19, "镇街园区", "D00")};
  units[1].aliases = {"发改", "调度办"};
  return units;
}

std::vector<std::string> codes(const std::vector<Id<Unit>>& ids) {
  std::vector<std::string> codes;
  for (const auto& id : ids) codes.push_back(id.value);
  return codes;
}

TEST(UnitNamesTest, knows_every_name_an_office_uses) {
  const UnitNames names(district());
  for (const char* name : {"U02", "云汀区发展和改革局", "区发改局", "调度办", " 区 发改局\n"})
    EXPECT_EQ(names.find(name)->value, "U02") << name;
}

TEST(UnitNamesTest, refuses) {
  auto units = district();
  units[0].aliases = {"发改"};
  const UnitNames names(units);
  const auto unknown = names.find("听澜镇");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().problems.front().code, "unit.unknown");
  EXPECT_EQ(unknown.error().problems.front().args.at("nearest"), "听澜街道");
  EXPECT_EQ(names.find("发改").error().problems.front().code, "unit.ambiguous");
}

TEST(UnitNamesTest, lists_and_groups_come_once_and_in_official_order) {
  const UnitNames names(district());
  EXPECT_EQ(codes(*names.find_all("柏舟街道、区发改局，柏舟街道")), (std::vector<std::string>{"U19", "U02"}));
  EXPECT_EQ(codes(*names.find_all("各镇街")), (std::vector<std::string>{"U18", "U19"}));
  EXPECT_EQ(codes(*names.find_all("各单位")), (std::vector<std::string>{"U02", "U03", "U18", "U19"}));
  EXPECT_FALSE(names.find_all("区发改局、某某局"));
}

TEST(SubtreeTest, is_in_official_order_and_takes_nobody_elses) {
  EXPECT_EQ(codes(subtree(district(), {"D00"})), (std::vector<std::string>{"D00", "U02", "U03", "U18", "U19"}));
  EXPECT_EQ(codes(subtree(district(), {"U02"})), (std::vector<std::string>{"U02"}));
}

TEST(UnitTest, is_valid_between_its_dates) {
  Unit unit;
  unit.valid_from = date_of(2026, 1, 1);
  unit.valid_until = date_of(2026, 6, 30);
  EXPECT_FALSE(unit.is_valid_on(date_of(2025, 12, 31)));
  EXPECT_TRUE(unit.is_valid_on(date_of(2026, 6, 30)));
  EXPECT_FALSE(unit.is_valid_on(date_of(2026, 7, 1)));
}

}  // namespace
}  // namespace guatu::unit
