// SPDX-License-Identifier: Apache-2.0
#include "feature/account/new_password_actions.hpp"

#include "feature/account/account_actions.hpp"

namespace guatu::account {

Result<Secret> new_password(Gate& gate, const Account& account, std::string_view password,
                            const std::optional<Secret>& before, Profile profile) {
  GUATU_CHECK(check_password(password, account.id, profile, gate.common()));
  Secret secret = before.value_or(Secret{});
  secret.account = account.id.value;
  secret.changed_on = gate.today();
  if (before) {
    secret.earlier.insert(secret.earlier.begin(), before->password);
    if (secret.earlier.size() > kEarlierPasswords) secret.earlier.resize(kEarlierPasswords);
  }
  if (profile == Profile::mlps3)
    for (const std::string& earlier : secret.earlier) {
      GUATU_TRY(const bool is_same, gate.hasher().matches(earlier, password));
      if (is_same)
        return refuse(ErrorKind::invalid, "password", "password.used_before",
                      {{"count", std::to_string(kEarlierPasswords)}});
    }
  GUATU_TRY(secret.password, gate.hasher().hash(password));
  return secret;
}

Result<Secret> new_password(Gate& gate, const Account& account, std::string_view password,
                            const std::optional<Secret>& before) {
  const Profile profile = load_policy(gate.database().reader()).profile;
  return new_password(gate, account, password, before, profile);
}

}  // namespace guatu::account
