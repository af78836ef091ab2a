// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_check.hpp"

#include <gtest/gtest.h>

namespace guatu::enterprise {
namespace {

std::vector<unit::Unit> units() {
  unit::Unit unit;
  unit.id.value = "U18";
  return {unit};
}

Enterprise enterprise_of(const char* id, const char* location = "", const char* phone = "") {
  Enterprise enterprise;
  enterprise.id.value = id;
  if (*location != '\0') enterprise.location = Id<unit::Unit>{location};
  enterprise.phone = phone;
  return enterprise;
}

TEST(EnterpriseCheckTest, accepts) {
  EXPECT_TRUE(
      check_enterprise(enterprise_of("91350100M000100Y43", "U18", "0951-1234567"), CodeStanding::fresh, units()));
  EXPECT_TRUE(check_enterprise(enterprise_of("91350100M000100Y44"), CodeStanding::as_on_the_licence, units()));
  EXPECT_TRUE(check_enterprise(enterprise_of("E-7"), CodeStanding::stored, units()));
}

TEST(EnterpriseCheckTest, refuses) {
  const auto codes = [](const Enterprise& enterprise, CodeStanding standing) {
    std::vector<std::string> found;
    const auto checked = check_enterprise(enterprise, standing, units());
    if (!checked)
      for (const Problem& problem : checked.error().problems) found.push_back(problem.place + " " + problem.code);
    return found;
  };
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes(enterprise_of("91350100M000100Y44"), CodeStanding::fresh), Codes{"id enterprise.wrong_check_digit"});
  for (const CodeStanding standing : {CodeStanding::fresh, CodeStanding::as_on_the_licence})
    EXPECT_EQ(codes(enterprise_of("E-7"), standing), Codes{"id enterprise.bad_credit_code"});
  EXPECT_EQ(codes(enterprise_of("91350100M000100Y43", "U99", "139****0001"), CodeStanding::stored),
            (Codes{"location enterprise.no_such_location", "phone unit.bad_phone"}));
  const auto checked = check_enterprise(enterprise_of("91350100M000100Y44"), CodeStanding::fresh, units());
  EXPECT_EQ(checked.error().problems.front().args.at("expected"), "3");
}

}  // namespace
}  // namespace guatu::enterprise
