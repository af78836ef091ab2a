// SPDX-License-Identifier: Apache-2.0
// What an enterprise must be (企业校验) before it is stored: a credit code in its form, a unit that exists as location.
// A wrong check digit is refused unless somebody says that the licence shows just that. Refuses
// enterprise.bad_credit_code, enterprise.wrong_check_digit, enterprise.no_such_location, unit.bad_phone.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "feature/enterprise/enterprise.hpp"

namespace guatu::enterprise {

enum class CodeStanding {
  fresh,              // typed now: form and check digit must be right
  as_on_the_licence,  // somebody says that the wrong check digit is what the licence shows
  stored,             // was accepted when it came
};

Result<void> check_enterprise(const Enterprise& enterprise, CodeStanding code, const std::vector<unit::Unit>& units);

}  // namespace guatu::enterprise
