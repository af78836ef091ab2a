// SPDX-License-Identifier: Apache-2.0
// A new password (新口令) for an account: checked by the policy, compared with the earlier ones where the profile asks
// for it, hashed. The answer is the secret to be saved in a transaction. Refuses what check_password refuses, and
// password.used_before.
#pragma once

#include <optional>
#include <string_view>

#include "feature/account/account_store.hpp"
#include "feature/account/gate_actions.hpp"

namespace guatu::account {

Result<Secret> new_password(Gate& gate, const Account& account, std::string_view password,
                            const std::optional<Secret>& before);
// With a profile that is not in the store yet.
Result<Secret> new_password(Gate& gate, const Account& account, std::string_view password,
                            const std::optional<Secret>& before, Profile profile);

}  // namespace guatu::account
