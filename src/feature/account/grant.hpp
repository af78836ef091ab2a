// SPDX-License-Identifier: Apache-2.0
// What is lent for a time: a secretary acts for a leader between two dates (秘书代办), and a wall screen (大屏) reads
// by a token of its own. Both end by themselves or are ended early; neither is deleted. Refuses grant.not_a_secretary,
// grant.not_a_leader, grant.bad_dates, grant.too_long, grant.is_over, screen.no_name, screen.bad_date.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "feature/account/account.hpp"

namespace guatu::account {

inline constexpr std::chrono::days kGrantMax{366};
inline constexpr std::chrono::days kScreenLife{30};
inline constexpr std::chrono::days kScreenMax{366};

struct Grant {
  Id<Grant> id;
  Id<Account> secretary;
  Id<Account> leader;
  Date first{};
  Date last{};  // of the days on which it holds
  std::string granted_by;
  std::optional<Date> ended_on;
  std::string note;

  bool is_valid_on(Date day) const { return !ended_on && first <= day && day <= last; }
};

Result<void> check_grant(const Grant& grant, const Account& secretary, const Account& leader, Date today);
// Ends a grant. Refuses grant.is_over.
Result<Grant> decide_end(Grant grant, Date today);

struct Screen {
  Id<Screen> id;
  std::string name;  // where it hangs
  Date created_on{};
  std::string created_by;
  std::optional<Date> valid_until;  // none: until it is ended
  std::optional<Date> ended_on;

  bool is_valid_on(Date day) const { return !ended_on && (!valid_until || day <= *valid_until); }
};

Result<void> check_screen(const Screen& screen);
Result<Screen> decide_end(Screen screen, Date today);

}  // namespace guatu::account
