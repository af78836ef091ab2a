// SPDX-License-Identifier: Apache-2.0
// Operator (经办人): who acts on the command line. A store without accounts takes any name; one with accounts wants an
// open account that holds the right over the whole store, and for --for a leader a grant to act for him today. Refuses
// store.operator_missing, account.operator_missing,
// account.unknown_operator, account.right_missing, account.no_grant.
#pragma once

#include <string_view>

#include "platform/db/database.hpp"

namespace guatu::account {

Result<db::Actor> operator_for(const db::Reader& reader, Date today, std::string_view name,
                               std::string_view on_behalf_of, std::string_view right);

}  // namespace guatu::account
