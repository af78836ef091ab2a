// SPDX-License-Identifier: Apache-2.0
// Routes of accounts, sessions, set-up, grants and screens (账号、会话), and the hook by which the dispatcher asks who
// the caller is: by the cookie guatu_session (__Host-guatu_session under TLS), or by a screen's token. A reply that
// holds a secret is never repeated.
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
