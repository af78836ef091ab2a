// SPDX-License-Identifier: Apache-2.0
// Demo accounts (演示账号): the three administrators and one person of each kind that works with the example, opened
// the way real ones are: set-up, creation, release, activation. Their passwords are random in each store.
#pragma once

#include <string>
#include <vector>

#include "feature/account/gate_actions.hpp"

namespace guatu::demo {

struct DemoAccount {
  std::string account;
  std::string password;
  std::string role;  // 调度办 clerk
};

// Of a store without accounts. Refuses what account refuses.
Result<std::vector<DemoAccount>> open_demo_accounts(account::Gate& gate);

// What is printed, and kept beside the store.
std::string accounts_text(const std::vector<DemoAccount>& accounts);

}  // namespace guatu::demo
