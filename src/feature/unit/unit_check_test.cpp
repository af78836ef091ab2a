// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_check.hpp"

#include <gtest/gtest.h>

#include "feature/unit/phone.hpp"

namespace guatu::unit {
namespace {

Unit unit_of(const char* id, const char* parent) {
  Unit unit;
  unit.id.value = id;
  unit.name = id;
  if (*parent != '\0') unit.parent = Id<Unit>{parent};
  return unit;
}

// C00 ← D00 ← U02 ← U021
const std::vector<Unit> kUnits{unit_of("C00", ""), unit_of("D00", "C00"), unit_of("U02", "D00"),
                               unit_of("U021", "U02")};

std::vector<std::string> codes(const Result<void>& result) {
  std::vector<std::string> codes;
  if (!result)
    for (const Problem& problem : result.error().problems) codes.push_back(problem.place + " " + problem.code);
  return codes;
}

TEST(UnitCheckTest, accepts) {
  for (const Unit& unit : kUnits) EXPECT_TRUE(codes(check_unit(unit, kUnits)).empty()) << unit.id.value;
  EXPECT_TRUE(check_unit(unit_of("发改局-1.a_B", "D00"), kUnits));
  EXPECT_TRUE(check_unit(unit_of("U02", "C00"), kUnits));  // moved up
  Unit dated = unit_of("U03", "");
  dated.valid_from = dated.valid_until = date_of(2026, 1, 1);
  EXPECT_TRUE(check_unit(dated, kUnits));
}

TEST(UnitCheckTest, refuses) {
  for (const char* code : {"", "U 02", "U/02", "..", ".", "U02?", "U02%", "＃"})
    EXPECT_EQ(codes(check_unit(unit_of(code, ""), kUnits)), std::vector<std::string>{"id unit.bad_code"}) << code;
  EXPECT_FALSE(check_unit(unit_of(std::string(41, 'a').c_str(), ""), kUnits));
  EXPECT_EQ(codes(check_unit(unit_of("U03", "U99"), kUnits)), std::vector<std::string>{"parent unit.no_such_parent"});
  for (const char* parent : {"D00", "U02", "U021"})
    EXPECT_EQ(codes(check_unit(unit_of("D00", parent), kUnits)), std::vector<std::string>{"parent unit.parent_circle"})
        << parent;
  EXPECT_EQ(codes(check_unit(unit_of("U03", "U03"), kUnits)), std::vector<std::string>{"parent unit.parent_circle"});
  Unit dated = unit_of("U 3", "U99");
  dated.valid_from = date_of(2026, 1, 2);
  dated.valid_until = date_of(2026, 1, 1);
  EXPECT_EQ(
      codes(check_unit(dated, kUnits)),
      (std::vector<std::string>{"id unit.bad_code", "parent unit.no_such_parent", "valid_until unit.dates_reversed"}));
}

Person person_of(const char* unit, const char* name, const char* phone) {
  Person person;
  person.unit.value = unit;
  person.name = name;
  person.phone = phone;
  return person;
}

TEST(PersonCheckTest, accepts) {
  for (const char* phone : {"", "13800000001", "+86 (0951) 123-4567", "110"})
    EXPECT_TRUE(check_person(person_of("U02", "沈亦舟", phone), kUnits)) << phone;
}

TEST(PersonCheckTest, refuses) {
  EXPECT_EQ(codes(check_person(person_of("U99", "", "138****0001"), kUnits)),
            (std::vector<std::string>{"unit unit.no_such_unit", "name unit.bad_person_name", "phone unit.bad_phone"}));
  EXPECT_EQ(codes(check_person(person_of("U02", "甲/乙", "12"), kUnits)),
            (std::vector<std::string>{"name unit.bad_person_name", "phone unit.bad_phone"}));
}

TEST(PhoneTest, is_masked) {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"1", "****"},
                                                      {"110", "****0"},
                                                      {"1234567", "****67"},
                                                      {"12345678", "****78"},
                                                      {"6234-5678", "****78"},
                                                      {"123456789", "****789"},
                                                      {"1234567890", "****890"},
                                                      {"13800000001", "138****0001"},
                                                      {"138 0000 0001", "138****0001"},
                                                      {"010-62345678", "010****5678"},
                                                      {"095112345678", "095****5678"},
                                                      {"+86 13800000001", "138****0001"},
                                                      {"008613800000001", "138****0001"},
                                                      {"+86 (0951) 123-4567", "095****4567"},
                                                      {"+86 62345678", "****78"}};
  for (const auto& [phone, masked] : rows) EXPECT_EQ(masked_phone(phone), masked);
}

}  // namespace
}  // namespace guatu::unit
