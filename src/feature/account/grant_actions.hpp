// SPDX-License-Identifier: Apache-2.0
// Giving and ending what is lent (代办授权、大屏令牌): by the security administrator, each with its journal entry. A
// screen's token is shown once. Refuses account.unknown, account.oneself, grant.unknown, screen.unknown and what the
// rules of grant.hpp refuse.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feature/account/grant.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::account {

std::vector<db::Versioned<Grant>> load_grants(const db::Reader& reader);
Result<db::Versioned<Grant>> give_grant(db::Tx& tx, Grant grant);  // its id is given here
Result<void> end_grant(db::Tx& tx, std::string_view id);

std::vector<db::Versioned<Screen>> load_screens(const db::Reader& reader);
struct IssuedScreen {
  db::Versioned<Screen> screen;
  std::string token;
};
Result<IssuedScreen> issue_screen(db::Tx& tx, Screen screen);  // its id is given here
Result<void> end_screen(db::Tx& tx, std::string_view id);

}  // namespace guatu::account
