// SPDX-License-Identifier: Apache-2.0
// Routes of accounts, sessions, set-up, grants and screens (账号、会话), and the hook by which the dispatcher asks who
// the caller is. A reply that holds a secret (a token, half of a code) bypasses the table of idempotency keys.
#pragma once

#include <vector>

#include "feature/account/gate_actions.hpp"
#include "platform/api/dispatcher.hpp"
#include "platform/api/route.hpp"

namespace guatu::account {

// The gate must outlive both.
std::vector<api::Route> account_routes(Gate& gate);
api::Authenticate authenticator(Gate& gate);

}  // namespace guatu::account
