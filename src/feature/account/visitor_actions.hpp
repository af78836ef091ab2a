// SPDX-License-Identifier: Apache-2.0
// Visitor (来访者): what a session may do on a day, read from the accounts, posts, grants and units of the store. A
// secretary who acts for a leader has the leader's rights and is named beside him; a session with a duty has none.
#pragma once

#include <string_view>
#include <vector>

#include "feature/account/gate_actions.hpp"

namespace guatu::account {

// What an account holds by its posts, and nothing when it is not open.
std::vector<Holding> holdings_of(const db::Reader& reader, const Account& account);
std::vector<Duty> duties_of(const db::Reader& reader, const Account& account, Date today);
Idle idle_of(const db::Reader& reader, std::string_view account);

// Nobody (an empty account) when its account is not open.
Visitor visitor_of(const db::Reader& reader, const Session& session, Date today);
Visitor screen_visitor(const db::Reader& reader, std::string_view digest, Date today);

}  // namespace guatu::account
