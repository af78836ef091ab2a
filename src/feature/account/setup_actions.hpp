// SPDX-License-Identifier: Apache-2.0
// First start (初始化): a store without accounts has a one-time link on which the three administrators are created at
// once, with the password profile and the size of the office; then the link is gone for good. A new link replaces the
// one before, as long as there is no account. Refuses account.already_set_up, account.bad_setup_link,
// account.three_administrators, account.name_taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feature/account/gate_actions.hpp"

namespace guatu::account {

// The token of a new link: the page is /setup?token=…
Result<std::string> issue_setup_link(db::Tx& tx);
bool is_setup_link(const db::Reader& reader, std::string_view token);

struct Administrator {
  Role role = Role::system;
  std::string account;
  std::string name;
  std::string password;
};
struct SetUp {
  std::string token;
  Profile profile = Profile::mlps3;
  OfficeSize office = OfficeSize::full;
  std::vector<Administrator> administrators;
  std::string source;
};
Result<void> set_up(Gate& gate, const SetUp& request);

}  // namespace guatu::account
