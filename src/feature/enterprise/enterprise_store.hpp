// SPDX-License-Identifier: Apache-2.0
// Enterprises as tables: one description serves SQL, history and snapshots.
#pragma once

#include "feature/enterprise/enterprise.hpp"
#include "platform/db/table.hpp"

namespace guatu::enterprise {

const db::Table<Enterprise>& enterprise_table();

}  // namespace guatu::enterprise
