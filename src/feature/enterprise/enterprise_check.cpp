// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_check.hpp"

#include <algorithm>

#include "base/code.hpp"
#include "feature/unit/phone.hpp"

namespace guatu::enterprise {

Result<void> check_enterprise(const Enterprise& enterprise, CodeStanding standing,
                              const std::vector<unit::Unit>& units) {
  std::vector<Problem> problems;
  const CheckedCode code = check_credit_code(enterprise.id.value);
  if (standing != CodeStanding::stored && code.check == CodeCheck::wrong_form)
    problems.push_back({"id", "enterprise.bad_credit_code", {{"value", enterprise.id.value}}});
  else if (code.check == CodeCheck::wrong_check_digit && standing == CodeStanding::fresh)
    problems.push_back({"id",
                        "enterprise.wrong_check_digit",
                        {{"value", enterprise.id.value}, {"expected", std::string(1, code.expected.value_or('?'))}}});
  if (enterprise.location && std::ranges::find(units, *enterprise.location, &unit::Unit::id) == units.end())
    problems.push_back({"location", "enterprise.no_such_location", {{"value", enterprise.location->value}}});
  if (const auto phone = unit::check_phone(enterprise.phone); !phone)
    problems.push_back(phone.error().problems.front());
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

}  // namespace guatu::enterprise
