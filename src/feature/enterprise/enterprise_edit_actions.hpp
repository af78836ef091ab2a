// SPDX-License-Identifier: Apache-2.0
// Creating and editing enterprises one by one (企业维护), each with its journal entry: what differs, before and after,
// telephone numbers left out. Refuses what enterprise_check.hpp refuses, a code that is taken (store.row_exists), a
// version that is not the stored one (store.version_conflict).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/enterprise/enterprise_check.hpp"
#include "platform/db/page.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::enterprise {

// Refuse api.no_such_record.
Result<db::Versioned<Enterprise>> find_enterprise(const db::Reader& reader, const Id<Enterprise>& id);
Result<std::vector<db::ToldVersion<Enterprise>>> load_enterprise_history(const db::Reader& reader,
                                                                         const Id<Enterprise>& id);

db::Page<Enterprise> load_enterprise_page(const db::Reader& reader, const db::PageQuery& query);

Result<db::Versioned<Enterprise>> create_enterprise(db::Tx& tx, const Enterprise& enterprise, CodeStanding code);
// No phone keeps the stored one, whose full form an editor has not seen.
Result<db::Versioned<Enterprise>> edit_enterprise(db::Tx& tx, Enterprise enterprise,
                                                  const std::optional<std::string>& phone,
                                                  std::int64_t expected_version);
// The full number; that it was looked at stands in the journal.
Result<std::string> reveal_phone(db::Tx& tx, const Id<Enterprise>& id);
// The number in the register and in every version of the row, for good. Refuses unit.no_phone.
Result<db::Versioned<Enterprise>> erase_phone(db::Tx& tx, const Id<Enterprise>& id, std::string_view reason);

}  // namespace guatu::enterprise
